"""The page of an article: its text with every span drawn, and beside each paragraph who said what, through whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.model import Article, AttributedClaim, Attribution, ChainLink, Segment, Span, say
from claims.report import said
from claims.report.facts import Facts
from claims.report.frame import direction, in_language, page, plural, words
from claims.report.html import Html, element, link
from claims.report.spans import drawn, marks_of
from claims.text.segment import segments

UP = "../"
PLAIN = {"asserted", "asserts", "neutral", "verb", "unknown"}
HEADINGS = ("title", "heading")
SCRIPT = "static/article.js"


def article_page(article: Article, facts: Facts) -> str:
    """The whole page."""
    return _View(article, facts).page()


class _View:
    """What one page is made from. An attribution has the key of its number, `a1`, a claim `c1`."""

    def __init__(self, article: Article, facts: Facts) -> None:
        self.article, self.facts, self.text = article, facts, article.text or ""
        self.claims = facts.by_article.get(article.article_id, [])
        self.attributions = sorted(facts.attributions.get(article.article_id, ()), key=_place)
        self.by_id = {one.attribution_id: one for one in self.attributions}
        self.keys = {one.attribution_id: f"a{number}" for number, one in enumerate(self.attributions, 1)}
        self.keys |= {one.claim_id: f"c{number}" for number, one in enumerate(self.claims, 1)}
        self.marks = marks_of(self.attributions, (facts.rows[one.claim_id] for one in self.claims), self.keys)

    def page(self) -> str:
        article = self.article
        title = article.title or article.article_id
        return page(
            self.facts.title, title, self.head(title), self.legend(), *self.parts(),
            at=f"article/{article.article_id}.html", scripts=[SCRIPT],
        )  # fmt: skip

    def head(self, title: str) -> Html:
        """Its title, where and when it stood, and how much is in it."""
        one = self.article
        at = one.published_at
        day = element("time", at.strftime("%Y-%m-%d %H:%M UTC" if one.published_precision == "minute" else "%Y-%m-%d"), datetime=at.isoformat()) if at else None
        facts = (element("bdi", one.outlet) if one.outlet else None, day, one.language, one.license, link(one.url, "where it was read") if one.url else None)
        counts = f"{plural(len(self.attributions), 'report')}, {plural(len(self.claims), 'claim')}"
        known = [element("li", fact, dir="auto") for fact in (*facts, counts) if fact]
        return element("div", in_language("h1", title, language=one.language), element("ul", known, class_="facts"), class_="head", dir=direction(one.language))

    def legend(self) -> Html:
        """What the tints and lines mean."""
        samples = (("cue", "word that reports"), ("source", "who is named"), ("l1", "what is said"), ("l2", "said inside it"))
        return element("ul", [element("li", element("span", name, class_=f"s {kind}")) for kind, name in samples], class_="key", dir=direction(self.article.language))

    def parts(self) -> Iterator[Html]:
        """Each paragraph with its cards; where the text may not be shown, the cards alone."""
        if not self.text:
            yield element("p", "The text of this article may not be shown; its claims are.", class_="quiet")
            yield element("div", self.cards(self.attributions, self.claims), class_="cards")
            return
        found = self.article.segments or segments(self.text, self.article.title)
        for number, part in enumerate(found):
            end = found[number + 1].start if number + 1 < len(found) else len(self.text)
            yield self.paragraph(part, Span(0 if not number else part.start, end))

    def paragraph(self, part: Segment, span: Span) -> Html:
        """A paragraph beside the cards of what is reported in it."""
        here = [one for one in self.attributions if span.start <= _place(one) < span.end]
        ours = {one.attribution_id for one in here}
        own = [one for one in self.claims if self.facts.rows[one.claim_id].attribution_id in ours]
        voice = [one for one in self.claims if not one.chain and span.start <= self.facts.rows[one.claim_id].evidence[0].start < span.end]
        text = drawn(self.text, Span(part.start, part.end), self.marks)
        role = element("div", words(part.role), class_="role") if part.role not in ("body", "lead") else None
        told = in_language("p", text, language=self.article.language, class_=f"text {part.role}")
        cards = self.cards(here, own + voice)
        return element("section", element("div", role, told), element("div", cards, class_="cards"), class_="part", dir=direction(self.article.language))

    def cards(self, attributions: Sequence[Attribution], claims: Sequence[AttributedClaim]) -> list[Html]:
        """A card for each attribution, and one for what the article says itself."""
        by_attribution: dict[str | None, list[AttributedClaim]] = {}
        for claim in claims:
            by_attribution.setdefault(self.facts.rows[claim.claim_id].attribution_id, []).append(claim)
        found = [self.card(one, by_attribution.get(one.attribution_id, [])) for one in attributions]
        if own := by_attribution.get(None):
            found.append(element("div", element("div", said.chain((), UP)), self.list(own), class_="card own", dir="ltr"))
        return found

    def card(self, one: Attribution, claims: Sequence[AttributedClaim]) -> Html:
        """Its chain, its labels, and its claims."""
        key = self.keys[one.attribution_id]
        labels = [one.quote_type, *(label for label in (one.form, one.commitment, one.cue_class, one.channel) if label not in PLAIN)]
        tags = [element("span", words(label), class_="tag") for label in labels]
        chain = element("div", said.chain(self.chain(one), UP))
        return element("div", chain, element("div", tags, class_="tags"), self.list(claims), class_="card", dir="ltr", id=key, data_k=key)

    def list(self, claims: Sequence[AttributedClaim]) -> Html | None:
        """The claims of a card, each with the place that other pages lead to."""
        lines = [
            element("li", said.sign(one), " ", said.quotation(one), said.thread(one, self.facts, UP), said.verdicts(self.facts.verdicts.get(one.claim_id, ())), id=one.claim_id, data_k=self.keys[one.claim_id])
            for one in claims
        ]  # fmt: skip
        return element("ul", lines) if lines else None

    def chain(self, one: Attribution) -> Sequence[ChainLink]:
        """The sources around a report and its own, outermost first; one that has no name is called as the text calls it."""
        found = [one]
        while parent := self.by_id.get(found[0].parent_id or ""):
            found.insert(0, parent)
        return [self.link(one) for one in found]

    def link(self, one: Attribution) -> ChainLink:
        """What a report is in a chain."""
        known = self.facts.sources.get(one.source_id or "")
        name = known.name if known else say(self.text, one.source or one.antecedent) or None
        return ChainLink(one.source_id, name, known.kind if known else "unspecified", one.mention, say(self.text, one.cue), one.form)


def _place(one: Attribution) -> int:
    """Where a report is met in reading."""
    return min(one.cue or one.source or one.content).start
