"""The clean corpus is valid; each violation is caught by its check and by no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.model import Alias, Evidence, Role, Segment, Span, say
from claims.validate.checks import SHAPE, checks, validate
from claims.validate.report import Report

Rows = dict[str, list[Any]]
Make = Callable[[Rows], Corpus]
NOWHERE = "0123456789abcdef"
KEYS = {name: contract().table(name).primary_key for name in TABLES}


@dataclass(frozen=True)
class Violation:
    """A change of the clean rows that breaks one check, and what else it cannot help breaking."""

    table: str
    check: str
    name: str
    make: Callable[[Rows], None]
    also: frozenset[tuple[str, str]]


VIOLATIONS: list[Violation] = []


def breaks(table: str, check: str, *also: tuple[str, str]) -> Callable[[Callable[[Rows], None]], None]:
    def keep(make: Callable[[Rows], None]) -> None:
        VIOLATIONS.append(Violation(table, check, make.__name__, make, frozenset(also)))

    return keep


def change(rows: Rows, table: str, at: int, /, **values: Any) -> None:
    rows[table][at] = replace(rows[table][at], **values)


def says(rows: Rows, row: Any, column: str) -> list[str]:
    text = next(a.text for a in rows["articles"] if a.article_id == row.article_id)
    return [text[start:end] for start, end in getattr(row, column)]


def by_cue(rows: Rows, cue: str) -> int:
    """The number of the attribution with this cue."""
    return next(at for at, row in enumerate(rows["attributions"]) if says(rows, row, "cue") == [cue])


def claim_of(rows: Rows, cue: str) -> int:
    """The number of the claim of the attribution with this cue."""
    key = rows["attributions"][by_cue(rows, cue)].attribution_id
    return next(at for at, claim in enumerate(rows["claims"]) if claim.attribution_id == key)


def author(rows: Rows) -> int:
    """The number of the first claim in the author's own voice."""
    return next(at for at, claim in enumerate(rows["claims"]) if claim.attribution_id is None)


def find(rows: Rows, phrase: str, article: int = 0) -> Span:
    start = rows["articles"][article].text.index(phrase)
    return Span(start, start + len(phrase))


# --- keys, columns ---------------------------------------------------------------------------------------------


def _twice(table: str) -> Callable[[Rows], None]:
    def a_key_stands_twice(rows: Rows) -> None:
        rows[table].append(rows[table][0])

    return a_key_stands_twice


for _table in TABLES:
    breaks(_table, "key-unique")(_twice(_table))


@breaks("articles", "pattern-matched")
def a_language_is_a_word(rows: Rows) -> None:
    change(rows, "articles", 0, language="arabic language")


@breaks("sources", "pattern-matched")
def wikidata_names_a_property(rows: Rows) -> None:
    change(rows, "sources", 2, wikidata="P31")


@breaks("edits", "pattern-matched", ("edits", "edit-log-unbroken"))
def an_annotator_is_written_with_a_space(rows: Rows) -> None:
    change(rows, "edits", 0, annotator="Ada Finch")


@breaks("attributions", "pattern-matched")
def an_attribution_has_an_id_of_another_table(rows: Rows) -> None:
    change(rows, "claims", claim_of(rows, "По словам"), attribution_id="clm_" + NOWHERE)
    change(rows, "attributions", by_cue(rows, "По словам"), attribution_id="clm_" + NOWHERE)


@breaks("claims", "long-enough", ("claims", "claim-says-evidence"))
def a_claim_has_an_empty_text(rows: Rows) -> None:
    change(rows, "claims", 0, text="")


@breaks("attributions", "in-range")
def a_confidence_is_above_one(rows: Rows) -> None:
    change(rows, "attributions", 0, confidence=1.01)


@breaks("attributions", "in-range")
def a_confidence_is_not_a_number(rows: Rows) -> None:
    change(rows, "attributions", 0, confidence=float("nan"))


@breaks("links", "in-range")
def a_score_is_negative(rows: Rows) -> None:
    change(rows, "links", 0, score=-0.1)


@breaks("sources", "items-not-null")
def an_alias_has_no_text(rows: Rows) -> None:
    change(rows, "sources", 0, aliases=(Alias(None, "en", "name"),))  # type: ignore[arg-type]


@breaks("attributions", "items-not-null")
def a_span_has_no_end(rows: Rows) -> None:
    change(rows, "attributions", 0, addressee=(Span(3, None),))  # type: ignore[arg-type]


@breaks("sources", "label-known")
def an_alias_is_of_an_unknown_kind(rows: Rows) -> None:
    change(rows, "sources", 0, aliases=(Alias("Porto Nuevo", "en", "nickname"),))


@breaks("articles", "label-known")
def a_segment_has_an_unknown_role(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(role="footer")))


@breaks("verdicts", "label-known")
def evidence_takes_an_unknown_stance(rows: Rows) -> None:
    change(rows, "verdicts", 1, evidence=(Evidence("https://example.org", None, None, "shrugs"),))


# --- rules of one row ------------------------------------------------------------------------------------------


@breaks("articles", "text-matches-hash")
def a_text_was_edited(rows: Rows) -> None:
    change(rows, "articles", 0, text=rows["articles"][0].text.replace("put off", "put 0ff"))


@breaks("articles", "segments-in-order")
def two_segments_overlap(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(start=title.end - 1)))


@breaks("articles", "segments-in-order")
def a_segment_ends_behind_the_text(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(end=body.end + 1)))


@breaks("articles", "segments-in-order")
def a_segment_is_empty(rows: Rows) -> None:
    change(rows, "articles", 0, segments=(Segment("body", 9, 9),))


@breaks("articles", "segments-in-order")
def a_segment_begins_before_the_text(rows: Rows) -> None:
    change(rows, "articles", 0, segments=(Segment("body", -1, 9),))


@breaks("articles", "published-before-retrieved")
def an_article_is_published_after_it_was_retrieved(rows: Rows) -> None:
    change(rows, "articles", 0, published_at=rows["articles"][0].retrieved_at + timedelta(seconds=1))


@breaks("articles", "text-present")
def a_text_is_missing(rows: Rows) -> None:
    change(rows, "articles", 0, text=None)


@breaks("attributions", "spans-well-formed")
def a_span_is_empty(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(Span(9, 9),))


@breaks("attributions", "spans-well-formed")
def a_span_is_negative(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(Span(-3, 4),))


@breaks("attributions", "spans-well-formed")
def a_span_begins_with_a_space(rows: Rows) -> None:
    start, end = rows["attributions"][by_cue(rows, "said")].cue[0]
    change(rows, "attributions", by_cue(rows, "said"), cue=(Span(start - 1, end),))


@breaks("attributions", "spans-well-formed")
def spans_are_out_of_order(rows: Rows) -> None:
    addressee = (find(rows, "Tuesday"), find(rows, "Porto Nuevo"))
    change(rows, "attributions", by_cue(rows, "said"), addressee=addressee)


@breaks("claims", "spans-well-formed")
def a_hedge_ends_with_a_space(rows: Rows) -> None:
    start, end = rows["claims"][claim_of(rows, "added")].hedges[0]
    change(rows, "claims", claim_of(rows, "added"), hedges=(Span(start, end + 1),))


@breaks("attributions", "content-present", ("attributions", "attribution-has-claim"))
def an_attribution_says_nothing(rows: Rows) -> None:
    rows["claims"].pop(claim_of(rows, "добавил"))
    change(rows, "attributions", by_cue(rows, "добавил"), content=())


@breaks("attributions", "cue-present")
def a_verb_is_not_marked(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), cue=())


@breaks("attributions", "roles-disjoint")
def a_cue_takes_in_its_source(rows: Rows) -> None:
    cue = find(rows, "said councillor")
    change(rows, "attributions", by_cue(rows, "said"), cue=(cue,))


@breaks("attributions", "roles-disjoint")
def an_addressee_stands_in_the_content(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "need"),))


@breaks("attributions", "quoted-inside-content", ("attributions", "quoted-without-marks"))
def a_quoted_span_takes_in_its_mark(rows: Rows) -> None:
    start, end = rows["attributions"][by_cue(rows, "said")].quoted[0]
    change(rows, "attributions", by_cue(rows, "said"), quoted=(Span(start - 1, end),))


@breaks("attributions", "direct-is-quoted")
def a_direct_quotation_is_quoted_in_part(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), quoted=(find(rows, "one more week"),))


@breaks("attributions", "direct-is-quoted")
def a_direct_quotation_is_not_quoted(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "заявил"), quoted=())


@breaks("attributions", "mixed-is-partly-quoted")
def a_mixed_quotation_is_quoted_whole(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), quote_type="mixed")


@breaks("attributions", "mixed-is-partly-quoted")
def a_mixed_quotation_is_not_quoted(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "По словам"), quoted=())


@breaks("attributions", "indirect-is-unquoted")
def an_indirect_report_is_quoted(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), quote_type="indirect")


@breaks("attributions", "mention-fits-source")
def a_named_source_is_not_marked(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), source=())


@breaks("attributions", "mention-fits-source")
def a_dropped_source_is_marked(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), mention="dropped")


@breaks("attributions", "not-own-parent")
def an_attribution_is_its_own_parent(rows: Rows) -> None:
    at = by_cue(rows, "said")
    change(rows, "attributions", at, parent_id=rows["attributions"][at].attribution_id)


@breaks("claims", "evidence-present")
def a_claim_has_no_evidence(rows: Rows) -> None:
    change(rows, "claims", 0, evidence=())


@breaks("claims", "event-in-order")
def an_event_ends_before_it_begins(rows: Rows) -> None:
    change(rows, "claims", author(rows), event_start=date(2025, 5, 7))


@breaks("claims", "event-precision-fits")
def an_event_has_a_precision_and_no_date(rows: Rows) -> None:
    change(rows, "claims", 0, event_precision="day")


@breaks("claims", "event-precision-fits")
def an_event_has_a_date_and_no_precision(rows: Rows) -> None:
    change(rows, "claims", author(rows), event_precision="unknown")


@breaks("claims", "worthy-acts-only")
def a_demand_is_check_worthy(rows: Rows) -> None:
    change(rows, "claims", 0, check_worthy="yes", speech_act="directive")


@breaks("claims", "asserted-without-hedge")
def a_hedged_claim_is_asserted(rows: Rows) -> None:
    change(rows, "claims", claim_of(rows, "added"), modality="asserted")


@breaks("sources", "role-dates-in-order")
def a_role_ends_before_it_begins(rows: Rows) -> None:
    change(rows, "sources", 3, roles=(Role("engineer", None, date(2020, 1, 2), date(2020, 1, 1)),))


@breaks("links", "not-to-itself")
def a_claim_is_linked_to_itself(rows: Rows) -> None:
    change(rows, "links", 0, to_id=rows["links"][0].from_id)


@breaks("verdicts", "evidence-given")
def a_verdict_rests_on_nothing(rows: Rows) -> None:
    change(rows, "verdicts", 1, evidence=())


@breaks("verdicts", "not-superseding-itself")
def a_verdict_supersedes_itself(rows: Rows) -> None:
    change(rows, "verdicts", 0, supersedes_id=rows["verdicts"][0].verdict_id)


@breaks("edits", "patch-is-json")
def a_patch_is_half_an_object(rows: Rows) -> None:
    change(rows, "edits", 0, patch='{"polarity": ')


@breaks("edits", "patch-is-json")
def a_patch_is_a_list(rows: Rows) -> None:
    change(rows, "edits", 0, patch="[]")


@breaks("edits", "patch-is-json")
def a_patch_is_nested_a_hundred_thousand_times(rows: Rows) -> None:
    change(rows, "edits", 0, patch="[" * 100_000)


# --- relations -------------------------------------------------------------------------------------------------


@breaks("attributions", "reference-exists", ("claims", "attribution-in-same-article"))
def an_attribution_is_of_no_article(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), article_id="art_" + NOWHERE)


@breaks("attributions", "reference-exists")
def an_attribution_is_of_no_source(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), source_id="src_nobody")


@breaks("attributions", "reference-exists")
def a_parent_is_not_there(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), parent_id="att_" + NOWHERE)


@breaks("claims", "reference-exists")
def a_claim_is_of_no_article(rows: Rows) -> None:
    change(rows, "claims", author(rows), article_id="art_" + NOWHERE)


@breaks("claims", "reference-exists", ("attributions", "attribution-has-claim"))
def a_claim_is_of_no_attribution(rows: Rows) -> None:
    change(rows, "claims", 0, attribution_id="att_" + NOWHERE)


@breaks("sources", "reference-exists")
def a_source_belongs_to_nothing(rows: Rows) -> None:
    change(rows, "sources", 0, parent_id="src_nobody")


@breaks("sources", "reference-exists")
def a_role_is_held_nowhere(rows: Rows) -> None:
    change(rows, "sources", 3, roles=(Role("engineer", "src_nobody", None, None),))


@breaks("links", "reference-exists", ("links", "symmetric-link-in-order"))
def a_link_leads_nowhere(rows: Rows) -> None:
    change(rows, "links", 0, to_id="clm_" + NOWHERE)


@breaks("verdicts", "reference-exists")
def a_verdict_is_on_no_claim(rows: Rows) -> None:
    rows["verdicts"].pop()
    change(rows, "verdicts", 0, claim_id="clm_" + NOWHERE)


@breaks("verdicts", "reference-exists", ("verdicts", "verdict-stands-alone"))
def a_verdict_supersedes_nothing(rows: Rows) -> None:
    change(rows, "verdicts", 1, supersedes_id="ver_" + NOWHERE)


@breaks("attributions", "chain-ends", ("claims", "claim-at-innermost"))
def two_attributions_are_each_others_parents(rows: Rows) -> None:
    citing, reported = by_cue(rows, "citing"), by_cue(rows, "reported")
    change(rows, "attributions", reported, parent_id=rows["attributions"][citing].attribution_id)


@breaks("sources", "chain-ends")
def two_sources_belong_to_each_other(rows: Rows) -> None:
    change(rows, "sources", 0, parent_id="src_port_authority")


@breaks("verdicts", "chain-ends", ("verdicts", "supersedes-earlier"))
def two_verdicts_supersede_each_other(rows: Rows) -> None:
    change(rows, "verdicts", 0, supersedes_id=rows["verdicts"][1].verdict_id)


@breaks("attributions", "chain-short")
def nine_reports_stand_around_one(rows: Rows) -> None:
    """A relay of ten, each with a word of the last line as its cue; the claim is the innermost's."""
    at, last = by_cue(rows, "citing"), claim_of(rows, "citing")
    base = rows["attributions"][at]
    start = rows["articles"][0].text.index("council of")
    for step in range(8):
        cue = Span(start + step, start + step + 1) if step != 7 else find(rows, "Porto")
        row = replace(base, attribution_id=f"att_{step:016x}", parent_id=rows["attributions"][at].attribution_id,
                      cue=(cue,), source=(find(rows, "Nuevo"),))  # fmt: skip
        rows["attributions"].append(row)
        at = len(rows["attributions"]) - 1
    change(rows, "claims", last, attribution_id=rows["attributions"][-1].attribution_id)


@breaks("attributions", "parent-in-same-article")
def a_parent_is_of_another_article(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "reported")].attribution_id
    change(rows, "attributions", by_cue(rows, "заявил"), parent_id=parent)


@breaks("claims", "attribution-in-same-article", ("attributions", "attribution-has-claim"))
def a_claim_is_of_another_articles_attribution(rows: Rows) -> None:
    key = rows["attributions"][by_cue(rows, "citing")].attribution_id
    change(rows, "claims", claim_of(rows, "заявил"), attribution_id=key)


@breaks("verdicts", "supersedes-same-question")
def a_verdict_supersedes_one_on_another_question(rows: Rows) -> None:
    change(rows, "verdicts", 1, target="is_it_so")


@breaks("verdicts", "supersedes-same-question")
def a_verdict_supersedes_one_on_another_claim(rows: Rows) -> None:
    change(rows, "verdicts", 1, claim_id=rows["claims"][1].claim_id)


@breaks("verdicts", "supersedes-earlier")
def a_verdict_supersedes_a_later_one(rows: Rows) -> None:
    change(rows, "verdicts", 0, reviewed_at=rows["verdicts"][1].reviewed_at + timedelta(days=1))


@breaks("edits", "edited-row-exists")
def an_edit_is_of_a_row_that_never_was(rows: Rows) -> None:
    change(rows, "edits", 0, row_id="clm_" + NOWHERE)


# --- spans and texts -------------------------------------------------------------------------------------------


@breaks("attributions", "span-inside-text")
def a_span_ends_behind_the_text(rows: Rows) -> None:
    end = len(rows["articles"][0].text)
    change(rows, "attributions", by_cue(rows, "said"), addressee=(Span(end - 1, end + 1),))


@breaks("claims", "span-inside-text")
def a_distancing_span_lies_behind_the_text(rows: Rows) -> None:
    change(rows, "claims", 0, distancing=(Span(2**62, 2**62 + 1),))


@breaks("attributions", "span-cuts-no-character", ("claims", "span-cuts-no-character"))
def a_content_ends_before_a_combining_mark(rows: Rows) -> None:
    """The full stop behind the last content becomes an accent on its last letter."""
    article = rows["articles"][1]
    text = article.text[:-1] + "\u0301"
    change(rows, "articles", 1, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())


@breaks("claims", "span-cuts-no-character")
def a_distancing_span_begins_with_a_combining_mark(rows: Rows) -> None:
    article = rows["articles"][0]
    text = article.text[:-1] + "\u0301"
    change(rows, "articles", 0, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())
    for table, column in (("attributions", "content"), ("claims", "evidence")):
        for at, row in enumerate(rows[table]):
            if row.article_id == article.article_id and getattr(row, column)[-1].end == len(text) - 1:
                whole = (Span(getattr(row, column)[0].start, len(text)),)
                change(rows, table, at, **{column: whole})
    at = claim_of(rows, "citing")
    change(rows, "claims", at, text=say(text, rows["claims"][at].evidence), distancing=(Span(len(text) - 1, len(text)),))


@breaks("attributions", "antecedent-outside-content", ("attributions", "antecedent-before-cue"))
def an_antecedent_stands_in_the_content(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "добавил"), antecedent=(find(rows, "объезд", 1),))


@breaks("claims", "claim-says-evidence")
def a_claim_is_spelt_otherwise(rows: Rows) -> None:
    change(rows, "claims", 0, text=rows["claims"][0].text.upper())


@breaks("claims", "claim-says-evidence")
def a_claim_of_two_spans_is_joined_otherwise(rows: Rows) -> None:
    at = claim_of(rows, "added")
    change(rows, "claims", at, text=rows["claims"][at].text.replace(" … ", " ... "))


@breaks("claims", "evidence-inside-content")
def evidence_takes_in_the_cue(rows: Rows) -> None:
    cue = find(rows, "citing a")
    change(rows, "claims", claim_of(rows, "citing"), evidence=(cue,), text="citing a")


@breaks("claims", "author-voice-outside", ("attributions", "attribution-has-claim"))
def a_reported_claim_is_given_to_the_author(rows: Rows) -> None:
    change(rows, "claims", claim_of(rows, "warned"), attribution_id=None)


# --- nesting ---------------------------------------------------------------------------------------------------


@breaks("attributions", "child-inside-parent")
def a_child_stands_outside_its_parent(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "said in a statement")].attribution_id
    change(rows, "attributions", by_cue(rows, "said"), parent_id=parent)


@breaks("attributions", "child-inside-parent")
def a_childs_cue_stands_outside_its_parent(rows: Rows) -> None:
    at = by_cue(rows, "warned")
    change(rows, "attributions", at, cue=(find(rows, "council"),))


@breaks("attributions", "child-inside-parent")
def a_child_is_carried_over_from_an_antecedent_outside_its_parent(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "added"), antecedent=(find(rows, "councillor"),))


@breaks("attributions", "child-inside-parent")
def a_relay_inside_a_report_has_its_cue_outside(rows: Rows) -> None:
    """warned, inside the statement, is relayed by a word outside of the statement."""
    at, claim = by_cue(rows, "warned"), claim_of(rows, "warned")
    warned = rows["attributions"][at]
    relay = replace(warned, attribution_id="att_" + NOWHERE, parent_id=warned.attribution_id,
                    cue=(find(rows, "council"),))  # fmt: skip
    rows["attributions"].append(relay)
    change(rows, "claims", claim, attribution_id=relay.attribution_id)


@breaks("attributions", "relay-has-own-cue")
def a_relay_has_its_parents_cue(rows: Rows) -> None:
    cue = rows["attributions"][by_cue(rows, "reported")].cue
    change(rows, "attributions", by_cue(rows, "citing"), cue=cue)


@breaks("claims", "claim-at-innermost")
def a_claim_is_given_to_the_outer_source(rows: Rows) -> None:
    parent = rows["attributions"][by_cue(rows, "said in a statement")].attribution_id
    claim = rows["claims"][claim_of(rows, "warned")]
    rows["claims"].append(replace(claim, claim_id="clm_" + NOWHERE, attribution_id=parent))


@breaks("attributions", "attribution-has-claim")
def an_attribution_has_no_claim(rows: Rows) -> None:
    rows["claims"].pop(claim_of(rows, "добавил"))


# --- what stands in and around spans ---------------------------------------------------------------------------


@breaks("attributions", "span-in-one-line")
def an_addressee_runs_into_the_next_line(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "unsafe.\nHe"),))


@breaks("claims", "span-in-one-line")
def a_distancing_span_runs_into_the_next_line(rows: Rows) -> None:
    change(rows, "claims", 0, distancing=(find(rows, "Finch.\nThe"),))


def _rewritten(rows: Rows, article: int, old: str, new: str) -> None:
    """The text of an article with a phrase in place of one as long."""
    assert len(old) == len(new)
    text = rows["articles"][article].text.replace(old, new)
    change(rows, "articles", article, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())


@breaks("attributions", "span-edge-visible")
def an_addressee_ends_with_a_direction_mark(rows: Rows) -> None:
    _rewritten(rows, 0, "on Tuesday.", "on Tuesday\u200f")
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "Tuesday\u200f"),))


@breaks("claims", "span-edge-visible")
def a_distancing_span_begins_with_a_zero_width_space(rows: Rows) -> None:
    _rewritten(rows, 0, "on Tuesday", "on\u200bTuesday")
    change(rows, "claims", author(rows), text="The council of Porto Nuevo met on\u200bTuesday")
    change(rows, "claims", 0, distancing=(find(rows, "\u200bTuesday"),))


@breaks("attributions", "spans-apart")
def an_addressee_is_cut_in_two(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "Tues"), find(rows, "day")))


@breaks("claims", "spans-apart")
def a_distancing_phrase_is_cut_in_two(rows: Rows) -> None:
    change(rows, "claims", 0, distancing=(find(rows, "Tues"), find(rows, "day")))


def _widened(rows: Rows, cue: str, by: int) -> None:
    """The report with this cue whose content, and the claim of it, ends that much later."""
    at, claim = by_cue(rows, cue), claim_of(rows, cue)
    start, end = rows["attributions"][at].content[0]
    change(rows, "attributions", at, content=(Span(start, end + by),))
    text = next(a.text for a in rows["articles"] if a.article_id == rows["claims"][claim].article_id)
    change(rows, "claims", claim, evidence=(Span(start, end + by),), text=text[start : end + by])


@breaks("attributions", "content-without-stop")
def a_content_takes_in_its_full_stop(rows: Rows) -> None:
    _widened(rows, "отметив", 1)


@breaks("attributions", "content-without-stop")
def a_content_takes_in_its_comma(rows: Rows) -> None:
    _widened(rows, "добавил", 1)


@breaks("attributions", "quoted-without-marks")
def a_quoted_span_takes_in_both_marks(rows: Rows) -> None:
    start, end = rows["attributions"][by_cue(rows, "По словам")].quoted[0]
    change(rows, "attributions", by_cue(rows, "По словам"), quoted=(Span(start - 1, end + 1),))


@breaks("attributions", "quoted-without-marks")
def a_quoted_span_takes_in_the_mark_behind_it(rows: Rows) -> None:
    start, end = rows["attributions"][by_cue(rows, "По словам")].quoted[0]
    change(rows, "attributions", by_cue(rows, "По словам"), quoted=(Span(start, end + 1),))


@breaks("attributions", "indirect-holds-no-quotation")
def an_indirect_report_holds_a_whole_sentence_in_marks(rows: Rows) -> None:
    _rewritten(rows, 1, "дорога была «совсем разбита» ещё зимой", "«дорога была и совсем разбита и зимой»")
    at = by_cue(rows, "По словам")
    change(rows, "attributions", at, quote_type="indirect", quoted=())
    change(rows, "claims", claim_of(rows, "По словам"), text="«дорога была и совсем разбита и зимой»")


# --- parts of an article ---------------------------------------------------------------------------------------


@breaks("articles", "text-withheld")
def a_text_that_may_not_be_published_is_there(rows: Rows) -> None:
    change(rows, "articles", 0, rights="offsets_only")


@breaks("articles", "segments-cover-text")
def a_word_stands_in_no_segment(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(start=body.start + 4)))


@breaks("articles", "segments-cover-text")
def the_last_word_stands_in_no_segment(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(end=body.end - 3)))


def _cut_into(rows: Rows, article: int, *roles: str) -> None:
    """The article with its title and then parts of these roles, each but the last one line long."""
    title, body = rows["articles"][article].segments
    text = rows["articles"][article].text
    starts = [body.start]
    for _ in roles[1:]:
        starts.append(text.index("\n", starts[-1]) + 1)
    ends = [start - 1 for start in starts[1:]] + [body.end]
    parts = tuple(Segment(*part) for part in zip(roles, starts, ends, strict=True))
    change(rows, "articles", article, segments=(title, *parts))


@breaks("articles", "title-first")
def an_article_has_two_titles(rows: Rows) -> None:
    _cut_into(rows, 0, "title", "body", "body")


@breaks("articles", "body-before-see-also")
def an_article_points_to_others_twice(rows: Rows) -> None:
    _cut_into(rows, 0, "see_also", "body", "see_also")


@breaks("attributions", "report-in-one-segment")
def a_report_in_the_body_has_its_content_in_the_title(rows: Rows) -> None:
    title = Span(0, len("Мост закроют"))
    change(rows, "attributions", by_cue(rows, "добавил"), content=(title,))
    change(rows, "claims", claim_of(rows, "добавил"), evidence=(title,), text="Мост закроют")


# --- what is stated twice, and what is left out ----------------------------------------------------------------


@breaks("attributions", "attribution-stated-once", ("attributions", "attribution-has-claim"))
def an_attribution_is_imported_twice(rows: Rows) -> None:
    rows["attributions"].append(replace(rows["attributions"][by_cue(rows, "добавил")], attribution_id="att_" + NOWHERE))


@breaks("claims", "claim-stated-once")
def a_claim_is_imported_twice(rows: Rows) -> None:
    rows["claims"].append(replace(rows["claims"][0], claim_id="clm_" + NOWHERE))


@breaks("claims", "claim-stated-once")
def a_claim_of_the_author_is_imported_twice(rows: Rows) -> None:
    rows["claims"].append(replace(rows["claims"][author(rows)], claim_id="clm_" + NOWHERE))


@breaks("links", "link-stated-once")
def a_link_is_imported_twice(rows: Rows) -> None:
    rows["links"].append(replace(rows["links"][0], link_id="lnk_" + NOWHERE))


@breaks("links", "link-stated-once", ("links", "symmetric-link-in-order"))
def a_link_that_holds_both_ways_is_stated_both_ways(rows: Rows) -> None:
    link = rows["links"][0]
    rows["links"].append(replace(link, link_id="lnk_" + NOWHERE, from_id=link.to_id, to_id=link.from_id))


@breaks("sources", "alias-names-one-source")
def two_sources_have_one_name(rows: Rows) -> None:
    change(rows, "sources", 1, aliases=(Alias("porto  nuevo", "en", "name"),))


@breaks("attributions", "siblings-apart")
def two_siblings_cut_into_each_other(rows: Rows) -> None:
    """A second report has the last words of a content, and the first of what follows it."""
    at, claim = by_cue(rows, "отметив"), rows["claims"][claim_of(rows, "отметив")]
    start, end = rows["attributions"][at].content[0]
    cue, text = find(rows, "жителей", 1), rows["articles"][1].text
    content = (Span(start + 10, end), find(rows, "дорога", 1))
    rows["attributions"].append(
        replace(rows["attributions"][at], attribution_id="att_" + NOWHERE, content=content, cue=(cue,))
    )
    rows["claims"].append(
        replace(claim, claim_id="clm_" + NOWHERE, attribution_id="att_" + NOWHERE, evidence=content, text=say(text, content))
    )


@breaks("attributions", "content-claimed")
def half_of_a_quotation_is_lost(rows: Rows) -> None:
    at = claim_of(rows, "По словам")
    word = find(rows, "дорога", 1)
    change(rows, "claims", at, evidence=(word,), text="дорога")


# --- who speaks, and when --------------------------------------------------------------------------------------


@breaks("attributions", "dropped-source-has-antecedent")
def a_dropped_source_is_known_from_nowhere(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "отметив"), mention="dropped", antecedent=(), source_id="src_tom_hale")


@breaks("attributions", "sourceless-report-is-unsourced")
def a_report_without_a_source_names_one(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "отметив"), mention="none", antecedent=(), source_id="src_tom_hale")


@breaks("attributions", "named-source-is-known")
def an_unspecified_source_is_called_named(rows: Rows) -> None:
    change(rows, "sources", 2, kind="unspecified")
    change(rows, "attributions", by_cue(rows, "said"), anonymity="named")


@breaks("attributions", "antecedent-before-cue")
def an_antecedent_follows_its_pronoun(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "добавил"), antecedent=(find(rows, "жителей", 1),))


@breaks("attributions", "addressee-not-source")
def somebody_tells_something_to_themselves(rows: Rows) -> None:
    _rewritten(rows, 0, "on Tuesday. ", "on Tom Hale ")
    change(rows, "claims", author(rows), text=says(rows, rows["claims"][author(rows)], "evidence")[0])
    at = by_cue(rows, "warned")
    second = rows["articles"][0].text.rindex("Tom Hale")
    change(rows, "attributions", at, source=(Span(second, second + 8),), addressee=(find(rows, "Tom Hale"),))


@breaks("claims", "event-fits-precision")
def a_day_is_two_days(rows: Rows) -> None:
    change(rows, "claims", author(rows), event_end=date(2025, 5, 7))


@breaks("claims", "event-fits-precision")
def a_month_ends_a_day_too_soon(rows: Rows) -> None:
    dates = {"event_start": date(2024, 2, 1), "event_end": date(2024, 2, 28)}
    change(rows, "claims", author(rows), event_precision="month", **dates)


@breaks("claims", "event-fits-precision")
def a_year_begins_in_march(rows: Rows) -> None:
    dates = {"event_start": date(2024, 3, 1), "event_end": date(2025, 2, 28)}
    change(rows, "claims", author(rows), event_precision="year", **dates)


@breaks("claims", "event-not-in-future")
def what_is_taken_for_granted_lies_in_the_future(rows: Rows) -> None:
    change(rows, "claims", author(rows), speech_act="presupposition", event_start=date(2025, 5, 13), event_end=date(2025, 5, 13))


# --- words -----------------------------------------------------------------------------------------------------


@breaks("attributions", "content-without-complementizer")
def a_content_begins_with_its_complementizer(rows: Rows) -> None:
    at = by_cue(rows, "добавил")
    start, end = rows["attributions"][at].content[0]
    change(rows, "attributions", at, content=(Span(start - len("что "), end),))


@breaks("attributions", "negated-cue-denies")
def a_cue_stands_behind_a_negator(rows: Rows) -> None:
    _rewritten(rows, 1, "Он добавил", "не добавил")


@breaks("attributions", "frame-is-no-cue", ("claims", "author-voice-outside"))
def an_authors_opening_is_taken_for_a_cue(rows: Rows) -> None:
    frame, content = find(rows, "يذكر أن", 2), find(rows, "المكتبة تأسست عام 1950", 2)
    base = rows["attributions"][by_cue(rows, "أضاف")]
    own = replace(base, attribution_id="att_" + NOWHERE, parent_id=None, cue=(frame,), content=(content,), antecedent=(), mention="none")
    rows["attributions"].append(own)
    at = next(n for n, c in enumerate(rows["claims"]) if "تأسست" in c.text)
    rows["claims"].append(replace(rows["claims"][at], claim_id="clm_" + NOWHERE, attribution_id=own.attribution_id))


@breaks("attributions", "named-by-alias")
def a_name_is_of_somebody_else(rows: Rows) -> None:
    change(rows, "sources", 2, aliases=(Alias("Tom Hale", "en", "name"),), name="Tom Hale")


@breaks("attributions", "former-holds-no-office")
def somebody_former_still_holds_an_office(rows: Rows) -> None:
    _rewritten(rows, 0, "engineer Tom Hale", "ex-mayor Tom Hale")


@breaks("claims", "negative-has-negator")
def a_positive_claim_is_called_negative(rows: Rows) -> None:
    change(rows, "claims", 0, polarity="negative")


@breaks("claims", "standalone-not-blank")
def a_standalone_wording_is_blank(rows: Rows) -> None:
    change(rows, "claims", 0, standalone=" … ")


@breaks("claims", "standalone-stands-alone")
def a_standalone_wording_begins_with_a_pronoun(rows: Rows) -> None:
    change(rows, "claims", claim_of(rows, "warned"), standalone="It was unsafe.")


@breaks("claims", "standalone-stands-alone")
def a_standalone_wording_needs_the_day_of_its_article(rows: Rows) -> None:
    change(rows, "claims", claim_of(rows, "warned"), standalone="The old pier of Porto Nuevo is unsafe today.")


@breaks("claims", "weekday-fits-date")
def a_tuesday_is_a_monday(rows: Rows) -> None:
    change(rows, "claims", author(rows), event_start=date(2025, 5, 5), event_end=date(2025, 5, 5))


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
    _rewritten(rows, 1, "Движение остановили утром", "Да Мост закроют на ремонт")
    at = next(n for n, c in enumerate(rows["claims"]) if c.text == "Движение остановили утром")
    start, end = rows["claims"][at].evidence[0]
    change(rows, "claims", at, evidence=(Span(start + 3, end),), text="Мост закроют на ремонт")
    _link(rows, "contradicts", *_by_id(rows["claims"][at], rows["claims"][claim_of(rows, "заявил")]))


@breaks("links", "translation-keeps-numbers")
def a_translation_has_another_number(rows: Rows) -> None:
    _rewritten(rows, 1, "ещё зимой", "1 960 лет")
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
    _cut_into(rows, 0, "body", "see_also")
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
    change(rows, "edits", 1, row_id=rows["claims"][0].claim_id, op="approve")


@breaks("edits", "edit-log-in-one-line")
def a_log_begins_twice(rows: Rows) -> None:
    change(rows, "edits", 1, previous_hash=None)


@breaks("edits", "edit-log-in-time")
def an_edit_was_made_before_the_one_it_follows(rows: Rows) -> None:
    change(rows, "edits", 2, at=rows["edits"][1].at - timedelta(minutes=1))
    change(rows, "edits", 0, at=rows["edits"][1].at - timedelta(minutes=1))


@breaks("edits", "deleted-row-gone")
def a_row_that_was_taken_out_is_there(rows: Rows) -> None:
    later = rows["edits"][2].at + timedelta(minutes=1)
    change(rows, "edits", 2, row_id=rows["claims"][1].claim_id, at=later)
    change(rows, "edits", 1, row_id=rows["claims"][1].claim_id)


# --- the matrix ------------------------------------------------------------------------------------------------


def fired(report: Report) -> set[tuple[str, str]]:
    return {(issue.table, issue.check) for issue in report.issues}


def test_the_clean_corpus_has_no_issue(rows: Rows, corpus: Make) -> None:
    report = validate(corpus(rows))
    assert report.issues == () and report.ok
    assert report.text() == (
        "valid: 0 errors, 0 warnings"
        " (articles 3, sources 4, attributions 13, claims 13, links 1, verdicts 2, edits 3)"
    )


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda v: f"{v.table}: {v.name}")
def test_a_violation_is_caught_by_its_check_and_no_other(
    violation: Violation, rows: Rows, corpus: Make
) -> None:
    violation.make(rows)
    assert fired(validate(corpus(rows))) == {(violation.table, violation.check)} | violation.also


LABELLED = [(c.table, c.column) for c in checks() if c.name == "label-known" and "." not in str(c.column)]
PRESENT = [
    (c.table, c.column)
    for c in checks()
    if c.name == "not-null" and not contract().table(c.table).column(str(c.column)).item_fields
]


@pytest.mark.parametrize(("table", "column"), LABELLED)
def test_an_unknown_label_is_caught_in_each_enum(table: str, column: str, rows: Rows, corpus: Make) -> None:
    change(rows, table, 0, **{column: "nonsense"})
    (issue,) = [i for i in validate(corpus(rows)).issues if i.check == "label-known"]
    assert (issue.table, issue.found) == (table, "'nonsense'")
    assert issue.expected == ", ".join(contract().table(table).column(column).values)


@pytest.mark.parametrize(("table", "column"), PRESENT)
def test_a_null_is_caught_in_each_column_that_has_none(table: str, column: str, rows: Rows, corpus: Make) -> None:
    change(rows, table, 0, **{column: None})
    found = [i for i in validate(corpus(rows)).issues if i.check == "not-null"]
    assert [i.table for i in found] == [table]
    assert found[0].message == f"{column} is never null."


def test_each_check_has_a_violation() -> None:
    covered = {(v.table, v.check) for v in VIOLATIONS}
    generated = {"label-known", "not-null", "items-not-null", "pattern-matched"}
    assert {(c.table, c.name) for c in checks() if c.name not in generated} <= covered


def test_check_names_and_texts_are_in_order() -> None:
    for check in checks():
        assert check.name == check.name.lower().replace("_", "-").strip("-")
        assert check.sentence.endswith(".") and check.sentence[0].isalpha()
        assert check.mend and not check.mend.endswith(".")
    assert len({(c.table, c.name, c.column) for c in checks()}) == len(checks())


def test_an_issue_names_its_line_its_words_and_its_mend(rows: Rows, corpus: Make) -> None:
    at = claim_of(rows, "citing")
    change(rows, "claims", at, text="two boats collided")
    report = validate(corpus(rows))
    assert not report.ok
    assert report.text().splitlines()[:5] == [
        f"claims.jsonl:{at + 1}: error [claim-says-evidence] {rows['claims'][at].claim_id}: "
        'The text of a claim is its evidence, the spans joined by " … ".',
        "    … reported, citing a harbour pilot, that ⟦two boats had collided⟧.",
        "    expected: 'two boats had collided'",
        "    found:    'two boats collided'",
        "    mend: copy the text anew from the evidence, or correct the evidence",
    ]


def test_a_line_with_an_arabic_excerpt_is_isolated(rows: Rows, corpus: Make) -> None:
    change(rows, "attributions", by_cue(rows, "شدد"), cue=(find(rows, "البلدية شدد", 2),))
    (issue,) = validate(corpus(rows)).issues
    line = list(issue.lines())[1]
    assert "أن رئيس ⟦البلدية شدد⟧ على أن" in line
    assert line.startswith("    \u2068") and line.endswith("\u2069")


def test_articles_whose_text_may_not_be_stored_are_counted_and_not_blamed(rows: Rows, corpus: Make) -> None:
    change(rows, "articles", 0, text=None, rights="offsets_only")
    report = validate(corpus(rows))
    assert report.issues == ()
    assert list(report.skipped.values()) == [1]


def test_what_is_held_is_bounded_and_what_is_counted_is_not(rows: Rows, corpus: Make) -> None:
    for at in range(len(rows["claims"])):
        change(rows, "claims", at, polarity="neither")
    report = validate(corpus(rows), held=3)
    assert len(report.issues) == 3
    assert report.totals["label-known", "claims"] == 13
    assert "… and 11 more [label-known] in claims" in report.text(limit=2)
    assert "13 errors" in report.text()
    assert len(validate(corpus(rows), held=None).issues) == 13


def test_tables_with_other_columns_are_reported_and_not_read(rows: Rows, corpus: Make) -> None:
    tables = dict(corpus(rows).tables)
    tables["claims"] = tables["claims"].drop_columns("polarity").append_column("mood", pa.nulls(13))
    del tables["links"]
    report = validate(Corpus(tables))
    assert fired(report) == {("claims", SHAPE), ("links", SHAPE)}
    (claims,) = [issue for issue in report.issues if issue.table == "claims"]
    assert (claims.expected, claims.found) == ("polarity: string", "mood: null")


def test_an_empty_corpus_is_valid() -> None:
    report = validate(Corpus.from_rows())
    assert report.text() == "valid: 0 errors, 0 warnings (no rows)"


def test_the_same_corpus_gives_the_same_report(rows: Rows, corpus: Make) -> None:
    for table, found in rows.items():
        if table != "articles":
            found += [replace(row, **{KEYS[table]: f"{n}"}) for n, row in enumerate(found)]
    assert len(validate(corpus(rows)).issues) > 20
    assert validate(corpus(rows)).text() == validate(corpus(rows)).text()
