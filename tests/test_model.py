"""The rows are small, frozen, and named as in the contract; spans are half-open ranges of code points."""

import dataclasses
import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import model
from claims.contract import contract
from claims.contract.tables import ROW_TYPES
from claims.model import JOINT, Span, inside, say

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: Span(*sorted(pair)))
PARTS = [kind for _, kind in inspect.getmembers(model, inspect.isclass) if hasattr(kind, "_fields")]
ROWS = [kind for _, kind in inspect.getmembers(model, dataclasses.is_dataclass)]


@pytest.mark.parametrize(
    ("text", "span", "said"),
    [
        ("Песков заявил", (0, 6), "Песков"),
        ("a😀b", (1, 2), "😀"),
        ("e\u0301cole", (0, 2), "e\u0301"),
        ("قَالَ", (0, 2), "قَ"),
        ("abc", (1, 1), ""),
    ],
)
def test_a_span_counts_code_points_half_open(text: str, span: tuple[int, int], said: str) -> None:
    assert Span(*span).of(text) == said


@given(spans, spans)
def test_holding_and_overlapping_are_what_their_code_points_say(one: Span, other: Span) -> None:
    here, there = set(range(*one)), set(range(*other))
    assert one.overlaps(other) == other.overlaps(one)
    if here and there:
        assert one.overlaps(other) == bool(here & there)
        assert one.holds(other) == (there <= here)
    assert one.holds(one)


@given(spans, spans, spans)
def test_what_a_held_span_holds_is_held(one: Span, two: Span, three: Span) -> None:
    if one.holds(two) and two.holds(three):
        assert one.holds(three)


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_spans_are_inside_if_each_lies_in_one_of_the_outer(
    inner: list[Span], outer: list[Span]
) -> None:
    assert inside(inner, tuple(outer)) == all(any(o.holds(i) for o in outer) for i in inner)
    assert inside([], tuple(outer))
    assert inside(outer, tuple(outer))


def test_a_span_over_the_gap_of_two_is_inside_neither() -> None:
    assert not inside([Span(1, 5)], (Span(0, 3), Span(3, 6)))


def test_several_spans_are_said_with_a_joint() -> None:
    text = "The talks, he said, went on."
    assert say(text, [Span(0, 9), Span(20, 27)]) == f"The talks{JOINT}went on"
    assert say(text, [Span(0, 9)]) == "The talks"
    assert say(text, []) == ""


def test_spans_sort_by_place_and_are_pairs() -> None:
    assert sorted([Span(3, 4), Span(0, 9), Span(0, 2)]) == [(0, 2), (0, 9), (3, 4)]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_frozen_and_has_slots(row: type) -> None:
    assert row.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(row)
    assert inspect.getdoc(row)


@pytest.mark.parametrize("table", ROW_TYPES)
def test_the_fields_of_a_row_are_the_columns_of_its_table(table: str) -> None:
    columns = [column.name for column in contract().tables[table].columns]
    assert [field.name for field in dataclasses.fields(ROW_TYPES[table])] == columns


@pytest.mark.parametrize("table", ROW_TYPES)
def test_a_default_of_a_row_is_a_value_of_its_column(table: str) -> None:
    enums = contract().enums
    columns = {column.name: column for column in contract().tables[table].columns}
    for field in dataclasses.fields(ROW_TYPES[table]):
        column = columns[field.name]
        if field.default is dataclasses.MISSING:
            continue
        if field.default is None:
            assert column.nullable, field.name
        elif column.labels is not None:
            assert field.default in enums[column.labels].labels, field.name
        elif column.scalar is None:
            assert field.default == (), field.name


def test_the_parts_of_lists_are_the_items_of_the_columns() -> None:
    columns = [c for table in contract().tables.values() for c in table.columns if c.item_fields]
    items = {tuple(column.item_fields) for column in columns}
    assert {part._fields for part in PARTS} == items


def test_equal_rows_are_equal_and_hash_alike() -> None:
    one = model.Refusal("art_1", "said", "no content", (Span(0, 4),))
    assert one == model.Refusal("art_1", "said", "no content", ((0, 4),))  # type: ignore[arg-type]
    assert hash(one) == hash(dataclasses.replace(one))
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.reason = "another"  # type: ignore[misc]
