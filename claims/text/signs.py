"""The quotation marks of a text line by line, each with what the characters around it make of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_MARK = re.compile("''|``|,,|[«»‹›“‟„”\"＂‘‛‚’'＇「」『』〝〞〟]|\n")
_SAME = {"＂": '"', "''": '"', "``": "‟", ",,": "„", "＇": "'"}
_LEADING = "([{<:=–—-/¿¡"  # after these a mark opens
_TRAILING = ".,;:!?)]}،؛؟"  # before these it closes
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")  # fmt: skip
_ARABIC = re.compile("[\u0620-\u064a]")
_ARABIC_WORD = re.compile("[\u0610-\u065f\u0670\u06d6-\u06dc\u0620-\u064a]*$")
_TATWEEL = "\u0640"
_HEBREW = re.compile("[\u0590-\u05ff]")
_CUT = re.compile(r"\d\ds\b|[a-z]['’]")
_CUT_BEFORE = re.compile(r"\s?['‘’][a-z]")
_LONGEST_PREFIX = 10  # code points, vowel signs among them


class Shape(Enum):
    """What the characters around a mark make of it."""

    OPENS = "a space or a bracket before it, a word after it"
    CLOSES = "a word or a full stop before it, none after it"
    EITHER = "the same on both sides"


class Mark(NamedTuple):
    """A quotation mark: its range, its sign without regard to width, and how it stands."""

    at: int
    end: int
    sign: str
    shape: Shape
    after: str  # the character after it, "" for a space or the line's end
    inside: bool  # a word goes on around it
    prefix: int  # so many letters has the Arabic word before it, written on: و"…", بـ"…"
    doubtful: bool  # inches, feet, minutes, or the apostrophe of `the dogs' owner`


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """(start, end, marks) of each line that has a mark; apostrophes and those of acronyms are none."""
    left, marks = start, list[Mark]()
    for match in _MARK.finditer(text, start, end):
        if match.group() != "\n":
            mark = _mark(text, start, end, match, marks[-1] if marks else None)
            if mark is not None:
                marks.append(mark)
            continue
        if marks:
            yield left, match.start(), marks
        left, marks = match.end(), []
    if marks:
        yield left, end, marks


def _mark(text: str, start: int, end: int, match: re.Match[str], last: Mark | None) -> Mark | None:
    at, stop = match.span()
    sign = _SAME.get(match.group(), match.group())
    before, after = _near(text, start, end, at - 1, -1), _near(text, start, end, stop, 1)
    inside = _in_word(before) and _in_word(after)
    if inside and _is_of_the_word(sign, before):
        return None
    if last is not None and last.end == at and last.shape is Shape.OPENS:
        before = ""  # an opening mark is like none
    if text.startswith("..", stop):
        after = "…"
    shape = _shape(before, after)
    if sign in "'‘’" and _is_cut(text[max(start, at - 3) : at], shape, text[stop : stop + 4]):
        return None
    doubtful = _is_doubtful(sign, before, text[stop : stop + 2])
    return Mark(at, stop, sign, shape, after, inside, _prefix(text, start, at), doubtful)


def _near(text: str, start: int, end: int, at: int, step: int) -> str:
    """The character beside a mark, vowel signs and invisible ones apart; "" for a space or an end."""
    while start <= at < end:
        char = text[at]
        if char.isascii() or unicodedata.category(char) not in ("Mn", "Cf"):
            return "" if char.isspace() else char
        at += step
    return ""


def _in_word(char: str) -> bool:
    return char.isalnum() and not _SPACELESS.match(char)


def _is_of_the_word(sign: str, before: str) -> bool:
    """Whether a mark between two letters is an apostrophe, or that of a Hebrew acronym."""
    if sign in "'’‘" and not _ARABIC.match(before):
        return True  # Arabic writes no apostrophe
    return _HEBREW.match(before) is not None


def _is_cut(before: str, shape: Shape, after: str) -> bool:
    """Whether an apostrophe stands for what was cut off: the '90s, rock 'n' roll."""
    if shape is Shape.OPENS:
        return _CUT.match(after) is not None
    return shape is Shape.CLOSES and _CUT_BEFORE.fullmatch(before) is not None


def _shape(before: str, after: str) -> Shape:
    leading = not before or before in _LEADING
    if not after:
        return Shape.EITHER if leading else Shape.CLOSES
    if leading and (before or after not in _TRAILING):
        return Shape.OPENS
    return Shape.EITHER if after.isalnum() else Shape.CLOSES


def _is_doubtful(sign: str, before: str, rest: str) -> bool:
    if before.isdigit():
        return sign in "\"”'’"
    possessive = sign in "'’" and before in ("s", "S")
    return possessive and rest[:1].isspace() and rest[1:].isalpha()


def _prefix(text: str, start: int, at: int) -> int:
    if at == start or not (_ARABIC.match(text[at - 1]) or "\u0610" <= text[at - 1] <= "\u06dc"):
        return 0
    word = _ARABIC_WORD.findall(text[max(start, at - _LONGEST_PREFIX) : at])[0]
    return len(_ARABIC.findall(word.replace(_TATWEEL, "")))
