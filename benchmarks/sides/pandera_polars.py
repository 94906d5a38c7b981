"""pandera over Polars as its guide writes a schema: checks of columns, checks of the frame, all failures collected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandera.polars as pa
import polars as pl
from polars import col

from sides import stated

PACKAGES = ("pandera", "polars")
SPANS = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
PAIR = 2  # over Polars both rows of a pair with one key fail, whatever report_duplicates says
OWN = {
    "not_nullable": "not-null", "isin": "label-known", "str_matches": "pattern-matched",
    "field_uniqueness": "key-unique", "multiple_fields_uniqueness": "key-unique",
}  # what it calls checks of its own; behind some of them stand their arguments
Given = tuple[pl.DataFrame, pa.DataFrameSchema]


def read(folder: Path, rows: int | None) -> Given:
    """The claims and their schema."""
    known = {key: pl.read_parquet(stated.table(folder, name), columns=[key], n_rows=rows)[key] for key, name in stated.KEYS.items()}
    return pl.read_parquet(stated.table(folder, "claims"), n_rows=rows), _schema(stated.read(folder), known)


def _holds(name: str, condition: pl.Expr) -> Any:
    """A check that this holds in each row."""
    return pa.Check(lambda data: data.lazyframe.select(condition), name=name)


def _schema(told: stated.Stated, known: dict[str, pl.Series]) -> pa.DataFrameSchema:
    of_item = pl.element().struct.field
    checks: dict[str, list[Any]] = {name: [pa.Check.isin(labels)] for name, labels in told.labels.items()}
    checks |= {name: [_holds("items-not-null", col(name).list.eval(of_item("start").is_not_null() & of_item("end").is_not_null()).list.all())] for name in told.spans}
    checks |= {key: [_holds("reference-exists", col(key).is_in(ids.implode()))] for key, ids in known.items()}
    checks["claim_id"] = [pa.Check.str_matches(told.pattern)]
    checks["text"] = [_holds("long-enough", col("text").str.len_chars() >= 1)]
    checks["standalone"] = [_holds("standalone-not-blank", col("standalone").str.contains(r"\w"))]
    checks["evidence"] += [_holds("evidence-present", col("evidence").list.len() > 0)]
    types = dict.fromkeys(told.spans, SPANS) | {"event_start": pl.Date, "event_end": pl.Date}
    columns = {
        name: pa.Column(types.get(name, pl.String), checks.get(name, []), nullable=name not in told.present)
        for name in (*told.present, "attribution_id", "standalone", "check_reason", "event_start", "event_end")
    }
    return pa.DataFrameSchema(columns, checks=_across(told), unique=["claim_id"])


def _across(told: stated.Stated) -> list[Any]:
    """The checks that look at several columns."""
    start, end = col("event_start"), col("event_end")
    dated, undated = start.is_not_null() & end.is_not_null(), start.is_null() & end.is_null()
    whole = start == start.dt.month_start()
    fits = (
        pl.when(col("event_precision") == "day").then(start == end)
        .when(col("event_precision") == "month").then(whole & (end == start.dt.month_end()))
        .when(col("event_precision") == "year")
        .then(whole & (start.dt.month() == 1) & (end == start.dt.offset_by("11mo").dt.month_end()))
    )  # fmt: skip
    hold = {
        "event-in-order": start <= end,
        "event-precision-fits": pl.when(col("event_precision") == "unknown").then(undated).otherwise(dated),
        "event-fits-precision": fits | (start > end),
        "worthy-acts-only": (col("check_worthy") != "yes") | col("speech_act").is_in(told.worthy),
        "asserted-without-hedge": (col("modality") != "asserted") | (col("hedges").list.len() == 0),
    }
    return [_holds(name, condition.fill_null(True)) for name, condition in hold.items()]


def judge(given: Given) -> pl.DataFrame | None:
    claims, schema = given
    try:
        schema.validate(claims, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases
    return None


def found(judged: pl.DataFrame | None) -> dict[str, int]:
    """A failure of the frame is listed once a column, and counts once."""
    if judged is None:
        return {}
    once = judged.with_columns(column=pl.when(col("schema_context") == "Column").then("column"))
    counted = once.unique(["check", "column", "index"]).group_by(col("check").str.split("(").list.first().replace(OWN)).len()
    return {name: number // PAIR if name == "key-unique" else number for name, number in counted.iter_rows()}
