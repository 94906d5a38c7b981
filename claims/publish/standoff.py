"""Standoff annotation, one document a line: what scorers and other tools read.

Offsets count the code points of the text as it was given, its newlines among them: an engine reads a text
with \\n alone, and its spans are carried back.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from claims.errors import ClaimsError, DataError, UsageError
from claims.extract.engine import Engine
from claims.model import Article, Extraction, Refusal, Source, Spans
from claims.sources.registry import Registry
from claims.sources.resolve import resolve
from claims.text.encoding import json_object, surrogate
from claims.text.segment import segments

LINE = '{"doc_id": "d1", "text": "…", "language": "en"}'
LANGUAGES = {"ara": "ar", "eng": "en", "rus": "ru"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was given, with its place; the language is BCP-47 or one of `LANGUAGES`."""

    where: str
    doc_id: str
    text: str
    language: str

    def article(self) -> Article:
        """The article that an engine reads, each newline one \\n."""
        text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        language = LANGUAGES.get(self.language, self.language)
        return Article(self.doc_id, None, text, "", language, segments=segments(text))


def standoff(
    document: Document, extraction: Extraction, sources: Mapping[str, Source]
) -> dict[str, Any]:
    """One document as JSON values: its attributions a1, a2, …; `parent` is the id of the enclosing one or null.

    `polarity` is negative where one of the attribution's claims is.
    """
    local = {a.attribution_id: f"a{n}" for n, a in enumerate(extraction.attributions, 1)}
    negative = {c.attribution_id for c in extraction.claims if c.polarity == "negative"}
    given = Offsets(document.text)
    return {
        "doc_id": document.doc_id,
        "language": document.language,
        "text": document.text,
        "attributions": [
            {
                "id": local[a.attribution_id],
                "content": given.spans(a.content),
                "cue": given.spans(a.cue),
                "source": given.spans(a.source),
                "antecedent": given.spans(a.antecedent),
                "type": a.quote_type,
                "form": a.form,
                "cue_class": a.cue_class,
                "mention": a.mention,
                "parent": local.get(a.parent_id) if a.parent_id else None,
                "source_id": a.source_id,
                "source_name": sources[a.source_id].name if a.source_id else None,
                "polarity": "negative" if a.attribution_id in negative else "positive",
                "engine": a.engine,
                "rule": a.rule,
            }
            for a in extraction.attributions
        ],
    }


class Offsets:
    """The way back from offsets in a text with \\n alone to the text as it was given."""

    def __init__(self, text: str) -> None:
        self._breaks: list[int] = []  # where, in the text with \n alone, each \r\n stands
        at = text.find("\r\n")
        while at >= 0:
            self._breaks.append(at - len(self._breaks))
            at = text.find("\r\n", at + 2)

    def spans(self, spans: Spans) -> list[list[int]]:
        """The spans as [start, end] in the text as given."""
        return [[self._given(start), self._given(end)] for start, end in spans]

    def _given(self, offset: int) -> int:
        """Behind as many more \r as there are \r\n before it."""
        return offset + bisect_left(self._breaks, offset)


def read_documents(
    path: str | Path, refused: list[Refusal], *, language: str | None = None
) -> Iterator[Document]:
    """The documents of a JSONL file, a line each; a bad line goes to `refused`, and the rest goes on.

    `language` stands for that of all documents. Other keys than doc_id, text and language (or lang) are
    let be. UsageError if the file cannot be read.
    """
    seen: dict[str, int] = {}
    empty = True
    try:
        with Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                where, empty = f"{path}:{number}", False
                try:
                    document = _document(json_object(line, where), where, language)
                    if document.doc_id in seen:
                        what = f"the same doc_id as on line {seen[document.doc_id]}"
                        raise DataError(what, where=where, mend="rename one of the two")
                except DataError as error:
                    refused.append(Refusal(where, "the document", error.what, mend=error.mend))
                    continue
                seen[document.doc_id] = number
                yield document
    except OSError as error:
        mend = f"give a file with lines like {LINE}"
        raise UsageError(f"cannot read: {error.strerror}", where=str(path), mend=mend) from None
    if empty:
        mend = f"write lines like {LINE}"
        refused.append(Refusal(str(path), "the file", "it is empty", mend=mend))


def _document(values: Mapping[str, Any], where: str, language: str | None) -> Document:
    """The document of a line; DataError for the first key that is missing or not as it should be."""
    spoken = language or values.get("language") or values.get("lang")
    given: dict[str, Any] = {
        "doc_id": values.get("doc_id"),
        "text": values.get("text"),
        "language": spoken,
    }
    for key, value in given.items():
        if value is None or value == "":
            raise DataError(f"no {key}", where=where, mend=f"a line is {LINE}")
        if not isinstance(value, str):
            what = f"{key} is {type(value).__name__}"
            raise DataError(what, where=where, mend=f"{key} is a string: {LINE}")
        if (at := surrogate(value)) is not None:
            what = f"{key} has half of a surrogate pair at {at}"
            raise DataError(what, where=where, mend="write the character itself")
    return Document(where, given["doc_id"], given["text"], given["language"])


def write_standoff(
    documents: Iterable[Document], engine: Engine, out: IO[str], refused: list[Refusal]
) -> int:
    """The number of documents written, in the order read; one that the engine refuses goes to `refused`."""
    registry, written = Registry.from_file(None), 0
    for document in documents:
        article = document.article()
        try:
            resolution = resolve(article, engine.extract(article), registry)
        except ClaimsError as error:
            refused.append(Refusal(document.where, "the document", error.what, mend=error.mend))
            continue
        sources = {**registry.by_id, **{s.source_id: s for s in resolution.drafts}}
        row = standoff(document, resolution.extraction, sources)
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        written += 1
    return written
