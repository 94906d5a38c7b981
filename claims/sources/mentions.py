"""A mention read: its words without what is no part of it, and what stands inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.sources.nouns import Noun, Nouns, nouns
from claims.sources.registry import Registry
from claims.sources.words import Word, words
from claims.text.normalise import fold

# offices that one person holds: by these alone a person is found  # what may stand before a whole name that is known
MOST_PROCLITICS = 2  # one after another, before one word
SHORTEST_STEM = 3  # letters that stay of a word whose proclitic is taken off
LONGEST_OPENER = 4  # characters, where words are not written apart
OPENING, CLOSING = frozenset('«“„‘"「『《'), frozenset('»”“’"」』》')
Entity = tuple[int, int, str]


@dataclass(slots=True)
class Mention:
    """A mention read: its words without what is no part of it, the sources and nouns inside it, its head noun if any.

    `nobody` tells why it names nobody; `pronoun` is set where it only points at somebody named elsewhere.
    """

    text: str
    words: list[Word]
    entities: list[Entity]
    nouns: list[Noun]
    head: Noun | None
    head_end: int
    definite: bool
    formerly: bool
    other: bool
    pronoun: bool
    several: bool
    nobody: str | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return tuple(word.key for word in self.words)

    @property
    def bare(self) -> bool:
        """Whether it is its head noun and nothing more."""
        return self.head is not None and len(self.words) == self.head.end - self.head.start

    def written(self, first: int, end: int) -> str:
        """The text from one word to another."""
        from_, to = self.words[first].start, self.words[end - 1].end
        found = self.text[from_:to]
        if self.text[to : to + 1] in CLOSING and any(char in OPENING for char in found):
            found += self.text[to]
        return " ".join(found.split())

    def quoted(self, first: int) -> bool:
        """Whether a word stands first in quotation marks."""
        return self.text[: self.words[first].start].rstrip()[-1:] in OPENING


class MentionReader:
    """Reads the mentions of one language against a registry."""

    def __init__(self, registry: Registry, language: str) -> None:
        self.registry, self.language = registry, language
        self.known: Nouns = nouns(language)

    def words(self, text: str) -> list[Word]:
        """The words of a text, without the proclitics before those that are known without them."""
        known, found = self.known, words(text, self.language)
        if not known.grammar.proclitics:
            return found
        return [self._without_proclitics(word) for word in found]

    def _without_proclitics(self, word: Word) -> Word:
        """The word without the first letters that are words of their own, if the rest is known; marks go with them."""
        if self._begins(word.key) or not word.folded.startswith(self.known.grammar.proclitics):
            return word
        letters = [i for i, char in enumerate(word.written) if fold(char)]
        for number in range(min(MOST_PROCLITICS, len(letters) - SHORTEST_STEM) + 1):
            at = letters[number]
            if not all(one in self.known.grammar.proclitics for one in word.folded[:number]):
                break
            for rest in words(word.written[at:], self.language)[:1]:
                for key in (rest.key, rest.folded):
                    if self._begins(key):
                        return rest._replace(key=key, start=word.start + at)
        return word

    def _begins(self, key: str) -> bool:
        """Whether a known noun or name begins with a word."""
        return key in self.known.firsts or key in self.registry.first_words(self.language)

    def read(self, text: str) -> Mention:
        """The mention as its words tell it."""
        every = self.words(text)
        first, end = self._ends(every)
        found = every[first:end]
        inside = self.known.inside(found)
        cut = next((i for i in range(1, len(found)) if self._cuts(found, inside, i)), len(found))
        entities = self.registry.inside(found, self.language)
        head = self._head(inside, entities, cut)
        small = {word.folded for word in every}
        pronoun = self._is_pronoun(found, entities, head)
        return Mention(
            text, found, entities, inside, head, cut,
            definite=self._definite(every[:first], found[:cut], head),
            formerly=bool(small & self.known.formerly),
            other=bool(small & self.known.others),
            pronoun=pronoun,
            several=self._several(text, found, entities),
            nobody=None if pronoun else self._nobody(every, found, entities, head),
        )  # fmt: skip

    def _ends(self, found: Sequence[Word]) -> tuple[int, int]:
        """Where the mention begins and ends without adverbs, times, articles, and prepositions at its ends."""
        first, end = 0, len(found)
        while first < end and (step := self._opener(found[first:end])):
            first += step
        while (
            end > first and self._trails(found[end - 1]) and not self._starts_name(found[first:end])
        ):
            end -= 1
        return first, end

    def _opener(self, found: Sequence[Word]) -> int:
        """How many words at the beginning are no part of the mention."""
        if self.known.grammar.characters:
            for length in range(min(LONGEST_OPENER, len(found)), 0, -1):
                if "".join(word.folded for word in found[:length]) in self.known.leading:
                    return length
            return 0
        if found[0].folded not in self.known.leading:
            return 0
        inside = self.known.inside(found[1:]) or self.registry.inside(found[1:], self.language)
        opens = found[0].folded not in self.known.pronouns or bool(inside)
        own = self.registry.inside(found, self.language)[:1] + [
            (noun.start, noun.end, "") for noun in self.known.inside(found)[:1]
        ]
        return int(opens and not any(start == 0 for start, *_ in own))

    def _trails(self, word: Word) -> bool:
        name = word.written[:1].isupper() and self.known.grammar.capitals == "names"
        name = name or word.written in self.known.kept
        return word.folded in self.known.trailing and not name

    def _starts_name(self, found: Sequence[Word]) -> bool:
        """Whether a known name or noun ends where these words end."""
        own = [(start, end) for start, end, _ in self.registry.inside(found, self.language)]
        own += [(noun.start, noun.end) for noun in self.known.inside(found)]
        return any(end == len(found) for _, end in own)

    def _cuts(self, found: Sequence[Word], inside: Sequence[Noun], at: int) -> bool:
        """Whether a word cuts the mention; one inside a known phrase or a name does not."""
        if found[at].folded not in self.known.cuts or self._of_name(found[at]):
            return False
        within = any(noun.start < at < noun.end for noun in inside)
        particle = found[at].folded in self.known.particles and not inside
        return not within and not (
            particle and found[at - 1].written[:1].isupper() and _capitals(found[at + 1 :])
        )

    def _of_name(self, word: Word) -> bool:
        """Whether a word is an initial, or a name that only looks like a small word."""
        return word.written in self.known.kept or (
            len(word.written) == 1 and word.written.isupper()
        )

    def _definite(self, before: Sequence[Word], found: Sequence[Word], head: Noun | None) -> bool:
        """Whether the mention means somebody in particular."""
        grammar = self.known.grammar
        if grammar.definite_words:
            return any(word.folded in grammar.definite_words for word in before)
        if grammar.definite and found:
            return any(grammar.definite.match(word.folded) for word in found)
        return head is None or head.group != "groups"

    def _several(self, text: str, found: Sequence[Word], entities: list[Entity]) -> bool:
        """Whether a source is joined to another by a word such as "and", written apart or before the other."""
        for start, end, _ in entities:
            before = text[found[start - 1].end : found[start].start] if start else ""
            if start and fold(before).strip() in self.known.joiners:
                return True
            if start == 0 and end < len(found) and found[end].folded in self.known.joiners:
                return True
        return False

    def _is_pronoun(self, found: Sequence[Word], entities: list[Entity], head: Noun | None) -> bool:
        """Whether only pronouns are left, or one with words that name nobody behind or before it."""
        if not found or entities or head:
            return False
        whole = "".join(w.folded for w in found) if self.known.grammar.characters else None
        ends = {found[0].folded, found[-1].folded}
        return (
            whole in self.known.pronouns
            if whole
            else bool(ends & self.known.pronouns) and not _capitals(found[1:])
        )

    def _nobody(
        self,
        every: Sequence[Word],
        found: Sequence[Word],
        entities: list[Entity],
        head: Noun | None,
    ) -> str | None:
        """Why the words name nobody."""
        if not every:
            return "no word"
        if not found:
            return "an adverb or a time is no source"
        if found[0].folded in self.known.fragments:
            return "a piece of a clause is no source"
        if head and head.group == "hearsay" and not entities:
            return "talk that nobody is behind is no source"
        small = bool(self.known.grammar.definite_words) and self.known.grammar.capitals == "names"
        small = small and len(found) == 1 and every[0] is found[0] and found[0].written.islower()
        if small and not head and not entities and not self.known.by_ending(every[0]):
            return "a lone small word is no name"
        return (
            None
            if any(char.isalpha() for word in found for char in word.folded)
            else "a number is no source"
        )

    def _head(self, inside: list[Noun], entities: list[Entity], cut: int) -> Noun | None:
        """The noun that the mention is about: the last or the first before what cuts it, as the language has it."""
        before = [noun for noun in inside if noun.start < cut]
        if not before:
            return None
        if self.known.grammar.head == "last":
            return before[-1]
        starts = [start for start, _, key in entities if self.registry.by_id[key].kind == "person"]
        return before[0] if not starts or before[0].start < min(starts) else None

    def unread(self, mention: Mention) -> list[Word]:
        """The words that are no known noun, source, nation or opener: a name that the registry does not know."""
        read: set[int] = set()
        for start, end in [e[:2] for e in mention.entities] + [
            (n.start, n.end) for n in mention.nouns
        ]:
            read.update(range(start, end))
        skip = self.known.openers | self.known.cuts | self.known.formerly | self.known.others
        return [
            word
            for i, word in enumerate(mention.words)
            if i not in read and word.key not in self.known.nations
            if word.folded not in skip or self._of_name(word)
        ]


def _capitals(found: Sequence[Word]) -> bool:
    return any(word.written[:1].isupper() for word in found)
