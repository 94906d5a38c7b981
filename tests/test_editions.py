"""Two editions of a dataset on disk: releases, repositories and folders of tables are compared with one another."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from claims.contract import contract
from claims.corpus import Corpus, write_jsonl
from claims.editions import changed, edition
from claims.plan import Shares
from claims.publish.release import publish
from claims.publish.splits import splits
from program import run

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from corpora import corpus_rows

PLAN = Shares((("train", 0.5), ("test", 0.5)))
OTHER = Shares((("train", 0.1), ("test", 0.9)))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_rows(**corpus_rows(12, 7))


def as_tables(corpus: Corpus, folder: Path) -> Path:
    """A folder of JSONL tables."""
    folder.mkdir()
    for name in corpus.tables:
        write_jsonl(folder / f"{name}.jsonl", corpus.rows(name))
    return folder


def as_repository(corpus: Corpus, folder: Path, more: str = "") -> Path:
    """A dataset repository."""
    (folder / "extracted").mkdir(parents=True)
    head = f"name: port\nversion: 1.1.0\nlicense: CC0-1.0\nlanguages: [ar, en, ru]\ncontract: {contract().version}\n"
    (folder / "dataset.yaml").write_text(head + more)
    (folder / "articles").mkdir()
    write_jsonl(folder / "articles" / "a.jsonl", corpus.rows("articles"))
    write_jsonl(folder / "extracted" / "found.jsonl", [*corpus.rows("attributions"), *corpus.rows("claims")])
    for name in ("sources", "links", "verdicts"):
        write_jsonl(folder / f"{name}.jsonl", corpus.rows(name))
    return folder


def test_the_same_rows_in_another_form_do_not_differ(corpus, tmp_path):
    there = [
        publish(corpus, tmp_path / "release", name="port", version="1.0.0"),
        as_tables(corpus, tmp_path / "tables"),
        as_repository(corpus, tmp_path / "repository"),
    ]
    for one in there:
        for other in there:
            assert changed(one, other).changes == ()


def test_an_edition_knows_its_name_its_version_and_its_contract(corpus, tmp_path):
    release = publish(corpus, tmp_path / "release", name="port", version="1.0.0")
    repository = as_repository(corpus, tmp_path / "repository")
    for folder, version in ((release, "1.0.0"), (repository, "1.1.0")):
        found = edition(folder)
        assert (found.name, found.version, found.contract, found.splits) == ("port", version, contract().version, {})
    assert edition(as_tables(corpus, tmp_path / "tables")).version is None


def test_the_splits_of_a_release_and_of_a_repository_with_its_plan_are_the_same(corpus, tmp_path):
    release = publish(corpus, tmp_path / "release", name="port", version="1.0.0", splits=PLAN)
    repository = as_repository(corpus, tmp_path / "repository", "splits: {train: .5, test: .5}\n")
    assert edition(release).splits == edition(repository).splits == splits(corpus, PLAN)


def test_articles_that_another_plan_moves_are_told(corpus, tmp_path):
    old = publish(corpus, tmp_path / "old", name="port", version="1.0.0", splits=PLAN)
    new = publish(corpus, tmp_path / "new", name="port", version="1.0.1", splits=OTHER)
    before, after = splits(corpus, PLAN), splits(corpus, OTHER)
    moved = {key for key in before if before[key] != after[key]}
    found = changed(old, new)
    assert moved and {change.row_id for change in found.changes} == moved
    assert found.counts == {"article moved between splits": len(moved)}
    assert (found.proposed, found.enough) == ("2.0.0", False)


def test_the_command_tells_in_three_forms_and_fails_only_where_it_is_asked_to(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    publish(corpus, "old", name="port", version="1.0.0")
    first, *others = corpus.rows("claims")
    rows = {name: corpus.rows(name) for name in corpus.tables}
    as_tables(Corpus.from_rows(**{**rows, "claims": [replace(first, status="withdrawn"), *others]}), tmp_path / "new")
    plain = run("diff", "old", "new")
    assert plain.exit_code == 0
    last = plain.stdout.splitlines()[-1]
    assert last == "port 1.0.0 -> a dataset without a version: claim withdrawn 1; the version should be 1.0.1"
    assert json.loads(run("diff", "old", "new", "--format", "json").stdout)["counts"] == {"claim withdrawn": 1}
    assert run("diff", "old", "new", "--format", "markdown").stdout.startswith("## 1.0.1\n\n- Claim withdrawn: 1\n")
    assert run("diff", "old", "new", "--exit-code").exit_code == 1
    assert run("diff", "old", "old", "--exit-code").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere", "nowhere"), "no such folder"),
        (("empty", "empty"), "no dataset here"),
        (("empty", "empty", "--format", "html"), "no format 'html'; there are: json, markdown, text"),
    ],
)
def test_misuse_is_told(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    refused = run("diff", *arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert told in refused.stderr
