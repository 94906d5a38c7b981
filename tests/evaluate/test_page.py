"""An evaluation on a page: columns that stand under each other, errors by kind, right-to-left text apart."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from claims.evaluate import page
from claims.evaluate.evaluation import Options, evaluate
from claims.evaluate.files import read_documents


@pytest.fixture
def evaluation(drawn_files):
    gold, predicted = (read_documents(drawn_files[name]) for name in ("gold", "predicted"))
    return evaluate(gold, predicted, Options(by=("language",), bootstrap=5, words=frozenset({"said"})))


def test_every_score_has_a_line_with_its_figures_under_their_heads(evaluation):
    lines = list(page.scores(evaluation))
    head = next(line for line in lines if line.endswith("gold"))
    table = lines[lines.index(head) + 1 :]
    assert len(table) == len(evaluation.scores)
    plain = [line.partition("   95 %")[0] for line in table]
    assert {len(line) for line in plain} == {len(head)}
    count = evaluation.scores["scope", "content+source"]
    (line,) = (line for line in table if line.startswith("scope content+source "))
    assert line.split()[2:7] == [
        f"{count.precision:.3f}", f"{count.recall:.3f}", f"{count.f1:.3f}", f"{count.predicted:.0f}", f"{count.gold:.0f}",
    ]  # fmt: skip
    low, high = evaluation.intervals["scope", "content+source"]
    assert line.endswith(f"95 % [{low:.3f}, {high:.3f}]")


def test_documents_that_gold_does_not_have_are_told(evaluation):
    assert f"predicted documents that gold does not have: {evaluation.ignored}" in list(page.scores(evaluation))
    assert evaluation.ignored


@pytest.mark.parametrize("most", [0, 2])
def test_errors_are_counted_whole_and_shown_up_to_a_number_of_each_kind(most, evaluation):
    lines = list(page.mistakes(evaluation, most))
    number = Counter(one.kind for one in evaluation.mistakes)
    assert f"{number['missed']} missed" in lines[0]
    assert f"{number['spurious']} spurious" in lines[0]
    shown = [line for line in lines if line.startswith("  ") and "gold.jsonl:" in line]
    assert len(shown) == sum(min(most, n) for n in number.values())
    assert (f"\nmissed: {number['missed']}, the first 2" in lines) is (most == 2)


def test_without_an_error_none_is_told(marked):
    document = marked("[Ann|source] [said|cue] [it is late|content].")
    assert list(page.mistakes(evaluate([document], [document]), 9)) == ["errors: none"]


def test_right_to_left_text_is_one_isolate_on_one_line_and_what_turns_lines_is_gone(marked):
    document = marked("[الوزير|source] [قال|cue] إن [المحادثات\u202e مستمرة\x1b\u2067|content]", "ar")
    _, _, *lines = page.mistakes(evaluate([document], []), 9)
    texts = [line for line in lines if line.startswith("    ")]
    assert len(texts) == 2
    for line in texts:
        head, isolate = line[:10], line[10:]
        assert head.split() in (["gold"], ["in"])
        assert (isolate[0], isolate[-1]) == ("\u2068", "\u2069")
        assert not {"\u202e", "\x1b", "\u2067", "\n"} & set(isolate)


def test_as_json_everything_is_there_and_errors_up_to_a_number_of_each_kind(evaluation):
    everything = json.loads(json.dumps(evaluation.as_json()))
    assert len(everything["errors"]) == len(evaluation.mistakes)
    assert everything["scores"]["relation/content"].keys() == {"p", "r", "f1", "n_pred", "n_gold", "ci95"}
    assert {e["kind"] for e in evaluation.as_json(1)["errors"]} == {e.kind for e in evaluation.mistakes}
    assert len(evaluation.as_json(1)["errors"]) == len({e.kind for e in evaluation.mistakes})
