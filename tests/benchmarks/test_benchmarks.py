"""The benchmarks run, small and without peers; what they print and write is whole. No time is asserted."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import linear  # noqa: E402
import page  # noqa: E402
import speed  # noqa: E402
from peers import NoPeers, running  # noqa: E402


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BENCHMARKS / script, *arguments],
        capture_output=True, encoding="utf-8", check=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def test_hostile_texts_are_measured_in_each_size_and_written_to_the_page(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    printed = run("linear.py", "--megabytes", "0.004", "0.002", "--write", str(file)).stdout
    written = file.read_text(encoding="utf-8")
    for hostile in linear.HOSTILE:
        assert f"\n{hostile.name()}  " in printed
        (line,) = [
            line for line in written.splitlines() if line.startswith(f"| {hostile.name()} |")
        ]
        reading, _, extracting, *_ = [cell.strip() for cell in line.split("|")][2:]
        assert len(reading.split(" · ")) == len(extracting.split(" · ")) == 2
    assert "--megabytes 0.002 0.004`" in written


def test_the_engine_is_measured_in_each_language_where_the_peers_cannot_be_installed(
    tmp_path: Path,
) -> None:
    file, taken = tmp_path / "RESULTS.md", tmp_path / "taken"
    taken.write_text("a file stands where the peers' environment would")
    done = run(
        "speed.py", "--rounds", "1", "--words", "1", "--peers", str(taken), "--write", str(file)
    )
    assert "without peers: their environment cannot be made" in done.stderr
    for language in ("English", "Arabic", "Russian"):
        assert f"the rules engine, {language}  " in done.stdout
        assert f"| the rules engine, {language} | " in file.read_text(encoding="utf-8")


def test_a_peers_process_that_does_not_start_is_no_crash(tmp_path: Path) -> None:
    python = tmp_path / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir()
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    (tmp_path / ".ready").touch()
    with pytest.raises(NoPeers, match="ended"), running(["a text"], tmp_path):
        pass


def test_the_engine_is_compared_with_each_peer_round_by_round() -> None:
    measured = {
        "en": speed.Measured(100, "2 claims", [100.0, 300.0]),
        "parse": speed.Measured(100, "3 sentences", [10.0, 20.0]),
    }
    ours, parse = speed.rows(measured)
    assert ours[2] == ""
    assert parse[2] == "12.5 (10.0 to 15.0)"


def test_articles_are_repeated_until_they_have_enough_words() -> None:
    once = speed.articles("ar", 1)
    twice = speed.articles("ar", speed.count_words(once) + 1)
    assert twice == once * 2


def test_growth_tells_linear_from_quadratic() -> None:
    def runs(power: int) -> list[linear.Run]:
        return [
            linear.Run(size, 0.25 * size**power, 0.75 * size**power, 1) for size in (1.0, 2.0, 8.0)
        ]

    assert linear.growth(runs(1)) == pytest.approx(1)
    assert linear.growth(runs(2)) == pytest.approx(2)
    assert linear.growth(runs(1)[:1]) is None
    assert linear.row(linear.HOSTILE[0], runs(2))[4] == "4.0 · 16.0"


@pytest.mark.parametrize("hostile", linear.HOSTILE, ids=lambda hostile: repr(hostile.unit))
def test_a_hostile_text_is_as_long_as_asked(hostile: linear.Hostile) -> None:
    size = len(hostile.text(0.001).encode())
    assert 1000 - len(hostile.unit.encode()) < size <= 1000


def test_a_section_replaces_its_own_kind_only(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    page.write_section("Speed", "old", file)
    page.write_section("Hostile text", "kept", file)
    page.write_section("Speed", "new", file)
    written = file.read_text(encoding="utf-8")
    assert written.startswith("# Results\n") and written.endswith(
        "## Hostile text\n\nkept\n\n## Speed\n\nnew\n"
    )


def test_the_page_names_the_processor_and_no_machine() -> None:
    _, cores, system, python = page.machine().rsplit(", ", 3)
    assert cores.startswith(f"{os.cpu_count()} core")
    assert system == f"{platform.system()} {platform.machine()}"
    assert python == f"{platform.python_implementation()} {platform.python_version()}"
    assert page.versions(["pytest", "no-such-package"]) == f"pytest {pytest.__version__}"


def test_the_shipped_page_has_both_sections_and_what_they_were_measured_on() -> None:
    written = page.PAGE.read_text(encoding="utf-8")
    for title in ("## Hostile text", "## Speed"):
        section = written.split(title)[1].split("\n## ")[0]
        assert " core" in section and " Linux " in section and "`python benchmarks/" in section


def test_publishing_is_measured_beside_a_bare_write_and_its_memory_by_size(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    printed = run("publishing.py", "--claims", "60", "--memory", "60", "120", "--rounds", "1", "--write", str(file)).stdout
    for said in (printed, file.read_text(encoding="utf-8")):
        for measured in ("the bare write", "the scan", "`claims.load`", "| 60 |", "| 120 |"):
            assert measured in said


@pytest.mark.parametrize(("rounds", "how"), [(20, ()), (5, ("--rebuild",))])
def test_a_kill_amid_a_publication_or_a_rebuilding_tears_no_release(rounds: int, how: tuple[str, ...]) -> None:
    done = run("torn.py", "--rounds", str(rounds), *how)
    kills, amid = (int(part.split()[0]) for part in done.stdout.split(", "))
    assert kills == rounds and (amid > 0 or how)
    assert ": 0 wrong" in done.stdout


def test_no_span_lands_on_a_lookalike_after_an_edit_of_its_article(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    done = run("reanchoring.py", "--edits", "48", "--seed", "7", "--write", str(file))
    assert done.stdout.endswith("\n0 wrong\n")
    whole = next(line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("| all "))
    _, _, edits, there, right, *_ = (cell.strip().replace(",", "") for cell in whole.split("|"))
    assert int(edits) == 48 and int(right) > 0.95 * int(there) > 1000
