"""The shadow folds spelling away and finds its way back to the original's code points."""

import sys

import pytest
from hypothesis import given
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


@given(texts, longer)
def test_folding_knows_no_context(a: str, b: str) -> None:
    assert fold(a) + fold(b) == fold(a + b)


@given(st.one_of(texts, longer))
def test_each_letter_of_the_shadow_is_the_fold_of_its_place(text: str) -> None:
    shade = shadow(text)
    assert len(shade.cased()) == len(shade.text)
    for i, folded in enumerate(shade.text):
        start, end = shade.span(i, i + 1)
        assert fold(text[start]) == folded == fold(text[start:end])
        assert shade.index(start) == i


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
    assert shadow("Пе\u0301сков\u200f").cased() == "Пе\u0301сков"


def test_invisible_characters_are_listed_with_their_names() -> None:
    assert invisibles("a\u200fb\tc\x07\u00adé\n") == [
        (1, "U+200F", "RIGHT-TO-LEFT MARK"),
        (5, "U+0007", "control"),
        (6, "U+00AD", "SOFT HYPHEN"),
    ]
    assert invisibles("Песков – «да»\n") == []
