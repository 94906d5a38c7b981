"""The notebook of an annotator, and the command that makes it."""

from __future__ import annotations

import json
from contextlib import chdir

import pytest
from click.testing import CliRunner

from claims.annotate import Log
from claims.cli import main
from sitting import repository


@pytest.fixture
def folder(tmp_path, small_corpus):
    return repository(tmp_path / "small", small_corpus)


def annotate(folder, *more: str):
    return CliRunner().invoke(main, ["annotate", str(folder), "--annotator", "mila", *more])


def test_the_command_makes_a_notebook_that_opens_a_session_and_leaves_one_that_is_there(folder):
    done = annotate(folder, "--no-browser")
    file = folder / "notebooks" / "annotate_mila.ipynb"
    assert (done.exit_code, done.stdout) == (0, f"jupyter lab {file}\n")
    notebook = json.loads(file.read_text("utf-8"))
    (code,) = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    with chdir(file.parent):
        exec(compile(code, str(file), "exec"), names)
        exec(compile(code, str(file), "exec"), names)
        assert names["session"].fault is None and names["session"].annotator == "mila"
        names["session"].close()
    file.write_text("{}")
    assert annotate(folder, "--no-browser").exit_code == 0 and file.read_text() == "{}"


@pytest.mark.parametrize(
    ("path", "name", "message"),
    [("nowhere", "mila", "no dataset repository here"), ("small", "Mila", "no name of a log"), ("small", "a/b", "no name of an annotator")],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(path, name, message, folder):
    done = CliRunner().invoke(main, ["annotate", str(folder.parent / path), "--annotator", name, "--no-browser"])
    assert done.exit_code == 2 and message in done.stderr and not (folder / "notebooks" / f"annotate_{name}.ipynb").exists()


def test_a_log_that_another_kernel_has_open_is_told(folder):
    with Log(folder / "edits" / "mila.jsonl", guideline_version="1"):
        assert "another process has the log open" in annotate(folder, "--no-browser").stderr
