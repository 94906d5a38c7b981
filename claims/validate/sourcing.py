"""Checks of who is said to speak, and when: sources that are left out, named, looked up before the cue; days that can be."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.validate.frames import Check, Frames, quoted, rows
from claims.validate.keys import beside
from claims.validate.report import Severity
from claims.validate.spans import first, wording

NAMELESS = ("unspecified", "group")


def sourcing_checks() -> tuple[Check, ...]:
    """The checks of sources of reports, then of the days of events."""
    return (*_sources(), *_days())


def _sources() -> Iterator[Check]:
    table = "attributions"
    yield Check(
        name="dropped-source-has-antecedent", table=table, column="antecedent", view=rows(table),
        severity=Severity.WARNING,
        sentence="A source that the sentence drops and that is yet known has an antecedent.",
        mend="mark the earlier mention that it stands for",
        bad=(pl.col("mention") == "dropped") & (pl.col("source").list.len() == 0)
        & pl.col("source_id").is_not_null() & (pl.col("antecedent").list.len() == 0),
        found=pl.lit("mention dropped, no antecedent"), marks=pl.col("cue"),
    )  # fmt: skip
    yield Check(
        name="sourceless-report-is-unsourced", table=table, column="source_id", view=rows(table),
        sentence="A report whose mention is none names no source of the registry.",
        mend="set mention to dropped or controlled and mark the antecedent, or leave source_id null",
        bad=(pl.col("mention") == "none") & pl.col("source_id").is_not_null() & (pl.col("antecedent").list.len() == 0),
        found=pl.format("mention none, source '{}'", "source_id"), marks=pl.col("cue"),
    )  # fmt: skip
    yield Check(
        name="named-source-is-known", table=table, column="anonymity", view=_with_source,
        severity=Severity.WARNING,
        sentence="A source that is called named is not a group or unspecified in the registry.",
        mend="correct anonymity, or the kind of the source",
        bad=(pl.col("anonymity") == "named") & pl.col("kind").is_in(NAMELESS),
        found=pl.format("'{}' is of kind {}", "source_id", "kind"), marks=pl.col("source"),
    )  # fmt: skip
    yield Check(
        name="antecedent-before-cue", table=table, column="antecedent", view=rows(table),
        severity=Severity.WARNING,
        sentence="The antecedent of a pronoun or of a dropped subject stands before the cue.",
        mend="mark the earlier mention that the source stands for",
        bad=pl.col("mention").is_in(("pronoun", "dropped")) & (first("antecedent") > first("cue")),
        found=pl.format("the cue stands at {}, the antecedent at {}", first("cue"), first("antecedent")),
        marks=pl.col("antecedent"),
    )  # fmt: skip
    yield Check(
        name="addressee-not-source", table=table, column="addressee", view=_both_said,
        severity=Severity.WARNING,
        sentence="Nobody is said to have told something to themselves.",
        mend="correct the addressee or the source",
        bad=pl.col("source said") == pl.col("addressee said"),
        found=quoted("addressee said"), marks=pl.col("addressee"),
    )  # fmt: skip


def _with_source(frames: Frames) -> pl.DataFrame:
    """The attributions with the kind of their source."""
    return beside(frames, frames.table("attributions"), "attributions", "source_id", "kind")


def _both_said(frames: Frames) -> pl.DataFrame:
    """The attributions that have an addressee and a source, with what the two say."""
    both = frames.table("attributions").filter(
        (pl.col("addressee").list.len() > 0) & (pl.col("source").list.len() > 0)
    )
    found = both.select("row", "article_id", "addressee")
    for role in ("source", "addressee"):
        words = frames.of(wording("attributions", role, " ")).rename({"words": f"{role} said"})
        found = found.join(words, on="row", maintain_order="left")
    return found


def _days() -> Iterator[Check]:
    start, end = pl.col("event_start"), pl.col("event_end")
    whole = start == start.dt.month_start()
    fits = (
        pl.when(pl.col("event_precision") == "day").then(start == end)
        .when(pl.col("event_precision") == "month").then(whole & (end == start.dt.month_end()))
        .when(pl.col("event_precision") == "year")
        .then(whole & (start.dt.month() == 1) & (end == start.dt.offset_by("11mo").dt.month_end()))
    )  # fmt: skip
    yield Check(
        name="event-fits-precision", table="claims", column="event_precision", view=rows("claims"),
        sentence="The days of an event are one day, the first and last of a month or of a year, as its precision says.",
        mend="correct the days, or set event_precision to range",
        bad=~fits & (start <= end), found=pl.format("{} to {}, precision {}", "event_start", "event_end", "event_precision"),
        marks=pl.col("evidence"),
    )  # fmt: skip
    yield Check(
        name="event-not-in-future", table="claims", column="event_start", view=_dated,
        severity=Severity.WARNING,
        sentence="What is taken for granted did not begin later than the day after its article was published.",
        mend="correct the days, or set speech_act to assertion or prediction",
        bad=(pl.col("speech_act") == "presupposition") & (pl.col("modality") == "asserted")
        & (pl.col("event_start") > pl.col("published_at").dt.date().dt.offset_by("1d")),
        found=pl.format("{}, published {}", "event_start", "published_at"), marks=pl.col("evidence"),
    )  # fmt: skip


def _dated(frames: Frames) -> pl.DataFrame:
    """The claims that have a day, with when their article was published."""
    dated = frames.table("claims").filter(pl.col("event_start").is_not_null())
    return beside(frames, dated, "claims", "article_id", "published_at")
