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

from claims.validate.frames import EACH, Check, Frames, one_span, shown
from claims.validate.keys import by_key, named
from claims.validate.report import Severity
from claims.validate.spans import clashes, first, last, same, strays

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
    parents = frames.of(named("attributions", "parent_id"))["named"]
    article = attributions["article_id"]
    inside = (article == article.gather(parents)) & (attributions["parent_id"] != attributions["attribution_id"])
    parents = parents.zip_with(inside.fill_null(False), pl.Series([None], dtype=parents.dtype))
    children = attributions.filter(parents.is_not_null()).select("row", "content", "cue", "antecedent")
    at = parents.gather(children["row"])
    of_parent = attributions.select(content_of_parent="content", cue_of_parent="cue")
    children = children.hstack(of_parent.select(pl.all().gather(at)))
    around = children["content_of_parent"]
    for _ in range(CLIMBS):
        relayed = children.select(around=around, content="content").select(same("content", "around").fill_null(False)).to_series()
        if not relayed.any():
            break
        at = at.zip_with(~relayed, parents.gather(at))
        around = attributions["content"].gather(at)
    own = children.with_columns(around=around)
    return own.with_columns(around=pl.when(~same("around", "content")).then("around"))


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
    relays = frames.of(_nested).filter(same("content", "content_of_parent"))
    shared = clashes(relays, ("cue", "cue_of_parent"))
    return relays.filter((pl.col("cue").list.len() == 0) | pl.col("row").is_in(shared["row"].implode()))


def _claims_of_children(frames: Frames) -> pl.DataFrame:
    """The claims whose evidence also lies in the content of an attribution inside their own."""
    parents = frames.of(named("attributions", "parent_id"))["named"]
    nested = frames.table("attributions").with_columns(of=parents).filter(pl.col("of").is_not_null() & (pl.col("of") != pl.col("row")))
    children = nested.select("of", "content", child="attribution_id", article_id_of_child="article_id")
    of = frames.of(named("claims", "attribution_id"))["named"]
    claims = frames.table("claims").select("article_id", "evidence", claim="row").with_columns(of=of)
    pairs = claims.join(children, on="of").filter(pl.col("article_id") == pl.col("article_id_of_child")).with_row_index("row")
    outside = strays(pairs, "evidence", "content")
    return (
        pairs.filter(pl.col("evidence").list.len() > 0)
        .join(outside, on="row", how="anti", maintain_order="left")
        .drop("row")
        .rename({"claim": "row"})
    )


def _without_claim(frames: Frames) -> pl.DataFrame:
    """The attributions that no claim and no other attribution names."""
    named_by = [frames.of(named("claims", "attribution_id"))["named"], frames.of(named("attributions", "parent_id"))["named"]]
    attributions = frames.of(by_key("attributions")).select("row", "article_id", "content")
    return attributions.filter(~pl.col("row").is_in(pl.concat(named_by).drop_nulls().unique().implode()))
