"""Rows come back from Arrow and from JSONL as they went in, whatever they hold."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.contract import FLAT, ROW_TYPES, TABLES, arrow_schema, contract
from claims.corpus import read_jsonl, row_from_dict, row_to_dict, write_jsonl
from claims.corpus.arrow import ITEM_TYPES, from_arrow, to_arrow
from claims.model import Span

ALL = (*TABLES, FLAT)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["", "😀 𝔄\u0301", "قال\u200f إن", "a\r\nb\u2028c", "\x00", "null", "\ufeffx"]
)
OFFSETS = st.integers(0, 2**40)
SCALARS = {
    "String": TEXT,
    "Int64": OFFSETS,
    "Float64": st.floats(allow_nan=False, allow_infinity=False),
    "Date": st.dates(),
    "Datetime": st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=st.just(UTC)),
}  # fmt: skip
SPANS = st.tuples(OFFSETS, st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def column_values(column):
    """What a column may hold."""
    if column.scalar is not None:
        values = SCALARS[column.scalar]
        return st.none() | values if column.nullable else values
    if column.is_spans:
        return st.lists(SPANS, max_size=3).map(tuple)
    make = ITEM_TYPES[tuple(column.item_fields)]
    fields = [
        st.none() | SCALARS[kind] if name in column.item_nullable else SCALARS[kind]
        for name, kind in column.item_fields.items()
    ]
    return st.lists(st.builds(make, *fields), max_size=3).map(tuple)


def rows(table: str):
    """Rows of a table, right in their types and in nothing else."""
    columns = {column.name: column_values(column) for column in contract().table(table).columns}
    return st.lists(st.builds(ROW_TYPES[table], **columns), max_size=4)


some = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)  # fmt: skip


@pytest.mark.parametrize("table", ALL)
@some
@given(data=st.data())
def test_rows_come_back_from_arrow(table, data):
    given_rows = data.draw(rows(table))
    stored = to_arrow(table, given_rows)
    assert stored.schema.equals(arrow_schema(table))
    assert from_arrow(table, stored) == given_rows


@pytest.mark.parametrize("table", ALL)
@some
@given(data=st.data())
def test_rows_come_back_from_jsonl(table, data, tmp_path):
    given_rows = data.draw(rows(table))
    file = tmp_path / "x.jsonl"
    write_jsonl(file, given_rows)
    found, places, refusals = read_jsonl(file, table)
    assert not refusals
    assert found == given_rows
    assert places == [f"{file}:{number}" for number in range(1, len(given_rows) + 1)]


@some
@given(data=st.data())
def test_a_row_reads_back_from_its_slice_of_chunks(data):
    import pyarrow as pa

    given_rows = data.draw(rows("attributions"))
    parts = [to_arrow("attributions", [row]) for row in given_rows]
    whole = pa.concat_tables([to_arrow("attributions", []), *parts, *parts])
    half = whole.slice(len(given_rows))
    assert from_arrow("attributions", half) == given_rows


def test_spans_are_pairs_and_other_structs_objects():
    line = row_to_dict(row_from_dict("sources", {"source_id": "src_x1", "name": "X", "kind": "person",
        "roles": [{"title": "mayor", "valid_from": "2020-01-01"}]}))  # fmt: skip
    assert line["roles"] == [
        {"title": "mayor", "organisation_id": None, "valid_from": "2020-01-01", "valid_to": None}
    ]
    claim = row_from_dict("claims", {"claim_id": "clm_", "article_id": "a", "attribution_id": None,
        "evidence": [[1, 2]], "text": "x", "event_start": "2025-07-04"})  # fmt: skip
    assert claim.evidence == (Span(1, 2),)
    assert claim.event_start == date(2025, 7, 4)
    assert claim.polarity == "positive"


def test_instants_are_written_in_utc_and_read_from_any_zone(small_corpus):
    line = row_to_dict(small_corpus.rows("articles")[0])
    assert line["published_at"] == "2025-07-04T09:30:00Z"
    moved = row_from_dict("articles", line | {"published_at": "2025-07-04T12:30:00+03:00"})
    assert row_to_dict(moved) == line
