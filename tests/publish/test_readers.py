"""A published folder opens in what people use, with the same rows: `datasets`, Polars, DuckDB, pandas, pyarrow."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.contract import FLAT, TABLES, arrow_schema, features
from claims.corpus import Corpus
from claims.publish.release import publish


@pytest.fixture(scope="module")
def release(every_row, tmp_path_factory) -> Path:
    """A release of the small corpus."""
    return publish(Corpus.from_rows(**every_row), tmp_path_factory.mktemp("out") / "r", name="small", version="1.0.0")


def rows_of(release: Path, table: str) -> list[dict]:
    """The rows of a table as pyarrow reads them."""
    return pq.read_table(release / "data" / f"{table}.parquet").to_pylist()


@pytest.fixture
def load(release, tmp_path, monkeypatch):
    """`datasets.load_dataset` on the release, offline and with a cache of its own."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    datasets.disable_progress_bars()
    return lambda *config, **more: datasets.load_dataset(
        str(release), *config, cache_dir=str(tmp_path / "cache"), **more
    )


def test_datasets_opens_the_flat_view_by_default(load):
    rows = load()["train"]
    assert rows.features == features(FLAT)
    nested = next(row for row in rows if len(row["chain"]) == 2)
    assert [link["name"] for link in nested["chain"]] == ["Kremlin", "Vladimir Putin"]


@pytest.mark.parametrize("table", TABLES)
def test_datasets_opens_every_table_by_its_name(table, load, release):
    rows = load(table)["train"]
    assert rows.features == features(table)
    assert list(rows) == rows_of(release, table)
    streamed = load(table, split="train", streaming=True)
    assert streamed.features == features(table)
    assert list(streamed) == rows_of(release, table)


def test_spans_read_by_datasets_say_what_the_article_says(load):
    texts = {row["article_id"]: row["text"] for row in load("articles")["train"]}
    for claim in load("claims")["train"]:
        text = texts[claim["article_id"]]
        assert " … ".join(text[s["start"] : s["end"]] for s in claim["evidence"]) == claim["text"]


def test_a_table_without_rows_is_no_config_but_is_there(small_rows, tmp_path):
    import yaml

    small_rows["links"] = []
    folder = publish(Corpus.from_rows(**small_rows), tmp_path / "x", name="x", version="1.0.0")
    card = (folder / "README.md").read_text(encoding="utf-8")
    names = [config["config_name"] for config in yaml.safe_load(card.split("---")[1])["configs"]]
    assert names == [FLAT, *(table for table in TABLES if table != "links")]
    assert pq.ParquetFile(folder / "data/links.parquet").metadata.num_rows == 0


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_polars_and_duckdb_read_the_same_rows(table, release):
    import duckdb
    import polars as pl

    file = str(release / "data" / f"{table}.parquet")
    assert pl.read_parquet(file).to_dicts() == rows_of(release, table)
    found = duckdb.sql(f"select * from '{file}'").to_arrow_table()
    assert found.to_pylist() == rows_of(release, table)


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_pandas_reads_the_same_rows(table, release):
    import pandas as pd

    columns = pq.read_schema(release / "data" / f"{table}.parquet")
    found = pd.read_parquet(release / "data" / f"{table}.parquet", dtype_backend="pyarrow")
    back = pa.Table.from_pandas(found, columns.remove_metadata(), preserve_index=False)
    assert back.to_pylist() == rows_of(release, table)


def test_polars_slices_spans_by_code_points(release):
    import polars as pl

    articles = pl.read_parquet(release / "data/articles.parquet").select(
        "article_id", article="text"
    )
    claims = pl.read_parquet(release / "data/claims.parquet").join(articles, on="article_id")
    span = pl.col("evidence").list.first().struct
    said = pl.col("article").str.slice(span.field("start"), span.field("end") - span.field("start"))
    assert claims.select((said == pl.col("text")).all()).item()


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_files_are_zstd_with_the_contracts_types_and_say_what_an_offset_counts(table, release):
    file = pq.ParquetFile(release / "data" / f"{table}.parquet")
    assert file.schema_arrow.remove_metadata().equals(arrow_schema(table))
    assert "large" not in str(file.schema_arrow)
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert b'"offset_unit": "codepoint"' in file.schema_arrow.metadata[b"attributed_claims"]
