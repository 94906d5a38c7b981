"""Who says what in one sentence: a content without what others say in it, a sentence without what is reported."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.model import Attribution, Span, Spans
from claims.text.quotes import Quotation
from claims.text.sentences import sentences
from claims.text.stops import Spelling

_STOP = re.compile(r"[.!?…؟۔。！？]")
_NEW_SENTENCE = re.compile(r"^\s*[:;؛]|[.!?…؟][»”\"']?\s*[—–-]\s*[«“„\"']?\s*$")  # …, — сказал он. — Теперь …


@dataclass(slots=True)
class Unit:
    """What one voice says in one sentence: spans of the original, in order.

    `holes` are the places among the spans (from 1) before which somebody else speaks; a split quotation has none.
    """

    spans: list[Span]
    holes: set[int]
    role: str = "body"
    row: Attribution | None = None
    before: bool = False  # somebody else speaks right before it
    after: bool = False  # and right after it


class Text:
    """An original text with its quotations and its sentences: each with the place where it begins to say something."""

    def __init__(self, text: str, marks: Sequence[Quotation], heads: Sequence[tuple[Span, int]], spelling: Spelling) -> None:
        self.text, self.marks, self.heads, self.spelling = text, marks, heads, spelling
        self.opens = [mark.outer.start for mark in marks]
        self.starts = [span.start for span, _ in heads]

    def quotations(self, span: Span) -> Sequence[Quotation]:
        """The quotations that open inside a span."""
        return self.marks[bisect_left(self.opens, span.start) : bisect_left(self.opens, span.end)]

    def quoted(self, span: Span) -> bool:
        """Whether a span lies inside a quotation."""
        near = self.marks[max(0, bisect_right(self.opens, span.start) - 2) : bisect_right(self.opens, span.start)]
        return any(mark.outer.holds(span) for mark in near)

    def sentences(self, span: Span) -> list[Span]:
        """A span cut into its sentences, without what stands before the words of the first: a dateline, a time."""
        number = bisect_right(self.starts, span.start) - 1
        if number >= 0 and span.start < self.heads[number][1] < span.end:
            span = Span(self.heads[number][1], span.end)
        if not _STOP.search(self.text, span.start, span.end - 1):
            return [span]
        return sentences(self.text, span.start, span.end, self.spelling, self.quotations(span)) or [span]

    def parted(self, one: Span, other: Span) -> bool:
        """Whether a sentence begins between two spans."""
        begun = bisect_right(self.starts, other.start) > bisect_right(self.starts, one.end - 1)
        return begun or _NEW_SENTENCE.search(self.text[one.end : other.start]) is not None


def reported(text: Text, row: Attribution, inner: Iterable[Attribution]) -> list[Unit]:
    """The content of an attribution, a unit a sentence, without what is said by others inside it."""
    holes = sorted(extent(child) for child in inner)
    units: list[Unit] = []
    for content in row.content:
        for span, hole in rest(content, holes):
            if hole and units:
                units[-1].after = True
            for number, part in enumerate(text.sentences(span)):
                if units and not number and not text.parted(units[-1].spans[-1], part):
                    unit = units[-1]
                    unit.after = False
                    if hole:
                        unit.holes.add(len(unit.spans))
                    unit.spans.append(part)
                else:
                    units.append(Unit([part], set(), row=row, before=hole and not number))
        if units and any(hole.start < content.end <= hole.end for hole in holes):
            units[-1].after = True
    return units


def told(text: Text, rows: Iterable[Attribution], roles: Sequence[str]) -> Iterator[Unit]:
    """What is left of each sentence outside of all reports: the author's voice; a role a sentence."""
    taken = sorted({span for row in rows for span in _taken(row)})
    begins = [span.start for span in taken]
    reach: list[int] = []
    for span in taken:
        reach.append(max(span.end, reach[-1] if reach else 0))
    first = 0
    for role, (span, head) in zip(roles, text.heads, strict=True):
        if role == "see_also":
            continue  # a link says what it leads to, not what this article claims
        while first < len(taken) and reach[first] <= span.start:
            first += 1
        whole = Span(head, span.end)
        holes = [hole for hole in taken[first : bisect_left(begins, span.end)] if hole.overlaps(whole)]
        parts = list(rest(whole, holes))
        if parts:
            holed = {number for number, (_, hole) in enumerate(parts) if hole and number}
            yield Unit([part for part, _ in parts], holed, role, None, parts[0][1], bool(holes) and parts[-1][0].end < whole.end)


def extent(row: Attribution) -> Span:
    """From the first to the last thing of an attribution inside its parent."""
    spans = (*row.content, *row.cue, *(s for s in row.source if row.mention != "controlled"))
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _taken(row: Attribution) -> Spans:
    """As `extent`, but gaps between the parts of a content stay free."""
    if len(row.content) == 1:
        return (extent(row),)
    spans = (*row.cue, *row.source, *row.addressee) if row.mention != "controlled" else row.cue
    return (*row.content, Span(min(s.start for s in spans), max(s.end for s in spans))) if spans else row.content


def rest(span: Span, holes: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    """What is left of a span outside sorted holes, and whether a hole lies right before it."""
    start, end = span
    after = False
    for hole in holes:
        if hole.end > start and hole.start < end:
            if start < hole.start:
                yield Span(start, hole.start), after
            start, after = hole.end, True
    if start < end:
        yield Span(start, end), after
