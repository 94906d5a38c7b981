"""The registry of known sources and how texts in each language call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path

from claims.corpus import read_jsonl
from claims.errors import DataError
from claims.model import Role, Source
from claims.sources.grammar import grammar
from claims.sources.words import Word, keys
from claims.text.normalise import fold

FILE = "sources.jsonl"
LONGEST_ALIAS = 8  # words
Keys = tuple[str, ...]


class Registry:
    """Known sources by id and by alias; an alias of two sources names neither."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources: tuple[Source, ...] = tuple(
            sorted(sources, key=lambda source: source.source_id)
        )
        self.by_id: Mapping[str, Source] = {source.source_id: source for source in self.sources}
        self._aliases: dict[str, dict[Keys, frozenset[str]]] = {}
        self._firsts: dict[str, frozenset[str]] = {}

    @classmethod
    def from_file(cls, path: str | Path | None) -> Registry:
        """The registry of a JSONL file of the sources table; None is the one that comes with the package.

        DataError for the first wrong line, UsageError if the file cannot be read.
        """
        rows, _, refusals = read_jsonl(packaged() if path is None else path, "sources")
        if refusals:
            raise DataError(refusals[0].reason, where=refusals[0].where, mend=refusals[0].mend)
        return cls(rows)

    def aliases(self, language: str) -> Mapping[Keys, frozenset[str]]:
        """Source ids by the keys of an alias, for texts in a language: its own aliases and all in Latin letters."""
        if language not in self._aliases:
            found: dict[Keys, set[str]] = {}
            for source in self.sources:
                for alias in source.aliases:
                    if alias.language == language or alias.text.isascii():
                        found.setdefault(keys(alias.text, language), set()).add(source.source_id)
            found.pop((), None)
            self._aliases[language] = {k: frozenset(ids) for k, ids in found.items()}
        return self._aliases[language]

    def find(self, mention: str, language: str) -> list[Source]:
        """The sources that have this whole mention as an alias: none, one, or several where it is ambiguous."""
        ids = self.aliases(language).get(keys(mention, language), frozenset())
        return [self.by_id[i] for i in sorted(ids)]

    def inside(self, mention: Sequence[Word], language: str) -> list[tuple[int, int, str]]:
        """(first word, end word, source id) of the unambiguous aliases in a mention, longest first at each word."""
        aliases, found, start = self.aliases(language), [], 0
        while start < len(mention):
            for end in range(min(len(mention), start + LONGEST_ALIAS), start, -1):
                ids = aliases.get(tuple(word.key for word in mention[start:end]))
                if ids is not None and (
                    end - start > 1 or self._may_name(mention[start], language)
                ):
                    if len(ids) == 1:
                        found.append((start, end, next(iter(ids))))
                    start = end - 1
                    break
            start += 1
        return found

    def _may_name(self, word: Word, language: str) -> bool:
        """Whether a lone word can be a name: not a small word that only shares the stem of one in capitals."""
        if grammar(language).capitals == "none" or not word.written[:1].islower():
            return True
        return fold(word.written) in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        """The aliases that are written without a capital."""
        return frozenset(
            fold(a.text) for s in self.sources for a in s.aliases if a.text[:1].islower()
        )

    def first_words(self, language: str) -> frozenset[str]:
        """The keys that aliases begin with, for texts in a language."""
        if language not in self._firsts:
            self._firsts[language] = frozenset(alias[0] for alias in self.aliases(language))
        return self._firsts[language]

    @cached_property
    def holders(self) -> Mapping[str, Sequence[tuple[Source, Role]]]:
        """Who holds or held an office, by the organisation of the office."""
        out: dict[str, list[tuple[Source, Role]]] = {}
        for source in self.sources:
            for role in source.roles:
                if role.organisation_id:
                    out.setdefault(role.organisation_id, []).append((source, role))
        return out


def held(role: Role, day: date | None) -> bool:
    """Whether an office was held on a day; an unknown day excludes no office."""
    if day is None:
        return True
    return (role.valid_from is None or role.valid_from <= day) and (
        role.valid_to is None or day <= role.valid_to
    )


def packaged() -> Path:
    """The registry's file: in an installed package, else in the working copy it was imported from."""
    for place in (
        resources.files("claims") / "data" / FILE,
        Path(__file__).parents[2] / "data" / FILE,
    ):
        if place.is_file():
            return Path(str(place))
    raise DataError(
        "the registry of sources is missing", where=FILE, mend="reinstall attributed-claims"
    )
