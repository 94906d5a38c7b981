"""The hook and the action that this project gives to dataset repositories: real git, the real pre-commit, no network.

pre-commit installs the hook from a repository made of this checkout, as it would from the public one; pip is told
to build with what is installed here and to leave dependencies alone, which the hook then finds on PYTHONPATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import yaml

from claims.corpus import write_jsonl
from claims.init import init

ROOT = Path(__file__).parents[1]
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
INSTALLED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "schemas", "data/sources.jsonl", "claims")
GOLD, ALL = "extracted/gold.jsonl", "articles/all.jsonl"
MD = "---\noutlet: The Test\nlanguage: ru\n---\nМост закрыт.\n"
Break = Callable[[], object]


def sh(*command: str, cwd: Path, ok: bool = True, **env: str) -> subprocess.CompletedProcess[str]:
    """A command of a git that knows nothing of the user's settings."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **env}
    for who in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{who}_NAME": "mila", f"GIT_{who}_EMAIL": "mila@example.org"}
    outer = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "VIRTUAL"))}
    done = subprocess.run(
        command, cwd=cwd, env=outer | own, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0 or not ok, done.stdout + done.stderr
    return done


def committed(folder: Path) -> str:
    """The id of a first commit that holds the whole folder."""
    sh("git", "init", "--quiet", "--initial-branch", "main", cwd=folder)
    sh("git", "add", "--all", cwd=folder)
    sh("git", "commit", "--quiet", "--message", "first", cwd=folder)
    return sh("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def offline(tmp_path_factory) -> dict[str, str]:
    """The environment in which pre-commit installs and runs a hook from what is here."""
    return {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("hooks")),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads the "no" of its options from the environment the other way round
        "PYTHONPATH": sysconfig.get_paths()["purelib"],
    }


@pytest.fixture(scope="module")
def guarded(tmp_path_factory, offline, every_row) -> Path:
    """A valid dataset repository whose commits the hook of this checkout guards."""
    project = tmp_path_factory.mktemp("project")
    for name in INSTALLED:
        (project / name).parent.mkdir(exist_ok=True)
        ignored = shutil.ignore_patterns("__pycache__")
        copy = partial(shutil.copytree, ignore=ignored) if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    folder = init(tmp_path_factory.mktemp("in") / "small", languages=["ar", "ru"])
    rows = every_row
    write_jsonl(folder / ALL, sorted(rows["articles"], key=lambda row: row.article_id))
    write_jsonl(folder / GOLD, [*rows["attributions"], *rows["claims"]])
    for table in ("sources", "links", "verdicts"):
        write_jsonl(folder / f"{table}.jsonl", rows[table])
    (folder / "articles" / "bridge.md").write_text(MD, encoding="utf-8")
    hook = {"repo": project.as_uri(), "rev": committed(project), "hooks": [{"id": HOOK["id"]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}))
    committed(folder)
    sh(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=folder, **offline)
    return folder


@pytest.fixture
def clone(guarded, tmp_path, monkeypatch) -> Path:
    """A copy of the guarded repository, which the test stands in."""
    shutil.copytree(guarded, tmp_path / "small", symlinks=True)
    monkeypatch.chdir(tmp_path / "small")
    return tmp_path / "small"


def commit(folder: Path, offline: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What git says to a commit of all that was changed."""
    sh("git", "add", "--all", cwd=folder)
    return sh("git", "commit", "--message", "a change", cwd=folder, ok=False, **offline)


def edit(file: str, line: int, **changes: object) -> None:
    """Nothing; the JSON object on a line has other values."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    lines[line - 1] = json.dumps(json.loads(lines[line - 1]) | changes, ensure_ascii=False)
    Path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def replaced(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")


def written(file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")


def appended(file: str, text: str) -> None:
    written(file, Path(file).read_text(encoding="utf-8") + text)


def repeated(file: str, line: int) -> None:
    appended(file, Path(file).read_text(encoding="utf-8").splitlines()[line - 1] + "\n")


# Lines of extracted/gold.jsonl: 1 said, 2 outer, 3 inner inside it; 4 claim of inner, 5 claim of said, 6 the author's.
BREAKS: dict[str, tuple[Break, str]] = {
    "a span moved by a letter": (partial(edit, GOLD, 4, evidence=[[41, 67]]), f"{GOLD}:4"),
    "a span beyond the text": (partial(edit, GOLD, 6, evidence=[[0, 999]]), f"{GOLD}:6"),
    "a span that ends before it begins": (partial(edit, GOLD, 6, evidence=[[9, 2]]), f"{GOLD}:6"),
    "a claim put in other words": (partial(edit, GOLD, 5, text="Мы не готовы"), f"{GOLD}:5"),
    "a claim of no article": (partial(edit, GOLD, 6, article_id="art_" + "9" * 16), f"{GOLD}:6"),
    "a claim of no attribution": (partial(edit, GOLD, 5, attribution_id="att_" + "9" * 16), f"{GOLD}:5"),
    "a report inside itself": (partial(edit, GOLD, 2, parent_id="att_" + "0" * 16), f"{GOLD}:2"),
    "a source that nobody knows": (partial(edit, GOLD, 3, source_id="src_nobody"), f"{GOLD}:3"),
    "a value that the codebook lacks": (partial(edit, GOLD, 4, polarity="maybe"), f"{GOLD}:4"),
    "a misspelt key": (partial(replaced, GOLD, '"modality"', '"modalty"'), f"{GOLD}:4"),
    "a claim that stands twice": (partial(repeated, GOLD, 5), f"{GOLD}:7"),
    "what a merge left": (partial(appended, GOLD, "<<<<<<< HEAD\n"), f"{GOLD}:7"),
    "an article's text altered": (partial(replaced, ALL, "Переговоры", "Беседы"), f"{ALL}:2"),
    "an article without front matter": (partial(written, "articles/bridge.md", "Мост закрыт."), "articles/bridge.md:1"),
    "front matter with a strange key": (partial(replaced, "articles/bridge.md", "outlet", "paper"), "articles/bridge.md:2"),
    "an article in another language": (partial(replaced, "articles/bridge.md", "ru", "uk"), "articles/bridge.md:1"),
    "a link to nothing": (partial(edit, "links.jsonl", 1, to_id="clm_" + "9" * 16), "links.jsonl:1"),
    "a verdict without evidence": (partial(edit, "verdicts.jsonl", 1, evidence=[]), "verdicts.jsonl:1"),
    "a Wikidata item that is none": (partial(edit, "sources.jsonl", 1, wikidata="7747"), "sources.jsonl:1"),
    "a version that is none": (partial(replaced, "dataset.yaml", "version: 0.1.0", "version: one"), "dataset.yaml:3"),
}  # fmt: skip


def test_there_are_twenty_ways_to_break_it():
    assert len(BREAKS) == 20


@pytest.mark.parametrize("case", BREAKS)
def test_a_commit_that_breaks_the_dataset_is_refused_with_file_and_line(case, clone, offline):
    damage, place = BREAKS[case]
    damage()
    done = commit(clone, offline)
    assert done.returncode == 1
    told = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith(f"{place}: ")]
    assert told, done.stdout + done.stderr
    assert sh("git", "log", "--format=%s", cwd=clone).stdout == "first\n"


def test_a_commit_of_a_valid_change_is_made(clone, offline):
    written("articles/other.md", MD.replace("закрыт", "открыт"))
    done = commit(clone, offline)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "validate the dataset of claims" in done.stderr + done.stdout
    assert sh("git", "log", "--format=%s", cwd=clone).stdout == "a change\nfirst\n"


def test_a_commit_that_touches_no_data_is_not_checked(clone, offline):
    written("notes.txt", "a page of notes")
    done = commit(clone, offline)
    assert done.returncode == 0
    assert "(no files to check)Skipped" in done.stdout + done.stderr


def test_a_new_repository_has_the_hook_of_the_project_as_its_own(tmp_path):
    config = yaml.safe_load((init(tmp_path / "new") / ".pre-commit-config.yaml").read_text())
    ((repo,), (hook,)) = (config["repos"], config["repos"][0]["hooks"])
    assert repo["repo"] == "local"
    assert {key: hook[key] for key in hook if key != "additional_dependencies"} == {
        key: HOOK[key] for key in HOOK if key != "description"
    }


@pytest.mark.parametrize(("check", "file"), [("validate-manifest", ROOT / ".pre-commit-hooks.yaml"), ("validate-config", None)])
def test_pre_commit_finds_the_files_well_formed(check, file, tmp_path):
    file = file or init(tmp_path / "new") / ".pre-commit-config.yaml"
    sh(sys.executable, "-m", "pre_commit", check, str(file), cwd=tmp_path, PRE_COMMIT_HOME=str(tmp_path))


def test_the_action_has_what_a_composite_action_needs():
    steps = ACTION["runs"]["steps"]
    assert ACTION["runs"]["using"] == "composite"
    assert all("uses" in step or step["shell"] == "bash" for step in steps)
    assert all(about["description"] and about["default"] for about in ACTION["inputs"].values())
    assert not [step for step in steps if "${{" in step.get("run", "")], "what a user gives is data, never shell"


def test_the_workflow_of_a_new_repository_checks_each_pull_request(tmp_path):
    text = (init(tmp_path / "new") / ".github" / "workflows" / "validate.yml").read_text()
    workflow = yaml.load(text, yaml.BaseLoader)
    assert "pull_request" in workflow["on"] and workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][-1] == "claims validate . --format github"
