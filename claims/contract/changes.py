"""What changed from one contract to another, which changes break a dataset or its readers, and the version they ask for.

Breaking is what can make a valid dataset invalid or takes away what a reader of one may count on; compatible is what
only allows more; wording changes nothing that a program sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.contract.tables import Column, Contract, TableContract


class Kind(StrEnum):
    """How much a change asks of the version: its first number, its second or its third."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `where` is the table, table.column or enum, `what` a sentence."""

    kind: Kind
    where: str
    what: str


def changes(old: Contract, new: Contract) -> list[Change]:
    """Every change from the old contract to the new one: the breaking first, then by place."""
    found = [*_tables(old, new), *_enums(old, new)]
    kinds = list(Kind)
    return sorted(found, key=lambda change: (kinds.index(change.kind), change.where, change.what))


def proposed(old: Contract, found: list[Change]) -> str:
    """The version that the contract should have after these changes."""
    major, minor, patch = _numbers(old.version)
    kinds = {change.kind for change in found}
    if Kind.BREAKING in kinds:
        return f"{major + 1}.0.0"
    if Kind.COMPATIBLE in kinds:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}" if found else old.version


def high_enough(old: Contract, new: Contract, found: list[Change]) -> bool:
    """Whether the new contract's version is at least the one that its changes ask for."""
    return _numbers(new.version) >= _numbers(proposed(old, found))


def breaks(old: Contract, new: Contract, found: list[Change]) -> bool:
    """Whether something breaks and the first number of the version does not say so."""
    broken = any(change.kind is Kind.BREAKING for change in found)
    return broken and _numbers(new.version)[0] <= _numbers(old.version)[0]


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = map(int, version.split("."))
    return major, minor, patch


def _tables(old: Contract, new: Contract) -> Iterator[Change]:
    """The changes of all tables."""
    for name in old.tables.keys() | new.tables.keys():
        if name not in new.tables:
            yield Change(Kind.BREAKING, name, "the table is removed")
        elif name not in old.tables:
            yield Change(Kind.COMPATIBLE, name, "a new table")
        else:
            yield from _table(old.tables[name], new.tables[name])


def _table(old: TableContract, new: TableContract) -> Iterator[Change]:
    """The changes of one table: its keys, rules and words, then its columns."""
    name = new.name
    if old.primary_key != new.primary_key:
        what = f"the primary key was {old.primary_key}, is {new.primary_key}"
        yield Change(Kind.BREAKING, name, what)
    before, after = ({key.column: f"{key.table}.{key.target}" for key in t.foreign_keys} for t in (old, new))
    for column in before.keys() | after.keys():
        if before.get(column) != after.get(column):
            what = f"it named a {before.get(column, 'nothing')}, names a {after.get(column, 'nothing')}"
            yield Change(Kind.BREAKING, f"{name}.{column}", what.replace("a nothing", "nothing"))
    if old.derived != new.derived:
        yield Change(Kind.BREAKING, name, "it is derived now" if new.derived else "it is no longer derived")
    for rule in old.rules.keys() | new.rules.keys():
        if rule not in new.rules:
            yield Change(Kind.COMPATIBLE, name, f"the rule {rule} is removed")
        elif rule not in old.rules:
            yield Change(Kind.BREAKING, name, f"a new rule {rule}: {new.rules[rule]}")
        elif old.rules[rule] != new.rules[rule]:
            yield Change(Kind.WORDING, name, f"the rule {rule} is put in other words")
    if (old.title, old.description) != (new.title, new.description):
        yield Change(Kind.WORDING, name, "it is described in other words")
    yield from _columns(old, new)


def _columns(old: TableContract, new: TableContract) -> Iterator[Change]:
    """The changes of a table's columns."""
    before, after = ({column.name: column for column in table.columns} for table in (old, new))
    for name in before.keys() | after.keys():
        where = f"{new.name}.{name}"
        if name not in after:
            yield Change(Kind.BREAKING, where, "the column is removed or renamed")
        elif name not in before:
            may = after[name].nullable
            what = "a new column that may be null" if may else "a new column that may not be null"
            yield Change(Kind.COMPATIBLE if may else Kind.BREAKING, where, what)
        else:
            yield from _column(where, before[name], after[name])
    stayed = [name for name in before if name in after]
    if stayed != [name for name in after if name in before]:
        yield Change(Kind.BREAKING, new.name, "the order of the columns is another")


def _column(where: str, old: Column, new: Column) -> Iterator[Change]:
    """The changes of one column."""
    if old.scalar != new.scalar:
        before, after = (column.scalar or "a list" for column in (old, new))
        yield Change(Kind.BREAKING, where, f"the type was {before}, is {after}")
    else:
        yield from _items(where, old, new)
    if old.nullable != new.nullable:
        kind = Kind.COMPATIBLE if new.nullable else Kind.BREAKING
        yield Change(kind, where, "it may be null now" if new.nullable else "it may not be null any more")
    if old.values and not new.values:
        yield Change(Kind.COMPATIBLE, where, "any value is allowed now")
    elif new.values and not old.values:
        yield Change(Kind.BREAKING, where, f"only values of {new.labels} are allowed now")
    elif not new.labels or old.labels != new.labels:  # else the codebook tells it, once
        yield from _values(where, dict.fromkeys(old.values), dict.fromkeys(new.values))
    yield from _bounds(where, old, new)
    if old.description != new.description:
        yield Change(Kind.WORDING, where, "it is described in other words")


def _items(where: str, old: Column, new: Column) -> Iterator[Change]:
    """The changes of the structs in a list."""
    for name in old.item_fields.keys() | new.item_fields.keys():
        place = f"{where}.{name}"
        if name not in new.item_fields:
            yield Change(Kind.BREAKING, place, "the field is removed or renamed")
        elif name not in old.item_fields:
            yield Change(Kind.BREAKING, place, "a new field, which changes the type of the column")
        elif old.item_fields[name] != new.item_fields[name]:
            what = f"the type was {old.item_fields[name]}, is {new.item_fields[name]}"
            yield Change(Kind.BREAKING, place, what)
        elif (name in old.item_nullable) != (name in new.item_nullable):
            may = name in new.item_nullable
            kind = Kind.COMPATIBLE if may else Kind.BREAKING
            yield Change(kind, place, "it may be null now" if may else "it may not be null any more")
        if name in old.item_fields and name in new.item_fields:
            before, after = old.item_labels.get(name), new.item_labels.get(name)
            if before != after:
                what = f"its enum was {before or 'none'}, is {after or 'none'}"
                yield Change(Kind.BREAKING if after else Kind.COMPATIBLE, place, what)


def _bounds(where: str, old: Column, new: Column) -> Iterator[Change]:
    """The changes of what limits a value: a bound that is lifted allows more, any other may allow less."""
    if old.pattern != new.pattern:
        kind = Kind.BREAKING if new.pattern else Kind.COMPATIBLE
        yield Change(kind, where, f"the pattern was {old.pattern or 'none'}, is {new.pattern or 'none'}")
    limits = (("least value", old.minimum, new.minimum, 1), ("greatest value", old.maximum, new.maximum, -1),
              ("least length", old.min_length, new.min_length, 1))  # fmt: skip
    for name, before, after, narrower in limits:
        if before == after:
            continue
        wider = after is None or (before is not None and (after - before) * narrower < 0)
        what = f"the {name} was {'none' if before is None else before}, is {'none' if after is None else after}"
        yield Change(Kind.COMPATIBLE if wider else Kind.BREAKING, where, what)


def _values(where: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    """The values of an enum that came and went."""
    for value in old.keys() | new.keys():
        if value not in new:
            yield Change(Kind.BREAKING, where, f"the value {value} is removed")
        elif value not in old:
            yield Change(Kind.COMPATIBLE, where, f"a new value {value}")


def _enums(old: Contract, new: Contract) -> Iterator[Change]:
    """The changes of the codebook."""
    for name in old.enums.keys() | new.enums.keys():
        where = f"codebook.{name}"
        if name not in new.enums:
            yield Change(Kind.COMPATIBLE, where, "the enum is removed; what used it is told beside")
        elif name not in old.enums:
            yield Change(Kind.COMPATIBLE, where, "a new enum")
        else:
            before, after = old.enums[name], new.enums[name]
            yield from _values(where, before.labels, after.labels)
            for value, label in before.labels.items():
                if after.labels.get(value, label) != label:
                    yield Change(Kind.WORDING, where, f"{value} is defined in other words")
            if before.title != after.title:
                yield Change(Kind.WORDING, where, "it is described in other words")
