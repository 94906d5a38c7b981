"""The text of a paragraph with its spans marked and coloured, each with the number of its attribution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.model import Attribution, Span

if TYPE_CHECKING:
    from rich.text import Text

ROLES = ("content", "source", "cue")  # a later one is drawn over an earlier
BRACKETS = {"source": ("{", "}"), "cue": ("<", ">"), "content": ("[", "]")}
STYLES = {"source": "bold cyan", "cue": "bold yellow"}
DEPTHS = ("green", "magenta", "blue")  # of contents inside contents, then again
SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one or more attributions, with how many contents lie around it."""

    span: Span
    role: str
    numbers: tuple[int, ...]
    depth: int

    @property
    def style(self) -> str:
        """How the span is drawn; a content by its depth."""
        return STYLES.get(self.role) or DEPTHS[self.depth % len(DEPTHS)]

    def brackets(self, colour: bool) -> tuple[str, str]:
        """What stands before and after the span: where colours tell cues and sources, only a content has brackets."""
        before, after = BRACKETS[self.role]
        small = "·".join(map(str, self.numbers)).translate(SMALL)
        return ("", small) if colour and self.role in STYLES else (before, after + small)


def marks_of(attributions: Iterable[Attribution], numbers: Mapping[str, int]) -> list[Mark]:
    """The marks of all spans, the outer before the inner; spans that several share are one mark."""
    found: dict[tuple[Span, str], list[int]] = {}
    for one in attributions:
        for role in ROLES:
            for span in getattr(one, role):
                found.setdefault((span, role), []).append(numbers[one.attribution_id])
    contents = {span for span, role in found if role == "content"}
    return [
        Mark(span, role, tuple(sorted(who)), sum(c.holds(span) for c in contents - {span}))
        for (span, role), who in sorted(
            found.items(),
            key=lambda item: (item[0][0].start, -item[0][0].end, ROLES.index(item[0][1])),
        )
    ]


def marked(text: str, part: Span, marks: Sequence[Mark], colour: bool) -> Text:
    """A part of the text with the marks that lie in it; not a letter of it is left out or moved."""
    from rich.text import Text

    here = [mark for mark in marks if mark.span.overlaps(part)]
    edges = {edge for mark in here for edge in mark.span if part.start < edge < part.end}
    cuts = sorted({part.start, part.end} | edges)
    out = Text()
    for start, end in pairwise(cuts):
        for mark in here:
            if mark.span.start == start:
                out.append(mark.brackets(colour)[0], mark.style)
        over = [mark for mark in here if mark.span.holds(Span(start, end))]
        top = max(over, key=lambda mark: (ROLES.index(mark.role), mark.depth), default=None)
        out.append(text[start:end], top.style if top else "")
        for mark in reversed(here):
            if mark.span.end == end:
                out.append(mark.brackets(colour)[1], mark.style)
    return out
