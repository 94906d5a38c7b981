"""A corpus in Polars, pandas, `datasets` and DuckDB: the same rows, whether in memory or in the files of a release."""

from __future__ import annotations

import builtins

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from claims.contract import FLAT, TABLES, features
from claims.corpus import Corpus, StoredTables, attributed_claims
from claims.errors import MissingExtra, UsageError


@pytest.fixture(params=["in memory", "in files"])
def corpus(request, small_corpus, tmp_path):
    """The small corpus, as it is or in files."""
    if request.param == "in memory":
        return small_corpus
    files = {name: tmp_path / f"{name}.parquet" for name in (FLAT, *TABLES)}
    for name, file in files.items():
        pq.write_table(attributed_claims(small_corpus) if name == FLAT else small_corpus.table(name), file)
    return Corpus(StoredTables(TABLES, files))


def rows(small_corpus, table):
    """The rows of a table as Python values, in its order."""
    return (attributed_claims(small_corpus) if table == FLAT else small_corpus.table(table)).to_pylist()


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_polars_has_the_rows(table, corpus, small_corpus):
    assert corpus.to_polars(table).to_dicts() == rows(small_corpus, table)
    assert corpus.scan(table).collect().equals(corpus.to_polars(table))


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_pandas_has_the_rows_as_it_reads_them_from_a_file(table, corpus, small_corpus, tmp_path):
    pq.write_table(attributed_claims(small_corpus) if table == FLAT else small_corpus.table(table), tmp_path / "one")
    pd.testing.assert_frame_equal(corpus.to_pandas(table), pd.read_parquet(tmp_path / "one"))


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_datasets_has_the_rows_and_the_features_of_a_release(table, corpus, small_corpus):
    found = corpus.to_datasets(table)
    assert found.features == features(table)
    assert list(found) == rows(small_corpus, table)


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_duckdb_has_a_view_for_each_table(table, corpus, small_corpus):
    assert corpus.duckdb().sql(f"select * from {table}").to_arrow_table().to_pylist() == rows(small_corpus, table)


def test_duckdb_asks_for_arabic_words_in_a_chain(corpus):
    query = f"select text, chain[1].cue from {FLAT} where list_contains(list_transform(chain, lambda one: one.cue), 'شدد')"
    assert corpus.duckdb().sql(query).fetchall() == [("بلاده تفضل الحلول السياسية", "أوضح")]


def test_the_flat_view_is_what_opens_by_default(corpus):
    assert corpus.to_polars().equals(corpus.to_polars(FLAT))
    assert list(corpus.to_pandas()["source_name"].dropna()) == ["Vladimir Putin"]


def test_a_query_by_source_reads_the_file_and_no_table(small_corpus, tmp_path):
    pq.write_table(attributed_claims(small_corpus), tmp_path / "flat.parquet")
    files = {FLAT: tmp_path / "flat.parquet"}
    corpus = Corpus(StoredTables(TABLES, files))
    found = corpus.scan().filter(pl.col("source_id") == "src_vladimir_putin").select("text")
    assert "PARQUET SCAN" in found.explain().upper()
    assert found.collect().to_series().to_list() == ["بلاده تفضل الحلول السياسية"]


def test_a_table_that_is_not_there_is_told(corpus):
    for door in (corpus.to_polars, corpus.to_pandas, corpus.to_datasets, corpus.scan):
        with pytest.raises(UsageError, match="no table 'claim'"):
            door("claim")


def test_without_duckdb_the_pip_line_is_told(small_corpus, monkeypatch):
    known = builtins.__import__

    def lacking(name, *rest):
        if name == "duckdb":
            raise ImportError(name)
        return known(name, *rest)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(MissingExtra) as error:
        small_corpus.duckdb()
    assert error.value.mend == "pip install 'attributed-claims[duckdb]'"
