"""What a person does to a row: the change that a log takes down, with the values that it was made on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from claims.contract import ROW_TYPES, contract
from claims.corpus import edit_hash, row_to_dict
from claims.errors import UsageError, unknown
from claims.ids import edit_id
from claims.model import Edit

TABLE_OF = {row_type: table for table, row_type in ROW_TYPES.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one row, not yet in a log; `patch` and `before` have columns with values as JSON has them.

    `before` is what the change was made on: the columns that an update changes, the whole row of any other change,
    None of a creation. `settles` names an edit that could not be replayed and on which this one decides.
    """

    table: str
    row_id: str
    op: str
    patch: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    reason: str | None = None
    settles: str | None = None

    @classmethod
    def create(cls, row: Any, **why: str | None) -> Change:
        """The change that adds a row; `why` is `reason` and `settles`, here and below."""
        table, row_id = _named(row)
        return cls(table, row_id, "create", row_to_dict(row), None, **why)

    @classmethod
    def update(cls, row: Any, after: Any, **why: str | None) -> Change:
        """The change of a row into another with the same key; UsageError where it has another, or nothing differs."""
        table, row_id = _named(row)
        if _named(after) != (table, row_id):
            raise UsageError(f"{row_id!r} cannot become {_named(after)[1]!r}", mend="keep the key, or take one out and add the other")
        old, new = row_to_dict(row), row_to_dict(after)
        patch = {column: value for column, value in new.items() if value != old[column]}
        if not patch:
            raise UsageError(f"nothing of {row_id!r} is changed", mend="approve the row, if it is right as it stands")
        return cls(table, row_id, "update", patch, {column: old[column] for column in patch}, **why)

    @classmethod
    def delete(cls, row: Any, **why: str | None) -> Change:
        """The change that takes a row out."""
        return cls._judge(row, "delete", why)

    @classmethod
    def approve(cls, row: Any, **why: str | None) -> Change:
        """The change that confirms a row as it stands."""
        return cls._judge(row, "approve", why)

    @classmethod
    def reject(cls, row: Any, **why: str | None) -> Change:
        """The change that turns a row down."""
        return cls._judge(row, "reject", why)

    @classmethod
    def flag(cls, row: Any, **why: str | None) -> Change:
        """The change that asks for another look at a row, which stays as it is."""
        return cls._judge(row, "flag", why)

    @classmethod
    def reopen(cls, row: Any, **why: str | None) -> Change:
        """The change that takes back that a row was approved or flagged; it stays as it is."""
        return cls._judge(row, "reopen", why)

    @classmethod
    def _judge(cls, row: Any, op: str, why: Mapping[str, str | None]) -> Change:
        table, row_id = _named(row)
        return cls(table, row_id, op, {}, row_to_dict(row), **why)


def _named(row: Any) -> tuple[str, str]:
    """The table and the key of a row; UsageError where people edit no rows of its kind."""
    table = TABLE_OF.get(type(row), type(row).__name__)
    if table not in contract().labels("edited_table"):
        raise unknown("table that is edited", table, contract().labels("edited_table"))
    return table, str(getattr(row, contract().table(table).primary_key))


def sealed(change: Change, annotator: str, at: datetime, guideline_version: str, previous_hash: str | None) -> Edit:
    """The edit that a change is in a log, with its id and its hash."""
    patch = _json(change.patch)
    edit = Edit(
        edit_id=edit_id(annotator, previous_hash, patch),
        at=at,
        annotator=annotator,
        table=change.table,
        row_id=change.row_id,
        op=change.op,
        patch=patch,
        reason=change.reason,
        guideline_version=guideline_version,
        previous_hash=previous_hash,
        hash="",
        before=None if change.before is None else _json(change.before),
        settles=change.settles,
    )
    return replace(edit, hash=edit_hash(edit))


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, allow_nan=False)
