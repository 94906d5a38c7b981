"""The log: what it acknowledged is there after any death, what was torn is kept aside, and two do not write at once."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate import Change, Log
from claims.corpus import jsonl, read_jsonl
from claims.errors import DataError, UsageError
from claims.model import Edit
from logs import chained, sealed

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
CHANGE = Change("claims", "clm_" + "0" * 16, "update", {"polarity": "negative"}, {"polarity": "positive"})


def opened(folder: Path, name: str = "mila") -> Log:
    return Log(folder / "edits" / f"{name}.jsonl", guideline_version="1")


def say(log: Log, *reasons: str) -> list[Edit]:
    return [log.append(replace(CHANGE, reason=reason), at=NOON) for reason in reasons]


@pytest.fixture
def three(tmp_path) -> Path:
    """A log with three edits, closed."""
    with opened(tmp_path) as log:
        say(log, "first", "ثانٍ 😀", "третий")
    return log.path


def test_what_was_appended_is_there_when_it_is_opened_again(tmp_path):
    with opened(tmp_path) as log:
        made = say(log, "first", "ثانٍ 😀")
    with opened(tmp_path) as again:
        assert again.edits == made
        made += say(again, "третий")
    rows, places, refused = read_jsonl(log.path, "edits")
    assert (rows, refused, len(places)) == (made, [], 3)
    assert made == chained(made)


def test_the_same_edits_give_the_same_bytes(three, tmp_path):
    with opened(tmp_path / "edits") as log:
        say(log, "first", "ثانٍ 😀", "третий")
    assert log.path.read_bytes() == three.read_bytes()


def test_an_edit_is_never_earlier_than_the_one_before_it(tmp_path):
    with opened(tmp_path) as log:
        log.append(CHANGE, at=NOON)
        assert log.append(CHANGE, at=NOON - timedelta(hours=1)).at == NOON


@pytest.mark.parametrize(
    ("change", "at", "message"),
    [
        (replace(CHANGE, table="articles"), NOON, "no table that is edited 'articles'"),
        (replace(CHANGE, op="improve"), NOON, "no op 'improve'"),
        (CHANGE, NOON.replace(tzinfo=None), "has no zone"),
    ],
)
def test_what_the_contract_does_not_know_is_not_written(change, at, message, tmp_path):
    with opened(tmp_path) as log:
        with pytest.raises(UsageError, match=message):
            log.append(change, at=at)
        assert log.path.read_bytes() == b""


def test_values_that_json_does_not_have_are_not_written(tmp_path):
    with opened(tmp_path) as log:
        for what in ({"patch": {"score": float("nan")}}, {"patch": {"text": "\ud83d"}}, {"reason": "\ud83d"}, {"row_id": 7}):
            with pytest.raises(DataError):
                log.append(replace(CHANGE, **what), at=NOON)
        assert log.path.read_bytes() == b""
        say(log, "good")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.data())
def test_a_log_cut_anywhere_opens_with_its_whole_lines_and_the_rest_kept_aside(reasons, data):
    with tempfile.TemporaryDirectory() as folder:
        with opened(Path(folder)) as log:
            made = say(log, *reasons)
        whole = log.path.read_bytes()
        cut = data.draw(st.integers(0, len(whole)))
        log.path.write_bytes(whole[:cut])
        lines = whole[:cut].split(b"\n")
        with opened(Path(folder)) as again:
            ended = len(lines) - 1 + (lines[-1] == whole.split(b"\n")[len(lines) - 1] != b"")
            assert again.edits == made[:ended]
            aside = log.path.with_name(".mila.torn")
            torn = lines[-1] if ended == len(lines) - 1 else b""
            assert (aside.read_bytes() if aside.exists() else b"") == (torn + b"\n" if torn else b"")
            assert (again.torn is not None) == bool(torn)
            made = [*made[:ended], *say(again, "onwards")]
        assert made == chained(made)
        with opened(Path(folder)) as last:
            assert last.edits == made and last.torn is None


def test_a_torn_line_is_told_with_its_place_and_where_it_is_now(three):
    with three.open("ab") as file:
        file.write('{"reason": "نص'.encode()[:-1])
    with Log(three, guideline_version="1") as log:
        assert log.torn is not None
        assert log.torn.where == f"{three}:4"
        assert "never acknowledged" in log.torn.reason
        assert log.torn.mend == f"its bytes are in {three.with_name('.mila.torn')}"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("first", "First", 1, "it was changed: its hash is another"),
        ('"reason": "ثانٍ 😀"', '"reason": null', 2, "it was changed"),
        ("mila", "ada", 1, "an edit of 'ada' in the log of 'mila'"),
        ('{"annotator"', '["annotator"', 1, "not JSON"),
    ],
)
def test_a_log_that_was_changed_is_not_written_on(old, new, line, message, three):
    three.write_text(three.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        Log(three, guideline_version="1")
    assert caught.value.where == f"{three}:{line}"
    assert "append" in (caught.value.mend or "") or "JSON" in (caught.value.mend or "")


def test_a_log_without_one_of_its_lines_is_not_written_on(three):
    first, _, third = three.read_bytes().splitlines(keepends=True)
    three.write_bytes(first + third)
    with pytest.raises(DataError, match="does not follow the edit before it"):
        Log(three, guideline_version="1")


def test_two_do_not_have_a_log_open_at_once(tmp_path):
    with opened(tmp_path) as log:
        with pytest.raises(UsageError, match="another process has the log open") as caught:
            opened(tmp_path)
        assert "kernel" in (caught.value.mend or "")
        opened(tmp_path, "ada").close()
        say(log, "still ours")
    opened(tmp_path).close()


def test_a_process_that_died_holds_no_log(tmp_path):
    program = "import os, sys; from claims.annotate import Log; Log(sys.argv[1], guideline_version='1'); print('open', flush=True); os.kill(os.getpid(), 9)"
    path = tmp_path / "edits" / "mila.jsonl"
    died = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert (died.stdout, died.returncode) == ("open\n", -9)
    with opened(tmp_path) as log:
        say(log, "ours now")


def test_without_locks_an_edit_is_refused_once_somebody_else_has_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with opened(tmp_path) as one, opened(tmp_path) as other:
        say(one, "mine")
        with pytest.raises(UsageError, match="something else has written to the log"):
            say(other, "theirs")
    with opened(tmp_path) as log:
        assert [edit.reason for edit in log.edits] == ["mine"]


def test_a_log_that_git_has_replaced_is_not_written_into_the_void(three):
    with Log(three, guideline_version="1") as log:
        new = three.with_name("new")
        new.write_bytes(three.read_bytes())
        new.replace(three)
        with pytest.raises(UsageError, match="another file has taken the place of the log"):
            say(log, "lost?")
        three.unlink()
        with pytest.raises(UsageError, match="another file has taken the place of the log"):
            say(log, "lost?")


def test_where_there_is_no_room_the_edit_is_not_acknowledged_and_what_was_stays(three):
    kept = three.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Log(three, guideline_version="1") as log:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(kept) + 100, hard))
        try:
            with pytest.raises(UsageError, match="the edit was not kept: File too large") as caught:
                say(log, "no room")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "what was acknowledged before is safe" in (caught.value.mend or "")
        assert three.read_bytes() == kept
        (again,) = say(log, "room again")
        assert again == log.edits[-1] == sealed(again)
    with Log(three, guideline_version="1") as log:
        assert len(log.edits) == 4 and log.torn is None


def test_a_place_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "mila.jsonl").mkdir()
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "mila.jsonl", tmp_path / "file" / "mila.jsonl", Path("/proc/mila.jsonl")):
        with pytest.raises(UsageError, match="cannot open the log") as caught:
            Log(path, guideline_version="1")
        assert caught.value.where == str(path) and caught.value.mend


@pytest.mark.parametrize("name", ["Mila.jsonl", "mila.json", "mila ko.jsonl", ".jsonl", "ميلا.jsonl"])
def test_a_log_has_the_name_of_its_annotator(name, tmp_path):
    with pytest.raises(UsageError, match="is no name of a log"):
        Log(tmp_path / name, guideline_version="1")


def test_a_closed_log_takes_nothing(tmp_path):
    log = opened(tmp_path)
    log.close()
    log.close()
    with pytest.raises(UsageError, match="the log is closed"):
        say(log, "late")


def test_a_line_of_the_log_is_the_line_that_a_table_has(three):
    rows, _, _ = read_jsonl(three, "edits")
    assert three.read_bytes() == jsonl(rows)


@pytest.mark.parametrize(("more", "rounds", "least"), [((), 25, 100), (("--session",), 4, 4)])
def test_nothing_acknowledged_is_lost_when_processes_are_killed(more, rounds, least):
    benchmark = Path(__file__).parents[2] / "benchmarks" / "kills.py"
    command = [sys.executable, str(benchmark), "--rounds", str(rounds), "--seed", "1", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    kills, acknowledged, lost = (int(part.split()[0]) for part in done.stdout.replace(":", ",").split(", ")[:3])
    assert (kills, lost) == (rounds, 0) and acknowledged > least
