"""Agreement on what annotators cut out of a text themselves: Krippendorff's alpha for unitizing.

Of the unitizing family this is the u-alpha of Krippendorff, Mathet, Bouvry & Widlöcher, "On the reliability of unitizing
textual continua" (Quality & Quantity 50, 2016; equations 32-35 of Content Analysis, 4th edition, section 12.6), which
mends the alpha_U of 1995 for more than two annotators. A text is a line of code points, which each annotator cuts into
units with a value and the gaps between them; agreement is the length on which two cut alike, against what is expected
where units, kept whole, and the code points of gaps fall together by chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from claims.annotate.coefficients import Array, Pair, ratio
from claims.model import Spans

GAP = ""


class Unit(NamedTuple):
    """A stretch of code points with a value; units of one annotator do not overlap."""

    start: int
    end: int
    value: str


class Crossed(NamedTuple):
    """The cuts of one text laid over each other.

    `met` is the length on which two values met, each ordered pair of m annotators counted 1/(m - 1). `own` is for
    each value what would meet itself: the squares of the units' lengths, and of gaps the length.
    """

    met: dict[Pair, float]
    own: dict[str, float]


def by_depth(spans: Iterable[Spans]) -> list[Unit]:
    """The units that spans cut a text into, cut where any of them begins or ends; the value is how many lie over each other.

    Reports stand inside reports: their contents are units within units, which no cut of a line can show otherwise.
    """
    covering = Counter(span for one in spans for span in one)
    edges = sorted({edge for span in covering for edge in span})
    units = []
    for start, end in pairwise(edges):
        depth = sum(count for span, count in covering.items() if span.start <= start and end <= span.end)
        if depth:
            units.append(Unit(start, end, str(depth)))
    return units


def crossed(cuts: Sequence[Sequence[Unit]], length: int) -> Crossed:
    """The cuts of two or more annotators of one text of this length, laid over each other."""
    whole = [list(_with_gaps(units, length)) for units in cuts]
    own: dict[str, float] = {}
    for start, end, value in (unit for units in whole for unit in units):
        own[value] = own.get(value, 0.0) + (end - start if value == GAP else (end - start) ** 2)
    met: dict[Pair, float] = {}
    edges = sorted({edge for units in whole for unit in units for edge in unit[:2]})
    at = [0] * len(whole)
    for start, end in pairwise(edges):
        for number, units in enumerate(whole):
            at[number] += units[at[number]].end <= start
        values = [units[place].value for units, place in zip(whole, at, strict=True)]
        for pair in permutations(values, 2):
            met[pair] = met.get(pair, 0.0) + (end - start) / (len(cuts) - 1)
    return Crossed(met, own)


def _with_gaps(units: Sequence[Unit], length: int) -> Iterator[Unit]:
    """The units in order, and the gaps before, between and after them."""
    end = 0
    for unit in sorted(units):
        if end < unit.start:
            yield Unit(end, unit.start, GAP)
        yield unit
        end = unit.end
    if end < length:
        yield Unit(end, length, GAP)


def edges_only(one: Crossed) -> Crossed:
    """The same without the values: what is a unit, and what a gap."""
    met: dict[Pair, float] = {}
    for (value, other), length in one.met.items():
        pair = value and "unit", other and "unit"
        met[pair] = met.get(pair, 0.0) + length
    own: dict[str, float] = {}
    for value, weight in one.own.items():
        own[value and "unit"] = own.get(value and "unit", 0.0) + weight
    return Crossed(met, own)


def alpha_u(same: Array, lengths: Array, own: Array) -> Array:
    """The u-alpha: the length on which values met themselves, the length of each value, and what would meet itself; nan without units.

    Expected is l.. (l_c l_k - [c = k] own_c) / (l..² - own.), so that D_e = l.. (l..² - sum of l_c²) / (l..² - own.).
    """
    total = lengths.sum(axis=-1)
    expected = total * (total**2 - (lengths**2).sum(axis=-1))
    return 1 - ratio((total - same) * (total**2 - own.sum(axis=-1)), expected)
