"""Errors are drawn in one tree, and each says its place, what is wrong and how to mend it."""

import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest

from claims import errors
from claims.errors import (
    ClaimsError,
    ContractError,
    DataError,
    InvalidCorpus,
    MissingExtra,
    UsageError,
    unknown,
)

ROOT = Path(__file__).parents[1]
CLASSES = {
    name: found
    for name, found in vars(errors).items()
    if inspect.isclass(found) and issubclass(found, BaseException)
}
DRAWN = re.compile(r"^ {4}([ │├└─]*)(\w+) {2,}(.*?)(?: {2,}exit (\d))?$", re.MULTILINE)


def drawn() -> list[tuple[int, str, str | None]]:
    """(depth, class, exit code) of each line of the tree in the docstring."""
    return [(len(m[1]) // 4, m[2], m[4]) for m in DRAWN.finditer(errors.__doc__ or "")]


def test_the_tree_in_the_docstring_is_the_tree_of_the_classes() -> None:
    assert {name for _, name, _ in drawn()} == set(CLASSES)
    above: list[str] = []
    for depth, name, _ in drawn():
        del above[depth:]
        assert CLASSES[name].__bases__ == ((CLASSES[above[-1]],) if above else (Exception,))
        above.append(name)


def test_the_exit_codes_are_the_drawn_ones() -> None:
    codes = {name: code for _, name, code in drawn() if code}
    assert len(codes) == len(CLASSES) - 1  # the root has none of its own
    for name, code in codes.items():
        assert CLASSES[name].exit_code == int(code), name


def test_no_public_exception_stands_outside_the_tree() -> None:
    for file in (ROOT / "claims").rglob("*.py"):
        if file.name == "errors.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                bases = {ast.unparse(base) for base in node.bases}
                assert not [b for b in bases if b.endswith(("Error", "Exception", "Warning"))], file


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DataError("it is broken"), "it is broken"),
        (DataError("it is broken", where="a.md:3"), "a.md:3: it is broken"),
        (DataError("it is broken", mend="mend it"), "it is broken\n  mend: mend it"),
        (UsageError("no", where="x", mend="y"), "x: no\n  mend: y"),
        (ContractError("no", where="x", mend="y"), "x: no\n  mend: y"),
    ],
)
def test_an_error_says_its_place_then_what_then_the_mend(error: ClaimsError, said: str) -> None:
    assert str(error) == said
    assert error.args == (error.what,)


def test_a_corpus_error_carries_its_report() -> None:
    report = object()
    error = InvalidCorpus("2 rows are wrong", report=report, mend="see the report")
    assert error.report is report
    assert (error.what, error.where, error.mend) == ("2 rows are wrong", None, "see the report")
    with pytest.raises(DataError):
        raise error


def test_a_missing_extra_says_the_pip_line() -> None:
    error = MissingExtra("trafilatura", "html")
    assert str(error) == (
        "trafilatura is not installed\n  mend: pip install 'attributed-claims[html]'"
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "attributed-claims"
    assert "html" in project["optional-dependencies"]


def test_a_missing_extra_that_the_code_names_is_an_extra_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for file in (ROOT / "claims").rglob("*.py"):
        for extra in re.findall(r'MissingExtra\([^,()]+, "(\w+)"\)', file.read_text("utf-8")):
            assert extra in project["optional-dependencies"], file


def test_an_unknown_name_is_told_with_the_sorted_choices() -> None:
    error = unknown("engine", "rule", {"tagger", "rules"}, where="a.toml:1")
    assert isinstance(error, UsageError)
    assert str(error) == "a.toml:1: no engine 'rule'; there are: rules, tagger"
