"""datapackage.json: the release as a Data Package, whose table schemas come from the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.contract import Column, contract
from claims.publish.about import About
from claims.publish.figures import Figures, TablePart
from claims.publish.papers import is_spdx, license_of
from claims.publish.tables import Written

TYPES: Mapping[str, str] = {
    "String": "string", "Int64": "integer", "Float64": "number", "Date": "date", "Datetime": "datetime",
}  # fmt: skip


def datapackage(about: About, figures: Figures, written: Mapping[str, Written]) -> dict[str, Any]:
    """The descriptor of a release whose files are these, by their names; each is a resource."""
    return {
        "profile": "data-package",
        "name": about.name.lower(),
        "title": about.heading,
        **({"description": about.description.strip()} if about.description else {}),
        "version": about.version,
        **({"created": f"{about.date}T00:00:00Z"} if about.date else {}),
        **({"licenses": [_license(name) for name in names]} if (names := license_of(about, figures)) else {}),
        "contributors": [{"title": author, "role": "author"} for author in about.creators],
        "keywords": ["attribution", "claims", "quotations", "news"],
        "resources": [_resource(part, written[part.file]) for part in figures.parts()],
    }


def _license(name: str) -> dict[str, str]:
    """A licence by its id, or by its words where it has none."""
    return {"name": name} if is_spdx(name) else {"name": "other", "title": name}


def _resource(part: TablePart, written: Written) -> dict[str, Any]:
    """A table, or a split of one, with its file."""
    table = contract().table(part.table)
    keys = [
        {"fields": [key.column], "reference": {"resource": "" if key.table == table.name else key.table, "fields": [key.target]}}
        for key in table.foreign_keys
    ]
    return {
        "name": part.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": part.file,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "hash": f"sha256:{written.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": [table.primary_key],
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    """One column. A list of structs is `any`, and a number that may be null has no bounds: of what Frictionless reads
    from Parquet, it takes the lists for no arrays, and nulls for numbers that no bounds hold."""
    bounded = not column.nullable
    given = {
        "required": None if column.nullable else True,
        "enum": list(column.values) or None,
        "pattern": column.pattern,
        "minLength": column.min_length,
        "minimum": column.minimum if bounded else None,
        "maximum": column.maximum if bounded else None,
    }
    return {
        "name": column.name,
        "type": TYPES[column.scalar] if column.scalar else "any",
        "description": column.description,
        "constraints": {key: value for key, value in given.items() if value is not None},
    }
