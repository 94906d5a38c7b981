"""Checks of the log of edits: each annotator's log is one unbroken chain of sealed edits, in the order of time, and what it took out is gone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import polars as pl

from claims.contract import TABLES, contract
from claims.validate.frames import EACH, Check, Frames, quoted
from claims.validate.relations import edited
from claims.validate.report import Severity

LOG = ["annotator", "hash"]


def history_checks() -> tuple[Check, ...]:
    """The checks of the chain of edits, and of rows that edits took out."""
    return tuple(_checks())


def _checks() -> Iterator[Check]:
    yield Check(
        name="edit-hash-right", table="edits", column="hash", view=_sealed,
        sentence="The hash of an edit is that of its line, so that nothing in it was changed since it was made.",
        mend="restore the line as it was written; a log is only appended to",
        bad=pl.col("hash") != pl.col("sealed"), found=quoted("hash"), expected=quoted("sealed"),
    )  # fmt: skip
    yield Check(
        name="edit-log-unbroken", table="edits", column="previous_hash", view=_after, across="annotator",
        sentence="Each edit of a log but the first follows another edit of the same log.",
        mend="restore the line that was taken out or changed; a log is only appended to",
        bad=pl.col("at of previous").is_null() & pl.col("previous_hash").is_not_null(),
        found=pl.format("no edit of '{}' has the hash {}", "annotator", "previous_hash"),
    )  # fmt: skip
    fork = pl.col("annotator").is_not_null() & ~pl.struct("annotator", pl.col("previous_hash").fill_null("")).is_first_distinct()
    yield Check(
        name="edit-log-in-one-line", table="edits", column="previous_hash", view=_lines, across="annotator",
        sentence="No two edits of a log follow the same edit, and one alone is the first.",
        mend="put the lines of the log back as they were written; a log is only appended to",
        bad=fork, found=pl.format("{} follows what another edit follows", "edit_id"),
    )  # fmt: skip
    yield Check(
        name="edit-log-in-time", table="edits", column="at", view=_after, across="annotator",
        sentence="An edit was not made before the edit that it follows.",
        mend="restore the times of the log; a log is only appended to",
        bad=pl.col("at") < pl.col("at of previous"),
        found=pl.format("{}, after one of {}", "at", "at of previous"),
    )  # fmt: skip
    yield Check(
        name="settles-an-edit", table="edits", column="settles", view=_settling, across="row_id",
        sentence="What an edit settles is an edit of the same row.",
        mend="name the edit that could not be replayed, or leave settles null",
        bad=~pl.col("is of the row"), found=quoted("settles"),
    )  # fmt: skip
    yield Check(
        name="deleted-row-gone", table="edits", column="row_id", view=_still_there, across="row_id",
        severity=Severity.WARNING, bad=EACH,
        sentence="A row that its last edit takes out is not there, and its id is not used again.",
        mend="replay the edits over the extracted rows, or log the edit that brought the row back",
        found=pl.format("{} '{}' is there", "table", "row_id"),
    )  # fmt: skip


def _sealed(frames: Frames) -> pl.DataFrame:
    """The edits with the hash that each should have, which is `claims.corpus.edit_hash` of it, a column at a time."""
    edits = frames.table("edits").with_columns(at=_instant(pl.col("at")))
    said = sorted(column.name for column in contract().table("edits").columns if column.name != "hash")
    lines = edits.select(pl.concat_str([_pair(name) for name in said], separator=",", ignore_nulls=True)).to_series()
    sealed = [sha256(b"{%b}" % line.encode()).hexdigest() for line in lines]
    return edits.select("row", "hash").with_columns(pl.Series("sealed", sealed, dtype=pl.String))


def _pair(name: str) -> pl.Expr:
    """A column as `"name":"value"` in JSON, null where it is null."""
    encoded = pl.struct(name).struct.json_encode().str.strip_prefix("{").str.strip_suffix("}")
    return pl.when(pl.col(name).is_not_null()).then(encoded)


def _instant(at: pl.Expr) -> pl.Expr:
    """An instant as a line has it: microseconds only where there are any."""
    whole = at.dt.microsecond() == 0
    return pl.when(whole).then(at.dt.strftime("%Y-%m-%dT%H:%M:%SZ")).otherwise(at.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ"))


def _settling(frames: Frames) -> pl.DataFrame:
    """The edits that settle another, each with whether that is there and of the same row."""
    of = ["settles", "table", "row_id"]
    known = frames.table("edits").select(pl.col("edit_id").alias("settles"), *of[1:])
    found = known.unique().with_columns(pl.lit(True).alias("is of the row"))
    settling = frames.table("edits").filter(pl.col("settles").is_not_null()).select("row", *of)
    return settling.join(found, on=of, how="left", maintain_order="left").with_columns(pl.col("is of the row").fill_null(False))


def _lines(frames: Frames) -> pl.DataFrame:
    """The edits whose id no earlier edit of the same log has."""
    return frames.table("edits").filter(pl.struct("annotator", "edit_id").is_first_distinct())


def _after(frames: Frames) -> pl.DataFrame:
    """The edits with the time of the edit of the same annotator that they follow."""
    edits = frames.table("edits")
    known = edits.select("annotator", previous_hash="hash", **{"at of previous": "at"}).unique(
        ["annotator", "previous_hash"], keep="first", maintain_order=True
    )
    return edits.join(known, on=["annotator", "previous_hash"], how="left", maintain_order="left")


def _still_there(frames: Frames) -> pl.DataFrame:
    """The last edits of rows that are there although the edit takes them out."""
    stay = [name for name in TABLES if contract().table(name).keeps_withdrawn]
    gone = (pl.col("op") == "delete") | ((pl.col("op") == "reject") & ~pl.col("table").is_in(stay))
    there = frames.of(edited).filter("there")
    told = there.join(there.filter(gone), on=["table", "row_id"], how="semi")
    last = told.sort("at", "row").unique(["table", "row_id"], keep="last", maintain_order=True)
    return last.filter(gone).sort("row")
