"""Checks of an article and its parts: a text that may not be published is not there, its segments cover its text, its title is first, a report stays in one part."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.validate.frames import ENGINE, Check, Frames, one_span, rows
from claims.validate.report import Severity
from claims.validate.spans import first


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
        name="body-before-see-also", table="articles", column="segments", view=parts, severity=Severity.WARNING,
        sentence="The pointers to other articles stand together, behind the body or inside it.",
        mend="see whether each segment has the right role",
        bad=(pl.col("role") == "see_also") & (pl.col("stretches") > 1),
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
    """One line a segment that lies in its text: `row`, `article_id`, `role`, `start`, `end`, `at` (its number from 0),
    `before` (the furthest end of those before it) and `stretches` (how often the article comes to see_also)."""
    articles = frames.table("articles").select("row", "article_id", "segments")
    comes = (pl.col("role") == "see_also") & (pl.col("role").shift(1).over("row") != "see_also").fill_null(True)
    return (
        articles.lazy()
        .filter(pl.col("segments").list.len() > 0)
        .explode("segments")
        .unnest("segments")
        .with_columns(at=pl.int_range(pl.len()).over("row"), before=pl.col("end").shift(1).over("row").fill_null(0))
        .with_columns(before=pl.col("before").cum_max().over("row"), stretches=comes.sum().over("row"))
        .collect(engine=ENGINE)
    )


def gaps(frames: Frames) -> pl.DataFrame:
    """What stands before each segment of an article that no segment before it has, and behind the last.

    Articles with a broken segment are left out; the rule of their order tells of them.
    """
    broken = ((pl.col("start") < 0) | (pl.col("start") >= pl.col("end"))).fill_null(True)
    segments = frames.of(parts).filter(~broken.any().over("row"))
    between = segments.select("row", start="before", end="start")
    behind = segments.group_by("row", maintain_order=True).agg(start=pl.col("end").max())
    length = frames.table("articles").select("row", "text", end=pl.col("text").str.len_chars().cast(pl.Int64))
    tail = behind.join(length.select("row", "end"), on="row").select("row", "start", "end")
    lines = pl.concat([between, tail]).filter(pl.col("start") < pl.col("end")).sort("row", "start")
    return lines.join(length.select("row", "text"), on="row", maintain_order="left").with_columns(
        gap=pl.col("text").str.slice(pl.col("start").clip(0), pl.col("end") - pl.col("start").clip(0))
    )


def _across(frames: Frames) -> pl.DataFrame:
    """The reports that are not direct quotations, with the role of the segment of their cue and of their content."""
    reports = frames.table("attributions").filter(
        (pl.col("quote_type") != "direct") & (pl.col("cue").list.len() > 0) & (pl.col("content").list.len() > 0)
    )
    at = reports.select("row", "article_id", "content", of_cue=first("cue"), of_content=first("content"))
    segments = frames.of(parts).select("article_id", "role", begin="start").drop_nulls().sort("begin")
    for place, role in (("of_cue", "role of cue"), ("of_content", "role")):
        at = at.drop_nulls(place).sort(place).join_asof(
            segments.rename({"role": role}) if role != "role" else segments,
            left_on=place, right_on="begin", by="article_id", check_sortedness=False,
        ).drop("begin", strict=False)  # fmt: skip
    return at
