"""Checks of links and verdicts: what they say of two claims can be so, and nobody judges what is not there to be judged."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from claims.ties import groups
from claims.validate.frames import ALL, EACH, Check, Frames, quoted, rows
from claims.validate.keys import beside, by_key
from claims.validate.layout import role_at
from claims.validate.repeats import SYMMETRIC
from claims.validate.report import Severity
from claims.validate.spans import first

CLAIM = ("attribution_id", "article_id", "text", "polarity", "status", "check_worthy", "evidence")
ALIKE = ("same", "repeats", "translates")
LATER = ("updates", "corrects")


def judged_checks() -> tuple[Check, ...]:
    """The checks of links, then of verdicts."""
    return (*_links(), *_verdicts())


def _links() -> Iterator[Check]:
    yield Check(
        name="symmetric-link-in-order", table="links", column="from_id", view=rows("links"),
        sentence="A link that holds both ways goes from the smaller id to the greater one.",
        mend="exchange from_id and to_id",
        bad=pl.col("relation").is_in(SYMMETRIC) & (pl.col("from_id") > pl.col("to_id")),
        found=pl.format("{} from '{}' to '{}'", "relation", "from_id", "to_id"),
    )  # fmt: skip
    yield Check(
        name="same-is-no-contradiction", table="links", column="relation", view=_contradicting_the_same, bad=EACH, across=ALL,
        sentence="Two claims that are the same, directly or by way of others, do not contradict each other.",
        mend="take the contradiction out, or one of the links that make the two the same",
        found=pl.format("'{}' and '{}' are the same", "from_id", "to_id"),
    )  # fmt: skip
    yield Check(
        name="updates-end", table="links", column="relation", view=_circling, bad=EACH, across=ALL,
        sentence="No claim updates or corrects itself by way of others.",
        mend="take one of the links of the circle out, or turn it round",
        found=pl.format("a circle through '{}' and '{}'", "from_id", "to_id"),
    )  # fmt: skip
    yield Check(
        name="update-is-later", table="links", column="from_id", view=linked, severity=Severity.WARNING,
        sentence="A claim that updates or corrects another was not published before it.",
        mend="exchange from_id and to_id, or correct when an article was published",
        bad=pl.col("relation").is_in(LATER) & (pl.col("published_at of from") < pl.col("published_at of to")),
        found=pl.format("{} {} {}", "published_at of from", "relation", "published_at of to"),
    )  # fmt: skip
    differ = pl.col("polarity of from") != pl.col("polarity of to")
    yield Check(
        name="same-in-polarity", table="links", column="relation", view=linked, severity=Severity.WARNING,
        sentence="Claims that are the same, or of which one repeats or translates the other, have the same polarity.",
        mend="see whether the claims are the same, and correct the polarity of one or the link",
        bad=pl.col("relation").is_in(ALIKE) & differ,
        found=pl.format("{} and {}", "polarity of from", "polarity of to"),
    )  # fmt: skip
    yield Check(
        name="contradiction-differs", table="links", column="relation", view=linked, severity=Severity.WARNING,
        sentence="Claims that contradict each other differ in their words or in their polarity.",
        mend="take the link out, or make it same",
        bad=(pl.col("relation") == "contradicts") & (pl.col("from_id") != pl.col("to_id")) & ~differ
        & (pl.col("text of from") == pl.col("text of to")),
        found=quoted("text of from"),
    )  # fmt: skip
    yield Check(
        name="translation-keeps-numbers", table="links", column="relation", view=_numbered, severity=Severity.WARNING,
        sentence="A claim and its translation have the same numbers, where both write them in digits.",
        mend="see whether one is a translation of the other",
        bad=pl.col("ours") != pl.col("theirs"), found=pl.col("ours").list.join(", "), expected=pl.col("theirs").list.join(", "),
    )  # fmt: skip
    yield Check(
        name="translation-changes-language", table="links", column="relation", view=linked, severity=Severity.WARNING,
        sentence="A claim and its translation are of articles in two languages.",
        mend="set relation to repeats or same",
        bad=(pl.col("relation") == "translates") & (pl.col("language of from") == pl.col("language of to")),
        found=pl.format("both are of articles in {}", "language of from"),
    )  # fmt: skip
    for end in ("from", "to"):
        yield Check(
            name="withdrawn-has-no-link", table="links", column=f"{end}_id", view=linked,
            sentence=f"The claim {end}_id of a link is not withdrawn.",
            mend="take the link out, or give the claim its status back",
            bad=pl.col(f"status of {end}") == "withdrawn", found=quoted(f"{end}_id"),
        )  # fmt: skip
    yield Check(
        name="see-also-link-confirmed", table="links", column="confirmed_by", view=_from_see_also,
        severity=Severity.WARNING, bad=EACH,
        sentence="A person has confirmed that a pointer to other articles says what its own article says.",
        mend="look at the two claims, and write who did as confirmed_by; or take the link out",
        found=pl.lit("nobody has"),
    )  # fmt: skip


def linked(frames: Frames) -> pl.DataFrame:
    """The links with what their two claims are: each column as `… of from` and `… of to`, null where there is none."""
    found = frames.table("links")
    for end in ("from", "to"):
        claims = beside(frames, found.select("row"), "links", f"{end}_id", *CLAIM, pl.col("row").alias("claim"))
        claims = beside(frames, claims, "claims", "article_id", "published_at", "language", row="claim")
        found = found.hstack(claims.select(pl.exclude("row").name.suffix(f" of {end}")))
    return found


def _numbered(frames: Frames) -> pl.DataFrame:
    """The translations of which both claims have numbers in digits, with these, sorted, their separators taken out."""
    both = frames.of(linked).filter(pl.col("relation") == "translates")
    return both.select(
        "row", ours=_numbers("text of from"), theirs=_numbers("text of to")
    ).filter((pl.col("ours").list.len() > 0) & (pl.col("theirs").list.len() > 0))


def _numbers(column: str) -> pl.Expr:
    digits = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
    western = pl.col(column).str.replace_many(list(digits), list(digits.values()))
    return western.str.extract_all(r"\d+(?:[.,٫٬\x{A0}\x{202F}]\d+)*").list.eval(
        pl.element().str.replace_all(r"[.,٫٬\x{A0}\x{202F}]", "")
    ).list.sort()  # fmt: skip


def _contradicting_the_same(frames: Frames) -> pl.DataFrame:
    """The contradictions between claims that links of sameness connect."""
    links = frames.table("links").select("row", "from_id", "to_id", "relation")
    against = links.filter(pl.col("relation") == "contradicts")
    same = links.filter(pl.col("relation") == "same").select("from_id", "to_id")
    if against.is_empty() or same.is_empty():
        return against.clear()
    group: dict[str, str] = groups(same.iter_rows())
    together = [a is not None and a in group and group[a] == group.get(b) for a, b in against.select("from_id", "to_id").iter_rows()]
    return against.filter(pl.Series(together, dtype=pl.Boolean) & (against["from_id"] != against["to_id"]))


def _circling(frames: Frames) -> pl.DataFrame:
    """The updates and corrections that lie on a circle or between two: what is left when ends are taken off again and again."""
    links = frames.table("links").select("row", "from_id", "to_id", "relation")
    left = links.filter(pl.col("relation").is_in(LATER) & (pl.col("from_id") != pl.col("to_id")))
    while True:
        on = pl.col("from_id").is_in(left["to_id"].implode()) & pl.col("to_id").is_in(left["from_id"].implode())
        kept = left.filter(on)
        if kept.height == left.height:
            return kept
        left = kept


def _from_see_also(frames: Frames) -> pl.DataFrame:
    """The links nobody confirmed by which a claim in a pointer to other articles repeats its own article."""
    pairs = frames.of(linked).filter(
        pl.col("relation").is_in(ALIKE)
        & pl.col("confirmed_by").is_null()
        & (pl.col("article_id of from") == pl.col("article_id of to"))
    )
    ends = []
    for end in ("from", "to"):
        at = pairs.with_columns(at=first(f"evidence of {end}"))
        inside = role_at(frames, "claims", at, "at", row=f"claim of {end}")
        ends.append(inside.filter(pl.col("role") == "see_also"))
    found = pl.concat(ends)
    return found.unique("row", maintain_order=True).sort("row")


def _verdicts() -> Iterator[Check]:
    yield Check(
        name="verdict-stands-alone", table="verdicts", view=_rivals, bad=EACH, across=ALL,
        sentence="Of one reviewer's verdicts on one question about one claim, all but one are superseded.",
        mend="name the earlier verdict as supersedes_id of the later one",
        found=pl.format("beside '{}'", "other"),
    )  # fmt: skip
    yield Check(
        name="author-was-not-reported", table="verdicts", column="target", view=_with_claim,
        sentence="Whether something was said is asked of reported claims only.",
        mend="set target to is_it_so",
        bad=(pl.col("target") == "was_it_said") & pl.col("attribution_id").is_null() & pl.col("claim").is_not_null(),
        found=pl.lit("a claim in the author's own voice"),
    )  # fmt: skip
    yield Check(
        name="verdict-on-worthy-claim", table="verdicts", column="claim_id", view=_with_claim,
        severity=Severity.WARNING, sentence="A claim that has a verdict is not called unworthy of a check.",
        mend="correct check_worthy of the claim, or take the verdict out",
        bad=pl.col("check_worthy") == "no", found=pl.lit("check_worthy no"),
    )  # fmt: skip
    yield Check(
        name="verdict-on-reviewed-claim", table="verdicts", column="claim_id", view=_with_claim,
        severity=Severity.WARNING, sentence="A claim that has a verdict has been reviewed, and is not withdrawn.",
        mend="review the claim before its verdict is published",
        bad=pl.col("status").is_in(("draft", "withdrawn")), found=pl.format("status {}", "status"),
    )  # fmt: skip
    yield Check(
        name="reviewer-not-source", table="verdicts", column="reviewer", view=_with_claim,
        sentence="Nobody gives a verdict on a claim of their own.",
        mend="let somebody else review the claim",
        bad=(pl.col("reviewer") == pl.col("source_id"))
        | (pl.col("reviewer").str.to_lowercase() == pl.col("name").str.to_lowercase()),
        found=quoted("reviewer"),
    )  # fmt: skip


def _rivals(frames: Frames) -> pl.DataFrame:
    """The verdicts that stand beside an earlier one of the same claim, question and reviewer, none superseded."""
    verdicts = frames.of(by_key("verdicts"))
    live = verdicts.filter(~pl.col("verdict_id").is_in(verdicts["supersedes_id"].drop_nulls().implode()))
    same = ("claim_id", "target", "reviewer")
    marked = live.sort("reviewed_at", "row").with_columns(
        other=pl.col("verdict_id").first().over(same), at=pl.int_range(pl.len()).over(same)
    )
    return marked.filter(pl.col("at") > 0)


def _with_claim(frames: Frames) -> pl.DataFrame:
    """The verdicts with what their claim is and who is its source; `claim` is null without a claim."""
    of_claim = ("attribution_id", "status", "check_worthy", pl.col("row").alias("claim"))
    found = beside(frames, frames.table("verdicts"), "verdicts", "claim_id", *of_claim)
    found = beside(frames, found, "claims", "attribution_id", "source_id", pl.col("row").alias("report"), row="claim")
    return beside(frames, found, "attributions", "source_id", "name", row="report")
