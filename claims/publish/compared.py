"""The cells of a table that are not what they were, column by column; what is the same stays in Polars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from claims.contract import Column, contract
from claims.corpus import Corpus
from claims.publish.pairs import Ids, Pairs, column, translated

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


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
    was, now = column(old, table, known.primary_key), column(new, table, known.primary_key)
    for one in known.columns:
        if one.name == known.primary_key:
            continue
        before, after = column(old, table, one.name), column(new, table, one.name)
        rows = pairs.both.filter(differ(translated(before, table, one.name, ids), after, pairs.both))
        sides = was.gather(rows["old"]), now.gather(rows["new"]), before.gather(rows["old"]), after.gather(rows["new"])
        for key, other_key, value, other_value in zip(*(side.to_list() for side in sides), strict=True):
            yield Cell(one.name, key, other_key, plain(one, value), plain(one, other_value))


def differ(before: pl.Series, after: pl.Series, rows: pl.DataFrame) -> pl.Series:
    """Whether the value in each pair of rows is not what it was.

    Lists are compared by their lengths, then item by item where they stand: to pick them out would take most of the time.
    """
    if not isinstance(before.dtype, pl.List):
        return before.gather(rows["old"]).ne_missing(after.gather(rows["new"]))
    was, now = _Lists.of(before, rows["old"]), _Lists.of(after, rows["new"])
    other = was.lengths != now.lengths
    counts = np.where(other, 0, np.maximum(was.lengths, 0))
    owners = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    items = was.items.gather(was.starts[owners] + within).ne_missing(now.items.gather(now.starts[owners] + within))
    other[owners[items.to_numpy()]] = True
    return pl.Series(other)


class _Lists(NamedTuple):
    """A column of lists as one column of their items, and for some rows where theirs start and how many they are (-1: null)."""

    items: pl.Series
    starts: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, lists: pl.Series, rows: pl.Series) -> _Lists:
        """The items of all rows, and the places of these."""
        lengths = lists.list.len().cast(pl.Int64).fill_null(-1).to_numpy()
        places, picked = np.maximum(lengths, 0), rows.to_numpy()
        items = lists.explode(empty_as_null=False, keep_nulls=False)
        return cls(items, (np.cumsum(places) - places)[picked], lengths[picked])


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
