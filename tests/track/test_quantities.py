"""Quantities: digits of any script, number words with their scales, roughness, and what makes two claims differ."""

import pytest

from claims.model import Span
from claims.text.normalise import fold
from claims.track.quantities import conflict, quantities


def values(text, language):
    return [quantity.value for quantity in quantities(fold(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "1,127 homes and 3.5 percent", [1127, 3.5]),
        ("en", "two hundred and five people", [205]),
        ("en", "twenty-three of 1.2 billion", [23, 1.2e9]),
        ("en", "the 20 8 teams", [20, 8]),
        ("en", "a million people", [1e6]),
        ("en", "hundreds of people", []),
        ("en", "the G7, F16 and OPEC+", []),
        ("ar", "ضخ ٥٤٨ ألف برميل", [548_000]),
        ("ar", "أصيب خمسة وعشرون شخصا و١٢٠ آخرون", [25, 120]),
        ("ar", "ثلاثمئة وخمسون ألفا", [350_000]),
        ("ar", "نسبة ٣٫٥ في المئة", [3.5]),
        ("fa", "۳٫۵ میلیون نفر", [3.5e6]),
        ("ru", "двадцать три человека, 411 тыс. баррелей, 8,8 балла, 1 200 домов", [23, 411_000, 8.8, 1200]),
        ("de", "1.234 Preise um 3,5 Prozent", [1234, 3.5]),
        ("xx", "12 of 30", [12, 30]),
        ("en", "😀 12 𝟗 people", [12, 9]),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_written(language, text, expected):
    assert values(text, language) == expected


def test_what_is_part_of_a_date_is_no_quantity():
    text = fold("on 3 July 12 died")
    assert [q.value for q in quantities(text, "en", [Span(3, 9)])] == [12]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("12 were hurt", "15 were hurt", True),
        ("nearly 550 tons", "548 tons", False),
        ("12 percent", "12 tons", True),
        ("12 were hurt", "many were hurt", False),
        ("8 states add 548 tons", "548 tons were added", False),
    ],
)
def test_two_claims_differ_where_each_has_a_number_that_the_other_has_not(one, other, differ):
    found = conflict(*(quantities(fold(text), "en") for text in (one, other)))
    assert (found is not None) is differ


def test_numbers_agree_across_languages():
    arabic, russian = quantities(fold("٥٤٨ ألف برميل"), "ar"), quantities(fold("548 тыс. баррелей"), "ru")
    assert conflict(arabic, russian) is None
    assert arabic[0].agrees(russian[0])
