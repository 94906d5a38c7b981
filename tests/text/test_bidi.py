"""Right-to-left lines: the order and forms in which a screen shows them, and nothing lost on the way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.text.bidi import isolated, runs_right_to_left, visual


def plain(cell: str) -> str:
    """The letters of a joined form."""
    return "".join(unicodedata.normalize("NFKC", c) if c > "\ufb4f" else c for c in cell)


def shown(text: str, rtl: bool) -> str:
    """The line as it stands from left to right, in plain letters."""
    return "".join(plain(cell) for cell, _ in visual(text, rtl))


@pytest.mark.parametrize(
    ("text", "rtl", "line"),
    [
        ("abc 12", False, "abc 12"),
        ("אבג", True, "גבא"),
        ("אבג", False, "גבא"),
        ("אב 123 גד", True, "דג 123 בא"),
        ("אב 1,234.5 גד", True, "דג 1,234.5 בא"),
        ("אב 20% גד", True, "דג 20% בא"),
        ("أب 20% جد", True, "دج %20 بأ"),
        ("אב 8-9 גד", True, "דג 8-9 בא"),
        ("أب 8-9 جد", True, "دج 9-8 بأ"),
        ("אב ABC, DEF גד", True, "דג ABC, DEF בא"),
        ("he said אבג.", False, "he said גבא."),
        ("אבג said ABC.", True, ".said ABC גבא"),
        ("אב (ABC) גד", True, "דג (ABC) בא"),
        ("אב (ABC 12) גד", True, "דג (ABC 12) בא"),
        ("אב «גד» הו", True, "וה «דג» בא"),
        ("a (אב) b", False, "a (בא) b"),
        ("ABC (אב)", True, "(בא) ABC"),
        ("אב [12] גד", True, "דג [12] בא"),
        ("אב²", True, "²בא"),
        ("אב  ", False, "בא  "),
    ],
)
def test_a_line_is_shown_in_the_order_of_the_bidirectional_algorithm(text, rtl, line):
    assert shown(text, rtl) == line


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),  # first, middle, last
        ("دار", "\ufea9\ufe8d\ufead"),  # letters that join only backwards
        ("سلام", "\ufeb3\ufefc\ufee1"),  # lam and alef are one sign
        ("لا", "\ufefb"),
        ("مـد", "\ufee3ـ\ufeaa"),  # joined over the stroke
        ("بُيت", "\ufe91ُ\ufef4\ufe96"),  # a vowel sign does not part them
        ("می‌خ", "\ufee3\ufbfd‌\ufea5"),  # a non-joiner does
        ("ء", "\ufe80"),
        ("abc", "abc"),
    ],
)
def test_letters_are_joined_as_they_are_written(text, forms):
    cells = [cell for cell, _ in visual(text, runs_right_to_left(text))]
    assert "".join(cells if text == "abc" else cells[::-1]) == forms


def test_a_vowel_sign_stays_behind_its_letter():
    assert visual("قُل", True) == [("\ufede", 2), ("\ufed7ُ", 0)]


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("قال", True), ("قال BBC News", False), ("BBC: قال الوزير", True), ("12", False), ("", False)],
)
def test_a_text_runs_the_way_of_most_of_its_letters(text, rtl):
    assert runs_right_to_left(text) is rtl


def test_an_isolate_has_its_direction_whatever_its_first_letter_is():
    assert isolated("BBC: قال", True) == "\u2068\u200fBBC: قال\u2069"
    assert isolated("قال BBC", False) == "\u2068\u200eقال BBC\u2069"


ONE_SIDE = str.maketrans(")]}>»", "([{<«")
LETTERS = st.sampled_from(
    list("ابتلءىهـ אב abXY 12٣ .,:;+-%$()[]{}<>«»“”\u064e\u0651\u200c\u200d\u200f²")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=24).map("".join), st.booleans())
def test_every_letter_is_shown_once(text, rtl):
    cells = sorted((at, cell) for cell, at in visual(text, rtl))
    ends = [*(at for at, _ in cells[1:]), len(text)]
    assert [at for at, _ in cells[:1]] == [0][: len(text)]
    for (start, cell), end in zip(cells, ends if text else [], strict=True):
        assert sorted(plain(cell).translate(ONE_SIDE)) == sorted(
            text[start:end].translate(ONE_SIDE)
        )


@settings(deadline=None)
@given(st.text(st.characters(codec="ascii", categories=("L", "P", "Zs")), max_size=40))
def test_a_line_without_right_to_left_letters_stays_as_it_is(text):
    assert "".join(cell for cell, _ in visual(text, False)) == text
