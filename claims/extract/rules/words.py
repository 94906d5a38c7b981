"""The words of a sentence: abbreviations kept whole, elided and enclitic words cut off, fixed phrases joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple

from claims.languages.pack import Pack

_WORD = re.compile(r"((?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:%|(?:-[^\W\d_]+)+)?|[^\W_]+(?:[-'][^\W_]+)*|\S)")


class Word(NamedTuple):
    """One folded word or mark; `text` without its proclitic is `core` where a cue stands."""

    start: int
    end: int
    text: str


_as_word: Callable[[tuple[int, int, str]], Word] = partial(tuple.__new__, Word)  # each word is made in C


def cut(text: str, word: re.Pattern[str], start: int = 0) -> tuple[list[str], list[int], list[int]]:
    """The words of a text that begins at `start`, where each starts, where each ends; `word` is all one group."""
    parts = word.split(text)  # what lies between words, and words, in turn
    edges = list(accumulate(map(len, parts), initial=start))
    return parts[1::2], edges[1:-1:2], edges[2::2]


def words(text: str, start: int, end: int, pack: Pack) -> list[Word]:
    """The words of a range of the shadow, in order."""
    texts, starts, ends = cut(text[start:end], _WORD, start)
    found = list(map(_as_word, zip(starts, ends, texts, strict=True)))
    if pack.words["elided"] or pack.words["enclitic"]:
        found = [part for word in _with_apostrophes(found, pack) for part in _cut(word, pack)]
        texts = [word.text for word in found]
    short = _shortened(pack.abbreviations)
    if not short.isdisjoint(texts):
        found = _with_stops(found, short)
        texts = [word.text for word in found]
    return found if pack.fixed.keys().isdisjoint(texts) else _joined(found, texts, pack)


def _with_stops(found: list[Word], short: frozenset[str]) -> list[Word]:
    """The words with the full stop of each abbreviation."""
    out: list[Word] = []
    for word in found:
        if word.text == "." and out and out[-1].text in short and out[-1].end == word.start:
            out[-1] = Word(out[-1].start, word.end, out[-1].text + ".")
        else:
            out.append(word)
    return out


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


def _joined(found: list[Word], texts: list[str], pack: Pack) -> list[Word]:
    """The words with each fixed phrase of the pack as one."""
    out: list[Word] = []
    done = 0
    for i, text in enumerate(texts):
        if i < done or text not in pack.fixed:
            continue
        parts = next((parts for parts in pack.fixed[text] if tuple(texts[i : i + len(parts)]) == parts), ())
        if parts:
            whole = "".join(part if part.endswith("'") else part + " " for part in parts).strip()
            out += (*found[done:i], Word(found[i].start, found[i + len(parts) - 1].end, whole))
            done = i + len(parts)
    return out + found[done:]


@cache
def _shortened(abbreviations: frozenset[str]) -> frozenset[str]:
    """The abbreviations without the full stop at their end."""
    return frozenset(a.lower()[:-1] for a in abbreviations if a.endswith("."))
