"""A proposition worded to be understood without its article, where that is safe; else nothing.

Safe is a whole clause without pronouns, without words that point at the article, its time or its place, and without
first persons. Today, yesterday and weekdays are written out as dates. Who `he` is, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from claims.extract.rules.propositions.days import Day
from claims.extract.rules.propositions.judge import Said
from claims.extract.rules.propositions.places import (
    BE,
    COMPLEMENTIZER,
    DEPENDENT,
    DETERMINER,
    FINITE,
    FIRST,
    INSIDE,
    JOINT,
    MARK,
    PREPOSITION,
    PRONOUN,
    TO,
)
from claims.extract.rules.propositions.split import OWN_SUBJECT
from claims.languages.grammar import Calendar
from claims.languages.kinds import BIT
from claims.model import Span, Spans
from claims.text.normalise import Shadow

CALENDAR = BIT["calendar"]
WHO = FIRST | PRONOUN | BIT["possessive"]  # seen inside a phrase too: in his view
EXPLETIVE = BIT["expletive"]
POINTING = WHO
for _kind in ("demonstrative", "deictic", "distancing"):
    POINTING |= BIT[_kind]
OPEN_ENDED = BE | PREPOSITION | DETERMINER | TO | JOINT | DEPENDENT
NO_CLAUSE = frozenset({"accusation", "predicate", "naming", "object", "infinitive", "preposition", "hearsay_passive"})  # rules
ASKING = frozenset("?؟？")
COMMAS = frozenset({",", "،"})
_SPACES = re.compile(r"\s+")


def standalone(s: Said, spans: Spans, shade: Shadow, found: Sequence[Day]) -> str | None:
    """The wording; None where no safe one is known. `found` are the days in it, all of them told."""
    if not s.grammar.knows_verbs or any(doubt(s) for doubt in DOUBTS) or _points(s, found, shade):
        return None
    said = [_dated(s, span, shade, found) for span in spans]
    joints = [_joint(s, shade, span, other) for span, other in pairwise(spans)]
    return _SPACES.sub(" ", "".join(piece + joint for piece, joint in zip(said, [*joints, ""], strict=True)))


# ---- the doubts, each of which is enough


def no_clause(s: Said) -> bool:
    """accused Y of Z · called X Y · a content that is no clause"""
    return s.row is not None and s.row.rule in NO_CLAUSE


def speaker(s: Said) -> bool:
    """Said in a language whose verbs alone may mean the speaker: нашли, لم أحقق"""
    if "speaker_in_verb" not in s.grammar.traits:
        return False
    if s.row is None:
        return any(s.places.word(p) == ":" for p in range(s.one.start, s.one.end))
    return s.row.quote_type == "direct" or s.row.form == "headline_colon"


def no_subject(s: Said) -> bool:
    """The subject hangs on the word before it (إنه مضطر), or may stand in the clause before and is not shared."""
    if s.one.shared is not None:
        return all(kind & (FINITE | BE) for kind in s.places.kinds[slice(*s.one.shared)])
    again = s.one.start > 0 and s.one.segments[0].joint not in ("", "break", "hole")
    return s.one.subjectless or bool(_opener(s) & OWN_SUBJECT) or (again and "agreeing" in s.grammar.traits)


def no_verb(s: Said) -> bool:
    """Without a verb only a clause behind a complementizer, or the author's, is one."""
    if s.one.verb is not None:
        return False
    return "nominal" not in s.grammar.traits or not (s.row is None or _opener(s) & COMPLEMENTIZER)


def unfinished(s: Said) -> bool:
    """It breaks off, asks on the way, begins with `that`, or goes on with an infinitive that hangs on words outside."""
    places, one = s.places, s.one
    last = one.end - 1
    while last > one.start and places.kinds[last] & (MARK | INSIDE):
        last -= 1
    begin = one.segments[0].begin
    if places.kinds[last] & OPEN_ENDED or (one.shared is None and begin < one.end and places.kinds[begin] & COMPLEMENTIZER):
        return True
    if any(places.kinds[p] & TO for p in places.runs if one.start <= p < one.end):
        return True
    return any(places.word(p) in ASKING for p in range(one.start, one.end) if places.kinds[p] & MARK)


DOUBTS: tuple[Callable[[Said], bool], ...] = (no_clause, speaker, no_subject, no_verb, unfinished)


def _opener(s: Said) -> int:
    """The classes of the word before it in the article."""
    begin = s.one.segments[0].begin
    before = s.places.tokens[begin] - 1 if begin < len(s.places) else -1
    return s.places.reading.kinds[before] if before >= 0 else 0


def _points(s: Said, found: Sequence[Day], shade: Shadow) -> bool:
    """Whether anything in it points outside: a pronoun of its own or at the end of a word, `here`, `last year`."""
    places, suffixes = s.places, s.grammar.suffixes
    told = {p for day in found for p in range(day.start, day.end)}
    shared = s.one.shared or (0, 0)
    for start, end in (shared, (s.one.segments[0].begin, s.one.end)):
        for place in range(start, end):
            kind = places.kinds[place]
            if kind & INSIDE and not places.kinds[place - 1] & EXPLETIVE:
                kind |= (s.grammar.kinds(places.word(place)) | s.grammar.kinds(places.word(place - 1))) & WHO
            if place < shared[1] and kind & CALENDAR:
                return True
            if kind & POINTING and place not in told:
                return True
            if suffixes is not None and not kind & (MARK | INSIDE):
                word = _span(s, shade, place, place).of(shade.original)
                if suffixes.fullmatch("".join(filter(str.isalnum, word))):
                    return True
    return False


def _span(s: Said, shade: Shadow, first: int, last: int) -> Span:
    """The span of the words at two places and between them."""
    reading, tokens = s.places.reading, s.places.tokens
    return shade.span(reading.starts[tokens[first]], reading.ends[tokens[last]])


def _joint(s: Said, shade: Shadow, span: Span, other: Span) -> str:
    """What stands between two spans: the comma where the clause was whole before it, else only a space."""
    verb = s.one.verb
    whole = s.one.shared is None and verb is not None and _span(s, shade, verb, verb).end <= span.end
    comma = shade.original[span.end : other.start].lstrip()[:1]
    return f"{comma} " if whole and comma in COMMAS else " "


# ---- days written out


def _dated(s: Said, span: Span, shade: Shadow, found: Sequence[Day]) -> str:
    """What a span says, with its days written out."""
    text, out, at, calendar = shade.original, "", span.start, s.grammar.calendar
    for day in found if calendar is not None else ():
        here = _span(s, shade, day.start, day.end - 1)
        if calendar is not None and day.kind != "written" and span.holds(here):
            out += text[at : here.start] + _said(day, here.of(text), calendar)
            at = here.end
    return out + text[at : span.end]


def _said(day: Day, words: str, calendar: Calendar) -> str:
    """Thursday -> Thursday 3 July 2025 · today -> on 3 July 2025 · 25 June -> 25 June 2025"""
    if day.kind == "dated":
        return words + calendar.of_year.format(year=day.first.year)
    written = calendar.date.format(day=day.first.day, month=calendar.month_names[day.first.month - 1], year=day.first.year)
    if day.kind == "weekday":
        return f"{words} {written}"
    return calendar.dated.format(date=" ".join([*words.split()[1:], written]))
