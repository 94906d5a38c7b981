"""The descriptions of a release are taken by the tools of their formats: mlcroissant and frictionless read the data by them."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from claims.contract import FLAT, TABLES
from claims.corpus import Corpus
from claims.publish.release import publish

ANSWERED = "## Why these articles\n\nTwo outlets: العاجل.\n\n## Harm\n\nNone known.\n"


@pytest.fixture(scope="module")
def release(every_row, tmp_path_factory) -> Path:
    """A release of the small corpus, with all that may be said of it."""
    return publish(
        Corpus.from_rows(**every_row), tmp_path_factory.mktemp("out") / "r", name="Small", version="1.0.0", title="أخبار",
        description="Small.", license="CC-BY-4.0", authors=("Ada Finch",), date="2026-07-01", statement=ANSWERED,
    )  # fmt: skip


@pytest.fixture(scope="module")
def croissant(release):
    """The release as mlcroissant reads it."""
    import mlcroissant

    return mlcroissant.Dataset(jsonld=str(release / "croissant.json"))


def plain(value, prefix):
    """What mlcroissant gives for a value, as pyarrow gives it."""
    if isinstance(value, list):
        return [{key.removeprefix(f"{prefix}/"): plain(part, prefix) for key, part in one.items()} for one in value]
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def test_mlcroissant_has_nothing_to_remark(croissant):
    issues = croissant.metadata.ctx.issues
    assert not issues.errors
    assert not issues.warnings


@pytest.mark.parametrize("table", [FLAT, *TABLES])
def test_mlcroissant_loads_the_records_as_they_were_written(table, croissant, release):
    expected = pq.read_table(release / "data" / f"{table}.parquet").to_pylist()
    dates = {"event_start", "event_end", "valid_from", "valid_to"}
    found = []
    for record in croissant.records(table):
        keys = {key.removeprefix(f"{table}/"): (key, value) for key, value in record.items()}
        found.append({name: plain(value, key) for name, (key, value) in keys.items()})
    assert len(found) == len(expected)
    for ours, theirs in zip(expected, found, strict=True):
        assert theirs.keys() == ours.keys()
        for name in theirs.keys() - dates - {"roles"}:
            assert theirs[name] == ours[name], name


def test_responsible_ai_terms_come_from_the_data_statement(croissant, release):
    assert croissant.metadata.data_collection == "Two outlets: العاجل."
    assert croissant.metadata.data_social_impact == "None known."
    said = json.loads((release / "croissant.json").read_text(encoding="utf-8"))
    assert said["rai:dataCollectionTimeframe"] == ["2025-07-04"]


def test_a_table_without_rows_has_no_records_and_mlcroissant_is_content(tmp_path):
    import mlcroissant

    folder = publish(Corpus.from_rows(), tmp_path / "x", name="x", version="1.0.0")
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.ctx.issues.errors
    assert not dataset.metadata.record_sets


def test_frictionless_finds_the_data_as_described(release):
    import frictionless

    report = frictionless.validate(str(release / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert [task.name for task in report.tasks] == [FLAT, *TABLES]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda said: said["resources"][4]["schema"]["fields"][6]["constraints"].update(enum=["maybe"]), "enum"),
        (lambda said: said["resources"][1].update(path="data/claims.parquet"), "label"),
        (lambda said: said["resources"][4]["schema"]["foreignKeys"][0]["reference"].update(resource="links", fields=["link_id"]), "ForeignKey"),
    ],
)  # fmt: skip
def test_frictionless_would_tell_of_data_that_is_not_as_described(change, message, release, tmp_path):
    import shutil

    import frictionless

    shutil.copytree(release, tmp_path / "r")
    file = tmp_path / "r" / "datapackage.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    change(said)
    file.write_text(json.dumps(said), encoding="utf-8")
    report = frictionless.validate(str(file))
    assert any(message.lower() in str(one).lower() for one in report.flatten(["title", "message"]))
