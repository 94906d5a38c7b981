"""Tables in Parquet files, each read when it is first asked for, or a batch of rows at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from claims.contract import arrow_schema, contract
from claims.corpus.order import in_order, key_columns, misfit, sorted_table
from claims.corpus.sorting import write_sorted
from claims.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MEND = "download it anew"
SORTED = 50_000_000  # bytes that are sorted at a time


class StoredTables(Mapping[str, "pa.Table"]):
    """The tables of some files in the contract's types and order; one that has no file is empty.

    A table has one file, or several, whose rows follow one another. What another program wrote is turned into the contract's types; columns that came with a later contract
    are null in an `older` dataset. DataError, at once, where a file is no Parquet or not of the contract.
    The files are not to change while this is used.
    """

    def __init__(self, tables: tuple[str, ...], files: Mapping[str, Path | Sequence[Path]], *, older: bool = False) -> None:
        self.files = {name: (given,) if isinstance(given, Path) else tuple(given) for name, given in files.items()}
        self.older = older
        self._tables = tables
        self._read: dict[str, pa.Table] = {}
        self.lengths: dict[str, int] = {}
        self.sizes: dict[str, int] = {}  # in bytes, before they were compressed
        self._columns: dict[str, set[str]] = {}
        self._as_written: set[str] = set()
        self._ordered: dict[str, tuple[Path, ...]] = {}
        self._folder: Path | None = None
        for name, several in self.files.items():
            self.lengths[name] = self.sizes[name] = 0
            self._as_written.add(name)
            for file in several:
                self._look_at(name, file)

    def _look_at(self, name: str, file: Path) -> None:
        """Nothing; what the footer of a table's file says is known."""
        with _opened(file) as opened:
            footer, schema = opened.metadata, opened.schema_arrow
        self.lengths[name] += footer.num_rows
        self.sizes[name] += sum(footer.row_group(at).total_byte_size for at in range(footer.num_row_groups))
        self._columns[name] = self._columns.get(name, set(schema.names)) & set(schema.names)
        self._fitted(name, file, schema.empty_table())
        if not schema.equals(arrow_schema(name)):
            self._as_written.discard(name)

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._tables:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = sorted_table(name, self._whole(name))[0]
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def batches(self, name: str, rows: int, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The table, or some of its columns, in its order, some rows at a time.

        A file that is not in order is sorted first, into one that is kept as long as this.
        """
        if name in self._read or name not in self.files:
            return slices(self[name], rows, columns)
        if name not in self._ordered:
            self._ordered[name] = self.files[name] if self._in_order(name) else (self._sorted(name),)
        return self._stored(name, self._ordered[name], rows, columns)

    def _stored(self, name: str, files: Sequence[Path], rows: int, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows of files, or some of their columns, some rows at a time, as the contract has them."""
        wanted = None if columns is None else [column for column in columns if column in self._columns[name]]
        for file in files:
            for batch in _batches(file, rows, wanted):
                yield self._fitted(name, file, batch, columns)

    def _sorted(self, name: str) -> Path:
        """A file of the table in its order, in a folder that goes with this."""
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="claims-"))
            finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        file = self._folder / f"{name}.parquet"
        rows = SORTED * self.lengths[name] // max(self.sizes[name], 1) + 1
        write_sorted(name, lambda columns: self._stored(name, self.files[name], rows, columns), rows, file)
        return file

    def as_written(self, name: str) -> tuple[Path, ...]:
        """The files of a table, if their types are the contract's own, so that other tools may read them as they are."""
        return self.files[name] if name in self._as_written else ()

    def _in_order(self, name: str) -> bool:
        """Whether the rows stand in the file as the corpus has them."""
        import pyarrow as pa

        last = None
        for batch in chain.from_iterable(_batches(file, 100_000, key_columns(name)) for file in self.files[name]):
            rows = pa.concat_tables([last, batch]) if last else batch
            if not in_order(name, rows):
                return False
            last = rows.slice(rows.num_rows - 1)
        return True

    def _whole(self, name: str) -> pa.Table:
        """The rows of a table, as they stand in its files."""
        import pyarrow as pa

        found = [arrow_schema(name).empty_table()]
        for file in self.files.get(name, ()):
            try:
                stored = _opened(file).read()
            except (pa.ArrowException, OSError) as error:
                raise DataError(f"not Parquet: {error}", where=str(file), mend=MEND) from None
            found.append(self._fitted(name, file, stored))
        return pa.concat_tables(found)

    def _fitted(self, name: str, file: Path, stored: pa.Table, columns: Sequence[str] | None = None) -> pa.Table:
        """Rows of a file in the contract's columns, or some of them, and types."""
        import pyarrow as pa

        schema, stored = arrow_schema(name), stored.replace_schema_metadata(None)
        if columns is not None:
            schema = pa.schema([schema.field(column) for column in columns])
        if self.older:
            stored = _filled(stored, name, schema)
        if stored.column_names != schema.names:
            raise misfit(name, stored.schema)
        try:
            return stored if stored.schema.equals(schema) else stored.cast(schema)
        except pa.ArrowException as error:
            raise DataError(f"not of the contract: {error}", where=str(file)) from None


def slices(table: pa.Table, rows: int, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """A table, or some of its columns, some rows at a time."""
    table = table if columns is None else table.select(list(columns))
    return (table.slice(start, rows) for start in range(0, table.num_rows, rows))


def _opened(file: Path) -> pq.ParquetFile:
    """A Parquet file with its footer read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(file, pre_buffer=False)  # a buffer would grow to the size of the file
    except (pa.ArrowException, OSError) as error:
        raise DataError(f"not Parquet: {error}", where=str(file), mend=MEND) from None


def _batches(file: Path, rows: int, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """The rows of a file, some at a time."""
    import pyarrow as pa

    with _opened(file) as opened:
        try:
            for batch in opened.iter_batches(rows, columns=columns):
                table = pa.Table.from_batches([batch])
                yield table if columns is None else table.select(columns)
        except (pa.ArrowException, OSError) as error:
            raise DataError(f"not Parquet: {error}", where=str(file), mend=MEND) from None


def _filled(stored: pa.Table, table: str, schema: pa.Schema) -> pa.Table:
    """The table with nulls in each column of the schema that it does not have and that may be null, in that order."""
    import pyarrow as pa

    for column in contract().table(table).columns:
        if column.name in schema.names and column.nullable and column.name not in stored.column_names:
            kind = schema.field(column.name)
            stored = stored.append_column(kind, pa.nulls(stored.num_rows, kind.type))
    return stored.select(schema.names) if set(stored.column_names) == set(schema.names) else stored
