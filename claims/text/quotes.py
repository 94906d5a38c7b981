"""Quotation marks in pairs, nested, paragraph by paragraph, in time linear in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from claims.model import Span
from claims.text.signs import Mark, Shape, lines

_CLOSERS = {
    "«": "»", "»": "«»", "‹": "›", "›": "‹›", "“": '”“"', "‟": '”“"', "„": '“”"', "”": "”“",
    '"': '"“”', "‘": "’'", "‛": "’'", "‚": "‘’'", "'": "'’", "「": "」", "『": "』", "〝": "〞〟",
}  # fmt: skip
_CERTAIN = {  # these close whatever stands around them
    "«": "»", "‹": "›", "“": "”", "‟": "”", "„": "”", "‘": "’", "‛": "’", "‚": "’",
    "「": "」", "『": "』", "〝": "〞〟",
}  # fmt: skip
_ALWAYS_OPEN = "«‹„‟「『〝"
_SINGLE = "'‘’‛‚‹›"  # an apostrophe may look like one, so that an unclosed one is none
_KIND = {"”": "“", "‘": "'", "’": "'", "»": "«"}
_STOPS = frozenset(".!?…؟。！？")
_DEEPEST = 5
_NAME = 60  # code points; a name that holds another name, «Торговый дом «Весна», begins no farther
_PREFIX = 3  # letters of an Arabic prefix (و, بال) before a mark where nothing is open, else one


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `outer` with its marks, `inner` without; `depth` counts those around it."""

    outer: Span
    inner: Span
    depth: int
    closed: bool
    mark: str


class _Found(NamedTuple):
    outer: Span
    inner: Span
    closed: bool


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The quotations of a text sorted by start; one never closed ends with its paragraph, `closed=False`.

    Two of them are nested or disjoint: a nested one's `outer` lies in the `inner` of the one around
    it, and where one » closes two, it belongs to the `inner` of the outer («Дом «Весна»). None
    crosses a newline or is empty. Apostrophes, inches and decades are no quotes, nor is a single
    mark that is never closed, if its line does not begin with it. A dash that opens direct speech
    is no mark.
    """
    found: list[_Found] = []
    for left, right, marks in lines(text, start, len(text) if end is None else end):
        found += _Line(text, left, marks).pairs(right)
    found.sort(key=lambda one: (one.outer.start, -one.outer.end))
    return list(_nested(text, found))


def _nested(text: str, found: list[_Found]) -> Iterator[Quotation]:
    around: list[int] = []  # where those end that are still open
    for outer, inner, closed in found:
        while around and around[-1] <= outer.start:
            around.pop()
        yield Quotation(outer, inner, len(around), closed, text[outer.start : inner.start])
        around.append(outer.end)


class _Line:
    """The marks of one line, paired from left to right by what is open."""

    def __init__(self, text: str, start: int, marks: list[Mark]) -> None:
        self.text, self.marks = text, marks
        self.begins = None if text[start : marks[0].at].strip() else marks[0].at
        self.stack: list[Mark] = []
        self.found: list[_Found] = []
        self.ahead = self._look_ahead()

    def _look_ahead(self) -> list[tuple[bool, int]]:
        """For each mark, of those of its kind after it: whether the next can only close; how many
        close something that is open by now."""
        ahead = []
        closes: dict[str, bool] = {}
        waiting: dict[str, int] = {}
        for mark in reversed(self.marks):
            kind = _KIND.get(mark.sign, mark.sign)
            ahead.append((closes.get(kind, False), waiting.get(kind, 0)))
            closes[kind] = mark.shape is Shape.CLOSES and not mark.doubtful
            if closes[kind] or mark.sign == "»":
                waiting[kind] = waiting.get(kind, 0) + 1
            elif mark.shape is Shape.OPENS or mark.sign == "«":
                waiting[kind] = max(0, waiting.get(kind, 0) - 1)
        return ahead[::-1]

    def pairs(self, end: int) -> list[_Found]:
        """Each pair, and what the line's end closes; not sorted."""
        for mark, (next_closes, waiting) in zip(self.marks, self.ahead, strict=True):
            depth = None if mark.doubtful and next_closes else self._closes(mark)
            if depth is not None:
                self._close(mark, depth, waiting)
            elif len(self.stack) < _DEEPEST and self._opens(mark):
                self._open(mark, waiting)
        self._leave(0, end)
        return self.found

    def _closes(self, mark: Mark) -> int | None:
        """The depth of the open quotation that this mark closes, or None."""
        for depth in range(len(self.stack) - 1, -1, -1):
            opener = self.stack[depth].sign
            if mark.sign in _CERTAIN.get(opener, ""):
                return depth
            if mark.sign in _CLOSERS[opener] and mark.shape is not Shape.OPENS:
                return None if mark.inside and mark.prefix == 1 else depth
            if mark.sign in _SINGLE:
                return None  # an apostrophe closes nothing that lies farther out
        return None

    def _close(self, mark: Mark, depth: int, waiting: int) -> None:
        self._leave(depth + 1, mark.at)
        opened = self.stack.pop()
        self._keep(opened, mark.end, mark.at, True)
        while self._shares(mark, opened, waiting):
            opened = self.stack.pop()
            self._keep(opened, mark.end, mark.end, True)

    def _shares(self, mark: Mark, opened: Mark, waiting: int) -> bool:
        """Whether this » closes the next outer « as well, since two in a row are written as one."""
        if mark.sign != "»" or not self.stack or self.stack[-1].sign != "«":
            return False
        if sum(one.sign == "«" for one in self.stack) <= waiting:
            return False
        left, right = self.stack[-1].end, opened.at
        return right - left <= _NAME and _STOPS.isdisjoint(self.text[left:right])

    def _leave(self, depth: int, at: int) -> None:
        """Ends at a place what was opened deeper and never closed; a single mark was an apostrophe."""
        while len(self.stack) > depth:
            opened = self.stack.pop()
            begins = opened.at == self.begins and opened.after.isupper()
            if opened.sign not in _SINGLE or begins:
                self._keep(opened, at, at, False)

    def _keep(self, opened: Mark, end: int, inner_end: int, closed: bool) -> None:
        if inner_end > opened.end:
            outer, inner = Span(opened.at, end), Span(opened.end, inner_end)
            self.found.append(_Found(outer, inner, closed))

    def _opens(self, mark: Mark) -> bool:
        if mark.sign not in _CLOSERS or mark.sign in _ALWAYS_OPEN:
            return mark.sign in _ALWAYS_OPEN
        if mark.sign in _SINGLE:
            return (
                mark.prefix in range(1, _PREFIX + 1)
                if mark.inside
                else mark.shape is not Shape.CLOSES
            )
        if mark.shape is Shape.CLOSES:
            return mark.prefix == 1 and mark.sign in '"“”'
        if mark.inside and mark.sign != "“":
            return mark.prefix in range(1, 2 if self.stack else _PREFIX + 1)
        return mark.sign in '"“' or (mark.shape is Shape.OPENS and mark.after.isalnum())

    def _open(self, mark: Mark, waiting: int) -> None:
        if mark.sign in _SINGLE and waiting < 2:  # the same one around it was an apostrophe
            self.stack = [one for one in self.stack if one.sign != mark.sign]
        self.stack.append(mark)
