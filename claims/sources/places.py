"""Where an article names registered sources, and the words that stand there."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from claims.sources.mentions import Entity
from claims.sources.naming import Reader
from claims.sources.words import Word


class Places:
    """The registered sources that an article names; read only if somebody asks."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.text, self.reader = text, reader

    @cached_property
    def words(self) -> list[Word]:
        """The words of the article."""
        return self.reader.words(self.text)

    @cached_property
    def found(self) -> list[Entity]:
        """(first word, end word, source id) of each place."""
        return self.reader.registry.inside(self.words, self.reader.language)

    @cached_property
    def small(self) -> frozenset[str]:
        """The keys of the words that are written without a capital: common nouns, not names."""
        return frozenset(word.key for word in self.words if word.written[:1].islower())

    def has(self, source_id: str) -> bool:
        """Whether a source is named anywhere."""
        return any(key == source_id for *_, key in self.found)

    def before(self, position: int) -> list[str]:
        """The sources named before a position (code points), the last one first; one named twice comes twice."""
        return [key for start, _, key in reversed(self.found) if self.words[start].start < position]

    def first(self, source_id: str) -> int:
        """Where a source is named first (code points); the end of the text for one that is not named."""
        starts = (self.words[start].start for start, _, key in self.found if key == source_id)
        return next(starts, len(self.text))

    def index(self, position: int) -> int:
        """The word that begins at a position or is the next to begin."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def around(self, start: int, end: int) -> str | None:
        """The source whose name in the text holds the words between two positions, and more."""
        first, last = self.index(start), self.index(end)
        begin, stop, key = self._covering.get(first, (first, first, ""))
        return key if last <= stop and last - first < stop - begin else None

    @cached_property
    def _covering(self) -> dict[int, Entity]:
        """The place that each word of a name belongs to."""
        return {at: place for place in self.found for at in range(place[0], place[1])}
