"""A corpus in parts of whole articles, so that what goes through it needs the memory of one part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from claims.contract import arrow_schema
from claims.corpus.tables import Corpus

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLES = 10_000
OF_ARTICLES = ("attributions", "claims")


def in_parts(corpus: Corpus, articles: int = ARTICLES) -> Iterator[Mapping[str, pa.Table]]:
    """Some articles with their attributions and claims at a time, in the order of the corpus, at least one part.

    Each part has all sources, so that a part is a small corpus. Rows of articles that are not there come with
    the article before which they stand, or the last.
    """
    sources = corpus.table("sources")
    readers = {name: _Reader(name, corpus) for name in OF_ARTICLES}
    batches = corpus.batches("articles", articles)
    batch = next(batches, arrow_schema("articles").empty_table())
    while batch is not None:
        after = next(batches, None)
        last = None if after is None else batch["article_id"][-1]
        rows = {name: reader.up_to(last) for name, reader in readers.items()}
        yield {"articles": batch, "sources": sources, **rows}
        batch = after


class _Reader:
    """The rows of a table in its order, as far as an article at a time."""

    def __init__(self, name: str, corpus: Corpus) -> None:
        self.batches = corpus.batches(name)
        self.waiting = arrow_schema(name).empty_table()

    def up_to(self, article: pa.Scalar | None) -> pa.Table:
        """The rows not yet given of the articles as far as this one; of all where it is None."""
        import pyarrow as pa

        taken = [self._take(article)]
        while not self.waiting.num_rows and (batch := next(self.batches, None)) is not None:
            self.waiting = batch
            taken.append(self._take(article))
        return pa.concat_tables(taken)

    def _take(self, article: pa.Scalar | None) -> pa.Table:
        """The waiting rows as far as an article, which then wait no more."""
        import pyarrow.compute as pc

        rows = self.waiting
        ids = rows["article_id"]
        count = rows.num_rows if article is None else pc.sum(pc.less_equal(ids, article), min_count=0).as_py()
        self.waiting = rows.slice(count)
        return rows.slice(0, count)
