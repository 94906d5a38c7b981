"""The pairs that the matcher is fitted on and measured by: enough, apart, hard; and how well it does on the half it was fitted on."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.track import get_embedder
from claims.track.embedders import embedded
from claims.track.features import Pair
from claims.track.judge import judge
from claims.track.linking import ALIKE
from claims.track.statement import statement

PAIRS = Path(__file__).parents[2] / "data" / "pairs"
START = datetime(2025, 7, 1, 9, tzinfo=UTC)
HALVES = {half: [json.loads(line) for line in (PAIRS / f"{half}.jsonl").read_text("utf-8").splitlines()] for half in ("development", "test")}


def all_pairs():
    for events in HALVES.values():
        for event in events:
            for one, other, relation in event["pairs"]:
                yield event["claims"][one], event["claims"][other], relation


def test_there_are_enough_pairs_of_each_kind():
    found = list(all_pairs())
    across = [one["language"] != other["language"] for one, other, _ in found]
    assert len(found) >= 400 and sum(across) >= 150
    assert {one["language"] for one, _, _ in found} == {"ar", "en", "ru"}
    assert min(Counter(relation for _, _, relation in found).values()) >= 40


def test_the_two_halves_share_no_event_and_no_claim():
    events = [{event["event"] for event in half} for half in HALVES.values()]
    texts = [{claim["text"] for event in half for claim in event["claims"].values()} for half in HALVES.values()]
    assert not set.intersection(*events) and not set.intersection(*texts)


def test_each_claim_is_in_a_pair_and_no_pair_stands_twice():
    for event in [event for half in HALVES.values() for event in half]:
        pairs = [frozenset(pair[:2]) for pair in event["pairs"]]
        assert len(pairs) == len(set(pairs))
        assert set().union(*pairs) == set(event["claims"])


@pytest.fixture(scope="module")
def told():
    """(relation, what is told, across languages) of each pair of the development half."""
    embedder = get_embedder("use")
    low, high = embedder.scale
    found = []
    for event in HALVES["development"]:
        each = {key: statement(row(key, claim)) for key, claim in event["claims"].items()}
        vectors = dict(zip(each, embedded(embedder, [one.wording for one in each.values()]), strict=True))
        for one, other, relation in event["pairs"]:
            ends = sorted((each[one], each[other]), key=lambda s: (s.published, s.claim_id))
            pair = Pair(*ends, (float(vectors[one] @ vectors[other]) - low) / (high - low))
            said = judge(pair).relation or "none"
            found.append((relation, "same" if said in ALIKE else said, pair.across))
    return found


def row(key, claim):
    published = START + timedelta(days=claim["day"])
    return {
        **claim, "claim_id": key, "article_id": claim["outlet"], "published_at": published, "source_id": claim["source"],
        "chain": [], "commitment": "asserts", "speech_act": "assertion", "title": None,
    }  # fmt: skip


@pytest.mark.parametrize(("across", "least"), [(False, 0.85), (True, 0.8)], ids=["within a language", "across languages"])
def test_the_same_claim_is_told_from_its_neighbours(told, across, least):
    those = [(relation, said) for relation, said, apart in told if apart == across]
    right = sum(relation == said == "same" for relation, said in those)
    assert 2 * right / sum((relation == "same") + (said == "same") for relation, said in those) >= least


@pytest.mark.parametrize("which", ["contradicts", "updates"])
def test_what_is_told_to_differ_does_differ(told, which):
    said = [relation for relation, answer, _ in told if answer == which]
    assert sum(relation == which for relation in said) / len(said) >= 0.8
