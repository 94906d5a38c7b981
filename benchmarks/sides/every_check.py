"""Ours, with every check of every table, read from the files of a release as it goes."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

import claims
from claims.contract import TABLES
from claims.corpus import Corpus
from claims.validate.checks import validate
from claims.validate.report import Report
from sides import stated

PACKAGES = ("attributed-claims", "polars")


def read(folder: Path, rows: int | None) -> Corpus:
    """The corpus whose tables stay in their files; of some rows, it is in memory."""
    if rows is None:
        return claims.load(folder)
    return Corpus.from_tables({name: pq.read_table(stated.table(folder, name)).slice(0, rows) for name in TABLES})


def judge(given: Corpus) -> Report:
    return validate(given)


def found(judged: Report) -> dict[str, int]:
    """How often each check of the claims does not hold, of those that all sides make."""
    return {name: total for (name, table), total in judged.totals.items() if table == "claims" and name in stated.CHECKS}
