"""Checks of rows that say what another row says: nothing is stated twice, siblings do not cut into each other, all of a content is claimed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from claims.validate.frames import ALL, EACH, Check, Frames
from claims.validate.keys import beside, by_key, named
from claims.validate.report import Severity
from claims.validate.spans import first, last, said_of, same

SYMMETRIC = ("same", "contradicts")
SPANS = ("content", "cue", "source")
LEAST = 5


def repeat_checks() -> tuple[Check, ...]:
    """The checks of attributions, claims, links and aliases that repeat others."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    yield Check(
        name="attribution-stated-once", table="attributions", view=_attributions_again, bad=EACH,
        sentence="No two attributions have the same content, cue and source.",
        mend="take one of the two out", found=pl.format("the same as '{}'", "other"), marks=pl.col("content"),
    )  # fmt: skip
    yield Check(
        name="claim-stated-once", table="claims", column="evidence", view=_claims_again, bad=EACH,
        sentence="No two claims of one attribution, or of the author, have the same evidence.",
        mend="take one of the two out, or set its status to withdrawn",
        found=pl.format("the same as '{}'", "other"), marks=pl.col("evidence"),
    )  # fmt: skip
    yield Check(
        name="link-stated-once", table="links", view=_links_again, bad=EACH, across=ALL,
        sentence="No two links say the same of the same two claims.",
        mend="take one of the two out", found=pl.format("the same as '{}'", "other"),
    )  # fmt: skip
    yield Check(
        name="alias-names-one-source", table="sources", column="aliases", view=_shared_aliases,
        severity=Severity.WARNING,
        sentence="A name of a source is not the name of another one in the same language.",
        mend="take the alias from one of the two, or make one source of both",
        bad=EACH, found=pl.format("'{}' ({}) is also a name of '{}'", "text", "language", "other"),
    )  # fmt: skip
    yield Check(
        name="siblings-apart", table="attributions", column="content", view=_crossing,
        severity=Severity.WARNING,
        sentence="Two reports with the same parent lie apart, or one inside the other.",
        mend="shorten one of the two contents, or correct parent_id",
        bad=EACH, found=pl.format("the content cuts into that of '{}'", "other"), marks=pl.col("content"),
    )  # fmt: skip
    yield Check(
        name="content-claimed", table="attributions", column="content", view=_unclaimed,
        severity=Severity.WARNING,
        sentence="The claims of a report have at least half of the words of its content.",
        mend="widen the evidence, or add the claim that is missing",
        bad=(pl.col("words") >= LEAST) & (pl.col("claimed") * 2 < pl.col("words")),
        found=pl.format("{} of {} words", "claimed", "words"), marks=pl.col("content"),
    )  # fmt: skip


def again(frame: pl.DataFrame, key: str, plain: Sequence[pl.Expr], spans: Sequence[str] = ()) -> pl.DataFrame:
    """The rows that are the same as an earlier one in the plain expressions and all spans, with the `other`'s key.

    Spans are compared by their ends and number first; only what is the same in these is compared whole.
    """
    ends = [edge(column) for column in spans for edge in (first, last)]
    quick = [expr.alias(f"plain {at}") for at, expr in enumerate([*plain, *ends])]
    names = [f"plain {at}" for at in range(len(quick))]
    marked = frame.with_columns(quick)
    rest = marked.filter(pl.struct(names).is_duplicated())
    whole = [pl.col(column).list.eval(pl.format("{}-{}", pl.element().struct.field("start"), pl.element().struct.field("end"))).list.join(" ").alias(f"all of {column}") for column in spans]  # fmt: skip
    same = [*names, *(f"all of {column}" for column in spans)]
    found = rest.with_columns(whole).with_columns(other=pl.col(key).first().over(same), number=pl.int_range(pl.len()).over(same))
    return found.filter(pl.col("number") > 0)


def _attributions_again(frames: Frames) -> pl.DataFrame:
    known = frames.of(by_key("attributions")).filter(pl.col("content").list.len() > 0)
    return again(known, "attribution_id", [pl.col("article_id")], SPANS)


def _claims_again(frames: Frames) -> pl.DataFrame:
    known = frames.of(by_key("claims")).filter((pl.col("evidence").list.len() > 0) & (pl.col("status") != "withdrawn"))
    return again(known, "claim_id", [pl.col("article_id"), pl.col("attribution_id").fill_null("")], ["evidence"])


def _links_again(frames: Frames) -> pl.DataFrame:
    either = pl.col("relation").is_in(SYMMETRIC)
    ends = ("from_id", "to_id")
    one = pl.when(either).then(pl.min_horizontal(ends)).otherwise("from_id")
    other = pl.when(either).then(pl.max_horizontal(ends)).otherwise("to_id")
    return again(frames.of(by_key("links")), "link_id", [one, other, pl.col("relation")])


def _shared_aliases(frames: Frames) -> pl.DataFrame:
    """The names and acronyms of confirmed sources that an earlier source also has."""
    aliases = (
        frames.of(by_key("sources"))
        .filter(pl.col("status") == "confirmed")
        .select("row", "source_id", "aliases")
        .explode("aliases")
        .unnest("aliases")
        .filter(pl.col("kind").is_in(("name", "acronym")))
        .with_columns(folded=pl.col("text").str.to_lowercase().str.replace_all(r"\s+", " "))
        .unique(["source_id", "language", "folded"], keep="first", maintain_order=True)
    )
    return again(aliases, "source_id", [pl.col("language"), pl.col("folded")])


def _crossing(frames: Frames) -> pl.DataFrame:
    """The reports whose content, from its first word to its last, begins inside that of a sibling and ends behind it."""
    ranges = (
        frames.table("attributions")
        .select("row", "article_id", "attribution_id", "content", pl.col("parent_id").fill_null(""), begin=first("content"), stop=last("content"))
        .filter(pl.col("begin") < pl.col("stop"))
        .with_columns(near=pl.struct("article_id", "parent_id").hash())  # two families of one hash are told apart below
        .sort("near", "begin", "stop", "row")
    )
    family = ("article_id", "parent_id")
    neighbour = (pl.col("near") == pl.col("near").shift(1)) & (pl.col("begin") < pl.col("stop").shift(1))
    touching = ranges.filter(pl.col("near").is_in(ranges.filter(neighbour)["near"].implode()))
    others = touching.select(*family, other="attribution_id", **{"from": "begin", "to": "stop"})
    pairs = touching.join(others, on=family, maintain_order="left_right")
    crossing = (pl.col("from") < pl.col("begin")) & (pl.col("begin") < pl.col("to")) & (pl.col("to") < pl.col("stop"))
    return pairs.filter(crossing).unique("row", keep="first", maintain_order=True).sort("row")


def _unclaimed(frames: Frames) -> pl.DataFrame:
    """The reports that have claims and hold no other report: the words of their content, and of their claims' evidence.

    Where the evidence of one claim is the whole content there is nothing to count.
    """
    claims = frames.table("claims").filter((pl.col("status") != "withdrawn") & pl.col("attribution_id").is_not_null())
    of = beside(frames, claims.select("row", "evidence"), "claims", "attribution_id", "content", pl.col("row").alias("report"))
    whole = of.filter(same("evidence", "content"))["report"]
    inner = frames.of(named("attributions", "parent_id"))["named"].drop_nulls()
    known = frames.of(by_key("attributions")).filter(~pl.col("row").is_in(pl.concat([whole, inner]).unique().implode()))
    words = pl.col("said").str.count_matches(r"\w+").cast(pl.Int64).sum()
    contents = _of(frames.of(said_of("attributions", "content")), known["row"]).group_by("row").agg(words=words)
    parts = of.join(known.select(report="row"), on="report", how="semi")
    evidence = _of(frames.of(said_of("claims", "evidence")), parts["row"]).join(parts, on="row")
    claimed = evidence.group_by(row="report").agg(claimed=words)
    found = known.select("row", "article_id", "content")
    return found.join(contents, on="row").join(claimed, on="row", maintain_order="left").sort("row")


def _of(lines: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    return lines.filter(pl.col("row").is_in(rows.implode()))
