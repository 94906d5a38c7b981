"""Corpora of any size that are valid by construction: each offset is written down as the text is put together.

Articles in English, Arabic and Russian with a direct quotation, a mixed one, a report inside a report, a carried-over
one and the author's own voice; sources, links, verdicts and a log of edits belong to them. A seed gives the same rows.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from claims.corpus import edit_hash
from claims.ids import article_id, attribution_id, claim_id, content_id, edit_id
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

Rows = dict[str, list[Any]]
Piece = tuple[str, str]  # a role and its words; "" for what has no role

NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)
FIRST = ("Ada", "Boris", "Clara", "Denis", "Elena", "Farid", "Greta", "Hasan", "Irene", "Jonas", "Karim", "Leila")
LAST = ("Finch", "Hale", "Lugov", "Marsh", "Noor", "Olsen", "Petrov", "Quinn", "Rahal", "Stone", "Tamm", "Vidal")
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "{0} waits for number {1}", "direct": "We need {1} more days", "said": "said", "whole": "The council met in room {1}",
        "statement": "The port of {0}", "that": " stated that ", "stated": "stated", "warned": "warned", "pier": "pier {1} was not safe",
        "again": "repairs would take {1} weeks", "pronoun": "He", "added": "added", "mixed": "the road was ", "bad": "in a very bad state",
        "people": "residents", "according": "According to", "comma": ", ",
    },
    "ru": {
        "title": "{0} ждёт номер {1}", "direct": "Нам нужно ещё {1} дней", "said": "заявил", "whole": "Совет собрался в зале {1}",
        "statement": "Порт {0}", "that": " сообщил, что ", "stated": "сообщил", "warned": "предупредил", "pier": "причал {1} не был готов",
        "again": "ремонт займёт {1} недель", "pronoun": "Он", "added": "добавил", "mixed": "дорога была ", "bad": "в очень плохом состоянии",
        "people": "жителей", "according": "По словам", "comma": ", ",
    },
    "ar": {
        "title": "{0} بانتظار الرقم {1}", "direct": "نحتاج إلى {1} يوما إضافيا", "said": "قال", "whole": "اجتمع المجلس في القاعة {1}",
        "statement": "ميناء {0}", "that": " أن ", "stated": "ذكر", "warned": "حذر", "pier": "الرصيف {1} لم يكن جاهزا",
        "again": "الإصلاح سيستغرق {1} أسبوعا", "pronoun": "هو", "added": "أضاف", "mixed": "الطريق كان ", "bad": "في حالة سيئة جدا",
        "people": "السكان", "according": "وفق", "comma": "، ",
    },
}  # fmt: skip


@dataclass(slots=True)
class Writer:
    """One article as it grows, and the rows of what it says."""

    language: str
    outlet: str
    text: str = ""
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def put(self, words: str) -> Span:
        """The span of words that are put at the end."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def corpus_rows(articles: int, seed: int) -> Rows:
    """The rows of a valid corpus with this many articles, six claims each."""
    chance = random.Random(seed)
    rows: Rows = {"articles": [], "sources": _sources(), "attributions": [], "claims": [], "links": [], "verdicts": [], "edits": []}
    for number in range(articles):
        _article(rows, number, chance)
    _links(rows, chance)
    _verdicts(rows)
    _edits(rows)
    return rows


def _sources() -> list[Source]:
    port = Source("src_port", "Port", "institution", (Alias("the port", "en", "name"),), parent_id="src_state", wikidata="Q12")
    state = Source("src_state", "State", "state", (Alias("the state", "en", "name"),))
    people = [
        Source(f"src_{first}_{last}".lower(), f"{first} {last}", "person", (Alias(f"{first} {last}", "en", "name"), Alias(f"{first} {last}", "ru", "name"), Alias(f"{first} {last}", "ar", "name")),
               (Role("engineer", "src_port", date(2020, 1, 1), None),))
        for first in FIRST for last in LAST
    ]  # fmt: skip
    return [port, state, *people]


def _article(rows: Rows, number: int, chance: random.Random) -> None:
    language = ("en", "ru", "ar")[number % 3]
    outlet = f"Outlet {chance.randrange(40)}"
    writer = Writer(language, outlet)
    people = [(chance.choice(FIRST), chance.choice(LAST)) for _ in range(3)]
    one, two, three = (f"{first} {last}" for first, last in people)
    w = {key: value.format(one.split()[1], chance.randrange(10, 10_000)) for key, value in WORDS[language].items()}
    title = writer.put(w["title"])
    writer.put("\n\n")
    body = len(writer.text)
    _write(writer, w, (one, two, three), article_id(outlet, str(number), w["title"]), chance)
    text = writer.text
    rows["articles"].append(
        Article(
            article_id(outlet, str(number), w["title"]), text[: title.end], text, hashlib.sha256(text.encode()).hexdigest(), language,
            outlet, f"https://example.org/{number}", NOON, "minute", NOON + timedelta(hours=1), "CC0-1.0",
            segments=(Segment("title", *title), Segment("body", body, len(text))),
        )
    )  # fmt: skip
    rows["attributions"] += writer.attributions
    rows["claims"] += [Claim(**{**_fields(claim), "text": say(text, claim.evidence)}) for claim in writer.claims]


def _fields(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}


def _write(writer: Writer, w: Mapping[str, str], names: Sequence[str], article: str, chance: random.Random) -> None:
    """The sentences of an article's body, each with its report and its claim."""
    one, two, three = names
    put = writer.put

    def report(content: Span, cue: Span, source: Sequence[Span], parent: Attribution | None = None, **more: Any) -> Attribution:
        parent_id = parent.attribution_id if parent else None
        key = attribution_id(article, parent_id, (content,), (cue,), tuple(source))
        made = Attribution(key, article, (content,), (cue,), tuple(source), parent_id=parent_id, engine="made", confidence=chance.random(), **more)
        writer.attributions.append(made)
        return made

    def claim(of: Attribution | None, *evidence: Span, **more: Any) -> None:
        key = of.attribution_id if of else None
        writer.claims.append(Claim(claim_id(article, key, evidence), article, key, evidence, "", **more))

    put('"')
    quote = put(w["direct"])
    put('" - ')
    said, _, who = put(w["said"]), put(" "), put(one)
    put(". ")
    claim(report(quote, said, [who], quoted=(quote,), quote_type="direct", source_id=_key(one), mention="name", anonymity="named"), quote, status="reviewed")
    claim(None, put(w["whole"]), status="reviewed", check_worthy="yes", event_start=date(2025, 5, 6), event_end=date(2025, 5, 6), event_precision="day")
    put(".\n")
    _nested(writer, w, two, report, claim)
    put("\n")
    according, _, people = put(w["according"]), put(" "), put(w["people"])
    put(w["comma"])
    start = len(writer.text)
    put(w["mixed"] + "«")
    bad = put(w["bad"])
    put("»")
    content = Span(start, len(writer.text))
    claim(report(content, according, [people], quoted=(bad,), quote_type="mixed", form="adposition", mention="nominal", anonymity="group"), content)
    put(". ")
    claim(None, put(f"{three} {w['whole']}"))
    put(".")


def _nested(writer: Writer, w: Mapping[str, str], name: str, report: Any, claim: Any) -> None:
    """A statement that holds a report, and one that is carried over into it."""
    put = writer.put
    port = put(w["statement"])
    put(" ")
    stated, _ = put(w["stated"]), put(": ")
    inside = len(writer.text)
    who, _, warned, _ = put(name), put(" "), put(w["warned"]), put(": ")
    pier = put(w["pier"])
    outer = report(Span(inside, len(writer.text)), stated, [port], source_id="src_port", mention="nominal", anonymity="named")
    inner = report(pier, warned, [who], outer, source_id=_key(name), mention="name", anonymity="named")
    put(". ")
    he, _, added, _ = put(w["pronoun"]), put(" "), put(w["added"]), put(": ")
    again = put(w["again"])
    carried = report(again, added, [he], outer, antecedent=(who,), source_id=_key(name), mention="pronoun", anonymity="named")
    put(".")
    claim(inner, pier, polarity="negative", status="reviewed", standalone=f"{name}: {w['pier']}", check_worthy="yes")
    claim(carried, again, speech_act="prediction")


def _key(name: str) -> str:
    return f"src_{name.replace(' ', '_')}".lower()


def _links(rows: Rows, chance: random.Random) -> None:
    """A link from the first claim of every second article to the same of the article before."""
    firsts = [rows["claims"][at] for at in range(0, len(rows["claims"]), len(rows["claims"]) // max(len(rows["articles"]), 1) or 1)]
    for number in range(1, len(firsts), 2):
        one, two = sorted((firsts[number - 1].claim_id, firsts[number].claim_id))
        rows["links"].append(Link(content_id("lnk_", one, two), one, two, "same", chance.random(), "human", "both ask for time"))


def _verdicts(rows: Rows) -> None:
    """A verdict on every fifth reviewed claim that is reported, and one that supersedes it."""
    proof = (Evidence("https://example.org/minutes", None, None, "supports"),)
    reported = [claim for claim in rows["claims"] if claim.status == "reviewed" and claim.attribution_id]
    for claim in reported[::5]:
        first, second = content_id("ver_", claim.claim_id, 1), content_id("ver_", claim.claim_id, 2)
        rows["verdicts"] += [
            Verdict(first, claim.claim_id, "was_it_said", "not_enough_evidence", "ada", NOON, "No minutes yet."),
            Verdict(second, claim.claim_id, "was_it_said", "supported", "ada", NOON + timedelta(hours=3), "The minutes have it.", proof, first),
        ]


def _edits(rows: Rows) -> None:
    """A log of one annotator that approves every fourth claim."""
    before: str | None = None
    for number, claim in enumerate(rows["claims"][::4]):
        at = NOON + timedelta(minutes=number)
        edit = Edit(edit_id("ada", before, claim.claim_id), at, "ada", "claims", claim.claim_id, "approve", "{}", None, "1", before, "")
        before = edit_hash(edit)
        rows["edits"].append(replace(edit, hash=before))
