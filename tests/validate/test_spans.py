"""Span algebra against the plain loop that it stands for."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.validate.frames import SPAN
from claims.validate.spans import clashes, offset, place, row_of, same, strays

offsets = st.lists(st.integers(0, 30), unique=True, max_size=8).map(sorted)
disjoint = offsets.map(lambda found: [Span(*pair) for pair in zip(found[::2], found[1::2], strict=False)])
tables = st.lists(st.tuples(disjoint, disjoint, disjoint), max_size=6)


def frame(rows: list[tuple[list[Span], ...]], *names: str) -> pl.DataFrame:
    columns = {
        name: pl.Series([[span._asdict() for span in row[n]] for row in rows], dtype=SPAN)
        for n, name in enumerate(names)
    }
    return pl.DataFrame(columns).with_row_index("row")


@settings(max_examples=200, deadline=None)
@given(tables)
def test_strays_are_the_spans_that_lie_in_none_of_the_outer(rows: list[tuple[list[Span], ...]]) -> None:
    expected = [
        (at, *span)
        for at, (inner, outer, _) in enumerate(rows)
        for span in inner
        if not any(one.holds(span) for one in outer)
    ]
    assert strays(frame(rows, "inner", "outer", "other"), "inner", "outer").rows() == expected


@settings(max_examples=200, deadline=None)
@given(tables)
def test_a_row_clashes_where_two_of_its_columns_share_a_code_point(rows: list[tuple[list[Span], ...]]) -> None:
    expected = {
        at
        for at, row in enumerate(rows)
        for n, one in enumerate(row)
        for other in row[n + 1 :]
        if any(a.overlaps(b) for a in one for b in other)
    }
    found = clashes(frame(rows, "cue", "content", "source"), ("cue", "content", "source"))
    assert set(found["row"]) == expected
    assert all(a != b for a, b in found.select("column", "other").rows())


@settings(max_examples=200, deadline=None)
@given(tables)
def test_spans_are_the_same_where_lists_of_them_are(rows: list[tuple[list[Span], ...]]) -> None:
    found = frame(rows, "one", "other", "third").select(pl.col("row"), same("one", "other").alias("same"), again=same("one", "one"))
    assert found["same"].to_list() == [one == other for one, other, _ in rows]
    assert found["again"].all()


def test_spans_that_differ_in_the_middle_are_not_the_same() -> None:
    one, other = ([Span(0, 2), Span(middle, 9), Span(12, 13)] for middle in (4, 5))
    assert frame([(one, other, [])], "one", "other", "third").select(same("one", "other")).item() is False


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**31 - 2), st.integers(-(2**31), 2**31 - 1)), max_size=6))
def test_places_stand_in_the_order_of_rows_and_offsets(pairs: list[tuple[int, int]]) -> None:
    placed = pl.DataFrame(pairs, schema={"row": pl.UInt32, "at": pl.Int64}, orient="row").with_columns(place=place("row", "at"))
    assert placed.sort("place").select("row", "at").rows() == sorted(pairs)
    assert placed.select(row_of("place"), offset("place").alias("at")).rows() == pairs
