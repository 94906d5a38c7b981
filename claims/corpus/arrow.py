"""Rows to Arrow and back, column by column, with the types of the contract and nothing guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate, chain, pairwise, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from claims import model
from claims.contract import ROW_TYPES, Column, TableContract, arrow_schema, contract
from claims.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

PYTHON_TYPES: Mapping[str, tuple[type, ...]] = {
    "String": (str,),
    "Int64": (int,),
    "Float64": (float, int),
    "Date": (date,),
    "Datetime": (datetime,),
}

ITEM_TYPES: Mapping[tuple[str, ...], Callable[..., Any]] = {
    item._fields: item
    for item in (
        model.Span,
        model.Segment,
        model.Alias,
        model.Role,
        model.Evidence,
        model.ChainLink,
    )
}


class _Cell(NamedTuple):
    """Where a value stands, for the error that names it."""

    table: TableContract
    column: Column
    keys: Sequence[object]

    def wrong(self, row: int, value: object, why: str) -> DataError:
        """The error for one value."""
        shown = repr(value)
        shown = shown if len(shown) <= 80 else shown[:77] + "..."
        return DataError(
            f"{self.column.name} of {self.keys[row]!r} is {shown}: {why}",
            where=f"table {self.table.name}, row {row}",
            mend=f"{self.column.name} is {self.column.dtype}",
        )


def to_arrow(table: str, rows: Iterable[object]) -> pa.Table:
    """A table of rows with the contract's Arrow schema, in the order given; DataError where a value does not fit."""
    import pyarrow as pa

    known, schema = contract().table(table), arrow_schema(table)
    rows = list(rows)
    row_type = ROW_TYPES[table]
    for index, row in enumerate(rows):
        if type(row) is not row_type:
            raise DataError(
                f"{row_type.__name__} expected, {type(row).__name__} found",
                where=f"table {table}, row {index}",
            )
    keys = [getattr(row, known.primary_key) for row in rows]
    arrays = []
    for column in known.columns:
        values = [getattr(row, column.name) for row in rows]
        arrays.append(_array(_Cell(known, column, keys), values, schema.field(column.name).type))
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(cell: _Cell, values: list[Any], arrow_type: pa.DataType) -> pa.Array | pa.ChunkedArray:
    """One column as Arrow."""
    if cell.column.scalar is not None:
        return _scalars(cell, cell.column.scalar, values, arrow_type, range(len(values)))
    return _lists(cell, values, arrow_type)


def _scalars(
    cell: _Cell, kind: str, values: list[Any], arrow_type: pa.DataType, rows: Sequence[int]
) -> pa.Array | pa.ChunkedArray:
    """Scalars as Arrow; `rows` says which row each value belongs to."""
    import pyarrow as pa

    expected = PYTHON_TYPES[kind]
    if not set(map(type, values)) <= {*expected, type(None)}:
        for index, value in enumerate(values):
            if value is not None and type(value) not in expected:
                found = f"{expected[0].__name__} expected, {type(value).__name__} found"
                raise cell.wrong(rows[index], value, found)
    if kind == "Datetime":
        for index, value in enumerate(values):
            if value is not None and value.tzinfo is None:
                raise cell.wrong(rows[index], value, "it has no time zone")
    try:
        return pa.array(values, type=arrow_type)
    except (pa.ArrowException, UnicodeError, OverflowError):
        index, why = _first_wrong(values, arrow_type)
        raise cell.wrong(rows[index], values[index], why) from None


def _first_wrong(values: list[Any], arrow_type: pa.DataType) -> tuple[int, str]:
    """The first value that Arrow does not take, and what it says of it."""
    import pyarrow as pa

    for index, value in enumerate(values):
        try:
            pa.array([value], type=arrow_type)
        except UnicodeEncodeError:
            return index, "it has half of a surrogate pair, which is no text"
        except (pa.ArrowException, OverflowError) as error:
            return index, str(error)
    raise AssertionError("each value fits alone, the column does not")


def _lists(cell: _Cell, values: list[Any], arrow_type: pa.DataType) -> pa.Array:
    """Tuples of small named tuples as list<struct>, built from flat columns."""
    import pyarrow as pa

    fields = cell.column.item_fields
    for row, items in enumerate(values):
        if type(items) is not tuple:
            raise cell.wrong(row, items, f"a tuple expected, {type(items).__name__} found")
    flat = list(chain.from_iterable(values))
    owners = list(chain.from_iterable([row] * len(items) for row, items in enumerate(values)))
    for row, item in zip(owners, flat, strict=True):
        if not isinstance(item, tuple) or len(item) != len(fields):
            raise cell.wrong(row, item, f"({', '.join(fields)}) expected")
    struct = arrow_type.value_type
    children = [
        _scalars(cell, kind, [item[n] for item in flat], struct.field(n).type, owners)
        for n, kind in enumerate(fields.values())
    ]
    items = pa.StructArray.from_arrays(children, fields=list(struct))
    offsets = pa.array(accumulate(map(len, values), initial=0), type=pa.int32())
    return pa.ListArray.from_arrays(offsets, items, type=arrow_type)


def from_arrow(table: str, stored: pa.Table) -> list[Any]:
    """The rows of an Arrow table as dataclasses, in its order."""
    known, row_type = contract().table(table), ROW_TYPES[table]
    columns = [_values(column, stored.column(column.name)) for column in known.columns]
    return list(map(row_type, *columns))


def _values(column: Column, stored: pa.ChunkedArray) -> list[Any]:
    """One column as Python values."""
    if column.scalar == "Datetime":
        return [v and v.astimezone(UTC) for v in stored.to_pylist()]
    if column.scalar is not None:
        return list(stored.to_pylist())
    make = ITEM_TYPES[tuple(column.item_fields)]
    found: list[tuple[Any, ...] | None] = []
    for chunk in stored.chunks:
        flat = chunk.flatten()
        items = list(starmap(make, zip(*(f.to_pylist() for f in flat.flatten()), strict=True)))
        ends = list(accumulate(chunk.value_lengths().fill_null(0).to_pylist(), initial=0))
        found += [tuple(items[a:b]) for a, b in pairwise(ends)]
    return found
