"""A release with splits: the flat view in a file a split, which all that reads and describes a release knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import yaml

import claims.publish.splits
import claims.publish.tables
from claims.contract import FLAT, TABLES, features
from claims.corpus import Corpus, attributed_claims, in_parts
from claims.loading import load
from claims.plan import Shares
from claims.publish.about import said_in
from claims.publish.release import publish
from claims.publish.splits import splits
from claims.validate.released import changed_files
from program import folder, run

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from corpora import corpus_rows

PLAN = Shares((("train", 0.5), ("validation", 0.25), ("test", 0.25)))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """A corpus of which each split has some articles."""
    return Corpus.from_rows(**corpus_rows(24, 7))


@pytest.fixture(scope="module")
def release(corpus, tmp_path_factory) -> Path:
    return publish(corpus, tmp_path_factory.mktemp("out") / "r", name="cut", version="1.0.0", splits=PLAN)


def rows_of(release: Path, split: str) -> list[dict]:
    return pq.read_table(release / f"data/{FLAT}/{split}.parquet").to_pylist()


def test_each_claim_stands_in_the_split_of_its_article_and_in_no_other(corpus, release):
    cut = splits(corpus, PLAN)
    found = {split: rows_of(release, split) for split in PLAN.names}
    assert all(found.values())
    for split, rows in found.items():
        assert {cut[row["article_id"]] for row in rows} == {split}
    ids = [row["claim_id"] for rows in found.values() for row in rows]
    assert sorted(ids) == sorted(attributed_claims(corpus)["claim_id"].to_pylist())


def test_the_parts_that_a_release_is_written_in_change_no_byte(corpus, release, tmp_path, monkeypatch):
    monkeypatch.setattr(claims.publish.tables, "in_parts", lambda corpus: in_parts(corpus, 5))
    monkeypatch.setattr(claims.publish.splits, "BATCH", 3)
    assert folder(publish(corpus, tmp_path / "r", name="cut", version="1.0.0", splits=PLAN)) == folder(release)


def test_datasets_opens_a_split_and_the_whole_tables(release, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import load_dataset

    whole = load_dataset(str(release), cache_dir=str(tmp_path))
    assert list(whole) == list(PLAN.names)
    test = load_dataset(str(release), split="test", cache_dir=str(tmp_path))
    assert test.features == features(FLAT)
    assert list(test) == rows_of(release, "test")
    assert list(load_dataset(str(release), "claims", cache_dir=str(tmp_path))) == ["train"]


def test_a_split_without_claims_has_a_file_and_is_not_listed(corpus, tmp_path):
    few = Corpus.from_rows(**corpus_rows(1, 7))
    (only,) = splits(few, PLAN).values()
    made = publish(few, tmp_path / "r", name="few", version="1.0.0", splits=PLAN)
    head = yaml.safe_load((made / "README.md").read_text(encoding="utf-8").split("---")[1])
    assert head["configs"][0]["data_files"] == [{"split": only, "path": f"data/{FLAT}/{only}.parquet"}]
    records = json.loads((made / "croissant.json").read_text(encoding="utf-8"))["recordSet"]
    assert [one["name"] for one in records if one["name"].startswith(FLAT)] == [f"{FLAT}.{only}"]
    assert [bool(rows_of(made, split)) for split in PLAN.names] == [split == only for split in PLAN.names]


def test_nothing_at_all_is_cut_into_empty_files(tmp_path):
    made = publish(Corpus.from_rows(), tmp_path / "r", name="none", version="1.0.0", splits=PLAN)
    assert [rows_of(made, split) for split in PLAN.names] == [[], [], []]
    assert load(made).length("claims") == 0


def test_mlcroissant_has_a_record_set_for_each_split(release):
    import mlcroissant

    described = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    assert not described.metadata.ctx.issues.errors
    for split in PLAN.names:
        ids = [record[f"{FLAT}.{split}/claim_id"].decode() for record in described.records(f"{FLAT}.{split}")]
        assert ids == [row["claim_id"] for row in rows_of(release, split)]


def test_frictionless_finds_the_splits_as_described(release):
    import frictionless

    report = frictionless.validate(str(release / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert [task.name for task in report.tasks][:3] == [f"{FLAT}.{split}" for split in PLAN.names]


def test_the_corpus_comes_back_and_the_splits_follow_one_another_in_its_flat_view(corpus, release):
    back = load(release)
    assert all(back.table(name).equals(corpus.table(name)) for name in TABLES)
    rows = [row for split in PLAN.names for row in rows_of(release, split)]
    assert back.to_polars().to_dicts() == back.scan().collect().to_dicts() == rows
    assert back.duckdb().sql(f"select * from {FLAT}").to_arrow_table().to_pylist() == rows


def test_a_split_that_is_missing_is_told(corpus, tmp_path):
    made = publish(corpus, tmp_path / "r", name="cut", version="1.0.0", splits=PLAN)
    (made / f"data/{FLAT}/test.parquet").unlink()
    refused = run("validate", str(made))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == f"error: {made}: data/{FLAT}/test.parquet is missing\n  mend: download it anew\n"


def test_a_file_of_an_earlier_release_without_splits_is_not_read(corpus, release, tmp_path):
    made = publish(corpus, tmp_path / "r", name="cut", version="1.0.0", splits=PLAN)
    pq.write_table(attributed_claims(corpus).slice(1), made / f"data/{FLAT}.parquet")
    assert load(made).to_polars().to_dicts() == load(release).to_polars().to_dicts()


def test_a_split_that_was_changed_is_told_by_its_table(corpus, tmp_path):
    made = publish(corpus, tmp_path / "r", name="cut", version="1.0.0", splits=PLAN)
    file = made / f"data/{FLAT}/test.parquet"
    pq.write_table(pq.read_table(file), file, compression="none")
    (issue,) = changed_files(made)
    assert (issue.table, issue.where) == (FLAT, str(file))


def test_a_release_published_again_keeps_all_that_is_said_of_it(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    publish(
        corpus, "first", name="مرفأ".encode().hex(), version="2.3.4", title="أخبار المرفأ 😀", description="Two lines.\nOf text.",
        license="CC-BY-SA-4.0", authors=("Ada Finch", "ليلى"), date="2026-07-01", statement="## Harm\n\nNone.\n", splits=PLAN,
    )  # fmt: skip
    assert run("publish", "first", "--to", "second").exit_code == 0
    assert folder(tmp_path / "second") == folder(tmp_path / "first")


@pytest.mark.parametrize("said", ["train=.99999,test=.00001", "by=time,validation=2025-06-01,test=2025-07-01"])
def test_a_plan_comes_back_from_a_release_as_it_was(said, corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    publish(corpus, "plain", name="plain", version="1.0.0")
    assert run("publish", "plain", "--to", "cut", "--splits", said).exit_code == 0
    assert run("publish", "cut", "--to", "again").exit_code == 0
    assert folder(tmp_path / "again") == folder(tmp_path / "cut")
    assert said_in(tmp_path / "again")[2]["splits"] == said_in(tmp_path / "cut")[2]["splits"] is not None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("train=.8", "splits: the shares make 0.8"),
        ("train=.8,tset=.2", "splits.tset: no split 'tset'"),
        ("by=time,test=soon", "splits.test: 'soon' is no day"),
        ("", "splits.: no split ''"),
    ],
)
def test_a_plan_that_is_none_is_told_before_anything_is_read(said, told):
    refused = run("build", "nowhere.txt", "--to", "out", "--splits", said)
    assert refused.exit_code == 2
    assert told in refused.stderr and "mend: " in refused.stderr
