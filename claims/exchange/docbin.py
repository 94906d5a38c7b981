"""spaCy: a DocBin with a Doc an article, its marks in the span group that spaCy trains span categorizers on.

Relations, values and what is said of the article stand as JSON in `Doc.user_data`. Tokens are cut at the edges of spans. See
https://spacy.io/api/docbin.
"""

from __future__ import annotations

import json
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import DataError, MissingExtra
from claims.exchange.about import about, given
from claims.exchange.document import Document
from claims.exchange.files import found
from claims.exchange.formats import Format
from claims.exchange.graph import Graph, Mark, Relation, graph, joined, parted
from claims.exchange.rows import document_of
from claims.exchange.tokens import pieces
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span, Spans
from claims.text.encoding import json_object

if TYPE_CHECKING:
    from spacy.tokens import Doc

EXTRA = "spacy"
FILE, GROUP, OURS = "claims.spacy", "sc", "claims"
GROUP_MEND = f'keep spans in doc.spans["{GROUP}"]'


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """One file with all articles."""
    spacy = _spacy()
    bundle, vocab = spacy.tokens.DocBin(store_user_data=True), spacy.vocab.Vocab()
    for document in documents:
        lost["verdicts"] += len(document.verdicts)
        bundle.add(_doc(document, spacy, vocab))
    yield FILE, bundle.to_bytes()


def _spacy() -> Any:
    """The package spaCy; MissingExtra without it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of packages below it
            import spacy.tokens
            import spacy.vocab
    except ImportError:
        raise MissingExtra("spacy", EXTRA) from None
    return spacy


def _doc(document: Document, spacy: Any, vocab: Any) -> Doc:
    """The Doc of a document."""
    whole, text = parted(graph(document)), document.article.text or ""
    spans = [mark.spans[0] for mark in whole.marks]
    tokens = _with_blanks(text, pieces(text, spans), spans)
    words = [token.of(text) for token, _ in tokens]
    doc: Doc = spacy.tokens.Doc(vocab, words=words, spaces=[blank for _, blank in tokens])
    first = {token.start: number for number, (token, _) in enumerate(tokens)}
    last = {token.end: number + 1 for number, (token, _) in enumerate(tokens)}
    doc.spans[GROUP] = [
        spacy.tokens.Span(doc, first[span.start], last[span.end], label=mark.label, span_id=mark.key)
        for mark, span in zip(whole.marks, spans, strict=True)
    ]
    values = {mark.key: mark.values for mark in whole.marks if mark.values}
    relations = [[one.label, one.origin, one.target] for one in whole.relations]
    told = {**about(document), "values": values, "relations": relations}
    doc.user_data[OURS] = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return doc


def _with_blanks(text: str, tokens: Spans, spans: Iterable[Span]) -> list[tuple[Span, bool]]:
    """Each token with whether a blank follows it; a blank that no span begins or ends with is no token of its own."""
    spans = list(spans)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    found: list[tuple[Span, bool]] = []
    for token in tokens:
        alone = token.start in starts or token.end in ends
        if token.of(text) == " " and found and not found[-1][1] and not alone:
            found[-1] = (found[-1][0], True)
        else:
            found.append((token, False))
    return found


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each Doc."""
    spacy = _spacy()
    for file in found(path, ".spacy"):
        try:
            docs = list(spacy.tokens.DocBin().from_disk(file).get_docs(spacy.vocab.Vocab()))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error) as error:
            reason = f"no DocBin: {type(error).__name__}: {error}"
            refused.append(Refusal(str(file), "the file", reason, mend="write it with DocBin.to_disk"))
            continue
        for number, doc in enumerate(docs, 1):
            where = f"{file}, Doc {number}"
            try:
                document = _document(doc, f"{file.stem}-{number}", where, defaults, refused)
            except DataError as error:
                refused.append(Refusal(error.where or where, "the Doc", error.what, mend=error.mend))
                continue
            if document is not None:
                yield document


def _document(doc: Doc, name: str, where: str, defaults: ArticleDefaults, refused: list[Refusal]) -> Document | None:
    told = doc.user_data.get(OURS)
    said = json_object(told.encode(), where) if isinstance(told, str) else None
    article = given(doc.text, said, name, where, defaults)
    values, drawn = (said or {}).get("values", {}), (said or {}).get("relations", [])
    if not isinstance(values, dict) or not isinstance(drawn, list):
        raise DataError("values and relations are no object and no list", where=where, mend=f"leave user_data[{OURS!r}] as it was")
    marks: list[Mark] = []
    for span in doc.spans.get(GROUP, ()):
        key = span.id_ or f"{GROUP}{len(marks) + 1}"
        place = article.span(span.start_char, span.end_char)
        marks.append(Mark(key, span.label_, (place,), values.get(key, {}), f"{where}, span {key}"))
    relations: list[Relation] = []
    for one in drawn:
        if isinstance(one, list) and len(one) == 3 and all(isinstance(part, str) for part in one):
            relations.append(Relation(one[0], one[1], one[2], where))
        else:
            refused.append(Refusal(where, f"the relation {one!r}", "it is no label, origin and target", mend="write three texts"))
    strange = {f"doc.spans[{key!r}]": len(group) for key, group in doc.spans.items() if key != GROUP} | {"doc.ents": len(doc.ents)}
    for what, count in strange.items():
        if count:
            refused.append(Refusal(where, f"{count} spans of {what}", "they have no place in a dataset", mend=GROUP_MEND))
    whole = joined(Graph(tuple(marks), tuple(relations)))
    return document_of(whole, article.article, article.sources, "spacy", refused)


FORMAT = Format(
    name="spacy",
    title=f'spaCy DocBin: one file with a Doc an article, its spans in doc.spans["{GROUP}"]',
    carries="everything in articles, sources that are named, attributions and claims",
    loses="links, verdicts, edits",
    write=write,
    read=read,
    extra=EXTRA,
)
