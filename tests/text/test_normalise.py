"""The shadow folds spelling away and finds its way back to the original's code points."""

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.text.normalise import fold, invisibles, shadow

ODD = "aA بَّـًٰأإىةЁё«»“’İΣσς\u0301\u0345\u200f\u202b\u00ad\ufeff\u00a0\u2011\n\r😀𝔸é"
texts = st.one_of(st.text(ODD, max_size=60), st.text(st.characters(exclude_categories=("Cs",))))
longer = texts.map(lambda text: text * (1 + 600 // (len(text) + 1)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("أُعْلِنَ إلى آخرِ ٱلمدرسةِ", "اعلن الي اخر المدرسه"),
        ("كتـــاب", "كتاب"),
        ("مشيراً مشيرًا", "مشيرا مشيرا"),
        ("Ёлка ёж", "елка еж"),
        ("«a» “b” „c” ”d“", '"a" "b" "c" "d"'),
        ("don’t ‘x’ `y´", "don't 'x' 'y'"),
        ("a\u00a0b\u2009c\td\ne", "a b c d\ne"),
        ("co\u2011op – a — b", "co-op – a — b"),
        ("\u200fBi\u00addi\u202c", "bidi"),
        ("İSTANBUL ΟΔΥΣΣΕΥΣ", "istanbul οδυσσευσ"),
        ("ISPARTA'DA açıkladı AÇIKLADI", "isparta'da açikladi açikladi"),
        ("می\u200cگوید كتاب\u200dها", "میگوید کتابها".translate({0x6CC: "ي", 0x6A9: "ك"})),
        ("خانۀ خانهٔ", "خانه خانه"),
        ("Пе\u0301сков за\u0301мок", "песков замок"),
        ("СТРАССЕ Straße ẞ", "страссе straße ß"),
        ("año ano мой мои", "año ano мой мои"),
    ],
)
def test_what_is_read_alike_is_written_alike(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(text * 100) == folded * 100


def test_every_code_point_folds_to_one_or_none_and_stays_folded() -> None:
    every = "".join(chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    alone = [fold(char) for char in every]
    assert max(map(len, alone)) == 1
    assert fold(every) == "".join(alone)  # the long way and the short way agree
    assert [fold(char) for char in alone] == alone


def begins_with_a_mark(text: str) -> bool:
    return unicodedata.category(text[:1] or "a") == "Mn"


@given(texts, longer)
def test_folding_knows_no_context_but_a_letter_and_its_marks(a: str, b: str) -> None:
    assume(not begins_with_a_mark(b))
    assert fold(a) + fold(b) == fold(a + b)


WORDS = [
    "déclaré",
    "señaló",
    "über",
    "açıkladı",
    "İstanbul",
    "ещё",
    "мой",
    "її",
    "Việt Nam",
    "ệ",
    "مسؤول",
    "أعلن",
    "آخر",
]


@pytest.mark.parametrize("word", WORDS)
def test_letters_and_marks_apart_are_read_as_letters_in_one(word: str) -> None:
    apart = unicodedata.normalize("NFD", word)
    assert apart != word
    assert fold(apart) == fold(word)
    assert fold(f"{apart} " * 200) == fold(f"{word} " * 200)
    shade = shadow(f"a {apart} b")
    assert shade.text == fold(f"a {word} b")
    at = shade.text.index(fold(word))
    assert shade.span(at, at + len(fold(word))).of(shade.original) == apart
    assert shade.cased() == f"a {word} b" or word in ("أعلن", "آخر")


def test_a_letter_with_more_marks_than_any_language_has_is_read_without_them() -> None:
    assert fold("a" + "\u0301\u0323" * 10_000) == "ạ"


def test_the_last_letter_of_a_span_keeps_its_marks() -> None:
    shade = shadow("dit\u0301e\u0323\u0301 fin")
    assert shade.text == "dit" + "ẹ" + " fin"
    assert shade.span(0, 3).of(shade.original) == "dit\u0301"
    assert shade.span(3, 4).of(shade.original) == "e\u0323\u0301"
    assert [shade.index(at) for at in range(11)] == [0, 1, 2, 3, 3, 4, 4, 4, 5, 6, 7]


@given(st.one_of(texts, longer))
def test_each_letter_of_the_shadow_is_the_fold_of_its_place(text: str) -> None:
    shade = shadow(text)
    assert len(shade.cased()) == len(shade.text)
    for i, folded in enumerate(shade.text):
        start, end = shade.span(i, i + 1)
        assert folded == fold(text[start:end])
        assert shade.index(start) == i
        assert begins_with_a_mark(text[start + 1 : end]) or fold(text[start]) == folded


@given(texts)
def test_every_span_is_in_range_monotone_and_says_its_part(text: str) -> None:
    shade = shadow(text)
    size = len(shade.text)
    for i in range(size + 1):
        before = shade.span(i, i)
        assert before.start == before.end <= len(text)
        for j in range(i + 1, min(size, i + 9) + 1):
            span = shade.span(i, j)
            assert 0 <= before.end <= span.end <= len(text)
            assert span.start == before.start < span.end
            assert fold(text[span.start : span.end]) == shade.text[i:j]
            before = span


@given(texts)
def test_the_index_never_goes_back(text: str) -> None:
    shade = shadow(text)
    found = [shade.index(i) for i in range(len(text) + 1)]
    assert found == sorted(found)
    assert not found[0]
    assert found[-1] == len(shade.text)


def test_a_span_takes_the_vowel_signs_of_its_last_letter() -> None:
    shade = shadow("قَالَ الوَزِيرُ")
    assert shade.text == "قال الوزير"
    assert shade.span(0, 3).of(shade.original) == "قَالَ"
    assert shade.span(4, 10).of(shade.original) == "الوَزِيرُ"


def test_nothing_is_mapped_where_nothing_was_dropped() -> None:
    assert shadow("Песков заявил").span(3, 7) == (3, 7)
    assert shadow("Песков заявил").cased() == "Песков заявил"


def test_the_capitals_stay_beside_the_shadow() -> None:
    assert shadow("Пе\u0301сков\u200f").cased() == "Песков"
    assert shadow("E\u0301cole İl").cased() == "École İl"


def test_invisible_characters_are_listed_with_their_names() -> None:
    assert invisibles("a\u200fb\tc\x07\u00adé\n") == [
        (1, "U+200F", "RIGHT-TO-LEFT MARK"),
        (5, "U+0007", "control"),
        (6, "U+00AD", "SOFT HYPHEN"),
    ]
    assert invisibles("Песков – «да»\n") == []


@given(st.one_of(texts, longer))
def test_the_index_undoes_the_span_and_the_span_holds_the_index(text: str) -> None:
    shade = shadow(text)
    for at in range(len(text)):
        place = shade.index(at)
        assert place <= len(shade.text)
        if place < len(shade.text):
            start, end = shade.span(place, place + 1)
            assert (
                at <= start or start < at < end
            )  # a dropped one belongs to the letter before or after it
            assert shade.index(start) == place


@given(texts, st.integers(0, 70), st.integers(0, 70))
def test_what_a_span_of_the_original_covers_comes_back_from_the_shadow(
    text: str, a: int, b: int
) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    shade = shadow(text)
    there = shade.span(shade.index(start), shade.index(end))
    kept = [at for at in range(start, end) if shade.index(at) < shade.index(at + 1)]
    assert all(there.start <= at < there.end for at in kept)
    assert fold(there.of(text)) == shade.text[shade.index(start) : shade.index(end)]
