"""Loading: a published folder and a folder of JSONL give the corpus back, anything else a clear error."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pyarrow.parquet as pq
import pytest
import yaml

from claims.contract import TABLES, contract
from claims.corpus import write_jsonl
from claims.errors import DataError, UsageError
from claims.loading import load
from claims.publish.release import publish


def same(one, other) -> bool:
    return all(one.table(name).equals(other.table(name)) for name in TABLES)


@pytest.fixture
def release(small_corpus, tmp_path):
    return publish(small_corpus, tmp_path / "release", name="small", version="1.0.0")


@pytest.fixture
def jsonl(small_corpus, tmp_path):
    for table in TABLES:
        write_jsonl(tmp_path / f"{table}.jsonl", small_corpus.rows(table))
    return tmp_path


def test_a_published_folder_gives_the_corpus_back(release, small_corpus):
    assert same(load(release), small_corpus)
    assert same(load(str(release)), small_corpus)


def test_what_is_loaded_can_be_published_again(release, tmp_path):
    again = publish(load(release), tmp_path / "again", name="small", version="1.0.0")
    assert all(
        (again / file.relative_to(release)).read_bytes() == file.read_bytes()
        for file in release.rglob("*")
        if file.is_file()
    )


def test_a_folder_of_jsonl_gives_the_corpus_with_its_places(jsonl, small_corpus):
    corpus = load(jsonl)
    assert same(corpus, small_corpus)
    second = small_corpus.rows("claims")[1].claim_id
    assert corpus.place("claims", second) == f"{jsonl / 'claims.jsonl'}:2"


def test_a_table_may_be_several_files(jsonl, small_corpus):
    (jsonl / "claims").mkdir()
    (jsonl / "claims.jsonl").rename(jsonl / "claims" / "b.jsonl")
    write_jsonl(jsonl / "claims" / "a.jsonl", small_corpus.rows("claims")[:0])
    assert same(load(jsonl), small_corpus)


def test_broken_lines_are_listed_all_at_once(jsonl):
    with (jsonl / "claims.jsonl").open("a") as file:
        file.write("{\n[]\n")
    with pytest.raises(
        DataError, match=r"2 lines are broken\n.*claims\.jsonl:4: .*\n.*claims\.jsonl:5: "
    ):
        load(jsonl)


def test_one_broken_line_comes_with_its_mend(jsonl):
    line = json.loads((jsonl / "claims.jsonl").read_text(encoding="utf-8").splitlines()[0])
    with (jsonl / "claims.jsonl").open("a") as file:
        file.write(json.dumps(line | {"evidence": [[4, 2]]}))
    with pytest.raises(DataError, match="evidence is") as error:
        load(jsonl)
    assert error.value.where == f"{jsonl / 'claims.jsonl'}:4"
    assert "start < end" in error.value.mend


def test_good_lines_are_kept_where_refusals_are_collected(jsonl, small_corpus):
    with (jsonl / "claims.jsonl").open("a") as file:
        file.write("{\n")
    refused = []
    assert same(load(jsonl, refused=refused), small_corpus)
    assert [one.where for one in refused] == [f"{jsonl / 'claims.jsonl'}:4"]


def test_what_polars_wrote_is_turned_into_the_contracts_types(release, small_corpus):
    file = release / "data" / "claims.parquet"
    pl.read_parquet(file).write_parquet(file)
    assert same(load(release), small_corpus)


def test_a_folder_of_parquet_without_a_manifest_is_read(release, small_corpus):
    (release / "dataset.yaml").unlink()
    assert same(load(release), small_corpus)


def test_a_missing_table_of_a_release_is_told(release):
    (release / "data" / "claims.parquet").unlink()
    with pytest.raises(DataError, match=r"claims\.parquet is missing"):
        load(release)


def test_a_table_of_another_length_is_told(release):
    file = release / "data" / "claims.parquet"
    pq.write_table(pq.read_table(file).slice(1), file)
    with pytest.raises(DataError, match=r"2 rows, dataset\.yaml says 3"):
        load(release)


def test_a_file_cut_short_is_told(release):
    file = release / "data" / "claims.parquet"
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(DataError, match="not Parquet"):
        load(release)


def test_columns_that_are_not_the_contracts_are_told(release):
    file = release / "data" / "claims.parquet"
    pl.read_parquet(file).drop("polarity").write_parquet(file)
    with pytest.raises(DataError, match="the column polarity is missing"):
        load(release)


def test_a_column_of_another_type_is_told(release):
    file = release / "data" / "claims.parquet"
    pl.read_parquet(file).with_columns(evidence=pl.lit("x")).write_parquet(file)
    with pytest.raises(DataError, match="not of the contract"):
        load(release)


def test_a_contract_of_another_age_is_told(release):
    file = release / "dataset.yaml"
    file.write_text(yaml.safe_dump(yaml.safe_load(file.read_text()) | {"contract": "9.0.0"}))
    with pytest.raises(DataError, match=r"contract 9\.0\.0, this version reads 1\.1\.0"):
        load(release)


@pytest.mark.parametrize("theirs", ["1.1.1", "1.2.0", "0.9.0", "one"])
def test_a_release_of_a_newer_contract_or_of_none_that_we_know_is_not_read(theirs, release):
    file = release / "dataset.yaml"
    file.write_text(yaml.safe_dump(yaml.safe_load(file.read_text()) | {"contract": theirs}))
    with pytest.raises(DataError, match=f"it follows contract {theirs}"):
        load(release)


def test_what_a_later_contract_added_is_null_in_a_release_of_an_earlier_one(
    release, small_corpus, monkeypatch
):
    file = release / "data" / "sources.parquet"
    pl.read_parquet(file).drop("wikidata").write_parquet(file)
    with pytest.raises(DataError, match="the column wikidata is missing"):
        load(release)
    later = replace(contract(), version="1.2.0")
    monkeypatch.setattr("claims.loading.contract", lambda: later)
    corpus = load(release)
    assert corpus.table("sources").column("wikidata").null_count == 2
    assert corpus.table("claims").equals(small_corpus.table("claims"))
    pl.read_parquet(file).drop("name").write_parquet(file)
    with pytest.raises(DataError, match="the column name is missing"):
        load(release)


@pytest.mark.parametrize("content", ["[", "- a", "\x00"])
def test_a_broken_manifest_is_told(content, release):
    (release / "dataset.yaml").write_text(content)
    with pytest.raises(DataError, match=r"dataset\.yaml"):
        load(release)


def test_only_a_repository_can_be_read_as_of_a_day(release, jsonl):
    for folder in (release, jsonl):
        with pytest.raises(UsageError, match="only a dataset repository has what was there before its edits") as caught:
            load(folder, as_of="2026-07-01")
        assert "the release of that time" in caught.value.mend


def test_other_paths_are_misuse(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        load(tmp_path / "none")
    with pytest.raises(UsageError, match="no dataset here"):
        load(tmp_path)
    (tmp_path / "x.parquet").write_text("")
    with pytest.raises(UsageError, match="a file, where the folder"):
        load(tmp_path / "x.parquet")


def test_a_name_on_the_hub_is_told_how_to_get_it():
    with pytest.raises(UsageError, match="hf download some-org/some-data --repo-type dataset"):
        load("some-org/some-data")
