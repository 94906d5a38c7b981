"""JSON files whose objects know the line they begin on, so that what is wrong in one is told with its place."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from json import decoder, scanner
from pathlib import Path
from typing import Any

from claims.errors import DataError
from claims.exchange.files import text_of
from claims.text.encoding import BOM, no_constant, no_key_twice


class Placed(dict[str, Any]):
    """A JSON object with its place, "file:line"."""

    where = ""


def read_json(file: Path) -> Any:
    """What a JSON file says, each object a `Placed`; DataError with the line where it is no JSON."""
    text = text_of(file).removeprefix(BOM)
    try:
        return _Decoder(str(file), text).decode(text)
    except json.JSONDecodeError as error:
        raise DataError(f"not JSON: {error.msg}", where=f"{file}:{error.lineno}", mend="write one whole JSON value") from None
    except (ValueError, RecursionError) as error:
        raise DataError(f"not JSON: {error}", where=str(file), mend="write one whole JSON value") from None


class _Decoder(json.JSONDecoder):
    """The decoder of the standard library in its Python form, which can be asked where an object begins."""

    def __init__(self, file: str, text: str) -> None:
        super().__init__(object_pairs_hook=no_key_twice, parse_constant=no_constant)
        newlines = [at for at, sign in enumerate(text) if sign == "\n"]
        plain: Callable[..., tuple[dict[str, Any], int]] = decoder.JSONObject  # type: ignore[attr-defined]

        def placed(text_and_start: tuple[str, int], *rest: Any) -> tuple[Placed, int]:
            values, end = plain(text_and_start, *rest)
            found = Placed(values)
            found.where = f"{file}:{bisect_right(newlines, text_and_start[1] - 1) + 1}"
            return found, end

        self.parse_object = placed
        self.scan_once = scanner.py_make_scanner(self)  # type: ignore[attr-defined]


def objects(value: Any, key: str) -> Iterator[Placed]:
    """The objects of a list that an object has under a key; none without the key. DataError where it is no such list."""
    found = value.get(key) or []
    if not isinstance(found, list) or not all(isinstance(one, Placed) for one in found):
        raise DataError(f"{key} is no list of objects", where=value.where, mend=f'write "{key}": [{{...}}, ...]')
    yield from found


def text_in(value: Placed, key: str) -> str:
    """The text that an object has under a key; DataError where it has none."""
    found = value.get(key)
    if not isinstance(found, str):
        raise DataError(f"{key} is {'missing' if found is None else 'no text'}", where=value.where, mend=f'write "{key}": "..."')
    return found
