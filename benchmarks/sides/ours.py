"""Ours: `validate` of a corpus in memory, by the stated checks alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from claims.corpus import Corpus
from claims.validate.checks import validate
from claims.validate.report import Report
from sides import stated

PACKAGES = ("attributed-claims", "polars")
ONLY = [f"claims.{name}" for name in stated.CHECKS]


def read(folder: Path, rows: int | None) -> Corpus:
    """The claims, and the tables that they name."""
    tables = {name: pq.read_table(stated.table(folder, name)) for name in ("claims", *stated.KEYS.values())}
    return Corpus.from_tables({name: found.slice(0, rows) for name, found in tables.items()})


def judge(given: Corpus) -> Report:
    return validate(given, only=ONLY)


def found(judged: Report) -> dict[str, int]:
    return {name: total for (name, _), total in judged.totals.items()}
