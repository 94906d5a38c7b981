"""The words of a mention as keys that case, article, clitic and inflection do not change."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.text.normalise import fold

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*\+?")
_ARABIC_CLITIC = re.compile(r"(?:[وف])?(?:[بك]?ال|لل)(?=\w{2})")
_RUSSIAN_ENDING = re.compile(
    r"(?<=..)(?:иями|ями|ами|его|ого|ему|ому|ыми|ими|ией|иях|ях|ах|ую|юю|ая|яя|ое|ее|ые|ие|ый|ий"
    r"|ой|ей|ом|ем|ым|им|ам|ям|ов|ев|ия|ии|ию|[аеиоуыэюяйь])$"
)


class Word(NamedTuple):
    """A word of a text: its key, how it is written, where it starts (code points), whether it ends in 's."""

    key: str
    written: str
    start: int
    possessive: bool


def words(text: str, language: str) -> list[Word]:
    """The words of a text in one language (an ISO 639-1 code), in order; punctuation is left out."""
    out: list[Word] = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        possessive = folded.endswith("'s")
        if folded:
            word = folded[:-2] if possessive else folded
            out.append(Word(key(word, language), match.group(), match.start(), possessive))
    return out


def key(folded: str, language: str) -> str:
    """What a folded word shares with its other forms in the language."""
    if language == "ar":
        return _ARABIC_CLITIC.sub("", folded, count=1)
    if language in ("ru", "uk") and len(folded) > 3:
        return _RUSSIAN_ENDING.sub("", folded, count=1)
    return folded.replace(".", "")


def keys(text: str, language: str) -> tuple[str, ...]:
    """The keys of the words of a text."""
    return tuple(word.key for word in words(text, language))
