"""What several tests start from: a small valid corpus with a nested chain, Arabic, Russian and an emoji."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from claims.corpus import Corpus
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
)
from logs import chained
from site_of_pages import Site, serving_pages

pytest_plugins = ["browser"]

AR = "عاجل 😀\nأوضح بيان الكرملين أن بوتين شدد على أن بلاده تفضل الحلول السياسية."
RU = "Переговоры начались в среду. «Мы готовы», — сказал губернатор."
DAY = datetime(2025, 7, 4, 9, 30, tzinfo=UTC)


def at(text: str, *parts: str) -> tuple[Span, ...]:
    """Where the text has these parts, each standing in it once."""
    assert all(text.count(part) == 1 for part in parts)
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def article(digit: str, text: str, language: str, outlet: str) -> Article:
    """An article with a title line or none."""
    cut = text.find("\n")
    head = (Segment("title", 0, cut),) if cut > 0 else ()
    return Article(
        article_id="art_" + digit * 16,
        title=text[:cut] if cut > 0 else None,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        language=language,
        outlet=outlet,
        url=f"https://example.org/{digit}",
        published_at=DAY,
        published_precision="minute",
        license="CC-BY-4.0",
        segments=(*head, Segment("body", cut + 1, len(text))),
    )


def rows_of_a_small_corpus() -> dict[str, list[object]]:
    """The rows by table: a statement that reports Putin, a quotation, and the author's own voice."""
    arabic, russian = article("a", AR, "ar", "Al-Manara"), article("b", RU, "ru", "Вестник залива")
    quoted = at(RU, "Мы готовы")
    outer = Attribution(
        "att_" + "1" * 16,
        arabic.article_id,
        content=at(AR, "بوتين شدد على أن بلاده تفضل الحلول السياسية"),
        cue=at(AR, "أوضح"),
        source=at(AR, "بيان الكرملين"),
        source_id="src_kremlin",
        mention="nominal",
        engine="gold",
    )
    inner = Attribution(
        "att_" + "0" * 16,
        arabic.article_id,
        content=at(AR, "بلاده تفضل الحلول السياسية"),
        cue=at(AR, "شدد"),
        source=at(AR, "بوتين"),
        source_id="src_vladimir_putin",
        mention="name",
        cue_class="emphatic",
        parent_id=outer.attribution_id,
        engine="gold",
        confidence=0.75,
    )
    said = Attribution(
        "att_" + "2" * 16,
        russian.article_id,
        content=quoted,
        cue=at(RU, "сказал"),
        source=at(RU, "губернатор"),
        quoted=quoted,
        quote_type="direct",
        mention="nominal",
        anonymity="role_only",
        engine="gold",
    )
    own = at(RU, "Переговоры начались в среду")
    claims = [
        Claim(
            "clm_" + "1" * 16, arabic.article_id, inner.attribution_id, inner.content,
            "بلاده تفضل الحلول السياسية", standalone="روسيا تفضل الحلول السياسية",
        ),
        Claim("clm_" + "2" * 16, russian.article_id, said.attribution_id, quoted, "Мы готовы"),
        Claim(
            "clm_" + "3" * 16, russian.article_id, None, own, "Переговоры начались в среду",
            check_worthy="yes", event_start=date(2025, 7, 2), event_end=date(2025, 7, 2),
            event_precision="day",
        ),
    ]  # fmt: skip
    sources = [
        Source(
            "src_vladimir_putin", "Vladimir Putin", "person",
            aliases=(Alias("بوتين", "ar", "short_name"), Alias("Путин", "ru", "short_name")),
            roles=(Role("President of Russia", "src_kremlin", date(2012, 5, 7), None),),
            wikidata="Q7747",
        ),
        Source("src_kremlin", "Kremlin", "institution"),
    ]  # fmt: skip
    return {
        "articles": [russian, arabic],
        "sources": sources,
        "attributions": [said, outer, inner],
        "claims": claims,
        "links": [
            Link("lnk_" + "0" * 16, claims[1].claim_id, claims[2].claim_id, "updates", 0.5, "human", "newer")
        ],
        "verdicts": [
            Verdict(
                "ver_" + "0" * 16, claims[2].claim_id, "is_it_so", "supported", "mila", DAY, "The log says so.",
                evidence=(Evidence("https://example.org/log", None, "среда", "supports"),),
            )
        ],
        "edits": chained([
            Edit(
                "edt_" + "0" * 16, DAY, "mila", "claims", claims[0].claim_id, "update",
                '{"polarity":"positive"}', None, "1", None, "",
            )
        ]),
    }  # fmt: skip


@pytest.fixture
def small_rows() -> dict[str, list[object]]:
    """The rows of the small corpus by table, not sorted."""
    return rows_of_a_small_corpus()


@pytest.fixture(scope="session")
def every_row() -> dict[str, list[Any]]:
    """The same rows, for what is set up once for many tests."""
    return rows_of_a_small_corpus()


@pytest.fixture
def small_corpus() -> Corpus:
    """A small valid corpus with a row in every table."""
    return Corpus.from_rows(**rows_of_a_small_corpus())


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder, which the program is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of pages on this machine."""
    with serving_pages() as found:
        yield found
