"""Checks of what stands at the edges and inside of spans: lines, unseen characters, full stops, quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.validate.frames import Check, Frames, one_span, quoted
from claims.validate.keys import named
from claims.validate.report import Severity
from claims.validate.spans import said, said_of

UNSEEN = r"[[\p{Cc}\p{Cf}]--[\s\x{200C}\x{200D}\x{E0020}-\x{E007F}]]"  # tag characters end an emoji of a flag
STOP = r"[,،;؛，、]$|\p{L}{4}\.$"  # a short word before a full stop may be an abbreviation
OPENING, ANY_MARK = r"^[«“„\"「『]", r"[«»“”„‟\"'‘’‚‹›「」『』]"
CLOSED = r"[»”\"」』]$"
OPENED = r"[«“„\"「『].*[»”\"」』]$"
QUOTATION = r"[«“„\"](?:[^»”\"\n]*\s){5,}[^»”\"\n]*[»”\"]"


def wording_checks() -> tuple[Check, ...]:
    """The checks of the edges of all spans, of contents, of quoted spans."""
    return (*_edges("attributions"), *_edges("claims"), *_contents())


def _edges(table: str) -> Iterator[Check]:
    place = pl.format("{} [{}, {})", "column", "start", "end")
    yield Check(
        name="span-in-one-line", table=table, view=said(table), severity=Severity.WARNING,
        sentence="A span lies in one line of the text.",
        mend="make one span of each line",
        bad=pl.col("said").str.strip_chars().str.contains("\n", literal=True), found=place, marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="span-edge-visible", table=table, view=said(table), severity=Severity.WARNING,
        sentence="A span neither begins nor ends with a character that nobody sees.",
        mend="leave the control or direction character out of the span",
        bad=pl.col("said").str.contains(f"^{UNSEEN}") | pl.col("said").str.contains(f"{UNSEEN}$"), found=place, marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="spans-apart", table=table, view=said(table), severity=Severity.WARNING,
        sentence="Something stands between two spans of one column.",
        mend="make one span of the two",
        bad=(pl.col("previous") == pl.col("start")) & (pl.col("start") < pl.col("end")),
        found=place, marks=one_span(),
    )  # fmt: skip


def _contents() -> Iterator[Check]:
    yield Check(
        name="content-without-stop", table="attributions", column="content", view=said_of("attributions", "content"),
        severity=Severity.WARNING,
        sentence="A content does not end with a full stop, a comma or a semicolon.",
        mend="end the content before the sign",
        bad=pl.col("said").str.contains(STOP),
        found=quoted("said"), marks=one_span(),
    )  # fmt: skip
    begins = pl.col("said").str.contains(OPENING) & ~pl.col("before").fill_null("").str.contains(ANY_MARK)
    ends = pl.col("said").str.contains(CLOSED) & ~pl.col("said").str.contains(OPENED)
    yield Check(
        name="quoted-without-marks", table="attributions", column="quoted", view=said_of("attributions", "quoted"),
        sentence="A quoted span leaves out the quotation marks around it.",
        mend="begin behind the opening mark, and end before the closing one",
        bad=begins | ends, found=quoted("said"), marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="indirect-holds-no-quotation", table="attributions", column="quote_type", view=_indirect,
        severity=Severity.WARNING,
        sentence="The content of an indirect report holds no quotation of more than five words, unless another report inside it does.",
        mend="mark the quotation as quoted, and set quote_type to mixed",
        bad=pl.col("said").str.contains(QUOTATION),
        found=pl.col("said").str.extract(f"({QUOTATION})"), marks=one_span(),
    )  # fmt: skip


def _indirect(frames: Frames) -> pl.DataFrame:
    """What the content spans of indirect reports say that no other report names as its parent."""
    holding = frames.of(named("attributions", "parent_id"))["named"].drop_nulls().unique()
    indirect = frames.table("attributions").filter(
        (pl.col("quote_type") == "indirect") & (pl.col("quoted").list.len() == 0) & ~pl.col("row").is_in(holding.implode())
    )
    contents = frames.of(said_of("attributions", "content"))
    return contents.filter(pl.col("row").is_in(indirect["row"].implode()))
