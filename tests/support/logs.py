"""Logs of edits as an annotator's log has them: each edit sealed and following the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claims.corpus import edit_hash
from claims.model import Edit


def sealed(edit: Edit) -> Edit:
    """The edit with the hash that it should have."""
    return replace(edit, hash=edit_hash(edit))


def chained(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of one log, in its order, each following the one before."""
    found: list[Edit] = []
    for edit in edits:
        found.append(sealed(replace(edit, previous_hash=found[-1].hash if found else None)))
    return found
