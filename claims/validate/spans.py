"""Span algebra on frames: which spans lie outside others, which overlap, and what each says. No loop over rows.

Spans count code points, half open. A column of spans is a list<struct{start, end}>.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from claims.contract import contract
from claims.validate.frames import ENGINE, SPAN, Frames, View
from claims.validate.keys import beside, named

WIDE = 2**32  # more than the code points of any text; rows below 2**31 fit beside it


def first(column: str) -> pl.Expr:
    """Where the first span of a column starts; null without spans."""
    return pl.col(column).list.first().struct.field("start")


def last(column: str) -> pl.Expr:
    """Where the last span of a column ends; null without spans."""
    return pl.col(column).list.last().struct.field("end")


def same(one: str, other: str) -> pl.Expr:
    """Whether two columns have the very same spans; those of more than two spans alone are compared whole."""
    a, b = pl.col(one), pl.col(other)
    few = a.list.len() <= 2
    ends = a.list.first().eq_missing(b.list.first()) & a.list.last().eq_missing(b.list.last())
    return (a.list.len() == b.list.len()) & ends & (few | (pl.when(~few).then(a) == b))


def exploded(frame: pl.DataFrame, column: str, *keep: str) -> pl.DataFrame:
    """One line a span: `row`, the columns to keep, `start`, `end`; spans that are none (empty, null) left out."""
    lines = frame.lazy().select("row", *keep, pl.col(column).cast(SPAN).alias("span"))
    return (
        lines.filter(pl.col("span").list.len() > 0)
        .explode("span")
        .unnest("span")
        .filter(pl.col("start") < pl.col("end"))
        .collect(engine=ENGINE)
    )


def strays(frame: pl.DataFrame, inner: str, outer: str) -> pl.DataFrame:
    """The spans of `inner` that do not lie in one span of `outer` of the same row: `row`, `start`, `end`.

    `row` is a key of the frame, the spans of `outer` are disjoint. Most rows have one outer span, and are
    judged by their first and last offset; only the others are taken apart.
    """
    within = (first(outer) <= first(inner)) & (last(inner) <= last(outer))
    quick = (pl.col(outer).list.len() == 1) & within
    rest = frame.filter((pl.col(inner).list.len() > 0) & ~quick.fill_null(False))
    around = exploded(rest, outer).rename({"start": "from", "end": "to"})
    found = (
        exploded(rest, inner)
        .sort("start")
        .join_asof(
            around.sort("from"), left_on="start", right_on="from", by="row", check_sortedness=False
        )
    )
    outside = pl.col("to").is_null() | (pl.col("to") < pl.col("end"))
    return found.filter(outside).select("row", "start", "end").sort("row", "start")


def clashes(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The spans that overlap one of another column in the same row: `row`, `start`, `end`, `column`, `other`.

    `row` is a key of the frame, the spans of one column are disjoint: so in order of their starts a span that
    overlaps any of another column overlaps its neighbour. Only rows whose columns reach into each other are sorted.
    """
    reach = [
        (first(one) < last(other)) & (first(other) < last(one))
        for at, one in enumerate(columns)
        for other in columns[at + 1 :]
    ]
    rest = frame.filter(pl.any_horizontal(pair.fill_null(False) for pair in reach))
    lines = pl.concat(
        exploded(rest, column).with_columns(pl.lit(column).alias("column")) for column in columns
    ).sort("row", "start", "end")
    return lines.with_columns(other=pl.col("column").shift(1)).filter(
        (pl.col("row") == pl.col("row").shift(1))
        & (pl.col("column") != pl.col("other"))
        & (pl.col("end").shift(1) > pl.col("start"))
    )


def place(row: str, offset: str) -> pl.Expr:
    """An offset in a row as one number, so that the places of all rows stand in one order: first of rows, then of offsets."""
    return pl.col(row).cast(pl.Int64) * WIDE + pl.col(offset).clip(-WIDE // 2, WIDE // 2 - 1)


def placed(frames: Frames, table: str, lines: pl.DataFrame, row: str = "row", **offsets: str) -> pl.DataFrame:
    """Lines of a table with offsets as places in the order of articles; those that lack one of them, or an article, left out."""
    of = frames.of(named(table, "article_id"))["named"].gather(lines[row])
    marked = lines.with_columns(of.alias("article"))
    places = (place("article", column).alias(name) for name, column in offsets.items())
    return marked.with_columns(places).drop_nulls(list(offsets)).drop("article")


def row_of(name: str) -> pl.Expr:
    """The row that a place was made of."""
    return (pl.col(name) + WIDE // 2) // WIDE


def offset(name: str) -> pl.Expr:
    """The offset that a place was made of."""
    return (pl.col(name) + WIDE // 2) % WIDE - WIDE // 2


def texts(frames: Frames) -> pl.DataFrame:
    """The articles with their texts as `whole`, and their length; both null where the text may not be stored."""
    return frames.table("articles").select(
        "row", "article_id", "language", whole="text", length=pl.col("text").str.len_chars().cast(pl.Int64)
    )


@cache
def said(table: str) -> View:
    """One line a span of a table, in the order of the row: what it says, and what stands around its edges.

    Columns: `row`, `column`, `start`, `end`, `of` (how many spans the row's column has), `previous` (the end of
    the span before it), `length` (of the text), `said`, `before` and `after` (the code points around it). The last
    four are null where there is no text, the last three also where the span is not in it.
    """
    columns = [column.name for column in contract().table(table).columns if column.is_spans]

    def view(frames: Frames) -> pl.DataFrame:
        frame = beside(frames, frames.table(table), table, "article_id", "whole", "length", of=texts)
        lines = pl.concat(_lines(frame, column) for column in columns)
        size = pl.col("end") - pl.col("start")
        lead = (pl.col("start") > 0).cast(pl.Int64)
        in_text = (pl.col("start") >= 0) & (size > 0) & (pl.col("end") <= pl.col("length"))
        wide = pl.when(in_text).then(
            pl.col("whole").str.slice((pl.col("start") - lead).clip(0), (lead + size + 1).clip(0))
        )
        ends = pl.col("end") < pl.col("length")
        return (
            lines.lazy()
            .with_columns(wide=wide)
            .with_columns(
                said=pl.col("wide").str.slice(lead, size.clip(0)),
                before=pl.when(lead > 0).then(pl.col("wide").str.head(1)),
                after=pl.when(ends).then(pl.col("wide").str.tail(1)),
            )
            .drop("whole", "wide")
            .collect(engine=ENGINE)
        )

    return view


@cache
def wording(table: str, column: str, joint: str) -> View:
    """What the spans of a column say, joined, by row: `row`, `words`; null where part of it is not in the text."""

    def view(frames: Frames) -> pl.DataFrame:
        lines = frames.of(said_of(table, column))
        several = lines.filter(pl.col("of") > 1).group_by("row", maintain_order=True)
        whole = several.agg(words=pl.col("said").str.join(joint, ignore_nulls=False))
        return pl.concat([lines.filter(pl.col("of") == 1).select("row", words="said"), whole])

    return view


@cache
def said_of(table: str, column: str) -> View:
    """What the spans of one column say."""
    return lambda frames: frames.of(said(table)).filter(pl.col("column") == column)


def _lines(frame: pl.DataFrame, column: str) -> pl.LazyFrame:
    """One line a span of one column, broken ones too."""
    spans = pl.col(column)
    return (
        frame.lazy()
        .filter(spans.list.len() > 0)
        .select("row", "whole", "length", column=pl.lit(column), of=spans.list.len(), span=spans)
        .explode("span")
        .unnest("span")
        .with_columns(previous=pl.when(pl.col("row") == pl.col("row").shift(1)).then(pl.col("end").shift(1)))
    )
