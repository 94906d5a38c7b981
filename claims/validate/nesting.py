"""Checks of reports inside reports: what a source is said to have said stands in what is said of it.

A child is one of three things, and nothing else:

    embedded  its cue and its content lie in the content of its parent       X said [that Y said [Z]]
    relayed   its content is its parent's very content, and the cues stand   X said, citing Y, that [Z]
              side by side outside of it; what is around the parent is around it
    carried   it stands wholly after the content of its parent, and its      X said [that Y said Z]. He added [W].
              antecedent in it
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.validate.frames import EACH, Check, Frames, by_key, one_span, shown
from claims.validate.report import Severity
from claims.validate.spans import clashes, first, last, strays

CLIMBS = 16


def nesting_checks() -> tuple[Check, ...]:
    """The checks of parents and children, and of claims among them."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    yield Check(
        name="child-inside-parent", table="attributions", column="parent_id", view=_outside_parent,
        sentence="The cue and the content of a nested attribution lie in the content of its parent, "
        "unless both have the very same content, or an antecedent in it is carried over.",
        mend="correct parent_id, widen the parent's content, or give both the same content",
        bad=EACH, found=pl.format("{} [{}, {})", "part", "start", "end"),
        expected=pl.format("inside {}", shown("around")), marks=one_span(),
    )  # fmt: skip
    yield Check(
        name="relay-has-own-cue", table="attributions", column="cue", view=_relays_without_cue,
        sentence="Of two attributions with the same content, one the parent of the other, each has its own cue.",
        mend="mark the word that passes the content on, or take one of the two out",
        bad=EACH, found=pl.format("the parent's cue is {}", shown("cue_of_parent")), marks=pl.col("cue"),
    )  # fmt: skip
    yield Check(
        name="claim-at-innermost", table="claims", column="attribution_id", severity=Severity.WARNING,
        view=_claims_of_children, bad=EACH,
        sentence="A claim belongs to the innermost attribution whose content holds it.",
        mend="name the nested attribution as attribution_id", found=pl.format("also inside '{}'", "child"),
        marks=pl.col("evidence"),
    )  # fmt: skip
    yield Check(
        name="attribution-has-claim", table="attributions", severity=Severity.WARNING,
        view=_without_claim, bad=EACH,
        sentence="An attribution has a claim, or an attribution inside it.",
        mend="add the claim that its content makes", marks=pl.col("content"),
    )  # fmt: skip


def _nested(frames: Frames) -> pl.DataFrame:
    """The attributions that have a parent in their article, with its content and cue, and the content `around`.

    `around` is the nearest content outwards that is not the child's own; null where there is none.
    """
    attributions = frames.table("attributions")
    known = frames.of(by_key("attributions")).select("article_id", parent_id="attribution_id", parent="row")
    children = (
        attributions.select("row", "article_id", "attribution_id", "parent_id", "content", "cue", "antecedent")
        .filter(pl.col("parent_id") != pl.col("attribution_id"))
        .join(known, on=["article_id", "parent_id"], maintain_order="left")
    )
    parents = attributions.select("row").join(
        children.select("row", "parent"), on="row", how="left", maintain_order="left"
    )["parent"]
    own, contents, at = children["content"], attributions["content"], children["parent"]
    for _ in range(CLIMBS):
        relayed = (own == contents.gather(at)).fill_null(False)
        if not relayed.any():
            break
        at = at.zip_with(~relayed, parents.gather(at))
    around = contents.gather(at)
    return children.with_columns(
        content_of_parent=contents.gather(children["parent"]),
        cue_of_parent=attributions["cue"].gather(children["parent"]),
        around=pl.when(around != own).then(around),
    )


def _outside_parent(frames: Frames) -> pl.DataFrame:
    """The spans of content and cue of children that are neither embedded nor carried over."""
    begin = pl.min_horizontal(first("content"), first("cue"))
    carried = (
        (first("around") <= first("antecedent")) & (last("antecedent") <= last("around")) & (begin >= last("around"))
    )
    children = frames.of(_nested).filter(pl.col("around").is_not_null() & ~carried.fill_null(False))
    found = pl.concat(
        strays(children, part, "around").with_columns(part=pl.lit(part)) for part in ("content", "cue")
    )
    return found.join(children.select("row", "around"), on="row", maintain_order="left")


def _relays_without_cue(frames: Frames) -> pl.DataFrame:
    """The attributions that share their parent's content without a cue of their own."""
    relays = frames.of(_nested).filter(pl.col("content") == pl.col("content_of_parent"))
    shared = clashes(relays, ("cue", "cue_of_parent"))
    return relays.filter((pl.col("cue").list.len() == 0) | pl.col("row").is_in(shared["row"].implode()))


def _claims_of_children(frames: Frames) -> pl.DataFrame:
    """The claims whose evidence also lies in the content of an attribution inside their own."""
    nested = frames.table("attributions").filter(pl.col("parent_id") != pl.col("attribution_id"))
    children = nested.select(
        "article_id", pl.col("parent_id").alias("attribution_id"), pl.col("attribution_id").alias("child"), "content"
    )
    claims = frames.table("claims").select("article_id", "attribution_id", "evidence", claim="row")
    pairs = claims.join(children, on=["article_id", "attribution_id"]).with_row_index("row")
    outside = strays(pairs, "evidence", "content")
    return (
        pairs.filter(pl.col("evidence").list.len() > 0)
        .join(outside, on="row", how="anti", maintain_order="left")
        .drop("row")
        .rename({"claim": "row"})
    )


def _without_claim(frames: Frames) -> pl.DataFrame:
    """The attributions that no claim and no other attribution names."""
    attributions = frames.table("attributions").select("row", "attribution_id", "parent_id", "content")
    named = pl.concat([frames.table("claims")["attribution_id"], attributions["parent_id"]])
    return attributions.filter(~pl.col("attribution_id").is_in(named.drop_nulls().implode()))
