"""A JavaScript reader of Parquet that has never heard of us, hyparquet, reads the rows as they were written.

It needs node, and `npm install --prefix tests/javascript --no-package-lock` once; CI may not do without.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from claims.contract import FLAT, TABLES
from claims.corpus import Corpus
from claims.plan import Shares
from claims.publish.release import publish

JAVASCRIPT = Path(__file__).parents[1] / "javascript"
THERE = shutil.which("node") is not None and (JAVASCRIPT / "node_modules").is_dir()

HALVES = Shares((("train", 0.5), ("test", 0.5)))

pytestmark = pytest.mark.skipif(
    not THERE and os.environ.get("CI") != "true", reason="it needs node and `npm install --prefix tests/javascript --no-package-lock`"
)


@pytest.fixture(scope="module")
def release(every_row, tmp_path_factory) -> Path:
    return publish(Corpus.from_rows(**every_row), tmp_path_factory.mktemp("out") / "r", name="small", version="1.0.0", splits=HALVES)


def as_json(value):
    """A value as JavaScript writes it: instants and days in milliseconds."""
    if isinstance(value, list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    if isinstance(value, date):
        return f"{value}T00:00:00.000Z"
    return value


@pytest.mark.parametrize("name", [f"{FLAT}/train", f"{FLAT}/test", *TABLES])
def test_hyparquet_reads_the_rows(name, release):
    file = release / "data" / f"{name}.parquet"
    run = subprocess.run(["node", JAVASCRIPT / "read.mjs", file], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == as_json(pq.read_table(file).to_pylist())
