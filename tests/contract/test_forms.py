"""The contract in the forms of other tools: each as that tool reads it."""

from __future__ import annotations

import jsonschema
import polars as pl
import pyarrow as pa
import pytest

from claims.contract import (
    FLAT,
    TABLES,
    arrow_schema,
    contract,
    features,
    json_schema,
    pandera_schema,
)
from claims.contract.reading import schemas_folder
from claims.corpus import attributed_claims, row_to_dict

ALL = (*TABLES, FLAT)


@pytest.mark.parametrize("table", ALL)
def test_the_arrow_schema_has_plain_strings_and_the_columns_in_order(table):
    schema = arrow_schema(table)
    assert schema.names == [column.name for column in contract().table(table).columns]
    assert "large" not in str(schema)
    assert "dictionary" not in str(schema)


@pytest.mark.parametrize("table", ALL)
def test_the_features_give_the_same_arrow_schema(table):
    assert features(table).arrow_schema.remove_metadata().equals(arrow_schema(table))


@pytest.mark.parametrize("table", ALL)
def test_the_pandera_schema_is_what_pandera_reads_from_the_yaml(table):
    from pandera.io.polars_io import from_yaml

    ours, stock = pandera_schema(table), from_yaml(str(schemas_folder() / f"{table}.yaml"))
    assert list(ours.columns) == list(stock.columns)
    for name, column in stock.columns.items():
        mine = ours.columns[name]
        assert (mine.dtype, mine.nullable) == (column.dtype, column.nullable)
        checks = [[(c.name, c.statistics) for c in one.checks] for one in (mine, column)]
        assert plain(checks[0]) == plain(checks[1]), name
    for key in ("strict", "ordered", "coerce", "unique", "name", "title", "description"):
        assert getattr(ours, key) == getattr(stock, key)


def plain(checks: list[tuple[str, dict[str, object]]]) -> list[object]:
    """Checks as comparable values."""
    return sorted(
        (name, sorted((k, sorted(v) if isinstance(v, list | tuple | frozenset | set) else str(v)) for k, v in stats.items()))
        for name, stats in checks
    )  # fmt: skip


def test_the_pandera_schema_takes_the_tables_of_a_corpus(small_corpus):
    for table in TABLES:
        pandera_schema(table).validate(pl.from_arrow(small_corpus.table(table)), lazy=True)
    pandera_schema(FLAT).validate(pl.from_arrow(attributed_claims(small_corpus)), lazy=True)


def test_the_pandera_schema_rejects_an_unknown_label(small_corpus):
    from pandera.errors import SchemaErrors

    frame = pl.from_arrow(small_corpus.table("claims")).with_columns(polarity=pl.lit("maybe"))
    with pytest.raises(SchemaErrors, match="polarity"):
        pandera_schema("claims").validate(frame, lazy=True)


@pytest.mark.parametrize("table", TABLES)
def test_the_json_schema_takes_the_lines_of_a_corpus(table, small_corpus):
    schema = json_schema(table)
    jsonschema.Draft202012Validator.check_schema(schema)
    for row in small_corpus.rows(table):
        jsonschema.validate(row_to_dict(row), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("polarity", "maybe"),
        ("polarity", None),
        ("evidence", [[1]]),
        ("evidence", [{"start": 1, "end": 2}]),
        ("claim_id", "clm_1"),
        ("text", ""),
        ("claimed", "x"),
    ],
)
def test_the_json_schema_rejects(key, value, small_corpus):
    line = row_to_dict(small_corpus.rows("claims")[0]) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, json_schema("claims"))


def test_the_json_schema_closes_the_labels_inside_items(small_corpus):
    line = row_to_dict(small_corpus.rows("sources")[1])
    line["aliases"][0]["kind"] = "nickname"
    with pytest.raises(jsonschema.ValidationError, match="nickname"):
        jsonschema.validate(line, json_schema("sources"))


def test_an_empty_arrow_table_has_every_type():
    assert arrow_schema("articles").field("published_at").type == pa.timestamp("us", tz="UTC")
