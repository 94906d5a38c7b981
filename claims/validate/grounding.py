"""Checks of spans against their text and against each other: every span says what its row says it says.

Where an article's text may not be stored, what needs the text is not judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import polars as pl

from claims.model import JOINT
from claims.validate.frames import EACH, Check, Frames, one_span, quoted, ruled, shown
from claims.validate.keys import beside
from claims.validate.report import Severity
from claims.validate.spans import (
    clashes,
    exploded,
    offset,
    placed,
    said,
    same,
    strays,
    texts,
    wording,
)

ROLES = ("content", "cue", "source", "addressee")
JOINING = r"^[\p{M}\x{200D}\x{1F3FB}-\x{1F3FF}]"
INTRODUCED = r"(?:[:：][\s\p{P}]*|(?:^|\n)\s*[-–—]\s*)$"
BEFORE = 8


def grounding_checks() -> tuple[Check, ...]:
    """The checks of articles' texts, of all spans, of roles in an attribution, of claims."""
    return (*_texts(), *_spans("attributions"), *_spans("claims"), *_roles(), *_claims())


def _texts() -> Iterator[Check]:
    yield ruled(
        "articles", "text_matches_hash", view=_digests, bad=pl.col("digest") != pl.col("text_sha256"),
        found=pl.col("digest"), expected=pl.col("text_sha256"),
        mend="restore the text; a corrected article is a new row with a new id",
    )  # fmt: skip
    yield ruled(
        "articles", "segments_in_order", view=_segments,
        bad=(pl.col("start") < 0) | (pl.col("start") >= pl.col("end"))
        | (pl.col("end") > pl.col("length")) | (pl.col("previous") > pl.col("start")),
        found=pl.format("{} [{}, {}) {}", "role", "start", "end",
                        pl.when(pl.col("end") > pl.col("length"))
                        .then(pl.format("in a text of {}", "length"))
                        .when(pl.col("previous") > pl.col("start"))
                        .then(pl.format("after one that ends at {}", "previous"))
                        .otherwise(pl.lit("which is empty"))),
        mend="correct the segment's offsets; they count code points", marks=one_span(),
    )  # fmt: skip


def _digests(frames: Frames) -> pl.DataFrame:
    """The articles that have a text, with its SHA-256."""
    there = frames.table("articles").select("row", "text", "text_sha256").drop_nulls("text")
    digests = [hashlib.sha256(text.encode()).hexdigest() for text in there["text"]]
    return there.with_columns(pl.Series("digest", digests, dtype=pl.String))


def _segments(frames: Frames) -> pl.DataFrame:
    """One line a segment, with the length of the text and the end of the segment before."""
    articles = frames.table("articles").select(
        "row", "segments", length=pl.col("text").str.len_chars().cast(pl.Int64)
    )
    same = pl.col("row") == pl.col("row").shift(1)
    return (
        articles.filter(pl.col("segments").list.len() > 0)
        .explode("segments")
        .unnest("segments")
        .with_columns(previous=pl.when(same).then(pl.col("end").shift(1)))
    )


def _spans(table: str) -> Iterator[Check]:
    """The checks of each span of a table."""
    empty = (pl.col("start") < 0) | (pl.col("start") >= pl.col("end"))
    mixed_up = pl.col("previous") > pl.col("start")
    blank = pl.col("said") != pl.col("said").str.strip_chars()
    place = pl.format("{} [{}, {})", "column", "start", "end")
    yield ruled(
        table, "spans_well_formed", view=said(table), bad=empty | mixed_up | blank,
        found=pl.format("{} {}", place,
                        pl.when(empty).then(pl.lit("is empty"))
                        .when(mixed_up).then(pl.format("begins before the span before it ends, at {}", "previous"))
                        .otherwise(pl.lit("has white space at its edge"))),
        mend="correct the offsets; they count code points, half open", marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="span-inside-text", table=table, view=said(table),
        sentence="A span lies inside the text of its article.",
        mend="correct the offsets; they count code points, not bytes or UTF-16 units",
        bad=pl.col("end") > pl.col("length"),
        found=place, expected=pl.format("at most {}", "length"), marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="span-cuts-no-character", table=table, view=said(table), severity=Severity.WARNING,
        sentence="A span neither begins nor ends between a letter and its combining mark.",
        mend="take the mark in, or leave the letter out",
        bad=pl.col("said").str.head(1).str.contains(JOINING) | pl.col("after").str.contains(JOINING),
        found=place, marks=one_span(),
    )  # fmt: skip


def _roles() -> Iterator[Check]:
    """The checks of the roles of one attribution."""
    yield ruled(
        "attributions", "roles_disjoint", view=_role_clashes, bad=EACH,
        found=pl.format("{} overlaps {}", "column", "other"),
        mend="give the words to one of the two roles", marks=one_span(),
    )  # fmt: skip
    yield ruled(
        "attributions", "quoted_inside_content", view=_quoted_strays, bad=EACH,
        found=pl.format("quoted [{}, {})", "start", "end"), expected=pl.format("inside {}", shown("content")),
        mend="shorten quoted to the content, or widen the content", marks=one_span(),
    )  # fmt: skip
    yield ruled(
        "attributions", "direct_is_quoted", view=_direct,
        bad=(pl.col("unquoted") > 0) & (pl.col("form") != "headline_colon") & ~pl.col("introduced"),
        found=pl.format("quoted {}", shown("quoted")), expected=pl.format("quoted {}", shown("content")),
        mend="mark all of the content as quoted, or set quote_type to mixed or indirect",
        marks=pl.col("content"),
    )  # fmt: skip
    yield Check(
        name="antecedent-outside-content", table="attributions", view=_antecedent_clashes,
        sentence="The antecedent of a source does not stand in the content.",
        mend="mark the earlier mention that the source stands for",
        bad=EACH, found=pl.format("antecedent and content overlap at [{}, {})", "start", "end"), marks=one_span(),
    )  # fmt: skip


def _role_clashes(frames: Frames) -> pl.DataFrame:
    return clashes(frames.table("attributions"), ROLES)


def _antecedent_clashes(frames: Frames) -> pl.DataFrame:
    return clashes(frames.table("attributions"), ("content", "antecedent"))


def _quoted_strays(frames: Frames) -> pl.DataFrame:
    attributions = frames.table("attributions")
    found = strays(attributions, "quoted", "content")
    return found.join(attributions.select("row", "content"), on="row", maintain_order="left")


def _direct(frames: Frames) -> pl.DataFrame:
    """The direct quotations whose quoted spans are not the content: how many of its letters are not quoted,
    and whether a colon, or a dash at the start of its line, introduces it."""
    direct = frames.table("attributions").filter((pl.col("quote_type") == "direct") & ~same("quoted", "content"))
    letters = pl.col("said").str.count_matches(r"\w").cast(pl.Int64)
    counted = (
        frames.of(said("attributions"))
        .join(direct.select("row"), on="row", how="semi")
        .filter(pl.col("column").is_in(("content", "quoted")))
        .group_by("row")
        .agg(unquoted=pl.when(pl.col("column") == "content").then(letters).otherwise(-letters).sum())
    )
    begins = pl.col("content").list.first().struct.field("start").clip(0)
    before = pl.col("whole").str.slice((begins - BEFORE).clip(0), begins.clip(upper_bound=BEFORE))
    return (
        beside(frames, direct, "attributions", "article_id", "whole", of=texts)
        .join(counted, on="row", maintain_order="left")
        .with_columns(introduced=before.str.contains(INTRODUCED))
    )


def _claims() -> Iterator[Check]:
    yield Check(
        name="claim-says-evidence", table="claims", column="text", view=_worded,
        sentence=f'The text of a claim is its evidence, the spans joined by "{JOINT}".',
        mend="copy the text anew from the evidence, or correct the evidence",
        bad=pl.col("text") != pl.col("says"), found=quoted("text"), expected=quoted("says"),
        marks=pl.col("evidence"),
    )  # fmt: skip
    yield Check(
        name="evidence-inside-content", table="claims", column="evidence", view=_evidence_strays,
        sentence="The evidence of a claim lies inside the content of its attribution.",
        mend="shorten the evidence, or name the attribution that holds it",
        bad=EACH, found=pl.format("[{}, {})", "start", "end"), expected=pl.format("inside {}", shown("content")),
        marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="author-voice-outside", table="claims", column="attribution_id", view=_author_in_content,
        sentence="What the author says stands outside the content of every attribution.",
        mend="name the attribution as attribution_id, or shorten the evidence",
        bad=EACH, found=pl.format("[{}, {}) overlaps a content that ends at {}", "start", "end", "reach"),
        marks=one_span(),
    )  # fmt: skip


def _worded(frames: Frames) -> pl.DataFrame:
    """The claims with what their evidence says; null where part of it is not in the text."""
    says = frames.of(wording("claims", "evidence", JOINT)).rename({"words": "says"})
    return frames.table("claims").select("row", "text", "evidence").join(says, on="row", maintain_order="left")


def _evidence_strays(frames: Frames) -> pl.DataFrame:
    """The spans of evidence that are not in the content of the claim's attribution, which is of the same article."""
    claims = frames.table("claims").select("row", "article_id", "evidence")
    of = pl.col("article_id").alias("article_id_of_attribution")
    pairs = beside(frames, claims, "claims", "attribution_id", of, "content").filter(
        pl.col("article_id") == pl.col("article_id_of_attribution")
    )
    found = strays(pairs, "evidence", "content")
    return found.join(pairs.select("row", "content"), on="row", maintain_order="left")


def _author_in_content(frames: Frames) -> pl.DataFrame:
    """The spans of the author's own claims, withdrawn ones aside, that overlap a content: of the contents that begin
    before such a span ends, the furthest reaching ends after the span begins."""
    claims = frames.table("claims").filter(pl.col("attribution_id").is_null() & (pl.col("status") != "withdrawn"))
    contents = placed(frames, "attributions", exploded(frames.table("attributions"), "content"), begin="start", reach="end")
    reaching = contents.select("begin", "reach").sort("begin").with_columns(pl.col("reach").cum_max())
    return (
        placed(frames, "claims", exploded(claims, "evidence"), at="start", stop="end")
        .sort("stop")
        .join_asof(reaching, left_on="stop", right_on="begin", allow_exact_matches=False)
        .filter(pl.col("reach") > pl.col("at"))
        .with_columns(offset("reach"))
        .sort("row", "start")
    )
