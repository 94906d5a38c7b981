"""The rows of one marked article; what its marks leave unsaid has a default, written beside each function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from claims.errors import DataError
from claims.gold.quoted import outermost, shared, surrounds
from claims.ids import attribution_id, claim_id
from claims.model import Article, Attribution, Claim, Extraction, Span, Spans, say
from claims.text.marks import Marked, MarkedAttribution, MarkedClaim
from claims.text.quotes import quotations

ENGINE = "gold"
ENUMS = ("form", "mention", "cue_class", "commitment", "channel", "anonymity", "quote_type")
CLAIM_ENUMS = ("polarity", "modality", "speech_act", "check_worthy", "event_precision")
CLAIM_WORDS = (*CLAIM_ENUMS, "check_reason", "standalone", "event_start", "event_end")
WORDS = (*ENUMS, *CLAIM_WORDS, "source_id", "parent", "claims", "note")
COMMITMENT = {
    "denial": "denies", "directive": "demands", "commissive": "promises", "question": "asks",
    "hearsay": "hearsay", "belief": "hedges",
}  # fmt: skip
SPEECH_ACT = {
    "directive": "directive", "question": "question", "commissive": "commitment",
    "evaluation": "evaluation", "expressive": "evaluation",
}  # fmt: skip
WORTHY = ("assertion", "presupposition", "prediction", "commitment")
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_WORD = re.compile(r"\w+")
_CONNECTING = 3  # words that a content may have outside its nested reports and still be nothing but their wrapping


class GoldRows:
    """The rows of one marked article."""

    def __init__(self, file: Path, article: Article, marked: Marked) -> None:
        self.file, self.article, self.marked = file, article, marked
        self.text = marked.text
        self.quotes = quotations(marked.text)
        self.by_key = {a.key: a for a in marked.attributions}
        self.ids: dict[str, str] = {}
        self.children: dict[str, list[MarkedAttribution]] = {}
        for one in marked.attributions:
            if "parent" in one.attributes:
                self.children.setdefault(one.attributes["parent"], []).append(one)
        self.shared: set[tuple[str, Span]] = set()
        main: dict[Span, str] = {}
        for one in marked.attributions:
            self.shared.update(
                (one.key, s) for s in one.role("source") if main.setdefault(s, one.key) != one.key
            )

    def wrong(self, line: int, what: str, mend: str) -> DataError:
        return DataError(what, where=f"{self.file}:{line}", mend=mend)

    def extraction(self) -> Extraction:
        """All rows, in the order of the text."""
        for one in self.marked.attributions:
            self.check(one.key, one.attributes, WORDS, one.line)
            if not one.role("content"):
                raise self.wrong(
                    one.line, f"{one.key} has no content", f"mark what is said as content:{one.key}"
                )
        for claim in self.marked.claims:
            self.check(claim.key, claim.attributes, CLAIM_WORDS, claim.line)
        attributions = [self.attribution(one) for one in self.marked.attributions]
        attributions.sort(
            key=lambda a: (min(a.content + a.cue + a.source), a.cue, a.attribution_id)
        )
        claims = [*self.marked_claims(), *self.whole_claims()]
        claims.sort(key=lambda c: (c.evidence, c.claim_id))
        return Extraction(tuple(attributions), tuple(claims), ())

    def check(self, key: str, given: Mapping[str, str], known: Sequence[str], line: int) -> None:
        """Refuses an unknown attribute, and a value that the codebook does not have."""
        from claims.contract import contract

        for name, value in given.items():
            if name not in known:
                raise self.wrong(
                    line, f"{key}: no attribute {name!r}", f"there are: {', '.join(sorted(known))}"
                )
            if name in ENUMS + CLAIM_ENUMS and value not in contract().labels(name):
                choices = ", ".join(contract().labels(name))
                raise self.wrong(line, f"{key}: no {name} {value!r}", f"there are: {choices}")
            if name in ("event_start", "event_end") and not _DAY.fullmatch(value):
                raise self.wrong(
                    line, f"{key}: {name} {value!r} is no day", "write it as 2025-07-03"
                )

    def id(self, key: str) -> str:
        """The attribution's id; the parent's goes into it."""
        if key not in self.ids:
            one = self.by_key[key]
            parent = one.attributes.get("parent")
            roles = (one.role("content"), one.role("cue"), one.role("source"))
            self.ids[key] = attribution_id(
                self.article.article_id, self.id(parent) if parent else None, *roles
            )
        return self.ids[key]

    def attribution(self, one: MarkedAttribution) -> Attribution:
        given = one.attributes
        cue, source, antecedent = one.role("cue"), one.role("source"), one.role("antecedent")
        mention = given.get("mention") or self.mention(one)
        parent = given.get("parent")
        quoted, quote_type = self.quoted(one)
        cue_class = given.get(
            "cue_class", "evidential" if given.get("form") == "adposition" else "neutral"
        )
        form = "verb" if cue else "uncued"
        if all(s.of(self.text) == ":" for s in cue) and cue:
            form = "headline_colon"
        return Attribution(
            attribution_id=self.id(one.key),
            article_id=self.article.article_id,
            content=one.role("content"),
            cue=cue,
            source=source,
            addressee=one.role("addressee"),
            quoted=quoted,
            antecedent=antecedent,
            quote_type=quote_type,
            form=given.get("form", form),
            source_id=given.get("source_id"),
            mention=mention,
            cue_class=cue_class,
            commitment=given.get("commitment", COMMITMENT.get(cue_class, "asserts")),
            channel=given.get("channel", "unknown"),
            anonymity=given.get(
                "anonymity", _anonymity(mention, "source_id" in given, bool(antecedent))
            ),
            parent_id=self.id(parent) if parent else None,
            engine=ENGINE,
        )

    def mention(self, one: MarkedAttribution) -> str:
        """Without a source: dropped if it has an antecedent, else none; with one: controlled if shared, else by its id."""
        source = one.role("source")
        if not source:
            return "dropped" if one.role("antecedent") else "none"
        if all((one.key, span) in self.shared for span in source):
            return "controlled"
        return "name" if "source_id" in one.attributes else "nominal"

    def quoted(self, one: MarkedAttribution) -> tuple[Spans, str]:
        """The quoted parts of a content and the quote type: direct if they hold all its words, mixed if some."""
        given = one.attributes.get("quote_type")
        if given == "indirect":  # the marks stand around names or titles
            return (), given
        around = one.role("cue") or one.role(
            "source"
        )  # «…, — сказал он, — …» is his own if the mark says so
        inner = outermost([q for q in self.quotes if given or not surrounds(q, around)])
        quoted = shared(self.text, one.role("content"), inner)
        if given == "direct" and self.dialogue(one):  # a dash opens it instead of a quotation mark
            quoted = one.role("content")
        words = sum(len(_WORD.findall(self.text, *s)) for s in one.role("content"))
        inside = sum(len(_WORD.findall(self.text, *s)) for s in quoted)
        found = "indirect" if not inside else "direct" if inside == words else "mixed"
        return quoted if inside else (), given or found

    def dialogue(self, one: MarkedAttribution) -> bool:
        """Whether the content begins with its line and a dash: — Уходим, — сказал он."""
        start = one.role("content")[0].start
        return self.text[self.text.rfind("\n", 0, start) + 1 : start].strip() in ("—", "–", "-")

    def marked_claims(self) -> Iterator[Claim]:
        for claim in self.marked.claims:
            if claim.evidence:
                owner = self.by_key[claim.owner] if claim.owner is not None else None
                yield self.claim(claim.evidence, owner, claim)

    def whole_claims(self) -> Iterator[Claim]:
        """The content of each attribution that has no marked claims and says more than its nested reports."""
        marked = {c.owner for c in self.marked.claims if c.evidence}
        for one in self.marked.attributions:
            if (
                one.key not in marked
                and one.attributes.get("claims") != "none"
                and not self.wraps(one)
            ):
                yield self.claim(one.role("content"), one, None)

    def wraps(self, one: MarkedAttribution) -> bool:
        """Whether the content is hardly more than its nested reports and what stands between their parts."""
        children = self.children.get(one.key, ())
        spans = [
            s
            for child in children
            for role, spans in child.spans.items()
            if role != "antecedent"
            for s in spans
        ]
        nested = [s for s in spans if any(content.holds(s) for content in one.role("content"))]
        if not nested:
            return False
        start, end = min(nested).start, max(s.end for s in nested)
        outside = [w for s in one.role("content") for w in _WORD.finditer(self.text, *s)]
        return sum(not start <= w.start() < end for w in outside) <= _CONNECTING

    def claim(
        self, evidence: Spans, owner: MarkedAttribution | None, marked: MarkedClaim | None
    ) -> Claim:
        given = {k: v for k, v in (owner.attributes if owner else {}).items() if k in CLAIM_WORDS}
        given |= marked.attributes if marked else {}
        hedges, distancing = self.weakening(evidence, owner, marked)
        act = given.get(
            "speech_act",
            SPEECH_ACT.get(owner.attributes.get("cue_class", "") if owner else "", "assertion"),
        )
        owner_id = self.id(owner.key) if owner else None
        start, end = _day(given.get("event_start")), _day(given.get("event_end"))
        return Claim(
            claim_id=claim_id(self.article.article_id, owner_id, evidence),
            article_id=self.article.article_id,
            attribution_id=owner_id,
            evidence=evidence,
            text=say(self.text, evidence),
            standalone=given.get("standalone"),
            polarity=given.get("polarity", "positive"),
            modality=given.get("modality", "possible" if hedges else "asserted"),
            speech_act=act,
            check_worthy=given.get("check_worthy", "yes" if act in WORTHY else "no"),
            check_reason=given.get("check_reason"),
            hedges=hedges,
            distancing=distancing,
            event_start=start,
            event_end=end or start,
            event_precision=given.get(
                "event_precision", "unknown" if start is None else "range" if end else "day"
            ),
            status="reviewed",
        )

    def weakening(
        self, evidence: Spans, owner: MarkedAttribution | None, marked: MarkedClaim | None
    ) -> tuple[Spans, Spans]:
        """The hedges inside the evidence and the distancing words, marked at the claim or at its attribution."""
        at = [c for c in self.marked.claims if c is marked or (owner and c.key == owner.key)]
        hedges = sorted({s for c in at for s in c.hedges if any(e.holds(s) for e in evidence)})
        return tuple(hedges), tuple(sorted({s for c in at for s in c.distancing}))


def _anonymity(mention: str, known: bool, told: bool) -> str:
    """Named where the source is in the registry or named, unnamed where only a noun or an antecedent tells of it."""
    if known or mention == "name":
        return "named"
    return "unnamed" if mention == "nominal" or told else "unspecified"


def _day(given: str | None) -> date | None:
    return date.fromisoformat(given) if given else None
