"""What the nouns of a mention tell about its source: `nouns.yaml`, read for one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claims.languages.pack import languages, load_pack
from claims.sources.grammar import Grammar, grammar, knowledge
from claims.sources.words import Word, keys, words
from claims.text.normalise import fold

KINDS: Mapping[str, str] = {
    "titles": "role", "dependents": "role", "documents": "document", "bodies": "institution", "organs": "institution",
    "media": "media", "members": "group", "groups": "group", "unnamed": "role", "states": "state", "data": "data",
    "hearsay": "unspecified",
}  # fmt: skip
ONES = frozenset(
    {"titles", "dependents", "unnamed", "states"}
)  # groups of one, whose plural is a group
MANY = frozenset({"members", "groups"})
_LEADING = ("skip", "connective", "complementizer", "preposition", "auxiliary", "determiner")
_TRAILING = ("skip", "connective", "complementizer", "preposition", "auxiliary", "np_preposition")
_SHORTEST_PART = 5  # letters of a noun that another word may end in


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
    """The nouns of one language by the keys of their words, and its small words as they are written, folded."""

    grammar: Grammar
    phrases: Mapping[tuple[str, ...], tuple[str, str]]
    exact: Mapping[tuple[str, ...], tuple[str, str]]
    plurals: Mapping[tuple[str, ...], tuple[str, str]]
    nations: Mapping[str, str]
    openers: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]
    cuts: frozenset[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    fragments: frozenset[str]
    formerly: frozenset[str]
    others: frozenset[str]
    issuing: frozenset[str]
    places: frozenset[str]
    joiners: frozenset[str]
    kept: frozenset[str]
    particles: frozenset[str]
    on_request: tuple[tuple[str, ...], ...]
    endings: tuple[tuple[str, str], ...]
    longest: int
    firsts: frozenset[str]

    def inside(self, mention: Sequence[Word]) -> list[Noun]:
        """The known nouns of a mention in order, the longest phrase at each word."""
        found, start = [], 0
        while start < len(mention):
            for length in range(min(self.longest, len(mention) - start), 0, -1):
                got = self._phrase(mention[start : start + length])
                if got:
                    found.append(Noun(start, start + length, *got))
                    start += length - 1
                    break
            start += 1
        return found

    def _phrase(self, part: Sequence[Word]) -> tuple[str, str] | None:
        got = self.exact.get(tuple(word.folded for word in part))
        if got:
            return got
        own = tuple(word.key for word in part)
        got = self.phrases.get(own)
        if got is None and self.grammar.compounds and len(part) == 1:
            got = self._last_part(part[0].key)
        many = self.grammar.plural and self.grammar.plural.search(part[0].folded)
        if got and got[0] in ONES and many:
            return self.plurals.get(own, ("groups", got[1]))
        return got

    def _last_part(self, word: str) -> tuple[str, str] | None:
        """The noun that a compound ends in, the longest."""
        for at in range(1, len(word) - _SHORTEST_PART + 1):
            got = self.phrases.get((word[at:],))
            if got:
                return got
        return None

    def by_ending(self, word: Word) -> str | None:
        """The group that an unknown word tells by its ending; one in capitals must have a long one."""
        name = self.grammar.capitals == "names" and word.written[:1].isupper()
        for ending, group in self.endings:
            if len(word.folded) > len(ending) + 1 and word.folded.endswith(ending):
                return group if not name or len(ending) >= _SHORTEST_PART - 1 else None
        return None

    def called(self, group: str, name: str) -> list[tuple[str, ...]]:
        """The phrases of a class."""
        return [phrase for phrase, got in self.phrases.items() if got == (group, name)]


@cache
def nouns(language: str) -> Nouns:
    """The nouns of a language (ISO 639-1); empty for one that `nouns.yaml` does not know."""
    raw, own = knowledge(), _Lists(language)
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    exact: dict[tuple[str, ...], tuple[str, str]] = {}
    plurals: dict[tuple[str, ...], tuple[str, str]] = {}
    for group in sorted(KINDS, key=_bodies_first):
        for name, by_language in raw[group].items():
            for text in by_language.get(language, ()):
                phrases.setdefault(keys(text, language), (group, name))
                exact.setdefault(tuple(w.folded for w in words(text, language)), (group, name))
                if group in MANY:
                    plurals.setdefault(keys(text, language), (group, name))
    nations = {
        keys(text, language)[0]: source_id
        for source_id, by_language in raw["nations"].items()
        for text in by_language.get(language, ())
    }
    endings = [
        (fold(one), group)
        for group, by_language in raw["word_endings"].items()
        for one in by_language.get(language, ())
    ]
    openers, fillers = own.folded("openers"), own.folded("fillers")
    return Nouns(
        grammar=grammar(language),
        phrases=phrases,
        exact=exact,
        plurals=plurals,
        nations=nations,
        openers=openers,
        leading=openers | fillers | own.of_pack(_LEADING),
        trailing=fillers | own.folded("cuts") | own.of_pack(_TRAILING),
        cuts=own.folded("cuts"),
        pronouns=own.folded("pronouns") | own.pronouns_of_pack(),
        persons=own.folded("persons"),
        fragments=own.folded("fragments"),
        formerly=own.folded("formerly"),
        others=own.folded("others"),
        issuing=own.folded("issuing"),
        places=own.folded("places"),
        joiners=own.folded("joiners"),
        particles=own.folded("particles"),
        kept=frozenset(raw["kept"].get(language, ())),
        on_request=tuple(keys(text, language) for text in raw["on_request"].get(language, ())),
        endings=tuple(sorted(endings, key=lambda pair: (-len(pair[0]), pair))),
        longest=max((len(phrase) for phrase in phrases), default=0),
        firsts=frozenset({phrase[0] for phrase in phrases if phrase} | nations.keys()),
    )


def _bodies_first(group: str) -> tuple[bool, bool, int]:
    """Where two nouns share a stem: a body before a person, one before many, whose form tells."""
    return group in MANY, group != "bodies", list(KINDS).index(group)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The small words of a language: those of `nouns.yaml` and those of the language pack, folded."""

    language: str

    def folded(self, name: str) -> frozenset[str]:
        return frozenset(map(fold, knowledge()[name].get(self.language, ())))

    def of_pack(self, kinds: Iterable[str]) -> frozenset[str]:
        if self.language not in languages():
            return frozenset()
        classes = load_pack(self.language).words
        return frozenset(word for kind in kinds for word in classes[kind])

    def pronouns_of_pack(self) -> frozenset[str]:
        if self.language not in languages():
            return frozenset()
        return frozenset(load_pack(self.language).pronouns)
