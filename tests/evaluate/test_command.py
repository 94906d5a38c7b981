"""`claims evaluate` as it is run: what it prints, its exit codes, what it says of bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.evaluate.errors import KINDS

CORPUS = Path(__file__).parents[2] / "data/corpus"
LINES = Path(__file__).parents[1] / "languages/gold"
TEXT = "The mayor said that the bridge is safe."
GOOD = {
    "doc_id": "d",
    "language": "en",
    "text": TEXT,
    "attributions": [{"content": [[20, 38]], "cue": [[10, 14]], "source": [[0, 9]], "type": "indirect"}],
}


def run(*args: object) -> Result:
    """The program in this process; what it did not foresee comes through as an exception."""
    result = CliRunner().invoke(main, ["evaluate", *map(str, args)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def row(printed: str, name: str) -> list[str]:
    """The figures of a line of the table."""
    (line,) = (line for line in printed.splitlines() if line.startswith(f"{name} "))
    return line.removeprefix(name).split()


def test_an_engine_is_scored_on_a_folder_of_marked_gold_with_the_errors_and_their_rules():
    result = run(CORPUS / "ru", "--by", "form,language", "--errors", 2)
    assert (result.exit_code, result.stderr) == (0, "")
    assert row(result.stdout, "documents") == [str(len(list((CORPUS / "ru").glob("*.md"))))]
    assert 0.8 < float(row(result.stdout, "relation content+source")[2]) < 1
    assert row(result.stdout, "language ru") == row(result.stdout, "relation content+source")
    assert float(row(result.stdout, "form verb")[2]) > 0.5
    errors = result.stdout.partition("errors: ")[2]
    assert errors.count("\n    gold ") <= 2 * len(KINDS)
    assert re.search(rf"^  {re.escape(str(CORPUS))}/ru/[\w-]+\.md  [a-z_]+$", errors, re.MULTILINE)


@pytest.mark.parametrize("file", sorted(LINES.glob("*.txt")), ids=lambda file: file.stem)
def test_the_marked_lines_of_a_language_are_gold(file):
    result = run(file)
    assert row(result.stdout, "relation content+source")[:3] == ["1.000"] * 3
    assert result.stdout.endswith("errors: none\n")


def test_what_extract_wrote_scores_as_the_engine_that_wrote_it(lines_of, drawn_files):
    gold = drawn_files["gold"]
    predicted = gold.with_name("found.jsonl")
    written = CliRunner().invoke(main, ["extract", str(gold), "--format", "standoff", "-o", str(predicted)])
    assert written.exit_code == 0
    there, here = run(gold, "--json", "--engine", "rules"), run(gold, "--json", "--pred", predicted)
    assert json.loads(there.stdout)["scores"]["relation/content"]["n_pred"] > 10
    assert json.loads(here.stdout) == json.loads(there.stdout)


def test_predictions_are_scored_as_json_with_intervals(lines_of):
    gold = lines_of("gold.jsonl", GOOD, {**GOOD, "doc_id": "e"})
    result = run(gold, "--pred", lines_of("pred.jsonl", GOOD), "--json", "--bootstrap", 20)
    found = json.loads(result.stdout)
    assert found["scores"]["relation/content"]["r"] == 0.5
    assert found["scores"]["relation/content"]["ci95"] == [0.0, 1.0]
    assert [(e["kind"], e["where"]) for e in found["errors"]] == [("missed", f"{gold}:2")]
    assert json.loads(run(gold, "--pred", gold, "--json", "--errors", 0).stdout)["errors"] == []


def test_the_core_and_the_scope_of_cue_words_are_asked_for(lines_of, tmp_path):
    outside = {**GOOD["attributions"][0], "core": False}
    gold = lines_of("gold.jsonl", {**GOOD, "attributions": [outside]})
    words = tmp_path / "words.txt"
    words.write_text("added")
    assert row(run(gold).stdout, "relation content") == ["1.000", "1.000", "1.000", "1", "1"]
    assert row(run(gold, "--core").stdout, "relation content")[3:] == ["0", "0"]
    scoped = run(gold, "--cue-words", words).stdout
    assert row(scoped, "scope content+source")[3:] == ["0", "0"]
    assert row(scoped, "content+source found, unlisted") == ["1.000", "1"]


BAD = {
    # what: arguments, exit code, what the message says
    "no such gold": ("none.jsonl", 2, "none.jsonl: cannot read: No such file"),
    "no such folder": ("none", 2, "none: no such file or folder"),
    "a broken line": ("broken.jsonl", 1, "broken.jsonl:3: not JSON"),
    "a broken line of predictions": ("gold.jsonl --pred broken.jsonl", 1, "broken.jsonl:3: not JSON"),
    "spans past the text": ("past.jsonl", 1, "past.jsonl:1: content [20, 99] is not in the text"),
    "another text": ("gold.jsonl --pred other.jsonl", 1, "other.jsonl:1: 'd' has another text than in gold.jsonl:1"),
    "an unknown group": ("gold.jsonl --by form,outlet", 2, "no group 'outlet'; there are: cue_class, form, "),
    "an unknown engine": ("gold.jsonl --engine rule", 2, "no engine 'rule'; there are: rules"),
    "an engine and predictions": ("gold.jsonl --engine rules --pred gold.jsonl", 2, "--engine and --pred together"),
    "a pack and an engine": ("gold.jsonl --engine rules --pack en.txt", 2, "--engine and --pack together"),
    "no such pack": ("gold.jsonl --pack none.yaml", 2, "none.yaml: no such file"),
    "a pack that is none": ("gold.jsonl --pack gold.jsonl", 2, "gold.jsonl:1: doc_id: no 'doc_id' here"),
    "no such cue words": ("gold.jsonl --cue-words none.txt", 2, "none.txt: cannot read: No such file"),
    "a language without a pack": ("strange.jsonl", 2, "strange.jsonl:1: no language pack 'qx'; there are: ar, "),
    "a mark that is wrong": ("en.txt", 1, "en.txt:1: "),
    "a folder without gold": ("empty", 1, "empty: no document"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told_with_its_place_and_its_mend(case, lines_of, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lines_of("gold.jsonl", GOOD)
    broken = lines_of("broken.jsonl", GOOD, {**GOOD, "doc_id": "e"})
    broken.write_text(broken.read_text() + '{"doc_id": \n')
    lines_of("past.jsonl", {**GOOD, "attributions": [{"content": [[20, 99]]}]})
    lines_of("other.jsonl", {**GOOD, "text": TEXT.replace("mayor", "major"), "attributions": []})
    lines_of("strange.jsonl", {**GOOD, "language": "qx"})
    (tmp_path / "en.txt").write_text("[Ann|sauce] said.\n")
    (tmp_path / "empty").mkdir()
    args, code, message = BAD[case]
    result = run(*args.split())
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"error: {message}")
    assert "mend: " in result.stderr or "there are: " in result.stderr
    assert "Traceback" not in result.stderr
