"""brat: what its files look like, and what is said of those that are wrong or come from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span

TEXT = "عاجل 😀\nأوضح البيان أن بوتين، كما قال، يفضل الحل."
LINES = (
    "T1\tcontent 22 27;38 47\tبوتين يفضل الحل",
    "T2\tcue 7 11\tأوضح",
    "R1\tcue Arg1:T1 Arg2:T2",
    "A1\tcue_class T1 clarifying",
    'N1\tReference T1 Wiki:1\tsomething',
)  # fmt: skip


def read(folder: Path, *lines: str, text: str = TEXT) -> tuple:
    """The corpus of one article with these lines, and what was refused."""
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes("\n".join(lines).encode())
    refused: list[Refusal] = []
    return read_corpus(folder, "brat", refused, defaults=ArticleDefaults(language="ar")), refused


def test_lines_count_code_points_and_quote_the_text(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "brat")
    lines = (tmp_path / "out" / f"art_{'a' * 16}.ann").read_text(encoding="utf-8").splitlines()
    assert "T2\tcue 7 11\tأوضح" in lines
    assert "R5\tparent Arg1:T4 Arg2:T1" in lines
    assert "A11\tcue_class T4 emphatic" in lines


def test_the_configuration_names_each_label_relation_and_attribute(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "brat")
    shown = (tmp_path / "out" / "annotation.conf").read_text(encoding="utf-8").splitlines()
    assert shown.index("[entities]") < shown.index("cue") < shown.index("[relations]")
    assert "antecedent Arg1:content, Arg2:antecedent" in shown
    assert "quote_type Arg:content, Value:direct|indirect|mixed" in shown


def test_work_of_another_program_becomes_rows_and_the_rest_is_refused(tmp_path):
    corpus, refused = read(tmp_path, *LINES)
    (row,) = corpus.rows("attributions")
    assert (row.content, row.cue) == ((Span(22, 27), Span(38, 47)), (Span(7, 11),))
    assert (row.cue_class, row.form, row.mention, row.engine) == ("clarifying", "verb", "none", "brat")
    assert corpus.rows("articles")[0].text == TEXT
    (one,) = refused
    assert one.where == f"{tmp_path}/a.ann:5"
    assert one.reason == "a line of another kind"


def test_windows_newlines_are_counted_as_the_file_has_them(tmp_path):
    corpus, refused = read(tmp_path, "T1\tcue 8 12\tأوضح", "T2\tcontent 23 28\tبوتين", "R1\tcue Arg1:T2 Arg2:T1", text=TEXT.replace("\n", "\r\n"))
    (row,) = corpus.rows("attributions")
    assert not refused
    assert row.cue == (Span(7, 11),)
    assert corpus.rows("articles")[0].text == TEXT


WRONG = {
    # what is wrong: lines, the line that is told, what is said
    "an offset": (["T1\tcontent 23 28\tبوتين"], 1, "the text there says"),
    "an end outside": (["T1\tcontent 22 270\tبوتين"], 1, "not in the text"),
    "a span that is empty": (["T1\tcontent 22 22\t"], 1, "not in the text"),
    "a label": (["T1\tsaying 7 11\tأوضح"], 1, "no label 'saying'"),
    "a cue of nothing": (["T1\tcue 7 11\tأوضح"], 1, "a cue of nothing"),
    "a mark twice": (["T1\tcontent 7 11\tأوضح", "T1\tcontent 7 11\tأوضح"], 2, "T1 stands twice"),
    "a relation to nothing": (["T1\tcontent 7 11\tأوضح", "R1\tcue Arg1:T1 Arg2:T9"], 2, "the mark T9 is not there"),
    "an attribute of nothing": (["A1\tform T9 verb"], 1, "the mark T9 is not there"),
    "an attribute that there is not": (["T1\tcontent 7 11\tأوضح", "A1\tmood T1 verb"], 1, "no key 'mood'"),
    "a note that is no row": (["T1\tcontent 7 11\tأوضح", "#1\tAnnotatorNotes T1\tnot sure"], 2, "not JSON"),
    "a circle": (["T1\tcontent 7 11\tأوضح", "R1\tparent Arg1:T1 Arg2:T1"], 1, "leads back to it"),
    "a relation to the wrong mark": (["T1\tcontent 7 11\tأوضح", "R1\tcue Arg1:T1 Arg2:T1"], 2, "from content to content"),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "line", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(lines, line, said, tmp_path):
    _, refused = read(tmp_path, *lines)
    assert [one.where for one in refused] == [f"{tmp_path}/a.ann:{line}"]
    assert said in refused[0].reason
    assert refused[0].mend


def test_what_hangs_on_a_refused_mark_is_refused_too(tmp_path):
    corpus, refused = read(
        tmp_path, "T1\tcontent 22 27\tبوتين", "T2\tcontent 7 11\tأوضح", "T3\tevidence 7 11\tأوضح", "#1\tAnnotatorNotes T1\t{\"mood\": 1}",
        "R1\tparent Arg1:T2 Arg2:T1", "R2\tattribution Arg1:T3 Arg2:T2",
    )  # fmt: skip
    assert [one.what for one in refused] == ["the mark T1", "the mark T2", "the mark T3"]
    assert not corpus.rows("attributions")
    assert not corpus.rows("claims")


def test_a_text_that_was_changed_is_refused(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "brat")
    file = tmp_path / "out" / f"art_{'a' * 16}.txt"
    file.write_bytes(file.read_bytes() + b" ")
    refused: list[Refusal] = []
    corpus = read_corpus(tmp_path / "out", "brat", refused)
    assert [one.where for one in refused] == [str(file)]
    assert corpus.table("articles").num_rows == 1
