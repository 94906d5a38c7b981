"""Half of the claims of a corpus broken, each in one way, the ways taking turns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
from sides.stated import Stated, table

from claims.contract import TABLES, arrow_schema
from claims.corpus import Corpus

Way = dict[str, pl.Expr]  # what stands in some columns of a claim instead

STRANGE = pl.lit("غير معروف")


def broken(clean: Path, folder: Path, told: Stated) -> None:
    """Nothing; the folder has the tables of a valid corpus, every second claim broken."""
    (folder / "data").mkdir(parents=True)
    tables = {name: pq.read_table(table(clean, name)) for name in TABLES}
    claims = pl.DataFrame(tables["claims"]).with_row_index("row")
    number = pl.col("row") // 2
    all_ways = ways(told)
    for column in arrow_schema("claims").names:
        changed = pl.col(column)
        for at, way in enumerate(all_ways):
            if column in way:
                wrong = (pl.col("row") % 2 == 1) & (number % len(all_ways) == at)
                changed = pl.when(wrong).then(way[column].cast(claims.schema[column])).otherwise(changed)
        claims = claims.with_columns(changed.alias(f"new {column}"))
    made = claims.select(pl.col(f"new {column}").alias(column) for column in arrow_schema("claims").names)
    tables["claims"] = made.to_arrow().cast(arrow_schema("claims"))
    for name, rows in Corpus.from_tables(tables).tables.items():
        pq.write_table(rows, table(folder, name), compression="zstd")


def ways(told: Stated) -> list[Way]:
    """Every check broken, in every column that it looks at."""
    item = pl.struct(start=pl.lit(None, dtype=pl.Int64), end=pl.lit(7, dtype=pl.Int64))
    spans = pl.concat_list(item)
    april = {"event_start": pl.lit(date(2025, 4, 1)), "event_end": pl.lit(date(2025, 4, 3))}
    return [
        *({name: pl.lit(None)} for name in told.present if name != "claim_id"),  # some sides take two that are null for one key
        *({name: spans, "modality": pl.lit("likely")} for name in told.spans),
        *({name: STRANGE} for name in told.labels),
        {"claim_id": pl.col("claim_id").shift(1)},
        {"claim_id": pl.concat_str(pl.col("claim_id"), STRANGE)},
        {"text": pl.lit("")},
        {"article_id": pl.lit("art_0000000000000000")},
        {"attribution_id": pl.lit("att_0000000000000000")},
        {"evidence": pl.col("evidence").list.head(0)},
        {"event_start": april["event_end"], "event_end": april["event_start"], "event_precision": pl.lit("range")},
        {"event_precision": pl.lit("year"), "event_start": pl.lit(None), "event_end": pl.lit(None)},
        {**april, "event_precision": pl.lit("month")},
        {"check_worthy": pl.lit("yes"), "speech_act": pl.lit("question")},
        {"modality": pl.lit("asserted"), "hedges": pl.col("evidence")},
        {"standalone": pl.lit("؟ …")},
    ]  # fmt: skip
