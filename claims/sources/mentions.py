"""What one mention says of its source by its own words: a registered source, an office, or nobody known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.model import Source
from claims.sources.nouns import Noun, Nouns, nouns
from claims.sources.registry import Registry, held
from claims.sources.words import Word, words

ONE_AT_A_TIME = frozenset({"titles"})  # offices that one person holds: by these alone a person is found
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
        after = next((noun for noun in mention.nouns if noun.start == end), None)
        if start == 0 and after is None:
            ends = end in (len(mention.words), mention.head_end)
            return "name first" if ends or source.kind == "person" else None
        if source.kind != "person" or start == 0 or any(mention.head_end <= i for i in (start,)):
            return None
        if head is None or head.start >= start:
            definite = self.language == "ar" and mention.words[0].written.startswith("ال")
            return "in apposition" if (self.language == "en" and end == mention.head_end) or definite else None
        return f"{head.name} and name" if fits(head, source) else None

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
            if organisation in (key, self.registry.by_id[key].parent_id if key in self.registry.by_id else None)
            for source, role in holders
            if held(role, day) and _fits(head, role.title)
        }
        return sorted(out)

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
    """Whether the English words of the noun's class, or one of its English phrases, stand in a role's title."""
    have = set(words_of(title))
    english = (phrase for phrase, got in nouns("en").phrases.items() if got == (noun.group, noun.name))
    return any(have.issuperset(phrase) for phrase in (*english, words_of(noun.name)))


def words_of(text: str) -> tuple[str, ...]:
    """The keys of English words."""
    return tuple(word.key for word in words(text, "en"))
