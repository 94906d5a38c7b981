"""Adjudication: one side of a disagreement is picked, edited or turned down, with who and why, in a log of its own.

The decisions are edits like any others: they settle the annotators' edits that could not be replayed beside each other, so
that replaying all logs gives what was decided, and a claim that was decided on is `adjudicated`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from claims.annotate.aligned import Row, key_of
from claims.annotate.change import Change
from claims.annotate.disagreements import Case, Disagreement, cases
from claims.annotate.log import Log
from claims.contract import contract
from claims.contract.tables import WITHDRAWN
from claims.corpus import Corpus, row_from_dict, row_to_dict
from claims.errors import UsageError, unknown
from claims.model import Attribution, Claim, Edit, Span, say

ADJUDICATED = "adjudicated"
AGREED = "the annotators say the same"
TICK = timedelta(microseconds=1)


def now() -> datetime:
    """The time by the clock of this machine, in UTC."""
    return datetime.now(UTC)


class Adjudication:
    """The disagreements of annotators, decided one by one by whoever owns the log; without a log only to be looked at.

    `clock` gives instants with their zone. UsageError where the owner of the log annotates too.
    """

    def __init__(
        self, extracted: Corpus, edits: Sequence[Edit], annotators: Sequence[str], log: Log | None = None, clock: Callable[[], datetime] = now
    ) -> None:
        if log and log.annotator in annotators:
            mend = "adjudicate under another name: agreement is measured on what annotators did by themselves"
            raise UsageError(f"{log.annotator!r} is one of the annotators", mend=mend)
        self.log, self._clock = log, clock
        self.cases = {case.article.article_id: case for case in cases(extracted, edits, annotators)}

    def disagreements(self, article_id: str | None = None) -> list[Disagreement]:
        """All disagreements, or those in one article, decided or not; UsageError where it is none that two have finished."""
        if article_id is not None and article_id not in self.cases:
            raise unknown("article that two have finished", article_id, self.cases)
        chosen = self.cases.values() if article_id is None else [self.cases[article_id]]
        return [found for case in chosen for found in case.disagreements()]

    def open(self, article_id: str | None = None) -> list[Disagreement]:
        """Those that nobody has decided, or that an annotator has edited since."""
        return [one for one in self.disagreements(article_id) if one.decided is None]

    def find(self, disagreement_id: str) -> Disagreement:
        """The disagreement that has this key among those of its rows."""
        for one in self.disagreements():
            if disagreement_id in one.ids:
                return one
        raise unknown("disagreement", disagreement_id, [one.disagreement_id for one in self.open()])

    def pick(self, found: Disagreement, annotator: str, reason: str | None = None, **columns: Any) -> list[Edit]:
        """The edits by which an annotator's row stands, with other values (as JSON has them) in the columns that are given.

        Where that annotator has no row, none stands. UsageError where the annotator is none of the disagreement.
        """
        if annotator not in found.rows:
            raise unknown("side", annotator, found.rows)
        row = found.rows[annotator]
        if columns and row is None:
            raise UsageError(f"{annotator} has no row to edit", mend="pick a side that has one")
        return self._decide(found, row and _edited(self._text(found), found.table, row, columns), reason)

    def neither(self, found: Disagreement, reason: str | None = None) -> list[Edit]:
        """The edits by which no row stands."""
        return self._decide(found, None, reason)

    def take_agreed(self) -> list[Edit]:
        """The edits by which the first annotator's row stands wherever all say the same."""
        made: list[Edit] = []
        for one in self.open():
            if one.agreed:
                made += self.pick(one, next(iter(one.rows)), AGREED)
        return made

    def _text(self, found: Disagreement) -> str:
        return self.cases[found.article_id].article.text or ""

    def _decide(self, found: Disagreement, row: Row | None, reason: str | None) -> list[Edit]:
        """The edits in the log, and the case as it is with them."""
        if self.log is None:
            raise UsageError("there is no log to keep the decision in", mend="open one: Log('edits/nora.jsonl', guideline_version='1')")
        case = self.cases[found.article_id]
        latest = max(edit.at for edit in case.edits)
        made = []
        for change in changes(case, found, row, reason):
            made.append(self.log.append(change, at=max(self._clock(), latest + TICK)))
        self.cases[found.article_id] = Case(case.article, case.extracted, [*case.edits, *made], case.annotators, case.everybody)
        return made


def _edited(text: str, table: str, row: Row, columns: Mapping[str, Any]) -> Row:
    """The row with other values; of a claim with other evidence, what the evidence says. UsageError for a label that is none."""
    for name, value in columns.items():
        column = contract().table(table).column(name)
        if column.values and value not in column.values:
            raise unknown(name, str(value), column.values)
    values = dict(columns)
    if table == "claims" and "evidence" in values and "text" not in values:
        values["text"] = say(text, [Span(*span) for span in values["evidence"]])
    changed: Row = row_from_dict(table, row_to_dict(row) | values, where=f"the {table} row")
    if key_of(table, changed) != key_of(table, row):
        raise UsageError("a key is kept", mend="leave the key out of what is changed")
    return changed


def changes(case: Case, found: Disagreement, row: Row | None, reason: str | None) -> Iterator[Change]:
    """The changes by which a row stands for a disagreement, or none: on what stands now, and settling what waits.

    What named a row that goes names the one that stands instead; where none does, the report around it, and such
    claims are withdrawn.
    """
    standing = _adjudicated(_placed(case, row)) if row else None
    stays = key_of(found.table, standing) if standing else None
    if found.table == "attributions":
        for key in (key for key in found.ids if key != stays):
            yield from _renamed(case, key, stays, set(found.ids), reason)
    for key in sorted(found.ids, key=lambda key: key != stays):
        now = case.now.get((found.table, key))
        waiting = [edit.edit_id for edit in case.refused if edit.row_id == key]
        made = _stands(now, standing, reason) if standing and key == stays else _goes(case, found.table, key, now, reason)
        yield from _settling(list(made), waiting)


def _stands(now: Row | None, row: Row, reason: str | None) -> Iterator[Change]:
    """The changes that make a row stand, the last of which says that it is decided."""
    if now is None:
        yield Change.create(row, reason=reason)
    elif now != row:
        yield Change.update(now, row, reason=reason)
    yield Change.approve(row, reason=reason)


def _goes(case: Case, table: str, key: str, now: Row | None, reason: str | None) -> Iterator[Change]:
    """The changes that take a row out: a claim is withdrawn, and names a report that is there."""
    if isinstance(now, Claim):
        placed = _placed(case, now)
        if placed != now:
            yield Change.update(now, placed, reason=reason)
        yield Change.reject(placed, reason=reason)
    elif now is not None:
        yield Change.delete(now, reason=reason)
    else:
        yield Change(table, key, "delete", reason=reason)


def _settling(made: list[Change], waiting: Sequence[str]) -> Iterator[Change]:
    """The changes, each settling one of the edits that wait; the last again for those that are left."""
    last = made[-1]
    if last.op == "reject" and last.before is not None:
        again = replace(last, before={**last.before, "status": WITHDRAWN})
    else:
        again = last if last.op == "approve" else Change(last.table, last.row_id, last.op, reason=last.reason)
    for change, settles in zip_longest(made, waiting):
        yield replace(change or again, settles=settles)


def _placed(case: Case, row: Row) -> Row:
    """The row with what it names as it stands now."""
    if isinstance(row, Attribution):
        return replace(row, parent_id=_there(case, row.parent_id))
    return replace(row, attribution_id=_there(case, row.attribution_id))


def _adjudicated(row: Row) -> Row:
    return replace(row, status=ADJUDICATED) if isinstance(row, Claim) else row


def _there(case: Case, attribution_id: str | None) -> str | None:
    """The attribution that stands for one which a row names: itself, another of the same disagreement, or the next outwards."""
    passed: set[str] = set()
    while attribution_id is not None and ("attributions", attribution_id) not in case.now:
        group = next((one for one in case.lined.groups["attributions"] if attribution_id in one.ids), None)
        if group is None or attribution_id in passed:
            return None
        passed.update(group.ids)
        outwards = next(row.parent_id for row in group.rows.values() if isinstance(row, Attribution))
        attribution_id = next((key for key in group.ids if ("attributions", key) in case.now), outwards)
    return attribution_id


def _renamed(case: Case, gone: str, stays: str | None, ids: set[str], reason: str | None) -> Iterator[Change]:
    """The changes of what names an attribution that goes; the rows of these ids are decided on anyway."""
    was = case.now.get(("attributions", gone))
    around = stays or (was.parent_id if isinstance(was, Attribution) else None)
    for row in case.now.values():
        if isinstance(row, Attribution) and row.parent_id == gone and row.attribution_id not in ids:
            yield Change.update(row, replace(row, parent_id=around), reason=reason)
        elif isinstance(row, Claim) and row.attribution_id == gone:
            status = row.status if stays else WITHDRAWN
            yield Change.update(row, replace(row, attribution_id=around, status=status), reason=reason)
