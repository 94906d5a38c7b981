"""Who a mention is by the article around it: a name cut short, an office on its day, what a noun points back at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from claims.model import Spans
from claims.sources.grammar import knowledge
from claims.sources.mentions import Mention
from claims.sources.naming import Reader
from claims.sources.places import Places
from claims.sources.who import Who

FARTHEST = 8  # words after a title in which the name belongs to it
NEAR = 300  # code points before a pronoun in which the one it means is named
GENERIC = frozenset(
    {"organisation"}
)  # what any institution that is no part of a state may be called
SPEAKING = frozenset({"institution", "media"})  # kinds that issue documents


@dataclass(frozen=True, slots=True)
class Met:
    """A source met in the article: where, who it was, by which words."""

    start: int
    who: Who
    mention: Mention


Rule = Callable[[Mention, Spans], Who | None]


@dataclass(slots=True)
class Backward:
    """Reads mentions against their article; `met` are those read before, in order of reading."""

    text: str
    reader: Reader
    places: Places
    day: date | None
    met: list[Met] = field(default_factory=list)

    def who(self, mention: Mention, spans: Spans) -> Who | None:
        """Who a mention is, by the first rule that tells; None for one that the registry does not know."""
        rules: tuple[Rule, ...] = (
            self.registered, self.cut_short, self.voice, self.name_again, self.noun_again, self.known_holder, self.members,
        )  # fmt: skip
        return next((who for rule in rules if (who := rule(mention, spans))), None)

    def at(self, spans: Spans) -> Met | None:
        """What was met at these very words."""
        inside = (m for m in self.met if any(s.start <= m.start < s.end for s in spans))
        return next(inside, None)

    def registered(self, mention: Mention, spans: Spans) -> Who | None:
        """By its own words: a name, or an office on the day of the article."""
        got = self.reader.registered(mention)
        if got:
            source = self.reader.registry.by_id[got[0]]
            return Who(got[0], "named", got[1], "nominal" if source.kind == "document" else "name")
        holders = [] if mention.several else self.reader.holders(mention, self.day)
        if self.day is None or len(holders) > 1:
            holders = [key for key in holders if self.places.has(key)]
        if len(holders) == 1 and mention.head:
            day = self.day or "an unknown day, and named here"
            return Who(holders[0], "named", f"{mention.head.name} on {day}", mention="nominal")
        return None

    def cut_short(self, mention: Mention, spans: Spans) -> Who | None:
        """By the words behind and before it, where they make one name or one title and name with it."""
        if not mention.words:
            return None
        from_, to = spans[0].start, spans[-1].end
        last = mention.words[mention.head_end - 1].end if mention.head_end else 0
        around = self.places.around(from_ + mention.words[0].start, from_ + last)
        if around and len(spans) == 1:
            return Who(around, "named", "part of a longer name")
        own = len(self.reader.unread(mention))
        for word in self._behind(to):
            longer = self.reader.read(self.text[from_:word])
            if len(self.reader.unread(longer)) > own:
                continue
            got = self.registered(longer, spans)
            if got and self._is_holder(got.source_id, longer):
                return replace(
                    got, reason=f"with the words behind it: {got.reason}", mention="nominal"
                )
        return None

    def _behind(self, position: int) -> list[int]:
        """Where each of the next words ends, as far as no punctuation stands between."""
        ends: list[int] = []
        at = position
        first = self.places.index(position)
        for word in self.places.words[first : first + FARTHEST]:
            if self.text[at : word.start].strip():
                break
            at = word.end
            ends.append(at)
        return ends

    def _is_holder(self, source_id: str | None, mention: Mention) -> bool:
        source = self.reader.registry.by_id.get(source_id or "")
        if source is None or source.kind != "person" or mention.head is None:
            return False
        return self.reader.holds(source, mention.head, None)

    def voice(self, mention: Mention, spans: Spans) -> Who | None:
        """By whose voice it is: the press service of a body, the data or the report that a body gives out."""
        head = mention.head
        if head is None:
            return None
        voiced = (
            head.name in knowledge()["voiced"]
            if head.group == "documents"
            else head.group == "data"
        )
        if not voiced and head.group != "organs":
            return None
        key = self.issuer(mention, spans[0].start)
        source = self.reader.registry.by_id.get(key or "")
        if source is None:
            return self._only(knowledge()["voiced"].get(head.name), spans[0].start, mention)
        state = head.group == "organs" and head.name == "authorities" and source.kind == "state"
        if source.kind in SPEAKING or state or (source.kind == "person" and head.name == "post"):
            return Who(key, "named", f"{head.name} of {source.name}", mention="nominal")
        return None

    def issuer(self, mention: Mention, start: int) -> str | None:
        """The source that a document, data or a part of a body belongs to, None if the words do not tell."""
        head, known = mention.head, self.reader.known
        if head is None:
            return None
        owners = {
            key
            for first, end, key in mention.entities
            if (end <= head.start or self._only_issuing(mention, head.end, first))
        }
        if len(owners) == 1:
            return next(iter(owners))
        if not owners and head.group == "organs" and head.name == "authorities":
            nations = [known.nations[w.key] for w in mention.words if w.key in known.nations]
            return nations[0] if len(set(nations)) == 1 else None
        return self._body_behind(mention, start) if not owners else None

    def _only_issuing(self, mention: Mention, first: int, end: int) -> bool:
        """Whether nothing stands between two words but words of issuing: by, of, from."""
        return first <= end and all(
            w.folded in self.reader.known.issuing for w in mention.words[first:end]
        )

    def _body_behind(self, mention: Mention, start: int) -> str | None:
        """The body that a noun behind the head points back at: the press release of the organisation."""
        head = mention.head
        behind = [
            noun
            for noun in mention.nouns
            if head and noun.start == head.end and noun.group == "bodies"
        ]
        if not behind or behind[0].end != len(mention.words):
            return None
        body = self.reader.read(mention.written(behind[0].start, behind[0].end))
        who = self._body(replace(body, definite=True), start)
        return who.source_id if who else None

    def name_again(self, mention: Mention, spans: Spans) -> Who | None:
        """The source met before by a name that ends in this one."""
        if not mention.keys or mention.head:
            return None
        for met in reversed(self.met):
            if (
                met.who.anonymity == "named"
                and met.mention.keys[-len(mention.keys) :] == mention.keys
            ):
                return replace(met.who, reason="the last part of a name met before")
        return None

    def noun_again(self, mention: Mention, spans: Spans) -> Who | None:
        """The source that a definite noun points back at."""
        head = mention.head
        if head is None or not mention.definite or mention.other or self.reader.unread(mention):
            return None
        for met in reversed(self.met if mention.bare else ()):
            was = met.mention.head
            if (
                was
                and (was.group, was.name) == (head.group, head.name)
                and met.start < spans[0].start
            ):
                if head.group in ("groups", "unnamed") and mention.keys[0] not in met.mention.keys:
                    continue
                return replace(met.who, reason=f"{head.name} again", mention="nominal")
        return self._body(mention, spans[0].start)

    def _body(self, mention: Mention, start: int) -> Who | None:
        """The institution that a bare noun for a body means: the last that is called so, or the only one."""
        head = mention.head
        if head is None or head.group != "bodies" or not mention.bare:
            return None
        named = self._institutions(start)
        for key in named:
            if self.reader.calls_itself(self.reader.registry.by_id[key], mention.keys):
                return Who(key, "named", f"the last {head.name} named before", mention="nominal")
        free = {key for key in named if not self._of_state(key)}
        if head.name in GENERIC and len(free) == 1:
            return Who(
                next(iter(free)), "named", "the only organisation named before", mention="nominal"
            )
        return self._only(head.name, start, mention)

    def _of_state(self, key: str) -> bool:
        """Whether an institution is part of a state."""
        by_id = self.reader.registry.by_id
        above = by_id.get(by_id[key].parent_id or "")
        return above is not None and above.kind == "state"

    def _institutions(self, start: int) -> list[str]:
        """The institutions named before a position, the last one first."""
        by_id = self.reader.registry.by_id
        return [key for key in self.places.before(start) if by_id[key].kind == "institution"]

    def known_holder(self, mention: Mention, spans: Spans) -> Who | None:
        """The only person of the article who holds the office that the mention names.

        A definite office looks back; an indefinite one with its organisation is somebody who is named only later.
        """
        head, start = mention.head, spans[0].start
        if head is None or head.group not in ("titles", "dependents"):
            return None
        if mention.other or self.reader.unread(mention):
            return None
        organisation = self.reader.organisation(mention)
        fitting = [key for key in self._persons() if self._held(key, mention, organisation)]
        before = [key for key in fitting if self.places.first(key) < start]
        if mention.definite and len(before) == 1:
            return Who(before[0], "named", f"the only {head.name} named before", mention="nominal")
        if organisation and not before and len(fitting) == 1:
            return Who(
                fitting[0], "named", f"the only {head.name} named in the article", mention="nominal"
            )
        return None

    def _persons(self) -> list[str]:
        """The persons that the article names."""
        by_id = self.reader.registry.by_id
        return sorted({key for *_, key in self.places.found if by_id[key].kind == "person"})

    def _held(self, key: str, mention: Mention, organisation: str | None) -> bool:
        source = self.reader.registry.by_id[key]
        assert mention.head is not None
        if not self.reader.holds(source, mention.head, organisation):
            return False
        if not mention.formerly:
            return True
        return any(
            role.valid_to and (self.day is None or role.valid_to < self.day)
            for role in source.roles
        )

    def members(self, mention: Mention, spans: Spans) -> Who | None:
        """The body whose members a plural names: the judges are the court."""
        head = mention.head
        if head is None or head.group != "members" or mention.other or self.reader.unread(mention):
            return None
        return self._only(head.name, spans[0].start, mention)

    def _only(self, body: str | None, start: int, mention: Mention) -> Who | None:
        """The only institution of a class of bodies that the article names before a definite mention."""
        if not body or not mention.definite or self.reader.unread(mention):
            return None
        called = self.reader.known.called("bodies", body)
        by_id = self.reader.registry.by_id
        for end, where in ((start, "before"), (len(self.text), "in the article")):
            fitting = {
                key
                for key in self._institutions(end)
                if any(self.reader.calls_itself(by_id[key], noun) for noun in called)
            }
            if fitting:
                one = Who(
                    next(iter(fitting)),
                    "named",
                    f"the only {body} named {where}",
                    mention="nominal",
                )
                return one if len(fitting) == 1 else None
        return None

    def only_near(self, start: int, kinds: frozenset[str]) -> Who | None:
        """The only source of some kinds that is named near before a position."""
        by_id = self.reader.registry.by_id
        near = {
            key
            for first, _, key in self.places.found
            if start - NEAR <= self.places.words[first].start < start and by_id[key].kind in kinds
        }
        if len(near) == 1:
            return Who(next(iter(near)), "named", "the only one named near before", "pronoun")
        return None
