"""Drawn spans: they may nest and cross, and put together the pieces are the text, letter for letter."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from claims.model import Attribution, Span
from claims.report.spans import LINES, Mark, drawn, levels_of, marks_of

TEXT = "و😀قال إن <b>القمة</b> & ستُعقد 𐤀𐤁 غداً"
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 9)).map(lambda pair: Span(pair[0], min(len(TEXT), sum(pair))))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(("a1", "a2", "c1")), st.sampled_from(("l1", "l2", "cue", "source", ""))), max_size=9)


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


@given(MARKS, SPANS)
def test_no_letter_is_lost_or_moved_however_spans_lie(marks, part):
    assert plain(drawn(TEXT, part, marks)) == part.of(TEXT)


@given(MARKS)
def test_every_letter_has_the_lines_and_keys_of_the_spans_that_hold_it(marks):
    at = 0
    for piece in re.finditer(r'<span class="s([^"]*)" data-k="([^"]*)">([^<]*)</span>|([^<]+)', drawn(TEXT, Span(0, len(TEXT)), marks)):
        length = len(unescape(piece[3] or piece[4]))
        over = [mark for mark in marks if mark.span.holds(Span(at, at + length))]
        assert set((piece[2] or "").split()) == {mark.key for mark in over}
        assert {kind for kind in (piece[1] or "").split() if kind.startswith("l")} == {m.kind for m in over if m.kind.startswith("l")}
        at += length
    assert at == len(TEXT)


def test_a_content_inside_another_or_across_it_has_a_line_of_its_own():
    outer, inner, across, apart = (Span(0, 20),), (Span(2, 6),), (Span(15, 30),), (Span(40, 42),)
    assert levels_of([inner, outer, across, apart]) == [2, 1, 2, 1]
    deep = levels_of([(Span(0, 20 - n),) for n in range(6)])
    assert deep == [1, 2, 3, LINES, LINES, LINES]


def test_a_cue_is_drawn_over_a_source_and_both_over_a_line():
    one = Attribution("att_" + "0" * 16, "art_" + "0" * 16, content=(Span(0, 9),), cue=(Span(2, 5),), source=(Span(0, 5),))
    html = drawn("قال فلان كذا", Span(0, 12), marks_of([one], [], {one.attribution_id: "a1"}))
    assert html == (
        '<span class="s l1 source" data-k="a1">قا</span><span class="s l1 cue" data-k="a1">ل ف</span>'
        '<span class="s l1" data-k="a1">لان </span>كذا'
    )
