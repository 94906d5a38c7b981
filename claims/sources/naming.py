"""What one mention says of its source by its own words: a registered source, an office, or nobody known."""

from __future__ import annotations

from datetime import date
from functools import cache

from claims.model import Source
from claims.sources.mentions import Mention, MentionReader
from claims.sources.nouns import Noun
from claims.sources.offices import fits
from claims.sources.registry import held
from claims.sources.words import keys

ONE_AT_A_TIME = frozenset(
    {"titles"}
)  # offices that one person holds: by these alone a person is found
NAMED_BY_TITLE = frozenset(
    {"titles", "unnamed"}
)  # what may stand before a whole name that is known


class Reader(MentionReader):
    """Reads mentions and tells whom the registry knows by them."""

    def registered(self, mention: Mention) -> tuple[str, str] | None:
        """(source id, reason) where the mention's own words name a registered source."""
        if mention.several:
            return None
        ids = self.registry.aliases(self.language).get(mention.keys, frozenset())
        if len(ids) == 1 and mention.entities:
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
            at_end = end == len(mention.words) and end - start > 1
            if not at_end or head is None or not may_hold(head, source):
                return None
            whose = mention.words[start - 1].folded in self.known.cuts  # "adviser to X" is not X
            own = head.group == "titles" or (head.group == "dependents" and not whose)
            return f"{head.name} and name" if own else None
        if start == 0:
            if any(noun.start == end for noun in mention.nouns):
                return None
            ends = end in (len(mention.words), mention.head_end)
            return "name first" if ends or source.kind == "person" else None
        last = end == mention.head_end
        if source.kind != "person":
            apposed = (
                last
                and head is not None
                and head.end == start
                and head.group in ("bodies", "media")
            )
            return (
                f"{head.name} and name"
                if apposed and head and source.kind in ("institution", "media")
                else None
            )
        if head is not None and head.start < start:
            whole = end - start > 1 and last and head.group in NAMED_BY_TITLE
            return f"{head.name} and name" if whole or may_hold(head, source) else None
        grammar = self.known.grammar
        definite = grammar.definite is not None and mention.definite
        return "in apposition" if definite or (grammar.head == "last" and last) else None

    def organisation(self, mention: Mention) -> str | None:
        """The registered body, state or person that the mention's head belongs to."""
        for start, end, key in mention.entities:
            if mention.head is None or not mention.head.start <= start < mention.head.end:
                return key
            if end > mention.head.end:  # a title with its ministry, and the ministry with its state
                return self.registry.by_id[key].parent_id or key
        nation = next(
            (self.known.nations[w.key] for w in mention.words if w.key in self.known.nations), None
        )
        return nation if nation in self.registry.by_id else None

    def holders(self, mention: Mention, day: date | None) -> list[str]:
        """Who held the office that the mention names, if it names one and nothing more, on a day."""
        head, organisation = mention.head, self.organisation(mention)
        if head is None or organisation is None or head.group not in ONE_AT_A_TIME:
            return []
        if mention.formerly or mention.other or self.unread(mention):
            return []
        out = {
            source.source_id
            for key, holders in self.registry.holders.items()
            if organisation in self._under(key)
            for source, role in holders
            if held(role, day) and fits(head.group, head.name, role.title)
        }
        return sorted(out)

    def holds(self, source: Source, head: Noun, organisation: str | None) -> bool:
        """Whether a person ever held an office that the noun names, in an organisation if one is given."""
        return any(
            fits(head.group, head.name, role.title)
            and (organisation is None or organisation in self._under(role.organisation_id))
            for role in source.roles
        )

    def _under(self, key: str | None) -> tuple[str | None, ...]:
        source = self.registry.by_id.get(key or "")
        return (key, source.parent_id if source else None)

    def calls_itself(self, source: Source, noun: tuple[str, ...]) -> bool:
        """Whether an alias of a source in this language has the words of a noun."""
        return any(
            _alias_keys(alias.text, self.language).issuperset(noun)
            for alias in source.aliases
            if alias.language == self.language
        )


def may_hold(noun: Noun, source: Source) -> bool:
    """Whether a person ever held an office that the noun names."""
    return any(fits(noun.group, noun.name, role.title) for role in source.roles)


@cache
def _alias_keys(alias: str, language: str) -> frozenset[str]:
    return frozenset(keys(alias, language))
