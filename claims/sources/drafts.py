"""Sources that the registry does not know: their kind, their name, how far they are identified."""

from __future__ import annotations

from collections.abc import Sequence

from claims.ids import content_id
from claims.model import Alias, Source
from claims.sources.mentions import Mention
from claims.sources.naming import Reader
from claims.sources.nouns import Nouns
from claims.sources.words import Word, words
from claims.text.normalise import fold

NAMING = frozenset(
    {"institution", "media"}
)  # kinds whose unknown names are theirs in every article
LONGEST_PARTICLE = 3  # letters of a small word inside a name: van, al, bin
MOST_PARTICLES = 2  # one after another: van der
LONGEST_NAME = 5  # words of a name where capitals do not tell
FEWEST_CAPITALS = 2  # letters of an acronym


class Drafter:
    """Drafts the sources of one article."""

    def __init__(self, article_id: str, outlet: str | None, reader: Reader) -> None:
        self.article_id, self.outlet, self.reader = article_id, outlet, reader
        self.known: Nouns = reader.known

    def draft(
        self, mention: Mention, parent: str | None, common: frozenset[str], near: str, before: str
    ) -> tuple[Source, str]:
        """A new source and how far it is identified (`anonymity`).

        `common` are the words that the article also writes without a capital, `near` the text about the mention,
        `before` the word before it.
        """
        kind, group = self._kind(mention)
        first, end = self._name(mention, common) if kind in (None, "role") else (0, 0)
        if first < end:
            place = fold(before) in self.known.places and mention.head is None
            kind = "unspecified" if place else self._kind_of_name(mention, first, end)
            anonymity = "unspecified" if place else "named"
        else:
            kind, first, end = kind or "unspecified", 0, len(mention.words)
            anonymity = self._anonymity(mention, group, parent, near)
        name = mention.written(first, end)
        own = mention.words[first:end]
        everywhere = anonymity == "named" and (
            kind == "person" or self._is_name(mention, kind, parent, end - first)
        )
        scope = () if everywhere else (self.article_id,)
        source_id = content_id("src_", *scope, *(word.key for word in own))
        alias = Alias(name, self.reader.language, "name" if everywhere else "title")
        parent = None if parent == source_id else parent
        return Source(source_id, name, kind, (alias,), (), parent, None, "draft"), anonymity

    def _kind(self, mention: Mention) -> tuple[str | None, str | None]:
        """The kind and the group of nouns that the words tell; None where only a name can be read."""
        if mention.several:
            return "group", "groups"
        if mention.head:
            return mention.head.kind, mention.head.group
        heads = [word for word in mention.words[: mention.head_end] if word.folded]
        word = heads[-1] if self.known.grammar.head == "last" else heads[0]
        group = self.known.by_ending(word)
        return ({"groups": "group", "unnamed": "role"}[group], group) if group else (None, None)

    def _name(self, mention: Mention, common: frozenset[str]) -> tuple[int, int]:
        """The words of the mention that are a name, none if there is none."""
        if self.known.grammar.capitals == "none":
            return self._uncapitalised(mention)
        if mention.head is None and mention.quoted(0):
            return 0, len(mention.words)
        unread = {id(word) for word in self.reader.unread(mention)}
        whole = mention.words[: mention.head_end]
        best, at = (0, 0), 0
        while at < len(whole):
            end = at
            while end < len(whole) and self._in_name(whole, at, end, unread):
                end += 1
            if end > at:
                best = max(best, (at, end), key=lambda run: run[1] - run[0])
            at = max(end, at + 1)
        best = best if best[1] or mention.head is None else self._behind_all(mention, unread)
        in_quotes = mention.head is not None and best[1] and mention.quoted(best[0])
        return (0, 0) if in_quotes or self._is_common(mention, best, common) else best

    def _behind_all(self, mention: Mention, unread: set[int]) -> tuple[int, int]:
        """A whole name that ends the mention, behind an office with all that belongs to it."""
        first = len(mention.words)
        while (
            first > 0
            and id(mention.words[first - 1]) in unread
            and mention.words[first - 1].written[:1].isupper()
        ):
            first -= 1
        whole = len(mention.words) - first >= FEWEST_CAPITALS and first > 0
        cut = whole and mention.words[first - 1].folded in self.known.cuts
        return (first, len(mention.words)) if whole and not cut else (0, 0)

    def _in_name(self, found: Sequence[Word], first: int, at: int, unread: set[int]) -> bool:
        """Whether a word goes on with a name: a capital, or a small word between two capitals."""
        if id(found[at]) not in unread and not (
            first < at and found[at].folded in self.known.particles
        ):
            return False
        if found[at].written[:1].isupper() or not found[at].written[:1].isalpha():
            return True
        after = (word.written[:1].isupper() for word in found[at + 1 : at + 1 + MOST_PARTICLES])
        return first < at and any(after) and len(found[at].written) <= LONGEST_PARTICLE

    def _is_common(self, mention: Mention, run: tuple[int, int], common: frozenset[str]) -> bool:
        """Whether the capital is that of a sentence, or of a noun where all nouns have one."""
        first, end = run
        if end - first != 1 or mention.words[first].written.isupper():
            return False
        others = len(mention.words) > 1
        if self.known.grammar.capitals == "nouns":
            return others and (mention.head is None or first != mention.head.end)
        return first == 0 and (others or mention.words[0].key in common)

    def _uncapitalised(self, mention: Mention) -> tuple[int, int]:
        """A name where letters have no capitals: unread words of a mention without a noun, or behind an office."""
        end, head = mention.head_end, mention.head
        unread = {id(word) for word in self.reader.unread(mention)}
        first = end
        while first > 0 and id(mention.words[first - 1]) in unread:
            first -= 1
        definite = self.known.grammar.definite
        if head is not None:
            first = max(first, head.end)
            named = end - first >= FEWEST_CAPITALS and head.group in ("titles", "dependents")
            plain = (
                definite is None or not definite.match(mention.words[first].folded)
                if named
                else False
            )
            return (first, end) if named and plain else (0, 0)
        adjective = definite is not None and any(
            definite.match(w.folded) for w in mention.words[:1]
        )
        if first > 0 or adjective or end < len(mention.words) or end > LONGEST_NAME:
            return 0, 0
        return 0, end

    def _kind_of_name(self, mention: Mention, first: int, end: int) -> str:
        """A lone word in capitals is an acronym, a quoted name that of a body; other unknown names are persons'."""
        written = mention.written(first, end)
        if self.outlet and self.outlet.casefold() == written.casefold():
            return "media"
        acronym = end - first == 1 and written.isupper() and len(written) >= FEWEST_CAPITALS
        return "institution" if acronym or mention.quoted(first) else "person"

    def _is_name(self, mention: Mention, kind: str, parent: str | None, length: int) -> bool:
        """Whether an institution or an outlet is called by a name of its own."""
        if kind not in NAMING or not mention.keys:
            return False
        if mention.head is None or length < len(mention.words):
            return True
        proper = any(word.written[:1].isupper() for word in mention.words[1:])
        return (
            parent is not None
            or proper
            or (self.known.grammar.definite is not None and mention.definite)
        )

    def _anonymity(self, mention: Mention, group: str | None, parent: str | None, near: str) -> str:
        """How far a source without a name is identified."""
        keys = [word.key for word in words(near, self.reader.language)]
        asked = self.known.on_request
        if any(keys[i : i + len(p)] == list(p) for p in asked for i in range(len(keys))):
            return "on_request"
        if group is None:
            return "unspecified"
        if group in ("groups", "members"):
            return "group"
        if group in ("titles", "dependents"):
            return "role_only" if mention.definite else "unnamed"
        if group == "unnamed":
            return "unnamed"
        return "named" if parent or self.reader.unread(mention) or mention.definite else "unnamed"
