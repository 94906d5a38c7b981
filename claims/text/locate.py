"""Where a quotation stands in a text that may have changed since: at its place, elsewhere, in other words, or nowhere.

A quotation is told by its words and by what stands before and after it, as in the TextQuoteSelector of the W3C's Web
Annotation model. What is found has to be the one place that fits: a quotation that may stand at two, or whose surroundings are
all new, is an orphan, and so is one in whose place other numbers, negations or names stand. All offsets count code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from claims.model import Span
from claims.text.decisive import in_place, is_spaceless, survives, words
from claims.text.letters import Letters, letters, only_letters
from claims.text.normalise import fold

CONTEXT = 48  # code points on each side that tell a quotation from its like
TOLD = 40  # letters of quotation and context together that tell a place from any other
LEAST = 8  # letters of context among them
MARGIN = 6  # more letters of context than the second-best place has
FLOOR, AHEAD, APART = 0.75, 0.1, 0.02  # of a score in other words: the least, before another place, before another cut
SHORTEST = 20  # letters that can be found in other words, or half as many where a letter is a word
STRETCH = 1.6  # how much longer, or shorter, other words may be
EDGE = 5  # letters by which an end of a quotation is known, or twice as many of what stands next to it
PAIRS = 2_000  # of a beginning and an end that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: `how` is exact (the same code points where they were), moved (elsewhere), respelt (the
    same letters, as after other blanks, quotation marks or vowel signs) or fuzzy (other words, alike by `score` to 1)."""

    span: Span
    how: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Orphan:
    """A quotation that stands nowhere for sure, and why."""

    reason: str


class _Found(NamedTuple):
    """A place that a quotation may have: its range of letters, its span, and how many letters of context agree."""

    start: int
    end: int
    span: Span
    agrees: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A quotation with its letters and those of its context, and whether its first and last word go on outside it."""

    quote: str
    start: int
    letters: str
    before: str
    after: str
    goes_on: tuple[bool, bool]

    @property
    def context(self) -> int:
        return len(self.before) + len(self.after)

    @property
    def weight(self) -> int:
        """How many letters of an alphabet one of its letters says as much as."""
        return 2 if is_spaceless(self.quote) else 1


def context(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span, as `locate` takes it: more on one side where the text begins or ends on the other."""
    before, after = min(span.start, CONTEXT), min(len(text) - span.end, CONTEXT)
    before, after = min(span.start, 2 * CONTEXT - after), min(len(text) - span.end, 2 * CONTEXT - before)
    return text[span.start - before : span.start], text[span.end : span.end + after]


def locate(quote: str, start: int, before: str, after: str, text: str) -> Place | Orphan:
    """Where a quotation stands in a text that it was taken from at `start`, with this before and after it."""
    goes_on = _in_word(before[-1:], quote[:1]), _in_word(quote[-1:], after[:1])
    wanted = _Wanted(quote, start, only_letters(quote), only_letters(before), only_letters(after), goes_on)
    within = letters(text)
    same = [*_same(wanted, within)]
    if same:
        return _only(wanted, same, text)
    if len(wanted.letters) < SHORTEST / wanted.weight:
        return Orphan("it is not there, and too short to be told in other words")
    return _fuzzy(wanted, within)


@dataclass(frozen=True, slots=True)
class Hashed:
    """A quotation that is known by hashes: its span, how many letters it has, how many code points before the first and
    behind the last of them, how it begins, whether letters are its own, and how many letters around a range agree with its context."""

    span: Span
    count: int
    lead: int
    trail: int
    beginning: str
    is_it: Callable[[str], bool]
    agrees: Callable[[str, int, int], int]


def locate_hashed(wanted: Hashed, text: str) -> Place | Orphan:
    """Where a quotation stands that is known by hashes: where its letters are all as they were, else it is an orphan."""
    within = letters(text)
    same = list(_hashed(wanted, within))
    if not same:
        return Orphan("not all of its letters are there, and too little of it was kept to know it in other words")
    best, *others = sorted(same, key=lambda one: (-one.agrees, one.span.start != wanted.span.start, one.span))
    if others and best.agrees - others[0].agrees < MARGIN:
        return Orphan(f"it stands at {len(same)} places, and its context tells none of them")
    if best.agrees + wanted.count < (SHORTEST if best.span == wanted.span else TOLD):
        return Orphan("what stands around it is new, and it may be another of the same words")
    as_long = best.span.end - best.span.start == wanted.span.end - wanted.span.start
    return Place(best.span, "exact" if best.span == wanted.span else "moved" if as_long else "respelt")


def _hashed(wanted: Hashed, within: Letters) -> Iterator[_Found]:
    """The places where the letters of a quotation stand that is known by their hash."""
    known, count = only_letters(wanted.beginning), wanted.count
    if not count:
        for start in _all(wanted.beginning, within.original):
            at = within.index(start)
            yield _Found(at, at, Span(start, start + len(wanted.beginning)), wanted.agrees(within.text, at, at))
        return
    for at in _all(known, within.text) if known else range(len(within.text) - count + 1):
        if wanted.is_it(within.text[at : at + count]):
            inner = within.span(at, at + count)
            span = Span(max(inner.start - wanted.lead, 0), min(inner.end + wanted.trail, len(within.original)))
            said, last = span.of(within.original), within.original[span.end - 1 : span.end + 1]
            whole = said == said.strip() and not _in_word(last[:1], last[1:])  # behind a clitic a span may begin in a word; none ends in one
            if whole and (within.index(span.start), within.index(span.end)) == (at, at + count):  # no letter is between
                yield _Found(at, at + count, span, wanted.agrees(within.text, at, at + count))


def _only(wanted: _Wanted, same: list[_Found], text: str) -> Place | Orphan:
    """The place among those with the same letters that the context tells."""
    best, *others = sorted(same, key=lambda one: (-one.agrees, one.span.start != wanted.start, one.span))
    if others and best.agrees < _needed(wanted, others[0]):
        return Orphan(f"it stands at {len(same)} places, and its context tells none of them")
    if not _told(wanted, best):
        return Orphan("what stands around it is new, and it may be another of the same words")
    if best.span.of(text) != wanted.quote:
        return Place(best.span, "respelt")
    return Place(best.span, "exact" if best.span.start == wanted.start else "moved")


def _needed(wanted: _Wanted, second: _Found) -> int:
    """How many letters have to agree before a second-best place: twice as many where that could do alone."""
    return second.agrees + (second.agrees if _told(wanted, second) else MARGIN)


def _told(wanted: _Wanted, found: _Found) -> bool:
    """Whether quotation and context agree in enough letters; in its old place the least of context is enough."""
    if found.span.start == wanted.start and found.agrees >= min(LEAST, wanted.context):
        return wanted.context > 0 or len(wanted.letters) >= SHORTEST
    return found.agrees >= max(LEAST, TOLD - len(wanted.letters))


def _same(wanted: _Wanted, within: Letters) -> Iterator[_Found]:
    """The places where the same letters stand, between the same marks at their edges."""
    if not wanted.letters:
        for start in _all(wanted.quote, within.original):
            at = within.index(start)
            yield _Found(at, at, Span(start, start + len(wanted.quote)), _agrees(wanted, within, at, at))
        return
    for at in _all(wanted.letters, within.text):
        if (found := _placed(wanted, within, at, at + len(wanted.letters))) is not None:
            yield found


def _all(part: str, whole: str) -> Iterator[int]:
    """Where a part stands in a whole, overlapping places too."""
    at = whole.find(part) if part else -1
    while at >= 0:
        yield at
        at = whole.find(part, at + 1)


def _agrees(wanted: _Wanted, within: Letters, start: int, end: int) -> int:
    """How many letters before and after a range are those of the context, from the range outwards."""
    back = zip(reversed(wanted.before), reversed(within.text[max(start - len(wanted.before), 0) : start]), strict=False)
    on = zip(wanted.after, within.text[end : end + len(wanted.after)], strict=False)
    return _run(back) + _run(on)


def _run(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _placed(wanted: _Wanted, within: Letters, start: int, end: int) -> _Found | None:
    """A range of letters as a place; None where the marks at the edges of the quotation are not there, or where a
    word or a number that the quotation has whole goes on outside it, or the other way round."""
    span = _with_edges(wanted.quote, within, start, end)
    if span is None:
        return None
    text = within.original
    around = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if (_in_word(around[0], text[span.start]), _in_word(text[span.end - 1], around[1])) != wanted.goes_on:
        return None
    return _Found(start, end, span, _agrees(wanted, within, start, end))


def _in_word(one: str, other: str) -> bool:
    """Whether two neighbours are of one word: letters or digits, in a script that has blanks."""
    return one.isalnum() and other.isalnum() and not is_spaceless(one + other)


def _with_edges(quote: str, within: Letters, start: int, end: int) -> Span | None:
    """The span of a range of letters with the marks that the quotation has outside its own; None where they are not there."""
    span, own = within.span(start, end), letters(quote)
    inner = own.span(0, len(own.text))
    very = Span(span.start - inner.start, span.start - inner.start + len(quote))
    if very.start >= 0 and very.of(within.original) == quote:
        return very
    left = within.span(start - 1, start).end if start else 0
    right = within.span(end, end + 1).start if end < len(within.text) else len(within.original)
    gap = within.original[left : span.start], within.original[span.end : right]
    lead, trail = _squeezed(quote[: inner.start]), _squeezed(quote[inner.end :])
    begins = next((at for at in range(len(gap[0]), -1, -1) if _squeezed(gap[0][at:]) == lead), None)
    ends = next((at for at in range(len(gap[1]) + 1) if _squeezed(gap[1][:at]) == trail), None)
    return None if begins is None or ends is None else Span(left + begins, span.end + ends)


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())


def _fuzzy(wanted: _Wanted, within: Letters) -> Place | Orphan:
    """The place where much the same stands in other words."""
    from rapidfuzz import fuzz

    alike = list(islice(_alike(wanted, within), PAIRS + 1))
    if len(alike) > PAIRS:
        return Orphan("its like is all over the text")
    scored = [(fuzz.ratio(wanted.letters, within.text[one.start : one.end]) / 100, one) for one in alike]
    ranked = sorted((pair for pair in scored if pair[0] >= FLOOR - AHEAD), key=lambda pair: (-pair[0], pair[1].span))
    if not ranked or ranked[0][0] < FLOOR:
        return Orphan("nothing like it is there")
    score, best = ranked[0]
    for other, one in ranked[1:]:
        apart = one.span.end <= best.span.start or best.span.end <= one.span.start
        if one.span != best.span and score - other < (AHEAD if apart else APART):
            return Orphan("two places are alike" if apart else "where it begins or ends is not sure")
    if best.agrees < max(LEAST, min(CONTEXT, wanted.context) // 2):
        return Orphan("something like it is there, and what stands around it is new")
    own, found = words(wanted.quote), words(best.span.of(within.original))
    if not in_place(own, found):
        return Orphan("where it begins or ends is not sure")
    why = survives(own, found)
    return Orphan(f"something like it is there, but {why}") if why else Place(best.span, "fuzzy", round(score, 3))


def _alike(wanted: _Wanted, within: Letters) -> Iterator[_Found]:
    """The ranges that begin and end as the quotation does, or next to its context, and are about as long."""
    size, edge = len(wanted.letters), EDGE // wanted.weight
    starts = {*_all(wanted.letters[:edge], within.text)}
    ends = {at + edge for at in _all(wanted.letters[-edge:], within.text)}
    if len(wanted.before) >= 2 * edge:
        starts |= {at + 2 * edge for at in _all(wanted.before[-2 * edge :], within.text)}
    if len(wanted.after) >= 2 * edge:
        ends |= {*_all(wanted.after[: 2 * edge], within.text)}
    closing = sorted(ends)
    for start in sorted(starts):
        near = bisect_left(closing, start + size / STRETCH), bisect_right(closing, start + size * STRETCH)
        for end in closing[slice(*near)]:
            if (found := _placed(wanted, within, start, end)) is not None:
                yield found
