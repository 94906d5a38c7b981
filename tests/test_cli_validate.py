"""`claims validate` and `claims checks`: what they print and write, and how they end."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from claims.cli import main
from claims.corpus import Corpus, write_jsonl
from claims.validate.checks import SHAPE, checks

ROOT = Path(__file__).parents[1]
AROUND = {SHAPE, "broken-line", "file-as-listed"}  # what is checked before there is a corpus


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args)])


@pytest.fixture
def here(tmp_path: Path, small_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the small corpus as JSONL tables in d/, its first claim broken, and as a release in out/."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    for table in small_corpus.tables:
        write_jsonl(tmp_path / "d" / f"{table}.jsonl", small_corpus.rows(table))
    assert run("publish", "d", "--to", "out").exit_code == 0
    claims = tmp_path / "d" / "claims.jsonl"
    first, rest = claims.read_text(encoding="utf-8").split("\n", 1)
    claims.write_text(json.dumps(json.loads(first) | {"text": "broken"}) + "\n" + rest, encoding="utf-8")
    return tmp_path


def test_several_formats_are_written_at_once_and_one_is_printed(here: Path) -> None:
    result = run("validate", "d", "--format", "github", "--output", "sarif=a.sarif", "--output", "junit=a.xml", "--output", "json=a.json")
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=d/claims.jsonl,line=1,title=claim-says-evidence")
    found = json.loads((here / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {"artifactLocation": {"uri": "d/claims.jsonl"}, "region": {"startLine": 1}} in [one["locations"][0].get("physicalLocation") for one in found]
    assert ElementTree.parse(here / "a.xml").getroot().get("failures") == "1"
    assert json.loads((here / "a.json").read_text(encoding="utf-8"))["errors"] == 1


def test_a_file_that_lies_elsewhere_by_an_absolute_path_is_told_as_seen_from_here(here: Path) -> None:
    assert run("validate", here / "d", "--format", "github").stdout.startswith("::error file=d/claims.jsonl,")


def test_a_release_tells_table_and_row(here: Path) -> None:
    found = json.loads(run("validate", "out", "--format", "json").stdout)
    (one,) = found["issues"]
    assert (found["valid"], one["check"], one["table"], one["file"], one["row"]) == (True, "verdict-on-reviewed-claim", "verdicts", None, 0)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["d", "--output", "pdf=x"], 2, "--output 'pdf=x' is not FORMAT=FILE"),
        (["d", "--output", "sarif"], 2, "formats: text, json, github, sarif, junit"),
        (["d", "--output", "sarif=no/such/x"], 2, "cannot write"),
        (["d", "--format", "pdf"], 2, "'pdf' is not one of"),
        (["d/claims.jsonl", "out/data/claims.parquet"], 2, "files of several datasets"),
        (["d", "out"], 2, "not a file"),
        ([], 2, "Missing argument"),
        (["out"], 0, ""),
    ],
)
def test_it_ends_with_0_1_or_2(here: Path, args: list[str], code: int, told: str) -> None:
    result = run("validate", *args)
    assert (result.exit_code, told in result.stderr) == (code, True)


def test_a_warning_is_turned_off_in_dataset_yaml_and_counted(here: Path) -> None:
    with (here / "out" / "dataset.yaml").open("a", encoding="utf-8") as file:
        file.write("checks:\n  verdict-on-reviewed-claim: one person does both here\n")
    assert run("validate", "out").stdout.splitlines()[:2] == [
        "not judged: verdict-on-reviewed-claim, turned off (one person does both here): 1",
        "valid: 0 errors, 0 warnings (articles 2, sources 2, attributions 3, claims 3, links 1, verdicts 1, edits 1)",
    ]


def test_an_error_that_dataset_yaml_would_turn_off_is_told_with_its_line(here: Path) -> None:
    (here / "out" / "dataset.yaml").write_text("checks:\n  key-unique: it is late\n", encoding="utf-8")
    result = run("validate", "out")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, f"error: {Path('out') / 'dataset.yaml'}:2: key-unique is an error, which nothing turns off",
    )  # fmt: skip


def test_a_repository_may_turn_a_warning_off_too(here: Path) -> None:
    assert run("init", "new").exit_code == 0
    with (here / "new" / "dataset.yaml").open("a", encoding="utf-8") as file:
        file.write("checks:\n  content-without-stop: an old import\n")
    result = run("validate", "new")
    assert (result.exit_code, "content-without-stop, turned off (an old import): 0" in result.stdout) == (0, True)


def test_a_data_file_that_was_changed_after_the_release_is_told(here: Path) -> None:
    import pyarrow.parquet as pq

    file = here / "out" / "data" / "claims.parquet"
    pq.write_table(pq.read_table(file), file, compression="none")
    (here / "out" / "README.md").write_text("The card may be edited.", encoding="utf-8")
    result = run("validate", "out")
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if ": error [" in line] == [
        "out/data/claims.parquet: error [file-as-listed] A file of a release has the SHA-256 that its dataset.yaml lists."
    ]


def test_the_checks_are_listed_with_table_and_severity() -> None:
    head, *lines = run("checks").stdout.splitlines()
    assert head.split()[:3] == ["check", "table", "severity"]
    assert [tuple(line.split()[:3]) for line in lines] == [(c.name, c.table, str(c.severity)) for c in checks()]
    page = run("checks", "--markdown").stdout.splitlines()
    assert len(page) == len(lines) + 2 and all(line.startswith("| ") and line.endswith(" |") for line in page)


def test_the_page_on_the_scheme_names_75_invariants_and_checks_that_there_are() -> None:
    page = (ROOT / "claims" / "validate" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([RCT]\d\d) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    wanted = [f"{kind}{n:02}" for kind, last in (("R", 28), ("C", 21), ("T", 26)) for n in range(1, last + 1)]
    assert [row[0] for row in rows] == wanted
    known = {check.name for check in checks()} | AROUND
    named = {name for *_, here in rows for name in re.findall(r"`([a-z-]+)`", here)}
    assert named - {"parent_id"} <= known
    of_columns = {"not-null", "items-not-null", "label-known", "long-enough"}
    others = {"text-present", "role-dates-in-order", "content-present", "cue-present", "evidence-present", "patch-is-json",
              "supersedes-same-question", "supersedes-earlier", "not-superseding-itself"}  # fmt: skip
    assert known - named == of_columns | others | AROUND - {"file-as-listed"}


@pytest.mark.parametrize("row", ["R26", "C13", "T15"])
def test_what_the_tables_cannot_say_is_said_with_a_reason(row: str) -> None:
    page = (ROOT / "claims" / "validate" / "README.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith(f"| {row} ")]
    assert "cannot be said" in line and "`" not in line


def test_one_check_is_made_alone(here: Path) -> None:
    told = run("validate", "d", "--only", "claims.claim-says-evidence", "--format", "json")
    assert told.exit_code == 1
    assert [one["check"] for one in json.loads(told.stdout)["issues"]] == ["claim-says-evidence"]
    assert run("validate", "d", "--only", "label-known", "--only", "key-unique").exit_code == 0


def test_a_check_that_does_not_exist_is_misuse(here: Path) -> None:
    told = run("validate", "d", "--only", "label-unknown")
    assert told.exit_code == 2
    assert "no check 'label-unknown'" in told.stderr and "label-known" in told.stderr
