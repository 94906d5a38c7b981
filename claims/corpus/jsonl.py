"""Rows in JSONL files: one sorted JSON object a line; a broken line is refused with its place, the rest is kept."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claims.contract import ROW_TYPES
from claims.corpus.values import row_from_dict, row_to_dict
from claims.errors import DataError, UsageError, unknown
from claims.model import Refusal
from claims.text.encoding import json_object


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
                    rows.append(row_from_dict(table, json_object(line, where), where=where))
                    places.append(where)
                except DataError as error:
                    refusals.append(Refusal(where, table, error.what, mend=error.mend))
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(path)) from None
    return rows, places, refusals


def write_jsonl(path: str | Path, rows: Iterable[Any]) -> None:
    """Nothing; the file holds the rows in the order given, the same bytes for the same rows.

    Written beside its place and moved there, so that a reader finds the old file or the new one.
    """
    path = Path(path)
    side = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with side.open("w", encoding="utf-8", newline="\n") as file:
            for row in rows:
                file.write(_line(row))
            file.flush()
            os.fsync(file.fileno())
        os.replace(side, path)
    except UnicodeEncodeError:
        raise DataError("a row has half of a surrogate pair", where=str(path)) from None
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(path)) from None
    finally:
        side.unlink(missing_ok=True)


def jsonl(rows: Iterable[Any]) -> bytes:
    """The rows as a JSONL file holds them."""
    return "".join(map(_line, rows)).encode()


def _line(row: Any) -> str:
    """One row as a line."""
    try:
        return ENCODER.encode(row_to_dict(row)) + "\n"
    except ValueError as error:
        raise DataError(f"not JSON: {error}", where=repr(row)[:80]) from None


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)
