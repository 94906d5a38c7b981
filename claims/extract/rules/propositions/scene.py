"""One article while its claims are made: its words, its sentences, and the propositions of what one voice says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.rules.propositions.days import Anchor, anchor
from claims.extract.rules.propositions.edges import evidence
from claims.extract.rules.propositions.heads import heads
from claims.extract.rules.propositions.places import DEPENDENT, MARK, NUMBER, Places
from claims.extract.rules.propositions.reading import CAPITAL, Reader
from claims.extract.rules.propositions.split import Proposition, propositions
from claims.extract.rules.propositions.units import Text, Unit
from claims.extract.rules.sentence import Sentence
from claims.languages.grammar import Grammar
from claims.languages.kinds import BIT
from claims.model import Article, Attribution, Spans
from claims.text.normalise import Shadow
from claims.text.quotes import Quotation

HEADLINES = frozenset({"title", "heading"})
SHORTEST_NAME = 3
COMMON = MARK | NUMBER | DEPENDENT | BIT["preposition"] | BIT["pronoun"] | BIT["adverb"] | BIT["inside"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A proposition with the unit that it is a part of, and its evidence."""

    unit: Unit
    places: Places
    one: Proposition
    spans: Spans

    @property
    def kinds(self) -> Sequence[int]:
        """The classes of the unit's words by place."""
        return self.places.kinds


class Scene:
    """An article as read."""

    def __init__(
        self, reader: Reader, article: Article, shade: Shadow, sentences: Sequence[tuple[str, Sentence]], marks: Sequence[Quotation]
    ) -> None:
        self.article, self.shade, self.reader = article, shade, reader
        self.grammar: Grammar = reader.grammar
        self.reading = reader.read(shade)
        for role, s in sentences:
            if role in HEADLINES:
                reader.headline(self.reading, s.start, s.end)
        self.text = Text(shade.original, marks, tuple(heads(reader, self.reading, shade, sentences)), reader.pack.spelling)
        self.today: Anchor | None = anchor(article)

    def name(self, rows: Sequence[Attribution]) -> None:
        """Marks who acts: the words of the sources and of the names of the article."""
        reading = self.reading
        names = {reading.words[i] for i, kinds in enumerate(reading.kinds) if kinds & CAPITAL}
        for row in rows:
            for span in row.source if row.mention != "pronoun" else ():
                lo, hi = reading.within(self.shade.index(span.start), self.shade.index(span.end))
                names.update(reading.words[i] for i in range(lo, hi) if not reading.kinds[i] & COMMON)
        reading.name({word for word in names if len(word) >= SHORTEST_NAME})

    def pieces(self, unit: Unit) -> list[Piece]:
        """The propositions of a unit that have words of their own; what is quoted inside it is not taken apart."""
        shade, within = self.shade, self.reading.within
        runs = [self._run(shade.index(s.start), shade.index(s.end)) for s in unit.spans]
        marks = self.text.marks
        inner = [m.inner for s in unit.spans for m in self.text.quotations(s) if not m.outer.holds(s)] if marks else ()
        quoted = [within(shade.index(s.start), shade.index(s.end)) for s in inner]
        places = Places(self.reading, self.grammar, runs, unit.holes, quoted, own=unit.row is None)
        found = []
        for one in propositions(places, self.grammar):
            one.open_end = unit.after
            one.after_hole = one.after_hole or (unit.before and one.start == 0)
            spans = evidence(places, one, shade, self.text, unit.spans, self.reader.pack.abbreviations)
            if spans:
                found.append(Piece(unit, places, one, spans))
        return found

    def _run(self, start: int, end: int) -> tuple[int, int]:
        """The words of a span; not the last if the span has but a letter of it: و|قال"""
        lo, hi = self.reading.within(start, end)
        return lo, hi - 1 if lo < hi and self.reading.ends[hi - 1] > end else hi

    def words(self, piece: Piece) -> int:
        """How many words a proposition has of its own; two letters a word where none is set apart."""
        read = len([kind for kind in piece.kinds[piece.one.segments[0].begin : piece.one.end] if not kind & MARK])
        return read // 2 if "spaceless" in self.reader.pack.traits else read
