"""A row as JSON values and back, each value of the type that its column has in the contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from math import isfinite
from typing import Any

from claims.contract import ROW_TYPES, Column, contract
from claims.corpus.arrow import ITEM_TYPES
from claims.errors import DataError, unknown
from claims.model import Span

SHOWN = 80

Reader = Callable[[Any], Any]


class _Misfit(Exception):
    """A JSON value that is not what its column says; `field` names the part of an item."""

    def __init__(self, value: object, mend: str, field: str = "") -> None:
        super().__init__(mend)
        shown = json.dumps(value)
        self.shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 3] + "..."
        self.mend, self.field = mend, field


def row_to_dict(row: Any) -> dict[str, Any]:
    """A row as JSON values: spans as [start, end], other structs as objects, instants in UTC with Z."""
    return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}


def _plain(value: Any) -> Any:
    """One value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [
            list(item)
            if isinstance(item, Span)
            else {k: _plain(v) for k, v in item._asdict().items()}
            for item in value
        ]
    return value


def row_from_dict(table: str, values: Mapping[str, Any], *, where: str | None = None) -> Any:
    """The row that JSON values give; DataError names the key that is strange, missing or of a wrong type.

    Keys that the row type has a default for may be missing.
    """
    readers, required = _plan(table)
    if not required <= values.keys() <= readers.keys():
        raise _wrong_keys(table, values, where)
    found = {}
    for key, value in values.items():
        try:
            found[key] = readers[key](value)
        except _Misfit as misfit:
            name = f"{key}.{misfit.field}" if misfit.field else key
            raise DataError(f"{name} is {misfit.shown}", where=where, mend=misfit.mend) from None
    return ROW_TYPES[table](**found)


def _wrong_keys(table: str, values: Mapping[str, Any], where: str | None) -> DataError:
    """The error for the first strange or missing key."""
    readers, required = _plan(table)
    for key in values:
        if key not in readers:
            there_are = f"keys of {table}: {', '.join(readers)}"
            return DataError(f"no key {key!r}", where=where, mend=there_are)
    missing = next(key for key in readers if key in required and key not in values)
    return DataError(f"the key {missing!r} is missing", where=where, mend=f'add "{missing}"')


@cache
def _plan(table: str) -> tuple[dict[str, Reader], frozenset[str]]:
    """How to read each key of a table, and the keys that cannot be missing."""
    if table not in ROW_TYPES:
        raise unknown("table", table, ROW_TYPES)
    known = contract().table(table)
    return {column.name: _reader(column) for column in known.columns}, frozenset(known.required)


def _reader(column: Column) -> Reader:
    """What reads a value of a column."""
    if column.scalar is not None:
        return _or_null(SCALARS[column.scalar]) if column.nullable else SCALARS[column.scalar]
    if column.is_spans:
        return _list_of(_span)
    readers = {
        name: _or_null(SCALARS[kind]) if name in column.item_nullable else SCALARS[kind]
        for name, kind in column.item_fields.items()
    }
    required = set(readers) - column.item_nullable
    make = ITEM_TYPES[tuple(readers)]

    def item(value: Any) -> Any:
        """An object as a named tuple; fields that may be null may be missing."""
        if not isinstance(value, dict) or not required <= value.keys() <= readers.keys():
            raise _Misfit(value, f"each is an object of {', '.join(readers)}")
        found = []
        for name, read in readers.items():
            try:
                found.append(read(value.get(name)))
            except _Misfit as misfit:
                raise _Misfit(value.get(name), misfit.mend, name) from None
        return make(*found)

    return _list_of(item)


def _or_null(read: Reader) -> Reader:
    """A reader that also takes null."""
    return lambda value: None if value is None else read(value)


def _list_of(read: Reader) -> Reader:
    """A reader of a list, as a tuple."""

    def items(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Misfit(value, "a list is expected")
        return tuple(map(read, value))

    return items


def _span(value: Any) -> Span:
    """A pair of offsets as a span."""
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if type(start) is int is type(end) and 0 <= start < end < 2**63:
            return Span(start, end)
    raise _Misfit(value, "a span is [start, end], code points, 0 <= start < end")


def _text(value: Any) -> str:
    """Text without half surrogate pairs, which JSON can escape and UTF-8 cannot hold."""
    if not isinstance(value, str):
        raise _Misfit(value, "text is expected")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            mend = "half of a surrogate pair is no text; write the character"
            raise _Misfit(value, mend) from None
    return value


def _whole(value: Any) -> int:
    """A whole number of 64 bits."""
    if type(value) is int and -(2**63) <= value < 2**63:
        return value
    raise _Misfit(value, "a whole number is expected")


def _real(value: Any) -> float:
    """A finite number."""
    if type(value) in (int, float) and isfinite(value):
        return float(value)
    raise _Misfit(value, "a number is expected")


def _day(value: Any) -> date:
    """A day written as 2025-07-04."""
    try:
        if len(value) == len("2025-07-04"):
            return date.fromisoformat(value)
    except (ValueError, TypeError):
        pass
    raise _Misfit(value, "a day is written 2025-07-04")


def _instant(value: Any) -> datetime:
    """An instant written as 2025-07-04T09:30:00Z; another zone than UTC is turned into it."""
    try:
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        pass
    raise _Misfit(value, "an instant is written 2025-07-04T09:30:00Z, with its zone")


SCALARS: Mapping[str, Reader] = {
    "String": _text,
    "Int64": _whole,
    "Float64": _real,
    "Date": _day,
    "Datetime": _instant,
}
