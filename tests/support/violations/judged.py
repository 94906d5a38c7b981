"""Links, verdicts and the log of edits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from claims.model import Span, say
from logs import chained
from violations.base import (
    NOWHERE,
    Rows,
    author,
    breaks,
    change,
    claim_of,
    cut_into,
    reseal,
    rewritten,
)

# --- links and verdicts ----------------------------------------------------------------------------------------


def _link(rows: Rows, relation: str, one: Any, other: Any, **more: Any) -> None:
    """One more link, its id made of its number."""
    made = replace(rows["links"][0], link_id=f"lnk_{len(rows['links']):016x}", relation=relation,
                   from_id=one.claim_id, to_id=other.claim_id)  # fmt: skip
    rows["links"].append(replace(made, **more))


def _by_id(*claims: Any) -> list[Any]:
    return sorted(claims, key=lambda claim: claim.claim_id)


@breaks("links", "symmetric-link-in-order")
def a_link_that_holds_both_ways_begins_at_the_greater_id(rows: Rows) -> None:
    link = rows["links"][0]
    change(rows, "links", 0, from_id=link.to_id, to_id=link.from_id)


@breaks("links", "same-is-no-contradiction")
def two_claims_that_are_the_same_by_way_of_a_third_contradict_each_other(rows: Rows) -> None:
    one, two, third = rows["claims"][:3]
    _link(rows, "same", *_by_id(one, third))
    _link(rows, "same", *_by_id(two, third))


@breaks("links", "updates-end")
def three_claims_update_each_other(rows: Rows) -> None:
    one, two, three = rows["claims"][2:5]
    for pair in ((one, two), (two, three), (three, one)):
        _link(rows, "updates", *pair)


@breaks("links", "update-is-later")
def an_update_is_older_than_what_it_updates(rows: Rows) -> None:
    older = rows["articles"][1]
    change(rows, "articles", 1, published_at=older.published_at - timedelta(days=1))
    _link(rows, "corrects", rows["claims"][claim_of(rows, "добавил")], rows["claims"][0])


@breaks("links", "same-in-polarity", ("claims", "negative-has-negator"))
def a_claim_repeats_its_negation(rows: Rows) -> None:
    change(rows, "claims", 2, polarity="negative")
    _link(rows, "repeats", rows["claims"][2], rows["claims"][3])


@breaks("links", "contradiction-differs")
def two_claims_of_the_same_words_contradict_each_other(rows: Rows) -> None:
    rewritten(rows, 1, "Движение остановили утром", "Да Мост закроют на ремонт")
    at = next(n for n, c in enumerate(rows["claims"]) if c.text == "Движение остановили утром")
    start, end = rows["claims"][at].evidence[0]
    change(rows, "claims", at, evidence=(Span(start + 3, end),), text="Мост закроют на ремонт")
    _link(rows, "contradicts", *_by_id(rows["claims"][at], rows["claims"][claim_of(rows, "заявил")]))


@breaks("links", "translation-keeps-numbers")
def a_translation_has_another_number(rows: Rows) -> None:
    rewritten(rows, 1, "ещё зимой", "1 960 лет")
    at = claim_of(rows, "По словам")
    change(rows, "claims", at, text=say(rows["articles"][1].text, rows["claims"][at].evidence))
    third = next(c for c in rows["claims"] if "1950" in c.text)
    _link(rows, "translates", rows["claims"][at], third)


@breaks("links", "translation-changes-language")
def a_translation_is_in_the_same_language(rows: Rows) -> None:
    _link(rows, "translates", rows["claims"][2], rows["claims"][3])


@breaks("links", "withdrawn-has-no-link", ("verdicts", "verdict-on-reviewed-claim"))
def a_withdrawn_claim_is_linked(rows: Rows) -> None:
    change(rows, "claims", 0, status="withdrawn")


@breaks("links", "see-also-link-confirmed")
def a_pointer_repeats_its_own_article_and_nobody_looked(rows: Rows) -> None:
    cut_into(rows, 0, "body", "see_also")
    _link(rows, "repeats", rows["claims"][claim_of(rows, "warned")], rows["claims"][author(rows)])


@breaks("verdicts", "verdict-stands-alone")
def two_verdicts_of_one_reviewer_stand_side_by_side(rows: Rows) -> None:
    change(rows, "verdicts", 1, supersedes_id=None)


@breaks("verdicts", "author-was-not-reported")
def it_is_asked_whether_the_author_said_it(rows: Rows) -> None:
    at = author(rows)
    change(rows, "claims", at, status="reviewed")
    for n in range(2):
        change(rows, "verdicts", n, claim_id=rows["claims"][at].claim_id)


@breaks("verdicts", "verdict-on-worthy-claim")
def a_verdict_is_on_a_claim_that_nobody_needs_checked(rows: Rows) -> None:
    change(rows, "claims", 0, check_worthy="no")


@breaks("verdicts", "verdict-on-reviewed-claim")
def a_verdict_is_on_a_draft(rows: Rows) -> None:
    change(rows, "claims", 0, status="draft")


@breaks("verdicts", "reviewer-not-source")
def a_source_reviews_its_own_claim(rows: Rows) -> None:
    for n in range(2):
        change(rows, "verdicts", n, reviewer="ada finch")


# --- the log of edits ------------------------------------------------------------------------------------------


@breaks("edits", "edit-log-unbroken")
def a_line_of_a_log_is_missing(rows: Rows) -> None:
    rows["edits"].pop(1)
    change(rows, "edits", 1, row_id=rows["claims"][0].claim_id, op="approve", settles=None)
    reseal(rows, 1)


@breaks("edits", "edit-log-in-one-line")
def a_log_begins_twice(rows: Rows) -> None:
    change(rows, "edits", 1, previous_hash=None)
    reseal(rows, 1)
    change(rows, "edits", 2, previous_hash=rows["edits"][1].hash)
    reseal(rows, 2)


@breaks("edits", "edit-log-in-time")
def an_edit_was_made_before_the_one_it_follows(rows: Rows) -> None:
    change(rows, "edits", 2, at=rows["edits"][1].at - timedelta(minutes=1))
    change(rows, "edits", 0, at=rows["edits"][1].at - timedelta(minutes=1))
    rows["edits"] = chained(rows["edits"])


@breaks("edits", "deleted-row-gone")
def a_row_that_was_taken_out_is_there(rows: Rows) -> None:
    later = rows["edits"][2].at + timedelta(minutes=1)
    change(rows, "edits", 2, row_id=rows["claims"][1].claim_id, at=later)
    change(rows, "edits", 1, row_id=rows["claims"][1].claim_id)
    rows["edits"] = chained(rows["edits"])


@breaks("edits", "edit-hash-right")
def an_edit_was_put_in_other_words(rows: Rows) -> None:
    change(rows, "edits", 1, reason="جديد")


@breaks("edits", "settles-an-edit")
def an_edit_settles_one_that_never_was(rows: Rows) -> None:
    change(rows, "edits", 2, settles="edt_" + NOWHERE)
    reseal(rows, 2)


@breaks("edits", "settles-an-edit")
def an_edit_settles_one_of_another_row(rows: Rows) -> None:
    change(rows, "edits", 2, settles=rows["edits"][0].edit_id)
    reseal(rows, 2)
