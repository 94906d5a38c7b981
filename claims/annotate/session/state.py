"""The rows of a dataset as they stand now: by key and by article, with what people said of each and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.annotate.change import TABLE_OF
from claims.annotate.ops import MARKS, Placed, edited
from claims.contract import contract
from claims.corpus import Corpus
from claims.errors import UsageError, unknown
from claims.model import Article, Attribution, Claim, Edit, Link, Source, Verdict

Key = tuple[str, str]  # the table and the key of a row

APPROVED, FLAGGED = "approved", "flagged"
HERE = "as it is now"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row (None: it is not there) with what people said of it.

    `mark` is FLAGGED, or APPROVED for a row that has no column to say so, or empty; `last` is its last edit.
    """

    row: Any | None = None
    mark: str = ""
    last: Edit | None = None


NOWHERE = Standing()


@dataclass(slots=True)
class State:
    """The articles in their order, and the standing of each row that people edit, also of those that were taken out."""

    articles: dict[str, Article] = field(default_factory=dict)
    standings: dict[str, dict[str, Standing]] = field(default_factory=lambda: {table: {} for table in contract().labels("edited_table")})
    edits: list[Edit] = field(default_factory=list)
    latest: datetime | None = None
    _said_in: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)  # (table, article) -> keys
    _beside: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)  # (links or verdicts, claim) -> keys

    @classmethod
    def of(cls, corpus: Corpus) -> State:
        """The state of a corpus, in whose table of edits are those that made it what it is."""
        state = cls({article.article_id: article for article in corpus.rows("articles")})
        for table in contract().labels("edited_table"):
            for row in corpus.rows(table):
                state._put((table, key_of(row)), Standing(row))
        for edit in sorted(corpus.rows("edits"), key=lambda edit: (edit.at, edit.annotator)):
            now = state.standing(edit.table, edit.row_id)
            state.standings[edit.table][edit.row_id] = Standing(now.row, _marked(now.mark, edit), edit)
            state._keep(edit)
        return state

    def rows(self, table: str) -> Iterator[Any]:
        """The rows of a table that are there."""
        return (one.row for one in self.standings[table].values() if one.row is not None)

    def sources(self) -> Iterator[Source]:
        """The registry as it is now."""
        return self.rows("sources")

    def row(self, table: str, row_id: str) -> Any:
        """The row with this key; UsageError where there is none."""
        if (found := self.find(table, row_id)) is not None:
            return found
        what = "it was taken out" if row_id in self.standings[table] else "there is no such row"
        raise UsageError(f"{table} {row_id!r}: {what}", mend="look at the article anew")

    def find(self, table: str, row_id: str | None) -> Any | None:
        """The row with this key, None where there is none."""
        if table not in self.standings:
            raise unknown("table that is edited", table, self.standings)
        return self.standing(table, row_id).row if row_id else None

    def standing(self, table: str, row_id: str) -> Standing:
        """How a row stands; one that was never there too."""
        return self.standings[table].get(row_id, NOWHERE)

    def article(self, article_id: str) -> Article:
        """The article with this id; UsageError where there is none."""
        if article_id not in self.articles:
            raise UsageError(f"no article {article_id!r} in this dataset", mend="take an id that session.articles() lists")
        return self.articles[article_id]

    def attributions(self, article_id: str) -> list[Attribution]:
        """The attributions of an article in text order."""
        found: list[Attribution] = self._of(self._said_in, "attributions", article_id)
        return sorted(found, key=lambda one: (min((*one.content, *one.cue, *one.source), default=(0, 0)), one.attribution_id))

    def claims(self, article_id: str) -> list[Claim]:
        """The claims of an article in text order, withdrawn ones among them."""
        found: list[Claim] = self._of(self._said_in, "claims", article_id)
        return sorted(found, key=lambda one: (one.evidence, one.claim_id))

    def links(self, claim_id: str) -> list[Link]:
        """The links from and to a claim."""
        return self._of(self._beside, "links", claim_id)

    def verdicts(self, claim_id: str) -> list[Verdict]:
        """The verdicts on a claim."""
        return self._of(self._beside, "verdicts", claim_id)

    def replay(self, edit: Edit) -> None:
        """Nothing; the edit is made. DataError where the row is not what it was made on, and then nothing is changed."""
        now = self.standing(edit.table, edit.row_id)
        placed = None if now.row is None else Placed(now.row, HERE)
        after = edited(edit, placed, edit.row_id in self.standings[edit.table])
        self._put((edit.table, edit.row_id), Standing(after, _marked(now.mark, edit), edit))

    def keep(self, edits: Iterable[Edit]) -> None:
        """Nothing; edits that were made are now in a log as well."""
        for edit in edits:
            now = self.standing(edit.table, edit.row_id)
            self.standings[edit.table][edit.row_id] = Standing(now.row, now.mark, edit)
            self._keep(edit)

    def put_back(self, key: Key, then: Standing) -> None:
        """Nothing; a row stands as it did."""
        self._put(key, then)
        if then is NOWHERE:
            del self.standings[key[0]][key[1]]

    def corpus(self) -> Corpus:
        """The corpus as it is now, with its edits."""
        rows: dict[str, Any] = {table: list(self.rows(table)) for table in contract().labels("edited_table")}
        return Corpus.from_rows(articles=list(self.articles.values()), edits=self.edits, **rows)

    def _keep(self, edit: Edit) -> None:
        self.edits.append(edit)
        self.latest = edit.at if self.latest is None else max(self.latest, edit.at)

    def _put(self, key: Key, standing: Standing) -> None:
        """Nothing; the row stands so, and is found where it belongs."""
        table, row_id = key
        before = self.standing(table, row_id).row
        self.standings[table][row_id] = standing
        for index, name in self._places(table, before):
            index[table, name].pop(row_id, None)
        for index, name in self._places(table, standing.row):
            index.setdefault((table, name), {})[row_id] = None

    def _places(self, table: str, row: Any | None) -> Iterator[tuple[dict[tuple[str, str], dict[str, None]], str]]:
        """Where a row is looked for: beside its article, or beside its claims."""
        if isinstance(row, Attribution | Claim):
            yield self._said_in, row.article_id
        elif isinstance(row, Verdict):
            yield self._beside, row.claim_id
        elif isinstance(row, Link):
            yield self._beside, row.from_id
            yield self._beside, row.to_id

    def _of(self, index: dict[tuple[str, str], dict[str, None]], table: str, name: str) -> list[Any]:
        return [self.standings[table][row_id].row for row_id in index.get((table, name), ())]


def key_of(row: Any) -> str:
    """The key of a row."""
    return str(getattr(row, contract().table(TABLE_OF[type(row)]).primary_key))


def _marked(mark: str, edit: Edit) -> str:
    """What people said of a row, after one more edit of it."""
    if edit.op == "update":
        return mark
    if edit.op == "approve" and edit.table not in MARKS:
        return APPROVED
    return FLAGGED if edit.op == "flag" else ""
