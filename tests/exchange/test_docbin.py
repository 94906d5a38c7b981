"""spaCy: what a Doc holds, Docs of other programs, and what is refused."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from claims.corpus import Corpus
from claims.errors import MissingExtra
from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal

WORDS = ["😀", "قال", "الوزير", "إن", "المحادثات", "مستمرة", "."]
TEXT = "😀 قال الوزير إن المحادثات مستمرة."


def read(folder: Path, *spans: tuple[int, int, str], told: object = None, group: str = "sc") -> tuple[Corpus, list[Refusal]]:
    """The corpus of one Doc with these spans of tokens."""
    doc = Doc(Vocab(), words=WORDS, spaces=[True] * 5 + [False] * 2)
    doc.spans[group] = [Span(doc, start, end, label=label) for start, end, label in spans]
    if told is not None:
        doc.user_data["claims"] = told if isinstance(told, str) else json.dumps(told)
    DocBin(docs=[doc], store_user_data=True).to_disk(folder / "a.spacy")
    refused: list[Refusal] = []
    return read_corpus(folder, "spacy", refused, defaults=ArticleDefaults(language="ar")), refused


def test_a_doc_says_its_article_and_holds_the_spans_that_are_trained_on(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "spacy")
    docs = list(DocBin().from_disk(tmp_path / "out" / "claims.spacy").get_docs(Vocab()))
    assert [doc.text for doc in docs] == [row.text for row in small_corpus.rows("articles")]
    assert [(span.label_, span.text) for span in docs[0].spans["sc"]][:3] == [
        ("content", "بوتين شدد على أن بلاده تفضل الحلول السياسية"), ("cue", "أوضح"), ("source", "بيان الكرملين"),
    ]  # fmt: skip


def test_spans_of_another_program_become_rows(tmp_path):
    corpus, refused = read(tmp_path, (4, 6, "content"))
    assert not refused
    assert corpus.rows("articles")[0].text == TEXT
    assert [span.of(TEXT) for span in corpus.rows("attributions")[0].content] == ["المحادثات مستمرة"]


@pytest.mark.parametrize("spans, how, said", [
    ([(1, 2, "cue")], {}, "a cue of nothing"),
    ([(1, 2, "verb")], {}, "no label 'verb'"),
    ([(1, 2, "content")], {"group": "other"}, "they have no place in a dataset"),
    ([], {"told": "{"}, "not JSON"),
    ([], {"told": {"article": {}}}, "the key 'article_id' is missing"),
])  # fmt: skip
def test_what_is_wrong_is_refused_with_its_doc(spans, how, said, tmp_path):
    _, refused = read(tmp_path, *spans, **how)
    (one,) = refused
    assert said in one.reason
    assert one.where.startswith(f"{tmp_path}/a.spacy, Doc 1")


@pytest.mark.parametrize("content", [b"", b"no DocBin", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_file_that_is_no_docbin_is_refused(content, tmp_path):
    (tmp_path / "a.spacy").write_bytes(content)
    refused: list[Refusal] = []
    read_corpus(tmp_path, "spacy", refused)
    assert [one.where for one in refused] == [f"{tmp_path}/a.spacy"]


def test_a_missing_package_is_told_with_the_line_that_brings_it(small_corpus, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "spacy"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra) as raised:
        write_corpus(small_corpus, tmp_path / "out", "spacy")
    assert raised.value.mend == "pip install 'attributed-claims[spacy]'"
    assert not list(tmp_path.iterdir())
