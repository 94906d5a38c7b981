"""What the nouns of a mention tell about its source: `nouns.yaml`, read for one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claims.sources.words import Word, keys

KINDS: Mapping[str, str] = {
    "titles": "role", "dependents": "role", "documents": "document", "bodies": "institution", "media": "media",
    "groups": "group", "unnamed": "role", "data": "data",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A known noun in a mention: words `start` to `end`, its group in `nouns.yaml` and its class there."""

    start: int
    end: int
    group: str
    name: str

    @property
    def kind(self) -> str:
        """The kind of a source that is called by this noun alone."""
        return KINDS[self.group]


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of one language by the keys of their words."""

    language: str
    phrases: Mapping[tuple[str, ...], tuple[str, str]]
    nations: Mapping[str, str]
    openers: frozenset[str]
    cuts: frozenset[str]
    on_request: tuple[tuple[str, ...], ...]

    def inside(self, mention: Sequence[Word]) -> list[Noun]:
        """The known nouns of a mention in order, the longest phrase at each word."""
        found, start = [], 0
        while start < len(mention):
            for length in (3, 2, 1):
                got = self.phrases.get(tuple(word.key for word in mention[start : start + length]))
                if got and start + length <= len(mention):
                    found.append(Noun(start, start + length, *got))
                    start += length - 1
                    break
            start += 1
        return found


@cache
def nouns(language: str) -> Nouns:
    """The nouns of a language (ISO 639-1); empty for one that `nouns.yaml` does not know."""
    raw = _file()
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for group in KINDS:
        for name, by_language in raw[group].items():
            for text in by_language.get(language, ()):
                phrases.setdefault(keys(text, language), (group, name))
    nations = {
        keys(text, language)[0]: source_id
        for source_id, by_language in raw["nations"].items()
        for text in by_language.get(language, ())
    }
    return Nouns(
        language=language,
        phrases=phrases,
        nations=nations,
        openers=frozenset(keys(" ".join(raw["openers"].get(language, ())), language)),
        cuts=frozenset(keys(" ".join(raw["cuts"].get(language, ())), language)),
        on_request=tuple(keys(text, language) for text in raw["on_request"].get(language, ())),
    )


@cache
def _file() -> dict[str, Any]:
    import yaml

    text = (resources.files("claims.sources") / "nouns.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
