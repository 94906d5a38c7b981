"""Words about an article as pieces of its text: put together again they say the same, and hold nothing long of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.publish.pieces import LEAST, joined, pieces

SIGNS = st.text(st.sampled_from("ab قال😀𝔄\u0651 …"), max_size=40)


@settings(deadline=None)
@given(SIGNS, SIGNS)
def test_pieces_say_what_was_said(said, text):
    assert joined(pieces(said, text), text) == said


@settings(deadline=None)
@given(SIGNS, SIGNS)
def test_words_beside_the_text_hold_nothing_of_it_that_is_as_long_as_a_range(said, text):
    for piece in pieces(said, text):
        if piece.words is not None:
            assert not any(piece.words[at : at + LEAST] in text for at in range(len(piece.words) - LEAST + 1))


def test_a_wording_is_put_together_from_the_longest_ranges():
    text = "بوتين شدد على أن بلاده تفضل الحلول السياسية"
    assert pieces("روسيا تفضل الحلول السياسية", text) == [
        (0, 0, "رو"), (text.index("سيا"), len("سيا") + text.index("سيا"), None), (text.index(" تفضل"), len(text), None),
    ]  # fmt: skip
