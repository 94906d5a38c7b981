"""What a pull request touches, by a git that really runs, and what depends on it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.corpus import write_jsonl
from claims.errors import UsageError
from claims.loading import load
from claims.validate.changed import changed_since, files_changed, reach

Rows = dict[str, list[Any]]


def git(folder: Path, *args: str) -> None:
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *settings, *args], cwd=folder, check=True, capture_output=True)


def write(folder: Path, rows: Rows) -> None:
    folder.mkdir(exist_ok=True)
    for table, found in rows.items():
        write_jsonl(folder / f"{table}.jsonl", found)


@pytest.fixture
def kept(tmp_path: Path, rows: Rows) -> Path:
    """The clean corpus in a folder with a space and an umlaut in its name, inside a git repository, on a branch."""
    folder = tmp_path / "repo" / "mein dätensatz"
    folder.parent.mkdir()
    write(folder, rows)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "all")
    git(folder, "switch", "-qc", "branch")
    return folder


def change(folder: Path, rows: Rows, table: str, at: int, **values: Any) -> None:
    rows[table][at] = replace(rows[table][at], **values)
    write(folder, rows)


def validated(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, args)])


def touched(folder: Path) -> set[tuple[str, str]]:
    return reach(load(folder), changed_since(folder, "main"))


def test_nothing_is_touched_where_nothing_changed(kept: Path) -> None:
    assert touched(kept) == set()


@pytest.mark.parametrize("commit", [True, False])
def test_a_changed_line_is_touched_committed_or_not(kept: Path, rows: Rows, commit: bool) -> None:
    change(kept, rows, "claims", 0, check_reason="a reason")
    if commit:
        git(kept, "commit", "-qam", "one")
    found = changed_since(kept, "main")
    assert found.lines == {(kept / "claims.jsonl").resolve(): {1}}
    assert found.ids == {rows["claims"][0].claim_id, rows["claims"][0].article_id, rows["claims"][0].attribution_id}


def test_what_depends_on_a_changed_row_is_in_reach_and_other_articles_are_not(kept: Path, rows: Rows) -> None:
    change(kept, rows, "articles", 1, license="CC0-1.0")
    key, found = rows["articles"][1].article_id, touched(kept)
    assert {("claims", c.claim_id) for c in rows["claims"] if c.article_id == key} <= found
    assert {("attributions", a.attribution_id) for a in rows["attributions"] if a.article_id == key} <= found
    assert not found & {("claims", c.claim_id) for c in rows["claims"] if c.article_id != key}


def test_a_changed_source_reaches_its_attributions(kept: Path, rows: Rows) -> None:
    change(kept, rows, "sources", 2, wikidata="Q43")
    of_it = {("attributions", a.attribution_id) for a in rows["attributions"] if a.source_id == "src_ada_finch"}
    assert of_it and of_it <= touched(kept)


def test_a_claim_that_was_taken_out_leaves_its_attribution_in_reach(kept: Path, rows: Rows) -> None:
    gone = rows["claims"].pop(6)
    write(kept, rows)
    assert ("attributions", gone.attribution_id) in touched(kept)
    result = validated(kept, "--changed-since", "main")
    assert (result.exit_code, "[attribution-has-claim] " + gone.attribution_id in result.stdout) == (0, True)


def test_only_what_the_branch_breaks_is_told(kept: Path, rows: Rows) -> None:
    change(kept, rows, "claims", 12, text="broken before")
    git(kept, "commit", "-qam", "old")
    git(kept, "branch", "-f", "main")
    change(kept, rows, "claims", 0, text="broken now")
    assert validated(kept).stdout.count("[claim-says-evidence]") == 2
    result = validated(kept, "--changed-since", "main")
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if "[claim-says-evidence]" in line] == [
        f"{kept / 'claims.jsonl'}:1: error [claim-says-evidence] {rows['claims'][0].claim_id}: "
        'The text of a claim is its evidence, the spans joined by " … ".'
    ]


def test_what_main_did_since_is_not_the_branchs(kept: Path, rows: Rows) -> None:
    git(kept, "switch", "-q", "main")
    changed = {table: list(found) for table, found in rows.items()}
    change(kept, changed, "sources", 2, wikidata="Q43")
    git(kept, "commit", "-qam", "on main")
    git(kept, "switch", "-q", "branch")
    assert changed_since(kept, "main").lines == {}


def test_a_new_file_is_touched_whole(kept: Path, rows: Rows) -> None:
    (kept / "links").mkdir()
    write_jsonl(kept / "links" / "more.jsonl", [])
    assert changed_since(kept, "main").lines == {(kept / "links" / "more.jsonl").resolve(): None}


def test_a_changed_manifest_touches_everything(kept: Path, rows: Rows) -> None:
    (kept / "dataset.yaml").write_text("name: x\n", encoding="utf-8")
    assert changed_since(kept, "main").is_whole


def test_files_stand_for_their_rows_and_what_depends_on_them(kept: Path, rows: Rows) -> None:
    change(kept, rows, "claims", 0, text="broken")
    change(kept, rows, "links", 0, score=7.0)
    assert validated(kept / "links.jsonl").stdout.count(" error ") == 2  # the link, and the claim that it names
    russian = {("claims", c.claim_id) for c in rows["claims"] if c.article_id == rows["articles"][1].article_id}
    assert not russian & reach(load(kept), files_changed([kept / "links.jsonl"]))
    assert ("links", rows["links"][0].link_id) in reach(load(kept), files_changed([kept / "claims.jsonl"]))


@pytest.mark.parametrize(
    ("revision", "message"), [("nowhere", "nowhere"), ("--output=x", "--output=x")]
)
def test_an_unknown_revision_is_misuse(kept: Path, revision: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        changed_since(kept, revision)
    assert "fetch-depth: 0" in str(caught.value.mend)


def test_a_folder_that_git_does_not_keep_is_misuse(tmp_path: Path, rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    write(tmp_path / "d", rows)
    result = validated(tmp_path / "d", "--changed-since", "main")
    assert (result.exit_code, "not a git repository" in result.stderr) == (2, True)


def test_a_release_has_no_lines_to_compare(tmp_path: Path, rows: Rows) -> None:
    write(tmp_path / "d", rows)
    made = CliRunner().invoke(main, ["publish", str(tmp_path / "d"), "--to", str(tmp_path / "out")])
    assert made.exit_code == 0, made.output
    result = validated(tmp_path / "out", "--changed-since", "main")
    assert (result.exit_code, "a release has no lines to compare" in result.stderr) == (2, True)
