"""The cells of a table that are not what they were, column by column; what is the same stays in Polars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import polars as pl

from claims.contract import Column, contract
from claims.corpus import Corpus
from claims.publish.pairs import Ids, Pairs, column, translated


class Cell(NamedTuple):
    """A value that changed, as JSON has it: of the row with the id `was` on the older side and `now` on the newer."""

    column: str
    was: str
    now: str
    old: Any
    new: Any


def differing(table: str, old: Corpus, new: Corpus, pairs: Pairs, ids: Ids) -> Iterator[Cell]:
    """The cells of paired rows that differ, a column after the other; the old ids that rows name count as they are now."""
    known = contract().table(table)
    was = column(old, table, known.primary_key).gather(pairs.both["old"])
    now = column(new, table, known.primary_key).gather(pairs.both["new"])
    for one in known.columns:
        if one.name == known.primary_key:
            continue
        before = column(old, table, one.name).gather(pairs.both["old"])
        after = column(new, table, one.name).gather(pairs.both["new"])
        at = differ(translated(before, table, one.name, ids), after).arg_true()
        for ids_and_values in zip(*(side.gather(at).to_list() for side in (was, now, before, after)), strict=True):
            yield Cell(one.name, *ids_and_values[:2], *(plain(one, value) for value in ids_and_values[2:]))


def differ(before: pl.Series, after: pl.Series) -> pl.Series:
    """Whether each value is not what it was. Lists are compared by their lengths, then item by item, ten times as fast."""
    if not isinstance(before.dtype, pl.List):
        return before.ne_missing(after)
    lengths = before.list.len()
    other = lengths.ne_missing(after.list.len())
    rows = pl.int_range(len(before), eager=True).filter(~other & (lengths > 0).fill_null(False))
    owners = rows.repeat_by(lengths.gather(rows)).explode()
    items = before.gather(rows).explode().ne_missing(after.gather(rows).explode())
    return other.scatter(owners.filter(items), True)


def plain(column: Column, value: Any) -> Any:
    """A value of a column as JSON has it: spans as [start, end], instants in UTC with Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if column.is_spans and value is not None:
        return [[span["start"], span["end"]] for span in value]
    if isinstance(value, list):
        return [{key: plain(column, part) for key, part in one.items()} for one in value]
    return value
