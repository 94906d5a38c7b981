"""What claims are compared by beside their words, read from lexicon.yaml: numbers, blurring words, opposites, first persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claims.languages.pack import languages, load_pack
from claims.text.normalise import fold
from claims.yamlfile import read_yaml

STEM = "*"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; all are folded."""

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    alone: frozenset[str]  # scales that are a number by themselves: a million
    joins: frozenset[str]
    percent: re.Pattern[str]
    about: re.Pattern[str]
    negators: frozenset[str]
    lacking: re.Pattern[str]
    me: frozenset[str]
    corrective: frozenset[str]
    empty: frozenset[str]
    proclitics: tuple[str, ...]
    decimal_comma: bool

    def bare(self, word: str) -> Iterable[str]:
        """The word, then what is left of it without one of the words that are written on to its front."""
        yield word
        for front in self.proclitics:
            if word.startswith(front) and len(word) - len(front) > 1:
                yield word[len(front) :]


@dataclass(frozen=True, slots=True)
class Scale:
    """Words for the two ends of one scale, in all languages."""

    ends: tuple[re.Pattern[str], re.Pattern[str]]

    def side(self, words: Iterable[str]) -> int | None:
        """0 or 1 for the end that the words name; None where they name neither or both."""
        found = {end for word in words for end in (0, 1) if self.ends[end].fullmatch(word)}
        return found.pop() if len(found) == 1 else None


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language given as BCP-47; one that is not known has none."""
    short = language.split("-")[0].lower()
    raw = _read()
    given: Mapping[str, Any] = raw["languages"].get(short, {})
    return Lexicon(
        numbers=_valued(given.get("numbers", {})),
        scales=_valued(given.get("scales", {})),
        alone=frozenset(map(fold, given.get("alone", []))),
        joins=frozenset(map(fold, given.get("joins", []))),
        percent=_any([*given.get("percent", []), "%", "٪"]),
        about=_before(given.get("about", [])),
        negators=_negators(short),
        lacking=_any(given.get("lacking", [])),
        me=frozenset(map(fold, given.get("me", []))),
        corrective=frozenset(map(fold, given.get("corrective", []))),
        empty=frozenset(map(fold, given.get("empty", []))),
        proclitics=tuple(map(fold, given.get("proclitics", []))),
        decimal_comma=short in raw["decimal_comma"],
    )


@cache
def scales() -> tuple[Scale, ...]:
    """The scales that a word can name an end of."""
    return tuple(Scale((_end(row, 0), _end(row, 1))) for row in _read()["opposites"])


def _end(row: Mapping[str, Any], end: int) -> re.Pattern[str]:
    return re.compile("|".join(_stem(word) for ends in row.values() for word in ends[end]))


def _stem(word: str) -> str:
    """A word as a pattern, a stem as what begins with it."""
    return re.escape(fold(word.rstrip(STEM))) + (r"\w*" if word.endswith(STEM) else "")


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some words or phrases, not inside a longer word; nothing where there are none."""
    each = [rf"(?<!\w){re.escape(fold(word))}(?!\w)" for word in sorted(words, key=len, reverse=True)]
    return re.compile("|".join(each) or r"(?!)")


def _before(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of some words or phrases at the end of a text, or with one word behind it: about $ 12"""
    return re.compile(rf"(?:{_any(words).pattern})(?:\W+\w+)?\W*$")


def _negators(short: str) -> frozenset[str]:
    """The words that turn a proposition into its opposite, as the language's pack has them."""
    if short not in languages():
        return frozenset()
    return frozenset(word for word, kinds in load_pack(short).markers.items() if "negation" in kinds)


def _valued(words: Mapping[str, str]) -> dict[str, float]:
    return {fold(word): float(value) for word, value in words.items()}


@cache
def _read() -> Any:
    file = resources.files("claims.track") / "lexicon.yaml"
    return read_yaml(file.read_text(encoding="utf-8"), file.name).value
