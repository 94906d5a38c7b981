"""The contract as it is read, once, from schemas/, each file checked against the codebook, the others and the rows.

The tables' YAML is pandera's own, so that the stock `pandera validate` reads it too; keys that pandera does not
know (`primary_key`, `foreign_keys`, `rules`, `labels`, `item_labels`, `item_nullable`, `derived`) are ours.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from claims.contract.tables import (
    FLAT,
    ROW_TYPES,
    TABLES,
    Column,
    Contract,
    Enum,
    ForeignKey,
    Label,
    TableContract,
)
from claims.errors import ContractError

SCALARS = ("String", "Int64", "Float64", "Date", "Datetime")
TABLE_NEEDS = {
    "schema_type", "api", "version", "name", "title", "description", "primary_key", "columns", "strict",
    "ordered", "coerce", "unique",
}  # fmt: skip
TABLE_MAY = {"foreign_keys", "rules", "derived"}
NO_TABLES = {"codebook", "migrations"}  # files of schemas/ that describe no table
COLUMN_NEEDS = {"dtype", "description"}
COLUMN_MAY = {
    "nullable", "labels", "isin", "item_labels", "item_nullable", "str_matches", "str_length", "in_range",
}  # fmt: skip


@cache
def contract() -> Contract:
    """The contract of this installation, read once; ContractError where a file is missing or wrong."""
    return read_contract(schemas_folder())


def schemas_folder() -> Traversable:
    """Where the schemas are: inside the installed package, or beside it in a checkout."""
    inside = resources.files("claims") / "schemas"
    beside = Path(__file__).resolve().parents[2] / "schemas"
    for folder in (inside, beside):
        if (folder / "codebook.yaml").is_file():
            return folder
    raise ContractError(
        "the contract's schemas are not there",
        where=str(inside),
        mend="install attributed-claims anew, or run from a whole checkout",
    )


def read_contract(folder: Traversable, *, ours: bool = True) -> Contract:
    """The contract that the YAML files of a folder describe, checked against each other.

    `ours` also holds it to the rows of this version; without it an older or a newer contract can be read.
    """
    codebook = _yaml(folder / "codebook.yaml")
    enums = {name: _enum(name, entry) for name, entry in codebook.get("enums", {}).items()}
    names = (*TABLES, FLAT) if ours else _table_names(folder)
    tables = {name: _table(name, _yaml(folder / f"{name}.yaml"), enums, ours) for name in names}
    for table in tables.values():
        for key in table.foreign_keys:
            if key.table not in tables or all(
                c.name != key.target for c in tables[key.table].columns
            ):
                raise ContractError(
                    f"{key.column} points at {key.table}.{key.target}, which does not exist",
                    where=f"{table.name}.yaml",
                )
    versions = {table.version for table in tables.values()} | {str(codebook.get("version"))}
    if len(versions) > 1:
        raise ContractError(
            f"the schemas are of several versions: {', '.join(sorted(versions))}",
            where=str(folder),
            mend="give every file of schemas/ the same version",
        )
    return Contract(versions.pop(), tables, enums)


def _table_names(folder: Traversable) -> list[str]:
    """The tables that a folder has files of, ours in our order, then others."""
    files = {file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")}
    there = files - NO_TABLES
    return [*(name for name in (*TABLES, FLAT) if name in there), *sorted(there - {*TABLES, FLAT})]


def _yaml(file: Traversable) -> dict[str, Any]:
    """What a YAML file holds, a mapping."""
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, five times as fast
        loaded = yaml.load(file.read_text(encoding="utf-8"), loader)
    except FileNotFoundError:
        raise ContractError("no such schema", where=str(file)) from None
    except yaml.YAMLError as error:
        raise ContractError(f"not YAML: {error}", where=str(file)) from None
    if not isinstance(loaded, dict):
        raise ContractError("a mapping was expected", where=str(file))
    return loaded


def _enum(name: str, entry: Mapping[str, Any]) -> Enum:
    """One enum of the codebook."""
    where = f"codebook.yaml: {name}"
    if not entry.get("title") or not entry.get("values"):
        raise ContractError("an enum needs a title and values", where=where)
    labels: dict[str, Label] = {}
    for value, about in entry["values"].items():
        if not isinstance(value, str):
            raise ContractError(f"{value!r} is not text", where=where, mend='quote it: "yes", "no"')
        if set(about) != {"definition", "example"} or not all(about.values()):
            raise ContractError(f"{value} needs a definition and an example", where=where)
        labels[value] = Label(about["definition"], about["example"])
    return Enum(name, entry["title"], labels)


def _table(
    name: str, entry: Mapping[str, Any], enums: Mapping[str, Enum], ours: bool
) -> TableContract:
    """One table; one of ours has its columns in the order of its row type."""
    where = f"{name}.yaml"
    _check_keys(entry, TABLE_NEEDS, TABLE_MAY, where)
    columns = tuple(_column(where, key, value, enums) for key, value in entry["columns"].items())
    names = [column.name for column in columns]
    row_fields = fields(ROW_TYPES[name]) if ours else ()
    if ours and names != [field.name for field in row_fields]:
        raise ContractError(
            f"the columns are not the fields of {ROW_TYPES[name].__name__}", where=where
        )
    if entry["name"] != name or entry["primary_key"] not in names:
        raise ContractError(
            "`name` is the file's name and `primary_key` one of its columns", where=where
        )
    keys = []
    for column, target in entry.get("foreign_keys", {}).items():
        if column not in names:
            raise ContractError(f"no column {column!r} for a foreign key", where=where)
        keys.append(ForeignKey(column, *target.split(".")))
    return TableContract(
        name=name,
        title=entry["title"],
        description=entry["description"],
        version=str(entry["version"]),
        primary_key=entry["primary_key"],
        foreign_keys=tuple(keys),
        columns=columns,
        rules=entry.get("rules", {}),
        required=tuple(f.name for f in row_fields if f.default is MISSING)
        if ours
        else tuple(column.name for column in columns if column.scalar and not column.nullable),
        derived=entry.get("derived", False),
    )


def _check_keys(entry: object, needs: set[str], may: set[str], where: str) -> None:
    """Nothing; raises on a missing key, and on a strange one, which pandera would ignore in silence."""
    if not isinstance(entry, dict):
        raise ContractError("a mapping was expected", where=where)
    if missing := sorted(needs - set(entry)):
        raise ContractError(f"the key {missing[0]!r} is missing", where=where)
    if strange := sorted(set(entry) - needs - may):
        there_are = ", ".join(sorted(needs | may))
        raise ContractError(f"no key {strange[0]!r}; there are: {there_are}", where=where)


def _column(table: str, name: str, entry: Mapping[str, Any], enums: Mapping[str, Enum]) -> Column:
    """One column, its values the same here and in the codebook."""
    where = f"{table}: {name}"
    _check_keys(entry, COLUMN_NEEDS, COLUMN_MAY, where)
    scalar, item_fields = parse_dtype(entry["dtype"], where)
    labels, values = entry.get("labels"), tuple(entry.get("isin", ()))
    item_labels = entry.get("item_labels", {})
    for enum in [*([labels] if labels else []), *item_labels.values()]:
        if enum not in enums:
            raise ContractError(f"no enum {enum!r} in codebook.yaml", where=where)
    if labels and values != tuple(enums[labels].labels):
        raise ContractError(
            f"`isin` and the enum {labels} of codebook.yaml disagree",
            where=where,
            mend=f"isin: [{', '.join(enums[labels].labels)}]",
        )
    item_nullable = frozenset(entry.get("item_nullable", ()))
    if not set(item_labels) | item_nullable <= set(item_fields):
        raise ContractError(
            "`item_labels` and `item_nullable` name fields of the items", where=where
        )
    bounds = entry.get("in_range", {})
    return Column(
        name=name,
        dtype=entry["dtype"],
        description=entry["description"],
        nullable=entry.get("nullable", False),
        scalar=scalar,
        item_fields=item_fields,
        item_nullable=item_nullable,
        labels=labels,
        values=values,
        item_labels=item_labels,
        pattern=entry.get("str_matches"),
        minimum=bounds.get("min_value"),
        maximum=bounds.get("max_value"),
        min_length=entry.get("str_length", {}).get("min_value"),
    )


def parse_dtype(dtype: str, where: str) -> tuple[str | None, dict[str, str]]:
    """The scalar that a Polars dtype names, or None and the fields of the structs that it lists."""
    try:
        node = ast.parse(dtype, mode="eval").body
        match node:
            case ast.Call(
                ast.Name("List"), [ast.Call(ast.Name("Struct"), [ast.Dict(keys, values)])]
            ):
                names = [ast.literal_eval(key) for key in keys if key]
                return None, dict(zip(names, map(_scalar, values), strict=True))
            case _:
                return _scalar(node), {}
    except (SyntaxError, ValueError):
        raise ContractError(
            f"dtype {dtype!r} is not one that the contract knows",
            where=where,
            mend=f"one of {', '.join(SCALARS)}, or List(Struct({{'name': scalar}}))",
        ) from None


def _scalar(node: ast.expr) -> str:
    """The name of a scalar; instants are microseconds in UTC and nothing else."""
    text = ast.unparse(node)
    if text == "Datetime(time_unit='us', time_zone='UTC')":
        return "Datetime"
    if text not in SCALARS or text == "Datetime":
        raise ValueError(text)
    return text
