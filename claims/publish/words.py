"""What changes are about, in words: what spans say, what sources are called, the chain that a claim came through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from claims.contract import FLAT, contract
from claims.corpus import Corpus
from claims.model import Span, say

ARROW = " → "
NOBODY = "nobody named"
AUTHOR = "the author's voice"
CHAINED = ("parent_id", "attribution_id")  # columns that a chain hangs on
LONGEST = 100  # letters of an article's first line that name it

Cell = tuple[str, str, Any]  # a column, the id of a row, the value


def names(corpus: Corpus, sources: Collection[str]) -> dict[str, str]:
    """The names of sources by their ids."""
    return dict(_rows(corpus, "sources", sources, "name"))


def headings(corpus: Corpus, articles: Collection[str]) -> dict[str, str]:
    """What articles go by: their title, or how their text begins."""
    rows = _rows(corpus, "articles", articles, "title", "text")
    return {key: (title or text or "").strip().partition("\n")[0][:LONGEST] for key, title, text in rows}


def chains(corpus: Corpus, claims: Collection[str]) -> dict[str, str]:
    """The chains of claims in the names of their sources, outermost first; withdrawn claims have none."""
    if not claims:
        return {}
    flat = corpus.scan(FLAT).filter(pl.col("claim_id").is_in(list(claims))).select("claim_id", "chain").collect()
    return {key: ARROW.join(link["name"] or NOBODY for link in chain) or AUTHOR for key, chain in flat.iter_rows()}


def claims_in(corpus: Corpus, articles: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the claims of articles."""
    claims = corpus.to_polars("claims", ["article_id", "claim_id"])
    return _grouped(claims.filter(pl.col("article_id").is_in(list(articles))).iter_rows())


def claims_under(corpus: Corpus, attributions: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the claims that came through attributions, of whose chain each is a part."""
    events = corpus.to_polars("attributions", ["attribution_id", "parent_id"]).drop_nulls()
    level = pl.DataFrame({"root": list(attributions), "attribution_id": list(attributions)}, schema={"root": pl.String, "attribution_id": pl.String})
    under = level
    while level.height:
        inner = level.join(events, left_on="attribution_id", right_on="parent_id").select("root", attribution_id="attribution_id_right")
        level = inner.join(under, on=["root", "attribution_id"], how="anti")
        under = pl.concat([under, level])
    claims = corpus.to_polars("claims", ["claim_id", "attribution_id"])
    return _grouped(claims.join(under, on="attribution_id").select("root", "claim_id").sort("root", "claim_id").iter_rows())


def values_in_words(corpus: Corpus, table: str, cells: Sequence[Cell], claims: Mapping[str, Sequence[str]]) -> list[str | None]:
    """What values of a table mean, each with its column and its row; None where it says so itself.

    `claims` has for a row the claims that it touches, of which the first shows the chain.
    """
    spans = {row for name, row, _ in cells if contract().table(table).column(name).is_spans}
    article = dict(_rows(corpus, table, spans, "article_id")) if spans else {}
    texts = dict(_rows(corpus, "articles", set(article.values()), "text"))
    called = names(corpus, {value for name, _, value in cells if name == "source_id" and value})
    shown = {row: claims[row][0] for name, row, _ in cells if name in CHAINED and claims.get(row)}
    chain = chains(corpus, set(shown.values()))
    words: list[str | None] = []
    for name, row, value in cells:
        if row in article and contract().table(table).column(name).is_spans:
            words.append(_said(texts[article[row]], value))
        elif name in CHAINED:
            words.append(chain.get(shown.get(row, "")))
        else:
            words.append(called.get(value) if name == "source_id" else None)
    return words


def _said(text: str | None, spans: Iterable[Sequence[int]]) -> str | None:
    """What spans of a text say; None where the text is not stored."""
    return None if text is None else say(text, [Span(*span) for span in spans])


def rows_in_words(corpus: Corpus, table: str, ids: Collection[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What rows are, by their ids: a few words, and the claims that each is of."""
    if table == "articles":
        of = claims_in(corpus, ids)
        return {key: (words, of.get(key, ())) for key, words in headings(corpus, ids).items()}
    if table == "attributions":
        of = claims_under(corpus, ids)
        rows = _rows(corpus, table, ids, "article_id", "content")
        texts = dict(_rows(corpus, "articles", {article for _, article, _ in rows}, "text"))
        contents = {key: _said(texts[article], [tuple(span.values()) for span in spans]) for key, article, spans in rows}
        return {key: (words or "", of.get(key, ())) for key, words in contents.items()}
    if table == "links":
        return {
            key: (f"{one} {relation} {other}", (one, other))
            for key, one, relation, other in _rows(corpus, table, ids, "from_id", "relation", "to_id")
        }
    if table == "verdicts":
        rows = _rows(corpus, table, ids, "claim_id", "target", "label")
        return {key: (f"{target}: {label}", (claim,)) for key, claim, target, label in rows}
    column = {"sources": "name", "claims": "text"}[table]
    return {key: (words, (key,) if table == "claims" else ()) for key, words in _rows(corpus, table, ids, column)}


def _rows(corpus: Corpus, table: str, ids: Collection[str], *columns: str) -> list[tuple[Any, ...]]:
    """The keys and some columns of the rows with these keys."""
    key = contract().table(table).primary_key
    return corpus.scan(table).filter(pl.col(key).is_in(list(ids))).select(key, *columns).collect().rows() if ids else []


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
