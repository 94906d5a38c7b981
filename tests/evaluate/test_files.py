"""Documents out of files: what each form of gold says, and what is wrong with a line that is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.errors import DataError, UsageError
from claims.evaluate.files import read_documents
from claims.evaluate.scope import read_cue_words
from claims.model import Span, say

CORPUS = Path(__file__).parents[2] / "data/corpus"
GOOD = {"doc_id": "d", "language": "en", "text": "😀 Ann said it is late.", "attributions": []}
ONE = {"content": [[11, 21]], "cue": [[6, 10]], "source": [[2, 5]]}


def test_a_standoff_line_is_a_document_whose_offsets_count_code_points(lines_of):
    labels = {"type": "indirect", "form": "verb", "mention": "name", "polarity": "negative", "source_id": "src_ann"}
    rows = [{"id": "a", **ONE, **labels, "core": False}, {"id": "b", "parent": "a", "content": [[18, 21]]}]
    (document,) = read_documents(lines_of("g.jsonl", {**GOOD, "attributions": rows}))
    outer, inner = document.reports
    assert [say(document.text, outer.role(role)) for role in ("source", "cue", "content")] == ["Ann", "said", "it is late"]
    assert {name: getattr(outer, name) for name in labels} == labels
    assert (outer.core, inner.core, inner.parent, inner.source) == (False, True, 0, ())
    assert document.chain(1) == (outer, inner)
    assert document.where.endswith("g.jsonl:1")


def test_other_names_of_keys_and_blank_lines_are_read(lines_of):
    path = lines_of("g.jsonl")
    row = {"id": "d", "lang": "ru", "text": "Да.", "attributions": [{"aid": "x", "content": [[0, 2]]}]}
    path.write_bytes(b"\n\r\n\xef\xbb\xbf" + json.dumps(row).encode() + b"\r\n")
    (document,) = read_documents(path)
    assert (document.doc_id, document.language, document.where[-2:]) == ("d", "ru", ":3")
    assert document.reports[0].content == (Span(0, 2),)


def test_a_report_without_content_is_left_out_and_its_children_hang_higher(lines_of):
    rows = [
        {"id": "a", "content": [[0, 21]]},
        {"id": "b", "parent": "a", "cue": [[6, 10]]},
        {"id": "c", "parent": "b", "content": [[11, 21]]},
    ]
    (document,) = read_documents(lines_of("g.jsonl", {**GOOD, "attributions": rows}))
    assert [report.parent for report in document.reports] == [None, 0]


def test_marked_gold_is_read_with_its_labels_and_its_day():
    (document,) = read_documents(CORPUS / "en/01-call-northgate-wire.md")
    assert document.where.endswith("01-call-northgate-wire.md")
    assert document.article is not None
    assert document.article.published_at is not None
    assert {report.rule for report in document.reports} == {None}
    assert any(report.parent is not None for report in document.reports)
    assert all(report.type and report.form and report.mention for report in document.reports)
    assert {report.polarity for report in document.reports} >= {"positive", "negative"}


def test_a_folder_is_read_whole():
    found = read_documents(CORPUS)
    assert {one.language for one in found} == {"ar", "en", "ru"}
    assert len(found) == len(list(CORPUS.rglob("*.md")))


def test_marked_lines_are_documents_of_the_language_that_names_their_file(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text(
        "# said\n\n[Ann|source] [said|cue] [it is late|content].\\n  {a: {cue_class: neutral}}\nNobody spoke.\\nIt rained.\n",
        encoding="utf-8",
    )
    first, second = read_documents(path)
    assert (first.language, first.doc_id[-9:], second.doc_id[-9:]) == ("en", "/en.txt:3", "/en.txt:4")
    assert (first.reports[0].cue_class, first.reports[0].form) == ("neutral", None)
    assert (second.text, second.reports) == ("Nobody spoke.\n\nIt rained.", ())


LINE = json.dumps(GOOD).encode()
BAD_LINES = {
    # what: (third line, what the message says)
    "broken JSON": (b'{"doc_id": "d3", ', "not JSON"),
    "an array": (b"[1]", "not a JSON object"),
    "no text": (b'{"doc_id": "d3"}', "no doc_id or no text"),
    "no id": (b'{"text": "a"}', "no doc_id or no text"),
    "a text that is a number": (b'{"doc_id": "d3", "text": 3}', "no doc_id or no text"),
    "bytes of another encoding": (b'{"doc_id": "d3", "text": "\xe9"}', "not UTF-8 at byte"),
    "the id of another line": (LINE, "doc_id 'd' a second time, first at "),
}
BAD_ROWS = {
    "attributions that are one": (ONE, "attributions is no list of objects"),
    "an attribution that is a list": ([[1, 2]], "attributions is no list of objects"),
    "a span past the text": ([{**ONE, "content": [[11, 23]]}], "content [11, 23] is not in the text"),
    "a span that ends before its start": ([{**ONE, "cue": [[10, 6]]}], "cue [10, 6] is not in the text"),
    "a span before the text": ([{**ONE, "source": [[-1, 5]]}], "source [-1, 5] is not in the text"),
    "a span without brackets": ([{**ONE, "content": [11, 21]}], "content [11, 21] is no list of spans"),
    "a span of words": ([{**ONE, "cue": ["12"]}], "cue ['12'] is no list of spans"),
    "a span of halves": ([{**ONE, "cue": [[6.0, 10.5]]}], "cue [[6.0, 10.5]] is no list of spans"),
    "a span of three": ([{**ONE, "cue": [[6, 8, 10]]}], "cue [[6, 8, 10]] is no list of spans"),
    "a parent that is not there": ([{**ONE, "id": "a", "parent": "b"}], "parent 'b' is none of its attributions"),
    "a type that is a number": ([{**ONE, "type": 1}], "type 1 is no word"),
}


@pytest.mark.parametrize("case", [*BAD_LINES, *BAD_ROWS])
def test_a_line_that_is_no_document_is_told_with_its_place_and_its_mend(case, lines_of):
    bad, message = BAD_LINES[case] if case in BAD_LINES else (None, BAD_ROWS[case][1])
    if bad is None:
        bad = json.dumps({**GOOD, "doc_id": "d3", "attributions": BAD_ROWS[case][0]}).encode()
    path = lines_of("gold.jsonl")
    path.write_bytes(LINE + b"\n\n" + bad + b"\n")
    with pytest.raises(DataError) as error:
        read_documents(path)
    assert error.value.where == f"{path}:3"
    assert message in error.value.what
    assert error.value.mend


def test_a_mark_that_is_wrong_is_told_with_its_line(tmp_path):
    path = tmp_path / "en.txt"
    path.write_text("[Ann|source] [said|cue] [it|content].\n\n[Ann|sauce] came.\n", encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_documents(path)
    assert error.value.where == f"{path}:3"
    assert "sauce" in error.value.what


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.md", "en.txt", "folder"])
def test_a_file_that_is_not_there_is_misuse(name, tmp_path):
    with pytest.raises(UsageError) as error:
        read_documents(tmp_path / name)
    assert error.value.where == str(tmp_path / name)
    assert error.value.mend


@pytest.mark.parametrize("name", ["gold.jsonl", "en.txt", "folder"])
def test_gold_without_a_document_is_told(name, tmp_path):
    path = tmp_path / name
    path.mkdir() if name == "folder" else path.write_text("\n")
    with pytest.raises(DataError, match="no document"):
        read_documents(path)


def test_cue_words_are_read_in_lower_case_and_must_be_some(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("Said  заявил\nقال\n", encoding="utf-8")
    assert read_cue_words(path) == {"said", "заявил", "قال"}
    path.write_text("\n")
    with pytest.raises(DataError, match="no words"):
        read_cue_words(path)
    with pytest.raises(UsageError, match="cannot read"):
        read_cue_words(tmp_path / "none.txt")
