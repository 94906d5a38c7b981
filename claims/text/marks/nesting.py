"""Whether each report that stands inside another says so."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Span
from claims.text.marks.model import MarkedAttribution


def parent_faults(attributions: tuple[MarkedAttribution, ...]) -> Iterator[tuple[int, str, str]]:
    """Line, complaint and mend for each parent that is unknown, its own descendant, or missing."""
    by_key = {a.key: a for a in attributions}
    sound: set[str] = set()  # keys whose chain of parents is known to end
    for one in attributions:
        key, chain = one.key, {one.key}
        parent = one.attributes.get("parent")
        while parent is not None and key not in sound:
            if parent not in by_key:
                yield (
                    one.line,
                    f"{one.key}: no parent {parent!r}",
                    f"there are: {', '.join(sorted(by_key))}",
                )
                return
            if parent in chain:
                yield one.line, f"{one.key} is its own parent", "a parent encloses its child"
                return
            chain.add(parent)
            key, parent = parent, by_key[parent].attributes.get("parent")
        sound.update(chain)
    for one, outer in _nested(attributions):
        if "parent" not in one.attributes:
            what = f"{one.key} stands inside the content of {outer.key} and has no parent"
            yield one.line, what, f"add {{{one.key}: {{parent: {outer.key}}}}}"


def _nested(
    attributions: tuple[MarkedAttribution, ...],
) -> Iterator[tuple[MarkedAttribution, MarkedAttribution]]:
    """Each attribution whose cue (content, if uncued) stands inside another's content, with the innermost such."""
    found: list[tuple[Span, bool, MarkedAttribution]] = []
    for one in attributions:
        found += [(span, True, one) for span in one.role("content")]
        found += [(span, False, one) for span in (one.role("cue") or one.role("content"))[:1]]
    found.sort(key=lambda f: (f[0].start, -f[0].end, not f[1]))
    around: list[tuple[Span, MarkedAttribution]] = []
    for span, is_content, one in found:
        while around and around[-1][0].end <= span.start:
            around.pop()
        if is_content:
            around.append((span, one))
            continue
        for outer, other in reversed(around):
            if other.key != one.key and outer != span:
                yield one, other
                break
