"""A contract as one JSON document, which is what is kept of a released one: the same contract gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from claims.contract.reading import parse_dtype, schemas_folder
from claims.contract.tables import Column, Contract, Enum, ForeignKey, Label, TableContract
from claims.errors import ContractError

FOLDER = "released"


def released_json(contract: Contract) -> str:
    """The contract as indented JSON; tables, columns and values in their order, descriptions included."""
    tables = {name: _table_json(table) for name, table in contract.tables.items()}
    enums = {
        name: {
            "title": enum.title,
            "values": {
                value: {"definition": label.definition, "example": label.example}
                for value, label in enum.labels.items()
            },
        }
        for name, enum in contract.enums.items()
    }
    document = {"version": contract.version, "tables": tables, "enums": enums}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _table_json(table: TableContract) -> dict[str, Any]:
    """One table."""
    return {
        "title": table.title,
        "description": table.description,
        "derived": table.derived,
        "primary_key": table.primary_key,
        "foreign_keys": {key.column: f"{key.table}.{key.target}" for key in table.foreign_keys},
        "columns": {column.name: _column_json(column) for column in table.columns},
        "required": list(table.required),
        "rules": dict(table.rules),
    }


def _column_json(column: Column) -> dict[str, Any]:
    """One column; what it does not say is left out."""
    said = {
        "dtype": column.dtype,
        "nullable": column.nullable,
        "description": column.description,
        "labels": column.labels,
        "values": list(column.values),
        "item_labels": dict(column.item_labels),
        "item_nullable": sorted(column.item_nullable),
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
        "min_length": column.min_length,
    }
    return {key: value for key, value in said.items() if value is not None and value != [] and value != {}}


def read_released(text: str, where: str) -> Contract:
    """The contract of such a document; ContractError where it is none."""
    try:
        found = json.loads(text)
        tables = {name: _table(name, entry, found["version"]) for name, entry in found["tables"].items()}
        enums = {
            name: Enum(name, entry["title"], {value: Label(**label) for value, label in entry["values"].items()})
            for name, entry in found["enums"].items()
        }
        return Contract(found["version"], tables, enums)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        mend = "claims contract show --format json writes one"
        raise ContractError(f"not a released contract: {why}", where=where, mend=mend) from None


def _table(name: str, entry: Mapping[str, Any], version: str) -> TableContract:
    """One table of a document."""
    return TableContract(
        name=name,
        title=entry["title"],
        description=entry["description"],
        version=version,
        primary_key=entry["primary_key"],
        foreign_keys=tuple(ForeignKey(column, *at.split(".")) for column, at in entry["foreign_keys"].items()),
        columns=tuple(_column(name, column, about) for column, about in entry["columns"].items()),
        rules=entry["rules"],
        required=tuple(entry["required"]),
        derived=entry["derived"],
    )


def _column(table: str, name: str, entry: Mapping[str, Any]) -> Column:
    """One column of a document."""
    scalar, item_fields = parse_dtype(entry["dtype"], f"{table}.{name}")
    return Column(
        name=name,
        dtype=entry["dtype"],
        description=entry["description"],
        nullable=entry["nullable"],
        scalar=scalar,
        item_fields=item_fields,
        item_nullable=frozenset(entry.get("item_nullable", ())),
        labels=entry.get("labels"),
        values=tuple(entry.get("values", ())),
        item_labels=entry.get("item_labels", {}),
        pattern=entry.get("pattern"),
        minimum=entry.get("minimum"),
        maximum=entry.get("maximum"),
        min_length=entry.get("min_length"),
    )


def releases() -> dict[str, Traversable]:
    """The file of each released contract by its version, the oldest first."""
    folder = schemas_folder() / FOLDER
    if not folder.is_dir():
        return {}
    found = {file.name.removesuffix(".json"): file for file in folder.iterdir() if file.name.endswith(".json")}
    return dict(sorted(found.items(), key=lambda pair: tuple(map(int, pair[0].split(".")))))
