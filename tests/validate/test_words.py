"""What the judgements say of words, in the languages that have a list and in one that has none."""

from __future__ import annotations

import pytest

from claims.validate.words import is_deictic, is_former, is_negator, negates, stems, weekday


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


@pytest.mark.parametrize(("one", "other"), [("Владимир Путин", "Владимиром Путиным"), ("والكرملين", "الكرملين"), ("Ada Finch", "ADA FINCH'S")])
def test_two_forms_of_a_name_share_a_stem(one: str, other: str) -> None:
    assert stems(one) & stems(other)
