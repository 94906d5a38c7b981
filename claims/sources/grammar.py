"""How the words of a language are read: the `grammar` of `nouns.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claims.yamlfile import read_yaml

FILE = "nouns.yaml"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is taken off a word, which forms tell that somebody is known or many, where the head of a mention stands."""

    clitic: re.Pattern[str] | None
    endings: tuple[re.Pattern[str], ...]
    elided: re.Pattern[str] | None
    proclitics: tuple[str, ...]
    definite: re.Pattern[str] | None
    definite_words: frozenset[str]
    plural: re.Pattern[str] | None
    head: str
    capitals: str
    compounds: bool
    characters: bool


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language (ISO 639-1); the plainest for one that `nouns.yaml` does not know."""
    raw = knowledge()["grammar"].get(language, {})
    return Grammar(
        clitic=_pattern(raw, "clitic"),
        endings=tuple(re.compile(one) for one in raw.get("endings", ())),
        elided=_pattern(raw, "elided"),
        proclitics=tuple(raw.get("proclitics", ())),
        definite=_pattern(raw, "definite"),
        definite_words=frozenset(raw.get("definite_words", ())),
        plural=_pattern(raw, "plural"),
        head=raw.get("head", "first"),
        capitals=raw.get("capitals", "names"),
        compounds="compounds" in raw,
        characters="characters" in raw,
    )


def _pattern(raw: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
    return re.compile(raw[name]) if name in raw else None


@cache
def knowledge() -> dict[str, Any]:
    """The content of `nouns.yaml`."""
    text = (resources.files("claims.sources") / FILE).read_text(encoding="utf-8")
    content: dict[str, Any] = read_yaml(text, FILE).value
    return content
