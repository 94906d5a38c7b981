"""Label Studio: offsets as JavaScript counts them, answers of people before those of engines, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from claims.corpus import Corpus
from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span

TEXT = "😀 𝔄: قال الوزير إن المحادثات مستمرة."
SAID = "المحادثات مستمرة"


def region(key: str, label: str, words: str, **value: Any) -> dict[str, Any]:
    """A region as Label Studio exports it."""
    start = len(TEXT[: TEXT.index(words)].encode("utf-16-le")) // 2
    place = {"start": start, "end": start + len(words), "text": words, "labels": [label], **value}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": place}


def relation(label: str, origin: str, target: str, direction: str = "right") -> dict[str, Any]:
    return {"type": "relation", "from_id": origin, "to_id": target, "direction": direction, "labels": [label]}


GOOD = (region("a", "content", SAID), region("b", "cue", "قال"), relation("cue", "b", "a", "left"))


def read(folder: Path, *result: dict[str, Any], **task: Any) -> tuple[Corpus, list[Refusal]]:
    """The corpus of one task with this result, a line an object, and what was refused."""
    whole = {"data": {"text": TEXT}, "annotations": [{"result": list(result)}], **task}
    (folder / "export.json").write_text(json.dumps([whole], indent=0), encoding="utf-8")
    refused: list[Refusal] = []
    return read_corpus(folder, "label-studio", refused, defaults=ArticleDefaults(language="ar")), refused


def test_offsets_go_out_as_utf_16_units(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "label-studio")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    for task in tasks:
        units = task["data"]["text"].encode("utf-16-le")
        regions = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
        assert regions
        for value in (one["value"] for one in regions):
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]


def test_regions_of_another_program_become_rows(tmp_path):
    corpus, refused = read(tmp_path, *GOOD)
    (row,) = corpus.rows("attributions")
    at = TEXT.index(SAID)
    assert not refused
    assert row.content == (Span(at, at + len(SAID)),)
    assert row.cue[0].of(TEXT) == "قال"


def test_answers_of_people_count_and_cancelled_ones_do_not(tmp_path):
    people = [{"result": [GOOD[0]], "was_cancelled": True}, {"result": list(GOOD)}]
    corpus, refused = read(tmp_path, annotations=people, predictions=[{"result": []}])
    assert corpus.rows("attributions")[0].cue
    assert not refused


def test_of_two_answers_the_ground_truth_counts_and_the_other_is_refused(tmp_path):
    answers = [{"result": list(GOOD)}, {"result": [GOOD[0]], "ground_truth": True}]
    corpus, refused = read(tmp_path, annotations=answers)
    assert not corpus.rows("attributions")[0].cue
    assert [one.reason for one in refused] == ["another one is the ground truth"]
    _, refused = read(tmp_path, annotations=[{"result": []}, {"result": []}])
    assert refused[0].reason.startswith("2 answers, and none of them")


def test_reviewed_claims_go_out_as_annotations(small_rows, tmp_path):
    small_rows["claims"] = [replace(claim, status="reviewed") for claim in small_rows["claims"]]
    write_corpus(Corpus.from_rows(**small_rows), tmp_path / "out", "label-studio")
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    assert all("annotations" in task and "predictions" not in task for task in tasks)


def test_the_configuration_has_a_control_for_all_that_the_tasks_use(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "label-studio")
    view = ElementTree.parse(tmp_path / "out" / "config.xml").getroot()
    names = {one.get("name") for one in view}
    tasks = json.loads((tmp_path / "out" / "tasks.json").read_text(encoding="utf-8"))
    used = {one["from_name"] for task in tasks for one in task["predictions"][0]["result"] if "from_name" in one}
    assert used < names
    assert {one.get("value") for one in view.iter("Label")} >= {"content", "evidence", "antecedent"}


WRONG = {
    # what is wrong: the result, what is said
    "an offset between two halves": ([region("a", "content", SAID, start=1)], "cuts a character in two"),
    "an offset in code points": ([region("a", "content", SAID, start=TEXT.index(SAID))], "the text there says"),
    "no offset": ([region("a", "content", SAID, start=None)], "no whole numbers"),
    "two labels": ([region("a", "content", SAID, labels=["content", "cue"])], "labels is"),
    "a label that there is not": ([region("a", "saying", SAID)], "no label 'saying'"),
    "an id twice": ([region("a", "content", SAID), region("a", "content", SAID)], "two regions have the id 'a'"),
    "a relation without a label": ([GOOD[0], relation("cue", "a", "a") | {"labels": []}], "labels is []"),
    "a rating": ([GOOD[0], {"id": "a", "type": "rating", "value": {"rating": 3}}], "no place in a dataset"),
}  # fmt: skip


@pytest.mark.parametrize(("result", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(result, said, tmp_path):
    _, refused = read(tmp_path, *result)
    (one,) = refused
    assert said in one.reason
    file, _, line = one.where.rpartition(":")
    assert (tmp_path / "export.json").read_text(encoding="utf-8").splitlines()[int(line) - 1].startswith("{")
    assert file == str(tmp_path / "export.json")


@pytest.mark.parametrize("content, said, line", [
    ("[1]", "no list of tasks", 1), ("{}", "no list of tasks", 1), ("[\n{]", "not JSON", 2), ('[\n{"data": 1}]', "the task has no data", 2),
    ('[\n{"data":\n{"text": 3}}]', "the text is no text", 3),
])  # fmt: skip
def test_a_file_that_is_no_export_is_refused(content, said, line, tmp_path):
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    refused: list[Refusal] = []
    read_corpus(tmp_path / "a.json", "label-studio", refused)
    assert [(one.where, one.reason.startswith(said)) for one in refused] == [(f"{tmp_path}/a.json:{line}", True)]
