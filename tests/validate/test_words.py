"""What the judgements say of words, in the languages that have a list and in one that has none."""

from __future__ import annotations

from datetime import date

import pytest

from claims.validate.words import (
    is_deictic,
    is_former,
    is_negator,
    negates,
    out_of_office,
    stems,
    weekday,
)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "He did not go"), ("en-GB", "Nobody came"), ("ar", "لم يصل أحد"), ("ar", "المكتبة بلا سقف"), ("ru", "Он не пришёл"), ("ru", "Никто не знал"), ("zh", "他没有来")],
)  # fmt: skip
def test_a_text_negates_by_the_pack_or_by_the_list(language: str, text: str) -> None:
    assert negates(language, text)


@pytest.mark.parametrize(("language", "text"), [("en", "Note the knot"), ("ar", "المكتبة مفتوحة"), ("ru", "Мост закрыт 🚢")])
def test_a_text_without_a_negator_does_not(language: str, text: str) -> None:
    assert not negates(language, text)


def test_what_no_list_has_is_not_judged() -> None:
    assert negates("sw", "Daraja limefungwa")  # nobody can say that it does not
    assert not is_negator("sw", "si")
    assert is_deictic("sw", "leo") is None
    assert weekday("sw", "jumatatu") is None


@pytest.mark.parametrize(("language", "word", "day"), [("en", "Tuesday", 2), ("ar", "الإثنين", 1), ("ar", "الأحد", 7), ("ru", "пятницу", 5), ("ru", "мост", None)])
def test_a_word_names_a_day_in_any_of_its_forms(language: str, word: str, day: int | None) -> None:
    assert weekday(language, word) == day


@pytest.mark.parametrize(("language", "words"), [("en", "Ex-minister Ada Finch"), ("ar", "الرئيس السابق"), ("ru", "бывший мэр")])
def test_who_is_called_former_is(language: str, words: str) -> None:
    assert is_former(language, words)


TERM = {"title": "president", "organisation_id": "src_x", "valid_from": date(2021, 1, 20), "valid_to": date(2025, 1, 20)}
LATER = {"title": "deputy chairman", "organisation_id": "src_y", "valid_from": date(2025, 2, 1), "valid_to": None}


@pytest.mark.parametrize(
    ("language", "mention", "day", "out"),
    [
        ("ar", "الرئيس الأمريكي جو بايدن", date(2025, 7, 4), True), ("ar", "الرئيس الأمريكي جو بايدن", date(2024, 7, 4), False),
        ("ar", "الرئيس الأمريكي السابق جو بايدن", date(2025, 7, 4), False), ("ru", "президента Джо Байдена 😀", date(2025, 7, 4), True),
        ("ru", "бывшего президента Джо Байдена", date(2025, 7, 4), False), ("en-GB", "President Joe Biden", date(2025, 1, 20), False),
        ("en", "President Joe Biden", date(2020, 7, 4), True), ("en", "President-elect Joe Biden", date(2020, 12, 1), False),
        ("en", "Joe Biden", date(2025, 7, 4), False), ("en", "Senator Joe Biden", date(2025, 7, 4), False),
        ("en", "the deputy chairman of the council of the president, Joe Biden", date(2025, 7, 4), False), ("sw", "Rais Joe Biden", date(2025, 7, 4), False),
    ],
)  # fmt: skip
def test_who_is_called_by_an_office_on_a_day_on_which_another_holds_it_is_out(language: str, mention: str, day: date, out: bool) -> None:
    assert out_of_office(language, mention, [TERM, LATER], day) is out


def test_an_office_without_days_is_held_always() -> None:
    assert not out_of_office("en", "President Joe Biden", [{**TERM, "valid_from": None, "valid_to": None}], date(2025, 7, 4))


@pytest.mark.parametrize(("one", "other"), [("Владимир Путин", "Владимиром Путиным"), ("والكرملين", "الكرملين"), ("Ada Finch", "ADA FINCH'S")])
def test_two_forms_of_a_name_share_a_stem(one: str, other: str) -> None:
    assert stems(one) & stems(other)
