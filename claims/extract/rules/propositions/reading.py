"""An article's words with their classes, read once; positions are code points of the shadow."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from claims.extract.rules.words import cut
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT
from claims.languages.pack import Pack
from claims.text.normalise import Shadow

INSIDE, CAPITAL, COMMA, JOINED, MARK, NAME, ACTOR = (
    BIT[kind] for kind in ("inside", "capital", "comma", "joined", "mark", "name", "actor")
)
FINITE, EITHER = BIT["finite"], BIT["either"]
TITLE, CAPITALS = 4, 0.6  # a line of so many words, this share of them with capitals
NO_VERB = BIT["subordinate"] | BIT["connective"] | BIT["and"] | BIT["but"] | BIT["contrast"]
NEVER_A_NAME = BIT["finite"] | BIT["either"] | BIT["base"] | BIT["hedge"] | BIT["future"]
_WORD = re.compile(r"([^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,:٫]\d+)*|[^\w\s])")
_ELIDED = re.compile(r"([^\W\d_]+'?|\d+(?:[.,:]\d+)*|[^\w\s])")
_LETTER = re.compile(r"([a-z]+|[^\W\d_]|\d+(?:[.,:]\d+)*|[^\w\s])")


class Reading:
    """The words and marks of a text in order: where each starts and ends, and its classes as bits of `grammar.BIT`."""

    __slots__ = ("ends", "kinds", "starts", "words")

    def __init__(self) -> None:
        self.words: list[str] = []  # folded
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[int] = []

    def at(self, position: int) -> int:
        """The index of the first word that ends after a position."""
        i = bisect_left(self.starts, position)
        return i - 1 if i and self.ends[i - 1] > position else i

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The range of indices of the words that lie in a range of positions, at least in part."""
        first = self.at(start)
        return first, max(first, bisect_left(self.starts, end))

    def name(self, words: Collection[str]) -> None:
        """Marks the words of a set as those of somebody who acts."""
        kinds = self.kinds
        for i, word in enumerate(self.words):
            if word in words:
                kinds[i] |= ACTOR


class Reader:
    """Reads texts of one language."""

    def __init__(self, pack: Pack, grammar: Grammar) -> None:
        import ahocorasick_rs

        self.pack, self.grammar = pack, grammar
        self.frames = _frames(pack)
        self._word = _LETTER if "spaceless" in pack.traits else _ELIDED if pack.words["elided"] else _WORD
        self._phrases = list(grammar.phrases.items())
        longest = ahocorasick_rs.MatchKind.LeftmostLongest
        self._finder = ahocorasick_rs.AhoCorasick([text for text, _ in self._phrases], matchkind=longest)

    def read(self, shade: Shadow) -> Reading:
        """The words of a text; a capital inside a sentence makes a name of what would be a verb or a hedge (May, Will)."""
        reading, cased, text = Reading(), shade.cased(), shade.text
        reading.words, reading.starts, reading.ends = cut(text, self._word)
        all_kinds = reading.kinds = self.grammar.kinds_of(reading.words)
        if cased is not text and cased != text:
            for i in [i for i, start in enumerate(reading.starts) if cased[start].isupper()]:
                if not all_kinds[i] & MARK:
                    all_kinds[i] = all_kinds[i] & ~NEVER_A_NAME | CAPITAL | NAME if _after_word(all_kinds, i) else all_kinds[i] | NAME
        for first, size, kinds in self._found(reading, text):
            if not kinds & NO_VERB:
                for kind in all_kinds[first : first + size]:
                    kinds |= kind & (FINITE | EITHER)
            all_kinds[first] = kinds | (all_kinds[first] & (JOINED | NAME))
            all_kinds[first + 1 : first + size] = [INSIDE] * (size - 1)
        return reading

    def headline(self, reading: Reading, start: int, end: int) -> None:
        """Reads a line anew in which nearly every word has a capital, so that a capital makes no name: Pig Kills Farmer."""
        lo, hi = reading.within(start, end)
        words = [i for i in range(lo, hi) if not reading.kinds[i] & MARK]
        if len(words) >= TITLE and sum(reading.kinds[i] & NAME != 0 for i in words) > len(words) * CAPITALS:
            for i in words:
                if reading.kinds[i] & CAPITAL:
                    reading.kinds[i] = self.grammar.kinds(reading.words[i]) | NAME

    def _found(self, reading: Reading, text: str) -> Iterator[tuple[int, int, int]]:
        """(first word, number of words, classes) of each phrase of several words, the longest at each place."""
        starts, ends = reading.starts, reading.ends
        for number, start, end in self._finder.find_matches_as_indexes(text):
            first, last = bisect_left(starts, start), bisect_left(ends, end)
            if last >= len(ends) or ends[last] != end:
                continue
            kinds = self._phrases[number][1]
            if first >= len(starts) or starts[first] != start:
                first -= 1  # written on to a letter that joins: ورغم ذلك
                if starts[first] != start - 1 or text[start - 1] not in self.grammar.joined:
                    continue
                kinds |= JOINED
            yield first, last - first + 1, kinds


def _after_word(kinds: Sequence[int], i: int) -> bool:
    """Whether a word stands before another with nothing but commas between."""
    i -= 1
    while i >= 0 and kinds[i] & COMMA:
        i -= 1
    return i >= 0 and not kinds[i] & MARK


def _frames(pack: Pack) -> re.Pattern[str] | None:
    """The author's own frames at the head of a sentence, with what joins them to it: ويشار إلى أن · Известно, что"""
    if not pack.author_frames:
        return None
    longest = sorted(pack.author_frames, key=len, reverse=True)
    joined = "".join(sorted({letter for letter in pack.proclitics.get("verb", ()) if len(letter) == 1}))
    said = "|".join(re.escape(frame).replace(r"\ ", r"[,،:]?\s+") for frame in longest)
    return re.compile(rf"(?:[{joined}]?)(?:{said})(?!\w)[,،:]?\s*" if joined else rf"(?:{said})(?!\w)[,،:]?\s*")
