"""The commands for several annotators: who annotates what, and how far they agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import main
from claims.corpus import write_jsonl
from claims.loading import load

AR, RU = "art_" + "a" * 16, "art_" + "b" * 16
HAND = "# by hand\nannotators: [ada, mila, zoe]\noverlap: 1\nblind: true\nseed: 0\narticles:\n  {}: [ada]\n"


def run(*args: str, code: int = 0):
    result = CliRunner().invoke(main, args)
    assert result.exit_code == code, result.output
    return result


def test_articles_are_assigned_and_said_again_nothing_changes(repository):
    said = run("assign", ".", "--annotators", "ada,mila", "--overlap", ".5", "--blind", "--seed", "3").stdout
    first = Path("assignment.yaml").read_bytes()
    assert said.splitlines()[-1] == "2 articles, 1 shared, blind: assignment.yaml"
    assert {line.split(":")[0] for line in said.splitlines()[:-1]} == {"ada", "mila"}
    assert run("assign", ".").stdout == said and Path("assignment.yaml").read_bytes() == first
    assert "assignment.yaml" not in run("validate", ".").stdout
    assert "blind" not in run("assign", ".", "--open").stdout


def test_an_article_that_is_gone_is_told_by_validate_and_dropped_by_assign(repository):
    Path("assignment.yaml").write_text(HAND.format("art_gone"))
    out = run("validate", ".", code=1).stdout
    assert "assignment.yaml:7: error [broken-line] no article 'art_gone' is there" in out
    run("assign", ".")
    assert "art_gone" not in Path("assignment.yaml").read_text() and AR in Path("assignment.yaml").read_text()


def test_no_annotators_a_strange_share_and_no_repository_are_misuse(repository):
    assert "at least one" in run("assign", ".", code=2).stderr
    assert "the overlap is 2" in run("assign", ".", "--annotators", "ada,mila", "--overlap", "2", code=2).stderr
    assert "no dataset repository" in run("agree", "edits", code=2).stderr


def test_who_agrees_how_far_is_a_table_and_who_has_no_article_in_common_is_told(repository):
    result = run("agree", ".", "--confusion", "polarity", "--bootstrap", "20")
    lines = result.stdout.splitlines()
    assert lines[0] == "ada and mila: 2 articles that all have finished"
    assert any(line.split()[:3] == ["polarity", "3", "0.667"] for line in lines)
    assert "polarity: ada below, mila across" in lines
    assert "ada and zoe have no article in common: ada has finished 2 of 2 begun, zoe has finished 0 of 1 begun" in result.stderr


def test_languages_are_scored_apart_and_fields_left_out(repository):
    out = run("agree", ".", "--annotators", "ada,mila", "--by", "language", "--bootstrap", "0").stdout
    assert "ada and mila in ar: 1 article that all have finished" in out and "labels" not in out
    assert "no group 'mood'; there are: field, language" in run("agree", ".", "--by", "mood", code=2).stderr


def test_json_is_the_same_bytes_each_time(repository):
    one, other = (run("agree", ".", "--annotators", "ada,mila", "--format", "json").stdout for _ in range(2))
    assert one == other and json.loads(one)[0]["scores"]["cue_class"]["agree"]["value"] == 0.6667


def test_those_whom_the_assignment_names_are_compared(repository):
    Path("assignment.yaml").write_text(HAND.format(AR).replace("ada, mila, zoe", "ada, mila"))
    result = run("agree", ".", "--bootstrap", "0")
    assert "zoe" not in result.stdout + result.stderr


def test_each_annotator_is_compared_with_gold(repository, extracted):
    gold = Path("../gold")
    gold.mkdir()
    for table in ("articles", "sources", "attributions", "claims"):
        write_jsonl(gold / f"{table}.jsonl", extracted.rows(table))
    result = run("agree", ".", "--gold", "../gold", "--bootstrap", "0")
    assert [line for line in result.stdout.splitlines() if "gold and" in line] == [
        "gold and ada: 2 articles that all have finished",
        "gold and mila: 2 articles that all have finished",
    ]
    assert "gold and zoe have no article in common" in result.stderr


def test_gold_in_marks_shares_no_article_with_other_articles(repository):
    marks = Path(__file__).parents[2] / "data" / "corpus" / "ar"
    assert "gold and ada have no article in common" in run("agree", ".", "--gold", str(marks), code=2).stderr


@pytest.mark.parametrize("names", ["ada", "ada,max", "zoe,ada"])
def test_who_cannot_be_compared_is_told(names, repository):
    assert run("agree", ".", "--annotators", names, code=2).stderr.startswith("error: ")


def test_broken_lines_are_told_and_nothing_is_compared(repository):
    with Path("edits/ada.jsonl").open("a") as file:
        file.write("{}\n")
    assert "edits/ada.jsonl:4" in run("agree", ".", code=1).stderr


def test_a_repository_with_an_assignment_is_read_as_one_without(repository):
    refused: list = []
    before = load(repository, refused=refused)
    run("assign", ".", "--annotators", "ada")
    again: list = []
    assert load(repository, refused=again).table("claims").equals(before.table("claims")) and again == refused


WHO = ("--annotators", "ada,mila")


def test_open_disagreements_are_shown_side_by_side_and_looking_writes_nothing(repository):
    out = run("adjudicate", ".", "--as", "nora", *WHO).stdout
    assert out.splitlines()[0] == f"article {AR}" and "    mila  cue_class: neutral" in out
    assert out.splitlines()[-1] == "2 disagreements open" and not Path("edits/nora.jsonl").exists()


def test_a_decision_is_kept_and_the_dataset_is_what_was_decided(repository, rows):
    claim, report = rows["putin says"].claim_id, rows["putin"].attribution_id
    run("adjudicate", ".", "--as", "nora", *WHO, "--pick", claim, "--from", "mila", "--reason", "هكذا في النص")
    out = run("adjudicate", ".", "--as", "nora", *WHO, "--pick", report, "--from", "ada").stdout
    assert out == "0 disagreements open\n"
    corpus = load(repository)
    decided = next(row for row in corpus.rows("claims") if row.claim_id == claim)
    assert (decided.polarity, decided.status) == ("negative", "adjudicated")
    assert {edit.reason for edit in corpus.rows("edits") if edit.annotator == "nora" and edit.row_id == claim} == {"هكذا في النص"}
    assert "nora" not in run("agree", ".", *WHO, "--bootstrap", "0").stdout


def test_disagreements_as_json_are_what_a_page_needs(repository, rows):
    run("assign", ".", *WHO, "--overlap", "1")
    said = json.loads(run("adjudicate", ".", "--as", "nora", "--format", "json").stdout)
    assert [one["disagreement_id"] for one in said] == [rows["putin"].attribution_id, rows["putin says"].claim_id]
    assert said[1]["sides"]["ada"]["said"]["evidence"] == rows["putin says"].text


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--as", "nora"], "it is not told who annotates"),
        (["--as", "nora", *WHO, "--pick", "clm_x"], "--pick and --from go together"),
        (["--as", "nora", *WHO, "--pick", "clm_x", "--from", "ada"], "no disagreement 'clm_x'"),
        (["--as", "ada", *WHO, "--agreed"], "'ada' is one of the annotators"),
        (["--as", "Nora", *WHO, "--agreed"], "is no name of a log"),
        (["--as", "nora", "--annotators", "ada,zoe"], "no article was finished by two of ada, zoe"),
    ],
)
def test_a_decision_that_cannot_be_is_told(args, told, repository):
    assert told in run("adjudicate", ".", *args, code=2).stderr
