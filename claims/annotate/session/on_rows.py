"""What is done to any row: a field set, accepted, rejected, flagged, taken out; and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from claims.annotate.change import Change
from claims.annotate.session.desk import Desk, changed, words
from claims.annotate.session.on_attributions import take_out
from claims.annotate.session.on_claims import unlinked
from claims.annotate.session.state import FLAGGED
from claims.contract import contract
from claims.contract.tables import WITHDRAWN
from claims.corpus import row_from_dict
from claims.errors import UsageError
from claims.ids import content_id
from claims.model import Attribution, Claim, Source

KEPT = {"articles": (), "attributions": ("article_id", "engine", "rule", "confidence"), "claims": ("article_id", "text"), "verdicts": ("claim_id", "reviewer", "reviewed_at")}


def set_field(desk: Desk, *, table: str, row_id: str, field: str, value: Any) -> Iterator[Change]:
    """A row with another value in a column; the columns that stand and fall with it follow."""
    yield from set_fields(desk, table=table, row_id=row_id, values={field: value})


def set_fields(desk: Desk, *, table: str, row_id: str, values: Mapping[str, Any]) -> Iterator[Change]:
    """A row with other values in some columns, as JSON has them."""
    row = desk.state.row(table, row_id)
    for column in values:
        contract().table(table).column(column)
        if column in KEPT.get(table, ()) or column == contract().table(table).primary_key:
            raise UsageError(f"{column} is not set by hand", mend="it follows from the rest of the row")
    yield from changed(row, {**_along(desk, row, values), **values})


def _along(desk: Desk, row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow the ones that are set, where the row rules leave but one choice."""
    along: dict[str, Any] = {}
    if isinstance(row, Claim):
        if "evidence" in values:
            along["text"] = words(desk.state.article(row.article_id), row_from_dict("claims", _only(row, values)).evidence)
        if values.get("event_precision") == "unknown" or ("event_start" in values and values["event_start"] is None):
            along |= {"event_start": None, "event_end": None, "event_precision": "unknown"}
        elif "event_start" in values and row.event_precision == "unknown":
            along |= {"event_end": values["event_start"], "event_precision": "day"}
    if isinstance(row, Attribution) and values.get("quote_type") == "indirect":
        along["quoted"] = []
    if isinstance(row, Attribution) and values.get("quote_type") == "direct":
        along["quoted"] = [list(span) for span in row.content]
    return along


def _only(row: Claim, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the evidence that is set, to read it."""
    return {"claim_id": row.claim_id, "article_id": row.article_id, "attribution_id": None, "evidence": values["evidence"], "text": row.text}


def accept(desk: Desk, *, table: str, row_id: str, reason: str | None = None) -> Iterator[Change]:
    """A row that is confirmed as it stands."""
    row = desk.state.row(table, row_id)
    if isinstance(row, Claim) and row.status == WITHDRAWN:
        raise UsageError(f"{row_id} is withdrawn", mend="undo, or set its status to draft, if it is a claim after all")
    yield Change.approve(row, reason=reason)


def reject(desk: Desk, *, table: str, row_id: str, reason: str | None = None, keep_claims: bool = False) -> Iterator[Change]:
    """A proposal turned down: a claim is withdrawn, any other row taken out; see `take_out` for an attribution."""
    yield from _out(desk, table, row_id, "reject", reason, keep_claims)


def delete(desk: Desk, *, table: str, row_id: str, reason: str | None = None, keep_claims: bool = False) -> Iterator[Change]:
    """A row taken out; nothing of it stays but the log."""
    yield from _out(desk, table, row_id, "delete", reason, keep_claims)


def _out(desk: Desk, table: str, row_id: str, op: str, reason: str | None, keep_claims: bool) -> Iterator[Change]:
    row = desk.state.row(table, row_id)
    if isinstance(row, Attribution):
        yield from take_out(desk, row, op, reason, keep_claims=keep_claims)
        return
    if isinstance(row, Claim):
        if op == "reject" and row.status == WITHDRAWN:
            raise UsageError(f"{row_id} is withdrawn already", mend="nothing is left to do")
        yield from unlinked(desk, row, reason)
        if op == "delete" and desk.state.verdicts(row_id):
            raise UsageError(f"{row_id} has a verdict", mend="withdraw the claim, which keeps it for its verdict")
    if isinstance(row, Source):
        _check_unused(desk, row)
    yield Change.delete(row, reason=reason) if op == "delete" else Change.reject(row, reason=reason)


def _check_unused(desk: Desk, source: Source) -> None:
    """Nothing; UsageError where an attribution or another source names the source."""
    named = sum(one.source_id == source.source_id for one in desk.state.rows("attributions"))
    named += sum(one.parent_id == source.source_id or any(role.organisation_id == source.source_id for role in one.roles) for one in desk.state.sources())
    if named:
        raise UsageError(f"{source.source_id} is the source of {named} rows", mend="give them another source first")


def flag(desk: Desk, *, table: str, row_id: str, reason: str | None = None) -> Iterator[Change]:
    """A row that needs another look."""
    row = desk.state.row(table, row_id)
    if desk.state.standing(table, row_id).mark == FLAGGED:
        raise UsageError(f"{row_id} is flagged already", mend="accept it, or take the flag back with reopen")
    yield Change.flag(row, reason=reason)


def reopen(desk: Desk, *, table: str, row_id: str, reason: str | None = None) -> Iterator[Change]:
    """A row that is no longer flagged, or approved where no column says so."""
    row = desk.state.row(table, row_id)
    if not desk.state.standing(table, row_id).mark:
        raise UsageError(f"{row_id} is open", mend="nothing is left to take back")
    yield Change.reopen(row, reason=reason)


def create_verdict(
    desk: Desk, *, claim_id: str, target: str, label: str, justification: str, evidence: list[Mapping[str, Any]] | None = None,
    supersedes_id: str | None = None,
) -> Iterator[Change]:  # fmt: skip
    """A verdict of the annotator on a claim; one that takes the place of an earlier one names it."""
    desk.state.row("claims", claim_id)
    at = desk.at.isoformat()
    values = {
        "verdict_id": content_id("ver_", claim_id, target, desk.annotator, at),
        "claim_id": claim_id,
        "target": target,
        "label": label,
        "reviewer": desk.annotator,
        "reviewed_at": at,
        "justification": justification,
        "evidence": evidence or [],
        "supersedes_id": supersedes_id,
    }
    yield Change.create(row_from_dict("verdicts", values, where="the new verdict"))
