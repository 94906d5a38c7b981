"""Where another scorer measures the same, the figures are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.evaluate.evaluation import Options, evaluate
from claims.evaluate.files import read_documents
from claims.evaluate.scope import read_cue_words

EXPECTED = json.loads(Path(__file__).with_name("expected_scores.json").read_text(encoding="utf-8"))
RUNS = [name for name in EXPECTED if name != "made"]
MEASURES = {
    "chars": "letters",
    "type_accuracy": "quote type",
    "recall_by_type": "recall by type",
    "recall_by_cue": "recall by cue",
}
VALUES = {"None": "unsaid", "nocue": "no cue"}


def ours(key: str) -> str:
    """Our name of a score."""
    measure, _, what = key.partition("/")
    return f"{MEASURES.get(measure, measure)}/{VALUES.get(what, what)}"


@pytest.mark.parametrize("run", RUNS)
def test_each_score_and_its_interval_is_the_one_that_another_scorer_gives(run, drawn_files):
    gold, predicted = (read_documents(drawn_files[name]) for name in ("gold", "predicted"))
    words = read_cue_words(drawn_files["words"]) if run in ("cue words", "both") else None
    options = Options(core=run in ("core", "both"), bootstrap=40, words=words)
    found = evaluate(gold, predicted, options).as_json()
    assert found["documents"] == EXPECTED[run]["docs"]
    for key, figures in EXPECTED[run]["scores"].items():
        score = found["scores"][ours(key)]
        same = ("r", "n_gold") if key.startswith("recall") else tuple(figures)
        assert {name: score[name] for name in same} == {name: figures[name] for name in same}, key


def test_the_figures_are_of_many_kinds_so_that_agreement_says_something():
    scores = EXPECTED["both"]["scores"]
    assert {key.partition("/")[0] for key in scores} >= {"soft", "relation", "scope", "recall_by_cue"}
    assert sum(0.1 < one["f1"] < 0.9 for one in scores.values()) > 15
    assert len({json.dumps(EXPECTED[run]["scores"]["relation/content"]) for run in RUNS}) == 2
