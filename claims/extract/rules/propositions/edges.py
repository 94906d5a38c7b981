"""From the places of a proposition to spans of the original that begin and end with its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.rules.propositions.places import (
    COMPLEMENTIZER,
    CONNECTIVE,
    DEPENDENT,
    DETERMINER,
    INSIDE,
    JOINED,
    JOINT,
    MARK,
    PREPOSITION,
    Places,
)
from claims.extract.rules.propositions.split import Proposition
from claims.extract.rules.propositions.units import Text
from claims.model import Span, Spans
from claims.text.normalise import Shadow

LOOSE = "،,.;:؛–—-…|\"«»“”„'‘’(（，。；：、「」『』"  # what no claim begins or ends with, unless it closes or opens something inside
CLOSERS = {")": "(", "]": "[", "）": "（"}


def evidence(
    places: Places, one: Proposition, shade: Shadow, text: Text, within: Sequence[Span], abbreviations: frozenset[str]
) -> Spans:
    """The spans of a proposition in order, what it shares first, inside those of its unit; empty if it has no words of its own."""
    mine = own(places, one)
    if mine is None:
        return ()
    ranges = [*_runs(places, *one.shared)] if one.shared else []
    ranges += _runs(places, *mine)
    joined = places.kinds[mine[0]] & JOINED and (one.segments[0].joint == "and" or mine[0] == one.segments[0].start)
    out: list[Span] = []
    for start, end in ranges:
        first, last = places.tokens[start], places.tokens[end - 1]
        cut = 1 if joined and start == mine[0] else 0
        span = shade.span(places.reading.starts[first] + cut, places.reading.ends[last])
        for around in within:
            inner = Span(max(span.start, around.start), min(span.end, around.end))
            if inner.start < inner.end and (inner := _closed(text, inner, around, abbreviations)).start < inner.end:
                out.append(inner)
    return tuple(out)


def own(places: Places, one: Proposition) -> tuple[int, int] | None:
    """The first place of a proposition's own words, and the place behind its last."""
    kinds = places.kinds
    start, end = one.segments[0].begin, one.end
    while start < end and kinds[start] & (MARK | INSIDE | CONNECTIVE):
        start += 1
    while end > start:
        last = end - 1
        while last > start and kinds[last] & INSIDE:
            last -= 1
        kind = kinds[last]
        open_end = end in places.runs or (end == len(kinds) and one.open_end)
        loose = kind & MARK and _word_of(places, last) in LOOSE
        if not (loose or kind & JOINT or (kind & CONNECTIVE and (end - last > 1 or (last and kinds[last - 1] & MARK))) or (open_end and kind & (DEPENDENT | PREPOSITION | DETERMINER | COMPLEMENTIZER))):
            break
        end = last
    return (start, end) if start < end else None


def _word_of(places: Places, place: int) -> str:
    return places.word(place)


def _runs(places: Places, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A range of places cut where another span of the unit begins."""
    for cut in sorted(p for p in places.runs if start < p < end):
        yield start, cut
        start = cut
    yield start, end


def _closed(text: Text, span: Span, within: Span, abbreviations: frozenset[str]) -> Span:
    """The span with the marks that belong to it: what opens or closes a quotation or bracket inside, an abbreviation's stop."""
    said, (start, end) = text.text, span
    while start < end and (said[start] in LOOSE or said[start].isspace()):
        start += 1
    while end > start and (said[end - 1] in LOOSE or said[end - 1].isspace()):
        end -= 1
    for mark in text.quotations(Span(max(0, start - 1), end)) if text.marks else ():
        if mark.closed and mark.outer.start == start - 1 >= within.start and mark.outer.end - 1 < end:
            start -= 1
        if mark.closed and mark.outer.start >= start and mark.outer.end == end + 1 <= within.end:
            end += 1
    after = said[end : end + 1] if end < within.end else ""
    if (after in CLOSERS and CLOSERS[after] in said[start:end]) or (after == "." and said[start : end + 1].split()[-1] in abbreviations):
        end += 1
    return Span(start, end)
