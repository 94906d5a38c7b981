"""Checks across rows and tables: what is named exists, chains end, and what belongs together is of one article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from claims.contract import TABLES, contract
from claims.validate.frames import ALL, BESIDE, EACH, Check, Frames, View, quoted
from claims.validate.keys import beside, by_key, named
from claims.validate.report import Severity

DEEPEST = 8


def relation_checks() -> tuple[Check, ...]:
    """The checks of foreign keys, chains and belonging."""
    return (*_references(), *_chains(), *_belonging(), *_verdicts(), _edited_row())


def _references() -> Iterator[Check]:
    for table in TABLES:
        for key in contract().table(table).foreign_keys:
            yield Check(
                name="reference-exists", table=table, column=key.column, view=named(table, key.column),
                sentence=f"{key.column} names a row of {key.table}.",
                mend=f"correct {key.column}, or add the row to {key.table}",
                bad=pl.col("named").is_null() & pl.col(key.column).is_not_null(),
                found=quoted(key.column), expected=pl.lit(f"a {key.target} of {key.table}"), across=ALL if table in BESIDE else None,
            )  # fmt: skip
    yield Check(
        name="reference-exists", table="sources", column="roles.organisation_id", view=_organisations,
        sentence="organisation_id of each role names a row of sources.",
        mend="correct organisation_id, or add the organisation to sources",
        bad=~pl.col("exists"), found=quoted("organisation_id"),
        expected=pl.lit("a source_id of sources"),
    )  # fmt: skip


def _organisations(frames: Frames) -> pl.DataFrame:
    """The organisations that roles name, each with whether it exists."""
    named = frames.table("sources").select("row", "roles").explode("roles").unnest("roles")
    known = frames.of(by_key("sources"))["source_id"].implode()
    return named.with_columns(exists=pl.col("organisation_id").is_in(known))


def _chains() -> Iterator[Check]:
    for table, column in (("attributions", "parent_id"), ("sources", "parent_id"), ("verdicts", "supersedes_id")):
        yield Check(
            name="chain-ends", table=table, column=column, view=chains(table, column),
            sentence=f"Following {column} never comes back to the same row.",
            mend=f"correct the {column} of one of the rows of the circle",
            bad=pl.col("circular"), found=pl.format("a circle through '{}'", column), across=ALL if table in BESIDE else None,
        )  # fmt: skip
    yield Check(
        name="chain-short", table="attributions", column="parent_id", severity=Severity.WARNING,
        view=chains("attributions", "parent_id"),
        sentence=f"A report stands inside at most {DEEPEST} others.",
        mend="see whether each parent_id of the chain is right",
        bad=pl.col("deep"), found=pl.lit(f"more than {DEEPEST} reports around it"),
    )  # fmt: skip


@cache
def chains(table: str, column: str) -> View:
    """The rows that name another, with whether they stand in a circle and whether more than DEEPEST rows deep."""

    def view(frames: Frames) -> pl.DataFrame:
        step = pl.col("named")
        lines = frames.of(named(table, column))
        following = lines.select(pl.when(step != pl.col("row")).then(step)).to_series()
        at = following
        for _ in range(DEEPEST):
            at = following.gather(at)
        endless = at
        for _ in range(lines.height.bit_length() if at.is_not_null().any() else 0):
            endless = endless.gather(endless)
        return lines.select(
            "row",
            column,
            circular=pl.col("row").is_in(endless.drop_nulls().unique().implode()),
            deep=at.is_not_null() & endless.is_null(),
        ).filter(pl.col(column).is_not_null())

    return view


def _belonging() -> Iterator[Check]:
    yield Check(
        name="parent-in-same-article", table="attributions", column="parent_id", view=_with_parent,
        sentence="An attribution and its parent stand in the same article.",
        mend="correct parent_id or article_id",
        bad=pl.col("article_id") != pl.col("article_id_of_parent"),
        found=quoted("article_id_of_parent"), expected=quoted("article_id"),
    )  # fmt: skip
    yield Check(
        name="attribution-in-same-article", table="claims", column="attribution_id", view=_with_attribution,
        sentence="A claim and its attribution stand in the same article.",
        mend="correct attribution_id or article_id",
        bad=pl.col("article_id") != pl.col("article_id_of_attribution"),
        found=quoted("article_id_of_attribution"), expected=quoted("article_id"),
    )  # fmt: skip


def _with_parent(frames: Frames) -> pl.DataFrame:
    """The attributions with the article of their parent."""
    lines = frames.table("attributions").select("row", "article_id", "parent_id")
    return beside(frames, lines, "attributions", "parent_id", pl.col("article_id").alias("article_id_of_parent"))


def _with_attribution(frames: Frames) -> pl.DataFrame:
    """The claims with the article of their attribution."""
    lines = frames.table("claims").select("row", "article_id", "attribution_id")
    return beside(frames, lines, "claims", "attribution_id", pl.col("article_id").alias("article_id_of_attribution"))


def _verdicts() -> Iterator[Check]:
    yield Check(
        name="supersedes-same-question", table="verdicts", column="supersedes_id", view=_superseding, across=ALL,
        sentence="A verdict supersedes one on the same claim and the same question.",
        mend="correct supersedes_id, claim_id or target",
        bad=(pl.col("claim_id") != pl.col("claim_id of earlier")) | (pl.col("target") != pl.col("target of earlier")),
        found=pl.format("{} of '{}'", "target of earlier", "claim_id of earlier"),
        expected=pl.format("{} of '{}'", "target", "claim_id"),
    )  # fmt: skip
    yield Check(
        name="supersedes-earlier", table="verdicts", column="supersedes_id", view=_superseding, across=ALL,
        sentence="A verdict supersedes an earlier one.",
        mend="correct supersedes_id or reviewed_at",
        bad=pl.col("reviewed_at") < pl.col("reviewed_at of earlier"),
        found=pl.format("reviewed {}, supersedes one of {}", "reviewed_at", "reviewed_at of earlier"),
    )  # fmt: skip


def _superseding(frames: Frames) -> pl.DataFrame:
    """The verdicts with the claim, target and time of the one that they supersede."""
    earlier = [pl.col(name).alias(f"{name} of earlier") for name in ("claim_id", "target", "reviewed_at")]
    return beside(frames, frames.table("verdicts"), "verdicts", "supersedes_id", *earlier)


def _edited_row() -> Check:
    return Check(
        name="edited-row-exists", table="edits", column="row_id", view=_edits_of_nothing, across="row_id",
        sentence="An edit is of a row that exists, or that an edit took out.",
        mend="correct table or row_id",
        bad=EACH, found=pl.format("{} '{}'", "table", "row_id"),
    )  # fmt: skip


def _edits_of_nothing(frames: Frames) -> pl.DataFrame:
    """The edits whose row is neither there nor taken out."""
    edits = frames.of(edited)
    gone = edits.filter(pl.col("op").is_in(("delete", "reject"))).select("table", "row_id")
    return edits.filter(~pl.col("there")).join(gone, on=["table", "row_id"], how="anti", maintain_order="left")


def edited(frames: Frames) -> pl.DataFrame:
    """The edits of rows of our tables, each with whether its row is `there`, in a table that is edited at all."""
    edits = frames.table("edits").select("row", "at", "table", "row_id", "op").filter(pl.col("row_id").is_not_null())
    parts = [edits.filter(~pl.col("table").is_in(contract().labels("edited_table")), pl.col("table").is_in(TABLES))]
    for name in contract().labels("edited_table"):
        mine = edits.filter(pl.col("table") == name)
        keys = frames.table(name).select(row_id=contract().table(name).primary_key) if mine.height else mine
        known = keys.join(mine, on="row_id", how="semi")["row_id"].unique()
        parts.append(mine.with_columns(there=pl.col("row_id").is_in(known.implode())))
    return pl.concat(parts, how="diagonal").with_columns(pl.col("there").fill_null(False)).sort("row")
