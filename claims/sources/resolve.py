"""Who the sources of an article are: each attribution gets a source id and a reason, never a wrong one by intent.

By alias, by title and name, by an office on the article's date, by what the mention points back at; a mention that all
this does not settle becomes a draft source of its own, and words that name nobody get no source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from claims.model import Article, Attribution, Extraction, Source, Spans, say
from claims.sources.backward import Backward, Met
from claims.sources.chains import untwisted
from claims.sources.drafts import Drafter
from claims.sources.mentions import Mention
from claims.sources.naming import Reader
from claims.sources.places import Places
from claims.sources.registry import Registry
from claims.sources.who import Who

NEAR = 120  # code points after a mention in which "on condition of anonymity" belongs to it
ISSUED = frozenset({"documents", "data"})  # what belongs to its issuer, not to whom it is about
CARRIED = frozenset({"pronoun", "dropped", "controlled"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """An extraction with its sources named; `reasons` tells for each attribution id how, or why not."""

    extraction: Extraction
    drafts: tuple[Source, ...]
    reasons: Mapping[str, str]


def resolve(article: Article, extraction: Extraction, registry: Registry) -> Resolution:
    """The extraction with its sources named, the sources drafted for it, and the reasons.

    Filled in are `source_id`, `anonymity`, and a `mention` without a name as nominal.
    """
    work = _Resolver(article, registry)
    found: dict[str, Who] = {}
    in_order = sorted(
        extraction.attributions, key=lambda a: (a.source or a.cue or a.content, a.attribution_id)
    )
    for own in (True, False):
        for attribution in in_order:
            if (bool(attribution.source) and attribution.mention not in CARRIED) is own:
                found[attribution.attribution_id] = (
                    work.named(attribution) if own else work.carried(attribution)
                )
    rows, found = untwisted(extraction, found, work.kind)
    named = tuple(_filled(a, found[a.attribution_id]) for a in rows)
    used = {who.source_id for who in found.values()}
    drafts = tuple(work.drafts[key] for key in sorted(work.drafts) if key in used)
    reasons = {key: found[key].reason for key in sorted(found)}
    return Resolution(replace(extraction, attributions=named), drafts, reasons)


def _filled(attribution: Attribution, who: Who) -> Attribution:
    """The attribution with who said it; an engine calls every mention with words of its own a name."""
    mention = who.mention if attribution.mention == "name" else attribution.mention
    return replace(attribution, source_id=who.source_id, anonymity=who.anonymity, mention=mention)


@dataclass(slots=True)
class _Resolver:
    article: Article
    registry: Registry
    drafts: dict[str, Source] = field(default_factory=dict)
    text: str = field(init=False)
    reader: Reader = field(init=False)
    places: Places = field(init=False)
    back: Backward = field(init=False)
    drafter: Drafter = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.article.text or ""
        self.reader = Reader(self.registry, self.article.language.split("-")[0].lower())
        self.places = Places(self.text, self.reader)
        day = self.article.published_at.date() if self.article.published_at else None
        self.back = Backward(self.text, self.reader, self.places, day)
        self.drafter = Drafter(self.article.article_id, self.article.outlet, self.reader)

    def kind(self, source_id: str | None) -> str | None:
        """The kind of a source that is registered or drafted."""
        source = self.registry.by_id.get(source_id or "") or self.drafts.get(source_id or "")
        return source.kind if source else None

    def named(self, attribution: Attribution) -> Who:
        """Who a mention with words of its own is."""
        return self._named(attribution.source, attribution.antecedent)

    def carried(self, attribution: Attribution) -> Who:
        """Who a pronoun, a dropped or a controlled subject stands for: what its antecedent or its words say."""
        spans = attribution.antecedent
        if not spans and attribution.mention == "controlled":
            spans = attribution.source
        if spans:
            who = self._at(spans) or self._named(spans, ())
        elif attribution.mention == "pronoun" and attribution.source:
            who = self._last_named(attribution.source)
        else:
            none = attribution.mention == "none"
            return Who(None, "unspecified", "no source" if none else "no antecedent")
        if attribution.mention == "pronoun" and not self._agrees(attribution, who):
            return Who(
                None,
                "unspecified",
                f"a pronoun for persons, but its antecedent is a {self.kind(who.source_id)}",
            )
        return replace(who, reason=f"{attribution.mention}: {who.reason}")

    def _agrees(self, attribution: Attribution, who: Who) -> bool:
        """Whether a pronoun that only a human being has can stand for a source."""
        mine = {word.folded for word in self.reader.words(say(self.text, attribution.source))}
        human = bool(mine & self.reader.known.persons)
        return not human or self.kind(who.source_id) in (None, "person", "role", "unspecified")

    def _at(self, spans: Spans) -> Who | None:
        """Who was met at these very words."""
        met = self.back.at(spans)
        return met.who if met else None

    def _last_named(self, spans: Spans) -> Who:
        """Who a pronoun without an antecedent means: the only source named near before it."""
        found = self.back.only_near(spans[0].start, self._pronoun_kinds(spans))
        return found or Who(None, "unspecified", "no antecedent")

    def _pronoun_kinds(self, spans: Spans) -> frozenset[str]:
        mine = {word.folded for word in self.reader.words(say(self.text, spans))}
        human = bool(mine & self.reader.known.persons) or not self.reader.known.persons
        return frozenset({"person"} if human else {"institution", "state", "document"})

    def _named(self, spans: Spans, antecedent: Spans) -> Who:
        start, mention = spans[0].start, self.reader.read(say(self.text, spans))
        who = (
            self._pointing(mention, spans, antecedent)
            if mention.pronoun or mention.nobody
            else None
        )
        who = who or self.back.who(mention, spans)
        if who is None and antecedent:
            who = self._at(antecedent) or self._named(antecedent, ())
        who = who or self._draft(mention, spans)
        self.back.met.append(Met(start, who, mention))
        return who

    def _pointing(self, mention: Mention, spans: Spans, antecedent: Spans) -> Who:
        """Who words mean that are no name: what they point at, or nobody."""
        if mention.nobody:
            around = self.back.cut_short(mention, spans)
            return around or Who(None, "unspecified", mention.nobody)
        if antecedent:
            who = self._at(antecedent) or self._named(antecedent, ())
            return replace(who, reason=f"pronoun: {who.reason}", mention="pronoun")
        who = self._last_named(spans)
        return replace(who, reason=f"pronoun: {who.reason}", mention="pronoun")

    def _draft(self, mention: Mention, spans: Spans) -> Who:
        """A new source: of its name where it has one, else of this article alone."""
        issued = (
            mention.head is not None and mention.head.group in ISSUED and bool(mention.entities)
        )
        parent = None if issued or mention.several else self.reader.organisation(mention)
        if parent is None and not mention.several:
            parent = self.back.issuer(mention, spans[0].start)
        near = self.text[spans[0].start : spans[-1].end + NEAR]
        before = self.text[: spans[0].start].split()[-1:]
        source, anonymity = self.drafter.draft(
            mention, parent, self.places.small, near, "".join(before)
        )
        self.drafts.setdefault(source.source_id, source)
        mention_is = "nominal" if source.aliases[0].kind == "title" else "name"
        return Who(source.source_id, anonymity, "new: the registry does not know it", mention_is)
