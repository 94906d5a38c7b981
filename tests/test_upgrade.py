"""Datasets of an older contract, made here, are brought to ours: whole, once, and with every other letter kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import main
from claims.contract.migrations import Step
from claims.corpus import row_to_dict, write_jsonl
from claims.errors import DataError, UsageError
from claims.init import init
from claims.loading import load
from claims.publish.release import publish
from claims.upgrade import upgrade

STEPS = (
    Step(
        "0.9.0", "1.0.0",
        columns={"claims": {"worthy": "check_worthy"}, "sources": {"label": "name"}},
        values={"claims": {"check_worthy": {"perhaps": "unsure"}}},
        drop={"attributions": ["rank"]},
    ),
)  # fmt: skip
OLD_TABLES = ("articles", "sources", "attributions", "claims", "links", "verdicts")


def older(table: str, row: object) -> dict[str, object]:
    """A row as contract 0.9.0 had it."""
    said = row_to_dict(row)
    if table == "claims":
        worthy = said.pop("check_worthy")
        return said | {"worthy": "perhaps" if worthy == "unsure" else worthy}
    if table == "sources":
        return {"label" if key == "name" else key: said[key] for key in said if key != "wikidata" or said[key]}
    return said | ({"rank": 7} if table == "attributions" else {})


def write(file: Path, lines: list[dict[str, object]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    file.write_text(text, encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.fixture
def repository(tmp_path, small_corpus) -> Path:
    """The small corpus as a repository of contract 0.9.0, its extracted rows in both kinds of lines."""
    folder = init(tmp_path / "small", languages=["ar", "ru"])
    text = (folder / "dataset.yaml").read_text().replace("contract: 1.1.0", 'contract: "0.9.0"  # as agreed')
    (folder / "dataset.yaml").write_text(text)
    rows = {table: [older(table, row) for row in small_corpus.rows(table)] for table in OLD_TABLES}
    for table in ("sources", "links", "verdicts"):
        write(folder / f"{table}.jsonl", rows[table])
    write_jsonl(folder / "articles" / "all.jsonl", small_corpus.rows("articles"))
    write(folder / "extracted" / "a.jsonl", [{"article_id": "art_" + "a" * 16, "refused": [], "attributions": rows["attributions"], "claims": []}])
    write(folder / "extracted" / "b.jsonl", [*rows["claims"], {"where": "x", "what": "y", "reason": "z"}])
    return folder


@pytest.fixture
def tables(tmp_path, small_corpus) -> Path:
    """The small corpus as a folder of tables of contract 0.9.0."""
    (tmp_path / "tables").mkdir()
    for table in OLD_TABLES:
        write(tmp_path / "tables" / f"{table}.jsonl", [older(table, row) for row in small_corpus.rows(table)])
    return tmp_path / "tables"


def test_an_older_repository_becomes_one_of_ours(repository, small_corpus):
    with pytest.raises(DataError, match=r"it follows contract 0\.9\.0"):
        load(repository)
    done = upgrade(repository, known=STEPS)
    assert (done.old, done.new) == ("0.9.0", "1.1.0")
    assert {str(file.relative_to(repository)): lines for file, lines in done.files.items()} == {
        "sources.jsonl": 2, "extracted/a.jsonl": 1, "extracted/b.jsonl": 3, "dataset.yaml": 1,
    }  # fmt: skip
    corpus = load(repository)
    assert all(corpus.table(name).equals(small_corpus.table(name)) for name in OLD_TABLES)


def test_what_needs_no_change_keeps_every_byte(repository):
    before = files(repository)
    upgrade(repository, known=STEPS)
    after = files(repository)
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {
        "sources.jsonl", "extracted/a.jsonl", "extracted/b.jsonl", "dataset.yaml",
    }  # fmt: skip
    was, now = before["dataset.yaml"].decode(), after["dataset.yaml"].decode()
    assert now == was.replace('contract: "0.9.0"', "contract: 1.1.0")
    assert "# as agreed" in now
    assert after["extracted/b.jsonl"].splitlines()[-1] == before["extracted/b.jsonl"].splitlines()[-1]


def test_a_second_time_there_is_nothing_to_do(repository):
    upgrade(repository, known=STEPS)
    before = files(repository)
    assert upgrade(repository, known=STEPS).files == {}
    assert files(repository) == before


def test_a_dry_run_says_the_same_and_changes_nothing(repository):
    before = files(repository)
    would = upgrade(repository, dry_run=True, known=STEPS)
    assert files(repository) == before
    assert upgrade(repository, known=STEPS) == would


def test_a_run_that_was_killed_between_two_files_is_ended_by_the_next(repository, small_corpus, monkeypatch):
    import claims.upgrade as module

    written: list[Path] = []
    real = module._write

    def dies(file, text):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(file)
        real(file, text)

    monkeypatch.setattr(module, "_write", dies)
    with pytest.raises(KeyboardInterrupt):
        upgrade(repository, known=STEPS)
    monkeypatch.undo()
    assert "0.9.0" in (repository / "dataset.yaml").read_text()
    assert not set(upgrade(repository, known=STEPS).files) & set(written)
    assert load(repository).table("claims").equals(small_corpus.table("claims"))


def test_a_folder_of_tables_is_brought_over_from_the_contract_that_is_named(tables, small_corpus):
    done = upgrade(tables, old="0.9.0", known=STEPS)
    assert {file.stem: lines for file, lines in done.files.items()} == {"sources": 2, "attributions": 3, "claims": 3}
    corpus = load(tables)
    assert all(corpus.table(name).equals(small_corpus.table(name)) for name in OLD_TABLES)
    assert upgrade(tables, old="0.9.0", known=STEPS).files == {}


def test_an_article_that_is_still_to_be_read_follows_no_contract(repository):
    draft = '{"text": "Мост закрыт.", "language": "ru"}\n'
    (repository / "articles" / "new.jsonl").write_text(draft, encoding="utf-8")
    upgrade(repository, known=STEPS)
    assert (repository / "articles" / "new.jsonl").read_text(encoding="utf-8") == draft


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("extracted/b.jsonl", '{"claim_id": ', "not JSON"),
        ("extracted/b.jsonl", '{"claim_id": "clm_1", "worthy": "yes"}', "the key 'article_id' is missing"),
        ("links.jsonl", '{"link_id": "lnk_1", "weight": 1}', "no key 'weight'"),
        ("sources.jsonl", '{"source_id": "src_x", "label": "a", "name": "b", "kind": "person"}', "both 'label' and 'name'"),
        ("edits/mila.jsonl", '{"edit_id": "edt_1"}', "an edit cannot be brought over"),
    ],
)
def test_where_one_line_cannot_be_brought_over_nothing_is_written(file, line, message, repository):
    with (repository / file).open("a") as opened:
        opened.write(line + "\n")
    before = files(repository)
    with pytest.raises(DataError, match=message) as caught:
        upgrade(repository, known=STEPS)
    assert caught.value.where == f"{repository / file}:{len(before[file].splitlines())}"
    assert files(repository) == before


def test_all_lines_that_cannot_be_brought_over_are_told_at_once(repository):
    for file in ("links.jsonl", "verdicts.jsonl"):
        with (repository / file).open("a") as opened:
            opened.write("{\n")
    with pytest.raises(DataError, match=r"2 lines cannot be brought over(?s:.*)links\.jsonl:2(?s:.*)verdicts\.jsonl:2"):
        upgrade(repository, known=STEPS)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("contract: 1.1.1", "it follows contract 1.1.1, this version knows 1.1.0"),
        ("contract: 2.0.0", "it follows contract 2.0.0, this version knows 1.1.0"),
        ("contract: old", "'old' is no version of a contract"),
        ("contract: a: b", "not YAML"),
        ("contract:\n  0.9.0", "the version is not beside its key"),
    ],
)
def test_a_version_that_cannot_be_brought_over_is_told_with_its_line(said, message, repository):
    text = (repository / "dataset.yaml").read_text().replace('contract: "0.9.0"  # as agreed', said)
    (repository / "dataset.yaml").write_text(text)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith("contract:"))
    before = files(repository)
    with pytest.raises(DataError, match=message) as caught:
        upgrade(repository, known=STEPS)
    assert caught.value.where == f"{repository / 'dataset.yaml'}:{line}"
    assert caught.value.mend
    assert files(repository) == before


def test_without_steps_an_older_contract_cannot_be_left(repository):
    with pytest.raises(DataError, match=r"no steps lead from contract 0\.9\.0 to 1\.1\.0"):
        upgrade(repository, known=())


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"path": "none"}, "no such folder"),
        ({"path": "empty"}, "no dataset here"),
        ({"path": "release"}, "a release is not upgraded"),
        ({"path": "tables"}, r"no dataset\.yaml says which contract it follows"),
        ({"path": "tables", "old": "first"}, "'first' is no version of a contract"),
        ({"path": "small", "old": "0.9.0"}, r"dataset\.yaml says which contract it follows"),
    ],
)
def test_a_wrong_call_is_told(how, message, tables, repository, small_corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    publish(small_corpus, "release", name="small", version="1.0.0")
    with pytest.raises(UsageError, match=message) as caught:
        upgrade(**how)
    assert caught.value.mend


def test_the_command_says_what_it_does(repository, monkeypatch):
    monkeypatch.chdir(repository)
    monkeypatch.setattr("claims.upgrade.steps", lambda: STEPS)
    told = "sources.jsonl: 2 lines\nextracted/a.jsonl: 1 line\nextracted/b.jsonl: 3 lines\ndataset.yaml: 1 line\n"
    dry = CliRunner().invoke(main, ["upgrade", ".", "--dry-run"])
    assert (dry.exit_code, dry.stdout) == (0, told + "would be brought from contract 0.9.0 to 1.1.0\n")
    done = CliRunner().invoke(main, ["upgrade", "."])
    assert (done.exit_code, done.stdout) == (0, told + "brought from contract 0.9.0 to 1.1.0\n")
    again = CliRunner().invoke(main, ["upgrade", "."])
    assert (again.exit_code, again.stdout) == (0, "contract 1.1.0: nothing to do\n")
    assert CliRunner().invoke(main, ["validate", "."]).exit_code == 0
