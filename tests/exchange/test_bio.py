"""BIO: which attributions stand in columns, what is lost and counted, and how what belongs together is read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from claims.corpus import Corpus
from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal
from drawn import corpora

FOREIGN = """\
قال\tO\tB-CUE\tO
الوزير\tO\tO\tB-SOURCE
إن\tO\tO\tO
المحادثات\tB-CONTENT\tO\tO
مستمرة\tI-CONTENT\tO\tO
😀\tO\tO\tO

وأضاف\tO\tB\tO
شيئا\tB\tO\tO
"""


def read(path: Path) -> tuple[Corpus, list[Refusal]]:
    refused: list[Refusal] = []
    return read_corpus(path, "bio", refused, defaults=ArticleDefaults(language="ar")), refused


def said(corpus: Corpus) -> list[tuple[list[str], list[str], list[str]]]:
    """What contents, cues and sources say."""
    text = {row.article_id: row.text for row in corpus.rows("articles")}
    return [
        tuple([span.of(text[row.article_id]) for span in spans] for spans in (row.content, row.cue, row.source))
        for row in corpus.rows("attributions")
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(corpus=corpora())
def test_labels_that_were_read_are_written_the_same_again(corpus):
    with TemporaryDirectory() as folder:
        write_corpus(corpus, f"{folder}/1", "bio")
        once, _ = read(Path(folder, "1"))
        lost = write_corpus(once, f"{folder}/2", "bio").lost
        twice, refused = read(Path(folder, "2"))
    assert "attributions that overlap another one" not in lost
    assert once.rows("articles") == corpus.rows("articles")
    assert not refused
    assert [(row.article_id, row.content) for row in twice.rows("attributions")] == [
        (row.article_id, (span,)) for row in once.rows("attributions") for span in row.content
    ]


def test_attributions_that_do_not_overlap_come_back(small_corpus, tmp_path):
    lost = write_corpus(small_corpus, tmp_path / "out", "bio").lost
    corpus, refused = read(tmp_path / "out")
    assert not refused
    assert said(corpus) == [one for one in said(small_corpus) if one[1] != ["شدد"]]
    assert lost["attributions that overlap another one"] == lost["who reports whom"] == 1
    assert lost["claims"] == 3


def test_a_token_is_cut_where_a_span_begins(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "bio")
    file = next(file for file in (tmp_path / "out").iterdir() if "b" * 16 in file.name)
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line]
    assert [row[:2] for row in rows if row[1] != "O"] == [["Мы", "B-CONTENT"], ["готовы", "I-CONTENT"]]
    text = small_corpus.rows("articles")[1].text
    assert all(text[int(row[4]) : int(row[5])] == row[0] for row in rows)


def test_columns_of_another_program_are_read_without_places(tmp_path):
    (tmp_path / "a.bio").write_text(FOREIGN, encoding="utf-8")
    corpus, refused = read(tmp_path)
    assert not refused
    assert corpus.rows("articles")[0].text == "قال الوزير إن المحادثات مستمرة 😀\nوأضاف شيئا"
    assert said(corpus) == [(["المحادثات مستمرة"], ["قال"], ["الوزير"]), (["شيئا"], ["وأضاف"], [])]


def test_a_cue_belongs_to_the_content_of_its_sentence_and_is_shared_by_the_parts_around_it(tmp_path):
    lines = ["a\tB\tO\tO", "قال\tO\tB\tO", "علي\tO\tO\tB", "b\tB\tO\tO", "", "أضاف\tO\tB\tO", "😀\tO\tO\tO", "أن\tO\tO\tO", "c\tB\tO\tO"]
    (tmp_path / "a.bio").write_text("\n".join(lines), encoding="utf-8")
    corpus, refused = read(tmp_path)
    assert not refused
    assert said(corpus) == [(["a"], ["قال"], ["علي"]), (["b"], ["قال"], ["علي"]), (["c"], ["أضاف"], [])]


HEAD = "# global.columns = FORM CONTENT CUE SOURCE START END\n# text = قال شيئا\n"
WRONG = {
    # what is wrong: the file, the line that is told, what is said
    "a column too few": ("قال\tO\tO\tO\nشيئا\tO\tO\n", 2, "3 columns"),
    "a label": ("قال\tO\tX\tO\n", 1, "no label 'X'"),
    "a cue of nothing": ("قال\tO\tB\tO\n", 1, "a cue of nothing"),
    "a place": (f"{HEAD}قال\tO\tO\tO\t1\t4\n", 3, "the text there says"),
    "a place that is no number": (f"{HEAD}قال\tO\tO\tO\tx\t4\n", 3, "no whole numbers"),
    "places without a text": (HEAD.splitlines()[0] + "\nقال\tO\tO\tO\t0\t3\n", 1, "START and END without a text"),
    "a column that is missing": ("# global.columns = FORM CUE\n", 1, "no column CONTENT"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "line", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(content, line, reason, tmp_path):
    (tmp_path / "a.bio").write_text(content, encoding="utf-8")
    _, refused = read(tmp_path)
    assert [one.where for one in refused] == [f"{tmp_path}/a.bio:{line}"]
    assert reason in refused[0].reason
    assert refused[0].mend
