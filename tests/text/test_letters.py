"""The letters of a text: what two spellings of it share, with an exact way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.letters import letters, only_letters

SPELLINGS = [
    ("«Мы готовы», — сказал он", "“мы  готовы” - сказал он"),
    ("قالَ الرئيسُ إنّ الأمرَ", "قال الرئيس ان الامر"),
    ("قـــال", "قال"),
    ("٢٣ وفدا", "23 وفدا"),
    ("the U.S. said 5%", "the us said 5%"),
    ("他说：“我们准备好了”", "他说「我们准备好了」"),
]
TEXTS = st.text(st.sampled_from("ab 1٢.,«»\u200f\u0651أاـe\u0301😀𝔄他—%\n"), max_size=40)


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_two_spellings_have_the_same_letters(one, other):
    assert only_letters(one) == only_letters(other)


@pytest.mark.parametrize(("one", "other"), [("1.5", "15"), ("12 3", "123"), ("2-3", "23"), ("5%", "5"), ("не готов", "готов"), ("他说", "她说")])
def test_what_says_something_else_has_other_letters(one, other):
    assert only_letters(one) != only_letters(other)


@settings(deadline=None)
@given(TEXTS)
def test_each_letter_leads_back_to_what_it_was_made_of(text):
    found = letters(text)
    assert found.text == only_letters(text)
    for at, letter in enumerate(found.text):
        span = found.span(at, at + 1)
        assert only_letters(span.of(text)) == letter or not set(span.of(text)) & set("ab12٢اأ😀𝔄他%")
        assert found.index(span.start) == at
    assert found.index(len(text)) == len(found.text)
