"""`claims contract`: shown in four forms, and two contracts compared wherever they stand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.contract import arrow_schema, contract, dictionary_markdown, json_schema
from claims.contract.reading import schemas_folder
from claims.contract.released import released_json

SCHEMAS = Path(str(schemas_folder()))


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A git repository with our schemas at its first revision and a column less at its second."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SCHEMAS, "schemas")
    git("init", "--quiet")
    git("add", "schemas")
    git("commit", "--quiet", "--message", "first")
    git("tag", "v1")
    file = Path("schemas/links.yaml")
    text = file.read_text(encoding="utf-8")
    cut = text[text.index("  confirmed_by:") : text.index("strict:")]
    file.write_text(text.replace(cut, ""), encoding="utf-8")
    git("commit", "--quiet", "--all", "--message", "second")
    Path("deep").mkdir()
    return tmp_path


def git(*arguments: str) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = ("-c", "user.name=mila", "-c", "user.email=mila@example.org")
    subprocess.run(["git", *who, *arguments], check=True, env=env | {"GIT_CONFIG_GLOBAL": os.devnull})


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, ["contract", *args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


BROKEN = """\
breaking  links.confirmed_by: the column is removed or renamed
1.1.0 -> 1.1.0: 1 breaking; the version should be 2.0.0
"""
MENDED = """\
compatible  links.confirmed_by: a new column that may be null
1.1.0 -> 1.1.0: 1 compatible; the version should be 1.2.0
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("v1", "HEAD", 1, BROKEN),
        ("HEAD~1", "schemas", 1, BROKEN),
        ("released.json", ".", 1, BROKEN),
        ("released.json", "HEAD", 1, BROKEN),
        ("HEAD", "v1", 0, MENDED),
        ("schemas", "installed", 0, MENDED),
        ("1.0.0", "1.0.0", 0, "1.0.0 -> 1.0.0: no change\n"),
    ],
)
def test_two_contracts_are_compared_wherever_they_stand(old, new, code, told, here):
    Path("released.json").write_text(released_json(contract()), encoding="utf-8")
    result = run("diff", old, new)
    assert (result.stdout, result.exit_code, result.stderr) == (told, code, "")


def test_a_revision_is_found_from_a_folder_of_the_repository(here, monkeypatch):
    monkeypatch.chdir(here / "deep")
    assert run("diff", "v1", "HEAD").stdout == BROKEN


def test_the_new_contract_is_ours_unless_it_is_given(here):
    assert run("diff", "v1").stdout == "1.1.0 -> 1.1.0: no change\n"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("no-such", "no contract 'no-such'"),
        ("deep", "deep: no contract here"),
        ("--upload-pack=x", "No such option"),
        ("schemas/README.md", "not a released contract"),
    ],
)
def test_what_is_no_contract_is_told(place, message, here):
    result = run("diff", place)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_revision_without_schemas_is_told(here):
    git("rm", "-r", "--quiet", "schemas")
    git("commit", "--quiet", "--message", "third")
    assert "no schemas/codebook.yaml at revision HEAD" in run("diff", "HEAD").stderr


def test_it_is_shown_in_each_form():
    assert run("show").stdout == dictionary_markdown(level=1)
    assert run("show", "--format", "json").stdout == released_json(contract())
    schemas = json.loads(run("show", "--format", "json-schema").stdout)
    assert schemas == {name: json_schema(name) for name in contract().tables}
    assert str(arrow_schema("verdicts")) in run("show", "--format", "arrow").stdout


def test_one_table_of_it_is_shown():
    assert json.loads(run("show", "--format", "json-schema", "--table", "links").stdout) == json_schema("links")
    assert run("show", "--format", "arrow", "--table", "links").stdout == f"# links\n{arrow_schema('links')}\n"
    assert run("show", "--table", "links").stdout == dictionary_markdown(level=1, tables=["links"])


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--format", "xml"], "no format 'xml'; there are: arrow, json, json-schema, markdown"),
        (["--table", "posts"], "no table 'posts'; there are: articles"),
        (["--table", "links", "--format", "json"], "json is the whole contract"),
    ],
)
def test_what_cannot_be_shown_is_told(args, message):
    result = run("show", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
