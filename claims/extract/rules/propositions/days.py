"""Days in a proposition: written dates, weekdays, today and yesterday, seen from the day of publication.

A day is only read where the text leaves no choice: `last Friday`, a date behind `since` or `by`, and `today` in words that
somebody else said at an unknown time are left alone.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from claims.extract.rules.propositions.places import (
    COMMA,
    FINITE,
    MARK,
    NAME,
    NUMBER,
    PREPOSITION,
    Places,
)
from claims.extract.rules.propositions.split import Proposition
from claims.languages.grammar import Calendar
from claims.languages.kinds import BIT
from claims.model import Article

SINCE = BIT["since"]
MORNING, EVENING = 4, 20  # hours UTC between which it is the same day for the outlet and its readers
AHEAD = 90  # days after publication that a date without a year may lie
YEARS = range(1800, 2200)
NEAR = 6  # words between a verb and a month that says when
FARTHEST = 3  # words between `since` and its date
FINER = ("day", "month", "year")


class Anchor(NamedTuple):
    """The day of publication; `sure` if it is the same day where the outlet is read."""

    day: date
    sure: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The places that name a day, a month or a year."""

    start: int
    end: int
    first: date
    last: date
    precision: str  # day, month, year
    kind: str  # written, dated (its year left out), weekday, relative
    bound: bool  # it says when; False behind since, by, of


class View(NamedTuple):
    """From where a proposition is seen: the day of publication, whether it looks ahead, whether somebody is quoted.

    `ahead` is None where the words do not tell: the ministers meet on Friday.
    """

    today: Anchor | None
    ahead: bool | None
    quoted: bool


def anchor(article: Article) -> Anchor | None:
    """The day that today means; None where the article does not tell."""
    at = article.published_at
    if at is None or article.published_precision == "unknown":
        return None
    return Anchor(at.date(), article.published_precision == "day" or MORNING <= at.hour < EVENING)


def days(places: Places, one: Proposition, calendar: Calendar, view: View) -> tuple[list[Day], bool]:
    """The days named in a proposition, and whether other words of it name days that cannot be told."""
    found: list[Day] = []
    untold = False
    place = one.start
    while place < one.end:
        word, read, named = places.word(place), None, False
        if word in calendar.months and _is_month(places, one, calendar, place):
            read, named = _written(places, one, calendar, place, view.today), True
        elif word in calendar.days:
            read, named = _relative(places, one, calendar, place, view), True
        elif word in calendar.weekdays and not _dated(places, one, calendar, place + 1):
            read, named = _weekday(places, one, calendar, place, view), True
        elif places.kinds[place] & NUMBER and len(word) == 4 and word.isdigit() and int(word) in YEARS:
            read = _year(places, one, calendar, place)
        untold = untold or (named and read is None)
        if read is not None and not (found and read.start < found[-1].end):
            found.append(read)
        place = max(place + 1, read.end if read else 0)
    return found, untold


def event(found: Sequence[Day], one: Proposition) -> Day | None:
    """The one day that the main clause names, the finest where it names several; None where it is not the only such."""
    main = set(one.main)
    dated = [day for day in found if day.start in main and day.bound and (day.precision == "day" or _near(day, one))]
    for precision in FINER:
        of_this = [day for day in dated if day.precision == precision]
        if of_this:
            return of_this[0] if len(of_this) == 1 else None
    return None


def _near(day: Day, one: Proposition) -> bool:
    """Whether a month or year says when the verb's event was: it stands first, or beside the verb."""
    at = one.verb if one.verb is not None else one.segments[0].begin
    return day.start <= one.segments[0].begin + NEAR or abs(day.start - at) <= NEAR


def _number(places: Places, one: Proposition, place: int) -> int | None:
    if not one.start <= place < one.end or not places.kinds[place] & NUMBER:
        return None
    word = places.word(place)
    return int(word) if word.isdigit() and len(word) <= 4 else None


def _day_beside(places: Places, one: Proposition, calendar: Calendar, place: int) -> tuple[int | None, int, int]:
    """The day before or behind the month at a place, and the places of the two."""
    if place - 2 >= one.start and places.word(place - 2) in calendar.ordinals and places.kinds[place - 1] & PREPOSITION:
        return calendar.ordinals[places.word(place - 2)], place - 2, place + 1
    gap = one.start < place - 1 and (places.word(place - 1) in calendar.of or places.word(place - 1) == ".")  # 25 de junio · 25. Juni
    for number, start, end in ((_number(places, one, place - 2) if gap else None, place - 2, place + 1), (_number(places, one, place - 1), place - 1, place + 1), (_number(places, one, place + 1), place, place + 2)):
        if number is not None and 1 <= number <= 31:
            return number, start, end
    return None, place, place + 1


def _is_month(places: Places, one: Proposition, calendar: Calendar, place: int) -> bool:
    """Whether a month is meant: May begins with a capital, and at the head of a sentence stands beside a number."""
    if not calendar.capitals:
        return True
    beside = _day_beside(places, one, calendar, place)[0] is not None or _number(places, one, place + 1) is not None
    return bool(places.kinds[place] & NAME) and (beside or place > one.segments[0].begin)


def _written(places: Places, one: Proposition, calendar: Calendar, place: int, today: Anchor | None) -> Day | None:
    """25 June 2025 · June 25, 2025 · 25 июня · في 25 يونيو · July 2025"""
    month = calendar.months[places.word(place)]
    day, start, end = _day_beside(places, one, calendar, place)
    at = end + 1 if end < one.end and (places.kinds[end] & COMMA or places.word(end) in calendar.of) else end
    year = _number(places, one, at)
    kind = "written"
    if year is not None and year in YEARS:
        end = at + 1
        end += end < one.end and places.word(end) in calendar.year
    else:
        year, kind = _nearest(today, month, day), "dated"
    if year is None or (day is not None and day > monthrange(year, month)[1]):
        return None
    first, last = date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])
    return Day(start, end, first, last, "day" if day else "month", kind, _bound(places, one, start))


def _nearest(today: Anchor | None, month: int, day: int | None) -> int | None:
    """The year of a date without one: the latest that is not far ahead."""
    if today is None:
        return None
    latest = today.day + timedelta(days=AHEAD)
    return next(year for year in range(latest.year, latest.year - 2, -1) if year < latest.year or date(year, month, min(day or 1, 28)) <= latest)


def _year(places: Places, one: Proposition, calendar: Calendar, place: int) -> Day | None:
    """in 2019 · в 2019 году · عام 2019: four digits alone may be anything."""
    start, end = place, place + 1
    if place > one.start and places.word(place - 1) in calendar.year:
        start -= 1
    elif end < one.end and places.word(end) in calendar.year:
        end += 1
    elif not (place > one.start and places.word(place - 1) in calendar.in_year):
        return None
    year = int(places.word(place))
    return Day(start, end, date(year, 1, 1), date(year, 12, 31), "year", "written", _bound(places, one, start))


def _relative(places: Places, one: Proposition, calendar: Calendar, place: int, view: View) -> Day | None:
    """today · yesterday · اليوم الخميس"""
    if view.today is None or view.quoted:
        return None
    day = view.today.day + timedelta(days=calendar.days[places.word(place)])
    end = place + 1
    if end < one.end and (places.word(end) in calendar.parts or (places.kinds[end] & FINITE and place == one.segments[0].begin)):
        return None
    name = calendar.weekdays.get(places.word(end)) if end < one.end else None
    if name is None:
        return Day(place, end, day, day, "day", "relative", _bound(places, one, place)) if view.today.sure else None
    near = [day + timedelta(days=n) for n in ((0,) if view.today.sure else (0, -1, 1))]
    named = next((d for d in near if d.weekday() == name), None)
    return Day(place, end + 1, named, named, "day", "relative", _bound(places, one, place)) if named else None


def _weekday(places: Places, one: Proposition, calendar: Calendar, place: int, view: View) -> Day | None:
    """on Friday: the nearest day of that name, ahead if what is told lies ahead"""
    beside = [places.word(p) for p in (place - 1, place + 1) if one.start <= p < one.end]
    if view.today is None or view.quoted or any(word in calendar.other_week for word in beside) or not _bound(places, one, place):
        return None
    ahead = (calendar.weekdays[places.word(place)] - view.today.day.weekday()) % 7
    if (view.ahead is None and ahead) or (not view.today.sure and ahead in (1, 6)):
        return None  # late in the evening it may be the day of publication itself
    day = view.today.day + timedelta(days=ahead if view.ahead or not ahead else ahead - 7)
    end = place + 2 if place + 1 < one.end and places.word(place + 1) in calendar.parts else place + 1
    return Day(place, end, day, day, "day", "weekday", bound=True)


def _dated(places: Places, one: Proposition, calendar: Calendar, place: int) -> bool:
    """Whether a written date follows: Friday, 4 July · Friday July 4"""
    at = place + 1 if place < one.end and places.kinds[place] & COMMA else place
    return any(p < one.end and places.word(p) in calendar.months for p in (at, at + 1))


def _bound(places: Places, one: Proposition, start: int) -> bool:
    """Whether a date says when it was, and not since when or of what."""
    for p in range(start - 1, max(one.start, start - FARTHEST) - 1, -1):
        if places.kinds[p] & SINCE:
            return False
        if places.kinds[p] & MARK:
            return True
    return True
