"""Sources by what somebody types: names and aliases in any script, folded, the best first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from claims.model import Source
from claims.sources.words import keys
from claims.text.normalise import fold

MOST = 20
WHOLE, BEGINS, WORDS, WITHIN = 1.0, 0.8, 0.6, 0.4


class _Called(NamedTuple):
    """What a source is called: as written, folded, its words folded, and their keys in its language."""

    source: Source
    written: str
    folded: str
    words: tuple[str, ...]
    keys: frozenset[str]
    language: str


class Finder:
    """The sources of a registry by all that they are called."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._called = [one for source in sorted(sources, key=lambda one: one.source_id) for one in _called(source)]

    def find(self, query: str, most: int = MOST) -> list[dict[str, Any]]:
        """{source_id, name, kind, alias, score} of the sources that are called so, the best first, each once.

        1 is the whole name or alias, in any form that its language gives it; less where it only begins so, has words that
        begin so, or has the letters inside; and the less of a name was typed, the less.
        """
        folded = fold(query).strip()
        if not folded:
            return []
        best: dict[str, tuple[float, _Called]] = {}
        typed: dict[str, frozenset[str]] = {}
        for one in self._called:
            if one.language not in typed:
                typed[one.language] = frozenset(keys(query, one.language))
            score = _score(folded, typed[one.language], one)
            if score and score > best.get(one.source.source_id, (0.0, one))[0]:
                best[one.source.source_id] = score, one
        found = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].source.name, pair[1].source.source_id))
        return [
            {"source_id": one.source.source_id, "name": one.source.name, "kind": one.source.kind, "alias": one.written, "score": round(score, 3)}
            for score, one in found[:most]
        ]


def _called(source: Source) -> Iterable[_Called]:
    """The name, the id's own words and the aliases of a source."""
    named = [(source.name, "en"), *((alias.text, alias.language) for alias in source.aliases)]
    for written, language in dict.fromkeys(named):
        folded = fold(written)
        yield _Called(source, written, folded, tuple(folded.split()), frozenset(keys(written, language)), language)


def _score(folded: str, typed: frozenset[str], one: _Called) -> float:
    """How well what was typed fits what a source is called; 0 not at all."""
    if folded == one.folded or (typed and typed == one.keys):
        return WHOLE
    share = min(len(folded) / len(one.folded), 1) / 5 if one.folded else 0
    if one.folded.startswith(folded):
        return BEGINS + share
    if all(any(word.startswith(part) for word in one.words) for part in folded.split()) or (typed and typed <= one.keys):
        return WORDS + share
    return WITHIN + share if folded in one.folded else 0.0
