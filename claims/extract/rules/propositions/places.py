"""The words of one unit by their place in it, and where among them a finite verb stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claims.extract.rules.propositions.reading import CAPITAL, Reading
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT

FINITE, EITHER, BASE, NOUN_TOO, BE, BY, TO = (BIT[kind] for kind in ("finite", "either", "base", "noun_too", "be", "by", "to"))
AND, BUT, CONTRAST, JOINED = (BIT[kind] for kind in ("and", "but", "contrast", "joined"))
COMMA, BREAK, MARK, QUOTE, INSIDE = (BIT[kind] for kind in ("comma", "break", "mark", "quote", "inside"))
COMPLEMENTIZER, RELATIVE, CONNECTIVE = (BIT[kind] for kind in ("complementizer", "relative", "connective"))
PREPOSITION, DETERMINER, POSSESSIVE = (BIT[kind] for kind in ("preposition", "determiner", "possessive"))
PLURAL, PRONOUN, NUMBER, FIRST, NAME = (BIT[kind] for kind in ("plural", "pronoun", "number", "first", "name"))
ADVERB, NEGATION, INFINITIVE = (BIT[kind] for kind in ("adverb", "negation", "infinitive"))
DEFINITE, ACTOR = BIT["definite"], BIT["actor"]
DEPENDENT = BIT["subordinate"] | RELATIVE | COMPLEMENTIZER
JOINT = AND | BUT | CONTRAST
BEFORE_VERB = ADVERB | NEGATION | CONNECTIVE
NOMINAL = DETERMINER | PREPOSITION | POSSESSIVE | NUMBER | BE | TO
OBJECT = DETERMINER | PREPOSITION | POSSESSIVE | PRONOUN | NUMBER | ADVERB | FIRST | DEPENDENT | TO
PERSONAL = PLURAL | PRONOUN | FIRST


class Places:
    """The words of one unit.

    `runs` are the places where a span of the unit begins, and whether somebody else speaks before it; `frozen` those
    inside a quotation that only part of the unit is.
    """

    __slots__ = ("frozen", "kinds", "knows_verbs", "own", "reading", "runs", "tokens", "traits")

    def __init__(
        self, reading: Reading, grammar: Grammar, runs: Sequence[tuple[int, int]], holes: set[int],
        quoted: Sequence[tuple[int, int]], *, own: bool,
    ) -> None:  # fmt: skip
        self.reading, self.traits, self.knows_verbs = reading, grammar.traits, grammar.knows_verbs
        self.own = own  # the author's words: a verb that he quotes is not his
        self.tokens = [i for lo, hi in runs for i in range(lo, hi)]
        self.kinds = [reading.kinds[i] for i in self.tokens]
        self.runs: dict[int, bool] = {}
        at = 0
        for number, (lo, hi) in enumerate(runs):
            if number:
                self.runs[at] = number in holes
            at += hi - lo
        tokens = self.tokens
        self.frozen = frozenset(p for lo, hi in quoted for p in range(bisect_left(tokens, lo), bisect_left(tokens, hi)))

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The folded word at a place."""
        return self.reading.words[self.tokens[place]]

    def finite(self, place: int) -> bool:
        """Whether a finite verb stands at a place, as far as its neighbours tell."""
        kinds = self.kinds[place]
        if not kinds & (FINITE | EITHER | BASE | NOUN_TOO) or (self.own and place in self.frozen):
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


def joint_of(kinds: int) -> str:
    """How a word joins clauses: and, but, contrast; "" if it does not."""
    if kinds & BUT:
        return "but"
    if kinds & CONTRAST:
        return "contrast"
    return "and" if kinds & (AND | JOINED) else ""
