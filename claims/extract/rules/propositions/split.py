"""A sentence's propositions: where a second one begins, and what the two share.

A joint begins a second proposition only if a finite verb stands on both sides of it, or a second complementizer behind
it. Noun phrases are never parted, nor is a dependent clause, nor a quotation that is part of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.extract.rules.propositions.places import (
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
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    Places,
)
from claims.extract.rules.propositions.segments import Segment, segments
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT

OWN_SUBJECT, CONDITIONAL = BIT["own_subject"], BIT["conditional"]
SUBJECT = BIT["determiner"] | BIT["name"] | BIT["pronoun"] | BIT["possessive"] | BIT["number"] | BIT["plural"]
IMPERSONAL = BIT["obligation"] | BIT["hedge"]
VERBAL_GROUP = BIT["finite"] | BIT["verbal"] | BIT["imperfect"]
CALENDAR = BIT["calendar"]
FRONTED = 2  # words of a date that stands before the subject and is shared
MODAL = BIT["obligation"] | BIT["future"] | BIT["hedge"]
SEMICOLONS = frozenset(";؛")
HALF = 5  # words on both sides of a semicolon where the language's verbs are not known
FEWEST = 2  # words of a clause without a verb


@dataclass(slots=True)
class Proposition:
    """The places of one proposition in its unit: its own segments, what it shares with the one before, its verb."""

    segments: list[Segment]
    shared: tuple[int, int] | None = None
    verb: int | None = None
    after_hole: bool = False
    subjectless: bool = False
    open_end: bool = False  # somebody else speaks right behind it
    main: list[int] = field(default_factory=list)  # of its main clause
    core: list[int] = field(default_factory=list)  # of the main clause up to the end of the predicate's own segment

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
    scope = False  # a dependent clause is open, and no comma has closed it
    for number, segment in enumerate(parted):
        if segment.joint in ("comma", "break") or segment.comma:
            scope = False
        last = found[-1] if found else None
        if last is None or segment.joint == "hole":
            found.append(Proposition([segment], after_hole=last is not None))
        elif _begins_another(places, grammar, last, parted, number, scope=scope):
            found.append(Proposition([segment], shared=_shared(places, grammar, last, segment), subjectless=segment.subjectless))
        else:
            last.segments.append(segment)
        current = found[-1]
        if current.verb is None and not segment.opens and segment.verb is not None:
            current.verb = segment.verb
            current.subjectless = segment.subjectless and len(current.segments) == 1
        scope = scope or segment.stop < segment.end
    for one in found:
        if len(one.segments) == 1:
            one.main = one.core = one.segments[0].main()
            continue
        one.main = [p for n, s in enumerate(one.segments) if _is_main(places, one, s, n) for p in s.main()]
        own = one.segments[-1] if grammar.knows_verbs else next((s for s in one.segments if s.begin < s.end), one.segments[0])
        if one.verb is not None:
            own = next(s for s in one.segments if s.start <= one.verb < s.end)
        one.core = [p for p in one.main if p < own.end]
    return found


def _is_main(places: Places, one: Proposition, segment: Segment, number: int) -> bool:
    """Whether a segment is of the main clause: `not X but Y` says nothing of Y's verb; في وقت حساس، قد يشهد فيه … is of the time."""
    if not number or segment.verb is None:
        return not (number and segment.joint == "but")
    hangs = segment.joint == "comma" and segment.subjectless and "subject_follows" in places.traits
    return not hangs or one.verb is None or one.verb >= segment.start


def _begins_another(
    places: Places, grammar: Grammar, last: Proposition, parted: Sequence[Segment], number: int, *, scope: bool
) -> bool:
    """Whether the segment of a number begins a proposition of its own."""
    previous, segment = parted[number - 1], parted[number]
    strong = segment.joint in ("but", "contrast", "break")
    done = last.verb is not None or (strong and "nominal" in grammar.traits and _long(places, last))
    if segment.second:
        return done or not grammar.knows_verbs or _long(places, last)
    if not grammar.knows_verbs:
        halves = (sum(s.end - s.begin for s in those) for those in (last.segments, [segment, *_till_joint(parted, number)]))
        return segment.joint == "break" and places.word(segment.start - 1) in SEMICOLONS and min(halves) >= HALF
    if not done:
        return False
    if segment.joint == "break" and places.word(segment.start - 1) in SEMICOLONS:
        return any(s.verb is not None or s.stop < s.end for s in [segment, *_till_joint(parted, number)]) and not scope
    ahead = (strong or segment.comma) and any(not s.opens and s.verb is not None for s in _till_joint(parted, number))
    if segment.opens or not (segment.verb is not None or ahead):
        return False
    if not segment.comma:
        return not scope and segment.joint in ("and", "but", "break") and _parallel(places, last, segment)
    if segment.joint == "and":
        return not previous.opens or not segment.subjectless
    return strong or (segment.joint == "comma" and segment.verb is not None and "asyndetic" in grammar.traits and not previous.opens)


def _till_joint(parted: Sequence[Segment], number: int) -> Iterator[Segment]:
    """The segments behind one that only commas part from it: …; X, who came late, left"""
    for after in range(number + 1, len(parted)):
        if parted[after].joint not in ("comma", "run"):
            return
        yield parted[after]


def _parallel(places: Places, last: Proposition, segment: Segment) -> bool:
    """Whether a participle behind the joint is a second predicate: were hurt and taken away, not had to be fair and agreed."""
    if segment.verb is None or last.verb is None or places.kinds[segment.verb] & FINITE or not places.kinds[segment.verb] & EITHER:
        return True
    if "subject_follows" in places.traits:
        return True
    if not segment.subjectless:
        return bool(places.kinds[segment.lead] & SUBJECT)
    if places.kinds[last.verb] & MODAL:
        return False
    after = last.verb + 1
    while after < len(places) and places.kinds[after] & (ADVERB | NEGATION):
        after += 1
    return not places.kinds[last.verb] & BE or (after < len(places) and bool(places.kinds[after] & EITHER))


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
    if "subject_follows" in grammar.traits and not own and _own_subject_follows(places, segment):
        return None
    if not grammar.agree(places.word(last.verb), places.word(segment.verb)):
        return None
    if last.shared is not None and last.subjectless:
        return last.shared
    start, end = _subject(places, next(s for s in last.segments if s.verb == last.verb), last.verb)
    if _passive(places, last.verb, segment.verb):
        end = last.verb + 1
    return None if all(kind & (FINITE | EITHER | ADVERB) for kind in places.kinds[start:end]) else (start, end)


def _subject(places: Places, segment: Segment, verb: int) -> tuple[int, int]:
    """What stands before a verb, without adverbs, and without a day on which only the first thing happened."""
    start, end = segment.begin, verb
    while end > start and places.kinds[end - 1] & (ADVERB | NEGATION | INSIDE):
        end -= 1
    dated = next((p for p in range(start + FRONTED, end) if places.kinds[p] & CALENDAR), None)
    if dated is not None:
        end = dated - 1 if places.kinds[dated - 1] & PREPOSITION else dated
    return start, end


def _own_subject_follows(places: Places, segment: Segment) -> bool:
    """Whether what stands behind a verb may be its subject, as all may but a preposition, a number or a mark; يجب has none."""
    if segment.verb is None or places.kinds[segment.verb] & IMPERSONAL:
        return True
    after = segment.verb + 1
    while after < segment.end and places.kinds[after] & VERBAL_GROUP:
        after += 1
    return after < segment.end and not places.kinds[after] & (PREPOSITION | NUMBER | MARK)


def _passive(places: Places, verb: int, other: int) -> bool:
    """Whether an auxiliary governs a second participle as well: were arrested and questioned, not was hurt and left the room."""
    if not places.kinds[verb] & BE or not places.kinds[other] & EITHER or places.kinds[other] & FINITE:
        return False
    after = places.kinds[other + 1] if other + 1 < len(places) else MARK
    return not after & (DETERMINER | POSSESSIVE | PRONOUN | NUMBER)


def _frame(places: Places, last: Proposition, segment: Segment) -> tuple[int, int] | None:
    """What stands before the first of two complementizers inside a content: `على الدول | أن … | وأن …`."""
    first = last.segments[0]
    for place in range(first.begin, last.end):
        if places.kinds[place] & COMPLEMENTIZER:
            segment.begin = next(p for p in range(segment.start, segment.end) if places.kinds[p] & COMPLEMENTIZER)
            return (first.begin, place) if place > first.begin else None
        if places.kinds[place] & DEPENDENT:
            return None
    return None
