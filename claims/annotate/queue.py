"""Which article to look at next: what annotators disagree on first, then what the engine was least sure of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from claims.annotate.disagreements import Disagreement
from claims.corpus import Corpus


class Queued(NamedTuple):
    """An article, and why it stands where it does."""

    article_id: str
    why: str


def queue(corpus: Corpus, disagreements: Iterable[Disagreement] = ()) -> list[Queued]:
    """All articles: those with open disagreements first, the most first, then by the doubt of the engine.

    The doubt is the mean of 1 - confidence over the reports that have a confidence; an article without one comes after
    those with any. Among equals the order is that of their ids.
    """
    disputed = Counter(one.article_id for one in disagreements if one.decided is None)
    doubts: dict[str, list[float]] = defaultdict(list)
    for row in corpus.rows("attributions"):
        if row.confidence is not None:
            doubts[row.article_id].append(1 - row.confidence)
    doubt = {article: sum(each) / len(each) for article, each in doubts.items()}
    ids = [article.article_id for article in corpus.rows("articles")]
    order = sorted(ids, key=lambda article: (-disputed[article], -doubt.get(article, -1.0), article))
    return [Queued(article, _why(disputed[article], doubt.get(article))) for article in order]


def _why(disputed: int, doubt: float | None) -> str:
    told = [f"{disputed} {'disagreement' if disputed == 1 else 'disagreements'}"] if disputed else []
    told.append("no confidence told" if doubt is None else f"mean confidence {1 - doubt:.2f}")
    return ", ".join(told)
