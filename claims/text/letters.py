"""A text as its letters alone: folded, without blanks and punctuation, with the way back to the original's code points.

Two texts have the same letters where they differ in blanks, quotation marks, dashes, case, Arabic vowel signs, tatweel or
hamza carriers. What stands between two digits is kept, so that 1.5 is not 15; the digits of every script are the same ten.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from claims.model import Span
from claims.text.normalise import Shadow, fold, shadow

KEPT = "%‰"  # of what Unicode calls punctuation
TEXTS = 16  # that are kept at hand


class Letters:
    """The letters of a text as `text`; `span` and `index` change the coordinates."""

    __slots__ = ("_begins", "_letters", "_shadow", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._shadow: Shadow = shadow(original)
        folded = self._shadow.text
        self._begins: list[int] = []  # of each run of letters, in the shadow
        self._letters: list[int] = []  # and in the text of letters
        parts, length, at = [], 0, 0
        for gap in _silent().finditer(folded):
            if gap.start() > at:
                self._begins.append(at)
                self._letters.append(length)
                parts.append(folded[at : gap.start()])
                length += gap.start() - at
            at = gap.end()
        if at < len(folded):
            self._begins.append(at)
            self._letters.append(length)
            parts.append(folded[at:])
        self.text = "".join(parts).translate(_DIGITS)

    def span(self, start: int, end: int) -> Span:
        """The original's span of a range of letters that is not empty, the marks of its last letter included."""
        return self._shadow.span(self._folded(start), self._folded(end - 1) + 1)

    def index(self, position: int) -> int:
        """How many letters stand before a code point of the original."""
        folded = self._shadow.index(position)
        run = bisect_right(self._begins, folded) - 1
        if run < 0:
            return 0
        after = self._letters[run + 1] if run + 1 < len(self._letters) else len(self.text)
        return min(self._letters[run] + folded - self._begins[run], after)

    def _folded(self, letter: int) -> int:
        run = bisect_right(self._letters, letter) - 1
        return self._begins[run] + letter - self._letters[run]


@lru_cache(maxsize=TEXTS)
def letters(text: str) -> Letters:
    """The letters of a text."""
    return Letters(text)


def only_letters(text: str) -> str:
    """The letters of a text, where nobody asks for the way back."""
    return _silent().sub("", fold(text)).translate(_DIGITS)


@cache
def _silent() -> re.Pattern[str]:
    """What is no letter: runs of blanks, punctuation and controls, unless between two digits."""
    low = (chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000)
    marks = "".join(re.escape(char) for char in low if unicodedata.category(char)[0] in "PZC" and char not in KEPT)
    return re.compile(rf"(?<!\d)[{marks}]+|[{marks}]+(?!\d)")


class _Digits(dict[int, str | int]):
    """The ASCII digit of a digit of any script, anything else itself; filled as code points are met."""

    def __missing__(self, code: int) -> str | int:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = found = code if digit is None else str(digit)
        return found


_DIGITS = _Digits()
