"""The days and months that a claim names, as far as its words and the day of publication tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from claims.languages.clause_file import load_grammar
from claims.languages.grammar import Calendar
from claims.languages.pack import languages, load_pack
from claims.model import Span
from claims.track.quantities import DIGITS

TOKEN = re.compile(r"\d+|[^\W\d_]+")
NUMERIC = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.(\d{1,2})\.(\d{4}))(?!\d)")
YEARS = range(1900, 2100)
WEEK = 7
CLITICS = ("", "و", "ب", "ل", "ال", "وال")  # that may stand before an Arabic name of a day or month


class Day(NamedTuple):
    """A day, a month or a year, None for what is not said; `alternatives` to it are days that it may be as well."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, other: Day) -> bool:
        """Whether nothing that both say differs."""
        return all(a is None or b is None or a == b for a, b in zip(self, other, strict=True))


class Mention(NamedTuple):
    """What a text says of when: the days that may be meant, and where it is said."""

    days: tuple[Day, ...]
    span: Span

    def agrees(self, other: Mention) -> bool:
        """Whether both can mean one day."""
        return any(a.fits(b) for a in self.days for b in other.days)


def mentions(folded: str, language: str, published: date | None) -> list[Mention]:
    """The days that a folded text names, in its order."""
    calendar = calendar_of(language)
    text = folded.translate(DIGITS)
    found = [Mention((_numeric(m),), Span(*m.span())) for m in NUMERIC.finditer(text)]
    taken = [one.span for one in found]
    tokens = [m for m in TOKEN.finditer(text) if not any(s.start <= m.start() < s.end for s in taken)]
    if calendar:
        for at in range(len(tokens)):
            if (one := _named(text, tokens, at, calendar, published)) and not (found and one.span.start < found[-1].span.end and one.span.end > found[-1].span.start):
                found.append(one)
    return sorted(found, key=lambda one: one.span)


@cache
def calendar_of(language: str) -> Calendar | None:
    """The calendar of a language's pack; None where there is no pack, or none in it."""
    if language.split("-")[0].lower() not in languages():
        return None
    return load_grammar(load_pack(language)).calendar


def _numeric(found: re.Match[str]) -> Day:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return Day(int(year), int(month), int(day))


def _named(text: str, tokens: Sequence[re.Match[str]], at: int, calendar: Calendar, published: date | None) -> Mention | None:
    """What the word at a place names, the numbers beside it with it."""
    word, span = tokens[at][0], Span(*tokens[at].span())
    for clitic in CLITICS:
        bare = word.removeprefix(clitic)
        if clitic and bare == word:
            continue
        if bare in calendar.months and (not calendar.capitals or len(bare) > 3 or _number(tokens, at + 1) or _number(tokens, at - 1)):
            return _month(tokens, at, calendar.months[bare], calendar)
        if published and bare in calendar.days:
            return Mention((_of(published + timedelta(days=calendar.days[bare])),), span)
        if published and bare in calendar.weekdays:
            back = (published.weekday() - calendar.weekdays[bare]) % WEEK
            return Mention(tuple(_of(published + timedelta(days=n)) for n in (-back, WEEK - back)), span)
    if word.isdigit() and int(word) in YEARS and _yearly(tokens, at, calendar):
        return Mention((Day(int(word), None, None),), span)
    return None


def _month(tokens: Sequence[re.Match[str]], at: int, month: int, calendar: Calendar) -> Mention:
    """July 2025 · 3 July · July 3, 2025 · 25 de junio"""
    first = last = at
    before = at - 2 if at >= 2 and tokens[at - 1][0] in calendar.of else at - 1
    day = _number(tokens, before)
    if day:
        first = before
    elif day := _number(tokens, at + 1):
        last = at + 1
    behind = last + 2 if last + 1 < len(tokens) and tokens[last + 1][0] in calendar.of else last + 1
    year = int(tokens[behind][0]) if behind < len(tokens) and tokens[behind][0].isdigit() and int(tokens[behind][0]) in YEARS else None
    return Mention((Day(year, month, day),), Span(tokens[first].start(), tokens[behind if year else last].end()))


def _number(tokens: Sequence[re.Match[str]], at: int) -> int | None:
    """The number of a day of a month at a place."""
    word = tokens[at][0] if 0 <= at < len(tokens) else ""
    return int(word) if word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31 else None


def _yearly(tokens: Sequence[re.Match[str]], at: int, calendar: Calendar) -> bool:
    """Whether a word beside four digits says that they are a year."""
    before = tokens[at - 1][0] if at else ""
    after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    return before in calendar.in_year or before in calendar.year or after in calendar.year


def _of(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def conflict(one: Sequence[Mention], other: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """The first two mentions of which no day of the one claim can be a day of the other; None where some can."""
    if not one or not other or any(a.agrees(b) for a in one for b in other):
        return None
    return one[0], other[0]
