"""The stock `pandera validate` accepts every published table and rejects a broken one, by its exit code.

Its screen output says "passed" even for the check that failed, so nothing here reads it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from claims.contract import FLAT, TABLES
from claims.contract.reading import schemas_folder
from claims.publish.release import publish


def accepted(table: str, file: Path) -> bool:
    """Whether the real command line accepts a file as a table."""
    schema = str(schemas_folder() / f"{table}.yaml")
    command = [sys.executable, "-m", "pandera", "validate", "-s", schema, "-d", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}, run.stderr
    return run.returncode == 0


@pytest.fixture
def release(small_corpus, tmp_path) -> Path:
    return publish(small_corpus, tmp_path / "release", name="small", version="1.0.0")


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_every_published_table_is_accepted(table, release):
    assert accepted(table, release / "data" / f"{table}.parquet")


@pytest.mark.parametrize(
    ("table", "broken"),
    [
        ("claims", {"polarity": pl.lit("maybe")}),
        ("claims", {"text": pl.lit(None, pl.String)}),
        ("articles", {"article_id": pl.lit("art_" + "a" * 16)}),
        ("attributions", {"confidence": pl.lit(1.5)}),
        (FLAT, {"source_kind": pl.lit("robot")}),
        ("sources", {"extra": pl.lit(1)}),
    ],
)
def test_a_broken_table_is_rejected(table, broken, release):
    file = release / "data" / f"{table}.parquet"
    pl.read_parquet(file).with_columns(**broken).write_parquet(file)
    assert not accepted(table, file)


def test_a_table_is_rejected_as_another(release):
    assert not accepted("claims", release / "data" / "articles.parquet")
