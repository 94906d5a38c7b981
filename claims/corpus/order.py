"""The order of a table's rows: an article's together, in text order, else by key; and whether its columns are the contract's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.contract import arrow_schema, contract
from claims.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

LAST = 2**62

POSITION: Mapping[str, tuple[str, ...]] = {
    "attributions": ("content", "cue", "source"),
    "claims": ("evidence",),
}


def sorted_table(name: str, table: pa.Table) -> tuple[pa.Table, list[int] | None]:
    """The table in the order of the corpus, and where each row stood; None where all stand where they stood.

    DataError where its columns are not the contract's.
    """
    import pyarrow.compute as pc

    schema = arrow_schema(name)
    if not table.schema.equals(schema):
        raise misfit(name, table.schema)
    table = table.cast(schema)
    if in_order(name, table):
        return table, None
    keys = _keys(name, table)
    order = pc.sort_indices(keys, sort_keys=[(key, "ascending") for key in keys.column_names])
    return table.take(order), order.to_pylist()


def in_order(name: str, table: pa.Table) -> bool:
    """Whether the rows stand in the order of the corpus, none with a null for a key; the key columns will do."""
    import pyarrow.compute as pc

    if table.num_rows < 2:
        return True
    less: Any = False
    equal: Any = True
    for key in _keys(name, table).columns:
        before, after = key.slice(0, table.num_rows - 1), key.slice(1)
        less = pc.or_(less, pc.and_(equal, pc.less(before, after)))
        equal = pc.and_(equal, pc.equal(before, after))
    return bool(pc.all(pc.fill_null(pc.or_(less, equal), False)).as_py())


def key_columns(name: str) -> list[str]:
    """The columns that the order of a table is made from."""
    key = contract().table(name).primary_key
    return ["article_id", *POSITION[name], key] if name in POSITION else [key]


def _keys(name: str, table: pa.Table) -> pa.Table:
    """What the rows are sorted by: the article and the first place in it where there is one, and the key."""
    import pyarrow as pa
    import pyarrow.compute as pc

    keys = {"key": table.column(contract().table(name).primary_key)}
    if name in POSITION:
        first = [_starts(table.column(column)) for column in POSITION[name]]
        position = first[0] if len(first) == 1 else pc.min_element_wise(*first)
        keys = {"article": table.column("article_id"), "position": position, **keys}
    return pa.table(keys)


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


def misfit(name: str, found: pa.Schema) -> DataError:
    """The error for a table whose columns are not the contract's: the first that differs."""
    expected = arrow_schema(name)
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
