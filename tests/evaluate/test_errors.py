"""The errors of a document: each has a kind, the rule behind it and its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.evaluate.documents import Document, Report
from claims.evaluate.errors import KINDS, Mistake
from claims.evaluate.evaluation import Options, evaluate
from claims.model import Span

TEXT = "The mayor said that the old bridge is safe for now, and the envoy denied that it was ever closed."


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


MAYOR = Report(at("the old bridge is safe for now"), at("said"), at("The mayor"))
ENVOY = Report(at("it was ever closed"), at("denied"), at("the envoy"))


def document(*reports: Report) -> Document:
    return Document("d", "en", TEXT, reports, "gold.jsonl:3")


def errors(gold: Document, predicted: Document, **options) -> tuple[Mistake, ...]:
    return evaluate([gold], [predicted], Options(**options)).mistakes


RULED = replace(MAYOR, rule="complementizer")
CASES = {
    # kind: what was found
    "missed": (),
    "wrong extent": (replace(RULED, content=at("the old bridge is safe")),),
    "wrong source": (replace(RULED, source=at("the envoy")),),
    "empty source": (replace(RULED, source=()),),
    "spurious": (RULED, replace(ENVOY, rule="object")),
}
HER = replace(ENVOY, source=(), mention="dropped", antecedent=at("The mayor"))


@pytest.mark.parametrize("kind", CASES)
def test_an_error_is_of_its_kind(kind):
    (error,) = errors(document(MAYOR), document(*CASES[kind]))
    assert error.kind == kind
    assert (error.where, error.doc_id, error.language) == ("gold.jsonl:3", "d", "en")
    assert error.rule == {"missed": "", "spurious": "object"}.get(kind, "complementizer")


def test_what_was_wanted_and_what_was_found_are_told_with_source_cue_and_place():
    (error,) = errors(document(MAYOR), document(replace(MAYOR, source=())))
    assert error.gold == "the old bridge is safe for now <- The mayor [said]"
    assert error.found == "the old bridge is safe for now <- (no source) [said]"
    assert error.context in TEXT
    assert error.gold.split(" <- ")[0] in error.context


def test_a_source_that_points_back_at_somebody_else_is_told_with_whom():
    (error,) = errors(document(HER), document(replace(HER, antecedent=at("the envoy"))))
    assert error.kind == "wrong antecedent"
    assert error.gold == "it was ever closed <- (no source) = The mayor [denied]"
    assert error.found == "it was ever closed <- (no source) = the envoy [denied]"
    (nobody,) = errors(document(HER), document(replace(HER, antecedent=())))
    assert nobody.kind == "wrong antecedent"
    assert errors(document(HER), document(HER)) == ()


def test_a_report_at_the_wrong_depth_is_told_with_its_chain():
    gold = document(MAYOR, replace(ENVOY, parent=0))
    (error,) = errors(gold, document(MAYOR, ENVOY))
    assert (error.kind, error.found) == ("wrong chain", "it was ever closed <- the envoy [denied]")
    assert error.gold == "it was ever closed <- the envoy [denied] <- The mayor [said]"


def test_a_content_that_shares_too_little_is_one_error_and_not_two():
    (error,) = errors(document(MAYOR), document(replace(RULED, content=at("safe for now"))))
    assert error.kind == "wrong extent"
    assert error.found.startswith("safe for now <- ")


def test_of_two_that_share_a_content_one_is_spurious():
    twice = document(RULED, replace(RULED, rule="object"))
    assert [(e.kind, e.rule) for e in errors(document(MAYOR), twice)] == [("spurious", "object")]


def test_errors_come_by_kind_in_the_order_of_the_list():
    gold = document(MAYOR, replace(ENVOY, content=at("old")))
    found = document(replace(RULED, source=()), replace(ENVOY, content=at("ever")))
    kinds = [e.kind for e in errors(gold, found)]
    assert kinds == sorted(kinds, key=KINDS.index)
    assert set(kinds) == {"missed", "empty source", "spurious"}


def test_what_is_outside_the_core_is_no_error_on_either_side():
    outside = replace(MAYOR, core=False)
    assert errors(document(outside), document(), core=True) == ()
    assert errors(document(outside, ENVOY), document(RULED, ENVOY), core=True) == ()
    assert [e.kind for e in errors(document(outside, ENVOY), document(RULED), core=True)] == ["missed"]


def test_half_of_a_content_outside_the_core_is_enough_to_be_don_t_care():
    outside = replace(MAYOR, content=at("safe"), core=False)
    half = replace(RULED, content=at("fe fo"))
    assert errors(document(outside), document(half), core=True) == ()
    less = replace(RULED, content=at("e for now"))
    assert [e.kind for e in errors(document(outside), document(less), core=True)] == ["spurious"]


def test_what_has_an_unlisted_cue_is_no_error_on_either_side():
    words = frozenset({"denied"})
    assert errors(document(MAYOR), document(ENVOY), words=words)[0].kind == "spurious"
    assert errors(document(MAYOR, ENVOY), document(ENVOY), words=words) == ()
    assert errors(document(ENVOY), document(MAYOR, ENVOY), words=words) == ()
    assert [e.kind for e in errors(document(ENVOY), document(MAYOR), words=words)] == ["missed"]
