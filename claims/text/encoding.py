"""Bytes to text: UTF-8, or an encoding beyond doubt, or a refusal; never replacement characters."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from typing import Any

from claims.errors import DataError

BOM = "\ufeff"
SAVE = "save the file as UTF-8"
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SURE_CHAOS, _SURE_COHERENCE, _RIVAL = 0.05, 0.4, 0.15
_GUESS_FROM = 100_000  # bytes that the guess reads; the whole file must then decode
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASCII = bytes(range(128))


def decode(data: bytes, where: str) -> str:
    """The text without a byte order mark; DataError if these bytes are no text, or no sure one."""
    if not data:
        raise DataError("the file is empty", where=where, mend="put the article's text into it")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, where)
    if b"\0" in data:
        raise DataError(
            f"not a text file: a zero byte at {data.index(0)}", where=where, mend="give plain text"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other(data, error.start, where)


def json_object(line: bytes, where: str) -> dict[str, Any]:
    """The JSON object of one UTF-8 line; a key that stands twice, NaN, Infinity are refused."""
    try:
        found = _DECODER.decode(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 at byte {error.start}", where=where, mend=SAVE) from None
    except (ValueError, RecursionError) as error:
        mend = "one whole JSON object on one line"
        raise DataError(f"not JSON: {error}", where=where, mend=mend) from None
    if not isinstance(found, dict):
        raise DataError("not a JSON object", where=where, mend='a line is {"key": value, ...}')
    return found


def surrogate(text: str) -> int | None:
    """Where the first half of a surrogate pair stands, None if there is none."""
    if text.isascii():
        return None
    found = _SURROGATE.search(text)
    return found.start() if found else None


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"not {encoding.upper()}, as its first bytes say, at byte {error.start}"
        raise DataError(what, where=where, mend=SAVE) from None


def _other(data: bytes, broken: int, where: str) -> str:
    """The text in the one encoding that fits; DataError if broken UTF-8 or anybody's guess."""
    if _is_broken_utf8(data):
        line = data.count(b"\n", 0, broken) + 1
        raise DataError(f"broken UTF-8 at byte {broken}", where=f"{where}:{line}", mend=SAVE)
    import charset_normalizer

    guesses = list(charset_normalizer.from_bytes(data[:_GUESS_FROM]))
    best = guesses[0] if guesses else None
    sure = best and best.chaos <= _SURE_CHAOS and best.coherence >= _SURE_COHERENCE
    if best is None or not sure or any(_rivals(best, other) for other in guesses[1:]):
        what = "not UTF-8, and it cannot be told which encoding it is"
        raise DataError(what, where=where, mend=f"{SAVE}, if it is a text file")
    return _strict(data, best.encoding, where)


def _rivals(best: Any, other: Any) -> bool:
    """Whether another guess reads other text and is nearly as good."""
    if other.chaos > best.chaos + _SURE_CHAOS or other.coherence < best.coherence - _RIVAL:
        return False
    return str(other) != str(best)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII are whole UTF-8 sequences, or halves of surrogate pairs."""
    whole = data.decode("utf-8", "surrogatepass" if _only_surrogates(data) else "ignore")
    kept = whole.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return len(kept) * 2 > len(data.translate(None, _ASCII))


def _only_surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a dict; ValueError for a key that stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def no_constant(name: str) -> None:
    """Nothing; ValueError for NaN and Infinity, which JSON does not know."""
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=no_key_twice, parse_constant=no_constant)
