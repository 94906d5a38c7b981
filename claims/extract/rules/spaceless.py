"""Words of a script that writes none apart: the entries of a pack, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.extract.rules.words import Word
from claims.languages.forms import Form
from claims.languages.pack import Pack

_SPACED = r"[^\W_\u2e80-\u9fff]"  # letters and digits of other scripts
_RUN = "[\u3005\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
_TITLE = "《[^》\n]{1,40}》"
_TOKEN = re.compile(rf"{_TITLE}|\d+(?:[.,:]\d+)*%?(?!{_SPACED})|{_SPACED}+(?:[-'.&]{_SPACED}+)*|{_RUN}+|\S")
_LONGEST_TITLE = 40
UNKNOWN = 3  # what a letter outside of all entries costs; an entry costs two, so that entries are many letters long


def unspaced(char: str) -> bool:
    """Whether a letter is of a script that is written without spaces."""
    return "\u2e80" <= char <= "\u9fff" or char >= "\U00020000"


class Vocabulary:
    """Cuts runs of letters into the entries of a pack; a run that no entry covers stays one word.

    Where entries overlap (说法 and 法国 in 说法国) the cut with the fewest entries and unknown letters wins,
    and of two as good the one with the longer first entry. Linear in the text but for entries that overlap.
    """

    def __init__(self, pack: Pack) -> None:
        import ahocorasick_rs

        entries = {w for words in pack.words.values() for w in words}
        entries |= {*pack.forms, *pack.pronouns, *pack.possessives, *pack.label_heads}
        entries |= {p for form in pack.forms.values() for p in form.cue.preps}
        self._entries = sorted(e for e in entries if unspaced(e[0]))
        self._all = ahocorasick_rs.AhoCorasick(self._entries, matchkind=ahocorasick_rs.MatchKind.Standard)
        self._forms = pack.forms
        self._cues = ahocorasick_rs.AhoCorasick(list(pack.forms), matchkind=ahocorasick_rs.MatchKind.Standard)

    def words(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words, numbers and marks in a range of the shadow."""
        for token in _TOKEN.finditer(text, start, end):
            if len(token.group()) > 1 and unspaced(token.group()[0]) and token.group()[0] != "《":
                yield from (Word(a, b, text[a:b]) for a, b in self._cut(text, token.start(), token.end()))
            else:
                yield Word(token.start(), token.end(), token.group())

    def cues(self, text: str) -> Iterator[tuple[int, int, Form]]:
        """The cues that are words of their own and in no title, in order; only runs that hold one are cut."""
        done = 0
        for _, at, _ in self._cues.find_matches_as_indexes(text):
            if at < done:
                continue
            start, done = at, at + 1
            while start and text[start - 1].isalnum():
                start -= 1
            while done < len(text) and text[done].isalnum():
                done += 1
            before = max(0, start - _LONGEST_TITLE)
            if text.rfind("《", before, start) > text.rfind("》", before, start):
                continue
            for first, last, word in self.words(text, start, done):
                form = self._forms.get(word)
                if form is not None:
                    yield first, last, form

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        size = end - start
        ends: list[list[int]] = [[] for _ in range(size)]
        for _, a, b in self._all.find_matches_as_indexes(text[start:end], overlapping=True):
            ends[a].append(b)
        cost, jump = [0] * (size + 1), [0] * size
        for i in range(size - 1, -1, -1):
            best, to = cost[i + 1] + UNKNOWN, 0
            for b in ends[i]:  # shorter entries come first
                if cost[b] + 2 <= best:
                    best, to = cost[b] + 2, b
            cost[i], jump[i] = best, to
        i = gap = 0
        while i < size:
            if jump[i]:
                if gap < i:
                    yield start + gap, start + i
                yield start + i, start + jump[i]
                i = gap = jump[i]
            else:
                i += 1
        if gap < size:
            yield start + gap, end
