"""Cells that differ: whatever the order of the rows, and for lists as for plain values, empty and missing ones among them."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.publish.compared import differ

SPANS = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
SPAN = st.fixed_dictionaries({"start": st.integers(0, 2), "end": st.integers(3, 4)})
CELLS = st.lists(st.none() | st.lists(SPAN, max_size=2), min_size=1, max_size=8)


@settings(deadline=None, max_examples=100)
@given(CELLS, CELLS, st.data())
def test_lists_differ_as_their_values_do(old, new, data):
    numbers = st.lists(st.tuples(st.integers(0, len(old) - 1), st.integers(0, len(new) - 1)), max_size=8)
    pairs = data.draw(numbers)
    rows = pl.DataFrame(pairs, schema={"old": pl.UInt32, "new": pl.UInt32}, orient="row")
    found = differ(pl.Series(old, dtype=SPANS), pl.Series(new, dtype=SPANS), rows)
    assert found.to_list() == [old[one] != new[other] for one, other in pairs]


def test_texts_and_nulls_differ_as_their_values_do():
    rows = pl.DataFrame({"old": [0, 1, 2, 3], "new": [3, 2, 1, 0]})
    old, new = pl.Series(["قال", None, "😀", None]), pl.Series([None, "😀", "x", "قال"])
    assert differ(old, new, rows).to_list() == [False, True, False, False]
