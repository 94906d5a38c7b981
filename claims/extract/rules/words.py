"""The words of a sentence: abbreviations kept whole, elided and enclitic words cut off, fixed phrases joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claims.languages.pack import Pack

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:%|(?:-[^\W\d_]+)+)?|[^\W_]+(?:[-'][^\W_]+)*|\S")


class Word(NamedTuple):
    """One folded word or mark; `text` without its proclitic is `core` where a cue stands."""

    start: int
    end: int
    text: str


def words(text: str, start: int, end: int, pack: Pack) -> list[Word]:
    """The words of a range of the shadow, in order."""
    found: list[Word] = []
    elided, enclitic = pack.words["elided"], pack.words["enclitic"]
    for match in WORD.finditer(text, start, end):
        word = Word(match.start(), match.end(), match.group())
        last = found[-1] if found and found[-1].end == word.start else None
        if last and ((word.text == "." and _short(last.text, pack.abbreviations)) or (word.text == "'" and last.text in elided)):
            found[-1] = Word(last.start, word.end, last.text + word.text)
        elif (elided and "'" in word.text) or (enclitic and "-" in word.text):
            found.extend(_cut(word, pack))
        else:
            found.append(word)
    return _joined(found, pack) if pack.fixed else found


def _cut(word: Word, pack: Pack) -> Iterator[Word]:
    """l'homme, qu'il: two words; a-t-il, disse-lhe: a verb and a pronoun, without what joins them."""
    start, _, text = word
    front, apostrophe, rest = text.partition("'")
    while apostrophe and rest and front in pack.words["elided"]:
        yield Word(start, start + len(front) + 1, front + "'")
        start, text = start + len(front) + 1, rest
        front, apostrophe, rest = text.partition("'")
    front, hyphen, last = text.rpartition("-")
    if hyphen and last in pack.words["enclitic"]:
        yield from (Word(start, start + len(verb), verb) for verb in [front.removesuffix("-t")])
        yield Word(word.end - len(last), word.end, last)
    else:
        yield Word(start, word.end, text)


def _joined(found: list[Word], pack: Pack) -> list[Word]:
    """The words with each fixed phrase of the pack as one."""
    out: list[Word] = []
    i = 0
    while i < len(found):
        size = 1
        for parts in pack.fixed.get(found[i].text, ()):
            if all(i + n < len(found) and found[i + n].text == part for n, part in enumerate(parts)):
                size = len(parts)
                break
        text = "".join(w.text if w.text.endswith("'") else w.text + " " for w in found[i : i + size]).strip() if size > 1 else found[i].text
        out.append(Word(found[i].start, found[i + size - 1].end, text))
        i += size
    return out


@cache
def _lowered(abbreviations: frozenset[str]) -> frozenset[str]:
    return frozenset(a.lower() for a in abbreviations)


def _short(word: str, abbreviations: frozenset[str]) -> bool:
    return f"{word}." in _lowered(abbreviations)
