"""Polars by hand, eager: one select of all sums, the keys by `n_unique` and by anti joins."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from polars import col

from sides import stated

PACKAGES = ("polars",)
Given = tuple[dict[str, pl.DataFrame], dict[str, list[pl.Expr]]]


def read(folder: Path, rows: int | None) -> Given:
    """The claims and the keys that they name; the conditions by check."""
    tables = {name: pl.read_parquet(stated.table(folder, name), columns=[key], n_rows=rows) for key, name in stated.KEYS.items()}
    tables["claims"] = pl.read_parquet(stated.table(folder, "claims"), n_rows=rows)
    return tables, _conditions(stated.read(folder))


def _conditions(told: stated.Stated) -> dict[str, list[pl.Expr]]:
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
    return {
        "not-null": [col(name).is_null() for name in told.present],
        "items-not-null": [col(name).list.eval(of_item("start").is_null() | of_item("end").is_null()).list.any() for name in told.spans],
        "label-known": [~col(name).is_in(labels) for name, labels in told.labels.items()],
        "pattern-matched": [~col("claim_id").str.contains(told.pattern)],
        "long-enough": [col("text").str.len_chars() < 1],
        "evidence-present": [col("evidence").list.len() == 0],
        "event-in-order": [start > end],
        "event-precision-fits": [pl.when(col("event_precision") == "unknown").then(~undated).otherwise(~dated)],
        "event-fits-precision": [~fits & (start <= end)],
        "worthy-acts-only": [(col("check_worthy") == "yes") & ~col("speech_act").is_in(told.worthy)],
        "asserted-without-hedge": [(col("modality") == "asserted") & (col("hedges").list.len() > 0)],
        "standalone-not-blank": [~col("standalone").str.contains(r"\w")],
    }


def judge(given: Given) -> dict[str, int]:
    tables, conditions = given
    claims = tables["claims"]
    sums = claims.select(sum(bad.sum() for bad in bads).alias(name) for name, bads in conditions.items())
    keys = claims["claim_id"].drop_nulls()
    astray = [
        claims.select(key).drop_nulls().join(tables[name], on=key, how="anti").height for key, name in stated.KEYS.items()
    ]
    return sums.row(0, named=True) | {"key-unique": keys.len() - keys.n_unique(), "reference-exists": sum(astray)}


def found(judged: dict[str, int]) -> dict[str, int]:
    return judged
