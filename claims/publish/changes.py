"""What changed from one edition of a dataset to the next, in terms of claims, and the version that asks for.

Rows are paired (see `pairs`) and compared column by column; only what differs becomes Python. A change is told once: a
source that was merged into another is one change, not one for each of its claims. The log of edits is not compared: it is
the history itself. What a reader of the dataset must expect decides on the version (semver.org): a row that is gone, an id
or a text that is another, an article in another split is major, what was added is minor, a correction or a withdrawal is
a patch; below 1.0.0 each is one place lower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import polars as pl

from claims.contract import TABLES, contract
from claims.contract.tables import WITHDRAWN
from claims.corpus import Corpus
from claims.dataset import numbers_of
from claims.publish.compared import Cell, differing
from claims.publish.pairs import Pairs, keys, merged, paired
from claims.publish.words import claims_in, claims_under, names, rows_in_words, values_in_words

ONE = {"articles": "article", "sources": "source", "attributions": "attribution", "claims": "claim", "links": "link", "verdicts": "verdict"}
COMPARED = tuple(table for table in TABLES if table in ONE)
TEXT_CHANGED, MOVED_SPLIT = "article text changed", "article moved between splits"
KINDS: Mapping[tuple[str, str], str] = {
    ("articles", "text"): TEXT_CHANGED,
    ("articles", "text_sha256"): TEXT_CHANGED,
    ("sources", "name"): "source renamed",
    ("attributions", "source_id"): "source changed",
    ("attributions", "parent_id"): "chain changed",
    ("claims", "attribution_id"): "chain changed",
    ("verdicts", "label"): "verdict changed",
}
FOLLOWS = {("articles", "text_sha256"): "text", ("claims", "text"): "evidence"}  # told with the other where both differ


class Level(IntEnum):
    """The place of a version that a change asks for."""

    MAJOR = 0
    MINOR = 1
    PATCH = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """A dataset as it stood once: its rows, what it is called, and the split of each article that has one."""

    corpus: Corpus
    name: str | None = None
    version: str | None = None
    contract: str | None = None
    splits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `row_id` is the row's id now, or the last that it had.

    `old` and `new` are the values of the column as JSON has them, None where the row was added or removed; `was` and
    `now` are they in words: what spans say, the name of a source, the chain. `claims` are the claims that it touches.
    """

    kind: str
    table: str
    row_id: str
    level: Level
    column: str | None = None
    old: Any = None
    new: Any = None
    was: str | None = None
    now: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two editions, table by table in the order of the contract."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many changes there are of each kind, in the order of the changes."""
        return Counter(change.kind for change in self.changes)

    @property
    def level(self) -> Level | None:
        """The place of the version that the changes ask for; None where nothing changed."""
        return min((change.level for change in self.changes), default=None)

    @property
    def proposed(self) -> str | None:
        """The least version that the newer edition should have; None where the older has none."""
        if self.old.version is None or self.level is None:
            return self.old.version
        numbers = list(numbers_of(self.old.version))
        place = self.level if numbers[0] else min(self.level + 1, Level.PATCH)
        return ".".join(map(str, [*numbers[:place], numbers[place] + 1, *[0] * (Level.PATCH - place)]))

    @property
    def enough(self) -> bool:
        """Whether the newer edition's version is no lower than the proposed one; True where one has none."""
        if self.new.version is None or self.proposed is None:
            return True
        return numbers_of(self.new.version) >= numbers_of(self.proposed)


def diff(old: Edition, new: Edition) -> Diff:
    """What changed from one edition to another; DataError where an id stands twice in a table of one."""
    pairs: dict[str, Pairs] = {}
    ids: dict[str, pl.DataFrame] = {}
    for table in COMPARED:
        pairs[table] = paired(table, old.corpus, new.corpus, ids)
        ids[table] = pairs[table].ids
    merges = merged(old.corpus, new.corpus, pairs["sources"], pairs["attributions"])
    ids["sources"] = pl.concat([ids["sources"], merges])
    removed, added = _Inside.of(old.corpus, pairs["articles"].removed), _Inside.of(new.corpus, pairs["articles"].added)
    changes = list(_of_the_whole(old, new))
    for table in COMPARED:
        changes += _removed(old.corpus, table, removed.others(old.corpus, table, pairs[table].removed), merges)
        changes += _added(new.corpus, table, added.others(new.corpus, table, pairs[table].added))
        changes += _other_ids(table, pairs[table].ids)
        changes += _merged(old.corpus, new.corpus, merges) if table == "sources" else []
        changes += _moved(old, new, pairs[table]) if table == "articles" else []
        changes += _corrected(table, old.corpus, new.corpus, list(differing(table, old.corpus, new.corpus, pairs[table], ids)))
    return Diff(old, new, tuple(changes))


@dataclass(frozen=True, slots=True)
class _Inside:
    """Articles of one side only, and their claims: what else belongs to them is told with them."""

    articles: pl.Series
    claims: pl.Series

    @classmethod
    def of(cls, corpus: Corpus, articles: pl.Series) -> _Inside:
        """What is inside the articles with these numbers."""
        ids = keys(corpus, "articles", "row")["id"].gather(articles)
        claims = corpus.to_polars("claims", ["claim_id", "article_id"])
        return cls(ids, claims.filter(pl.col("article_id").is_in(ids.implode()))["claim_id"])

    def others(self, corpus: Corpus, table: str, rows: pl.Series) -> list[str]:
        """The ids of the rows with these numbers that belong to none of the articles."""
        own, inner = contract().table(table), {"articles": self.articles, "claims": self.claims}
        belong = [(key.column, inner[key.table]) for key in own.foreign_keys if key.table in inner]
        found = corpus.to_polars(table, [own.primary_key, *(name for name, _ in belong)])[rows]
        inside = pl.any_horizontal(pl.lit(False), *(pl.col(name).is_in(ids.implode()) for name, ids in belong))
        return found.filter(~inside)[own.primary_key].to_list()


def _of_the_whole(old: Edition, new: Edition) -> Iterator[Change]:
    """The changes of the contract that is followed, and of whether there are splits."""
    if old.contract and new.contract and old.contract != new.contract:
        breaks = numbers_of(old.contract)[0] != numbers_of(new.contract)[0]
        level = Level.MAJOR if breaks else Level.MINOR
        yield Change("contract changed", "dataset", "contract", level, old=old.contract, new=new.contract)
    if bool(old.splits) != bool(new.splits):
        kind, level = ("splits added", Level.MINOR) if new.splits else ("splits removed", Level.MAJOR)
        yield Change(kind, "dataset", "splits", level)


def _removed(corpus: Corpus, table: str, gone: list[str], merges: pl.DataFrame) -> Iterator[Change]:
    """The rows that are no more, but for the sources that are a part of another."""
    ids = set(gone) - (set(merges["was"]) if table == "sources" else set())
    words = rows_in_words(corpus, table, ids)
    for key in sorted(ids):
        yield Change(f"{ONE[table]} removed", table, key, Level.MAJOR, was=words[key][0], claims=words[key][1])


def _added(corpus: Corpus, table: str, came: list[str]) -> Iterator[Change]:
    """The rows that are new."""
    words = rows_in_words(corpus, table, came)
    for key in sorted(came):
        yield Change(f"{ONE[table]} added", table, key, Level.MINOR, now=words[key][0], claims=words[key][1])


def _other_ids(table: str, ids: pl.DataFrame) -> Iterator[Change]:
    """The rows whose id is another."""
    for was, now in ids.sort("now").iter_rows():
        yield Change(f"{ONE[table]} id changed", table, now, Level.MAJOR, contract().table(table).primary_key, was, now)


def _merged(old: Corpus, new: Corpus, merges: pl.DataFrame) -> Iterator[Change]:
    """The sources that are a part of another."""
    before, after = names(old, merges["was"].to_list()), names(new, merges["now"].to_list())
    for was, now in merges.iter_rows():
        yield Change("source merged", "sources", was, Level.MAJOR, "source_id", was, now, before[was], after[now])


def _moved(old: Edition, new: Edition, articles: Pairs) -> Iterator[Change]:
    """The articles that stand in another split."""
    if not (old.splits and new.splits):
        return
    was = keys(old.corpus, "articles", "row")["id"].gather(articles.both["old"])
    now = keys(new.corpus, "articles", "row")["id"].gather(articles.both["new"])
    splits = [(key, old.splits.get(before), new.splits.get(key)) for before, key in zip(was, now, strict=True)]
    moved = {key: (before, after) for key, before, after in splits if before and after and before != after}
    claims = claims_in(new.corpus, moved)
    for key, (before, after) in sorted(moved.items()):
        yield Change(MOVED_SPLIT, "articles", key, Level.MAJOR, "split", before, after, before, after, claims.get(key, ()))


def _corrected(table: str, old: Corpus, new: Corpus, cells: list[Cell]) -> Iterator[Change]:
    """The cells that differ, each with its words and the claims that it touches; what follows from another is left out."""
    differ = {(cell.now, cell.column) for cell in cells}
    own = [cell for cell in cells if (cell.now, FOLLOWS.get((table, cell.column))) not in differ]
    claims = _touched(table, new, {cell.now for cell in own})
    before = values_in_words(old, table, [(cell.column, cell.was, cell.old) for cell in own], claims)
    after = values_in_words(new, table, [(cell.column, cell.now, cell.new) for cell in own], claims)
    for cell, was, now in zip(own, before, after, strict=True):
        kind = _kind(table, cell)
        level = Level.MAJOR if kind == TEXT_CHANGED else Level.PATCH
        yield Change(kind, table, cell.now, level, cell.column, cell.old, cell.new, was, now, claims.get(cell.now, ()))


def _kind(table: str, cell: Cell) -> str:
    """What a change of a cell is called."""
    if (table, cell.column) == ("claims", "status") and WITHDRAWN in (cell.old, cell.new):
        return "claim withdrawn" if cell.new == WITHDRAWN else "claim restored"
    spans = contract().table(table).column(cell.column).is_spans
    return KINDS.get((table, cell.column)) or ("span moved" if spans else f"{cell.column.replace('_', ' ')} changed")


def _touched(table: str, new: Corpus, ids: set[str]) -> dict[str, tuple[str, ...]]:
    """The claims that rows with these ids are of."""
    if table == "attributions":
        return claims_under(new, ids)
    return {key: claims for key, (_, claims) in rows_in_words(new, table, ids).items()}
