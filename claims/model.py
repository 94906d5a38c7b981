"""The rows: small frozen dataclasses, one a table, with the field names of the contract.

Every offset counts code points of `Article.text`, half open, so that `article.text[s:e]` is what a span says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of one article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What the text says here."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]

JOINT = " … "


def say(text: str, spans: Iterable[Span]) -> str:
    """What several spans say, joined by " … "."""
    return JOINT.join(text[start:end] for start, end in spans)


def inside(inner: Iterable[Span], outer: Spans) -> bool:
    """Whether each of the inner spans lies inside one of the outer."""
    return all(any(one.holds(span) for one in outer) for span in inner)


class Segment(NamedTuple):
    """A part of an article with its role."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article; the text is frozen at ingest."""

    article_id: str
    title: str | None
    text: str | None
    text_sha256: str
    language: str
    outlet: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    published_precision: str = "unknown"
    retrieved_at: datetime | None = None
    license: str | None = None
    rights: str = "full_text"
    segments: tuple[Segment, ...] = ()


class Alias(NamedTuple):
    """How texts in one language call a source."""

    text: str
    language: str
    kind: str


class Role(NamedTuple):
    """An office held from a day to a day, both included, None where unknown or not ended."""

    title: str
    organisation_id: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Source:
    """Whoever or whatever can be said to have said something."""

    source_id: str
    name: str
    kind: str
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()
    parent_id: str | None = None
    wikidata: str | None = None
    status: str = "confirmed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reporting event: who is said to have said what."""

    attribution_id: str
    article_id: str
    content: Spans
    cue: Spans
    source: Spans
    addressee: Spans = ()
    quoted: Spans = ()
    antecedent: Spans = ()
    quote_type: str = "indirect"
    form: str = "verb"
    source_id: str | None = None
    mention: str = "none"
    cue_class: str = "neutral"
    commitment: str = "asserts"
    channel: str = "unknown"
    anonymity: str = "unspecified"
    parent_id: str | None = None
    engine: str = ""
    rule: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable proposition; `attribution_id` None means the author's own voice."""

    claim_id: str
    article_id: str
    attribution_id: str | None
    evidence: Spans
    text: str
    standalone: str | None = None
    polarity: str = "positive"
    modality: str = "asserted"
    speech_act: str = "assertion"
    check_worthy: str = "unsure"
    check_reason: str | None = None
    hedges: Spans = ()
    distancing: Spans = ()
    event_start: date | None = None
    event_end: date | None = None
    event_precision: str = "unknown"
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link between two claims."""

    link_id: str
    from_id: str
    to_id: str
    relation: str
    score: float | None
    method: str
    reason: str
    confirmed_by: str | None = None


class Evidence(NamedTuple):
    """What a verdict rests on."""

    url: str
    archive_url: str | None
    quote: str | None
    stance: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on a claim: was it said, or is it so."""

    verdict_id: str
    claim_id: str
    target: str
    label: str
    reviewer: str
    reviewed_at: datetime
    justification: str
    evidence: tuple[Evidence, ...] = ()
    supersedes_id: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by a person, a line of an append-only log."""

    edit_id: str
    at: datetime
    annotator: str
    table: str
    row_id: str
    op: str
    patch: str
    reason: str | None
    guideline_version: str
    previous_hash: str | None
    hash: str
    before: str | None = None
    settles: str | None = None


class ChainLink(NamedTuple):
    """One source that a claim passed through."""

    source_id: str | None
    name: str | None
    kind: str
    mention: str
    cue: str
    form: str


@dataclass(frozen=True, slots=True)
class AttributedClaim:
    """One flat row a claim, with its chain of sources outermost first."""

    claim_id: str
    article_id: str
    text: str
    standalone: str | None
    source_id: str | None
    source_name: str | None
    source_kind: str | None
    chain: tuple[ChainLink, ...]
    quote_type: str | None
    commitment: str | None
    polarity: str
    modality: str
    check_worthy: str
    segment_role: str
    title: str | None
    outlet: str | None
    url: str | None
    published_at: datetime | None
    language: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something found and not kept, with the reason; `spans` say where in the article, if inside one."""

    where: str
    what: str
    reason: str
    spans: Spans = ()
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an engine found in one article: kept rows, and what it refused and why."""

    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...]
