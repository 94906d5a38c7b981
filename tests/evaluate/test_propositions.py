"""How claims are scored: paired by evidence, counted by voice, judged label by label; and what the engine reaches on gold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claims.errors import DataError
from claims.evaluate.propositions import Claimed, Paired, compare, judge, misjudged, scores, table
from claims.extract.engine import get_engine
from claims.gold import read_gold
from claims.model import Claim, Span

TEXT = "Prices rose in May. Wages fell. The mayor said that the road is safe and the bridge is closed."
CORPUS = Path(__file__).parents[2] / "data" / "corpus"


def claim(said: str, attribution: str | None = None, **more: object) -> Claim:
    """A claim whose evidence is the place of its words in the text."""
    start = TEXT.index(said)
    evidence = (Span(start, start + len(said)),)
    return Claim(f"clm_{start:08x}{len(said):08x}", "art", attribution, evidence, said, **more)  # type: ignore[arg-type]


def document(*claims: Claim) -> Claimed:
    return Claimed("art", "en", TEXT, claims)


def test_claims_are_paired_by_their_evidence_one_to_one_the_largest_overlap_first() -> None:
    gold = document(claim("Prices rose in May"), claim("Wages fell"))
    found = document(claim("Prices rose in May. Wages"), claim("Prices rose in"))
    pair = Paired(gold, found)
    assert [(one.text, other.text) for one, other in pair.pairs] == [("Prices rose in May", "Prices rose in")]
    assert [one.text for one in pair.missed] == ["Wages fell"]
    assert [one.text for one in pair.spurious] == ["Prices rose in May. Wages"]


def test_precision_and_recall_are_counted_in_all_and_by_voice() -> None:
    gold = document(claim("Prices rose in May"), claim("Wages fell"), claim("the road is safe", "att"))
    found = document(claim("Prices rose in May"), claim("the road is safe"), claim("the bridge is closed", "att"))
    counted = scores([Paired(gold, found)])
    assert (counted["claim", "all"].precision, counted["claim", "all"].recall) == (2 / 3, 2 / 3)
    assert (counted["claim", "author"].precision, counted["claim", "author"].recall) == (1 / 2, 1 / 2)
    assert (counted["claim", "attributed"].precision, counted["claim", "attributed"].recall) == (0, 0)


def test_at_equal_overlap_a_claim_is_paired_in_its_own_voice() -> None:
    gold = document(claim("the road is safe", "att"))
    pair = Paired(gold, document(claim("the road is safe"), claim("the road is safe", "att")))
    assert [other.attribution_id for _, other in pair.pairs] == ["att"]


def test_what_gold_never_marks_is_neither_right_nor_wrong() -> None:
    found = document(claim("Prices rose in May", speech_act="topic"), claim("Wages fell", speech_act="question"))
    assert scores([Paired(document(), found)])["claim", "all"].predicted == 0
    found = document(claim("the road is safe", "att", speech_act="question"))
    assert scores([Paired(document(), found)])["claim", "all"].predicted == 1


def test_a_judgement_is_asked_of_pairs_and_counted_by_its_label() -> None:
    gold = document(claim("Prices rose in May", polarity="negative"), claim("Wages fell", polarity="negative"))
    found = document(claim("Prices rose in May", polarity="negative"), claim("Wages fell"))
    counted = scores([Paired(gold, found)])
    assert counted["polarity", "all"].recall == 1 / 2
    assert (counted["polarity", "negative"].precision, counted["polarity", "negative"].recall) == (1, 1 / 2)
    assert (counted["polarity", "positive"].predicted, counted["polarity", "positive"].gold) == (1, 0)


def test_the_day_of_an_event_is_asked_where_gold_has_one() -> None:
    day = date(2025, 7, 3)
    gold = document(claim("Prices rose in May", event_start=day, event_end=day), claim("Wages fell"))
    found = document(claim("Prices rose in May"), claim("Wages fell", event_start=day, event_end=day))
    count = scores([Paired(gold, found)])["event", "all"]
    assert (count.gold, count.recall) == (1, 0)


def test_each_error_is_listed_with_what_either_side_says() -> None:
    gold = document(claim("Prices rose in May", modality="possible"), claim("Wages fell"))
    found = document(claim("Prices rose in May"), claim("the road is safe"))
    errors = list(misjudged(Paired(gold, found)))
    assert [(e.kind, e.gold, e.found) for e in errors] == [
        ("missed", "Wages fell", ""),
        ("spurious", "", "the road is safe"),
        ("modality", "possible", "asserted"),
    ]
    assert all(e.context in TEXT for e in errors)


def test_documents_are_joined_by_id_and_one_without_a_prediction_is_empty() -> None:
    gold = [document(claim("Wages fell"))]
    (pair,) = compare(gold, [])
    assert [one.text for one in pair.missed] == ["Wages fell"]
    with pytest.raises(DataError, match="another text"):
        compare(gold, [Claimed("art", "en", "Another.", ())])


def test_the_table_has_a_line_a_score() -> None:
    pair = Paired(document(claim("Wages fell")), document(claim("Wages fell")))
    lines = list(table(scores([pair])))
    assert lines[1].split() == ["claim", "all", "1.000", "1.000", "1.000", "1", "1"]
    assert any(line.startswith("speech act assertion") for line in lines)


FLOORS = {"ar": (0.93, 0.93), "en": (0.84, 0.80), "ru": (0.87, 0.82)}


@pytest.mark.parametrize("language", FLOORS)
def test_the_engine_claims_what_gold_claims(language: str) -> None:
    counted = scores(judge(read_gold(CORPUS / language), get_engine("rules")))
    claims, acts = FLOORS[language]
    assert counted["claim", "all"].f1 >= claims
    assert counted["polarity", "all"].recall >= 0.97
    assert counted["modality", "all"].recall >= 0.94
    assert counted["speech act", "all"].recall >= min(acts, 0.82)
