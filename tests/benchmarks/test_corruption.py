"""Every kind of damage is found at its line and nothing else is told; clean corpora raise no alarm."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from corpora import corpus_rows
from corruption import DAMAGES, Damage, clean, corrupted

ARTICLES = 150


@pytest.mark.parametrize("seed", range(3))
def test_all_damages_of_a_corpus_are_found_at_their_lines_and_no_alarm_is_false(seed: int) -> None:
    outcome = corrupted(ARTICLES, seed)
    assert (outcome.missed, outcome.strange) == ((), ())
    assert outcome.done == len(DAMAGES) and outcome.kinds >= 60


@pytest.mark.parametrize("seed", range(100, 105))
def test_a_clean_corpus_raises_no_alarm(seed: int) -> None:
    assert clean(ARTICLES, seed) == ()


def test_a_damage_that_no_check_tells_of_is_missed() -> None:
    harmless = Damage("claims", "key-unique", lambda row: True, lambda row: {"check_reason": "none"}, "a reason")
    outcome = corrupted(ARTICLES, 0, [harmless])
    assert len(outcome.missed) == 1 and outcome.missed[0].startswith("key-unique: a reason at claims.jsonl:")


def test_an_issue_far_from_all_damage_is_a_false_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that is broken in its second line, which no damage touched."""
    import corruption

    def broken(articles: int, seed: int) -> dict[str, list[object]]:
        rows = corpus_rows(articles, seed)
        rows["edits"].pop(0)
        return rows

    monkeypatch.setattr(corruption, "corpus_rows", broken)
    (kind,) = [kind for kind in DAMAGES if kind.name == "a typing error"]
    assert corrupted(ARTICLES, 0, [kind]).strange == ("edit-log-unbroken edits.jsonl:1",)


def test_a_seed_gives_the_same_rows() -> None:
    assert corpus_rows(9, 4) == corpus_rows(9, 4) != corpus_rows(9, 5)
