"""dataframely: a schema with its rules, and `filter`, which gives the failures of each rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl
from polars import col

from sides import stated

PACKAGES = ("dataframely", "polars")
PAIR = 2  # its primary key fails for both rows of a pair with one key
OWN = {"primary_key": "key-unique", "nullability": "not-null", "regex": "pattern-matched", "min_length": "long-enough"}
Given = tuple[pl.DataFrame, type[dy.Schema]]


def read(folder: Path, rows: int | None) -> Given:
    """The claims and their schema; what no column can say, as that an id is known, is a rule."""
    told = stated.read(folder)
    known = {key: pl.read_parquet(stated.table(folder, name), columns=[key], n_rows=rows)[key] for key, name in stated.KEYS.items()}
    rules = {name: _rule(condition) for name, condition in _conditions(told).items()}
    rules |= {f"reference-exists {key}": _rule(col(key).is_in(ids.implode())) for key, ids in known.items()}
    claims = pl.read_parquet(stated.table(folder, "claims"), n_rows=rows)
    return claims, type("Claims", (dy.Schema,), _columns(told) | rules)


def _columns(told: stated.Stated) -> dict[str, Any]:
    span = dy.Struct({"start": dy.Int64(nullable=True), "end": dy.Int64(nullable=True)})
    columns: dict[str, Any] = {name: dy.String(nullable=name not in told.present) for name in (*told.present, "attribution_id", "standalone", "check_reason")}
    columns |= {name: dy.String(check={"label-known": lambda value, labels=labels: value.is_in(labels)}) for name, labels in told.labels.items()}
    columns |= {name: dy.List(span, nullable=False) for name in told.spans}
    columns |= {name: dy.Date(nullable=True) for name in ("event_start", "event_end")}
    return columns | {"claim_id": dy.String(primary_key=True, regex=told.pattern), "text": dy.String(nullable=False, min_length=1)}


def _rule(condition: pl.Expr) -> Any:
    return dy.rule()(lambda schema: condition)


def _conditions(told: stated.Stated) -> dict[str, pl.Expr]:
    start, end = col("event_start"), col("event_end")
    dated, undated = start.is_not_null() & end.is_not_null(), start.is_null() & end.is_null()
    of_item = pl.element().struct.field
    whole = start == start.dt.month_start()
    fits = (
        pl.when(col("event_precision") == "day").then(start == end)
        .when(col("event_precision") == "month").then(whole & (end == start.dt.month_end()))
        .when(col("event_precision") == "year")
        .then(whole & (start.dt.month() == 1) & (end == start.dt.offset_by("11mo").dt.month_end()))
    )  # fmt: skip
    items = {
        f"items-not-null {name}": col(name).list.eval(of_item("start").is_not_null() & of_item("end").is_not_null()).list.all() for name in told.spans
    }
    return items | {
        "evidence-present": col("evidence").list.len() > 0,
        "event-in-order": start <= end,
        "event-precision-fits": pl.when(col("event_precision") == "unknown").then(undated).otherwise(dated),
        "event-fits-precision": fits | (start > end),
        "worthy-acts-only": (col("check_worthy") != "yes") | col("speech_act").is_in(told.worthy),
        "asserted-without-hedge": (col("modality") != "asserted") | (col("hedges").list.len() == 0),
        "standalone-not-blank": col("standalone").str.contains(r"\w"),
    }


def judge(given: Given) -> dict[str, int]:
    claims, schema = given
    _, failures = schema.filter(claims)
    return failures.counts()


def found(judged: dict[str, int]) -> dict[str, int]:
    """Of the rules of a column the name stands behind the column's, of ours before it."""
    counts: dict[str, int] = {}
    for rule, number in judged.items():
        name = rule.split("|")[-1].removeprefix("check__").split()[0]
        name = OWN.get(name, name)
        counts[name] = counts.get(name, 0) + (number // PAIR if name == "key-unique" else number)
    return counts
