"""Small corpora of claims said in some outlet, on some day, in some language, one article a claim unless articles are named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from claims.corpus import Corpus
from claims.ids import content_id
from claims.model import Article, Attribution, Claim, Link, Segment, Source, Span

START = datetime(2025, 7, 1, 9, tzinfo=UTC)


def corpus_of(*said: dict[str, object], **tables: list[object]) -> Corpus:
    """The corpus of claims; each may give `text`, `language`, `outlet`, `day`, `source`, `polarity`, `act`, `cue` and `article`.

    `article` is the whole text of the article, in which the claim stands once.
    """
    rows: dict[str, list[object]] = {"articles": [], "attributions": [], "claims": [], "sources": []}
    for number, one in enumerate(said):
        _add(rows, number, one)
    rows["sources"] = [Source(key, key.removeprefix("src_").title(), "person") for key in sorted({str(one["source"]) for one in said if one.get("source")})]
    rows["articles"] = list({article.article_id: article for article in rows["articles"]}.values())  # type: ignore[attr-defined]
    return Corpus.from_rows(**rows, **tables)  # type: ignore[arg-type]


def _add(rows: dict[str, list[object]], number: int, one: dict[str, object]) -> None:
    text = str(one["text"])
    cue = str(one.get("cue", "said"))
    whole = str(one.get("article", f"{cue} {text}"))
    outlet, day = str(one.get("outlet", f"Outlet {number}")), one.get("day", number)
    published = None if day is None else START + timedelta(days=float(day))  # type: ignore[arg-type]
    article = content_id("art_", outlet, whole, str(published))
    at = whole.index(text)
    content = (Span(at, at + len(text)),)
    attribution = None
    if one.get("source"):
        attribution = content_id("att_", article, text)
        cued = (Span(whole.index(cue), whole.index(cue) + len(cue)),)
        rows["attributions"].append(
            Attribution(attribution, article, content, cued, (), source_id=str(one["source"]), commitment=str(one.get("commitment", "asserts")))
        )
    rows["articles"].append(
        Article(
            article, None, whole, sha256(whole.encode()).hexdigest(), str(one.get("language", "en")), outlet,
            published_at=published, published_precision="minute" if published else "unknown", segments=(Segment("body", 0, len(whole)),),
        )
    )  # fmt: skip
    rows["claims"].append(
        Claim(
            content_id("clm_", article, text), article, attribution, content, text,
            polarity=str(one.get("polarity", "positive")), speech_act=str(one.get("act", "assertion")),
        )
    )  # fmt: skip


def claim_ids(corpus: Corpus) -> dict[str, str]:
    """The id of each claim by its text; of texts that stand twice, of the last."""
    return {claim.text: claim.claim_id for claim in corpus.rows("claims")}


def relations(corpus: Corpus, links: list[Link]) -> list[tuple[str, str, str]]:
    """(text, relation, text) of each link, sorted."""
    text = {claim.claim_id: claim.text for claim in corpus.rows("claims")}
    return sorted((text[link.from_id], link.relation, text[link.to_id]) for link in links)


class Meanings:
    """An embedder that knows which texts mean the same: each given group of texts has a direction of its own."""

    name, scale = "meanings", (0.0, 1.0)

    def __init__(self, *groups: tuple[str, ...]) -> None:
        self.groups, self.asked = groups, 0

    def encode(self, texts):  # type: ignore[no-untyped-def]
        """A row for each text, by which of the groups begins with what it says."""
        import numpy as np

        self.asked += len(texts)
        vectors = np.zeros((len(texts), len(self.groups) + len(texts)), dtype=np.float32)
        for row, text in enumerate(texts):
            hit = next((n for n, group in enumerate(self.groups) if any(part in text for part in group)), len(self.groups) + row)
            vectors[row, hit] = 1.0
        return vectors
