"""Which parts of a content are quoted."""

from __future__ import annotations

from claims.model import Span, Spans
from claims.text.quotes import Quotation


def surrounds(quote: Quotation, spans: Spans) -> bool:
    """Whether the quotation holds the report itself, so that it is somebody else's."""
    return bool(spans) and all(quote.outer.holds(s) for s in spans)


def outermost(quotes: list[Quotation]) -> list[Span]:
    """What stands between the marks of the quotations that no other holds; they come sorted by start."""
    kept: list[Span] = []
    for quote in quotes:
        if not kept or quote.inner.start >= kept[-1].end:
            kept.append(quote.inner)
    return kept


def shared(text: str, content: Spans, inner: list[Span]) -> Spans:
    """Where contents and quotations overlap, trimmed; both are sorted and disjoint."""
    found: list[Span] = []
    for one in content:
        for other in inner:
            start, end = max(one.start, other.start), min(one.end, other.end)
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start < end:
                found.append(Span(start, end))
    return tuple(found)
