"""An article's text with its spans drawn: cut at every edge, so that spans may nest and cross and no letter moves.

Cues and sources are tinted; a content has a line under it, one that lies in another or crosses it a line further down.
A piece carries the keys of all that it belongs to, by which the page lights it up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.model import Attribution, Claim, Span, Spans
from claims.report.html import Html, element, joined

LINES = 4  # under a text; what lies deeper shares the last
TINTED = ("source", "cue")  # a later one is drawn over an earlier


class Mark(NamedTuple):
    """A span with the key of what it belongs to, and the class that draws it; "" draws nothing."""

    span: Span
    key: str
    kind: str


def marks_of(attributions: Sequence[Attribution], claims: Iterable[Claim], keys: Mapping[str, str]) -> list[Mark]:
    """The marks of attributions and of claims, by the keys of their ids."""
    levels = levels_of([one.content for one in attributions])
    found = [Mark(span, keys[one.attribution_id], f"l{level}") for one, level in zip(attributions, levels, strict=True) for span in one.content]
    found += [Mark(span, keys[one.attribution_id], kind) for one in attributions for kind in TINTED for span in getattr(one, kind)]
    return found + [Mark(span, keys[claim.claim_id], "") for claim in claims if claim.claim_id in keys for span in claim.evidence]


def levels_of(contents: Sequence[Spans]) -> list[int]:
    """For each content the line that is free under all of its spans, from 1, the longest first."""
    levels = [0] * len(contents)
    lines: dict[int, list[Span]] = defaultdict(list)
    for number in sorted(range(len(contents)), key=lambda n: (-sum(end - start for start, end in contents[n]), n)):
        free = (level for level in range(1, LINES) if not any(one.overlaps(other) for one in contents[number] for other in lines[level]))
        levels[number] = next(free, LINES)
        lines[levels[number]] += contents[number]
    return levels


def drawn(text: str, part: Span, marks: Iterable[Mark]) -> Html:
    """A part of the text in pieces; put together they are the part, letter for letter."""
    here = [mark for mark in marks if mark.span.overlaps(part)]
    edges = sorted({*part, *(edge for mark in here for edge in mark.span if part.start < edge < part.end)})
    return joined(*(_piece(text, Span(start, end), here) for start, end in pairwise(edges)))


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> Html:
    over = [mark for mark in marks if mark.span.holds(span)]
    if not over:
        return joined(span.of(text))
    kinds = {mark.kind for mark in over}
    classes = sorted(kind for kind in kinds if kind and kind not in TINTED)
    tint = [kind for kind in TINTED if kind in kinds][-1:]
    keys = dict.fromkeys(mark.key for mark in over)
    return element("span", span.of(text), class_=" ".join(("s", *classes, *tint)), data_k=" ".join(keys))
