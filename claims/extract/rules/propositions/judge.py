"""What a proposition says of itself: affirmed or negated, how certain, what is done by saying it, whether to check it.

Only the words of its main clause count; what a dependent clause or another's report says is left to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.extract.rules.propositions.places import (
    BE,
    COMPLEMENTIZER,
    DEFINITE,
    EITHER,
    FINITE,
    FIRST,
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

HEDGE, LIKELY, OBLIGATION, CONDITIONAL, FUTURE = (BIT[k] for k in ("hedge", "likely", "obligation", "conditional", "future"))
NEAR = 5  # words between على and أن
PRESENT, AMOUNT, CALENDAR = BIT["present"], BIT["amount"], BIT["calendar"]
AHEAD = frozenset({"prediction", "commitment", "directive", "normative"})
DUTY, NEED = BIT["duty"], BIT["need"]
REFUSAL, RESOLVE, SPECULATION, EVALUATION, META = (BIT[k] for k in ("refusal", "resolve", "speculation", "evaluation", "meta"))
IMPERFECT, INFINITIVE, IMPERATIVE, GENERIC, CONSTITUENT = (
    BIT[k] for k in ("imperfect", "infinitive", "imperative", "generic", "constituent")
)
DEMONSTRATIVE, PRONOUN, POSSESSIVE, ACTOR, DISTANCING = (
    BIT[k] for k in ("demonstrative", "pronoun", "possessive", "actor", "distancing")
)
HEADINGS = frozenset({"title", "heading"})
NAMING = frozenset({"predicate", "naming"})  # rules
JUDGING = frozenset({"accusation"}) | NAMING
FORETELLING = frozenset({"belief", "distancing", "denial", "expressive"})
SHORT = 8  # words of a line in which the outlet speaks of itself
FEW = 2  # words of a content that only points back: rejects this


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
    kinds = every = 0
    for place in one.main:
        kinds |= places.kinds[place]
    for place in range(one.start, one.end):
        every |= places.kinds[place]
    return Said(places, one, grammar, row, role, asked, quoted, kinds, every)


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
    if not kinds[place] & BIT["verbal"]:
        return True
    return place + 1 < len(kinds) and bool(kinds[place + 1] & IMPERFECT) and not kinds[place + 1] & EITHER


# ---- speech act: the first judgement that says something


def _question(s: Said) -> str | None:
    return "question" if s.asked or (s.row is not None and s.row.commitment == "asks") else None


def _demand(s: Said) -> str | None:
    return "directive" if s.row is not None and s.row.commitment == "demands" else None


def _heading(s: Said) -> str | None:
    """A heading without a verb names a subject, as does any line in a language whose clauses need one."""
    named = s.role in HEADINGS or ("nominal" not in s.grammar.traits and s.words <= SHORT)
    return "topic" if s.row is None and named and not s.verb and s.grammar.knows_verbs else None


def _outlet(s: Said) -> str | None:
    """The outlet speaks of itself: We are no longer updating this page · ويستعرض الموجز التفاصيل"""
    return "meta" if s.row is None and not s.quoted and (s.kinds & FIRST or (s.all_kinds & META and s.words <= SHORT)) else None


def _pointing(s: Said) -> str | None:
    """rejects this · отвергает это: what it is about stands elsewhere"""
    if s.row is None or s.verb or s.words > FEW:
        return None
    return "topic" if s.kinds & (DEMONSTRATIVE | PRONOUN) else None


def _command(s: Said) -> str | None:
    """Бегите на сопку · Do not assume that …"""
    begin = s.one.segments[0].begin
    if s.row is None or s.row.quote_type == "indirect" or begin >= s.one.end:
        return None
    return "directive" if s.places.kinds[begin] & IMPERATIVE else None


def _judgement(s: Said) -> str | None:
    """described X as Y · called X Y"""
    if s.row is None:
        return None
    judging = s.row.rule in NAMING or (s.row.cue_class == "evaluation" and s.row.rule in JUDGING)
    return "evaluation" if judging or (s.row.cue_class == "expressive" and not s.verb) else None


def _promise(s: Said) -> str | None:
    if s.row is not None and s.row.commitment == "promises":
        return "commitment"
    return "commitment" if s.row is not None and s.kinds & RESOLVE and s.kinds & FUTURE else None


def _guess(s: Said) -> str | None:
    return "speculation" if s.all_kinds & SPECULATION else None


def _norm(s: Said) -> str | None:
    """A source says what ought to be; that a rule requires something is a fact, as the author tells it."""
    return "normative" if s.row is not None and obliges(s) else None


def _forecast(s: Said) -> str | None:
    """What will be, and what may come: will rise · may rise · قد ترتفع"""
    if s.kinds & FUTURE or any(_may_come(s, p) for p in s.one.main if s.places.kinds[p] & HEDGE):
        return "prediction"
    begin = s.one.segments[0].begin
    first = s.places.kinds[begin] if begin < s.one.end else 0
    foretold = s.row is not None and s.row.cue_class in FORETELLING and first & IMPERFECT and not first & BIT["be"]
    return "prediction" if foretold and begin == s.one.verb else None


def _may_come(s: Said, place: int) -> bool:
    """Whether what weakens is a modal verb before an event, not before a state: could follow, may be."""
    kinds = s.places.kinds
    after = kinds[place + 1] if place + 1 < len(kinds) else MARK
    if kinds[place] & BIT["verbal"] or s.grammar.knows_forms:
        return bool(after & (IMPERFECT | INFINITIVE)) and not after & (EITHER | BE)
    return bool(kinds[place] & FINITE) and not after & (BE | MARK | TO | NEGATION)


def _valued(s: Said) -> str | None:
    return "evaluation" if s.row is not None and s.kinds & EVALUATION and not s.all_kinds & NUMBER else None


ACTS: tuple[Callable[[Said], str | None], ...] = (
    _question, _judgement, _demand, _outlet, _heading, _pointing, _command, _promise, _guess, _norm, _forecast, _valued,
)  # fmt: skip


def speech_act(s: Said) -> str:
    """What is done by saying it."""
    return next((act for judge in ACTS if (act := judge(s))), "assertion")


def ahead(s: Said, act: str) -> bool | None:
    """Whether what is said lies ahead; None where a present tense leaves it open."""
    if act in AHEAD or s.kinds & FUTURE:
        return True
    if s.one.verb is None or modality(s) in ("possible", "likely"):
        return None
    verb = s.one.verb
    after = s.places.kinds[verb + 1] if verb + 1 < len(s.places) else 0
    had = s.places.kinds[verb] & BE and after & EITHER  # has left: past
    kept = s.places.kinds[verb] & NEGATION and s.places.kinds[verb] & BIT["verbal"]  # لم
    return None if s.places.kinds[verb] & PRESENT and not had and not kept else False


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
