"""Keys, columns, and the rules of one row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from claims.contract import TABLES
from claims.model import Alias, Evidence, Role, Segment, Span
from logs import chained
from violations.base import (
    NOWHERE,
    Rows,
    author,
    breaks,
    by_cue,
    change,
    claim_of,
    find,
)

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
    rows["edits"] = chained(rows["edits"])


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
    rows["edits"] = chained(rows["edits"])


@breaks("edits", "patch-is-json")
def what_an_edit_was_made_on_is_a_word(rows: Rows) -> None:
    change(rows, "edits", 1, before='"قبل"')
    rows["edits"] = chained(rows["edits"])


@breaks("edits", "patch-is-json")
def a_patch_is_a_list(rows: Rows) -> None:
    change(rows, "edits", 0, patch="[]")
    rows["edits"] = chained(rows["edits"])


@breaks("edits", "patch-is-json")
def a_patch_is_nested_a_hundred_thousand_times(rows: Rows) -> None:
    change(rows, "edits", 0, patch="[" * 100_000)
    rows["edits"] = chained(rows["edits"])
