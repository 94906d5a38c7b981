"""A sentence as the rules see it: folded words with their places, the cues among them, the quotations around.

All positions here are code points of the shadow; only the engine's last step goes back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.extract.rules.spaceless import Vocabulary
from claims.extract.rules.words import Word, words
from claims.languages.forms import Form
from claims.languages.pack import Pack

MARKS = frozenset(",;:.!?\"'()[]-–—―…،؛؟|")
DASHES = frozenset("-–—―")
COMMAS = frozenset(",،、，")
QUOTE_MARKS = frozenset("'\"`")  # as folding leaves them
DATELINE = 10  # words
OPENING = frozenset(":\"(.!?-–—")  # after these a verb may begin with a capital letter
VERBAL = frozenset({"fin", "base", "part", "pass"})
FARTHEST_PARTICLE = 40  # words between a verb and the particle that ends its clause, at most
NO_KIND: frozenset[str] = frozenset()
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
JOINED_TO_FRAME = 4  # code points that may stand before an author's frame
LONG = 4  # code points; a shorter word only looks like one with an ending


class Hit(NamedTuple):
    """A cue in the text: shadow range, its form, the proclitic before it."""

    start: int
    end: int
    form: Form
    proclitic: str
    tail: tuple[int, int] | None = None  # the particle that ends the clause: teilte … mit


class Quote(NamedTuple):
    """A quotation in shadow positions."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


@dataclass(slots=True)
class Sentence:
    """One sentence with what the frames ask about it."""

    pack: Pack
    text: str
    start: int
    end: int
    quotes: tuple[Quote, ...]
    hits: tuple[Hit, ...] = ()
    original: str = ""  # the same range of the original where the shadow is aligned with it, for capitals
    vocabulary: Vocabulary | None = None  # cuts the words of a script without spaces
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    capitals: list[bool] = field(default_factory=list)
    kinds: list[frozenset[str]] = field(default_factory=list)  # the word classes of each word; a name in capitals has none
    acronyms: frozenset[int] = frozenset()
    previous: tuple[int, int] | None = None  # the sentence before it, unless that is a headline
    dateline: int = 0  # code points before the first word of the report itself: GENEVA, May 20 -
    hit_at: dict[int, Hit] = field(default_factory=dict)
    left_out: list[tuple[Hit, str]] = field(default_factory=list)  # what only looks like a cue, and why
    opens_at: dict[int, Quote] = field(default_factory=dict)
    ends_at: dict[int, Quote] = field(default_factory=dict)

    def read(self) -> None:
        """Splits the sentence into words; only sentences with cues are worth it."""
        self.hit_at = self._hits_at()
        self.opens_at = {quote.start: quote for quote in self.quotes}
        self.ends_at = {quote.end: quote for quote in self.quotes}
        if self.vocabulary is not None:
            self.words = list(self.vocabulary.words(self.text, self.start, self.end))
        else:
            self.words = self._with_initials(words(self.text, self.start, self.end, self.pack))
        if any(self.text[quote.start] != '"' for quote in self.quotes):  # 'We will leave,' Kim said: a mark is a mark
            edges = {q.start for q in self.quotes} | {q.end - 1 for q in self.quotes if q.closed}
            self.words = [word._replace(text='"') if word.start in edges and word.text in QUOTE_MARKS else word for word in self.words]
        at, original, kinds = self.start, self.original, self.pack.kinds
        self.starts = [word.start for word in self.words]
        self.capitals = [original[start - at : start - at + 1].isupper() for start in self.starts]
        self.kinds = [kinds.get(word.text, NO_KIND) for word in self.words]
        if True in self.capitals and not original.isupper():
            self.acronyms = frozenset(
                i for i, capital in enumerate(self.capitals) if capital and self._acronym(self.words[i].start - at, self.words[i].end - at)
            )
            for i in self.acronyms:
                self.kinds[i] = NO_KIND
        self.dateline = self._dateline()
        if self.pack.split or "capital_nouns" in self.pack.traits:
            wholes = [self._whole(hit) for hit in self.hits]
            self.left_out = [(hit, why) for hit, why in zip(self.hits, wholes, strict=True) if isinstance(why, str)]
            self.hits = tuple(whole for whole in wholes if not isinstance(whole, str))
            self.hit_at = self._hits_at()

    def _hits_at(self) -> dict[int, Hit]:
        """The cues by where each begins, and by where its word does: و|قال"""
        return {at: hit for hit in self.hits for at in (hit.start - len(hit.proclitic), hit.start)}

    def _dateline(self) -> int:
        """Where the text begins after a place and a day in front of it, set off by a dash; 0 if nothing is."""
        for i, word in enumerate(self.words[:DATELINE]):
            if word.text in DASHES and word.start and self.text[word.start - 1].isspace() and i + 1 < len(self.words):
                front = self.words[:i]
                if self.pack.order == "vso" and i and front[-1].text == ")":  # no capitals: عمان 2 سبتمبر (الساحل) -
                    return self.words[i + 1].start - self.start
                known = (w.text in MARKS or w.text == "/" or w.text[0].isdigit() or self.capitals[n] or self.is_("time", n) for n, w in enumerate(front))
                place = front and self.capitals[0] and any(w.text in COMMAS or n in self.acronyms for n, w in enumerate(front))
                return self.words[i + 1].start - self.start if place and all(known) else 0
        return 0

    def _with_initials(self, parts: list[Word]) -> list[Word]:
        """The words with the full stop of each initial: А. С. Иванов"""
        if _INITIAL.search(self.original) is None:
            return parts
        out: list[Word] = []
        for word in parts:
            last = out[-1] if out else None
            if word.text == "." and last and last.end == word.start and last.end - last.start == 1 and self.original[last.start - self.start].isupper():
                out[-1] = Word(last.start, word.end, last.text + ".")
            else:
                out.append(word)
        return out

    def _acronym(self, start: int, end: int) -> bool:
        """Whether a word is written in capitals: WHO, US and IT are names, not the words that they look like."""
        return end - start > 1 and self.original[start:end].isupper() and self.text[self.start + end - 1] != "'"

    def _whole(self, hit: Hit) -> Hit | str:
        """The hit with the particle of its verb, or why it is no cue: a noun spelled like a verb, half a verb."""
        k = self.at(hit.start)
        if hit.form.mood in VERBAL and self.capitals[k] and k and self.words[k - 1].text not in OPENING and "capital_nouns" in self.pack.traits:
            return "a noun that is spelled like a verb"
        head = self.text[hit.start : hit.end]
        tails = self.pack.split.get(head)
        if tails is None:
            return hit
        alone = head in self.pack.forms
        for i in range(k + 1, min(len(self.words), k + FARTHEST_PARTICLE)):
            word = self.words[i].text
            if word in '.;:?!"' or self.is_("complementizer", i) or (alone and word in COMMAS):
                break
            for tail, form in tails.items():
                end = i + len(tail)
                if word == tail[0] and end <= len(self.words) and self._closes(i, end, k) and all(w.text == x for w, x in zip(self.words[i:end], tail, strict=False)):
                    return hit._replace(form=form, tail=(self.words[i].start, self.words[end - 1].end))
        return hit if alone else "a verb without its particle"

    def _closes(self, i: int, end: int, k: int) -> bool:
        """Whether a particle at words i to end closes the clause of the verb k; a pronoun stands beside it."""
        if self.words[i].text in self.pack.pronouns:
            return i == k + 1
        return end >= len(self.words) or (end > i and (self.words[end].text in MARKS or self.is_("coordinator", end)))

    def at(self, position: int) -> int:
        """The index of the first word that ends after a position."""
        i = bisect_left(self.starts, position)
        return i - 1 if i and self.words[i - 1].end > position else i

    def quote_at(self, position: int) -> Quote | None:
        """The outermost quotation whose inside holds the position."""
        return next((q for q in self.quotes if q.inner_start <= position < q.inner_end), None)

    def finite_at(self, index: int) -> bool:
        """Whether a finite verb cue begins at the word."""
        hit = self.hit_at.get(self.words[index].start)
        if hit is not None and self.noun_at(index):
            return False
        if hit is None or hit.form.mood != "part":
            return hit is not None and hit.form.mood == "fin"
        return self.is_("auxiliary", index - 1) or self.is_("auxiliary", index - 2)

    def noun_at(self, index: int) -> bool:
        """Whether a verb's form at the word is a noun by what stands before it: le juge, la nota, un rapport."""
        return self.is_("nominal", index) and (self.is_("determiner", index - 1) or self.is_("preposition", index - 1))

    def is_(self, kind: str, index: int) -> bool:
        """Whether the word at an index is of a word class of the pack."""
        return 0 <= index < len(self.kinds) and kind in self.kinds[index]

    def ends(self, kind: str, index: int) -> bool:
        """Whether a longer word at an index has an ending of the pack."""
        word = self.words[index].text
        return len(word) > LONG and word.endswith(self.pack.endings[kind])


class Lexicon:
    """All cues of a pack in one Aho-Corasick automaton over folded text."""

    def __init__(self, pack: Pack) -> None:
        import ahocorasick_rs

        self.pack = pack
        self.vocabulary = Vocabulary(pack) if "spaceless" in pack.traits else None
        halves = [(head, next(iter(tails.values()))) for head, tails in pack.split.items() if head not in pack.forms]
        self._forms = [*pack.forms.items(), *halves]
        self._cues = ahocorasick_rs.AhoCorasick(
            [text for text, _ in self._forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        framed = "|".join(f"(?s:.{{0,{JOINED_TO_FRAME}}}?){re.escape(frame)}" for frame in pack.author_frames)
        self._frame = re.compile(framed) if framed else None
        pronouns = "|".join(map(re.escape, sorted(pack.words["enclitic"])))
        self._joined = re.compile(rf"-(?:t-)?(?:{pronouns})\b") if pronouns else None

    def hits(self, text: str) -> list[Hit]:
        """The cues that stand as whole words, proclitics apart, in order of their place."""
        if self.vocabulary is not None:
            return [Hit(start, end, form, "") for start, end, form in self.vocabulary.cues(text)]
        found: list[Hit] = []
        proclitics = self.pack.proclitics
        for number, start, end in self._cues.find_matches_as_indexes(text):
            form = self._forms[number][1]
            if self._inside(text, end):
                end = text.rfind(" ", start, end)  # "según lo" in "según los": the shorter cue stands there
                shorter = self.pack.forms.get(text[start:end]) if end > start else None
                if shorter is None:
                    continue
                form = shorter
            proclitic = ""
            if start and (text[start - 1].isalnum() or text[start - 1] == "-"):
                left = start
                while left and text[left - 1].isalnum():
                    left -= 1
                proclitic = text[left:start]
                kind = "verb" if form.mood in ("fin", "pass", "conv") else "noun"
                if proclitic not in proclitics.get(kind, ()):
                    continue
            found.append(Hit(start, end, form, proclitic))
        return found

    def frame_end(self, s: Sentence) -> int:
        """Where the author's own frame (يُذكر أن) ends that opens a sentence; the sentence's start if none does."""
        found = self._frame.match(s.text, s.start, s.end) if self._frame else None
        return found.end() if found else s.start

    def _inside(self, text: str, end: int) -> bool:
        """Whether a word goes on at a place."""
        if end == len(text):
            return False
        return (text[end].isalnum() and text[end - 1] != "'") or (text[end] == "-" and not self._enclitic(text, end))

    def _enclitic(self, text: str, hyphen: int) -> bool:
        """Whether a pronoun is joined to the word before this hyphen: ajoute-t-il, disse-lhe."""
        return self._joined is not None and self._joined.match(text, hyphen) is not None


def in_any(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the ranges."""
    return any(start <= position < end for start, end in ranges)
