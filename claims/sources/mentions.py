"""What one mention says of its source by its own words: a registered source, an office, or nobody known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.model import Source
from claims.sources.nouns import Noun, Nouns, nouns
from claims.sources.registry import Registry, held
from claims.sources.words import Word, keys, words

ONE_AT_A_TIME = frozenset({"titles"})  # offices that one person holds: by these alone a person is found
DEPUTIES = (("vice",), ("deputy",))
Entity = tuple[int, int, str]


@dataclass(slots=True)
class Mention:
    """A mention read: its words without openers, the sources and nouns inside it, its head noun if it has one."""

    text: str
    words: list[Word]
    entities: list[Entity]
    nouns: list[Noun]
    head: Noun | None
    head_end: int
    definite: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its words."""
        return tuple(word.key for word in self.words)


class Reader:
    """Reads the mentions of one language against a registry."""

    def __init__(self, registry: Registry, language: str) -> None:
        self.registry, self.language = registry, language
        self.known: Nouns = nouns(language)

    def read(self, text: str) -> Mention:
        """The mention as its words tell it."""
        found = words(text, self.language)
        first, definite = 0, self.language != "en"
        while first < len(found) - 1 and found[first].key in self.known.openers:
            definite = definite or found[first].key in ("the", "this")
            first += 1
        found = found[first:]
        if self.language == "ar" and found:
            definite = found[0].written.startswith(("ال", "لل", "بال", "وال"))
        if self.language == "ru" and found:
            definite = not found[0].written.endswith(("ы", "и"))  # a plural points at nobody in particular
        inside = self.known.inside(found)
        cut = next((i for i, word in enumerate(found) if i and word.key in self.known.cuts), len(found))
        entities = self.registry.inside(found, self.language)
        return Mention(text, found, entities, inside, self._head(found, inside, entities, cut), cut, definite)

    def _head(self, found: Sequence[Word], inside: list[Noun], entities: list[Entity], cut: int) -> Noun | None:
        """The noun that the mention is about: in English the last before a preposition, elsewhere the first."""
        before = [noun for noun in inside if noun.start < cut]
        if not before:
            return None
        if self.language == "en":
            return before[-1]
        starts = [start for start, _, key in entities if self.registry.by_id[key].kind == "person"]
        return before[0] if not starts or before[0].start < min(starts) else None

    def registered(self, mention: Mention) -> tuple[str, str] | None:
        """(source id, reason) where the mention's own words name a registered source."""
        ids = self.registry.aliases(self.language).get(mention.keys, frozenset())
        if len(ids) == 1:
            return next(iter(ids)), "alias"
        if len({key for *_, key in mention.entities}) == 1 and len(mention.entities) > 1:
            covered = {i for start, end, _ in mention.entities for i in range(start, end)}
            if len(covered) == len(mention.words):
                return mention.entities[0][2], "two aliases"
        for start, end, key in mention.entities:
            reason = self._names(mention, start, end, key)
            if reason:
                return key, reason
        return None

    def _names(self, mention: Mention, start: int, end: int, key: str) -> str | None:
        """Why a source inside a mention is the one that the mention is about; None where it is not."""
        source, head = self.registry.by_id[key], mention.head
        if mention.words[end - 1].possessive:
            return None
        if start >= mention.head_end:
            at_end = end == len(mention.words) and end - start > 1 and head is not None and head.group == "titles"
            return f"{head.name} and name" if at_end and head and fits(head, source) else None
        if start == 0:
            if any(noun.start == end for noun in mention.nouns):
                return None
            ends = end in (len(mention.words), mention.head_end)
            return "name first" if ends or source.kind == "person" else None
        last = end == mention.head_end
        if source.kind != "person":
            apposed = last and head is not None and head.end == start and head.group in ("bodies", "media")
            return f"{head.name} and name" if apposed and head and source.kind in ("institution", "media") else None
        if head is not None and head.start < start:
            whole = end - start > 1 and last and head.group in ("titles", "unnamed")
            return f"{head.name} and name" if whole or fits(head, source) else None
        definite = self.language == "ar" and mention.words[0].written.startswith("ال")
        return "in apposition" if definite or (self.language == "en" and last) else None

    def organisation(self, mention: Mention) -> str | None:
        """The registered body, state or person that the mention's head belongs to."""
        for start, _, key in mention.entities:
            if mention.head is None or not mention.head.start <= start < mention.head.end:
                return key
        nation = next((self.known.nations[w.key] for w in mention.words if w.key in self.known.nations), None)
        return nation if nation in self.registry.by_id else None

    def holders(self, mention: Mention, day: date | None) -> list[str]:
        """Who held the office that the mention names, if it names one and nothing more, on a day."""
        head, organisation = mention.head, self.organisation(mention)
        if head is None or organisation is None or head.group not in ONE_AT_A_TIME or self.unread(mention):
            return []
        out = {
            source.source_id
            for key, holders in self.registry.holders.items()
            if organisation in self._under(key)
            for source, role in holders
            if held(role, day) and _fits(head, role.title)
        }
        return sorted(out)

    def holds(self, source: Source, head: Noun, organisation: str | None) -> bool:
        """Whether a person ever held an office that the noun names, in an organisation if one is given."""
        return any(
            _fits(head, role.title) and (organisation is None or organisation in self._under(role.organisation_id))
            for role in source.roles
        )

    def _under(self, key: str | None) -> tuple[str | None, ...]:
        source = self.registry.by_id.get(key or "")
        return (key, source.parent_id if source else None)

    def calls_itself(self, source: Source, noun: tuple[str, ...]) -> bool:
        """Whether an alias of a source in this language has the words of a noun."""
        return any(
            set(noun) <= set(keys(alias.text, self.language))
            for alias in source.aliases
            if alias.language == self.language
        )

    def unread(self, mention: Mention) -> list[Word]:
        """The words that are no known noun, source, nation or opener: a name that the registry does not know."""
        read: set[int] = set()
        for start, end in [e[:2] for e in mention.entities] + [(n.start, n.end) for n in mention.nouns]:
            read.update(range(start, end))
        skip = self.known.openers | self.known.cuts | self.known.nations.keys()
        return [word for i, word in enumerate(mention.words) if i not in read and word.key not in skip]


def fits(noun: Noun, source: Source) -> bool:
    """Whether a person ever held an office that the noun names."""
    return any(_fits(noun, role.title) for role in source.roles)


def _fits(noun: Noun, title: str) -> bool:
    """Whether the English words of the noun's class, or one of its English phrases, head a role's title."""
    have = words_of(re.split(r" (?:to|of|for) ", title)[0])
    if have[:1] in DEPUTIES and noun.name != "deputy":
        return False
    english = (phrase for phrase, got in nouns("en").phrases.items() if got == (noun.group, noun.name))
    return any(set(have).issuperset(phrase) for phrase in (*english, words_of(noun.name)))


def words_of(text: str) -> tuple[str, ...]:
    """The keys of English words."""
    return tuple(word.key for word in words(text, "en"))
