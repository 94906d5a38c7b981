"""The words of one unit by their place in it, and where among them a finite verb stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import reduce
from operator import or_

from claims.extract.rules.propositions.reading import CAPITAL, Reading
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT

FINITE, EITHER, BASE, NOUN_TOO, BE, BY, TO = (BIT[kind] for kind in ("finite", "either", "base", "noun_too", "be", "by", "to"))
AND, BUT, CONTRAST, JOINED = (BIT[kind] for kind in ("and", "but", "contrast", "joined"))
COMMA, BREAK, MARK, QUOTE, INSIDE = (BIT[kind] for kind in ("comma", "break", "mark", "quote", "inside"))
COMPLEMENTIZER, RELATIVE, CONNECTIVE = (BIT[kind] for kind in ("complementizer", "relative", "connective"))
BETWEEN = BIT["between"]
PREPOSITION, DETERMINER, POSSESSIVE = (BIT[kind] for kind in ("preposition", "determiner", "possessive"))
PLURAL, PRONOUN, NUMBER, FIRST, NAME = (BIT[kind] for kind in ("plural", "pronoun", "number", "first", "name"))
ADVERB, NEGATION, INFINITIVE = (BIT[kind] for kind in ("adverb", "negation", "infinitive"))
DEFINITE, ACTOR = BIT["definite"], BIT["actor"]
DEPENDENT = BIT["subordinate"] | RELATIVE | COMPLEMENTIZER
JOINT = AND | BUT | CONTRAST
BEFORE_VERB = ADVERB | NEGATION | CONNECTIVE
NOMINAL = DETERMINER | PREPOSITION | POSSESSIVE | NUMBER | BE | TO
OBJECT = DETERMINER | PREPOSITION | POSSESSIVE | PRONOUN | NUMBER | ADVERB | FIRST | DEPENDENT | TO
MAY_BE_VERB = FINITE | EITHER | BASE | NOUN_TOO
WHETHER = BIT["whether"]
JOINS = JOINT | JOINED | COMMA | BREAK
TELLING = JOINS | DEPENDENT | MAY_BE_VERB | WHETHER
PERSONAL = PLURAL | PRONOUN | FIRST


class Places:
    """The words of one unit.

    `runs` are the places where a span of the unit begins, and whether somebody else speaks before it; `frozen` those
    inside a quotation that only part of the unit is.
    """

    __slots__ = (
        "asks", "frozen", "joints", "kinds", "knows_verbs", "openers", "own", "reading", "runs", "tokens", "traits", "verbs",
    )  # fmt: skip

    def __init__(
        self, reading: Reading, grammar: Grammar, runs: Sequence[tuple[int, int]], holes: set[int],
        quoted: Sequence[tuple[int, int]], *, own: bool,
    ) -> None:  # fmt: skip
        self.reading, self.traits, self.knows_verbs = reading, grammar.traits, grammar.knows_verbs
        self.own = own  # the author's words: a verb that he quotes is not his
        self.tokens = [i for lo, hi in runs for i in range(lo, hi)]
        self.kinds = [kinds for lo, hi in runs for kinds in reading.kinds[lo:hi]]
        self.runs: dict[int, bool] = {}
        at = 0
        for number, (lo, hi) in enumerate(runs):
            if number:
                self.runs[at] = number in holes
            at += hi - lo
        self.joints: list[int] = []  # where a segment may begin
        self.openers: list[int] = []  # of dependent clauses
        self.verbs: list[int] = []  # places that may be finite verbs
        self.asks: list[int] = []  # particles of embedded questions
        for place, kind in enumerate(self.kinds):
            if kind & TELLING:
                self._note(place, kind)
        tokens = self.tokens
        self.frozen = frozenset(p for lo, hi in quoted for p in range(bisect_left(tokens, lo), bisect_left(tokens, hi)))

    def _note(self, place: int, kind: int) -> None:
        """Notes a place for those who look for its like."""
        if kind & JOINS:
            self.joints.append(place)
        if kind & DEPENDENT:
            self.openers.append(place)
        if kind & MAY_BE_VERB:
            self.verbs.append(place)
        if kind & WHETHER:
            self.asks.append(place)

    def verb(self, start: int, end: int) -> int | None:
        """The first finite verb in a range of places."""
        for number in range(bisect_left(self.verbs, start), len(self.verbs)):
            place = self.verbs[number]
            if place >= end:
                return None
            if self.finite(place):
                return place
        return None

    def every(self, start: int, end: int) -> int:
        """All classes of the words in a range of places."""
        return reduce(or_, self.kinds[start:end], 0)

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The folded word at a place."""
        return self.reading.words[self.tokens[place]]

    def finite(self, place: int) -> bool:
        """Whether a finite verb stands at a place, as far as its neighbours tell."""
        kinds = self.kinds[place]
        if not kinds & MAY_BE_VERB or (self.own and place in self.frozen):
            return False
        return bool(kinds & FINITE) or self._by_neighbours(place, kinds)

    def _by_neighbours(self, place: int, kinds: int) -> bool:
        """Whether a word that may be a verb is one: a participle, a plural noun or a verb; قتل: he killed, killing."""
        after = self.kinds[place + 1] if place + 1 < len(self.kinds) else MARK
        at = place - 1
        while at > 0 and self.kinds[at] & (ADVERB | NEGATION) and not self.kinds[at] & FINITE and at + 1 not in self.runs:
            at -= 1
        before = self.kinds[at] if at >= 0 and at + 1 not in self.runs else MARK
        if "subject_follows" in self.traits:
            while at > 0 and self.kinds[at] & INSIDE:
                at -= 1
            opened = at >= 0 and bool(self.kinds[at] & (BUT | CONTRAST))
            follows = after & (DEFINITE | NUMBER) or (kinds & JOINED and after & (PREPOSITION | ADVERB))
            return not place or opened or bool(before & (DEFINITE | ACTOR) or (before & COMMA and follows))
        if kinds & (BASE | NOUN_TOO):
            if kinds & BASE and before & PERSONAL and not before & (DETERMINER | POSSESSIVE | PREPOSITION):
                return True
            titled = after & NAME and not after & CAPITAL  # a headline leaves articles out: Mayor Closes Road
            follows = after & (DETERMINER | PRONOUN | POSSESSIVE | TO) or titled
            return not before & (NOMINAL | MARK | JOINT) and bool(follows) and not after & PREPOSITION
        if before & COMMA and after & (DETERMINER | POSSESSIVE | PRONOUN | NUMBER):
            return True  # …, the spokeswoman, chaired the session
        if before & JOINT:
            return bool(after & (OBJECT | MARK | NAME))
        if after & BY or (before & NOMINAL and not before & (PRONOUN | PLURAL)):
            return False
        return not before & MARK or bool(before & QUOTE)


def first_of(places: Sequence[int], start: int, end: int) -> int | None:
    """The first of sorted places in a range."""
    number = bisect_left(places, start)
    return places[number] if number < len(places) and places[number] < end else None


def joint_of(kinds: int) -> str:
    """How a word joins clauses: and, but, contrast; "" if it does not."""
    if kinds & BUT:
        return "but"
    if kinds & CONTRAST:
        return "contrast"
    return "and" if kinds & (AND | JOINED) else ""
