"""Rows as JSONL: one sorted JSON object a line; a broken line is refused with its place and the rest is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from claims.contract import ROW_TYPES, Column, contract
from claims.corpus.arrow import ITEM_TYPES
from claims.errors import DataError, UsageError, unknown
from claims.model import Refusal


def row_to_dict(row: Any) -> dict[str, Any]:
    """A row as JSON values: spans as [start, end], other structs as objects, instants in UTC with Z."""
    return {f.name: _plain(getattr(row, f.name)) for f in fields(row)}


def _plain(value: Any) -> Any:
    """One value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain_item(item) for item in value]
    return value


def _plain_item(item: Any) -> Any:
    """One struct of a list as JSON has it."""
    named = item._asdict()
    if tuple(named) == ("start", "end"):
        return list(item)
    return {name: _plain(value) for name, value in named.items()}


def row_from_dict(table: str, values: Mapping[str, Any], *, where: str | None = None) -> Any:
    """The row that JSON values give; DataError names the key that is strange, missing or of a wrong type.

    Keys that the row type has a default for may be missing.
    """
    known, row_type = contract().table(table), ROW_TYPES[table]
    columns = {column.name: column for column in known.columns}
    if strange := [key for key in values if key not in columns]:
        there_are = f"keys of {table}: {', '.join(columns)}"
        raise DataError(f"no key {strange[0]!r}", where=where, mend=there_are)
    if missing := [name for name in known.required if name not in values]:
        raise DataError(
            f"the key {missing[0]!r} is missing", where=where, mend=f'add "{missing[0]}"'
        )
    try:
        return row_type(**{key: _value(columns[key], value) for key, value in values.items()})
    except _Misfit as misfit:
        raise DataError(misfit.what, where=where, mend=misfit.mend) from None


class _Misfit(Exception):
    """A value that is not what its column says."""

    def __init__(self, name: str, value: object, mend: str) -> None:
        shown = json.dumps(value, ensure_ascii=True)
        self.what = f"{name} is {shown if len(shown) <= 80 else shown[:77] + '...'}"
        self.mend = mend


def _value(column: Column, value: Any) -> Any:
    """A JSON value as the row has it."""
    if column.scalar is not None:
        return (
            None
            if value is None and column.nullable
            else _scalar(column.name, column.scalar, value)
        )
    if not isinstance(value, list):
        raise _Misfit(column.name, value, f"{column.name} is a list")
    if column.is_spans:
        return tuple(_span(column, item) for item in value)
    return tuple(_item(column, item) for item in value)


def _span(column: Column, value: Any) -> Any:
    """A pair of offsets as a span."""
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(type(offset) is int and 0 <= offset < 2**63 for offset in value)
        or value[0] >= value[1]
    ):
        raise _Misfit(column.name, value, "a span is [start, end], code points, 0 <= start < end")
    return ITEM_TYPES["start", "end"](*value)


def _item(column: Column, value: Any) -> Any:
    """An object as the named tuple of its column; fields that may be null may be missing."""
    names = column.item_fields
    if not isinstance(value, dict) or not set(names) - column.item_nullable <= set(value) <= set(
        names
    ):
        raise _Misfit(
            column.name, value, f"each of {column.name} is an object of {', '.join(names)}"
        )
    found = []
    for name, kind in names.items():
        one = value.get(name)
        if one is not None or name not in column.item_nullable:
            one = _scalar(f"{column.name}.{name}", kind, one)
        found.append(one)
    return ITEM_TYPES[tuple(names)](*found)


def _scalar(name: str, kind: str, value: Any) -> Any:
    """A JSON scalar as the row has it."""
    match kind, value:
        case "String", str():
            if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
                raise _Misfit(
                    name, value, "half of a surrogate pair is no text; write the character"
                )
            return value
        case "Int64", int() if type(value) is int and -(2**63) <= value < 2**63:
            return value
        case "Float64", int() | float() if type(value) is not bool:
            return float(value)
        case "Date", str():
            return _date(name, value)
        case "Datetime", str():
            return _instant(name, value)
    raise _Misfit(name, value, f"{name} is {kind}")


def _date(name: str, value: str) -> date:
    """A day written as 2025-07-04."""
    try:
        if len(value) == len("2025-07-04"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _Misfit(name, value, "a day is written 2025-07-04")


def _instant(name: str, value: str) -> datetime:
    """An instant written as 2025-07-04T09:30:00Z; another zone than UTC is turned into it."""
    try:
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise _Misfit(name, value, "an instant is written 2025-07-04T09:30:00Z, with its zone")


def read_jsonl(path: str | Path, table: str) -> tuple[list[Any], list[str], list[Refusal]]:
    """The rows of a JSONL file, the place ("file:line") of each, and the lines that were refused.

    UsageError if the file cannot be read or the table is not one of the contract's.
    """
    if table not in ROW_TYPES:
        raise unknown("table", table, ROW_TYPES)
    path = Path(path)
    rows: list[Any] = []
    places: list[str] = []
    refusals: list[Refusal] = []
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                where = f"{path}:{number}"
                try:
                    rows.append(row_from_dict(table, _object(line, where), where=where))
                    places.append(where)
                except DataError as error:
                    refusals.append(Refusal(where, table, error.what, mend=error.mend))
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(path)) from None
    return rows, places, refusals


def _object(line: bytes, where: str) -> dict[str, Any]:
    """The JSON object that a line holds."""
    try:
        found = json.loads(
            line.decode("utf-8-sig"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant
        )
    except UnicodeDecodeError as error:
        raise DataError(
            f"not UTF-8 at byte {error.start}", where=where, mend="save the file as UTF-8"
        ) from None
    except (ValueError, RecursionError) as error:
        mend = "one whole JSON object on one line"
        raise DataError(f"not JSON: {error}", where=where, mend=mend) from None
    if not isinstance(found, dict):
        raise DataError("not a JSON object", where=where, mend='a line is {"key": value, ...}')
    return found


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; a key that stands twice would lose a value."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _no_constant(name: str) -> None:
    """Nothing; NaN and Infinity are not JSON."""
    raise ValueError(f"{name} is not JSON")


def write_jsonl(path: str | Path, rows: Iterable[Any]) -> None:
    """Nothing; the file holds the rows in the order given, the same bytes for the same rows.

    Written beside its place and moved there, so that a reader finds the old file or the new one.
    """
    path = Path(path)
    side = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with side.open("w", encoding="utf-8", newline="\n") as file:
            for row in rows:
                file.write(json.dumps(row_to_dict(row), ensure_ascii=False, sort_keys=True) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(side, path)
    except UnicodeEncodeError:
        raise DataError("a row has half of a surrogate pair", where=str(path)) from None
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(path)) from None
    finally:
        side.unlink(missing_ok=True)
