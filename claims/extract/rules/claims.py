"""Propositions: what each attribution claims, less what others claim inside it; the rest is the author's voice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from claims.extract.rules.found import Found
from claims.extract.rules.sentence import Lexicon, Sentence
from claims.extract.rules.spaceless import unspaced
from claims.ids import claim_id
from claims.model import Article, Attribution, Claim, Span, Spans, say
from claims.text.normalise import Shadow

FEWEST_WORDS = 3
_WORD = re.compile(r"[\u3400-\u9fff]{1,2}|[^\W\d_\u3400-\u9fff]+")  # two letters a word where no space tells
EDGE = " \t\n،,.;:؛–—-…|\"«»“”，。；：、「」"


def propositions(
    article: Article,
    shade: Shadow,
    lexicon: Lexicon,
    sentences: Sequence[tuple[str, Sentence]],
    kept: Sequence[tuple[Attribution, Found]],
) -> tuple[Claim, ...]:
    """One row a proposition, sorted by place."""
    claims: list[Claim] = []
    text = shade.original
    children: dict[str | None, list[Attribution]] = {}
    for row, _ in kept:
        children.setdefault(row.parent_id, []).append(row)
    for row, _ in kept:
        inner = children.get(row.attribution_id, ())
        if any(child.content == row.content for child in inner):
            continue  # a relay: the claim is the inner source's
        holes = [_extent(child) for child in inner]
        evidence = _rest(text, row.content, holes)
        if not holes:
            evidence = row.content
        if evidence and (not holes or _words(text, evidence) >= FEWEST_WORDS):
            claims.append(_claim(article, shade, lexicon, row, evidence))
    taken = [hole for row, _ in kept if row.parent_id is None for hole in _extents(row)]
    taken.sort()
    begins, ends, first = [h.start for h in taken], list(accumulate((h.end for h in taken), max)), 0
    for role, s in sentences:
        if role == "see_also":
            continue  # a link says what it leads to, not what this article claims
        span = shade.span(s.start, s.end)
        frame = _frame_end(shade, s)
        start = frame if frame is not None else span.start
        while first < len(taken) and ends[first] <= span.start:
            first += 1
        holes = [h for h in taken[first : bisect_left(begins, span.end)] if h.overlaps(span)]
        evidence = _rest(text, (Span(start, span.end),), holes)
        if holes:
            evidence = tuple(e for e in evidence if _size(e.of(text)) >= FEWEST_WORDS + 2)
        for piece in evidence if holes else [Span(evidence[0].start, evidence[-1].end)] if evidence else []:
            if _words(text, (piece,)) >= FEWEST_WORDS:
                claims.append(_claim(article, shade, lexicon, None, (piece,), role))
    unique = {c.claim_id: c for c in claims}
    return tuple(sorted(unique.values(), key=lambda c: (c.evidence, c.claim_id)))


def _frame_end(shade: Shadow, s: Sentence) -> int | None:
    for frame in s.pack.author_frames:
        at = s.text.find(frame, s.start, min(s.end, s.start + len(frame) + 4))
        if at >= 0:
            return shade.span(at, at + len(frame)).end
    return None


def _extent(row: Attribution) -> Span:
    """From the first to the last thing of an attribution inside its parent."""
    spans = (*row.content, *row.cue, *(s for s in row.source if row.mention != "controlled"))
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _extents(row: Attribution) -> list[Span]:
    """As `_extent`, but gaps of another sentence stay free: one span a stretch without a full stop."""
    return [*row.content, _head(row)] if len(row.content) > 1 else [_extent(row)]


def _head(row: Attribution) -> Span:
    spans = (*row.cue, *row.source) if row.mention != "controlled" else row.cue
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else row.content[0]


def _rest(text: str, spans: Spans, holes: Iterable[Span]) -> Spans:
    """What is left of the spans outside the holes, trimmed."""
    out = []
    holes = sorted(holes)
    for start, end in spans:
        for hole in holes:
            if hole.end > start and hole.start < end:
                out.append(Span(start, hole.start))
                start = hole.end
        out.append(Span(start, end))
    return tuple(t for s in out if s.start < s.end and (t := _trim(text, s)).start < t.end)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start] in EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in EDGE or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _words(text: str, spans: Spans) -> int:
    return sum(len(_WORD.findall(text, s.start, s.end)) for s in spans)


def _size(text: str) -> int:
    """The words of a text, two letters a word in scripts without spaces."""
    return len(text.split()) + sum(map(unspaced, text)) // 2


def _claim(
    article: Article, shade: Shadow, lexicon: Lexicon, row: Attribution | None, evidence: Spans, role: str = "body"
) -> Claim:
    text = shade.original
    found = [
        (shade.span(a, b), kind) for span in evidence
        for a, b, kind in lexicon.markers(shade.text, shade.index(span.start), shade.index(span.end))
    ]  # fmt: skip
    kinds = {kind for _, kind in found}
    first_clause = min((i for s in evidence[:1] for i in [_clause_end(text, s)]), default=0)
    negative = any(kind == "negation" and span.start < first_clause for span, kind in found)
    commitment = row.commitment if row else "asserts"
    modality = (
        "possible" if "hedge" in kinds or commitment in ("hedges", "hearsay")
        else "conditional" if "conditional" in kinds
        else "necessary" if "obligation" in kinds
        else "asserted"
    )  # fmt: skip
    act = {"asks": "question", "demands": "directive", "promises": "commitment"}.get(commitment)
    act = act or ("topic" if row is None and role in ("title", "heading") else "prediction" if "future" in kinds else "assertion")
    worthy, reason = _worth(text, evidence, act)
    return Claim(
        claim_id=claim_id(article.article_id, row.attribution_id if row else None, evidence),
        article_id=article.article_id,
        attribution_id=row.attribution_id if row else None,
        evidence=evidence,
        text=say(text, evidence),
        polarity="negative" if negative else "positive",
        modality=modality,
        speech_act=act,
        check_worthy=worthy,
        check_reason=reason,
        hedges=tuple(s for s, k in found if k == "hedge"),
        distancing=tuple(s for s, k in found if k == "distancing"),
    )


def _clause_end(text: str, span: Span) -> int:
    cuts = [i for mark in ",،;؛，；" if (i := text.find(mark, span.start, span.end)) > 0]
    return min(cuts, default=span.end)


def _worth(text: str, evidence: Spans, act: str) -> tuple[str, str | None]:
    if act in ("question", "directive", "topic", "commitment"):
        return "no", f"a {act}, not a statement"
    if any(c.isdigit() for s in evidence for c in s.of(text)):
        return "yes", "states a figure or a date"
    return "unsure", None
