"""What several annotators of an article disagree on: reports and claims side by side, and which of it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims.annotate.aligned import Aligned, Alignment, Row, aligned, key_of, label_of
from claims.annotate.replay import replay
from claims.annotate.states import (
    OF_ARTICLES,
    article_of,
    by_article,
    states,
    visible,
    without_withdrawn,
)
from claims.contract import contract
from claims.corpus import Corpus, row_to_dict
from claims.errors import UsageError
from claims.model import Article, Attribution, Claim, Edit, Extraction, say

FOLLOW = frozenset({"engine", "rule", "confidence", "status", "text"})  # who made a row, how far it is, and what its evidence says
NAMING = frozenset({"parent_id", "attribution_id"})
DECIDE = frozenset({"approve", "reject", "delete"})  # the ops that end a decision


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A report or claim for which annotators have different rows, or not all a row (None).

    `ids` are the keys of its rows, each once. `columns` are those that differ; none where all say the same, but in rows of
    their own, of which one should stay, or by edits that cannot be replayed beside each other. `now` is what stands in the
    dataset with everybody's edits, `decided` the edit that ended it.
    """

    article_id: str
    table: str
    ids: tuple[str, ...]
    rows: Mapping[str, Row | None]
    columns: tuple[str, ...]
    now: tuple[Row, ...]
    decided: Edit | None

    @property
    def disagreement_id(self) -> str:
        """The first of the keys, which names it."""
        return self.ids[0]

    @property
    def agreed(self) -> bool:
        """Whether all say the same, and only which row stays is to be decided."""
        there = [row is not None for row in self.rows.values()]
        return not self.columns and (all(there) or not any(there))


@dataclass(frozen=True)
class Case:
    """One article that two or more annotators have finished: what was extracted, and all edits of its rows, log after log."""

    article: Article
    extracted: Extraction
    edits: Sequence[Edit]
    annotators: tuple[str, ...]
    everybody: frozenset[str]  # all who annotate; whoever else has a log adjudicates

    @cached_property
    def corpus(self) -> Corpus:
        """The extracted rows of the article."""
        return Corpus.from_rows(articles=[self.article], attributions=self.extracted.attributions, claims=self.extracted.claims)

    @cached_property
    def now(self) -> Mapping[tuple[str, str], Row]:
        """The rows with everybody's edits, by table and key, withdrawn ones among them."""
        return self._replayed[0]

    @cached_property
    def refused(self) -> list[Edit]:
        """The edits that cannot be replayed and that nothing settles yet, the earliest first."""
        return self._replayed[1]

    @cached_property
    def _replayed(self) -> tuple[dict[tuple[str, str], Row], list[Edit]]:
        corpus, refused = replay(self.corpus, self.edits, places=[edit.edit_id for edit in self.edits])
        rows = {(table, key_of(table, row)): row for table in OF_ARTICLES for row in corpus.rows(table)}
        open_ids = {one.where for one in refused}
        return rows, sorted((edit for edit in self.edits if edit.edit_id in open_ids), key=lambda edit: edit.at)

    @cached_property
    def lined(self) -> Alignment:
        """The rows of the annotators side by side."""
        left = {}
        for name in self.annotators:
            corpus, _ = replay(self.corpus, visible(self.edits, name, blind=True))
            left[name] = without_withdrawn(by_article(corpus)[self.article.article_id])
        return aligned(self.article.text or "", left)

    def disagreements(self) -> list[Disagreement]:
        """All of them, decided or not, reports first, in text order; last what all took out, but not by the same edits."""
        lined = [found for table in OF_ARTICLES for group in self.lined.groups[table] if (found := self._disagreement(group))]
        known = {key for table in OF_ARTICLES for group in self.lined.groups[table] for key in group.ids}
        gone = {(edit.table, edit.row_id) for edit in self.refused if edit.row_id not in known}
        return lined + [self._told(Aligned(table, {}), (key,), (), None) for table, key in sorted(gone)]

    def _disagreement(self, group: Aligned) -> Disagreement | None:
        """What is disagreed on; None where all have the same row and no edit of it waits to be settled."""
        columns, ids = tuple(self._differing(group)), tuple(group.ids)
        waiting = any(edit.row_id in ids for edit in self.refused)
        if not columns and len(group.rows) == len(self.annotators) and len(ids) == 1 and not waiting:
            return None
        return self._told(group, ids, columns, None if waiting else self._decision(ids))

    def _told(self, group: Aligned, ids: tuple[str, ...], columns: tuple[str, ...], decided: Edit | None) -> Disagreement:
        rows = {name: group.rows.get(name) for name in self.annotators}
        now = tuple(self.now[group.table, key] for key in ids if (group.table, key) in self.now)
        return Disagreement(self.article.article_id, group.table, ids, rows, columns, now, decided)

    def _differing(self, group: Aligned) -> Iterator[str]:
        """The columns in which the rows that there are differ."""
        key = contract().table(group.table).primary_key
        for column in contract().table(group.table).columns:
            if column.name == key or column.name in FOLLOW:
                continue
            if column.name in NAMING:
                said = {label_of(self.lined, group, column.name, name) for name in group.rows}
            else:
                said = {getattr(row, column.name) for row in group.rows.values()}
            if len(said) > 1:
                yield column.name

    def _decision(self, ids: Sequence[str]) -> Edit | None:
        """The edit of somebody who does not annotate that ended the matter; None where an annotator has edited a row since."""
        last: Edit | None = None
        for edit in sorted((one for one in self.edits if one.row_id in ids), key=lambda one: one.at):
            if edit.annotator in self.everybody:
                last = None
            elif edit.op in DECIDE:
                last = edit
        return last


def cases(extracted: Corpus, edits: Sequence[Edit], annotators: Sequence[str]) -> list[Case]:
    """The articles that two or more of these have finished, in the corpus's order; UsageError where there is none."""
    left = states(extracted, edits, annotators)
    places = article_of(extracted, edits)
    of_article: dict[str, list[Edit]] = {}
    for edit in edits:
        if edit.row_id in places:
            of_article.setdefault(places[edit.row_id], []).append(edit)
    rows = by_article(extracted)
    found = []
    for article in extracted.rows("articles"):
        names = tuple(state.annotator for state in left if article.article_id in state.finished)
        if len(names) > 1:
            found.append(Case(article, rows[article.article_id], of_article[article.article_id], names, frozenset(annotators)))
    if not found:
        mend = "give two the same articles (claims assign --overlap), and approve what is right as it stands"
        raise UsageError(f"no article was finished by two of {', '.join(annotators) or 'nobody'}", mend=mend)
    return found


def as_json(found: Disagreement, text: str) -> dict[str, Any]:
    """A disagreement as JSON values: each side's row, and what each of its spans says in the article's text."""
    sides = {name: None if row is None else _side(row, text) for name, row in found.rows.items()}
    decided = found.decided
    return {
        "disagreement_id": found.disagreement_id, "article_id": found.article_id, "table": found.table, "columns": list(found.columns),
        "sides": sides, "now": [_side(row, text) for row in found.now],
        "decided": None if decided is None else {"by": decided.annotator, "reason": decided.reason, "edit_id": decided.edit_id},
    }  # fmt: skip


def _side(row: Attribution | Claim, text: str) -> dict[str, Any]:
    table = "attributions" if isinstance(row, Attribution) else "claims"
    spans = [column.name for column in contract().table(table).columns if column.is_spans]
    return {"row": row_to_dict(row), "said": {name: say(text, getattr(row, name)) for name in spans if getattr(row, name)}}
