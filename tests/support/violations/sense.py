"""What is stated twice or left out, who speaks and when, and what the words say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claims.model import Alias, Role, Span, say
from violations.base import (
    NOWHERE,
    Rows,
    author,
    breaks,
    by_cue,
    change,
    claim_of,
    find,
    rewritten,
    says,
)

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
    rewritten(rows, 0, "on Tuesday. ", "on Tom Hale ")
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
    rewritten(rows, 1, "Он добавил", "не добавил")


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
    rewritten(rows, 0, "engineer Tom Hale", "ex-mayor Tom Hale")


@breaks("attributions", "office-held-that-day")
def somebody_is_called_by_an_office_that_has_ended(rows: Rows) -> None:
    rewritten(rows, 0, "engineer Tom Hale", "governor Tom Hale")
    change(rows, "sources", 3, roles=(Role("governor", "src_port_authority", date(2010, 1, 1), date(2019, 12, 31)),))


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
