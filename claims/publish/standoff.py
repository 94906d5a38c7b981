"""Standoff annotation, one document a line: what scorers and other tools read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from claims.errors import ClaimsError, DataError, UsageError
from claims.extract.engine import Engine
from claims.model import Article, Extraction, Refusal, Source, Spans
from claims.text.encoding import json_object
from claims.text.segment import segments


def standoff(
    doc_id: str, language: str, text: str, extraction: Extraction, sources: Mapping[str, Source]
) -> dict[str, Any]:
    """One document: its attributions with local ids a1, a2, …; `parent` is the id of the enclosing one or null."""
    local = {a.attribution_id: f"a{n}" for n, a in enumerate(extraction.attributions, 1)}
    negative = {c.attribution_id for c in extraction.claims if c.polarity == "negative"}
    return {
        "doc_id": doc_id,
        "language": language,
        "text": text,
        "attributions": [
            {
                "id": local[a.attribution_id],
                "content": _pairs(a.content),
                "cue": _pairs(a.cue),
                "source": _pairs(a.source),
                "type": a.quote_type,
                "parent": local.get(a.parent_id) if a.parent_id else None,
                "source_name": sources[a.source_id].name if a.source_id and a.source_id in sources else None,
                "polarity": "negative" if a.attribution_id in negative else "positive",
                "engine": a.engine,
                "rule": a.rule,
            }
            for a in extraction.attributions
        ],
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def read_documents(file: Path, refused: list[Refusal]) -> Iterator[tuple[str, Article]]:
    """(doc_id, article) of each good line of `{"doc_id", "text", "language"}`; the others go to `refused`."""
    try:
        lines = file.read_bytes().splitlines(keepends=True)
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(file), mend="check the path") from None
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            yield _document(json_object(line, where), where, seen, number)
        except ClaimsError as error:
            refused.append(Refusal(where, "a document", error.what, mend=error.mend))


def _document(values: Mapping[str, Any], where: str, seen: dict[str, int], number: int) -> tuple[str, Article]:
    language = values.get("language", values.get("lang"))
    doc_id, text = values.get("doc_id"), values.get("text")
    for key, value in (("doc_id", doc_id), ("text", text), ("language", language)):
        if not isinstance(value, str) or not value:
            raise DataError(f"no {key}", where=where, mend='a line is {"doc_id": …, "text": …, "language": …}')
    assert isinstance(doc_id, str) and isinstance(text, str) and isinstance(language, str)
    if doc_id in seen:
        raise DataError(f"doc_id {doc_id!r} stands on line {seen[doc_id]} too", where=where, mend="rename one")
    seen[doc_id] = number
    short = {"ara": "ar", "eng": "en", "rus": "ru"}.get(language, language)
    return doc_id, Article(doc_id, None, text, "", short, segments=segments(text))


def write_standoff(
    documents: Iterator[tuple[str, Article]], engine: Engine, out: IO[Any], refused: list[Refusal]
) -> int:
    """The number of documents written, in the order read; one that the engine refuses goes to `refused`."""
    from claims.sources.registry import Registry
    from claims.sources.resolve import resolve

    registry, written = Registry.from_file(None), 0
    for doc_id, article in documents:
        try:
            resolution = resolve(article, engine.extract(article), registry)
        except ClaimsError as error:
            refused.append(Refusal(doc_id, "a document", error.what, mend=error.mend))
            continue
        sources = {**registry.by_id, **{s.source_id: s for s in resolution.drafts}}
        row = standoff(doc_id, article.language, article.text or "", resolution.extraction, sources)
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        written += 1
    return written
