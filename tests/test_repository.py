"""Reading a dataset repository: every row with its file and line, and nothing left out without a word."""

from __future__ import annotations

import json
from contextlib import chdir
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.annotate import Change, Log
from claims.corpus import row_to_dict, write_jsonl
from claims.errors import DataError, UsageError
from claims.init import init
from claims.loading import load
from claims.model import Claim, Refusal
from claims.publish.release import publish
from claims.validate.checks import validate

TABLES = ("articles", "sources", "attributions", "claims", "links", "verdicts")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def repository(tmp_path, small_corpus, monkeypatch) -> Path:
    """The small corpus as a repository, which the test stands in."""
    folder = init(tmp_path / "small", languages=["ar", "ru"])
    write_jsonl(folder / "articles" / "all.jsonl", small_corpus.rows("articles"))
    write_jsonl(folder / "extracted" / "gold.jsonl", [r for t in TABLES[2:4] for r in small_corpus.rows(t)])
    for table in ("sources", "links", "verdicts"):
        write_jsonl(folder / f"{table}.jsonl", small_corpus.rows(table))
    monkeypatch.chdir(folder)
    return Path()


def read(folder: Path) -> list[Refusal]:
    refused: list[Refusal] = []
    load(folder, refused=refused)
    assert all(one.mend for one in refused)
    return refused


def test_it_is_read_as_the_tables_that_it_was_made_from(repository, small_corpus):
    corpus = load(repository)
    assert all(corpus.table(name).equals(small_corpus.table(name)) for name in TABLES)


def test_every_row_has_its_file_and_line(repository, small_corpus):
    corpus = load(repository)
    firsts = {name: corpus.place(name, next(iter(row_to_dict(corpus.rows(name)[0]).values()))) for name in TABLES}
    assert firsts == {
        "articles": "articles/all.jsonl:1",
        "sources": "sources.jsonl:1",
        "attributions": "extracted/gold.jsonl:1",
        "claims": "extracted/gold.jsonl:4",
        "links": "links.jsonl:1",
        "verdicts": "verdicts.jsonl:1",
    }


def test_an_article_with_front_matter_has_its_first_line_as_place(repository, small_corpus):
    Path("articles/a.md").write_text("---\nlanguage: ru\n---\nМост закрыт.\n", encoding="utf-8")
    corpus = load(repository)
    (new,) = {r.article_id for r in corpus.rows("articles")} - {r.article_id for r in small_corpus.rows("articles")}
    assert corpus.place("articles", new) == "articles/a.md:1"


def test_files_may_lie_in_folders_and_are_read_in_the_order_of_their_paths(repository, small_corpus):
    Path("extracted/by").mkdir()
    Path("extracted/gold.jsonl").rename("extracted/by/gold.jsonl")
    assert load(repository).table("claims").equals(small_corpus.table("claims"))


def test_a_source_of_the_registry_stands_before_what_an_engine_says_of_it(repository, small_corpus):
    first = small_corpus.rows("sources")[0]
    mine = [replace(first, name="An engine's name"), replace(first, source_id="src_new", name="New")]
    again = replace(mine[1], name="New again")
    write_jsonl(Path("extracted/b.jsonl"), [*mine, again])
    names = {row.source_id: row.name for row in load(repository).rows("sources")}
    assert (names[first.source_id], names["src_new"]) == (first.name, "New")


def test_an_article_in_a_language_that_is_not_listed_is_refused(repository):
    text = Path("dataset.yaml").read_text()
    Path("dataset.yaml").write_text(text.replace("[ar, ru]", "[ar]"))
    (one,) = read(repository)
    assert one.where.startswith("articles/all.jsonl:")
    assert one.reason == "its language is 'ru', dataset.yaml lists ar"


@pytest.mark.parametrize(
    "file", ["claims.jsonl", "extracted/a.json", "articles/a.html", "articles/deep/a.txt", "edits/mila.json"]
)
def test_a_file_that_would_not_be_read_is_told(file, repository):
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_text("x")
    (one,) = read(repository)
    assert (one.where, one.reason) == (f"{file}:1", "it is not read")
    assert file.split("/")[0].removesuffix(".jsonl") in one.mend


def test_pages_and_hidden_files_are_nobodys_data(repository):
    for file in ("extracted/README.md", "extracted/.a.swp", "edits/.hidden/x"):
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text("x")
    assert read(repository) == []


@pytest.fixture
def corrected(repository) -> Claim:
    """The Arabic claim of the repository, as two annotators have corrected it on two days."""
    claim = next(row for row in load(repository).rows("claims") if "بلاده" in row.text)
    better = replace(claim, standalone="موسكو تفضل الحلول السياسية 🚢")
    with Log("edits/mila.jsonl", guideline_version="1") as log:
        log.append(Change.update(claim, better, reason="اسم الدولة"), at=NOON)
    with Log("edits/ada.jsonl", guideline_version="1") as log:
        log.append(Change.approve(better), at=NOON + timedelta(days=2))
    return replace(better, status="reviewed")


def test_edits_are_replayed_over_what_was_extracted(repository, corrected, small_corpus):
    corpus = load(repository)
    assert corrected in corpus.rows("claims") and corpus.table("claims").num_rows == 3
    assert all(corpus.table(name).equals(small_corpus.table(name)) for name in TABLES if name != "claims")
    assert corpus.place("claims", corrected.claim_id) == "edits/ada.jsonl:1"
    assert sorted(corpus.places["edits"]) == ["edits/ada.jsonl:1", "edits/mila.jsonl:1"]


def test_a_repository_is_read_as_its_edits_had_left_it_on_a_day(repository, corrected, small_corpus):
    assert load(repository, as_of="2026-06-30").table("claims").equals(small_corpus.table("claims"))
    assert replace(corrected, status="draft") in load(repository, as_of="2026-07-02").rows("claims")
    assert corrected in load(repository, as_of="2026-07-03").rows("claims")
    with pytest.raises(UsageError, match="as_of is 'July'"):
        load(repository, as_of="July")


def test_an_edit_that_cannot_be_replayed_is_refused_at_its_line(repository, corrected):
    claim = replace(corrected, standalone="روسيا تفضل الحلول السياسية", status="draft")
    with Log("edits/zoe.jsonl", guideline_version="1") as log:
        log.append(Change.reject(claim), at=NOON + timedelta(days=3))
    (one,) = read(repository)
    assert (one.where, one.what) == ("edits/zoe.jsonl:1", "the edit")
    assert "standalone was 'روسيا تفضل الحلول السياسية'" in one.reason and "(edits/ada.jsonl:1)" in one.reason
    with pytest.raises(DataError, match="standalone was"):
        load(repository)


def test_an_edit_stands_in_the_log_of_its_annotator(repository, corrected):
    Path("edits/mila.jsonl").rename("edits/zoe.jsonl")
    mine, *_ = read(repository)
    assert (mine.where, mine.reason) == ("edits/zoe.jsonl:1", "an edit of 'mila' in the log of 'zoe'")


def test_what_is_wrong_with_an_edited_row_is_told_at_the_line_of_the_edit(repository, corrected):
    with Log("edits/ada.jsonl", guideline_version="1") as log:
        log.append(Change.update(corrected, replace(corrected, text="بلاده ترفض")), at=NOON)
    (issue,) = validate(load(repository)).errors
    assert (issue.check, issue.where) == ("claim-says-evidence", "edits/ada.jsonl:2")


def test_a_log_that_was_changed_by_hand_is_not_valid(repository, corrected):
    log = Path("edits/mila.jsonl")
    log.write_text(log.read_text(encoding="utf-8").replace("اسم الدولة", "اسم دولة"), encoding="utf-8")
    (issue,) = validate(load(repository)).errors
    assert (issue.check, issue.where) == ("edit-hash-right", "edits/mila.jsonl:1")


def test_a_release_has_the_rows_as_edited_and_the_edits(repository, corrected, tmp_path):
    corpus = load(repository)
    back = load(publish(corpus, tmp_path / "out", name="small", version="1.0.0"))
    assert all(back.table(name).equals(corpus.table(name)) for name in (*TABLES, "edits"))
    assert back.table("edits").num_rows == 2 and validate(back).ok


def test_broken_lines_and_a_broken_dataset_yaml_are_refused_together_and_the_rest_is_read(repository):
    with Path("extracted/gold.jsonl").open("a") as file:
        file.write("{\n")
    with Path("links.jsonl").open("a") as file:
        file.write("[]\n")
    Path("articles/a.md").write_text("no front matter")
    Path("dataset.yaml").write_text(Path("dataset.yaml").read_text().replace("version: 0.1.0", "version: 1"))
    assert {one.where for one in read(repository)} == {
        "extracted/gold.jsonl:7", "links.jsonl:2", "articles/a.md:1", "dataset.yaml:3",
    }  # fmt: skip
    assert load(repository, refused=[]).table("claims").num_rows == 3
    with pytest.raises(DataError, match="4 lines are broken"):
        load(repository)


def test_a_repository_without_some_of_its_files_is_read(tmp_path):
    folder = init(tmp_path / "bare")
    for name in ("links.jsonl", "verdicts.jsonl", "sources.jsonl", "edits/.gitkeep", "extracted/.gitkeep"):
        (folder / name).unlink()
    (folder / "edits").rmdir()
    (folder / "extracted").rmdir()
    corpus = load(folder)
    assert all(table.num_rows == 0 for table in corpus.tables.values())


def test_the_place_does_not_depend_on_where_one_stands(repository):
    here = Path.cwd()
    with chdir(here.parent):
        corpus = load("small")
        line = json.loads(Path("small/extracted/gold.jsonl").read_text(encoding="utf-8").splitlines()[3])
        assert corpus.place("claims", line["claim_id"]) == "small/extracted/gold.jsonl:4"
