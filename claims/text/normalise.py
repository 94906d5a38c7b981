"""The shadow of a text: what matching reads, with an exact way back to the original's code points.

Folding is per code point and free of context, so that `fold(a) + fold(b) == fold(a + b)` unless b begins
with a combining mark: a letter and its marks fold as the one letter that Unicode has for them (NFC), and
marks without such a letter (the stress in Пе́сков) are dropped. Dropped is all that is written but not read:
Arabic vowel signs, tatweel, bidi marks, joiners, soft hyphens. Spelling variants are taken for one another:
hamza carriers, ё, Persian ی and ک, Turkish ı, marks of quotation of one kind. Case is lowered. Kept apart
are ñ and n, ß and ss, й and и: they make other words. Ligatures and Arabic presentation forms stay.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cache

from claims.model import Span

_VOWEL_SIGNS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640"  # tatweel with them
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_COMBINING = "\u0300-\u036f"
_ABSORBED = "\u034f"  # stands where a mark was that its letter took up; dropped like every mark
_DROPPED = re.compile(f"[{_VOWEL_SIGNS}{_COMBINING}{_UNSEEN}]")
_LATER_SIGNS = re.compile(f"[{_VOWEL_SIGNS}{_COMBINING}]*")
_APART = re.compile(
    f"[{_COMBINING}\u0653-\u0655]"
)  # marks that Unicode may write in one with a letter
_MOST_MARKS = 30  # on one letter, as in Unicode's stream-safe text; to sort n of them takes n * n steps
_CLUSTER = re.compile(f"[^\\W\\d_][{_COMBINING}\u064b-\u0655]{{1,{_MOST_MARKS}}}")
_SAME = {
    "ا": "أإآٱ",
    "ي": "ىی",
    "ك": "ک",
    "ه": "ةۀ",
    "е": "ё",
    "i": "ı",
    "σ": "ς",
    '"': "“”„‟«»〝〞＂「」『』",
    ",": "，",
    ".": "。",
    ":": "：",
    ";": "；",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "'": "‘’‚‛‹›ʼ`´＇",
    "-": "\u2010\u2011",
    " ": "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f",
}
_LONG = (
    500  # from so many code points on, a replacement a variant is faster than a look-up a letter
)


def _code_points(ranges: str) -> list[str]:
    """The characters that the inside of a regular expression's set names, such as `_a-z`."""
    found = re.findall("(.)-(.)|(.)", ranges, re.DOTALL)
    return [chr(c) for a, b, one in found for c in range(ord(a or one), ord(b or one) + 1)]


@cache
def _variants() -> dict[str, str]:
    """What each lower-case character folds to, if not to itself."""
    found = dict.fromkeys(_code_points(_VOWEL_SIGNS + _COMBINING + _UNSEEN), "")
    return found | {char: one for one, many in _SAME.items() for char in _code_points(many)}


class _Table(dict[int, str]):
    """What each code point folds to; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        lower = chr(code).lower()[0]  # İ lowers to two: its base letter stands for it
        self[code] = folded = _variants().get(lower, lower)
        return folded


@cache
def _table() -> _Table:
    return _Table()


def _joined(text: str) -> str:
    """The text at the same length, each letter in one with its marks if Unicode has the two in one."""
    return _CLUSTER.sub(_join, text) if _APART.search(text) else text


def _join(cluster: re.Match[str]) -> str:
    one = unicodedata.normalize("NFC", cluster.group())
    absorbed = len(cluster.group()) - len(one)
    return one[0] + _ABSORBED * absorbed + one[1:] if absorbed > 0 else cluster.group()


def fold(text: str) -> str:
    """The text as matching reads it."""
    return _folded(_joined(text))


def _folded(text: str) -> str:
    if len(text) < _LONG:
        return text.translate(_table())
    text = _DROPPED.sub("", text)
    text = text.replace("İ", "i").replace("Σ", "σ").lower()  # the two that lower by context
    for char, folded in _variants().items():
        if folded and char in text:  # far cheaper than a replacement in vain
            text = text.replace(char, folded)
    return text


class Shadow:
    """A folded text beside its original; `span` and `index` change the coordinates."""

    __slots__ = ("_dropped", "_joined", "_shifts", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self._joined = _joined(original)
        self.text = _folded(self._joined)
        self._dropped: list[int] = []
        if len(self.text) != len(original):
            self._dropped = [found.start() for found in _DROPPED.finditer(self._joined)]
        # from the shadow position _shifts[k] on, k + 1 code points of the original were dropped
        self._shifts = [at - number for number, at in enumerate(self._dropped)]

    def span(self, start: int, end: int) -> Span:
        """The original's span for a range of the shadow, the marks of its last letter included."""
        if not self._dropped:
            return Span(start, end)
        first = start + bisect_right(self._shifts, start)
        if start >= end:
            return Span(first, first)
        last = end + bisect_right(self._shifts, end - 1)
        signs = _LATER_SIGNS.match(self._joined, last)
        return Span(first, signs.end() if signs else last)

    def index(self, position: int) -> int:
        """The shadow's position of a code point of the original, of the next kept one if dropped."""
        return position - bisect_left(self._dropped, position)

    def cased(self) -> str:
        """The original without what was dropped: as long as the shadow, with its capitals."""
        return _DROPPED.sub("", self._joined) if self._dropped else self._joined


def shadow(text: str) -> Shadow:
    """The shadow of a text."""
    return Shadow(text)


def invisibles(text: str) -> list[tuple[int, str, str]]:
    """(index, code as in U+200F, name) of each invisible or direction-changing character."""
    if text.isascii() and text.isprintable():
        return []
    unseen = "".join(sorted(filter(_is_invisible, set(text))))
    if not unseen:
        return []
    found = re.finditer(f"[{re.escape(unseen)}]", text)
    return [(m.start(), f"U+{ord(m[0]):04X}", unicodedata.name(m[0], "control")) for m in found]


def _is_invisible(char: str) -> bool:
    kind = unicodedata.category(char)
    return kind == "Cf" or (kind == "Cc" and char not in "\t\n\r")
