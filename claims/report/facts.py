"""What the pages tell of: the rows of a corpus, each found by the page that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from claims.contract import FLAT
from claims.corpus import Corpus, attributed_claims
from claims.corpus.arrow import from_arrow
from claims.model import Article, AttributedClaim, Attribution, Claim, Source, Verdict
from claims.track import Thread, threads


@dataclass(frozen=True, slots=True)
class Title:
    """What a person says of the dataset, as far as it is said."""

    name: str
    version: str | None = None
    title: str | None = None
    description: str | None = None
    license: str | None = None

    @property
    def heading(self) -> str:
        """What the dataset is called."""
        return self.title or self.name


@dataclass(frozen=True, eq=False)
class Facts:
    """A corpus read for pages. Claims are those of the flat view: the withdrawn are left out."""

    title: Title
    articles: Sequence[Article]
    sources: dict[str, Source]
    claims: Sequence[AttributedClaim]
    rows: dict[str, Claim]
    attributions: dict[str, list[Attribution]]
    verdicts: dict[str, list[Verdict]]
    threads: Sequence[Thread]

    @classmethod
    def of(cls, corpus: Corpus, title: Title) -> Facts:
        """The facts of a corpus that holds to its contract; the articles are in the order of their days."""
        articles = sorted(corpus.rows("articles"), key=lambda one: (moment(one.published_at), one.article_id))
        day = {one.article_id: number for number, one in enumerate(articles)}
        claims: list[AttributedClaim] = from_arrow(FLAT, attributed_claims(corpus))
        claims.sort(key=lambda one: day[one.article_id])  # stable: in an article they keep the order of the text
        verdicts = sorted(corpus.rows("verdicts"), key=lambda one: (one.reviewed_at, one.verdict_id))
        superseded = {one.supersedes_id for one in verdicts}
        return cls(
            title, articles, {one.source_id: one for one in corpus.rows("sources")}, claims,
            {one.claim_id: one for one in corpus.rows("claims")}, _by(corpus.rows("attributions"), "article_id"),
            _by([one for one in verdicts if one.verdict_id not in superseded], "claim_id"), threads(corpus),
        )  # fmt: skip

    @cached_property
    def by_id(self) -> dict[str, AttributedClaim]:
        """Each claim by its id."""
        return {one.claim_id: one for one in self.claims}

    @cached_property
    def thread_of(self) -> dict[str, Thread]:
        """The thread that each claim is in, of those that are in one."""
        return {report.claim_id: one for one in self.threads for report in one.reports}

    @cached_property
    def by_article(self) -> dict[str, list[AttributedClaim]]:
        """The claims of each article, in the order of its text."""
        return _by(self.claims, "article_id")

    @cached_property
    def said_by(self) -> dict[str, list[AttributedClaim]]:
        """The claims of each source of its own, the earliest first."""
        return _by([one for one in self.claims if one.source_id], "source_id")

    @cached_property
    def passed_on_by(self) -> dict[str, list[AttributedClaim]]:
        """The claims of others that reach the reader through each source, the earliest first."""
        found: dict[str, list[AttributedClaim]] = defaultdict(list)
        for claim in self.claims:
            for key in dict.fromkeys(link.source_id for link in claim.chain[:-1]):
                if key and key != claim.source_id:
                    found[key].append(claim)
        return found


def moment(at: datetime | None) -> float:
    """An instant as a number to sort by; what has none stands last."""
    return at.timestamp() if at else float("inf")


def day(at: datetime | None) -> str:
    """The day of an instant in UTC, as 2026-07-01; empty where there is none."""
    return at.date().isoformat() if at else ""


def _by(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """The rows by the value that each has at a key, in their order."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return dict(found)
