"""Two sources that are one: one line of the registry, and edits for what named the one that goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.annotate import Change, Log
from claims.cli import main
from claims.corpus import read_jsonl, write_jsonl
from claims.errors import DataError, UsageError
from claims.init import init
from claims.loading import load
from claims.model import Alias, Role, Source
from claims.sources.merge import merge
from claims.validate.checks import validate

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOW = {"annotator": "mila", "at": NOON, "guideline_version": "1"}
AGAIN = Source(
    "src_0123456789abcdef", "الرئيس الروسي", "role", (Alias("الرئيس الروسي", "ar", "title"), Alias("Путин", "ru", "short_name")), status="draft"
)


@pytest.fixture
def repository(tmp_path, small_corpus) -> Path:
    """The small corpus, in which an engine has met Putin a second time and did not know him."""
    folder = init(tmp_path / "small", languages=["ar", "ru"])
    write_jsonl(folder / "articles" / "all.jsonl", small_corpus.rows("articles"))
    rows = [replace(row, source_id=AGAIN.source_id) if row.source_id == "src_vladimir_putin" else row for row in small_corpus.rows("attributions")]
    write_jsonl(folder / "extracted" / "gold.jsonl", [AGAIN, *rows, *small_corpus.rows("claims")])
    write_jsonl(folder / "sources.jsonl", small_corpus.rows("sources"))
    return folder


def test_one_line_of_the_registry_changes_and_every_row_that_named_the_other(repository):
    before = (repository / "sources.jsonl").read_text(encoding="utf-8").splitlines()
    done = merge(repository, "src_vladimir_putin", AGAIN.source_id, **HOW)
    after = (repository / "sources.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(set(after) - set(before)) == 1 and len(after) == len(before)
    assert [alias.text for alias in done.source.aliases] == ["بوتين", "Путин", "الرئيس الروسي"]
    assert sorted((edit.table, edit.op) for edit in done.edits) == [("attributions", "update"), ("sources", "delete")]
    corpus = load(repository)
    assert AGAIN.source_id not in {row.source_id for table in ("sources", "attributions") for row in corpus.rows(table)}
    assert validate(corpus).ok


def test_a_second_line_of_the_registry_goes_and_offices_and_parents_follow(repository):
    again = replace(AGAIN, roles=(Role("president", "src_kremlin", None, None),))
    body = Source("src_russia", "Russia", "state", (Alias("Россия", "ru", "name"),), parent_id="src_kremlin_old")
    held = Source("src_x", "X", "person", (Alias("Икс", "ru", "name"),), (Role("aide", "src_kremlin_old", None, None),))
    old = Source("src_kremlin_old", "Кремль", "institution", (Alias("Кремль", "ru", "name"),))
    write_jsonl(repository / "sources.jsonl", [*read_jsonl(repository / "sources.jsonl", "sources")[0], body, held, old, again])
    merge(repository, "src_kremlin", "src_kremlin_old", **HOW)
    rows = {row.source_id: row for row in load(repository).rows("sources")}
    assert "src_kremlin_old" not in rows and '"src_kremlin_old", "status"' not in (repository / "sources.jsonl").read_text(encoding="utf-8")
    assert rows["src_russia"].parent_id == "src_kremlin" and rows["src_x"].roles[0].organisation_id == "src_kremlin"
    assert rows["src_kremlin"].aliases == old.aliases


@pytest.mark.parametrize(
    "kept, gone, told",
    [
        ("src_nobody", "src_kremlin", "no source 'src_nobody'"), ("src_kremlin", "src_nobody", "no source 'src_nobody'"),
        ("src_kremlin", "src_kremlin", "merged with itself"), (AGAIN.source_id, "src_kremlin", "is not in the registry"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_is_told_and_nothing_changes(repository, kept, gone, told):
    before = (repository / "sources.jsonl").read_bytes()
    with pytest.raises(UsageError, match=told):
        merge(repository, kept, gone, **HOW)
    assert (repository / "sources.jsonl").read_bytes() == before and not (repository / "edits" / "mila.jsonl").exists()


def test_two_that_wikidata_tells_apart_stay_apart(repository):
    other = Source("src_other", "Other", "person", wikidata="Q1")
    write_jsonl(repository / "sources.jsonl", [*read_jsonl(repository / "sources.jsonl", "sources")[0], other])
    with pytest.raises(DataError, match="is Q7747 on Wikidata, src_other is Q1"):
        merge(repository, "src_vladimir_putin", "src_other", **HOW)


def test_an_earlier_edit_that_could_not_be_replayed_any_more_stops_it(repository):
    row = next(row for row in load(repository).rows("sources") if row.source_id == "src_vladimir_putin")
    with Log(repository / "edits" / "omar.jsonl", guideline_version="1") as log:
        log.append(Change.update(row, replace(row, aliases=row.aliases[:1])), at=NOON)
    before = (repository / "sources.jsonl").read_bytes()
    with pytest.raises(DataError, match="could not be replayed any more"):
        merge(repository, "src_vladimir_putin", AGAIN.source_id, **HOW)
    assert (repository / "sources.jsonl").read_bytes() == before


def test_the_commands_find_lint_and_merge(repository, monkeypatch):
    monkeypatch.chdir(repository.parent)

    def run(*words: str):
        return CliRunner().invoke(main, ["sources", *words])

    assert AGAIN.source_id in run("find", "الرئيس", "--in", "small").stdout
    doubtful = run("lint", "--in", "small")
    assert doubtful.exit_code == 1 and "small/sources.jsonl:" in doubtful.stdout and "names src_vladimir_putin too" in doubtful.stdout
    done = run("merge", "src_vladimir_putin", AGAIN.source_id, "--in", "small", "--annotator", "mila")
    assert done.exit_code == 0 and done.stdout == "src_vladimir_putin has 3 aliases; 2 rows changed in edits/mila.jsonl\n"
    nobody = run("find", "puttin", "--in", "small")
    assert nobody.exit_code == 2 and "nobody is called 'puttin'" in nobody.stderr
