"""What is compared: documents with their reports, of gold, of predictions, or as an engine finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from claims.errors import ClaimsError
from claims.extract.engine import Engine
from claims.model import Article, Extraction, Span, Spans
from claims.publish import standoff
from claims.sources.registry import Registry
from claims.sources.resolve import resolve

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


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its reports; `where` is its place in a file, `article` what an engine reads if more than a text."""

    doc_id: str
    language: str
    text: str
    reports: tuple[Report, ...]
    where: str = ""
    article: Article | None = field(default=None, repr=False, compare=False)

    def chain(self, number: int) -> tuple[Report, ...]:
        """A report with all that enclose it, outermost first."""
        chain: list[Report] = []
        at: int | None = number
        while at is not None and len(chain) <= len(self.reports):
            chain.insert(0, self.reports[at])
            at = self.reports[at].parent
        return tuple(chain)


def of_extraction(where: str, article: Article, found: Extraction) -> Document:
    """The document of an article and its rows; a report is negative if one of its claims is."""
    place = {a.attribution_id: n for n, a in enumerate(found.attributions)}
    negative = {c.attribution_id for c in found.claims if c.polarity == "negative"}
    claimed = {c.attribution_id for c in found.claims}
    reports = tuple(
        Report(
            a.content, a.cue, a.source, a.antecedent,
            parent=place.get(a.parent_id) if a.parent_id else None,
            type=a.quote_type, form=a.form, cue_class=a.cue_class, mention=a.mention,
            polarity=("negative" if a.attribution_id in negative else "positive") if a.attribution_id in claimed else None,
            source_id=a.source_id, rule=a.rule,
        )
        for a in found.attributions
    )  # fmt: skip
    return Document(article.article_id, article.language, article.text or "", reports, where, article)


def extracted(gold: Iterable[Document], engine: Engine) -> Iterator[Document]:
    """What an engine finds in the texts of gold documents, sources resolved; what it cannot read is an error."""
    registry = Registry.from_file(None)
    for one in gold:
        article = one.article or standoff.Document(one.where, one.doc_id, one.text, one.language).article()
        try:
            rows = resolve(article, engine.extract(article), registry).extraction
        except ClaimsError as error:
            raise type(error)(error.what, where=one.where, mend=error.mend) from None
        given = standoff.Offsets(one.text)
        reports = tuple(_in_text(report, given) for report in of_extraction(one.where, article, rows).reports)
        yield Document(one.doc_id, one.language, one.text, reports, one.where)


def _in_text(report: Report, given: standoff.Offsets) -> Report:
    """The report with its offsets in the text as it was given, its newlines among them."""
    spans: dict[str, Any] = {
        role: tuple(Span(*span) for span in given.spans(getattr(report, role)))
        for role in (*ROLES, "antecedent")
    }
    return replace(report, **spans)
