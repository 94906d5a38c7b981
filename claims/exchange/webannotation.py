"""W3C Web Annotation: a page of annotations in JSON-LD and a .txt an article.

A mark is an annotation whose body is its label; each span is a target with a TextPositionSelector, which counts code points as
the recommendation says, and a TextQuoteSelector, which proves it. Relations are annotations that link two others. What the
vocabulary has no word for stands in JSON literals of our own. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from claims.errors import DataError
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document
from claims.exchange.files import found, text_of
from claims.exchange.formats import Format
from claims.exchange.graph import TABLES, Graph, Mark, Relation, graph
from claims.exchange.jsonfile import Placed, objects, read_json, text_in
from claims.exchange.rows import document_of
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span

OURS = "urn:x-attributed-claims:"
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"about": {"@id": f"{OURS}about", "@type": "@json"}, "values": {"@id": f"{OURS}values", "@type": "@json"}},
]
AROUND = 32  # code points of prefix and suffix
NO_QUOTE = "add a TextQuoteSelector with the exact words"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """A page and a text an article."""
    for document in documents:
        lost["verdicts"] += len(document.verdicts)
        name, text = document.article.article_id, document.article.text or ""
        page = {
            "@context": CONTEXT,
            "id": f"{name}.jsonld",
            "type": "AnnotationPage",
            "about": about(document),
            "items": list(_items(graph(document), name, text)),
        }
        yield f"{name}.txt", text.encode()
        yield f"{name}.jsonld", f"{json.dumps(page, ensure_ascii=False, indent=1)}\n".encode()


def _items(whole: Graph, name: str, text: str) -> Iterator[dict[str, Any]]:
    """The annotations: marks, then relations."""
    for mark in whole.marks:
        yield {
            "id": f"{name}.jsonld#{mark.key}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": _tag(mark.label),
            **({"values": dict(mark.values)} if mark.label in TABLES else {}),
            "target": [{"source": f"{name}.txt", "selector": _selectors(span, text)} for span in mark.spans],
        }
    for number, one in enumerate(whole.relations, 1):
        yield {
            "id": f"{name}.jsonld#r{number}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [_tag(one.label), {"source": f"{name}.jsonld#{one.target}", "purpose": "linking"}],
            "target": f"{name}.jsonld#{one.origin}",
        }


def _tag(label: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": label}


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    """The same place twice: by its code points, and by what stands there."""
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    quote = {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after}
    return [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, quote]


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each page; a file may also hold one annotation, or a list of them."""
    for file in found(path, ".jsonld", ".json"):
        try:
            document = _document(file, defaults, refused)
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the page", error.what, mend=error.mend))
            continue
        if document is not None:
            yield document


def _document(file: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Document | None:
    page = read_json(file)
    while isinstance(page, Placed) and isinstance(page.get("first"), Placed):
        page = page["first"]  # of a collection
    single = isinstance(page, Placed) and page.get("type") == "Annotation"
    page = page if isinstance(page, Placed) and not single else Placed(items=[page] if single else page)
    page.where = page.where or f"{file}:1"
    annotations = list(objects(page, "items"))
    named = {name for one in annotations for name in _sources(one)} or {file.with_suffix(".txt").name}
    if len(named) > 1:
        raise DataError(f"targets in {len(named)} texts", where=page.where, mend="give a page for each text")
    text = file.with_name(PurePosixPath(unquote(urlsplit(named.pop()).path)).name)
    if not text.is_file():
        raise DataError(f"its text {text.name} is not there", where=page.where, mend=f"put it beside, as {text}")
    article = given(text_of(text), page.get("about"), text.stem, str(text), defaults)
    marks: list[Mark] = []
    relations: list[Relation] = []
    for one in annotations:
        try:
            if _sources(one):
                marks.append(_mark(one, article))
            else:
                relations.append(_relation(one))
        except DataError as error:
            refused.append(Refusal(one.where, f"the annotation {one.get('id', '')}", error.what, mend=error.mend))
    whole = Graph(tuple(marks), tuple(relations))
    return document_of(whole, article.article, article.sources, "web-annotation", refused)


def _several(value: Any) -> list[Any]:
    """A value that may be one or a list of them."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _sources(annotation: Placed) -> set[str]:
    """The texts that the targets of an annotation stand in."""
    placed = [one for one in _several(annotation.get("target")) if isinstance(one, Placed) and "selector" in one]
    return {text_in(one, "source") for one in placed}


def _label(annotation: Placed) -> str:
    """The label in the body: its one tag, or its one text where no purpose is told."""
    bodies = [one for one in _several(annotation.get("body")) if isinstance(one, Placed) and "value" in one]
    tags = [one for one in bodies if one.get("purpose") == "tagging"] or bodies
    if len(tags) != 1:
        raise DataError(f"{len(tags)} labels", mend='give one: {"type": "TextualBody", "purpose": "tagging", "value": "cue"}')
    return text_in(tags[0], "value")


def _mark(annotation: Placed, article: Given) -> Mark:
    """The mark of an annotation, each of its targets proved."""
    values = annotation.get("values", Placed())
    if not isinstance(values, Placed):
        raise DataError("values is no object", mend='write "values": {...}')
    spans = [_span(target, article) for target in _several(annotation.get("target"))]
    return Mark(text_in(annotation, "id"), _label(annotation), tuple(sorted(spans)), values, annotation.where)


def _span(target: Any, article: Given) -> Span:
    """The place of a target: where its position says, proved by its quote; by the quote alone where that stands there once."""
    if not isinstance(target, Placed):
        raise DataError("a target without a selector", mend="add a TextPositionSelector and a TextQuoteSelector")
    selectors = {one.get("type"): one for one in _several(target.get("selector")) if isinstance(one, Placed)}
    quote, position = selectors.get("TextQuoteSelector"), selectors.get("TextPositionSelector")
    if quote is None:
        raise DataError("no quote that proves the place", mend=NO_QUOTE)
    exact = text_in(quote, "exact")
    if position is not None:
        span = article.span(position.get("start"), position.get("end"))
        article.proved((span,), exact, joint="")
        return span
    before = quote.get("prefix") or ""
    whole = f"{before}{exact}{quote.get('suffix') or ''}"
    count = article.text.count(whole)
    if count != 1 or not exact:
        raise DataError(f"the quote stands in the text {count} times", mend="add a TextPositionSelector, or a longer prefix and suffix")
    start = article.text.index(whole) + len(before)
    return article.span(start, start + len(exact))


def _relation(annotation: Placed) -> Relation:
    """The relation of an annotation whose target is another one, and whose body leads to a third."""
    ends = [one for one in _several(annotation.get("target")) if isinstance(one, str)]
    bodies = [one for one in _several(annotation.get("body")) if isinstance(one, Placed)]
    links = [text_in(one, "source") for one in bodies if "source" in one]
    if len(ends) != 1 or len(links) != 1:
        raise DataError("neither a place in the text nor a link between two annotations", mend="give it a target with selectors")
    return Relation(_label(annotation), ends[0], links[0], annotation.where)


FORMAT = Format(
    name="web-annotation",
    title="W3C Web Annotation: a JSON-LD page and a .txt an article",
    carries="everything in articles, sources that are named, attributions and claims",
    loses="links, verdicts, edits",
    write=write,
    read=read,
)
