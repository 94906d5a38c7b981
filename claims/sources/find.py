"""Finding a source by what anybody calls it, in any script."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from claims.model import Alias, Source
from claims.text.normalise import fold

NEAR = 3  # other names that are offered where none is found


class Hit(NamedTuple):
    """A source with the alias by which it was found; None where it was its id or its name."""

    source: Source
    alias: Alias | None


def find(sources: Iterable[Source], words: str) -> list[Hit]:
    """The sources one of whose names has all the words, each with the best of these names; whole names come first.

    Case, vowel signs and variants of letters do not matter; a word may be a part of one, so that الروسي finds روسي.
    """
    wanted = fold(words).split()
    found = []
    for source in sources:
        names: list[tuple[str, Alias | None]] = [(source.source_id, None), (source.name, None), *((alias.text, alias) for alias in source.aliases)]
        ranked = [(_rank(fold(name), wanted), len(name), at) for at, (name, _) in enumerate(names)]
        rank, length, at = min(ranked)
        if wanted and rank < len(RANKS):
            found.append((rank, length, source.source_id, Hit(source, names[at][1])))
    return [hit for *_, hit in sorted(found, key=lambda one: one[:3])]


def near(sources: Iterable[Source], words: str) -> list[str]:
    """Names that look like the words, for who has misspelt them."""
    names = {fold(name): name for source in sources for name in (source.name, *(alias.text for alias in source.aliases))}
    return [names[one] for one in get_close_matches(fold(words), names, NEAR)]


RANKS = ("the whole name", "its beginning", "words of it", "parts of words")


def _rank(name: str, wanted: list[str]) -> int:
    """How well a folded name has the words, by RANKS; behind them where it lacks one."""
    have = name.split()
    fits = (have == wanted, name.startswith(" ".join(wanted)), set(wanted) <= set(have), all(word in name for word in wanted))
    return next((rank for rank, fit in enumerate(fits) if fit), len(RANKS))
