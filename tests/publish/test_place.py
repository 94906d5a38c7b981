"""A folder is moved into place as one: after a death at any step the old one stands or the new one, whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claims.errors import UsageError
from claims.publish.place import beside

EACH_STEP = """
import os, sys
from pathlib import Path
import claims.publish.place as place
from claims.publish.place import beside

target = Path(sys.argv[1]) / "release"
exchange = sys.argv[2] == "exchange"
if not exchange:
    place._exchange = lambda *_: False

def write(content):
    with beside(target) as folder:
        (folder / "data").mkdir()
        for name in ("a", "data/b"):
            (folder / name).write_text(content)

def content():
    found = {name: (target / name).read_text() for name in ("a", "data/b")}
    assert sorted(str(f.relative_to(target)) for f in target.rglob("*")) == ["a", "data", "data/b"]
    (one,) = set(found.values())
    return one

write("old")  # also imports whatever is imported late
seen = set()
for last in range(1, 500):
    write("old")
    child = os.fork()
    if child == 0:
        left = [last]
        def die(event, args):
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
        sys.addaudithook(die)
        write("new")
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if target.exists():
        seen.add(content())
    else:
        assert not exchange, last
        assert target.with_name(".release.old").exists()
        seen.add("away")
    if status == 0:
        break
    write("next")
    assert content() == "next"
    assert [one.name for one in target.parent.iterdir()] == ["release"]
assert status == 0
print(*sorted(seen), last)
"""


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="it forks, and exchanges as Linux does"
)
@pytest.mark.parametrize(
    ("way", "states"), [("exchange", ["new", "old"]), ("renames", ["away", "new", "old"])]
)
def test_a_death_at_each_step_leaves_the_old_or_the_new(way, states, tmp_path):
    command = [sys.executable, "-c", EACH_STEP, str(tmp_path), way]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    *seen, steps = run.stdout.split()
    assert seen == states
    assert int(steps) > 20


def test_an_error_inside_leaves_the_old(tmp_path):
    target = tmp_path / "release"
    with beside(target) as folder:
        (folder / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), beside(target) as folder:
        (folder / "a").write_text("new")
        raise ZeroDivisionError
    assert (target / "a").read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["release"]


def test_folders_above_the_target_are_made(tmp_path):
    with beside(tmp_path / "a" / "b" / "c") as folder:
        (folder / "x").write_text("")
    assert (tmp_path / "a" / "b" / "c" / "x").exists()


def test_a_second_run_at_the_same_time_is_told(tmp_path):
    code = (
        "import sys; from pathlib import Path; from claims.publish.place import beside\n"
        "with beside(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'x').write_text('first'); print('in', flush=True); sys.stdin.read()"
    )
    target = tmp_path / "release"
    command = [sys.executable, "-c", code, str(target)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout and first.stdin
        assert first.stdout.readline() == "in\n"
        with pytest.raises(UsageError, match="another process"), beside(target):
            pass
        first.stdin.close()
    assert (target / "x").read_text() == "first"
    assert [one.name for one in Path(tmp_path).iterdir()] == ["release"]
