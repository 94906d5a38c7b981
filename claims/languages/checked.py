"""What a file of the languages says, checked as it is read; every complaint names file, line, key and mend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from claims.errors import ContractError
from claims.yamlfile import Path, Written

README = "claims/languages/README.md tells what each means"


def shown(path: Path) -> str:
    """A path as a reader writes it: `cues[3].forms.fin`; lists count from one."""
    return "".join(f"[{s + 1}]" if isinstance(s, int) else f".{s}" for s in path).lstrip(".")


class Checked:
    """Reads the values of one file by their paths, or says what is wrong with them."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.variants: dict[int, int] = {}  # letters that the language writes in two ways

    def wrong(self, path: Path, what: str, mend: str) -> ContractError:
        """The complaint, to be raised."""
        key = f"{shown(path)}: " if path else ""
        return ContractError(f"{key}{what}", where=self.written.place(path), mend=mend)

    def map(self, path: Path, value: object) -> dict[str, Any]:
        """A map, its keys as written."""
        if not isinstance(value, dict):
            raise self.wrong(path, f"{_kind(value)} where a map is expected", "write {key: value}")
        return value

    def keys(self, path: Path, value: object, known: Iterable[str]) -> dict[str, Any]:
        """A map whose keys are all known."""
        found = self.map(path, value)
        for key in found:
            self.among((*path, key), key, known)
        return found

    def among(self, path: Path, value: object, known: Iterable[str]) -> str:
        """A word of a closed set."""
        choices = sorted(known)
        if not isinstance(value, str) or value not in choices:
            near = get_close_matches(str(value), choices, 1)
            mend = f"did you mean {near[0]!r}? {README}" if near else README
            raise self.wrong(path, f"no {value!r} here; there are: {', '.join(choices)}", mend)
        return value

    def word(self, path: Path, value: object) -> str:
        """One text that is not empty."""
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(
                path, f"{_kind(value)} where a word is expected", "write one word, or quote it"
            )
        return value

    def words(self, path: Path, value: object) -> tuple[str, ...]:
        """A list of words, then those of them that another spelling writes otherwise, so written."""
        found = self.listed(path, value)
        return found + tuple(other for one in found for other in self.other_spellings(one))

    def listed(self, path: Path, value: object) -> tuple[str, ...]:
        """A list of words as given; a text is a list of words with spaces between."""
        given = value.split() if isinstance(value, str) else value
        if not isinstance(given, list):
            raise self.wrong(
                path, f"{_kind(value)} where a list of words is expected", "write [one, two]"
            )
        return tuple(self.word((*path, n), one) for n, one in enumerate(given))

    def other_spellings(self, word: str) -> tuple[str, ...]:
        """The word in the letters of the other spelling, if those differ: 說 for 说."""
        other = word.translate(self.variants)
        return (other,) if other != word else ()

    def words_among(self, path: Path, value: object, known: Iterable[str]) -> tuple[str, ...]:
        """A list of words of a closed set."""
        return tuple(
            self.among((*path, n), w, known) for n, w in enumerate(self.listed(path, value))
        )

    def number(self, path: Path, value: object) -> int:
        """A whole number from zero on."""
        if not isinstance(value, str) or not value.isdecimal():
            raise self.wrong(path, f"{value!r} is no whole number", "write 0, 1, 2, …")
        return int(value)

    def needs(self, path: Path, value: Mapping[str, Any], keys: Iterable[str]) -> None:
        """Whether a map has what it must have."""
        for key in keys:
            if key not in value:
                raise self.wrong(path, f"{key} is missing", f"add {key}; {README}")


def _kind(value: object) -> str:
    if isinstance(value, str):
        return f"the text {value!r}" if value else "nothing"
    return "a list" if isinstance(value, list) else "a map"
