"""The program in a process of its own: streams, pipes, a full disk, interruptions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from program import AR, EN, RU, folder, run, start

DATA = Path(__file__).parents[1] / "data"
LINUX = sys.platform.startswith("linux")


def test_data_goes_to_stdout_and_talk_to_stderr_and_twice_is_the_same_bytes(here):
    shape = {"a.txt": EN, "b.txt": RU, "c.txt": AR, "d.txt": "\0"}
    (here / "in").mkdir()
    for name, content in shape.items():
        (here / "in" / name).write_text(content, encoding="utf-8")
    talks = [
        start("build", "in", "--to", to, env={"PYTHONHASHSEED": seed, "LC_ALL": "C"})
        for seed, to in (("1", "one"), ("2", "two"))
    ]
    told = [(*talk.communicate(timeout=120), talk.returncode) for talk in talks]
    again = run("build", "in", "--to", "three")
    told.append((again.stdout, again.stderr, again.exit_code))
    for out, err, code in told:
        assert code == 1
        assert out.splitlines()[1].split("  ")[0] == "language"
        assert err == (
            f"{Path('in/d.txt')}: refused the article: not a text file: a zero byte at 0\n"
            "  mend: give plain text\n"
        )
    runs = [
        (folder(here / to), (here / f"{to}.refused.jsonl").read_bytes())
        for to in ("one", "two", "three")
    ]
    assert runs[0] == runs[1] == runs[2]
    run("build", "in", "--to", "one")
    assert folder(here / "one") == runs[0][0]


@pytest.mark.skipif(not LINUX, reason="it needs a pseudo-terminal")
def test_progress_is_drawn_on_a_terminal(here):
    import pty

    (here / "a.txt").write_text(EN)
    ours, theirs = pty.openpty()
    process = start("build", "a.txt", "--language", "en", "--to", "out", stderr=theirs)
    out, _ = process.communicate(timeout=120)
    os.close(theirs)
    drawn = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert process.returncode == 0
    assert "articles" in drawn
    assert "\x1b" not in out


@pytest.mark.parametrize("command", ["extract", "show", "languages"])
def test_a_reader_that_has_enough_ends_the_program_quietly(command):
    read, write = os.pipe()
    args = [] if command == "languages" else [str(DATA / "articles")]
    process = start(command, *args, stdout=write)
    os.close(write)
    os.close(read)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(not LINUX, reason="/dev/full is a device of Linux")
def test_a_full_disk_is_told():
    with open("/dev/full", "w") as full:
        process = start("languages", stdout=full)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, "error: No space left on device\n")


@pytest.mark.skipif(not LINUX, reason="it needs a named pipe and signals")
def test_ctrl_c_while_reading_is_130_without_a_traceback(here):
    (here / "in").mkdir()
    os.mkfifo(here / "in" / "a.txt")
    process = start("build", "in", "--to", "out")
    handle = _writer_once_it_is_read(here / "in" / "a.txt", process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    os.close(handle)
    assert (process.returncode, out, err) == (130, "", "interrupted\n")
    assert os.listdir(here) == ["in"]


def _writer_once_it_is_read(pipe: Path, process: subprocess.Popen) -> int:
    """A handle to write to a named pipe, from the moment that the process reads it."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError(process.communicate())


@pytest.mark.skipif(os.name == "nt", reason="it sends itself a signal")
def test_ctrl_c_while_writing_leaves_the_old_dataset_whole(here):
    (here / "a.txt").write_text(EN)
    (here / "b.txt").write_text(RU)
    assert run("build", "a.txt", "--language", "en", "--to", "out").exit_code == 0
    before = folder(here)
    code = (
        "import os, signal, sys\n"
        "def stop(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('.out.new/README.md'):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(stop)\n"
        "from claims.cli import main\n"
        "main(['build', 'b.txt', '--to', 'out'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")
    assert folder(here) == before
