"""Checks of an article and its parts: a text that may not be published is not there, its segments cover its text, its title is first, a report stays in one part."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.validate.frames import ENGINE, Check, Frames, one_span, rows
from claims.validate.report import Severity
from claims.validate.spans import first, offset, place, placed, row_of


def layout_checks() -> tuple[Check, ...]:
    """The checks of segments, and of reports across them."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    yield Check(
        name="text-withheld", table="articles", column="text", view=rows("articles"), severity=Severity.WARNING,
        sentence="An article whose text may not be published has none.",
        mend="take the text out before the dataset is published, or correct rights",
        bad=pl.col("text").is_not_null() & (pl.col("rights") == "offsets_only"),
        found=pl.lit("a text, rights offsets_only"),
    )  # fmt: skip
    yield Check(
        name="segments-cover-text", table="articles", column="segments", view=gaps,
        sentence="Every word of an article stands in one of its segments.",
        mend="add the segment that is missing, or widen the one beside the gap",
        bad=pl.col("gap").str.contains(r"\S"), found=pl.format("no segment has [{}, {})", "start", "end"),
        marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="title-first", table="articles", column="segments", view=parts,
        sentence="An article has at most one title, and it is the first of its segments.",
        mend="give the segment another role, as heading",
        bad=(pl.col("role") == "title") & (pl.col("at") > 0),
        found=pl.format("segment {} is a title", pl.col("at") + 1), marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="body-before-see-also", table="articles", column="segments", view=_pointers, severity=Severity.WARNING,
        sentence="The pointers to other articles stand together, behind the body or inside it.",
        mend="see whether each segment has the right role",
        bad=pl.col("stretches") > 1,
        found=pl.format("{} stretches of see_also", "stretches"), marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="report-in-one-segment", table="attributions", column="content", view=_across,
        severity=Severity.WARNING,
        sentence="The cue and the content of a report stand in one kind of segment, a direct quotation aside.",
        mend="end the content with its segment, or correct the segment's role",
        bad=pl.col("role") != pl.col("role of cue"),
        found=pl.format("the cue stands in a {}, the content in a {}", "role of cue", "role"),
        marks=pl.col("content"),
    )  # fmt: skip


def parts(frames: Frames) -> pl.DataFrame:
    """One line a segment: `row`, `role`, `start`, `end`, and `at` (its number from 0)."""
    return (
        frames.table("articles")
        .lazy()
        .filter(pl.col("segments").list.len() > 0)
        .select("row", "segments", at=pl.int_ranges(0, pl.col("segments").list.len()))
        .explode("segments", "at")
        .unnest("segments")
        .collect(engine=ENGINE)
    )


def _pointers(frames: Frames) -> pl.DataFrame:
    """The segments that point to other articles, with the `stretches` in which their article has such segments."""
    goes_on = (pl.col("row") == pl.col("row").shift(1)) & (pl.col("role").shift(1) == "see_also")
    pointers = frames.of(parts).with_columns(begins=~goes_on.fill_null(False)).filter(pl.col("role") == "see_also")
    return pointers.with_columns(stretches=pl.col("begins").sum().over("row"))


def gaps(frames: Frames) -> pl.DataFrame:
    """What stands before each segment of an article that no segment before it has, and behind the last.

    Articles with a broken segment are left out; the rule of their order tells of them.
    """
    broken = ((pl.col("start") < 0) | (pl.col("start") >= pl.col("end"))).fill_null(True)
    segments = frames.of(parts)
    whole = segments.filter(~pl.col("row").is_in(segments.filter(broken)["row"].unique().implode()))
    reach = whole.select("row", "start", reach=place("row", "end").cum_max()).with_columns(offset("reach"))
    goes_on = pl.col("row") == pl.col("row").shift(1)
    between = reach.select("row", pl.when(goes_on).then(pl.col("reach").shift(1)).otherwise(0).alias("start"), end="start")
    behind = reach.group_by("row").agg(start=pl.col("reach").last())
    ends = frames.table("articles").select("row", end=pl.col("text").str.len_chars().cast(pl.Int64))
    tail = behind.join(ends, on="row")
    lines = pl.concat([between, tail]).filter(pl.col("start") < pl.col("end")).sort("row", "start")
    text = frames.table("articles")["text"].gather(lines["row"])
    return lines.with_columns(gap=text).with_columns(pl.col("gap").str.slice("start", pl.col("end") - pl.col("start")))


def role_at(frames: Frames, table: str, lines: pl.DataFrame, at: str, row: str = "row") -> pl.DataFrame:
    """Lines of a table with the `role` of the segment that an offset in their article stands in, or behind."""
    segments = frames.of(parts).select("role", begin=place("row", "start")).drop_nulls().sort("begin")
    marked = placed(frames, table, lines, row, place=at).sort("place")
    found = marked.join_asof(segments, left_on="place", right_on="begin")
    return found.with_columns(pl.when(row_of("place") == row_of("begin")).then("role").alias("role")).drop("place", "begin")


def _across(frames: Frames) -> pl.DataFrame:
    """The reports that are not direct quotations, with the role of the segment of their cue and of their content."""
    reports = frames.table("attributions").filter(
        (pl.col("quote_type") != "direct") & (pl.col("cue").list.len() > 0) & (pl.col("content").list.len() > 0)
    )
    at = reports.select("row", "article_id", "content", of_cue=first("cue"), of_content=first("content"))
    at = role_at(frames, "attributions", at, "of_cue").rename({"role": "role of cue"})
    return role_at(frames, "attributions", at, "of_content")
