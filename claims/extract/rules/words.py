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
    found = [Word(*match.span(), match.group()) for match in WORD.finditer(text, start, end)]
    if pack.words["elided"] or pack.words["enclitic"]:
        found = [part for word in _with_apostrophes(found, pack) for part in _cut(word, pack)]
    short = _shortened(pack.abbreviations)
    stops = [i for i, word in enumerate(found) if word.text == "." and i and found[i - 1].text in short]
    for i in reversed(stops):
        before, stop = found[i - 1], found[i]
        if before.end == stop.start:
            found[i - 1 : i + 1] = [Word(before.start, stop.end, before.text + ".")]
    return found if pack.fixed.keys().isdisjoint(word.text for word in found) else _joined(found, pack)


def _with_apostrophes(found: list[Word], pack: Pack) -> Iterator[Word]:
    """The words with the apostrophe of each elided one that stands apart."""
    before: Word | None = None
    for word in found:
        if before is not None and word.text == "'" and before.end == word.start and before.text in pack.words["elided"]:
            before = Word(before.start, word.end, before.text + word.text)
            continue
        if before is not None:
            yield before
        before = word
    if before is not None:
        yield before


def _cut(word: Word, pack: Pack) -> Iterator[Word]:
    """l'homme, qu'il: two words; a-t-il, disse-lhe: a verb and a pronoun, without what joins them."""
    start, _, text = word
    if "'" not in text and "-" not in text:
        yield word
        return
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
        if found[i].text not in pack.fixed:
            out.append(found[i])
            i += 1
            continue
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
def _shortened(abbreviations: frozenset[str]) -> frozenset[str]:
    """The abbreviations without the full stop at their end."""
    return frozenset(a.lower()[:-1] for a in abbreviations if a.endswith("."))
