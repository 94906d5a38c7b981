"""Web Annotation: pages as the recommendation has them, and pages of other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims.corpus import Corpus
from claims.exchange import read_corpus, write_corpus
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span

TEXT = "😀 قال الوزير إن المحادثات مستمرة، وقال إنه متفائل."
SAID = "المحادثات مستمرة"
AT = TEXT.index(SAID)
POSITION = {"type": "TextPositionSelector", "start": AT, "end": AT + len(SAID)}
QUOTE = {"type": "TextQuoteSelector", "exact": SAID}


def annotation(*selectors: dict[str, Any], **other: Any) -> dict[str, Any]:
    """An annotation as another program writes it: one target, one body without a purpose."""
    target = {"source": "https://example.org/texts/a.txt", "selector": list(selectors)}
    return {"id": "#1", "type": "Annotation", "body": {"type": "TextualBody", "value": "content"}, "target": target, **other}


def read(folder: Path, page: Any) -> tuple[Corpus, list[Refusal]]:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "page.jsonld").write_text(json.dumps(page, indent=0), encoding="utf-8")
    refused: list[Refusal] = []
    return read_corpus(folder, "web-annotation", refused, defaults=ArticleDefaults(language="ar")), refused


def test_a_place_is_said_in_code_points_and_by_its_quote(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "web-annotation")
    page = json.loads((tmp_path / "out" / f"art_{'a' * 16}.jsonld").read_text(encoding="utf-8"))
    text = (tmp_path / "out" / f"art_{'a' * 16}.txt").read_text(encoding="utf-8")
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    places = [target["selector"] for one in page["items"] if one["motivation"] == "classifying" for target in one["target"]]
    assert len(places) == 7
    for position, quote in places:
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.parametrize("wrap", [
    lambda one: one, lambda one: [one], lambda one: {"type": "AnnotationPage", "items": [one]},
    lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
], ids=["alone", "in a list", "on a page", "in a collection"])  # fmt: skip
def test_annotations_are_read_alone_and_together(wrap, tmp_path):
    corpus, refused = read(tmp_path, wrap(annotation(POSITION, QUOTE)))
    assert not refused
    assert corpus.rows("attributions")[0].content == (Span(AT, AT + len(SAID)),)


def test_a_quote_alone_is_enough_where_it_stands_there_once(tmp_path):
    corpus, refused = read(tmp_path, annotation(QUOTE))
    assert corpus.rows("attributions")[0].content == (Span(AT, AT + len(SAID)),)
    corpus, refused = read(tmp_path, annotation(QUOTE | {"exact": "قال"}))
    assert refused[0].reason == "the quote stands in the text 2 times"
    corpus, refused = read(tmp_path, annotation(QUOTE | {"exact": "قال", "prefix": "، و"}))
    assert corpus.rows("attributions")[0].content[0].start == TEXT.rindex("قال")


WRONG = {
    "a quote of other words": (annotation(POSITION, QUOTE | {"exact": "مستمرة"}), "the text there says"),
    "no quote": (annotation(POSITION), "no quote that proves the place"),
    "two labels": (annotation(POSITION, QUOTE, body=[{"value": "cue"}, {"value": "source"}]), "2 labels"),
    "values that are none": (annotation(POSITION, QUOTE, values=3), "values is no object"),
    "a relation to nothing": (annotation(POSITION, QUOTE, target="#2"), "its text page.txt is not there"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(page, said, tmp_path):
    _, refused = read(tmp_path, page)
    (one,) = refused
    assert one.where == f"{tmp_path}/page.jsonld:1"
    assert said in one.reason


def test_a_page_without_its_text_is_refused(tmp_path):
    (tmp_path / "page.jsonld").write_text(json.dumps(annotation(POSITION, QUOTE)), encoding="utf-8")
    refused: list[Refusal] = []
    read_corpus(tmp_path, "web-annotation", refused)
    assert refused[0].reason == "its text a.txt is not there"
