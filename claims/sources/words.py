"""The words of a mention as keys that case, article, clitic and inflection do not change."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.sources.grammar import grammar
from claims.text.normalise import fold

_MARKS = "\u0300-\u036f\u064b-\u0655\u0670"  # a letter may be written with its marks apart
_LETTER = f"[^\\W_][{_MARKS}]*"
_JOINED = f"(?:{_LETTER})+(?:[-'’.&\u200c](?:{_LETTER})+)*\\+?"
_WORD = re.compile(_JOINED)
_CHARACTER = re.compile(f"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff]){_LETTER})+")
_POSSESSIVE = "'s"
_SHORTEST = 4  # letters of a word that inflects


class Word(NamedTuple):
    """A word of a text: its key, as written, where it starts (code points), whether it ends in 's, as folded."""

    key: str
    written: str
    start: int
    possessive: bool
    folded: str

    @property
    def end(self) -> int:
        """Where it ends in the text (code points)."""
        return self.start + len(self.written)


def words(text: str, language: str) -> list[Word]:
    """The words of a text in one language (an ISO 639-1 code), in order; punctuation is left out."""
    out: list[Word] = []
    known = grammar(language)
    pattern = _CHARACTER if known.characters else _WORD
    for match in pattern.finditer(text):
        elided = known.elided.match(match.group()) if known.elided else None
        start = match.start() + (elided.end() if elided else 0)
        written = text[start : match.end()]
        folded = fold(written)
        possessive = folded.endswith(_POSSESSIVE)
        if folded:
            word = folded.removesuffix(_POSSESSIVE)
            out.append(Word(_key(word, written, language), written, start, possessive, word))
    return out


def _key(folded: str, written: str, language: str) -> str:
    """What a folded word shares with its other forms in the language.

    A clitic is one only as it is written: folded, the first letters of ألمانيا look like an article.
    """
    known = grammar(language)
    if known.clitic:
        letters = written if len(written) == len(folded) else "".join(filter(fold, written))
        clitic = known.clitic.match(letters)
        folded = folded[clitic.end() :] if clitic else folded
    if len(folded) >= _SHORTEST:
        for ending in known.endings:
            folded = ending.sub("", folded, count=1)
    return folded.replace(".", "")


def keys(text: str, language: str) -> tuple[str, ...]:
    """The keys of the words of a text."""
    return tuple(word.key for word in words(text, language))
