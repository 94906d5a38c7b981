"""What a proposition says of itself: affirmed or negated, how certain, whether to check it.

Only the words of its main clause count; what a dependent clause or another's report says is left to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from claims.extract.rules.propositions.places import (
    BE,
    COMPLEMENTIZER,
    DEFINITE,
    EITHER,
    FINITE,
    INFINITIVE,
    MARK,
    NEGATION,
    NUMBER,
    PREPOSITION,
    TO,
    Places,
)
from claims.extract.rules.propositions.reading import CAPITAL
from claims.extract.rules.propositions.split import Proposition
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT
from claims.model import Attribution

HEDGE, LIKELY, OBLIGATION, CONDITIONAL = (BIT[k] for k in ("hedge", "likely", "obligation", "conditional"))
IMPERFECT, GENERIC, CONSTITUENT, VERBAL = (BIT[k] for k in ("imperfect", "generic", "constituent", "verbal"))
REFUSAL, SPECULATION, DUTY, NEED = (BIT[k] for k in ("refusal", "speculation", "duty", "need"))
ACTOR, AMOUNT, CALENDAR = (BIT[k] for k in ("actor", "amount", "calendar"))
NEAR = 5  # words between على and أن


@dataclass(slots=True)
class Said:
    """A proposition with what the judgements ask about it."""

    places: Places
    one: Proposition
    grammar: Grammar
    row: Attribution | None
    role: str
    asked: bool  # a question mark follows
    quoted: bool  # it stands in quotation marks
    kinds: int  # all classes of its main clause
    all_kinds: int  # of all its words

    @property
    def verb(self) -> bool:
        """Whether it has a finite verb."""
        return self.one.verb is not None

    @property
    def words(self) -> int:
        """How many words of its own it has."""
        return sum(not self.places.kinds[p] & MARK for p in range(self.one.start, self.one.end))


def said(places: Places, one: Proposition, grammar: Grammar, row: Attribution | None, role: str, *, asked: bool, quoted: bool) -> Said:
    """The proposition with its classes summed up."""
    kinds = reduce(or_, map(places.kinds.__getitem__, one.main), 0)
    return Said(places, one, grammar, row, role, asked, quoted, kinds, places.every(one.start, one.end))


# ---- polarity


def polarity(s: Said) -> str:
    """Whether the main predicate is negated, by a word of its own or by a verb that refuses."""
    if s.kinds & NEGATION and any(_negates(s, p) for p in s.one.core if s.places.kinds[p] & NEGATION):
        return "negative"
    if s.kinds & REFUSAL and any(s.places.kinds[p] & REFUSAL and (p == s.one.verb or s.places.kinds[p] & FINITE) for p in s.one.main):
        return "negative"
    return "positive"


def _negates(s: Said, place: int) -> bool:
    kinds = s.places.kinds
    kind = kinds[place]
    after = kinds[place + 1] if place + 1 < len(kinds) else MARK
    if kind & GENERIC:  # لا: before a verb, or at the head of its clause (لا أحد)
        return bool(after & (IMPERFECT | FINITE)) or (place == s.one.segments[0].begin and not after & (DEFINITE | PREPOSITION))
    if kind & CONSTITUENT:  # не: before a verb, or where there is none
        return bool(after & (FINITE | EITHER | INFINITIVE)) or not s.verb
    if after & TO:  # decided not to
        return bool(place and kinds[place - 1] & BE)
    return True


# ---- modality


def modality(s: Said) -> str:
    """How certain its own words make it."""
    if s.all_kinds & CONDITIONAL:
        return "conditional"
    if s.kinds & LIKELY:
        return "likely"
    if s.kinds & HEDGE and hedges(s):
        return "possible"
    return "necessary" if obliges(s) and not s.all_kinds & SPECULATION else "asserted"


def obliges(s: Said) -> bool:
    """Whether it says that something is needed or due: must · على الدول أن … · ضرورة الحل"""
    if s.kinds & OBLIGATION:
        return True
    begin = s.one.segments[0].begin
    first = s.places.kinds[begin] if begin < len(s.places) else 0
    if first & NEED or (s.kinds & NEED and not s.verb):
        return True
    return bool(first & DUTY) and any(kind & COMPLEMENTIZER for kind in s.places.kinds[begin + 1 : begin + NEAR])


def hedges(s: Said) -> list[int]:
    """The places of the words that weaken it."""
    return [p for p in s.one.main if s.places.kinds[p] & (HEDGE | LIKELY) and _hedges(s, p)]


def _hedges(s: Said, place: int) -> bool:
    """Arabic قد weakens an imperfect and stresses a perfect."""
    kinds = s.places.kinds
    if not kinds[place] & VERBAL:
        return True
    return place + 1 < len(kinds) and bool(kinds[place + 1] & IMPERFECT) and not kinds[place + 1] & EITHER


# ---- whether to check it

STATING = frozenset({"assertion", "presupposition", "prediction", "commitment"})


def worth(s: Said, act: str) -> tuple[str, str | None]:
    """yes, no or unsure, and why."""
    if act not in STATING:
        return "no", _NO.get(act, f"a {act}, not a statement")
    if s.all_kinds & (NUMBER | AMOUNT | CALENDAR):
        return "yes", "states a figure or a date"
    if s.verb and s.all_kinds & (CAPITAL | ACTOR):
        return "yes", "says what a named actor does"
    return "unsure", None


_NO = {
    "evaluation": "a judgement without a measure",
    "normative": "says what ought to be, not what is",
    "directive": "a demand, not a statement",
    "meta": "speaks of the article or its outlet",
}
