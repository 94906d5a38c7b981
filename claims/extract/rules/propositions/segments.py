"""The stretches between the joints of a sentence: where each begins, its verb, and whether it depends on another."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.rules.propositions.places import (
    BE,
    BEFORE_VERB,
    BETWEEN,
    BREAK,
    COMMA,
    COMPLEMENTIZER,
    CONNECTIVE,
    DEPENDENT,
    FINITE,
    FIRST,
    INFINITIVE,
    INSIDE,
    JOINED,
    JOINT,
    MARK,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    Places,
    first_of,
    joint_of,
)
from claims.languages.kinds import BIT

ASKING, VERBAL, AMOUNT = (BIT[kind] for kind in ("asking", "verbal", "amount"))
FRONTED = 4  # words before a verb
PERSON = PRONOUN & ~BIT["possessive"]
OWN = PRONOUN | FIRST | BIT["expletive"]  # it's, there was
GROUP = BEFORE_VERB | BE | VERBAL


@dataclass(slots=True)
class Segment:
    """A stretch of places in a unit.

    `begin` is its first word behind the joint, `lead` the first behind adverbs and negation, `stop` where a dependent clause
    opens, `resume` where the main clause goes on behind a relative clause without commas.
    """

    start: int
    end: int
    joint: str  # "", and, but, contrast, comma, break, run, hole
    comma: bool
    begin: int
    lead: int
    stop: int
    resume: int
    verb: int | None
    second: bool  # a complementizer stands behind the joint: … and that …
    opens: bool  # it begins a dependent clause
    subjectless: bool  # nothing but adverbs, negation and objects stands before the verb

    def main(self) -> list[int]:
        """The places of its main clause."""
        return [] if self.opens else [*range(self.begin, self.stop), *range(self.resume, self.end)]


def segments(places: Places) -> list[Segment]:
    """The segments of a unit, in order; nothing is cut inside a quotation that only part of the unit is."""
    cuts = _cuts(places)
    ends = [place for place, _, _ in cuts[1:]] + [len(places)]
    found: list[Segment] = []
    for (start, joint, comma), end in zip(cuts, ends, strict=True):
        segment = _segment(places, start, end, joint, comma)
        if found and _joins_nouns(places, found[-1], segment):
            last = found.pop()
            segment = _segment(places, last.start, end, last.joint, last.comma)
        found.append(segment)
    return found


def _joins_nouns(places: Places, last: Segment, segment: Segment) -> bool:
    """Whether a joint stands between two noun phrases: Moscow and Kyiv have led to …; between the mayor and the council"""
    if segment.joint != "and" or segment.comma or segment.second or segment.subjectless:
        return False
    return (last.verb is None and not last.opens and last.joint != "hole") or _paired(places, last)


def _paired(places: Places, last: Segment) -> bool:
    """Whether a `between` at the end of a segment still lacks its second noun."""
    place = last.end - 1
    while place > last.start and not places.kinds[place] & (BETWEEN | JOINT | JOINED | MARK) and not places.finite(place):
        place -= 1
    return bool(places.kinds[place] & BETWEEN)


def _cuts(places: Places) -> list[tuple[int, str, bool]]:
    """(place, joint, whether a comma stands before it) of each segment."""
    kinds, frozen, runs = places.kinds, places.frozen, places.runs
    cuts = [(0, joint_of(kinds[0]) if kinds else "", False)]
    if not places.joints and not runs:
        return cuts
    first = next((p for p, kind in enumerate(kinds) if not kind & MARK), 0)
    near = {p if kinds[p] & (JOINT | JOINED) else p + 1 for p in places.joints} | runs.keys()
    for place in sorted(near):
        if not 0 < place < len(kinds) or place in frozen or (place <= first and place not in runs):
            continue
        kind, previous = kinds[place], 0 if place - 1 in frozen else kinds[place - 1]
        comma = bool(previous & COMMA)
        if place in runs:
            cuts.append((place, "hole" if runs[place] else joint_of(kind) or "run", False))
        elif kind & (JOINT | JOINED) and not kind & AMOUNT:
            cuts.append((place, joint_of(kind), comma))
        elif previous & (COMMA | BREAK) and not kind & MARK:
            cuts.append((place, "comma" if comma else "break", comma))
    return cuts


def _segment(places: Places, start: int, end: int, joint: str, comma: bool) -> Segment:
    kinds = places.kinds
    begin = start
    while begin < end and kinds[begin] & (JOINT | MARK | INSIDE | CONNECTIVE):
        begin += 1
    second = begin < end and joint in ("and", "but") and bool(kinds[begin] & COMPLEMENTIZER)
    if second:
        begin += 1
        while begin < end and kinds[begin] & INSIDE:
            begin += 1
    if not places.knows_verbs:
        stop = next((p for p in range(begin + 1, end) if kinds[p] & DEPENDENT & ~RELATIVE), end)
        return Segment(start, end, joint, comma, begin, begin, stop, end, None, second, opens=False, subjectless=False)
    found = first_of(places.openers, begin, end)
    stop = end if found is None else found
    opens = begin < end and (stop == begin or (stop == begin + 1 and bool(kinds[begin] & PREPOSITION)) or _asks(places, begin, end))
    lead = begin
    while lead < stop and kinds[lead] & (BEFORE_VERB | INSIDE) and not kinds[lead] & FINITE:
        lead += 1
    verb = places.verb(begin, stop)
    resume = end
    if verb is None and stop < end and (kinds[stop] & PREPOSITION or (kinds[stop] & RELATIVE and not opens)):
        closed = opens and end > begin and bool(kinds[end - 1] & COMMA)  # After the man was hurt, …
        verb = _behind(places, stop, end, phrase=bool(kinds[stop] & PREPOSITION) and not closed)
        resume = end if verb is None else verb
        opens = opens and verb is None
    subjectless = verb is not None and not kinds[verb] & OWN and (lead == verb or _fronted(places, lead, verb))
    return Segment(start, end, joint, comma, begin, lead, stop, resume, verb, second, opens, subjectless)


def _fronted(places: Places, lead: int, verb: int) -> bool:
    """Whether only an object or a place stands before the verb, in a language that may put them there: от целей не отступит"""
    if "asyndetic" not in places.traits or not 0 < verb - lead <= FRONTED or not places.kinds[lead] & (PREPOSITION | INFINITIVE):
        return False
    return not any(kind & PERSON for kind in places.kinds[lead:verb])


def _asks(places: Places, begin: int, end: int) -> bool:
    """Whether a segment is an embedded question: готов ли он · ما الذي"""
    return bool(places.kinds[begin] & ASKING) or first_of(places.asks, begin, end) is not None


def _behind(places: Places, stop: int, end: int, *, phrase: bool) -> int | None:
    """The verb of the main clause behind a dependent one that no comma closes: states that were harmed | may ask …

    What opens it may be a preposition (`phrase`); then a single verb is that of the main clause: after the quake it began.
    """
    inner = places.verb(stop + 1, end)
    if inner is None:
        return None
    second = _second_verb(places, inner, end)
    return inner if second is None and phrase else second


def _second_verb(places: Places, inner: int, end: int) -> int | None:
    """The verb behind the group of verbs that begins at a place."""
    place = inner + 1
    while place < end and places.kinds[place] & GROUP and not (places.kinds[place] & VERBAL and not places.kinds[place - 1] & VERBAL):
        place += 1
    if place < end and places.finite(place) and places.kinds[place - 1] & (VERBAL | BE):
        place += 1  # لم تتحرك · had left
    for p in range(place, end):
        if places.kinds[p] & (DEPENDENT | JOINT | JOINED):
            return None
        if places.finite(p):
            return p
    return None
