"""Quotation marks in pairs, nested, paragraph by paragraph, in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.model import Span

_OPENERS = {"«": "»", "“": "”", "„": "“", "‹": "›", "‘": "’", "「": "」", "『": "』"}
_MARK = re.compile("[«»“”„\"‘’‹›'「」『』]|\n")
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `outer` with its marks, `inner` without; depth 0 is the outermost."""

    outer: Span
    inner: Span
    depth: int
    closed: bool
    mark: str


def quotations(text: str, start: int = 0, end: int | None = None) -> list[Quotation]:
    """The quotations of a text sorted by start; one that is never closed ends with its paragraph, `closed=False`.

    Never crosses a newline. Linear in the length of the text. Apostrophes, inches and minutes are no quotes.
    """
    end = len(text) if end is None else end
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []  # where it opened, and by which mark
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark == "\n":
            _close_all(found, stack, text, at)
            continue
        depth = _closes(text, start, end, at, mark, stack)
        if depth is not None:
            while len(stack) > depth + 1:  # marks opened inside and never closed end here
                opened, opener = stack.pop()
                found.append(Quotation(Span(opened, at), Span(opened + 1, at), len(stack), False, opener))
            opened, opener = stack.pop()
            if at > opened + 1:
                found.append(Quotation(Span(opened, at + 1), Span(opened + 1, at), depth, True, opener))
        elif len(stack) < _DEEPEST and _opens(text, start, end, at, mark, stack):
            stack.append((at, mark))
    _close_all(found, stack, text, end)
    found.sort(key=lambda q: (q.outer.start, -q.outer.end))
    return found


def _close_all(found: list[Quotation], stack: list[tuple[int, str]], text: str, at: int) -> None:
    while stack:
        opened, opener = stack.pop()
        if at > opened + 1:
            found.append(Quotation(Span(opened, at), Span(opened + 1, at), len(stack), False, opener))


def _closes(text: str, start: int, end: int, at: int, mark: str, stack: list[tuple[int, str]]) -> int | None:
    """The depth of the open quotation that this mark closes, or None."""
    if mark in "'’‘" and _inside_word(text, start, end, at):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth][1]
        if mark == _OPENERS.get(opener) or (opener == "”" and mark in "“”") or (opener == "»" and mark in "«»"):
            return depth
        if opener == "„" and mark in '”"':
            return depth
        if opener == mark and mark in "\"'" and (at == end - 1 or not text[at + 1].isalnum()):
            return depth
        if opener == "“" and mark == '"' and (at == end - 1 or not text[at + 1].isalnum()):
            return depth
    return None


def _opens(text: str, start: int, end: int, at: int, mark: str, stack: list[tuple[int, str]]) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in "'‘":
        return (not before.isalnum()) and after.isalnum()
    if mark == "’":
        return False
    if mark == '"':
        if before.isdigit() and not stack:
            return False  # inches
        return not (before.isalnum() or before in ".,!?…؟") or (before in ".,…" and after.isalnum())
    if mark in "”»":  # inverted pairs ”…“ and »…«
        return not before.isalnum() and before not in ".,!?…" and after.isalnum() and not stack
    return mark in _OPENERS


def _inside_word(text: str, start: int, end: int, at: int) -> bool:
    return start < at < end - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
