"""Spans as scores compare them: without edges that only typography decides, and as sets of letters."""

from __future__ import annotations

from collections.abc import Iterable

from claims.model import Spans

SPACE = frozenset(" \t\r\n\u00a0\u200b\u2028\u2029")
EDGE = SPACE | frozenset("\"'`.,;:!?…()[]-–—“”„‘’‚«»‹›؟،؛。「」")
Bounds = tuple[tuple[int, int], ...]
Letters = frozenset[int]


def bounds(text: str, spans: Spans, edge: frozenset[str] = EDGE) -> Bounds:
    """The spans sorted, trimmed of edge characters; two with nothing but those between them are one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        while start < end and text[start] in edge:
            start += 1
        while end > start and text[end - 1] in edge:
            end -= 1
        if start == end:
            continue
        if out and all(text[i] in edge for i in range(out[-1][1], start)):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def letters(text: str, spans: Iterable[tuple[int, int]]) -> Letters:
    """The places of the letters and marks of the spans; white space does not count."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i] not in SPACE)


def iou(one: Letters, other: Letters) -> float:
    """Shared letters over all letters of both; 0 where both are empty."""
    return len(one & other) / (len(one | other) or 1)
