"""The corpus: one Arrow table for each table of the contract, sorted, with the place each row was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claims.contract import FLAT, TABLES, arrow_schema, contract
from claims.corpus import frames
from claims.corpus.arrow import from_arrow, to_arrow
from claims.corpus.flat import flat_view
from claims.corpus.order import sorted_table
from claims.corpus.stored import StoredTables, slices
from claims.errors import unknown
from claims.model import Article, Attribution, Claim, Edit, Link, Source, Verdict

if TYPE_CHECKING:
    import datasets
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BATCH = 100_000


@dataclass(frozen=True, eq=False)
class Corpus:
    """All tables, each sorted so that an article's rows stand together, in text order.

    `places` gives a table's rows the "file:line" that each was read from, in the table's order; it is empty
    for rows that come from no file.
    """

    tables: Mapping[str, pa.Table]
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _rows_by_key: dict[str, dict[str, int]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def from_rows(
        cls,
        *,
        articles: Iterable[Article] = (),
        sources: Iterable[Source] = (),
        attributions: Iterable[Attribution] = (),
        claims: Iterable[Claim] = (),
        links: Iterable[Link] = (),
        verdicts: Iterable[Verdict] = (),
        edits: Iterable[Edit] = (),
        places: Mapping[str, Sequence[str]] | None = None,
    ) -> Corpus:
        """The corpus of these rows; `places` has, for a table, the place of each row in the order given.

        DataError names the row, column and value that does not fit the contract's type.
        """
        given = (articles, sources, attributions, claims, links, verdicts, edits)
        tables = {name: to_arrow(name, rows) for name, rows in zip(TABLES, given, strict=True)}
        return cls.from_tables(tables, places)

    @classmethod
    def from_tables(
        cls, tables: Mapping[str, pa.Table], places: Mapping[str, Sequence[str]] | None = None
    ) -> Corpus:
        """The corpus of these Arrow tables, sorted; a table that is not given is empty."""
        found, where = {}, {}
        for name in TABLES:
            given = tables[name] if name in tables else arrow_schema(name).empty_table()
            found[name], order = sorted_table(name, given)
            if places and name in places:
                where[name] = tuple(places[name] if order is None else map(places[name].__getitem__, order))
        return cls(found, where)

    def table(self, name: str) -> pa.Table:
        """The Arrow table of this name, read from its file now if nobody asked before."""
        if name not in self.tables:
            raise unknown("table", name, self.tables)
        return self.tables[name]

    def batches(self, name: str, rows: int = BATCH, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The table of this name, or some of its columns, some rows at a time; one in a file is not read whole for that."""
        if isinstance(self.tables, StoredTables):
            return self.tables.batches(name, rows, columns)
        return slices(self.table(name), rows, columns)

    def length(self, name: str) -> int:
        """The number of rows of a table; one in a file is not read for that."""
        if isinstance(self.tables, StoredTables):
            return self.tables.lengths.get(name, 0)
        return int(self.table(name).num_rows)

    def size(self, name: str) -> int:
        """About how many bytes a table has; one in a file is not read for that."""
        if isinstance(self.tables, StoredTables):
            return self.tables.sizes.get(name, 0)
        return int(self.table(name).nbytes)

    def rows(self, name: str) -> list[Any]:
        """The rows of a table as dataclasses, in its order."""
        return from_arrow(name, self.table(name))

    def scan(self, table: str = FLAT) -> pl.LazyFrame:
        """A table, or the flat view, for a Polars query, which reads no more of a release than it needs."""
        return frames.scan(self.tables, table)

    def to_polars(self, table: str = FLAT, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """A table, or the flat view, or some of its columns, of which no others are read, in Polars."""
        return frames.to_polars(self.tables, table, columns)

    def to_pandas(self, table: str = FLAT) -> pd.DataFrame:
        """A table, or the flat view, in pandas; a column of spans or of a chain holds arrays of dicts."""
        return frames.to_pandas(self.tables, table)

    def to_datasets(self, table: str = FLAT) -> datasets.Dataset:
        """A table, or the flat view, as a `datasets.Dataset` in memory, with the features of a release."""
        return frames.to_datasets(self.tables, table)

    def duckdb(self) -> DuckDBPyConnection:
        """A DuckDB with a view for each table and the flat view, under their names; MissingExtra without duckdb."""
        return frames.connection(self.tables)

    def place(self, table: str, key: str) -> str:
        """Where the row with this key was read: "file:line", or "table claims, row 7"."""
        if table not in self._rows_by_key:
            keys = self.table(table).column(contract().table(table).primary_key).to_pylist()
            by_key = {key: row for row, key in reversed(list(enumerate(keys)))}
            self._rows_by_key[table] = by_key
        row = self._rows_by_key[table].get(key)
        return f"table {table}" if row is None else self.place_of_row(table, row)

    def place_of_row(self, table: str, row: int) -> str:
        """Where the row of this number was read; needed where two rows have one key."""
        places = self.places.get(table)
        return places[row] if places else f"table {table}, row {row}"


def attributed_claims(corpus: Corpus) -> pa.Table:
    """The flat view of a corpus as Arrow, one row a claim."""
    return flat_view(corpus.tables)
