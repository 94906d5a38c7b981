"""What was done in a session and can be taken back: by edits of its own, since a log only grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.annotate.change import Change
from claims.annotate.session.state import APPROVED, FLAGGED, Key, Standing, State
from claims.errors import DataError, UsageError


class Move(NamedTuple):
    """A row before and after something was done."""

    key: Key
    before: Standing
    after: Standing


Moves = tuple[Move, ...]


@dataclass(slots=True)
class Past:
    """What was done, the last thing last, and what was taken back since."""

    done: list[Moves] = field(default_factory=list)
    undone: list[Moves] = field(default_factory=list)

    def add(self, moves: Moves) -> None:
        """Nothing; something new was done, and what was taken back is gone."""
        self.done.append(moves)
        self.undone.clear()

    def back(self, state: State) -> list[Change]:
        """The changes that take back what was done last; UsageError where nothing was."""
        if not self.done:
            raise UsageError("nothing to undo", mend="only what was done in this session is taken back")
        return list(_made(state, (Move(key, after, before) for key, before, after in reversed(self.done[-1])), "undo"))

    def forth(self, state: State) -> list[Change]:
        """The changes that do again what was taken back last; UsageError where nothing was."""
        if not self.undone:
            raise UsageError("nothing to redo", mend="only what was undone last is done again")
        return list(_made(state, self.undone[-1], "redo"))

    def went_back(self) -> None:
        """Nothing; what was done last is taken back."""
        self.undone.append(self.done.pop())

    def went_forth(self) -> None:
        """Nothing; what was taken back last is done."""
        self.done.append(self.undone.pop())


def _made(state: State, moves: Iterable[Move], reason: str) -> Iterator[Change]:
    """The changes that make rows what they are to be; DataError where one is no longer what it was."""
    for (table, row_id), before, after in moves:
        now = state.standing(table, row_id)
        if (now.row, now.mark) != (before.row, before.mark):
            by = f" by {now.last.annotator}" if now.last else ""
            raise DataError(f"{table} {row_id!r} was changed since{by}", mend="look at the row as it is now, and change it by hand")
        yield from _from_to(table, row_id, before, after, reason)


def _from_to(table: str, row_id: str, now: Standing, then: Standing, reason: str) -> Iterator[Change]:
    """The changes that bring a row from one standing to another."""
    mark = now.mark
    if then.row is None:
        if now.row is not None:
            yield Change.delete(now.row, reason=reason)
        return
    if now.row is None:
        yield Change.create(then.row, reason=reason)
        mark = ""
    elif now.row != then.row:
        yield Change.update(now.row, then.row, reason=reason)
    if mark != then.mark:
        yield {APPROVED: Change.approve, FLAGGED: Change.flag}.get(then.mark, Change.reopen)(then.row, reason=reason)
