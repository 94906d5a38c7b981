"""Bytes to text: what is sure is read, what is not is refused, and no letter is ever a guess."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import DataError
from claims.text.encoding import decode, json_object, surrogate

RU = "Кремль сообщил, что президент обсудил с коллегой положение дел. Разговор продолжался почти час.\n"
AR = (
    "قال وزير الخارجية إن المفاوضات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها.\n"
)


def why(data: bytes) -> DataError:
    with pytest.raises(DataError) as caught:
        decode(data, "a.txt")
    assert caught.value.mend
    assert str(caught.value.where).startswith("a.txt")
    return caught.value


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1))
def test_utf8_comes_back_with_or_without_a_byte_order_mark(text):
    assert decode(codecs.BOM_UTF8 + text.encode(), "a.txt") == text
    if not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
@pytest.mark.parametrize("text", [RU, AR, "plain ASCII", "😀"])
def test_a_byte_order_mark_names_the_encoding(text, encoding):
    assert decode(text.encode(encoding), "a.txt") == text
    big = codecs.BOM_UTF16_BE if encoding == "utf-16" else codecs.BOM_UTF32_BE
    assert decode(big + text.encode(f"{encoding}-be"), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(RU, "cp1251"), (RU, "koi8-r"), (RU, "iso8859-5"), (AR, "cp1256")]
)
def test_an_old_encoding_is_read_right_or_refused(text, encoding):
    data = (text * 6).encode(encoding)
    try:
        assert decode(data, "a.txt") == text * 6
    except DataError as error:
        assert "cannot be told" in error.what
        assert encoding == "cp1256"


@pytest.mark.parametrize(
    ("data", "what", "where"),
    [
        (b"", "the file is empty", "a.txt"),
        (b"abc\0", "not a text file: a zero byte at 3", "a.txt"),
        (RU.encode() + b"\xff", "broken UTF-8 at byte", "a.txt:2"),
        (RU.encode()[:-3], "broken UTF-8 at byte", "a.txt:1"),
        (b"\xed\xa0\x80\xed\xb0\x80", "broken UTF-8 at byte 0", "a.txt:1"),
        (b"\xff\xfe\x00", "not UTF-16, as its first bytes say", "a.txt"),
        (b"\x80\x81", "not UTF-8, and it cannot be told", "a.txt"),
        (bytes(range(1, 256)), "not UTF-8, and it cannot be told", "a.txt"),
    ],
)
def test_what_is_no_sure_text_is_refused_with_its_place(data, what, where):
    error = why(data)
    assert error.what.startswith(what)
    assert error.where == where


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_a_text_without_replacement_characters_or_refused(data):
    try:
        text = decode(data, "a.txt")
    except DataError:
        return
    assert "\ufffd" not in text or "\ufffd".encode() in data


LETTERS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.none() | st.booleans() | st.integers() | LETTERS | st.lists(LETTERS, max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(LETTERS, VALUES, max_size=4), st.booleans())
def test_a_line_gives_its_object_back(found, ascii_only):
    line = json.dumps(found, ensure_ascii=ascii_only).encode()
    assert json_object(line, "a.jsonl:1") == found
    assert json_object(codecs.BOM_UTF8 + line + b"\r\n", "a.jsonl:1") == found


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"", "not JSON"),
        (b'{"a": 1', "not JSON"),
        (b'{"a": 1} {}', "not JSON: Extra data"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "not JSON: the key 'c' stands twice"),
        (b'{"a": NaN}', "not JSON: NaN is not JSON"),
        (b'{"a": -Infinity}', "not JSON: -Infinity is not JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'["a"]', "not a JSON object"),
        (b'"a"', "not a JSON object"),
        (b'{"a": "\xff"}', "not UTF-8 at byte 7"),
        (b"\xff\xfe{\0}\0", "not UTF-8 at byte 0"),
    ],
)
def test_what_is_no_object_is_refused_with_its_place(line, what):
    with pytest.raises(DataError) as caught:
        json_object(line, "a.jsonl:4")
    assert caught.value.what.startswith(what)
    assert caught.value.where == "a.jsonl:4"
    assert caught.value.mend


@pytest.mark.parametrize(
    ("text", "place"), [("", None), ("abc", None), ("a😀b", None), ("a\ud83d", 1), ("ab\udc00c", 2)]
)
def test_half_of_a_surrogate_pair_is_found(text, place):
    assert surrogate(text) == place
