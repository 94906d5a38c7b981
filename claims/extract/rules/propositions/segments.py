"""The stretches between the joints of a sentence: where each begins, its verb, and whether it depends on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.rules.propositions.reading import Reading
from claims.languages.grammar import BIT

FINITE, EITHER, BASE, BE, BY = (BIT[kind] for kind in ("finite", "either", "base", "be", "by"))
AND, BUT, CONTRAST, JOINED = (BIT[kind] for kind in ("and", "but", "contrast", "joined"))
COMMA, BREAK, MARK, QUOTE = (BIT[kind] for kind in ("comma", "break", "mark", "quote"))
COMPLEMENTIZER, ADVERB, CONNECTIVE = (BIT[kind] for kind in ("complementizer", "adverb", "connective"))
PREPOSITION, DETERMINER, POSSESSIVE = (BIT[kind] for kind in ("preposition", "determiner", "possessive"))
PLURAL, PRONOUN, NUMBER, FIRST, TO, VERBAL = (BIT[kind] for kind in ("plural", "pronoun", "number", "first", "to", "verbal"))
NEGATION, INSIDE, NAME = (BIT[kind] for kind in ("negation", "inside", "name"))
DEPENDENT = BIT["subordinate"] | BIT["relative"] | COMPLEMENTIZER
JOINT = AND | BUT | CONTRAST
BEFORE_VERB = ADVERB | NEGATION | CONNECTIVE
NOMINAL = DETERMINER | PREPOSITION | POSSESSIVE | NUMBER | BE | TO
OBJECT = DETERMINER | PREPOSITION | POSSESSIVE | PRONOUN | NUMBER | ADVERB | FIRST | DEPENDENT | TO


@dataclass(slots=True)
class Segment:
    """A stretch of places in a unit. `begin` is its first word behind the joint, `stop` where a dependent clause opens."""

    start: int
    end: int
    joint: str  # "", and, but, contrast, comma, break, hole
    comma: bool
    begin: int
    stop: int
    verb: int | None
    second: bool = False  # a complementizer stands behind the joint: … and that …
    opens: bool = False  # it begins a dependent clause

    @property
    def subjectless(self) -> bool:
        """Whether nothing but adverbs and negation stands before the verb."""
        return self.verb is not None and self.lead == self.verb

    lead: int = 0  # the first word behind adverbs and negation


class Places:
    """The words of one unit, by their place in it."""

    __slots__ = ("frozen", "holes", "kinds", "reading", "runs", "tokens")

    def __init__(self, reading: Reading, runs: Sequence[tuple[int, int]], holes: set[int], frozen: Sequence[tuple[int, int]]) -> None:
        self.reading = reading
        self.tokens = [i for lo, hi in runs for i in range(lo, hi)]
        self.kinds = [reading.kinds[i] for i in self.tokens]
        self.runs: dict[int, bool] = {}  # place where a span begins -> whether somebody else speaks before it
        at = 0
        for number, (lo, hi) in enumerate(runs):
            if number:
                self.runs[at] = number in holes
            at += hi - lo
        self.frozen = {p for p, i in enumerate(self.tokens) for lo, hi in frozen if lo <= i < hi} if frozen else frozenset()

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, place: int) -> str:
        """The folded word at a place."""
        return self.reading.word(self.tokens[place])

    def finite(self, place: int) -> bool:
        """Whether a finite verb stands at a place, as far as its neighbours tell."""
        kinds = self.kinds[place]
        if kinds & FINITE:
            return True
        if not kinds & (EITHER | BASE):
            return False
        before = self.kinds[place - 1] if place and place not in self.runs else MARK
        at = place - 1
        while at > 0 and self.kinds[at] & (ADVERB | NEGATION) and not self.kinds[at] & FINITE:
            at -= 1
        if at >= 0 and at != place - 1:
            before = self.kinds[at]
        after = self.kinds[place + 1] if place + 1 < len(self.kinds) else MARK
        if kinds & BASE and before & (PLURAL | PRONOUN | FIRST) and not before & (DETERMINER | POSSESSIVE | PREPOSITION):
            return True
        if not kinds & EITHER or after & BY or before & NOMINAL and not before & (PRONOUN | PLURAL):
            return False
        if before & JOINT:
            return bool(after & (OBJECT | MARK | NAME)) or place + 1 == len(self.kinds)
        return not before & MARK or bool(before & QUOTE)


def segments(places: Places) -> list[Segment]:
    """The segments of a unit, in order; nothing is cut inside a quotation that only part of the unit is."""
    kinds, cuts = places.kinds, []
    for place, kind in enumerate(kinds):
        if place in places.frozen:
            continue
        previous = kinds[place - 1] if place and place - 1 not in places.frozen else 0
        comma = bool(previous & COMMA)
        if place in places.runs:
            joint = "hole" if places.runs[place] else _named(kind) or "run"
            cuts.append((place, joint, False))
        elif kind & JOINT or (kind & JOINED and place):
            cuts.append((place, _named(kind), comma))
        elif previous & (COMMA | BREAK) and not (kinds[place - 1] & MARK and kind & MARK):
            cuts.append((place, "comma" if comma else "break", comma))
    if not cuts or cuts[0][0]:
        cuts.insert(0, (0, _named(kinds[0]) if kinds else "", False))
    ends = [place for place, _, _ in cuts[1:]] + [len(kinds)]
    return [_segment(places, start, end, joint, comma) for (start, joint, comma), end in zip(cuts, ends, strict=True)]


def _named(kind: int) -> str:
    if kind & BUT:
        return "but"
    if kind & CONTRAST:
        return "contrast"
    return "and" if kind & (AND | JOINED) else ""


def _segment(places: Places, start: int, end: int, joint: str, comma: bool) -> Segment:
    kinds = places.kinds
    begin = start
    second = False
    while begin < end and kinds[begin] & (JOINT | MARK | INSIDE | CONNECTIVE):
        begin += 1
    if begin < end and kinds[begin] & COMPLEMENTIZER and joint in ("and", "but"):
        second = True
        begin += 1
        while begin < end and kinds[begin] & INSIDE:
            begin += 1
    stop = next((p for p in range(begin, end) if kinds[p] & DEPENDENT), end)
    lead = begin
    while lead < stop and kinds[lead] & (BEFORE_VERB | INSIDE) and not kinds[lead] & FINITE:
        lead += 1
    verb = next((p for p in range(begin, stop) if places.finite(p)), None)
    return Segment(start, end, joint, comma, begin, stop, verb, second, stop == begin and begin < end, lead)
