"""Splits that do not leak: train, validation and test of whole components of articles, which share no claim and no text.

A component is what links between claims and copies of texts tie together, over as many steps as there are. By shares, a
hash of its smallest article_id decides where it goes, whatever else the dataset has: more data moves an article only
where its component gets a smaller id, as one of two that are joined does. By days, its latest article decides, so that
train knows nothing of what came later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from itertools import accumulate

import polars as pl

from claims.corpus import Corpus
from claims.errors import DataError
from claims.ids import HEX_DIGITS, content_id
from claims.plan import Days, Plan, Shares
from claims.text.copies import BATCH, copies
from claims.ties import groups

SHOWN = 5


def splits(corpus: Corpus, plan: Plan) -> dict[str, str]:
    """The split of each article: {article_id: "train", "validation" or "test"}; copies and linked claims stay together.

    DataError where days are asked for and nothing in a component has a date.
    """
    found = components(corpus)
    if isinstance(plan, Days):
        return _by_day(corpus, found, plan)
    drawn = {smallest: _drawn(smallest, plan) for smallest in set(found.values())}
    return {article: drawn[smallest] for article, smallest in found.items()}


def components(corpus: Corpus) -> dict[str, str]:
    """The smallest article_id of each article's component, by article_id."""
    articles = corpus.to_polars("articles", ["article_id", "text_sha256"])
    ids = articles["article_id"].to_list()
    texts = map(pl.DataFrame, corpus.batches("articles", BATCH, ["text", "segments"]))
    ties = pl.concat([_linked(corpus, articles), copies(articles["text_sha256"], texts)])
    smallest = groups(ties.iter_rows())
    return {article: ids[smallest.get(row, row)] for row, article in enumerate(ids)}


def _linked(corpus: Corpus, articles: pl.DataFrame) -> pl.DataFrame:
    """Pairs of rows of the articles whose claims are linked."""
    rows = articles.select("article_id").with_row_index("article")
    claims = corpus.to_polars("claims", ["claim_id", "article_id"]).join(rows, on="article_id")
    links = corpus.to_polars("links", ["from_id", "to_id"])
    one = links.join(claims.select(from_id="claim_id", one="article"), on="from_id")
    both = one.join(claims.select(to_id="claim_id", other="article"), on="to_id")
    return both.select("one", "other").unique().sort("one", "other")


def _drawn(article_id: str, plan: Shares) -> str:
    """The split that a hash of the id falls into."""
    at = int(content_id("", article_id), 16) / 16**HEX_DIGITS
    edges = accumulate(share for _, share in plan.of)
    return next((name for (name, _), edge in zip(plan.of, edges, strict=True) if at < edge), plan.of[-1][0])


def _by_day(corpus: Corpus, found: Mapping[str, str], plan: Days) -> dict[str, str]:
    """The split of each article by the latest day in its component."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    published: list[datetime | None] = corpus.to_polars("articles", ["published_at"])["published_at"].to_list()
    for smallest, moment in zip(found.values(), published, strict=True):
        if moment is not None:
            days[smallest].append(moment.date())
    if undated := [article for article, smallest in found.items() if smallest not in days]:
        raise _without_a_date(corpus, undated)
    latest = {smallest: max(of) for smallest, of in days.items()}
    return {article: _begun(latest[smallest], plan) for article, smallest in found.items()}


def _without_a_date(corpus: Corpus, articles: list[str]) -> DataError:
    """The error for articles that no day puts into a split, the first few named."""
    named = ", ".join(articles[:SHOWN]) + (" ..." if len(articles) > SHOWN else "")
    count = "an article has" if len(articles) == 1 else f"{len(articles):,} articles have"
    return DataError(
        f"{count} no date, and no dated copy or linked article: {named}",
        where=corpus.place("articles", articles[0]), mend="give a published_at, or cut by: hash",
    )  # fmt: skip


def _begun(day: date, plan: Days) -> str:
    """The last split that has begun on a day."""
    return next((name for name, first in reversed(plan.first) if first <= day), "train")
