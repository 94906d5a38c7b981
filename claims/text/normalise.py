"""The shadow of a text: what matching reads, with an exact way back to the code points of the original.

Folding is per code point and free of context, so that `fold(a) + fold(b) == fold(a + b)`. It drops what
is written but not read (Arabic vowel signs, tatweel, bidi marks, soft hyphens), takes spelling variants
for one another (hamza carriers, ё, quotation marks of one kind) and lowers case.
"""

from __future__ import annotations

import sys
import unicodedata
from bisect import bisect_left
from functools import cache
from itertools import compress

from claims.model import Span

_VOWEL_SIGNS = [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), 0x0640]
_UNSEEN = [0x00AD, 0x034F, 0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_SAME = {
    "أإآٱ": "ا", "ى": "ي", "ة": "ه", "ёЁ": "е",
    "“”„‟«»〝〞＂": '"', "‘’‚‛‹›ʼ`´＇": "'", "\u2011\u2010": "-",
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f": " ",
}  # fmt: skip


class _Table(dict[int, str | None]):
    """What each code point folds to; filled as code points are met."""

    def __missing__(self, code: int) -> str | None:
        lower = chr(code).lower()
        self[code] = folded = lower[0] if lower else None  # İ lowers to two; its base letter stands for it
        return folded


@cache
def _table() -> _Table:
    table = _Table({code: None for code in (*_VOWEL_SIGNS, *_UNSEEN)})
    for many, one in _SAME.items():
        table.update({ord(char): one for char in many})
    return table


_DROPPED = frozenset(map(chr, (*_VOWEL_SIGNS, *_UNSEEN)))


def fold(text: str) -> str:
    """The text as matching reads it."""
    return text.translate(_table())


class Shadow:
    """A folded text beside its original; `span` and `index` change the coordinates."""

    __slots__ = ("_kept", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = fold(original)
        self._kept: list[int] | None = None
        if len(self.text) != len(original):
            self._kept = list(compress(range(len(original)), (c not in _DROPPED for c in original)))

    def span(self, start: int, end: int) -> Span:
        """The span in the original of a half-open range of the shadow, vowel signs of its last letter included."""
        if self._kept is None:
            return Span(start, end)
        if start >= end:
            at = self._kept[start] if start < len(self._kept) else len(self.original)
            return Span(at, at)
        last = self._kept[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return Span(self._kept[start], last)

    def cased(self) -> str:
        """The shadow's length, the original's letters: what capitals are read from."""
        return self.original if self._kept is None else "".join(self.original[i] for i in self._kept)

    def index(self, position: int) -> int:
        """The position in the shadow of a code point of the original (of the next kept one, if it was dropped)."""
        return position if self._kept is None else bisect_left(self._kept, position)


def shadow(text: str) -> Shadow:
    """The shadow of a text."""
    return Shadow(text)


@cache
def _invisible() -> frozenset[str]:
    return frozenset(
        chr(c) for c in range(sys.maxunicode + 1)
        if unicodedata.category(chr(c)) == "Cf" or (unicodedata.category(chr(c)) == "Cc" and c not in (9, 10, 13))
    )  # fmt: skip


def invisibles(text: str) -> list[tuple[int, str, str]]:
    """(index, code as U+XXXX, name) of each invisible or direction-changing character."""
    return [
        (i, f"U+{ord(c):04X}", unicodedata.name(c, "control")) for i, c in enumerate(text) if c in _invisible()
    ]
