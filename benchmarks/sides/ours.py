"""Ours: `validate` of a corpus in memory, by the stated checks alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from claims.corpus import Corpus
from claims.validate.checks import validate
from claims.validate.report import Report
from sides import stated

PACKAGES = ("attributed-claims", "polars")
ONLY = [f"claims.{name}" for name in stated.CHECKS]


def read(folder: Path, rows: int | None) -> Corpus:
    """The claims, and the tables that they name; what reading took beside them is given back."""
    corpus = Corpus.from_tables({name: _table(stated.table(folder, name), rows) for name in ("claims", *stated.KEYS.values())})
    pa.default_memory_pool().release_unused()
    return corpus


def _table(file: Path, rows: int | None) -> pa.Table:
    """A table, or its first rows; read a row group at a time, which takes less memory than all at once."""
    parquet = pq.ParquetFile(file)
    return pa.concat_tables(parquet.read_row_group(at) for at in range(parquet.num_row_groups if rows is None else 1)).slice(0, rows)


def judge(given: Corpus) -> Report:
    return validate(given, only=ONLY)


def found(judged: Report) -> dict[str, int]:
    return {name: total for (name, _), total in judged.totals.items()}
