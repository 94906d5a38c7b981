"""BIO columns, as token classifiers read them: a token a line with its label in the columns content, cue and source.

The columns are named as CoNLL-U Plus has it (https://universaldependencies.org/ext-format.html); START and END are code points.
Labels cannot nest, so of attributions that overlap the first is kept, and what belongs together is read from nearness.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claims.errors import DataError
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document
from claims.exchange.files import found, text_of
from claims.exchange.formats import Format
from claims.exchange.graph import CONTENT, Graph, Mark, Relation
from claims.exchange.rows import document_of
from claims.exchange.tokens import pieces
from claims.ingest import ArticleDefaults
from claims.model import Attribution, Refusal, Span
from claims.text.encoding import BOM, json_object
from claims.text.quotes import quotations
from claims.text.sentences import sentences

ROLES = (CONTENT, "cue", "source")
LABELS = tuple(role.upper() for role in ROLES)
FORM, PLACE = "FORM", ("START", "END")
HEAD, SAID, TEXT = "# global.columns = ", "# about = ", "# text = "
LOST = ("addressee", "quoted", "antecedent")
BEGIN, INSIDE, OUTSIDE = "BIO"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """A file an article."""
    for document in documents:
        for what, count in (
            ("verdicts", len(document.verdicts)),
            ("claims", len(document.claims)),
            ("labels of attributions, as form and cue_class", len(document.attributions)),
            ("who reports whom", sum(row.parent_id is not None for row in document.attributions)),
            *((f"spans of {role}", sum(len(getattr(row, role)) for row in document.attributions)) for role in LOST),
        ):
            lost[what] += count
        lines = _lines(document, lost)
        yield f"{document.article.article_id}.conllup", "".join(f"{line}\n" for line in lines).encode()


def _lines(document: Document, lost: Counter[str]) -> Iterator[str]:
    """The lines of an article, an empty one behind each sentence."""
    text = document.article.text or ""
    kept = _kept(document.attributions, lost)
    blocks = sentences(text, quotes=quotations(text))
    spans = [span for found in kept.values() for span in found]
    tokens = [token for token in pieces(text, [*spans, *blocks]) if token.of(text).strip()]
    begun = {(role, first) for role, found in kept.items() for span in found if (first := _first(span, tokens)) is not None}
    yield HEAD + " ".join((FORM, *LABELS, *PLACE))
    yield SAID + json.dumps(about(document), ensure_ascii=False, sort_keys=True)
    yield TEXT + json.dumps(text, ensure_ascii=False)
    ends = iter([block.end for block in blocks])
    end = next(ends, len(text))
    for token in tokens:
        while token.start >= end:
            yield ""
            end = next(ends, len(text))
        labels = [_label(role, token, kept[role], (role, token) in begun) for role in ROLES]
        yield "\t".join((token.of(text), *labels, str(token.start), str(token.end)))
    yield ""


def _first(span: Span, tokens: Sequence[Span]) -> Span | None:
    """The first token of a span; None in one of white space alone."""
    at = bisect_left(tokens, (span.start,))
    return tokens[at] if at < len(tokens) and span.holds(tokens[at]) else None


def _label(role: str, token: Span, spans: Iterable[Span], begins: bool) -> str:
    if not any(span.holds(token) for span in spans):
        return OUTSIDE
    return f"{BEGIN if begins else INSIDE}-{role.upper()}"


def _kept(attributions: Sequence[Attribution], lost: Counter[str]) -> dict[str, list[Span]]:
    """The spans of each role that can stand side by side; the attributions that overlap an earlier one are counted as lost."""
    kept: dict[str, list[Span]] = {role: [] for role in ROLES}
    for row in attributions:
        own = {role: getattr(row, role) for role in ROLES}
        if any(_clash(span, kept[role]) for role, spans in own.items() for span in spans):
            lost["attributions that overlap another one"] += 1
            continue
        lost["breaks inside of spans, whose parts stand alone"] += sum(max(0, len(spans) - 1) for spans in own.values())
        for role, spans in own.items():
            kept[role] += [span for span in spans if span not in kept[role]]
    return kept


def _clash(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span overlaps another one; the same may be shared, as a cue by two contents."""
    return any(span.overlaps(other) and span != other for other in others)


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each file; where the columns tell no places, the tokens themselves are the text, a blank between them."""
    for file in found(path, ".conllup", ".conll", ".bio", ".tsv"):
        try:
            document = _document(file, defaults, refused)
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the file", error.what, mend=error.mend))
            continue
        if document is not None:
            yield document


@dataclass(slots=True)
class _File:
    """What the lines of a file say."""

    columns: tuple[str, ...] = (FORM, *LABELS)
    said: dict[str, Any] | None = None
    text: str | None = None
    rows: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # (place, value by column); none between sentences
    breaks: set[int] = field(default_factory=set)  # numbers of the rows that begin a sentence


def _document(file: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Document | None:
    whole = _File()
    for number, line in enumerate(text_of(file).removeprefix(BOM).split("\n"), 1):
        _add(whole, line.rstrip("\r"), f"{file}:{number}", refused)
    placed = set(PLACE) <= set(whole.columns)
    if placed and whole.text is None:
        raise DataError("START and END without a text", where=f"{file}:1", mend=f'write {TEXT}"..." above the tokens')
    built, places = _built(whole) if not placed else ("", [])
    article = given(whole.text if placed else built, whole.said, file.stem, str(file), defaults)
    marks: list[Mark] = []
    begins: list[int] = []
    opened: dict[str, int] = {}
    for number, (where, row) in enumerate(whole.rows):
        try:
            span = _place(row, article) if placed else places[number]
            if number in whole.breaks:
                begins.append(span.start)
            for role in ROLES:
                _read(role, row, span, opened, marks, where)
        except DataError as error:
            opened.clear()
            refused.append(Refusal(where, f"the token {row[FORM]}", error.what, mend=error.mend))
    graph = Graph(tuple(marks), tuple(_relations(marks, begins)))
    return document_of(graph, article.article, article.sources, "bio", refused)


def _add(whole: _File, line: str, where: str, refused: list[Refusal]) -> None:
    """Nothing; the file has one line more."""
    if line.startswith(HEAD):
        whole.columns = tuple(line.removeprefix(HEAD).split())
        if missing := [name for name in (FORM, *LABELS) if name not in whole.columns]:
            raise DataError(f"no column {missing[0]}", where=where, mend=f"columns: {' '.join((FORM, *LABELS))}, perhaps START END")
    elif line.startswith(SAID):
        whole.said = json_object(line.removeprefix(SAID).encode(), where)
    elif line.startswith(TEXT):
        whole.text = _text(line.removeprefix(TEXT))
    elif not line.strip():
        whole.breaks.add(len(whole.rows))
    elif not line.startswith("# "):
        cells = line.split("\t")
        if len(cells) == len(whole.columns) and cells[0]:
            whole.rows.append((where, dict(zip(whole.columns, cells, strict=True))))
        else:
            reason, mend = f"{len(cells)} columns", f"columns, with a tab between them: {' '.join(whole.columns)}"
            refused.append(Refusal(where, f"the line {line[:40]!r}", reason, mend=mend))


def _text(written: str) -> str:
    """A text that is written in JSON, as we do, or plain, as others do."""
    try:
        said = json.loads(written)
    except ValueError:
        return written
    return said if isinstance(said, str) else written


def _built(whole: _File) -> tuple[str, list[Span]]:
    """The tokens with a blank between them, a sentence a line, and the place of each."""
    text, places = "", []
    for number, (_, row) in enumerate(whole.rows):
        text += "" if not text else "\n" if number in whole.breaks else " "
        places.append(Span(len(text), len(text) + len(row[FORM])))
        text += row[FORM]
    return text, places


def _place(row: dict[str, str], article: Given) -> Span:
    """The place of a token, proved by its form."""
    start, end = (int(row[name]) if row[name].isdecimal() else None for name in PLACE)
    span = article.span(start, end)
    article.proved((span,), row[FORM], joint="")
    return span


def _read(role: str, row: dict[str, str], span: Span, opened: dict[str, int], marks: list[Mark], where: str) -> None:
    """Nothing; the label of a token in a column begins a mark, or makes the `opened` one of its role longer."""
    written = row[role.upper()]
    label = written.partition("-")[0]
    if label not in (BEGIN, INSIDE, OUTSIDE):
        raise DataError(f"no label {written!r}", mend=f"labels: B-{role.upper()}, I-{role.upper()}, O")
    if label == OUTSIDE:
        opened.pop(role, None)
    elif label == INSIDE and role in opened:
        last = marks[opened[role]]
        marks[opened[role]] = replace(last, spans=(Span(last.spans[0].start, span.end),))
    else:
        opened[role] = len(marks)
        marks.append(Mark(str(len(marks) + 1), role, (span,), where=where))


def _relations(marks: Sequence[Mark], begins: Sequence[int]) -> Iterator[Relation]:
    """Each cue and source belongs to the nearest content; a content that is left without one shares the nearest of its sentence.

    `begins` says where sentences begin. Contents before and behind one report are mostly parts of what it reports.
    """
    contents = [mark for mark in marks if mark.label == CONTENT]
    for role in ROLES[1:]:
        told = [mark for mark in marks if mark.label == role]
        pairs = [(near, mark) for mark in told if (near := _nearest(mark, contents, begins)) is not None]
        served = {content.key for content, _ in pairs}
        for content in contents:
            near = _nearest(content, told, begins) if content.key not in served else None
            if near is not None and not _apart(content.spans[0], near.spans[0], begins)[0]:
                pairs.append((content, near))
        yield from (Relation(role, content.key, mark.key, mark.where) for content, mark in pairs)


def _nearest(mark: Mark, others: Iterable[Mark], begins: Sequence[int]) -> Mark | None:
    """The nearest of the others that do not overlap a mark: in its own sentence, if there is one there."""
    (span,) = mark.spans
    apart = [other for other in others if not other.spans[0].overlaps(span)]
    return min(apart, key=lambda other: _apart(other.spans[0], span, begins), default=None)


def _apart(one: Span, other: Span, begins: Sequence[int]) -> tuple[int, int, int]:
    """How many sentences, then how many code points lie between two spans; of two that are as near, the first is nearer."""
    first, second = sorted((one, other))
    return bisect_right(begins, second.start) - bisect_right(begins, first.end - 1), second.start - first.end, one.start


FORMAT = Format(
    name="bio",
    title="BIO columns in CoNLL-U Plus: a token a line, labels for content, cue and source",
    carries="everything in articles, sources that are named, and where contents, cues and sources of attributions stand",
    loses="attributions that overlap another one, chains, labels, other spans, claims, links, verdicts, edits",
    write=write,
    read=read,
)
