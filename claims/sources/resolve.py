"""Who the sources of an article are: each attribution gets a source id and a reason, never a wrong one by intent.

By alias, by title and name, by an office on the article's date, by what the mention points back at; a mention that all
this does not settle becomes a draft source of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from claims.ids import content_id
from claims.model import Alias, Article, Attribution, Extraction, Source, Spans, say
from claims.sources.mentions import Mention, Reader
from claims.sources.registry import Registry
from claims.sources.words import Word, words

NEAR = 120  # code points after a mention in which "on condition of anonymity" belongs to it
CARRIED = frozenset({"pronoun", "dropped", "controlled"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """An extraction with its sources named; `reasons` tells for each attribution id how, or why not."""

    extraction: Extraction
    drafts: tuple[Source, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Who:
    source_id: str | None
    anonymity: str
    reason: str
    nominal: bool = False  # the words that say who have no name among them


@dataclass(frozen=True, slots=True)
class _Met:
    """A source met in the article: where, by which words, with which head noun."""

    start: int
    who: _Who
    mention: Mention


def resolve(article: Article, extraction: Extraction, registry: Registry) -> Resolution:
    """The extraction with `source_id` and `anonymity` filled in, `mention` nominal where no name is, the sources drafted for it, and the reasons."""
    work = _Resolver(article, registry)
    found: dict[str, _Who] = {}
    in_order = sorted(extraction.attributions, key=lambda a: (a.source or a.cue or a.content, a.attribution_id))
    for own in (True, False):
        for attribution in in_order:
            if (bool(attribution.source) and attribution.mention not in CARRIED) is own:
                found[attribution.attribution_id] = work.named(attribution) if own else work.carried(attribution)
    named = tuple(_filled(a, found[a.attribution_id]) for a in extraction.attributions)
    used = {who.source_id for who in found.values()}
    drafts = tuple(work.drafts[key] for key in sorted(work.drafts) if key in used)
    reasons = {key: found[key].reason for key in sorted(found)}
    return Resolution(replace(extraction, attributions=named), drafts, reasons)


def _filled(attribution: Attribution, who: _Who) -> Attribution:
    """The attribution with who said it; an engine calls every mention with words of its own a name."""
    mention = "nominal" if who.nominal and attribution.mention == "name" else attribution.mention
    return replace(attribution, source_id=who.source_id, anonymity=who.anonymity, mention=mention)


@dataclass(slots=True)
class _Resolver:
    article: Article
    registry: Registry
    drafts: dict[str, Source] = field(default_factory=dict)
    met: list[_Met] = field(default_factory=list)
    text: str = field(init=False)
    language: str = field(init=False)
    reader: Reader = field(init=False)
    names: _Names = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.article.text or ""
        self.language = self.article.language.split("-")[0].lower()
        self.reader = Reader(self.registry, self.language)
        self.names = _Names(self.text, self.registry, self.language)

    def named(self, attribution: Attribution) -> _Who:
        """Who a mention with words of its own is."""
        return self._named(attribution.source)

    def carried(self, attribution: Attribution) -> _Who:
        """Who a pronoun, a dropped or a controlled subject stands for: what its antecedent or its words say."""
        spans = attribution.antecedent
        if not spans and attribution.mention == "controlled":
            spans = attribution.source
        if not spans:
            return _Who(None, "unspecified", "no source" if attribution.mention == "none" else "no antecedent")
        who = self._at(spans) or self._named(spans)
        return replace(who, reason=f"{attribution.mention}: {who.reason}")

    def _at(self, spans: Spans) -> _Who | None:
        """Who was met at these very words."""
        for met in self.met:
            if any(s.start <= met.start < s.end for s in spans):
                return met.who
        return None

    def _named(self, spans: Spans) -> _Who:
        start, mention = spans[0].start, self.reader.read(say(self.text, spans))
        who = self._registered(mention, start) or self._again(mention) or self._back(mention, start)
        who = who or self._draft(mention, spans)
        self.met.append(_Met(start, who, mention))
        return who

    def _registered(self, mention: Mention, start: int) -> _Who | None:
        got = self.reader.registered(mention)
        if got:
            return _Who(got[0], "named", got[1])
        day = self.article.published_at.date() if self.article.published_at else None
        holders = self.reader.holders(mention, day)
        if day is None or len(holders) > 1:
            holders = [key for key in holders if self.names.has(key)]
        if len(holders) == 1 and mention.head:
            return _Who(holders[0], "named", f"{mention.head.name} on {day or 'an unknown day, and named here'}", nominal=True)
        return None

    def _again(self, mention: Mention) -> _Who | None:
        """The source met before by a name that ends in this one."""
        if not mention.keys or mention.head:
            return None
        for met in reversed(self.met):
            if met.who.anonymity == "named" and met.mention.keys[-len(mention.keys) :] == mention.keys:
                return replace(met.who, reason="the last part of a name met before")
        return None

    def _back(self, mention: Mention, start: int) -> _Who | None:
        """The source that a definite noun points back at, bare or with its organisation."""
        head = mention.head
        if head is None or not mention.definite or self.reader.unread(mention):
            return None
        bare = len(mention.words) == head.end - head.start
        for met in reversed(self.met):
            was = met.mention.head
            if bare and was and (was.group, was.name) == (head.group, head.name) and met.start < start:
                if head.group in ("groups", "unnamed") and mention.keys[0] not in met.mention.keys:
                    continue
                return replace(met.who, reason=f"{head.name} again", nominal=True)
        if head.group in ("titles", "dependents"):
            return self._holder(mention, start)
        if head.group == "bodies" and bare:
            for key in self.names.before(start):
                source = self.registry.by_id[key]
                if source.kind == "institution" and self.reader.calls_itself(source, mention.keys):
                    return _Who(key, "named", f"the last {head.name} named before", nominal=True)
        return None

    def _holder(self, mention: Mention, start: int) -> _Who | None:
        """The only person named before who holds the office that the mention names."""
        head, organisation = mention.head, self.reader.organisation(mention)
        assert head is not None
        fitting: list[str] = []
        for key in self.names.before(start):
            source = self.registry.by_id[key]
            if source.kind == "person" and key not in fitting and self.reader.holds(source, head, organisation):
                fitting.append(key)
        if len(fitting) == 1:
            return _Who(fitting[0], "named", f"the only {head.name} named before", nominal=True)
        return None

    def _draft(self, mention: Mention, spans: Spans) -> _Who:
        """A new source: of its name where it has one, else of this article alone."""
        head, unread = mention.head, self.reader.unread(mention)
        parent = self.reader.organisation(mention)
        proper = [w for w in unread if w.written[:1].isupper()] if self.language != "ar" else []
        proper = proper or (unread if head is None else [])
        named = head is None or (bool(proper) and head.kind == "role")
        if head is None or named:
            kind, anonymity = _kind_of_name(proper), "named"
            name = " ".join(w.written for w in proper) or mention.text
            key = content_id("src_", self.language, *(w.key for w in proper or mention.words))
        else:
            kind, name = head.kind, mention.text
            anonymity = self._anonymity(mention, spans, parent)
            key = content_id("src_", self.article.article_id, *mention.keys)
        name = " ".join(name.split())
        if key not in self.drafts:
            alias = Alias(name, self.language, "title" if kind in ("role", "group") else "name")
            self.drafts[key] = Source(key, name, kind, (alias,), (), parent, None, "draft")
        return _Who(key, anonymity, "new: the registry does not know it", nominal=not named)

    def _anonymity(self, mention: Mention, spans: Spans, parent: str | None) -> str:
        """How far a source without a name is identified."""
        head = mention.head
        assert head is not None
        near = [w.key for w in words(self.text[spans[0].start : spans[-1].end + NEAR], self.language)]
        if any(near[i : i + len(p)] == list(p) for p in self.reader.known.on_request for i in range(len(near))):
            return "on_request"
        if head.group == "groups":
            return "group"
        if head.group in ("titles", "dependents"):
            return "role_only" if mention.definite else "unnamed"
        return "named" if head.group != "unnamed" and (parent or self.reader.unread(mention)) else "unnamed"


def _kind_of_name(name: list[Word]) -> str:
    """A lone word in capitals is an acronym; every other unknown name is taken for a person's."""
    return "institution" if len(name) == 1 and name[0].written.isupper() and len(name[0].written) > 1 else "person"


class _Names:
    """Where the article names registered sources; read only if somebody asks."""

    def __init__(self, text: str, registry: Registry, language: str) -> None:
        self.text, self.registry, self.language = text, registry, language

    @cached_property
    def _found(self) -> list[tuple[int, str]]:
        all_words = words(self.text, self.language)
        return [
            (all_words[start].start, key)
            for start, _, key in self.registry.inside(all_words, self.language)
        ]

    def has(self, source_id: str) -> bool:
        """Whether a source is named anywhere."""
        return any(key == source_id for _, key in self._found)

    def before(self, position: int) -> list[str]:
        """The sources named before a position (code points), the last one first."""
        return [key for start, key in reversed(self._found) if start < position]
