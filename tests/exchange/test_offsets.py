"""Offsets of other tools: UTF-16 units as Python's own codec counts them, newlines of two signs as one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.exchange.offsets import Newlines, Utf16

TEXTS = st.text(st.sampled_from("aب😀𝔄\u200f\uffff\U00010000"), max_size=12)
some = settings(deadline=None, derandomize=True)


@some
@given(text=TEXTS)
def test_units_are_those_of_utf_16(text):
    utf16 = Utf16(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert utf16.units(offset) == units
        assert utf16.code_points(units) == offset


@some
@given(text=TEXTS)
def test_no_offset_is_read_between_two_halves_or_outside(text):
    utf16 = Utf16(text)
    starts = {utf16.units(offset) for offset in range(len(text) + 1)}
    for units in range(-1, 2 * len(text) + 3):
        assert (utf16.code_points(units) is not None) == (units in starts)


@some
@given(text=st.text(st.sampled_from("a\r\n😀"), max_size=12))
def test_offsets_lead_to_the_same_place_when_newlines_become_one_sign(text):
    newlines = Newlines(text)
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    for offset in range(len(text) + 1):
        before = text[:offset]
        if not (before.endswith("\r") and text[offset : offset + 1] == "\n"):
            assert read[: newlines.read(offset)] == before.replace("\r\n", "\n").replace("\r", "\n")
