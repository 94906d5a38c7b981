"""The contract in the forms of other tools: Arrow, pandera, `datasets` and JSON Schema, each derived, none written twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from claims.contract.reading import contract
from claims.contract.tables import Column

if TYPE_CHECKING:
    import datasets
    import pandera.polars
    import pyarrow

FEATURES = {
    "String": "string",
    "Int64": "int64",
    "Float64": "float64",
    "Date": "date32",
    "Datetime": "timestamp[us, tz=UTC]",
}
JSON_TYPES: Mapping[str, Mapping[str, str]] = {
    "String": {"type": "string"},
    "Int64": {"type": "integer"},
    "Float64": {"type": "number"},
    "Date": {"type": "string", "format": "date"},
    "Datetime": {"type": "string", "format": "date-time"},
}


def _built(
    column: Column,
    scalar: Callable[[str], Any],
    struct: Callable[[dict[str, Any]], Any],
    list_of: Callable[[Any], Any],
) -> Any:
    """A column's type, put together by the constructors of one tool."""
    if column.scalar is not None:
        return scalar(column.scalar)
    return list_of(struct({name: scalar(kind) for name, kind in column.item_fields.items()}))


def arrow_schema(table: str) -> pyarrow.Schema:
    """The Arrow schema of a table: plain strings for enums, 32-bit offsets, no metadata."""
    import pyarrow as pa

    scalars: dict[str, pa.DataType] = {
        "String": pa.string(),
        "Int64": pa.int64(),
        "Float64": pa.float64(),
        "Date": pa.date32(),
        "Datetime": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema(
        (
            c.name,
            _built(c, scalars.__getitem__, lambda items: pa.struct(list(items.items())), pa.list_),
        )
        for c in contract().table(table).columns
    )


def feature_dict(table: str) -> dict[str, Any]:
    """The features of a table as `datasets` keeps them in a file's metadata."""
    return {
        column.name: _built(
            column,
            lambda kind: {"dtype": FEATURES[kind], "_type": "Value"},
            dict,
            lambda item: {"feature": item, "_type": "List"},
        )
        for column in contract().table(table).columns
    }


def features(table: str) -> datasets.Features:
    """The features of a table for the `datasets` library."""
    import datasets

    return datasets.Features.from_dict(feature_dict(table))


def pandera_schema(table: str) -> pandera.polars.DataFrameSchema:
    """The pandera schema of a table, equal to what pandera reads from the YAML, without its need for pandas.

    Never validate a LazyFrame with it: at pandera's default depth that accepts anything.
    """
    import pandera.polars as pa

    known = contract().table(table)
    return pa.DataFrameSchema(
        {column.name: _pandera_column(column) for column in known.columns},
        name=known.name,
        title=known.title,
        description=known.description,
        strict=True,
        ordered=True,
        coerce=False,
        unique=[known.primary_key],
    )


def _pandera_column(column: Column) -> pandera.polars.Column:
    """A column of pandera, with the checks that the contract gives."""
    import pandera.polars as pa
    import polars as pl

    scalars: dict[str, Any] = {
        "String": pl.String(),
        "Int64": pl.Int64(),
        "Float64": pl.Float64(),
        "Date": pl.Date(),
        "Datetime": pl.Datetime("us", "UTC"),
    }
    checks = []
    if column.values:
        checks.append(pa.Check.isin(column.values))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern))
    if column.min_length is not None:
        checks.append(pa.Check.str_length(min_value=column.min_length))
    if column.minimum is not None and column.maximum is not None:
        checks.append(pa.Check.in_range(column.minimum, column.maximum))
    dtype = _built(column, scalars.__getitem__, pl.Struct, pl.List)
    return pa.Column(dtype, checks, nullable=column.nullable, description=column.description)


def json_schema(table: str) -> dict[str, Any]:
    """The JSON Schema of one JSONL line of a table; spans are pairs, other structs objects."""
    known = contract().table(table)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": known.title,
        "description": known.description,
        "type": "object",
        "properties": {column.name: _json_column(column) for column in known.columns},
        "required": list(known.required),
        "additionalProperties": False,
    }


def _json_column(column: Column) -> dict[str, Any]:
    """The JSON Schema of one column."""
    if column.is_spans:
        pair = {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": 2,
            "maxItems": 2,
        }
        return {"description": column.description, "type": "array", "items": pair}
    if column.scalar is None:
        return {"description": column.description, "type": "array", "items": _json_item(column)}
    values = column.values
    found = {
        "description": column.description,
        **_json_scalar(column.scalar, values, column.nullable),
    }
    given = {
        "pattern": column.pattern,
        "minLength": column.min_length,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    return found | {key: value for key, value in given.items() if value is not None}


def _json_item(column: Column) -> dict[str, Any]:
    """The JSON Schema of one struct of a list."""
    labels = {field: tuple(contract().labels(enum)) for field, enum in column.item_labels.items()}
    return {
        "type": "object",
        "properties": {
            field: _json_scalar(kind, labels.get(field, ()), field in column.item_nullable)
            for field, kind in column.item_fields.items()
        },
        "required": [field for field in column.item_fields if field not in column.item_nullable],
        "additionalProperties": False,
    }


def _json_scalar(kind: str, values: tuple[str, ...], nullable: bool) -> dict[str, Any]:
    """The JSON Schema of a scalar, closed to `values` where there are any."""
    if values:
        return {"enum": [*values, *([None] if nullable else [])]}
    found: dict[str, Any] = dict(JSON_TYPES[kind])
    return found | {"type": [found["type"], "null"]} if nullable else found
