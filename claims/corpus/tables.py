"""The corpus: one Arrow table for each table of the contract, sorted, with the place each row was read from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claims.contract import TABLES, arrow_schema, contract
from claims.corpus.arrow import from_arrow, to_arrow
from claims.errors import DataError, unknown
from claims.model import Article, Attribution, Claim, Edit, Link, Source, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

LAST = 2**62

POSITION: Mapping[str, tuple[str, ...]] = {
    "attributions": ("content", "cue", "source"),
    "claims": ("evidence",),
}


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
            schema = arrow_schema(name)
            table = tables.get(name, schema.empty_table())
            if not table.schema.equals(schema):
                raise _misfit(name, table.schema, schema)
            order = _order(name, table)
            found[name] = table.cast(schema).take(order)
            if places and name in places:
                where[name] = tuple(places[name][row] for row in order.to_pylist())
        return cls(found, where)

    def table(self, name: str) -> pa.Table:
        """The Arrow table of this name."""
        if name not in self.tables:
            raise unknown("table", name, self.tables)
        return self.tables[name]

    def rows(self, name: str) -> list[Any]:
        """The rows of a table as dataclasses, in its order."""
        return from_arrow(name, self.table(name))

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


def _order(name: str, table: pa.Table) -> pa.Array:
    """The row numbers in the order of the corpus: articles' rows together, in text order, else by key."""
    import pyarrow as pa
    import pyarrow.compute as pc

    keys = {"key": table.column(contract().table(name).primary_key)}
    if name in POSITION:
        first = [_starts(table.column(column)) for column in POSITION[name]]
        position = first[0] if len(first) == 1 else pc.min_element_wise(*first)
        keys = {"article": table.column("article_id"), "position": position, **keys}
    return pc.sort_indices(pa.table(keys), sort_keys=[(key, "ascending") for key in keys])


def _starts(spans: pa.ChunkedArray) -> pa.Array:
    """The start of each row's first span; LAST where there is none."""
    import numpy as np
    import pyarrow as pa

    whole = spans.combine_chunks()
    lengths = whole.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    starts = whole.flatten().field("start").fill_null(LAST).to_numpy(zero_copy_only=False)
    first = np.full(len(whole), LAST, dtype=np.int64)
    filled = lengths > 0
    first[filled] = starts[(np.cumsum(lengths) - lengths)[filled]]
    return pa.array(first)


def _misfit(name: str, found: pa.Schema, expected: pa.Schema) -> DataError:
    """The error for a table whose columns are not the contract's: the first that differs."""
    missing = [column for column in expected.names if column not in found.names]
    strange = [column for column in found.names if column not in expected.names]
    if missing:
        what = f"the column {missing[0]} is missing"
    elif strange:
        what = f"no column {strange[0]!r} in the contract"
    elif found.names != expected.names:
        what = "the order of the columns is not the contract's"
    else:
        wrong = next(c.name for c in expected if found.field(c.name).type != c.type)
        types = found.field(wrong).type, expected.field(wrong).type
        what = f"{wrong} is {types[0]}, the contract says {types[1]}"
    return DataError(what, where=f"table {name}", mend=f"columns: {', '.join(expected.names)}")
