"""Spans, what stands in and around them, and the parts of an article."""

from __future__ import annotations

import hashlib

from claims.model import Span, say
from violations.base import (
    Rows,
    author,
    breaks,
    by_cue,
    change,
    claim_of,
    cut_into,
    find,
    rewritten,
)

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


# --- what stands in and around spans ---------------------------------------------------------------------------


@breaks("attributions", "span-in-one-line")
def an_addressee_runs_into_the_next_line(rows: Rows) -> None:
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "unsafe.\nHe"),))


@breaks("claims", "span-in-one-line")
def a_distancing_span_runs_into_the_next_line(rows: Rows) -> None:
    change(rows, "claims", 0, distancing=(find(rows, "Finch.\nThe"),))


@breaks("attributions", "span-edge-visible")
def an_addressee_ends_with_a_direction_mark(rows: Rows) -> None:
    rewritten(rows, 0, "on Tuesday.", "on Tuesday\u200f")
    change(rows, "attributions", by_cue(rows, "said"), addressee=(find(rows, "Tuesday\u200f"),))


@breaks("claims", "span-edge-visible")
def a_distancing_span_begins_with_a_zero_width_space(rows: Rows) -> None:
    rewritten(rows, 0, "on Tuesday", "on\u200bTuesday")
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
    rewritten(rows, 1, "дорога была «совсем разбита» ещё зимой", "«дорога была и совсем разбита и зимой»")
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


@breaks("articles", "title-first")
def an_article_has_two_titles(rows: Rows) -> None:
    cut_into(rows, 0, "title", "body", "body")


@breaks("articles", "body-before-see-also")
def an_article_points_to_others_twice(rows: Rows) -> None:
    cut_into(rows, 0, "see_also", "body", "see_also")


@breaks("attributions", "report-in-one-segment")
def a_report_in_the_body_has_its_content_in_the_title(rows: Rows) -> None:
    title = Span(0, len("Мост закроют"))
    change(rows, "attributions", by_cue(rows, "добавил"), content=(title,))
    change(rows, "claims", claim_of(rows, "добавил"), evidence=(title,), text="Мост закроют")
