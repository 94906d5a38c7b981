"""What is done by saying a proposition: ordered judgements, of which the first that says something decides.

What the report says of its content (asks, demands, promises, describes as) comes before what the words say themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.propositions.judge import HEDGE, IMPERFECT, Said, modality, obliges
from claims.extract.rules.propositions.places import (
    BE,
    EITHER,
    FINITE,
    FIRST,
    INFINITIVE,
    MARK,
    NEGATION,
    NUMBER,
    PRONOUN,
    TO,
)
from claims.languages.kinds import BIT

FUTURE, RESOLVE, SPECULATION, EVALUATION, META = (BIT[k] for k in ("future", "resolve", "speculation", "evaluation", "meta"))
IMPERATIVE, DEMONSTRATIVE, PRESENT, VERBAL = (BIT[k] for k in ("imperative", "demonstrative", "present", "verbal"))
HEADINGS = frozenset({"title", "heading"})
NAMING = frozenset({"predicate", "naming"})  # rules
JUDGING = frozenset({"accusation"}) | NAMING
FORETELLING = frozenset({"belief", "distancing", "denial", "expressive"})  # classes of cues
AHEAD = frozenset({"prediction", "commitment", "directive", "normative"})
SHORT = 8  # words of a line in which the outlet speaks of itself
FEW = 2  # words of a content that only points back: rejects this


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
    foretold = s.row is not None and s.row.cue_class in FORETELLING and first & IMPERFECT and not first & BE
    return "prediction" if foretold and begin == s.one.verb else None


def _may_come(s: Said, place: int) -> bool:
    """Whether what weakens is a modal verb before an event, not before a state: could follow, may be."""
    kinds = s.places.kinds
    after = kinds[place + 1] if place + 1 < len(kinds) else MARK
    if kinds[place] & VERBAL or s.grammar.knows_forms:
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
    kept = s.places.kinds[verb] & NEGATION and s.places.kinds[verb] & VERBAL  # لم
    return None if s.places.kinds[verb] & PRESENT and not had and not kept else False
