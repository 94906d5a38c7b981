"""A proposition worded to be understood without its article, where that is safe; else nothing.

Safe is a whole clause without pronouns, without words that point at the article, its time or its place, and without
first persons. Today, yesterday and weekdays are written out as dates. Who `he` is, is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.extract.rules.propositions.days import Day
from claims.extract.rules.propositions.places import COMPLEMENTIZER, FIRST, INSIDE, MARK, PRONOUN, Places
from claims.extract.rules.propositions.split import OWN_SUBJECT, Proposition
from claims.languages.grammar import BIT, Calendar, Grammar
from claims.model import Attribution, Span, Spans
from claims.text.normalise import Shadow

POSSESSIVE, DEMONSTRATIVE, DEICTIC = (BIT[k] for k in ("possessive", "demonstrative", "deictic"))
POINTING = PRONOUN | POSSESSIVE | DEMONSTRATIVE | DEICTIC | FIRST
_SPACES = re.compile(r"\s+")


def standalone(
    places: Places, one: Proposition, spans: Spans, shade: Shadow, grammar: Grammar, row: Attribution | None, found: Sequence[Day]
) -> str | None:
    """The wording, None where no safe one is known."""
    if not grammar.knows_verbs or not _whole(places, one, grammar, row) or _points(places, one, grammar, found, shade):
        return None
    return _SPACES.sub(" ", " ".join(_dated(places, span, shade, grammar.calendar, found) for span in spans))


def _whole(places: Places, one: Proposition, grammar: Grammar, row: Attribution | None) -> bool:
    """Whether it is a clause with a subject of its own, said in the third person."""
    if row is not None and "speaker_in_verb" in grammar.traits and (row.quote_type == "direct" or row.form == "headline_colon"):
        return False
    first = one.segments[0]
    before = places.tokens[first.begin] - 1 if first.begin < len(places) else -1
    opener = places.reading.kinds[before] if before >= 0 else 0
    if opener & OWN_SUBJECT and one.shared is None:
        return False  # the subject hangs on the word before it: إنه مضطر
    if one.subjectless and one.shared is None:
        return False
    if one.verb is not None:
        return True
    return "nominal" in grammar.traits and (row is None or bool(opener & COMPLEMENTIZER))


def _points(places: Places, one: Proposition, grammar: Grammar, found: Sequence[Day], shade: Shadow) -> bool:
    """Whether anything in it points outside."""
    told = {p for day in found for p in range(day.start, day.end)}
    for start, end in (one.shared or (0, 0), (one.segments[0].begin, one.end)):
        for place in range(start, end):
            kind = places.kinds[place]
            if kind & POINTING and place not in told:
                return True
            if grammar.suffixes is not None and not kind & (MARK | INSIDE):
                i = places.tokens[place]
                word = shade.span(places.reading.starts[i], places.reading.ends[i]).of(shade.original)
                if grammar.suffixes.fullmatch("".join(filter(str.isalnum, word))):
                    return True
    return False


def _dated(places: Places, span: Span, shade: Shadow, calendar: Calendar | None, found: Sequence[Day]) -> str:
    """What a span says, with its days written out."""
    text, out, at = shade.original, "", span.start
    for day in found if calendar is not None else ():
        first, last = places.tokens[day.start], places.tokens[day.end - 1]
        here = shade.span(places.reading.starts[first], places.reading.ends[last])
        if day.kind != "written" and span.holds(here):
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
    weekday = words.split()[1:]
    return calendar.dated.format(date=" ".join([*weekday, written]))
