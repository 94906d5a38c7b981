"""Logs of edits as an annotator's log has them: each edit sealed and following the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from claims.annotate import Change
from claims.annotate.change import sealed as sealed_change
from claims.corpus import edit_hash
from claims.model import Edit

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def sealed(edit: Edit) -> Edit:
    """The edit with the hash that it should have."""
    return replace(edit, hash=edit_hash(edit))


def chained(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of one log, in its order, each following the one before."""
    found: list[Edit] = []
    for edit in edits:
        found.append(sealed(replace(edit, previous_hash=found[-1].hash if found else None)))
    return found


def log_of(annotator: str, changes: Sequence[Change], at: datetime = NOON) -> list[Edit]:
    """The log of an annotator who made these changes, a minute apart."""
    made: list[Edit] = []
    for minute, change in enumerate(changes):
        made.append(sealed_change(change, annotator, at + timedelta(minutes=minute), "1", made[-1].hash if made else None))
    return made
