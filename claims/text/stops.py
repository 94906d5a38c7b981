"""Stops: the marks that may end a sentence, and the judgements that say which of them is none, in their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from claims.text.normalise import fold

STOPS = ".!?…؟۔。！？｡．"
STOP = re.compile(f"[{STOPS}]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ARABIC_WORD = re.compile("[\u0620-\u064a]{3}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_UNGLUED = "。！？｡．؟۔"  # a letter may follow these at once
_QUOTING = "\"'“‘«„‚("
_LONGEST_ORDINAL = 3  # digits; more of them are a year
_LONGEST_ITEM = 3  # digits of the number before an item of a list


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a language writes with a full stop inside a sentence, and what shows that one begins."""

    abbreviations: frozenset[str] = frozenset()  # as written, with the full stop
    openers: frozenset[str] = frozenset()  # folded; with a capital they begin one, even after those
    ordinals: bool = False  # a number with a full stop is an ordinal
    proclitics: frozenset[str] = frozenset()  # written on before an abbreviation: ود.


PLAIN = Spelling()


class Stop(NamedTuple):
    """One run of stops in a line, with the sentence that it may end."""

    text: str
    left: int  # where the sentence begins, with no space
    at: int
    end: int
    line_end: int
    spelling: Spelling

    @property
    def sign(self) -> str:
        return self.text[self.at : self.end]

    @property
    def next(self) -> int:
        """Where the next word or mark stands."""
        return skip(self.text, self.end, self.line_end)


def skip(text: str, at: int, end: int) -> int:
    """Where the next character stands that is no space."""
    while at < end and text[at].isspace():
        at += 1
    return at


def opens(stop: Stop, at: int) -> bool:
    """Whether a capitalised word that opens sentences stands here, and no initial."""
    while at < stop.line_end and stop.text[at] in _QUOTING:
        at += 1
    word = _WORD.match(stop.text, at, stop.line_end)
    if word is None or not word[0][0].isupper() or stop.text.startswith(".", word.end()):
        return False
    return fold(word[0]) in stop.spelling.openers


# ---- the judgements: which stop is none


def _inside_number(stop: Stop) -> bool:
    """7.5 · 380.000"""
    text = stop.text
    return (
        stop.left < stop.at
        and stop.end < stop.line_end
        and text[stop.at - 1].isdigit()
        and text[stop.end].isdigit()
    )


def _glued(stop: Stop) -> bool:
    """example.org · U.S.-led · так…то"""
    if stop.end >= stop.line_end or stop.sign[-1] in _UNGLUED:
        return False
    after = stop.text[stop.end]
    return (after.isalnum() and not _missing_space(stop)) or after in "-/@_"


def _missing_space(stop: Stop) -> bool:
    """Whether two Arabic words meet at a full stop: no address is written so."""
    before, after = (
        stop.text[max(stop.left, stop.at - 3) : stop.at],
        stop.text[stop.end : stop.end + 1],
    )
    return _ARABIC_WORD.fullmatch(before) is not None and "\u0620" <= after <= "\u064a"


def _before_any_word(stop: Stop) -> bool:
    """… and on"""
    return stop.left == stop.at


def _item(stop: Stop) -> bool:
    """1. The first point"""
    length = stop.at - stop.left
    return stop.sign == "." and length <= _LONGEST_ITEM and stop.text[stop.left : stop.at].isdigit()


def _ordinal(stop: Stop) -> bool:
    """am 4. Juli · 3. Kapitel"""
    if not stop.spelling.ordinals or stop.sign != ".":
        return False
    left = stop.at
    while left > stop.left and stop.text[left - 1].isdigit() and stop.at - left <= _LONGEST_ORDINAL:
        left -= 1
    whole = left == stop.left or not (stop.text[left - 1].isalnum() or stop.text[left - 1] in ",:")
    return whole and 0 < stop.at - left <= _LONGEST_ORDINAL and not opens(stop, stop.next)


def _abbreviation(stop: Stop) -> bool:
    """Mr. · тыс. · U.S. · А. С. Пушкин · أ.د."""
    if stop.sign != "." or stop.next >= stop.line_end:
        return False
    text, left = stop.text, stop.at
    while left > stop.left and (_is_of_word(text[left - 1]) or text[left - 1] == "."):
        left -= 1
    return _is_abbreviation(text[left : stop.end], stop.spelling) and not opens(stop, stop.next)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Cf")


def _is_abbreviation(word: str, spelling: Spelling) -> bool:
    known = spelling.abbreviations
    if word in known or word.lower() in known or _DOTTED.fullmatch(word):
        return True
    if len(word) == 2 and word[0].isupper():
        return True  # an initial
    return any(word.startswith(p) and word[len(p) :] in known for p in spelling.proclitics)


NO_STOP: tuple[Callable[[Stop], bool], ...] = (
    _inside_number,
    _glued,
    _before_any_word,
    _item,
    _ordinal,
    _abbreviation,
)
