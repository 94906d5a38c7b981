"""The tables of a release: the same bytes however the rows came, with what a reader needs to read little."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import claims.publish.tables
from claims.contract import FLAT, TABLES
from claims.corpus import Corpus, attributed_claims, in_parts
from claims.publish import parquet
from claims.publish.parquet import SETTINGS, TableFile, metadata
from claims.publish.tables import write_tables


@pytest.mark.parametrize("cut", [1, 2, 3, 50])
def test_a_file_has_the_same_bytes_however_its_rows_came(cut, small_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    rows = pa.concat_tables([small_corpus.table("claims")] * 5)
    with TableFile("claims", tmp_path / "whole") as whole:
        whole.write(rows)
    with TableFile("claims", tmp_path / "cut") as file:
        for start in range(0, rows.num_rows, cut):
            file.write(rows.slice(start, cut))
    assert file.rows == whole.rows == 15
    assert (tmp_path / "cut").read_bytes() == (tmp_path / "whole").read_bytes()
    assert pq.ParquetFile(tmp_path / "cut").num_row_groups == 4


def test_a_file_has_the_bytes_that_pyarrow_alone_would_write(small_corpus, tmp_path):
    rows = attributed_claims(small_corpus)
    with TableFile(FLAT, tmp_path / "ours") as file:
        file.write(rows)
    pq.write_table(rows.replace_schema_metadata(metadata(FLAT)), tmp_path / "plain", **SETTINGS)
    assert (tmp_path / "ours").read_bytes() == (tmp_path / "plain").read_bytes()


@pytest.mark.parametrize("articles", [1, 10])
def test_all_tables_are_written_and_counted_part_by_part(articles, small_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(claims.publish.tables, "in_parts", lambda corpus: in_parts(corpus, articles))
    figures = write_tables(small_corpus, tmp_path)
    written = {name: pq.read_table(tmp_path / "data" / f"{name}.parquet") for name in (FLAT, *TABLES)}
    for name in TABLES:
        assert written[name].replace_schema_metadata(None).equals(small_corpus.table(name))
    assert written[FLAT].replace_schema_metadata(None).equals(attributed_claims(small_corpus))
    assert figures.rows == {name: table.num_rows for name, table in written.items()}
    assert figures.languages == {"ar": 1, "ru": 1}
    assert figures.quoted == {("ar", "indirect"): 1, ("ru", "direct"): 1, ("ru", None): 1}
    assert figures.kinds == {"person": 1, "unspecified": 1, None: 1}
    assert figures.chains == {2: 1, 1: 1, 0: 1}
    assert [day.isoformat() for day in figures.days] == ["2025-07-04T09:30:00+00:00"]


def test_an_empty_corpus_has_every_file(tmp_path):
    assert not +write_tables(Corpus.from_rows(), tmp_path).rows
    assert {file.stem for file in (tmp_path / "data").iterdir()} == {FLAT, *TABLES}


def test_pages_can_be_skipped_and_edits_change_few_of_them(small_corpus, tmp_path):
    write_tables(small_corpus, tmp_path)
    for file in (tmp_path / "data").iterdir():
        group = pq.ParquetFile(file).metadata.row_group(0)
        columns = [group.column(number) for number in range(group.num_columns)]
        assert all(one.has_column_index and one.has_offset_index for one in columns), file.name
        assert {one.compression for one in columns} == {"ZSTD"}
    assert SETTINGS["use_content_defined_chunking"]
