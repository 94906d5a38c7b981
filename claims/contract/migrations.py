"""The steps from one version of the contract to a later one, read from schemas/migrations.yaml, and a row taken through them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.contract.reading import contract, schemas_folder
from claims.errors import ContractError, DataError
from claims.yamlfile import read_yaml

FILE = "migrations.yaml"
KEYS = ("from", "to", "columns", "values", "drop")
VERSION = re.compile(r"\d+\.\d+\.\d+")
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: columns and values that have another name by table, and columns that are gone."""

    old: str
    new: str
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    drop: Mapping[str, Sequence[str]] = field(default_factory=dict)


def numbers(version: str) -> Numbers:
    """The numbers of a version, to compare."""
    return tuple(map(int, version.split(".")))


def steps() -> tuple[Step, ...]:
    """The steps of this installation."""
    file = schemas_folder() / FILE
    return read_steps(file.read_text(encoding="utf-8"), FILE)


def read_steps(text: str, where: str) -> tuple[Step, ...]:
    """The steps of a file; ContractError with the line of what is wrong."""
    written = read_yaml(text, where)
    listed = written.value.get("steps") if isinstance(written.value, dict) else None
    if not isinstance(listed, list):
        raise ContractError("no list of steps", where=f"{where}:1", mend="write steps: [...]")
    found: list[Step] = []
    for number, entry in enumerate(listed):
        if why := _wrong(entry):
            raise ContractError(why, where=written.place(["steps", number]), mend=f"the head of {FILE} shows a step")
        known = {key: entry[key] for key in KEYS[2:] if key in entry}
        found.append(Step(entry["from"], entry["to"], **known))
        if len(found) > 1 and numbers(found[-2].new) > numbers(found[-1].old):
            raise ContractError("the steps are not in order", where=written.place(["steps", number]))
    return tuple(found)


def _wrong(entry: Any) -> str | None:
    """What is wrong with a step; None where nothing is."""
    if not isinstance(entry, dict) or not {"from", "to"} <= entry.keys() <= set(KEYS):
        return f"a step has from and to, and of {', '.join(KEYS[2:])} what it needs"
    if not all(isinstance(entry[key], str) and VERSION.fullmatch(entry[key]) for key in ("from", "to")):
        return "from and to are versions, as 1.0.0"
    if numbers(entry["from"]) >= numbers(entry["to"]):
        return "a step leads to a later version"
    for kind in KEYS[2:]:
        tables = entry.get(kind, {})
        inner = list if kind == "drop" else dict
        if not isinstance(tables, dict) or not all(isinstance(about, inner) for about in tables.values()):
            return f"{kind} is not by table"
        if strange := sorted(tables.keys() - contract().tables.keys()):
            return f"no table {strange[0]!r}"
    for table, renamed in entry.get("columns", {}).items():
        if contract().table(table).primary_key in renamed.values():
            return f"the key of {table} cannot have another name"
    return None


def way(old: str, known: Sequence[Step]) -> list[Step]:
    """The steps from a version to ours; DataError where they do not lead there."""
    ours, at = numbers(contract().version), numbers(old)
    taken = []
    for step in known:
        if at[0] == numbers(step.old)[0] and at < numbers(step.new) <= ours:
            taken.append(step)
            at = numbers(step.new)
    if at[0] != ours[0]:
        mend = "install a version of attributed-claims between the two, and upgrade with it first"
        raise DataError(f"no steps lead from contract {old} to {contract().version}", mend=mend)
    return taken


def migrated(table: str, row: Mapping[str, Any], taken: Sequence[Step], where: str) -> dict[str, Any]:
    """The row of our contract that an older one becomes; DataError where two columns would be one."""
    found = dict(row)
    for step in taken:
        for name in step.drop.get(table, ()):
            found.pop(name, None)
        for old, new in step.columns.get(table, {}).items():
            if old not in found:
                continue
            if new in found:
                what = f"both {old!r} and {new!r}, which it is called now"
                raise DataError(what, where=where, mend=f"keep {new!r} alone")
            found[new] = found.pop(old)
        for column, values in step.values.get(table, {}).items():
            if isinstance(said := found.get(column), str):
                found[column] = values.get(said, said)
    for known in contract().table(table).columns:
        if known.nullable:
            found.setdefault(known.name, None)
    return found
