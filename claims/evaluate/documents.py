"""What is compared: documents with their reports, read from standoff lines, from marked gold or from an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claims.errors import DataError, UsageError
from claims.extract.engine import Engine
from claims.gold import read_gold
from claims.model import Article, Extraction, Span, Spans
from claims.sources.registry import Registry
from claims.sources.resolve import resolve
from claims.text.encoding import json_object
from claims.text.segment import segments

ROLES = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class Report:
    """One attribution as scores see it; `parent` is the place of the enclosing one in its document, None at the top."""

    content: Spans
    cue: Spans
    source: Spans
    antecedent: Spans = ()
    parent: int | None = None
    type: str | None = None
    form: str | None = None
    cue_class: str | None = None
    mention: str | None = None
    polarity: str | None = None
    source_id: str | None = None
    core: bool = True
    rule: str | None = None

    def role(self, name: str) -> Spans:
        """The spans of content, cue or source."""
        spans: Spans = getattr(self, name)
        return spans

    @property
    def told(self) -> Spans:
        """Who is meant: the source, or what a dropped or pronominal one points back at."""
        return self.source or self.antecedent


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its reports."""

    doc_id: str
    language: str
    text: str
    reports: tuple[Report, ...]

    def chain(self, number: int) -> tuple[Report, ...]:
        """A report with all that enclose it, outermost first."""
        chain: list[Report] = []
        at: int | None = number
        while at is not None and len(chain) <= len(self.reports):
            chain.insert(0, self.reports[at])
            at = self.reports[at].parent
        return tuple(chain)


def read_documents(path: Path) -> list[Document]:
    """The documents of a standoff .jsonl file, of a marked .md file or of a folder of those.

    A file that is not there is a UsageError; a line that is no document is a DataError with its place.
    """
    if path.suffix.lower() != ".jsonl":
        return [of_extraction(a.article_id, a, rows) for a, rows in read_gold(path)]
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(
            f"cannot read: {error.strerror}", where=str(path), mend="check the path"
        ) from None
    found: dict[str, Document] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}:{number}"
            one = of_standoff(json_object(line, where), where)
            if one.doc_id in found:
                raise DataError(f"doc_id {one.doc_id!r} a second time", where=where, mend="rename one")
            found[one.doc_id] = one
    if not found:
        raise DataError("no document", where=str(path), mend="give one JSON object a line")
    return list(found.values())


def of_standoff(values: Mapping[str, Any], where: str) -> Document:
    """The document of one standoff line; an attribution without content is left out, as scorers do."""
    doc_id, text = values.get("doc_id", values.get("id")), values.get("text")
    if not isinstance(doc_id, str) or not isinstance(text, str):
        raise DataError("no doc_id or no text", where=where, mend='write {"doc_id": …, "text": …}')
    rows = values.get("attributions", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(
            "attributions is no list of objects", where=where, mend="see claims extract --help"
        )
    names = [row.get("id", row.get("aid")) for row in rows]
    reports = [_report(row, names, len(text), where) for row in rows]
    language = values.get("language", values.get("lang")) or "und"
    return Document(doc_id, str(language), text, _with_content(reports))


def _report(row: Mapping[str, Any], names: Sequence[object], size: int, where: str) -> Report:
    content, cue, source, antecedent = (
        _spans(row.get(role), role, size, where) for role in (*ROLES, "antecedent")
    )
    parent = row.get("parent")
    return Report(
        content, cue, source, antecedent,
        parent=names.index(parent) if parent is not None and parent in names else None,
        type=row.get("type"), form=row.get("form"), cue_class=row.get("cue_class"), mention=row.get("mention"),
        polarity=row.get("polarity"), source_id=row.get("source_id"), rule=row.get("rule"),
        core=row.get("core", True) is not False,
    )  # fmt: skip


def _spans(given: object, role: str, size: int, where: str) -> Spans:
    """The spans of a role; ends past the text are an error that names them."""
    if given is None:
        return ()
    try:
        spans = tuple(Span(int(start), int(end)) for start, end in given)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise DataError(
            f"{role} {given!r} is no list of spans", where=where, mend="write [[start, end], …]"
        ) from None
    for start, end in spans:
        if not 0 <= start <= end <= size:
            mend = f"the text has {size} code points; offsets count code points"
            raise DataError(f"{role} [{start}, {end}] is not in the text", where=where, mend=mend)
    return spans


def _with_content(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that have content, parents renumbered to the nearest enclosing one that stays."""
    stays = [n for n, report in enumerate(reports) if report.content]
    place = {n: at for at, n in enumerate(stays)}

    def parent(n: int) -> int | None:
        up, steps = reports[n].parent, 0
        while up is not None and up not in place and steps < len(reports):
            up, steps = reports[up].parent, steps + 1
        return place.get(up) if up is not None else None

    return tuple(replace(reports[n], parent=parent(n)) for n in stays)


def of_extraction(doc_id: str, article: Article, found: Extraction) -> Document:
    """The document of an article and its rows; a report is negative if one of its claims is."""
    place = {a.attribution_id: n for n, a in enumerate(found.attributions)}
    negative = {c.attribution_id for c in found.claims if c.polarity == "negative"}
    claimed = {c.attribution_id for c in found.claims}
    return Document(
        doc_id,
        article.language,
        article.text or "",
        tuple(
            Report(
                a.content, a.cue, a.source, a.antecedent,
                parent=place.get(a.parent_id) if a.parent_id else None,
                type=a.quote_type, form=a.form, cue_class=a.cue_class, mention=a.mention,
                polarity=("negative" if a.attribution_id in negative else "positive") if a.attribution_id in claimed else None,
                source_id=a.source_id, rule=a.rule,
            )
            for a in found.attributions
        ),
    )  # fmt: skip


def extracted(gold: Iterable[Document], engine: Engine) -> Iterator[Document]:
    """What an engine finds in the texts of gold documents, sources resolved."""
    registry = Registry.from_file(None)
    for one in gold:
        language = _SHORT.get(one.language, one.language)
        article = Article(one.doc_id, None, one.text, "", language, segments=segments(one.text))
        rows = resolve(article, engine.extract(article), registry).extraction
        yield replace(of_extraction(one.doc_id, article, rows), language=one.language)


_SHORT = {"ara": "ar", "eng": "en", "rus": "ru"}
