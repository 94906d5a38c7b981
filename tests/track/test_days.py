"""Days that claims name: written dates, weekdays seen from the day of publication, and when two cannot be one."""

from datetime import date

import pytest

from claims.text.normalise import fold
from claims.track.days import Day, conflict, mentions

FRIDAY = date(2025, 7, 4)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on July 3, 2025 in Rome", [(Day(2025, 7, 3),)]),
        ("en", "on 25 June", [(Day(None, 6, 25),)]),
        ("en", "in August", [(Day(None, 8, None),)]),
        ("en", "they may go", []),
        ("en", "on Thursday", [(Day(2025, 7, 3), Day(2025, 7, 10))]),
        ("en", "yesterday", [(Day(2025, 7, 3),)]),
        ("en", "2025-07-03", [(Day(2025, 7, 3),)]),
        ("ar", "في ٢٥ يونيو ٢٠٢٥", [(Day(2025, 6, 25),)]),
        ("ar", "والخميس", [(Day(2025, 7, 3), Day(2025, 7, 10))]),
        ("ru", "2 июля 2025 года", [(Day(2025, 7, 2),)]),
        ("de", "am 03.07.2025", [(Day(2025, 7, 3),)]),
        ("xx", "2025-07-03", [(Day(2025, 7, 3),)]),
    ],
)
def test_a_day_is_read_as_it_is_named(language, text, expected):
    assert [one.days for one in mentions(fold(text), language, FRIDAY)] == expected


def test_a_weekday_means_nothing_without_a_day_of_publication():
    assert mentions("on thursday", "en", None) == []


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("on Thursday", "on 3 July", False),
        ("on 2 July", "on 3 July", True),
        ("in July", "on 3 July", False),
        ("in July", "in August", True),
        ("the council met", "on 3 July", False),
    ],
)
def test_two_claims_name_other_days_where_no_day_fits_both(one, other, apart):
    found = conflict(*(mentions(fold(text), "en", FRIDAY) for text in (one, other)))
    assert (found is not None) is apart


def test_days_are_compared_across_languages():
    arabic, russian = mentions(fold("الخميس ٣ تموز"), "ar", FRIDAY), mentions(fold("3 июля"), "ru", FRIDAY)
    assert conflict(arabic, russian) is None
    assert conflict(mentions(fold("٩ تموز"), "ar", FRIDAY), russian)
