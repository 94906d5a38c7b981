"""A new dataset repository: what stands in it, what it refuses, and the whole way from an article to a release."""

from __future__ import annotations

import json
import os
import re
from contextlib import chdir
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import claims
from claims.cli import main
from claims.contract import contract
from claims.dataset import dataset_of
from claims.errors import UsageError
from claims.init import init
from claims.sources.registry import packaged

ARTICLE = """\
---
outlet: Harbour Tribune
url: https://harbour-tribune.example/bridge
published_at: 2025-07-03
language: en
---
Mayor says the bridge stays closed
The mayor said on Thursday that the bridge would stay closed until August.
"We are ready," said Anna Berg, the spokeswoman.
"""
DRAWN = {
    "dataset.yaml", "README.md", "DATA_STATEMENT.md", "articles", "sources.jsonl", "extracted", "edits",
    "links.jsonl", "verdicts.jsonl", ".github", ".pre-commit-config.yaml", ".gitignore", "notebooks",
}  # fmt: skip


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, args)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def new(tmp_path) -> Path:
    return init(tmp_path / "harbour", license="CC-BY-4.0", languages=["en", "ar"])


@pytest.fixture
def filled(new) -> Path:
    """A repository with one article and what the rules find in it."""
    (new / "articles" / "bridge.md").write_text(ARTICLE)
    with chdir(new):
        extract = ("extract", "articles", "--registry", "sources.jsonl", "--format", "rows")
        assert run(*extract, "-o", "extracted/rules.jsonl").exit_code == 0
    return new


def test_it_has_what_the_design_draws(new):
    assert {path.name for path in new.iterdir()} == DRAWN
    assert dataset_of(new).contract == contract().version
    assert (new / "sources.jsonl").read_bytes() == packaged().read_bytes()
    assert (new / "edits" / ".gitkeep").exists()


def test_nothing_of_the_templates_is_left_to_fill_in(new):
    for file in filter(Path.is_file, new.rglob("*")):
        assert "@@" not in file.read_text(encoding="utf-8"), file


def test_a_new_repository_is_valid_and_has_its_name(new):
    with chdir(new):
        result = run("validate", ".")
    assert (result.exit_code, result.stdout.split(" (")[0]) == (0, "valid: 0 errors, 0 warnings")
    assert dataset_of(new).name == "harbour"
    assert "# harbour" in (new / "README.md").read_text()


def test_an_article_is_extracted_validated_published_and_loaded_back(filled, tmp_path):
    with chdir(filled):
        assert run("validate", ".").exit_code == 0
        assert run("publish", ".", "--to", str(tmp_path / "release")).exit_code == 0
    mine, back = claims.load(filled), claims.load(tmp_path / "release")
    assert all(mine.table(name).equals(back.table(name)) for name in mine.tables)
    assert [row.text for row in back.rows("claims")] and len(back.rows("attributions")) == 3
    manifest = yaml.safe_load((tmp_path / "release" / "dataset.yaml").read_text())
    assert (manifest["name"], manifest["version"]) == ("harbour", "0.1.0")
    assert "license: cc-by-4.0" in (tmp_path / "release" / "README.md").read_text()


def test_what_is_published_may_be_called_otherwise(filled, tmp_path):
    call = ("publish", str(filled), "--to", str(tmp_path / "release"), "--version", "2.0.0")
    assert run(*call).exit_code == 0
    manifest = yaml.safe_load((tmp_path / "release" / "dataset.yaml").read_text())
    assert (manifest["name"], manifest["version"]) == ("harbour", "2.0.0")


def test_its_notebook_runs_on_it(filled):
    notebook = json.loads((filled / "notebooks" / "01_load.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code and not any(cell["outputs"] or cell["execution_count"] for cell in code)
    with chdir(filled / "notebooks"):
        spoken: dict[str, object] = {}
        for cell in code:
            exec("".join(cell["source"]), spoken)
    assert len(spoken["flat"]) == len(claims.load(filled).rows("claims")) > 0


def test_its_readme_gives_commands_that_run(filled):
    readme = (filled / "README.md").read_text()
    commands = re.findall(r"^claims (.+)$", readme, re.MULTILINE)
    assert len(commands) == 3
    with chdir(filled):
        (filled / "extracted" / "rules.jsonl").unlink()
        for command in commands:
            assert run(*command.split()).exit_code == 0, command
    assert (filled / "out" / "data" / "claims.parquet").exists()


def test_the_article_that_its_page_shows_can_be_read(new):
    page = (new / "articles" / "README.md").read_text()
    (new / "articles" / "shown.md").write_text(re.search(r"```text\n(.*?)```", page, re.DOTALL)[1])
    (article,) = claims.load(new).rows("articles")
    assert article.title == "Mayor says the bridge stays closed"


def test_a_licence_with_a_colon_is_written_so_that_it_is_read_again(tmp_path):
    said = 'see: "LICENSE", # 2'
    assert dataset_of(init(tmp_path / "a", license=said)).license == said


@pytest.mark.parametrize(
    ("folder", "how", "message"),
    [
        ("full", {}, "the folder is not empty: thesis.tex"),
        ("full/thesis.tex", {}, "a file stands where the repository should go"),
        ("new", {"name": "a b"}, "'a b' is no name for a dataset"),
        ("a b", {}, "'a b' is no name for a dataset"),
        ("new", {"languages": ["English"]}, "no language 'English'"),
        ("new", {"license": " "}, "' ' is no licence"),
        ("full/thesis.tex/new", {}, "cannot write: Not a directory"),
    ],
)
def test_what_cannot_be_a_repository_is_told_and_nothing_is_written(folder, how, message, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.tex").write_text("x")
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        init(tmp_path / folder, **how)
    assert caught.value.mend
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "thesis.tex"]


def test_a_folder_that_git_made_is_empty_enough(tmp_path):
    (tmp_path / "harbour" / ".git").mkdir(parents=True)
    assert (init(tmp_path / "harbour") / "dataset.yaml").exists()


def test_the_command_takes_the_languages_with_commas(tmp_path):
    result = run("init", str(tmp_path / "a"), "--languages", "ar, en", "--license", "CC0-1.0", "--name", "b")
    assert (result.exit_code, result.stderr) == (0, "")
    dataset = dataset_of(tmp_path / "a")
    assert (dataset.name, dataset.license, dataset.languages) == ("b", "CC0-1.0", ("ar", "en"))


def test_the_same_call_makes_the_same_files(tmp_path):
    one, other = (init(tmp_path / name / "harbour") for name in ("one", "other"))
    files = sorted(os.path.relpath(file, one) for file in one.rglob("*") if file.is_file())
    assert len(files) >= len(DRAWN) - 2
    assert all((one / file).read_bytes() == (other / file).read_bytes() for file in files)
