"""What remains of a text: beginnings of spans, never more than a share of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.publish.remains import SHARE, remains
from drawn import spans, texts


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text with spans in it."""
    text = draw(texts()) * 3
    return text, sorted({span for _ in range(3) for span in draw(spans(len(text)))})


@settings(deadline=None)
@given(marked(), st.integers(0, 60))
def test_no_more_remains_than_the_share_and_all_of_it_is_the_text(drawn, quotes):
    text, of = drawn
    left = remains(text, of, quotes)
    assert len(left) <= SHARE * len(text)
    masked = left.masked()
    assert len(masked) == len(text)
    assert sum(one != other for one, other in zip(masked, text, strict=True)) >= len(text) - len(left) - text.count("…")
    for span in of:
        beginning = left.beginning(span)
        before, after = left.beside(span, 48)
        assert span.of(text).startswith(beginning) and len(beginning) <= quotes
        assert text[: span.start].endswith(before) and text[span.end :].startswith(after)


def test_of_each_span_the_same_number_of_code_points_remains():
    text = "😀 " + "ثمانية وزراء قالوا كلاما طويلا جدا لا ينتهي " * 10
    left = remains(text, [Span(2, 40), Span(100, 140), Span(200, 203)], 9)
    assert left.quoted == 9
    assert [left.beginning(span) for span in (Span(2, 40), Span(100, 140))] == [text[2:11], text[100:109]]
    assert left.say([Span(2, 40), Span(200, 203)]) == f"{text[2:11]}… … {text[200:203]}"


def test_a_text_full_of_spans_keeps_little_of_each():
    text = "abcdefgh " * 20
    left = remains(text, [Span(at, at + 8) for at in range(0, 180, 9)], 60)
    assert 0 < left.quoted < 8
    assert len(left) <= SHARE * len(text)
