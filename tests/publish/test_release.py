"""A release: valid or not at all, whole or not at all, the same bytes for the same corpus."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import claims.publish.parquet
import claims.publish.place
from claims.corpus import Corpus
from claims.errors import InvalidCorpus, UsageError
from claims.publish.release import publish, released_files, sha256


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture
def release(small_corpus, tmp_path) -> Path:
    """A release of the small corpus."""
    return publish(small_corpus, tmp_path / "release", name="small", version="1.0.0")


def test_the_same_corpus_gives_the_same_bytes(release, small_corpus, tmp_path):
    again = publish(small_corpus, tmp_path / "again", name="small", version="1.0.0")
    assert bytes_of(release) == bytes_of(again)


def test_dataset_yaml_lists_every_file_with_its_hash(release):
    manifest = yaml.safe_load((release / "dataset.yaml").read_text())
    assert (manifest["name"], manifest["version"], manifest["contract"]) == (
        "small",
        "1.0.0",
        "1.1.0",
    )
    assert manifest["languages"] == ["ar", "ru"]
    assert manifest["rows"]["attributed_claims"] == 3
    assert set(manifest["files"]) == set(bytes_of(release)) - {"dataset.yaml"}
    assert all(sha256(release / name) == value for name, value in manifest["files"].items())


def test_nothing_is_left_beside_a_release(release):
    assert [one.name for one in release.parent.iterdir()] == ["release"]


def test_a_new_release_takes_the_place_of_the_old(release, small_rows, tmp_path):
    small_rows["links"] = []
    publish(Corpus.from_rows(**small_rows), release, name="small", version="2.0.0")
    assert yaml.safe_load((release / "dataset.yaml").read_text())["version"] == "2.0.0"
    assert [one.name for one in tmp_path.iterdir()] == ["release"]


def test_an_invalid_corpus_is_not_published_and_changes_nothing(release, small_rows, tmp_path):
    before = bytes_of(release)
    small_rows["claims"][0] = replace(small_rows["claims"][0], polarity="maybe")
    broken = Corpus.from_rows(**small_rows)
    for target in (release, tmp_path / "other"):
        with pytest.raises(InvalidCorpus) as error:
            publish(broken, target, name="small", version="1.0.1")
        assert "maybe" in error.value.report.text()
    assert bytes_of(release) == before
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("stranger", ["notes.txt", ".git/HEAD", "data/other.parquet"])
def test_a_folder_with_anything_else_is_not_overwritten(stranger, release, small_corpus):
    file = release / stranger
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine")
    with pytest.raises(UsageError, match="not of a release") as error:
        publish(small_corpus, release, name="small", version="1.0.1")
    assert stranger in str(error.value)
    assert error.value.mend
    assert file.read_text() == "mine"


def test_a_folder_that_is_no_release_is_not_overwritten(small_corpus, tmp_path):
    (tmp_path / "dataset.yaml").write_text("name: a repository\n")
    (tmp_path / "claims.jsonl").write_text("")
    with pytest.raises(UsageError, match=r"claims\.jsonl"):
        publish(small_corpus, tmp_path, name="small", version="1.0.0")


def test_a_file_in_the_way_is_told(small_corpus, tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(UsageError, match="a file stands"):
        publish(small_corpus, tmp_path / "x", name="small", version="1.0.0")


def test_an_empty_folder_is_taken(small_corpus, tmp_path):
    (tmp_path / "x").mkdir()
    assert released_files(publish(small_corpus, tmp_path / "x", name="small", version="1.0.0"))


@pytest.mark.parametrize("name", ["", "a/b", "../x", "a b", ".hidden", "x" * 97, "имя"])
def test_a_name_that_no_repository_can_have_is_refused(name, small_corpus, tmp_path):
    with pytest.raises(UsageError, match="no name for a dataset"):
        publish(small_corpus, tmp_path / "x", name=name, version="1.0.0")


@pytest.mark.parametrize("version", ["", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0\n"])
def test_a_version_is_three_numbers(version, small_corpus, tmp_path):
    with pytest.raises(UsageError, match="no version"):
        publish(small_corpus, tmp_path / "x", name="x", version=version)


def test_a_disk_that_does_not_take_it_is_told(release, small_corpus, monkeypatch):
    before = bytes_of(release)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(claims.publish.parquet.TableFile, "write", full)
    with pytest.raises(UsageError, match="No space left on device"):
        publish(small_corpus, release, name="small", version="1.0.1")
    assert bytes_of(release) == before
    assert [one.name for one in release.parent.iterdir()] == ["release"]


def test_a_release_cut_short_between_two_renames_is_put_back(release, small_corpus):
    old = release.with_name(".release.old")
    release.rename(old)
    publish(small_corpus, release, name="small", version="1.0.1")
    assert [one.name for one in release.parent.iterdir()] == ["release"]


def test_without_an_exchange_of_folders_two_renames_do(release, small_corpus, monkeypatch):
    monkeypatch.setattr(claims.publish.place, "_exchange", lambda *_: False)
    publish(small_corpus, release, name="small", version="2.0.0")
    assert yaml.safe_load((release / "dataset.yaml").read_text())["version"] == "2.0.0"
    assert [one.name for one in release.parent.iterdir()] == ["release"]


def test_two_at_a_time_do_not_mix(release, small_corpus):
    from claims.publish.place import beside

    with beside(release), pytest.raises(UsageError, match="another process"):
        publish(small_corpus, release, name="small", version="1.0.1")


def test_what_a_killed_run_left_is_cleared_by_the_next(release, small_corpus):
    left = release.with_name(".release.new")
    shutil.copytree(release, left)
    publish(small_corpus, release, name="small", version="1.0.1")
    assert [one.name for one in release.parent.iterdir()] == ["release"]
