"""A sentence's propositions: where a second one begins, and what the two share.

A joint begins a second proposition only if a finite verb stands on both sides of it, or a second complementizer behind
it. Noun phrases are never parted, nor is a dependent clause, nor a quotation that is part of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extract.rules.propositions.segments import (
    ADVERB,
    BE,
    COMPLEMENTIZER,
    DEPENDENT,
    DETERMINER,
    EITHER,
    FINITE,
    INSIDE,
    MARK,
    NEGATION,
    Places,
    Segment,
    segments,
)
from claims.languages.grammar import BIT, Grammar

OWN_SUBJECT, CONDITIONAL = BIT["own_subject"], BIT["conditional"]
FEWEST = 3  # words before a joint that need no verb in a language whose clauses need none


@dataclass(slots=True)
class Proposition:
    """The places of one proposition in its unit: its own segments, what it shares with the one before, its verb."""

    segments: list[Segment]
    shared: tuple[int, int] | None = None
    verb: int | None = None
    after_hole: bool = False
    subjectless: bool = False
    open_end: bool = False  # somebody else speaks right behind it
    main: list[int] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Its first place."""
        return self.segments[0].start

    @property
    def end(self) -> int:
        """The place behind its last."""
        return self.segments[-1].end


def propositions(places: Places, grammar: Grammar) -> list[Proposition]:
    """The propositions of a unit in order; each place belongs to one."""
    found: list[Proposition] = []
    parted = segments(places)
    previous: Segment | None = None
    scope = False  # a dependent clause is open, and no comma has closed it
    for segment in parted:
        if segment.joint in ("comma", "break") or segment.comma:
            scope = False
        last = found[-1] if found else None
        if last is None or segment.joint == "hole":
            found.append(Proposition([segment], after_hole=last is not None))
        elif begins_another(places, grammar, last, previous, segment, scope):
            found.append(Proposition([segment], shared=_shared(places, grammar, last, segment)))
            found[-1].subjectless = segment.subjectless
        else:
            last.segments.append(segment)
        current = found[-1]
        if current.verb is None and not segment.opens and segment.verb is not None:
            current.verb = segment.verb
        scope = scope or segment.stop < segment.end
        previous = segment
    for one in found:
        one.main = [p for n, s in enumerate(one.segments) if _is_main(s, n) for p in range(s.begin, s.stop)]
    return found


def _is_main(segment: Segment, number: int) -> bool:
    """Whether a segment is of the main clause: `not X but Y` says nothing of Y's verb."""
    return not segment.opens and not (number and segment.joint == "but" and segment.verb is None)


def begins_another(places: Places, grammar: Grammar, last: Proposition, previous: Segment | None, segment: Segment, scope: bool) -> bool:
    """Whether a segment begins a proposition of its own."""
    done = last.verb is not None or ("nominal" in grammar.traits and _long(places, last) and segment.joint in ("but", "contrast", "break"))
    if segment.second:
        return done or _long(places, last)
    if not done or segment.verb is None or segment.opens or previous is None:
        return False
    if segment.joint == "break":
        return not scope
    if segment.joint == "but":
        return segment.comma or not scope
    if segment.joint == "contrast":
        return segment.comma
    if segment.joint == "and":
        return not scope if not segment.comma else not previous.opens or not segment.subjectless
    return segment.joint == "comma" and "asyndetic" in grammar.traits and not previous.opens


def _long(places: Places, one: Proposition) -> bool:
    if one.segments[0].opens:
        return False
    words = sum(not places.kinds[p] & MARK for s in one.segments for p in range(s.begin, s.end))
    return words >= FEWEST


def _shared(places: Places, grammar: Grammar, last: Proposition, segment: Segment) -> tuple[int, int] | None:
    """What a second predicate has in common with the first: its subject, and an auxiliary that governs both."""
    if segment.second:
        return _frame(places, last, segment)
    own = bool(places.kinds[segment.start] & OWN_SUBJECT)
    if not (segment.subjectless or own) or segment.verb is None or last.verb is None:
        return None
    if last.shared is not None and last.subjectless:
        return last.shared
    after = segment.verb + 1
    if "subject_follows" in grammar.traits and after < len(places) and places.kinds[after] & DETERMINER:
        return None
    first = next(s for s in last.segments if s.verb == last.verb)
    start, end = first.begin, last.verb
    if places.kinds[last.verb] & BE and places.kinds[segment.verb] & EITHER and not places.kinds[segment.verb] & FINITE:
        end = last.verb + 1
    else:
        while end > start and places.kinds[end - 1] & (ADVERB | NEGATION | INSIDE):
            end -= 1
    if start >= end or not grammar.agree(places.word(last.verb), places.word(segment.verb)):
        return None
    return start, end


def _frame(places: Places, last: Proposition, segment: Segment) -> tuple[int, int] | None:
    """What stands before the first of two complementizers inside a content: `على الدول | أن … | وأن …`."""
    first = last.segments[0]
    for place in range(first.begin, last.end):
        if places.kinds[place] & COMPLEMENTIZER:
            segment.begin = segment.start
            return (first.begin, place) if place > first.begin else None
        if places.kinds[place] & DEPENDENT:
            return None
    return None
