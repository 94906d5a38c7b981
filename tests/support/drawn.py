"""Corpora drawn at random: several scripts, astral letters, interrupted and overlapping spans, chains."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from claims.contract import contract
from claims.corpus import Corpus
from claims.model import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Segment,
    Source,
    Span,
    Spans,
    Verdict,
    say,
)

WORDS = (
    "قال", "الوزير", "إن", "وأوضح", "بيان", "المحادثات\u200f", "сказал", "министр", "—", "«Мы", "готовы»,", "said", "the", "talks",
    "😀", "𝔄𝔟", "👩\u200d👩\u200d👧", "e\u0301", "\u2067نص\u2069", "发言人", "表示", "a\tb", "x\u2028y", "\u00a0", "'n'", '"q"', "<b>&amp;",
)  # fmt: skip
FREE = st.lists(st.sampled_from((*WORDS, "\n", "\\", ";")), min_size=1, max_size=4).map(" ".join)
KINDS = contract().table("sources").column("kind").values
FORMS = tuple(value for value in contract().table("attributions").column("form").values if value != "uncued")


def spans(length: int, least: int = 0) -> st.SearchStrategy[Spans]:
    """Up to three spans that do not touch, in the order of a text of this length."""
    offsets = st.lists(st.integers(0, length), unique=True, min_size=2 * least, max_size=6).map(sorted)
    return offsets.map(lambda at: tuple(Span(at[n], at[n + 1]) for n in range(0, len(at) - 1, 2)))


def one_of(table: str, column: str) -> st.SearchStrategy[str]:
    """A value of a closed set."""
    return st.sampled_from(contract().table(table).column(column).values)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words between blanks and newlines."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=14))
    between = draw(st.lists(st.sampled_from((" ", " ", "\n", "  ")), min_size=len(words), max_size=len(words)))
    return "".join(map("".join, zip(words, between, strict=True))).rstrip("\n ")


@st.composite
def rows(draw: st.DrawFn, number: int) -> dict[str, list[Any]]:
    """The rows of one article."""
    text = draw(texts())
    article = Article(
        f"art_{number:016x}", draw(st.none() | FREE), text, sha256(text.encode()).hexdigest(), draw(st.sampled_from(["ar", "ru", "en"])),
        outlet="Al-Manara", url=draw(st.sampled_from([None, f"https://example.org/{number}"])), published_at=datetime(2025, 7, 4, 9, 30, tzinfo=UTC),
        published_precision="minute", segments=(Segment("body", 0, len(text)),),
    )  # fmt: skip
    sources = [Source(f"src_{number}_{n}", draw(FREE), draw(st.sampled_from(KINDS))) for n in range(draw(st.integers(0, 2)))]
    found: dict[str, list[Any]] = {"articles": [article], "sources": [], "attributions": [], "claims": [], "verdicts": []}
    for n in range(draw(st.integers(0, 4))):
        above = draw(st.sampled_from([None, *found["attributions"]]))
        source = draw(st.sampled_from([None, *sources]))
        found["attributions"].append(
            Attribution(
                f"att_{number:08x}{n:08x}", article.article_id, draw(spans(len(text), 1)), draw(spans(len(text))), draw(spans(len(text))),
                addressee=draw(spans(len(text))), antecedent=draw(spans(len(text))), quoted=draw(spans(len(text))), form=draw(st.sampled_from(FORMS)),
                source_id=source and source.source_id, mention=draw(one_of("attributions", "mention")), parent_id=above and above.attribution_id,
                engine="gold", rule=draw(st.none() | FREE), confidence=draw(st.none() | st.floats(0, 1)),
            )
        )  # fmt: skip
        found["sources"] += [source] if source and source not in found["sources"] else []
    for n in range(draw(st.integers(0, 3))):
        owner = draw(st.sampled_from([None, *found["attributions"]]))
        evidence = draw(spans(len(text), 1))
        found["claims"].append(
            Claim(
                f"clm_{number:08x}{n:08x}", article.article_id, owner and owner.attribution_id, evidence, say(text, evidence),
                standalone=draw(st.none() | FREE), polarity=draw(one_of("claims", "polarity")), hedges=draw(spans(len(text))),
            )
        )  # fmt: skip
        if draw(st.booleans()):
            found["verdicts"].append(
                Verdict(
                    f"ver_{number:08x}{n:08x}", found["claims"][-1].claim_id, draw(one_of("verdicts", "target")), draw(one_of("verdicts", "label")),
                    draw(FREE), article.published_at, draw(FREE), (Evidence("https://example.org/log", None, draw(st.none() | FREE), "supports"),),
                )
            )  # fmt: skip
    return found


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """One or two articles with their rows."""
    whole: dict[str, list[Any]] = {}
    for number in range(draw(st.integers(1, 2))):
        for table, found in draw(rows(number)).items():
            whole[table] = [*whole.get(table, []), *found]
    return Corpus.from_rows(**whole)
