"""A clean corpus written by hand: three articles in three languages with everything that the checks look at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from claims.corpus import Corpus
from claims.ids import article_id, attribution_id, claim_id, content_id
from claims.model import (
    Alias,
    Article,
    Attribution,
    Claim,
    Edit,
    Evidence,
    Link,
    Role,
    Segment,
    Source,
    Span,
    Verdict,
    say,
)
from logs import chained

ENGLISH = """Ferry vote put off 🚢 by a week

The council of Porto Nuevo met on Tuesday. "We need one more week," said councillor Ada Finch.
The port authority said in a statement that engineer Tom Hale had warned the board that the old pier was unsafe.
He added that repairs would take a month, perhaps two.
The Daily Lantern reported, citing a harbour pilot, that two boats had collided."""

RUSSIAN = """Мост закроют в среду

«Мост закроют на ремонт», — заявил мэр Пётр Лугов. Движение остановили утром.
Он добавил, что объезд пойдёт по набережной, отметив, что автобусов станет больше.
По словам жителей, дорога была «совсем разбита» ещё зимой."""

ARABIC = """المكتبة تبقى مفتوحة

وأوضح بيان البلدية أن رئيس البلدية شدد على أن المكتبة ستبقى مفتوحة، وأضاف أن الترميم سيبدأ في مايو.
يذكر أن المكتبة تأسست عام 1950."""

NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)


class Writer:
    """Writes the rows of one article by quoting its text."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        title, _ = text.split("\n\n")
        self.article = Article(
            article_id=article_id("The Test Post", language, text), title=title, text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(), language=language, outlet="The Test Post",
            published_at=NOON, published_precision="minute", retrieved_at=NOON, license="CC-BY-4.0",
            segments=(Segment("title", 0, len(title)), Segment("body", len(title) + 2, len(text))),
        )  # fmt: skip
        self.attributions: dict[str, Attribution] = {}
        self.claims: dict[str, Claim] = {}

    def at(self, *phrases: str) -> tuple[Span, ...]:
        """The span of each phrase, at its first place in the body."""
        body = self.text.index("\n\n")
        starts = [self.text.index(phrase, body) for phrase in phrases]
        return tuple(Span(s, s + len(p)) for s, p in zip(starts, phrases, strict=True))

    def report(self, key: str, content: str, cue: str, source: str = "", *, parent: str | None = None,
               quoted: str = "", addressee: str = "", antecedent: str = "", **more: Any) -> None:  # fmt: skip
        """Adds an attribution; an empty phrase is no span."""
        content_, cue_, source_, quoted_, addressee_, antecedent_ = (
            self.at(phrase) if phrase else () for phrase in (content, cue, source, quoted, addressee, antecedent)
        )
        parent_id = self.attributions[parent].attribution_id if parent else None
        self.attributions[key] = Attribution(
            attribution_id=attribution_id(self.article.article_id, parent_id, content_, cue_, source_),
            article_id=self.article.article_id, content=content_, cue=cue_, source=source_, quoted=quoted_,
            addressee=addressee_, antecedent=antecedent_, parent_id=parent_id, engine="gold",
            **({"mention": "name", "confidence": 0.5} | more),
        )  # fmt: skip

    def claim(self, key: str | None, *phrases: str, **more: Any) -> None:
        """Adds a claim of an attribution, of the author where there is none."""
        spans = self.at(*phrases)
        of = self.attributions[key].attribution_id if key else None
        made = claim_id(self.article.article_id, of, spans)
        self.claims[key or "author"] = Claim(
            claim_id=made, article_id=self.article.article_id, attribution_id=of, evidence=spans,
            text=say(self.text, spans), **more,
        )  # fmt: skip


def english() -> Writer:
    """Direct quotation, nesting with an addressee, carry-over into the parent's source, a relay, the author."""
    w = Writer(ENGLISH, "en")
    quote = "We need one more week"
    w.report("finch", quote, "said", "councillor Ada Finch", quoted=quote, quote_type="direct",
             source_id="src_ada_finch")  # fmt: skip
    pier = "the old pier was unsafe"
    told = f"engineer Tom Hale had warned the board that {pier}"
    w.report("port", told, "said in a statement", "The port authority", source_id="src_port_authority")
    w.report("hale", pier, "warned", "engineer Tom Hale", parent="port", addressee="the board",
             source_id="src_tom_hale")  # fmt: skip
    w.report("again", "repairs would take a month, perhaps two", "added", "He", parent="port", mention="pronoun",
             antecedent="engineer Tom Hale", source_id="src_tom_hale")  # fmt: skip
    w.report("lantern", "two boats had collided", "reported", "The Daily Lantern")
    w.report("pilot", "two boats had collided", "citing", "a harbour pilot", parent="lantern", mention="nominal",
             form="participle", anonymity="unnamed")  # fmt: skip
    w.claim("finch", quote, status="reviewed")
    w.claim("hale", pier, check_worthy="yes", status="reviewed")
    w.claim("again", "repairs would take", "perhaps two", modality="possible", hedges=w.at("perhaps"),
            speech_act="prediction")  # fmt: skip
    w.claim("pilot", "two boats had collided")
    w.claim(None, "The council of Porto Nuevo met on Tuesday", event_start=date(2025, 5, 6),
            event_end=date(2025, 5, 6), event_precision="day")  # fmt: skip
    return w


def russian() -> Writer:
    """A pronoun with its antecedent, a controlled participle, a mixed quotation."""
    w = Writer(RUSSIAN, "ru")
    quote = "Мост закроют на ремонт"
    w.report("mayor", quote, "заявил", "мэр Пётр Лугов", quoted=quote, quote_type="direct")
    w.report("he", "объезд пойдёт по набережной", "добавил", "Он", antecedent="мэр Пётр Лугов", mention="pronoun")
    w.report("noting", "автобусов станет больше", "отметив", antecedent="Он", mention="controlled", form="participle")
    w.report("people", "дорога была «совсем разбита» ещё зимой", "По словам", "жителей", quoted="совсем разбита",
             quote_type="mixed", mention="nominal", form="adposition")  # fmt: skip
    for key in ("mayor", "he", "noting", "people"):
        w.claim(key, say(w.text, w.attributions[key].content))
    w.claim(None, "Движение остановили утром")
    return w


def arabic() -> Writer:
    """A statement that holds two reports, the second with its subject dropped."""
    w = Writer(ARABIC, "ar")
    open_, repair = "المكتبة ستبقى مفتوحة", "الترميم سيبدأ في مايو"
    w.report("statement", f"رئيس البلدية شدد على أن {open_}، وأضاف أن {repair}", "أوضح", "بيان البلدية")
    w.report("mayor", open_, "شدد", "رئيس البلدية", parent="statement", mention="nominal")
    w.report("added", repair, "أضاف", parent="statement", antecedent="رئيس البلدية", mention="dropped")
    w.claim("mayor", open_)
    w.claim("added", repair)
    w.claim(None, "المكتبة تأسست عام 1950")
    return w


Rows = dict[str, list[Any]]


def clean_rows() -> Rows:
    """The rows of the clean corpus by table."""
    writers = (english(), russian(), arabic())
    claims = [c for w in writers for c in w.claims.values()]
    one, two = claims[0].claim_id, claims[1].claim_id
    proof = (Evidence("https://example.org/minutes", None, "one more week", "supports"),)
    first = Verdict(content_id("ver_", 1), one, "was_it_said", "not_enough_evidence", "ada", NOON, "No minutes yet.")
    later = Verdict(content_id("ver_", 2), one, "was_it_said", "supported", "ada", NOON.replace(hour=15),
                    "The minutes have it.", proof, first.verdict_id)  # fmt: skip
    patch = '{"polarity": "negative"}'
    return {
        "articles": [w.article for w in writers],
        "sources": [
            Source("src_porto_nuevo", "Porto Nuevo", "state", (Alias("Porto Nuevo", "en", "name"),)),
            Source("src_port_authority", "Port authority", "institution", parent_id="src_porto_nuevo"),
            Source("src_ada_finch", "Ada Finch", "person", wikidata="Q42"),
            Source("src_tom_hale", "Tom Hale", "person",
                   roles=(Role("engineer", "src_port_authority", date(2020, 1, 1), None),)),
        ],
        "attributions": [a for w in writers for a in w.attributions.values()],
        "claims": claims,
        "links": [Link(content_id("lnk_", 1), *sorted((one, two)), "contradicts", 0.25, "human", "One of them errs.")],
        "verdicts": [first, later],
        "edits": chained([
            Edit(content_id("edt_", 1), NOON, "ada", "claims", one, "update", patch, None, "1", None, ""),
            Edit(content_id("edt_", 2), NOON, "ada", "claims", "clm_" + "0" * 16, "update", "{}", "قديم", "1", None, ""),
            Edit(content_id("edt_", 3), NOON, "ada", "claims", "clm_" + "0" * 16, "delete", "{}", None, "1", None, "",
                 None, content_id("edt_", 2)),
        ]),
    }  # fmt: skip


@pytest.fixture
def rows() -> Rows:
    return clean_rows()


@pytest.fixture
def corpus() -> Callable[[Rows], Corpus]:
    """Makes a corpus of rows, each row with the place of a JSONL line."""

    def make(rows: Rows) -> Corpus:
        places = {name: [f"{name}.jsonl:{at + 1}" for at in range(len(found))] for name, found in rows.items()}
        return Corpus.from_rows(**rows, places=places)

    return make
