"""What each op makes of a row, and whether the row still is what the edit was made on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from claims.contract import contract
from claims.contract.tables import WITHDRAWN
from claims.corpus import row_from_dict, row_to_dict
from claims.errors import DataError
from claims.model import Edit
from claims.text.encoding import json_object

Values = Mapping[str, Any]
TAKES_OUT = ("delete", "reject")
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the place that it has its values from."""

    row: Any
    where: str


class Mark(NamedTuple):
    """The column that says whether a person has confirmed a row, what stands there before, and after (None: who it was)."""

    column: str
    before: str | None
    after: str | None


MARKS: Mapping[str, Mark] = {
    "claims": Mark("status", "draft", "reviewed"),
    "sources": Mark("status", "draft", "confirmed"),
    "links": Mark("confirmed_by", None, None),
}


def edited(edit: Edit, placed: Placed | None, known: bool) -> Any | None:
    """What an edit makes of a row (None: of none), None where it takes it out.

    `known` says whether the row was ever there. DataError where the edit cannot be replayed.
    """
    tables = contract().labels("edited_table")
    if edit.table not in tables:
        raise DataError(f"no table {edit.table!r} that is edited", mend=f"there are: {', '.join(tables)}")
    if edit.op not in OPS:
        raise DataError(f"no op {edit.op!r}", mend=f"there are: {', '.join(OPS)}")
    patch = _object(edit.patch, "patch")
    if patch and edit.op not in ("create", "update"):
        raise DataError(f"{edit.op} has a patch", mend="change columns with an update")
    if edit.op == "create":
        return _created(edit, patch, placed)
    if placed is not None:
        now = row_to_dict(placed.row)
        values = OPS[edit.op](edit, now, patch)
        _check_before(edit, now, values or {}, placed.where)
        return None if values is None else _row(edit, now | dict(values))
    if edit.op in TAKES_OUT and (known or edit.settles):
        return None
    gone = "it was taken out" if known else "there is no such row"
    raise DataError(f"{_name(edit)}: {gone}", mend=_decide(edit))


def _created(edit: Edit, patch: Values, placed: Placed | None) -> Any:
    """The new row; the same row made twice is made once."""
    row = _row(edit, {contract().table(edit.table).primary_key: edit.row_id, **patch})
    if placed is not None and placed.row != row:
        raise DataError(f"{_name(edit)} is there and is another ({placed.where})", mend=_decide(edit))
    return row


def _row(edit: Edit, values: Values) -> Any:
    """The row of these values, with the key that the edit names."""
    row = row_from_dict(edit.table, values)
    key = contract().table(edit.table).primary_key
    if getattr(row, key) != edit.row_id:
        raise DataError(f"{_name(edit)}: {key} would be another", mend="a key is kept; take the row out and add another")
    return row


def _patched(edit: Edit, now: Values, patch: Values) -> Values:
    """The columns that the patch has."""
    return patch


def _approved(edit: Edit, now: Values, patch: Values) -> Values:
    """The mark of a row that nobody had confirmed; what is confirmed, adjudicated or withdrawn stays so."""
    mark = MARKS.get(edit.table)
    if mark is None or now[mark.column] != mark.before:
        return {}
    return {mark.column: mark.after or edit.annotator}


def _kept(edit: Edit, now: Values, patch: Values) -> Values:
    """No column: the row stays as it is, and the log says that somebody looked at it."""
    return {}


def _deleted(edit: Edit, now: Values, patch: Values) -> None:
    """None: the row is taken out."""
    return None


def _rejected(edit: Edit, now: Values, patch: Values) -> Values | None:
    """The status of a row that stays though it is turned down, else None."""
    return {"status": WITHDRAWN} if contract().table(edit.table).keeps_withdrawn else None


OPS: Mapping[str, Callable[[Edit, Values, Values], Values | None]] = {
    "create": _patched,
    "update": _patched,
    "delete": _deleted,
    "approve": _approved,
    "reject": _rejected,
    "flag": _kept,
    "reopen": _kept,
}


def _check_before(edit: Edit, now: Values, values: Values, where: str) -> None:
    """Nothing; DataError where the row has neither what the edit was made on nor what the edit makes of it."""
    before = {} if edit.before is None else _object(edit.before, "before")
    if strange := [column for column in before if column not in now]:
        raise DataError(f"before: no column {strange[0]!r}", mend=f"columns of {edit.table}: {', '.join(now)}")
    mark = MARKS.get(edit.table)
    for column, was in before.items():
        found = now[column]
        if found == was or (column in values and found == values[column]):
            continue
        if edit.op == "approve" and mark and column == mark.column and found != WITHDRAWN:
            continue  # somebody else has confirmed it too
        raise DataError(f"{_name(edit)}: {column} was {_shown(was)}, is {_shown(found)} ({where})", mend=_decide(edit))


def _object(text: str, column: str) -> dict[str, Any]:
    """The JSON object in a column of an edit."""
    try:
        return json_object(text.encode("utf-8"), column)
    except DataError as error:
        raise DataError(f"{column} is {error.what}", mend='an object, as {"polarity": "negative"}') from None


def _name(edit: Edit) -> str:
    return f"{edit.table} {edit.row_id!r}"


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 3] + "..."


def _decide(edit: Edit) -> str:
    return f"look at the row as it is now, and log an edit of it that settles {edit.edit_id}"
