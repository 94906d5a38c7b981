"""A dataset turns a warning off with a reason; an error never."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claims.errors import DataError
from claims.validate.report import Issue, Report, Severity
from claims.validate.waivers import waive, waivers

KNOWN = {"soft-check": Severity.WARNING, "hard-check": Severity.ERROR}


def said(folder: Path, text: str) -> dict[str, str]:
    (folder / "dataset.yaml").write_text(text, encoding="utf-8")
    return waivers(folder, KNOWN)


def test_a_folder_without_a_manifest_or_without_the_key_turns_nothing_off(tmp_path: Path) -> None:
    assert waivers(tmp_path, KNOWN) == {}
    assert said(tmp_path, "name: x\n") == {}


def test_a_warning_is_turned_off_with_a_reason(tmp_path: Path) -> None:
    assert said(tmp_path, "checks:\n  soft-check: an old import\n") == {"soft-check": "an old import"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name: x\nchecks:\n  hard-check: it is late\n", 3, "hard-check is an error, which nothing turns off"),
        ("checks:\n  soft-chek: an old import\n", 2, "no check 'soft-chek'"),
        ("checks:\n  soft-check: ' '\n", 2, "without a reason"),
        ("checks:\n  soft-check:\n", 2, "without a reason"),
        ("name: x\nchecks: [soft-check]\n", 2, "checks is not a mapping"),
    ],
)
def test_what_may_not_be_turned_off_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(DataError) as caught:
        said(tmp_path, text)
    assert caught.value.where == f"{tmp_path / 'dataset.yaml'}:{line}"
    assert message in caught.value.what and caught.value.mend


def test_what_is_turned_off_is_counted_with_its_reason() -> None:
    def issue(check: str) -> Issue:
        return Issue(check, KNOWN[check], "claims", None, "a:1", "Something holds.")

    report = Report(
        (issue("soft-check"), issue("hard-check")), checks=("soft-check", "hard-check"),
        totals={("soft-check", "claims"): 120, ("hard-check", "claims"): 1},
    )  # fmt: skip
    left: Any = waive(report, {"soft-check": "an old import"})
    assert [one.check for one in left.issues] == ["hard-check"]
    assert left.checks == ("hard-check",)
    assert left.text().splitlines()[-2:] == [
        "not judged: soft-check, turned off (an old import): 120",
        "not valid: 1 error, 0 warnings (no rows)",
    ]
