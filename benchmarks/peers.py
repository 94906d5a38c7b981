"""The peers' environment, made on first use, and the process that runs them beside us."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "peers.txt"
ENVIRONMENT = HERE / ".venv-peers"
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS")}


class NoPeers(Exception):
    """The peers cannot be installed or do not start; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Peers:
    """A running process of peers: what it is made of and which tasks it knows."""

    process: subprocess.Popen[str]
    versions: dict[str, str]
    tasks: Sequence[str]

    def run(self, task: str) -> tuple[float, int]:
        """CPU seconds of one pass over the texts, and how many things were found."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(task + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise _ended() from None
        answer = _answer(self.process)
        return float(answer["seconds"]), int(answer["found"])


@contextmanager
def running(texts: Sequence[str], environment: Path = ENVIRONMENT) -> Iterator[Peers]:
    """The peers over these texts, each library with one thread; NoPeers if they are not to be had."""
    python = installed(environment)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "texts.jsonl")
        file.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
        process = subprocess.Popen(
            [str(python), str(HERE / "peer.py"), str(file)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD,
        )  # fmt: skip
        try:
            said = _answer(process)
            yield Peers(process, said["versions"], said["tasks"])
        finally:
            process.communicate()  # its input ends, and with it the process


def _answer(process: subprocess.Popen[str]) -> Any:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise _ended()
    return json.loads(line)


def _ended() -> NoPeers:
    return NoPeers("the peers' process ended; its own words are above")


def installed(environment: Path) -> Path:
    """The Python of the peers' environment, which is made if it is older than its requirements."""
    stamp = environment / ".ready"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if stamp.exists() and stamp.stat().st_mtime >= REQUIREMENTS.stat().st_mtime:
        return python
    print("installing the peers into an environment of their own ...", file=sys.stderr)
    try:
        venv.create(environment, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPeers(f"their environment cannot be made: {type(error).__name__}") from None
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    missing = [one for one in wanted if not _install(python, one)]
    if missing == wanted:
        raise NoPeers(f"pip cannot install any of {', '.join(wanted)}")
    if missing:
        print(f"pip cannot install {', '.join(missing)}", file=sys.stderr)
    else:
        stamp.touch()
    return python


def _install(python: Path, requirement: str) -> bool:
    """Whether pip installed it, within what the other requirements allow."""
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "-c", str(REQUIREMENTS), requirement], capture_output=True, text=True
    )
    if done.returncode:
        print(*done.stderr.strip().splitlines()[-1:], file=sys.stderr)
    return done.returncode == 0
