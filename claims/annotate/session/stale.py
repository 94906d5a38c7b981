"""Rows that were annotated by older guidelines: what a label of theirs meant then, and means now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claims.annotate.session.state import State
from claims.contract import Contract, Enum
from claims.contract.released import read_released, releases

JUDGING = ("create", "update", "approve")


def stale(state: State, now: Contract) -> list[dict[str, Any]]:
    """{table, row_id, article_id, field, value, annotator, guideline_version, why} for each label that may be another today.

    A row is as old as the last edit that made, changed or approved it, and its guidelines are the contract of that version: a
    label is listed where its definition has changed since, or labels were added that did not exist then. Rows by guidelines that
    are no version of the contract are listed once, with no field, as nobody can tell what has changed.
    """
    ages = {(edit.table, edit.row_id): edit for edit in state.edits if edit.op in JUDGING}
    found = []
    known: dict[str, Contract | None] = {now.version: now}
    for (table, row_id), edit in sorted(ages.items()):
        row = state.find(table, row_id)
        version = edit.guideline_version
        if version not in known:
            known[version] = contract_of(version)
        if row is None or known[version] is now:
            continue
        about = {"table": table, "row_id": row_id, "article_id": getattr(row, "article_id", None)}
        by = {"annotator": edit.annotator, "guideline_version": version}
        for field, value, why in _changed(row, table, known[version], now):
            found.append({**about, "field": field, "value": value, **by, "why": why})
    return found


def contract_of(version: str) -> Contract | None:
    """The released contract of this version, None where there is none."""
    file = releases().get(version)
    return read_released(file.read_text(encoding="utf-8"), str(file)) if file else None


def _changed(row: Any, table: str, then: Contract | None, now: Contract) -> Iterator[tuple[str | None, str | None, str]]:
    """Each field whose label may be another now, with its value and the reason."""
    if then is None:
        yield None, None, "it is not known what the guidelines said then"
        return
    for column in now.table(table).columns:
        if column.labels is None or column.labels not in then.enums:
            continue
        value = getattr(row, column.name)
        if why := _why(value, then.enums[column.labels], now.enums[column.labels]):
            yield column.name, value, why


def _why(value: str, then: Enum, now: Enum) -> str | None:
    """Why a value may be another now; None where nothing has changed for it."""
    meant, means = _definition(then, value), _definition(now, value)
    if meant != means:
        return f"{value} meant: {meant} It means: {means}"
    added = [label for label in now.labels if label not in then.labels]
    return f"there is now also: {', '.join(added)}" if added else None


def _definition(enum: Enum, value: str) -> str:
    labels: Mapping[str, Any] = enum.labels
    return str(labels[value].definition) if value in labels else "nothing."
