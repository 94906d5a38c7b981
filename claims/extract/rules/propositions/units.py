"""Who says what in one sentence: a content without what others say in it, a sentence without what is reported."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.model import Attribution, Span, Spans
from claims.text.quotes import Quotation
from claims.text.sentences import Spelling, sentences

_STOP = re.compile(r"[.!?…؟۔。！？]")
_NEW_SENTENCE = re.compile(r"[.!?…؟][»”\"']?\s*[—–-]\s*[«“„\"']?\s*$")  # …, — сказал он. — Теперь …
_TIME = re.compile(r"\d\d?[:.]\d\d(?:\s+[-–—])?\s+")  # an entry of a live blog


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
    """An original text with its quotations and the places where its sentences begin."""

    def __init__(self, text: str, marks: Sequence[Quotation], starts: Sequence[int], spelling: Spelling) -> None:
        self.text, self.marks, self.starts, self.spelling = text, marks, starts, spelling
        self.opens = [mark.outer.start for mark in marks]

    def quotations(self, span: Span) -> Sequence[Quotation]:
        """The quotations that open inside a span."""
        return self.marks[bisect_left(self.opens, span.start) : bisect_left(self.opens, span.end)]

    def sentences(self, span: Span) -> list[Span]:
        """A span cut into its sentences."""
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
            for number, part in enumerate(text.sentences(span)):
                if units and not number and not text.parted(units[-1].spans[-1], part):
                    unit = units[-1]
                    if hole:
                        unit.holes.add(len(unit.spans))
                    unit.spans.append(part)
                else:
                    units.append(Unit([part], set(), row=row, before=hole))
    return units


def told(text: Text, rows: Iterable[Attribution], among: Iterable[tuple[str, Span]]) -> Iterator[Unit]:
    """What is left of each sentence outside of all reports: the author's voice."""
    taken = sorted({span for row in rows for span in _taken(row)})
    begins = [span.start for span in taken]
    reach: list[int] = []
    for span in taken:
        reach.append(max(span.end, reach[-1] if reach else 0))
    first = 0
    for role, span in among:
        if role == "see_also":
            continue  # a link says what it leads to, not what this article claims
        while first < len(taken) and reach[first] <= span.start:
            first += 1
        time = _TIME.match(text.text, span.start, span.end)
        whole = Span(time.end(), span.end) if time else span
        holes = [hole for hole in taken[first : bisect_left(begins, span.end)] if hole.overlaps(whole)]
        parts = list(rest(whole, holes))
        if parts:
            last = parts[-1][0]
            holed = {number for number, (_, hole) in enumerate(parts) if hole and number}
            yield Unit([part for part, _ in parts], holed, role, None, parts[0][1], bool(holes) and last.end < whole.end)


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
