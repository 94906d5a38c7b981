"""Right-to-left text on a screen: isolates for screens that turn it, and the turned text for those that do not.

The order is that of the Unicode Bidirectional Algorithm (UAX #9, rules W1-W7, N0-N2, I1-I2, L1-L4) for one
line without embeddings; the letters' joined forms are those of Unicode's Arabic presentation forms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
JOINERS = "\u200c\u200d"
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_FORMS = ("isolated", "final", "initial", "medial")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def runs_right_to_left(text: str) -> bool:
    """Whether most of the letters run right to left."""
    kinds = [_STRONG.get(unicodedata.bidirectional(c)) for c in text]
    return kinds.count("R") > kinds.count("L")


def isolated(text: str, rtl: bool) -> str:
    """The text apart from what stands around it, in its own direction whatever its first letter is."""
    mark = RIGHT_TO_LEFT_MARK if rtl else LEFT_TO_RIGHT_MARK
    return f"{FIRST_STRONG_ISOLATE}{mark}{text}{POP_ISOLATE}"


def visual(text: str, rtl: bool) -> list[tuple[str, int]]:
    """The characters of a line from left to right, mirrored and joined, each with the index it comes from."""
    levels = _levels(text, rtl)
    cells = [(char, start, levels[start]) for char, start in _joined(text)]
    for level in range(max(levels, default=0), 0, -1):
        turned = []
        for above, run in groupby(cells, key=lambda cell: cell[2] >= level):
            cells_here = list(run)
            turned += cells_here[::-1] if above else cells_here
        cells = turned
    return [(_mirrored(char) if level % 2 else char, start) for char, start, level in cells]


def _levels(text: str, rtl: bool) -> list[int]:
    """The level of each character, odd where it runs right to left."""
    base = "R" if rtl else "L"
    kinds = [unicodedata.bidirectional(c) or "L" for c in text]
    kinds = _neutral(text, _weak(kinds, base), base)
    level = {"R": 1, "L": 2 if rtl else 0}
    end = len(text.rstrip())
    return [level.get(kind, 2) for kind in kinds[:end]] + [int(rtl)] * (len(text) - end)


def _weak(kinds: Sequence[str], base: str) -> list[str]:
    """The kinds with numbers and what stands in and around them settled (W1-W7)."""
    out = list(kinds)
    strong = before = base
    for i, kind in enumerate(out):
        if kind in ("NSM", "BN"):
            out[i] = kind = before
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            out[i] = "AN"
        before = out[i]
    for i in range(1, len(out) - 1):
        around = out[i - 1], out[i + 1]
        if out[i] == "ES" and around == ("EN", "EN"):
            out[i] = "EN"
        elif out[i] == "CS" and around in (("EN", "EN"), ("AN", "AN")):
            out[i] = around[0]
    at = 0
    for kind, run in groupby(out[:]):
        length = len(list(run))
        if kind == "ET" and "EN" in (*out[at - 1 : at], *out[at + length : at + length + 1]):
            out[at : at + length] = ["EN"] * length
        at += length
    strong = base
    for i, kind in enumerate(out):
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "L":
            out[i] = "L"
    return [_STRONG.get(kind, kind) for kind in out]


def _neutral(text: str, kinds: list[str], base: str) -> list[str]:
    """The kinds with what has no direction settled by its brackets and neighbours (N0-N2)."""
    out = list(kinds)
    for start, end in sorted(_brackets(text, out)):
        inner = {_side(kind) for kind in out[start + 1 : end]} - {""}
        if base in inner:
            out[start] = out[end] = base
        elif inner:
            before = (_side(kind) for kind in reversed(out[:start]))
            out[start] = out[end] = next(filter(None, before), base)
    at = 0
    for neutral, run in groupby(out[:], key=lambda kind: not _side(kind)):
        length = len(list(run))
        if neutral:
            left = _side(out[at - 1]) if at else base
            right = _side(out[at + length]) if at + length < len(out) else base
            out[at : at + length] = [left if left == right else base] * length
        at += length
    return out


def _side(kind: str) -> str:
    """The direction that a kind gives its neighbours, empty for none: a number counts as right to left."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _brackets(text: str, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where brackets open and close."""
    waiting: list[int] = []
    for i, char in enumerate(text):
        if kinds[i] != "ON":
            continue
        if char in _PAIRS:
            waiting.append(i)
        elif char in _PAIRS.values():
            depth = next((d for d, o in enumerate(waiting[::-1]) if _PAIRS[text[o]] == char), None)
            if depth is not None:
                yield waiting[len(waiting) - 1 - depth], i
                del waiting[len(waiting) - 1 - depth :]


@cache
def _mirrors() -> dict[str, str]:
    """What mirrored punctuation turns into."""
    left, right = "([{<«‹⟦≤", ")]}>»›⟧≥"
    return dict(zip(left + right, right + left, strict=True))


def _mirrored(cell: str) -> str:
    return _mirrors().get(cell[0], cell[0]) + cell[1:]


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """The presentation form of a letter, or of lam and an alef, by the letters and the name of the form."""
    found: dict[tuple[str, str], str] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        name, _, letters = unicodedata.decomposition(chr(code)).partition("> ")
        text = "".join(chr(int(one, 16)) for one in letters.split())
        if name[1:] in _FORMS and len(text) <= 2:
            found.setdefault((text, name[1:]), chr(code))
    return found


def _joined(text: str) -> Iterator[tuple[str, int]]:
    """The letters in their joined forms, each with the signs over it, and where it stands."""
    shapes = _shapes()
    letters = _letters(text)
    at = 0
    while at < len(letters):
        letter, signs, start = letters[at]
        after = letters[at + 1] if at + 1 < len(letters) else ("", "", 0)
        joins_before = at > 0 and _joins_on(letters[at - 1][0]) and _joins_back(letter)
        pair = letter + after[0]
        name = "final" if joins_before else "isolated"
        if letter == "ل" and (pair, name) in shapes:
            yield shapes[pair, name] + signs + after[1], start
            at += 2
            continue
        joins_after = _joins_on(letter) and _joins_back(after[0])
        name = _FORMS[joins_before + 2 * joins_after]
        yield shapes.get((letter, name), letter) + signs, start
        at += 1


def _letters(text: str) -> list[tuple[str, str, int]]:
    """Each character with the signs that follow it, and its index."""
    out: list[tuple[str, str, int]] = []
    for i, char in enumerate(text):
        if out and unicodedata.category(char) in ("Mn", "Me", "Cf") and char not in JOINERS:
            letter, signs, start = out[-1]
            out[-1] = letter, signs + char, start
        else:
            out.append((char, "", i))
    return out


def _joins_on(letter: str) -> bool:
    """Whether a letter joins the one after it."""
    return letter in ("ـ", "\u200d") or (letter, "initial") in _shapes()


def _joins_back(letter: str) -> bool:
    """Whether a letter joins the one before it."""
    return letter in ("ـ", "\u200d") or (letter, "final") in _shapes()
