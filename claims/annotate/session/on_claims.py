"""What is done to claims: created, moved, split, merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from claims.annotate.change import Change
from claims.annotate.session.desk import (
    Desk,
    changed,
    pairs_of,
    spans_of,
    text_of,
    trimmed,
    unused,
    words,
)
from claims.contract.tables import WITHDRAWN
from claims.errors import UsageError
from claims.ids import claim_id as id_of
from claims.model import Article, Attribution, Claim, Span, Spans

ROLES = ("evidence", "hedges", "distancing")
MERGED = "merged into {}"
EMPTY = Span(0, 0)
STOPS = frozenset(" \t\n\u00a0,;:،؛–—-")

Pairs = list[list[int]]


def born(desk: Desk, article: Article, owner: Attribution | None, evidence: Spans, **columns: Any) -> Claim:
    """A new claim, as a draft."""
    owner_id = owner.attribution_id if owner else None
    made = unused(desk.state, "claims", lambda number: id_of(article.article_id, owner_id, (*evidence, *[EMPTY] * number)))
    return Claim(made, article.article_id, owner_id, evidence, words(article, evidence), **columns)


def create_claim(desk: Desk, *, evidence: Pairs, attribution_id: str | None = None, article_id: str | None = None) -> Iterator[Change]:
    """A new claim of an attribution, or of the author (None)."""
    owner = None if attribution_id is None else desk.state.row("attributions", attribution_id)
    article = desk.state.article(owner.article_id if owner else article_id or desk.article_id or "")
    yield Change.create(born(desk, article, owner, trimmed(article, spans_of(evidence, "evidence"))))


def set_claim_span(desk: Desk, *, claim_id: str, role: str, spans: Pairs) -> Iterator[Change]:
    """The evidence, hedges or distancing of a claim at other places of the text; its words follow its evidence."""
    row: Claim = desk.state.row("claims", claim_id)
    if role not in ROLES:
        raise UsageError(f"no role {role!r} of a claim", mend=f"there are: {', '.join(ROLES)}")
    article = desk.state.article(row.article_id)
    found = trimmed(article, spans_of(spans, role))
    values: dict[str, Any] = {role: pairs_of(found)}
    if role == "evidence":
        values["text"] = words(article, found)
    yield from changed(row, values)


def split_claim(desk: Desk, *, claim_id: str, at: int | None = None, evidences: Sequence[Pairs] | None = None) -> Iterator[Change]:
    """Two or more claims out of one: cut at an offset (code points), or with the evidences given; the first keeps the id."""
    row: Claim = desk.state.row("claims", claim_id)
    article = desk.state.article(row.article_id)
    if evidences is not None:
        parts = [trimmed(article, spans_of(pairs, "evidence")) for pairs in evidences]
    elif type(at) is int:
        parts = _cut(article, row.evidence, at)
    else:
        raise UsageError("nothing says where to split", mend="give `at`, an offset in code points, or `evidences`")
    if len(parts) < 2 or not all(parts):
        raise UsageError("one of the parts is empty", mend="split inside the evidence of the claim")
    hedges = [_within(row.hedges, part, parts) for part in parts]
    yield from changed(row, {
        "evidence": pairs_of(parts[0]), "text": words(article, parts[0]), "hedges": pairs_of(hedges[0]), "standalone": None,
    })  # fmt: skip
    owner = desk.state.find("attributions", row.attribution_id)
    for part, own in zip(parts[1:], hedges[1:], strict=True):
        new = born(desk, article, owner, part)
        yield Change.create(replace(row, claim_id=new.claim_id, evidence=part, text=new.text, hedges=own, standalone=None, status=new.status))


def _cut(article: Article, spans: Spans, at: int) -> list[Spans]:
    """The spans before an offset and those behind it, without the white space and the stops at the cut."""
    text = text_of(article)
    before = [Span(start, min(end, at)) for start, end in spans if start < at]
    after = [Span(max(start, at), end) for start, end in spans if end > at]
    while before and text[before[-1].end - 1] in STOPS:
        start, end = before.pop()
        before += [Span(start, end - 1)] if start < end - 1 else []
    while after and text[after[0].start] in STOPS:
        start, end = after.pop(0)
        after[:0] = [Span(start + 1, end)] if start + 1 < end else []
    return [tuple(before), tuple(after)]


def _within(hedges: Spans, part: Spans, parts: Sequence[Spans]) -> Spans:
    """The hedges of a part: those that lie in no other part alone."""
    others = [span for one in parts if one is not part for span in one]
    return tuple(hedge for hedge in hedges if not any(span.holds(hedge) for span in others))


def merge_claims(desk: Desk, *, claim_ids: Sequence[str]) -> Iterator[Change]:
    """One claim out of two or more of one attribution: the first in the text has all their evidence, the others are withdrawn."""
    rows: list[Claim] = [desk.state.row("claims", one) for one in dict.fromkeys(claim_ids)]
    if len(rows) < 2:
        raise UsageError("one claim alone is not merged", mend="name two or more")
    if len({(row.article_id, row.attribution_id) for row in rows}) > 1:
        raise UsageError("they are not of one attribution", mend="bring them to the same attribution, or to the author, first")
    if any(row.status == WITHDRAWN for row in rows):
        raise UsageError("one of them is withdrawn", mend="name claims that stand")
    first, *others = sorted(rows, key=lambda row: (row.evidence, row.claim_id))
    article = desk.state.article(first.article_id)
    evidence = _joined(text_of(article), [span for row in rows for span in row.evidence])
    hedges = _joined(text_of(article), [span for row in rows for span in row.hedges])
    for row in others:
        yield from withdrawn(desk, row, MERGED.format(first.claim_id))
    yield from changed(first, {
        "evidence": pairs_of(evidence), "text": words(article, evidence), "hedges": pairs_of(hedges), "standalone": None,
        "modality": next((row.modality for row in rows if row.hedges), first.modality),
    })  # fmt: skip


def withdrawn(desk: Desk, row: Claim, reason: str | None) -> Iterator[Change]:
    """A claim withdrawn, and its links taken out."""
    yield from unlinked(desk, row, reason)
    yield Change.reject(row, reason=reason)


def unlinked(desk: Desk, row: Claim, reason: str | None) -> Iterator[Change]:
    """The links of a claim taken out."""
    for link in desk.state.links(row.claim_id):
        yield Change.delete(link, reason=reason)


def _joined(text: str, spans: Sequence[Span]) -> Spans:
    """Spans as one set: those that overlap, or have but white space between them, are one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not text[found[-1].end : span.start].strip() and "\n" not in text[found[-1].end : span.start]:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
