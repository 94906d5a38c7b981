"""Which report encloses which: parents by containment, and reports that a later one points back at."""

from __future__ import annotations

from collections.abc import Iterable

from claims.extract.rules.found import Found

DEEPEST = 32  # reports around one another


def close(mine: list[Found]) -> None:
    """Parents by containment: the smallest content around a cue."""
    for found in mine:
        if found.parent is not None and found.form == "participle" and not found.controlled:
            continue
        cue = found.cue[0] if found.cue else found.content[0]
        around = [
            f for f in mine
            if f is not found and any(a <= cue[0] and cue[1] <= b for a, b in f.content) and f is not found.parent and not descends(f, found)
        ]  # fmt: skip
        if around:
            inner = min(around, key=lambda f: (f.end - f.content[0][0], -_depth(f)))
            if found.parent is None or inner.parent is found.parent or descends(inner, found.parent):
                found.parent = inner
    for found in mine:
        outer = found.parent
        while outer is not None and len(found.content) > 1 and len(outer.content) == 1 and _covers(found, outer):
            whole = list(outer.content)
            for same in (f for f in mine if f.content == whole):  # a source and the one that it cites
                same.content = list(found.content)
                same.cuts.append((found.content[0][1], "a parenthesis inside it"))
            outer = outer.parent


def _covers(inner: Found, outer: Found) -> bool:
    """Whether a parenthesis inside a content reports all of it: `X, by the words of Y, stays` within what Z writes."""
    return inner.rule in ("adposition", "adposition_with_verb", "mid_parenthesis") and inner.content[0][0] - outer.content[0][0] <= 1


def _depth(found: Found) -> int:
    """How many reports enclose it."""
    depth = 0
    while found.parent is not None and depth < DEEPEST:
        found, depth = found.parent, depth + 1
    return depth


def descends(one: Found, other: Found) -> bool:
    """Whether the other report encloses this one, or may, so deep does this one stand: a circle would never end."""
    seen = 0
    while one.parent is not None and seen < DEEPEST:
        one, seen = one.parent, seen + 1
        if one is other:
            return True
    return one.parent is not None


def enclose(outer: Found, founds: Iterable[Found]) -> None:
    """Puts the outermost reports that lie inside the content of one under it."""
    for other in founds:
        if other.parent is None and other is not outer and any(a <= other.start and other.end <= b for a, b in outer.content):
            other.parent = outer
