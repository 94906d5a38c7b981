"""Is a release ever torn? Processes that publish into one folder over and over are killed at random moments.

    python benchmarks/torn.py --rounds 200
    python benchmarks/torn.py --rounds 200 --rebuild

Each process publishes version after version and tells each once it stands. After the kill the folder must hold a whole
release, every file as listed, and none older than what was told. With --rebuild they rebuild it from an edition without texts.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

# what a process needs is imported once, before it is forked
import polars  # noqa: F401
import pyarrow.compute
import pyarrow.parquet  # noqa: F401
import yaml  # noqa: F401
from corpora import Rows, corpus_rows

from claims.contract import contract
from claims.corpus import Corpus, write_jsonl
from claims.publish.about import About, manifest_of
from claims.publish.place import beside
from claims.publish.release import MANIFEST, publish, released_files, sha256, write_release
from claims.publish.withhold import OFFSETS_ONLY
from claims.rebuild import rebuild

MOST = 3  # versions that a process may tell before it is killed
MEMORY = Path("/dev/shm")  # a folder in memory, where there is one: a killed process loses nothing that the system has
LONGEST = 0.1, 1.5  # seconds from there to the kill, of what publishes and of what rebuilds


Writer = Callable[[Path, int, Corpus], None]


@dataclass(slots=True)
class Outcome:
    """The kills, how many came while the next version was being written, and what was wrong after any."""

    kills: int = 0
    amid: int = 0
    wrong: list[str] = field(default_factory=list)


def killed(rounds: int, seed: int, folder: Path, rebuilding: bool = False) -> Outcome:
    """What is left after each of these kills."""
    chance, outcome, version = random.Random(seed), Outcome(), 0
    target, rows = folder / "place" / "release", corpus_rows(20, seed)
    target.parent.mkdir()
    write_jsonl(folder / "articles.jsonl", rows["articles"])
    write = _rebuild if rebuilding else _write
    contract()
    for _ in range(rounds):
        told = _one(target, version, rows, chance, write)
        version = max([version, *told])
        outcome.kills += 1
        outcome.amid += any(target.with_name(f".release.{state}").exists() for state in ("new", "old"))
        outcome.wrong += _wrong(target, version)
        version = _version(target)
    publish(Corpus.from_rows(), target, name="killed", version=f"0.0.{version + 1}")
    outcome.wrong += [f"{one.name} is left" for one in target.parent.iterdir() if one != target]
    return outcome


def _wrong(target: Path, told: int) -> list[str]:
    """What is wrong with a release after a kill: a file that is not as listed, or a version older than what was told."""
    listed = released_files(target)
    there = {one.relative_to(target).as_posix() for one in target.rglob("*") if one.is_file()}
    found = [f"{name} is there or listed, and not both" for name in there ^ {*listed, MANIFEST}] if listed or told else []
    found += [f"{name} is torn" for name in there & listed.keys() if sha256(target / name) != listed[name]]
    return found + ([f"version {told} was told and is gone"] if _version(target) < told else [])


def _version(target: Path) -> int:
    """The number of the version that stands there; 0 where there is none yet."""
    return int(str(manifest_of(target).get("version", "0.0.0")).split(".")[2])


def _one(target: Path, version: int, rows: Rows, chance: random.Random, write: Writer) -> list[int]:
    """The versions that a process told before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _publish(target, version, rows, writing, write)
    os.close(writing)
    wanted, told = chance.randrange(1, MOST), b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while told.count(b"\n") < wanted and (more := pipe.read(4096)):
            told += more
        time.sleep(chance.random() * LONGEST[write is _rebuild])
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told += pipe.readall()
    return [int(line) for line in told.decode("ascii").splitlines()]


def _publish(target: Path, version: int, rows: Rows, told: int, write: Writer) -> None:
    """Nothing; publishes until it is killed."""
    try:
        corpus = Corpus.from_rows(**rows)
        while True:
            version += 1
            write(target, version, corpus)
            os.write(told, f"{version}\n".encode("ascii"))
    finally:
        os._exit(1)  # never back into the parent's code


def _write(target: Path, version: int, corpus: Corpus) -> None:
    """Nothing; a version stands there, as publish puts it there once the corpus is found to be valid."""
    with beside(target) as folder:
        write_release(About("killed", f"0.0.{version}"), corpus, folder)


def _rebuild(target: Path, version: int, corpus: Corpus) -> None:
    """Nothing; a version stands there, rebuilt from an edition without texts."""
    files = target.parents[1]
    with beside(files / "edition") as folder:
        write_release(About("killed", f"0.0.{version}", text=OFFSETS_ONLY), corpus, folder)
    rebuild(files / "edition", target, articles=[files / "articles.jsonl"])


def main() -> None:
    """Prints what is wrong after any kill; exits 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rebuild", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        outcome = killed(asked.rounds, asked.seed, Path(folder), asked.rebuild)
    print(f"{outcome.kills} kills, {outcome.amid} of them amid a publication: {len(outcome.wrong)} wrong", *outcome.wrong[:20], sep="\n")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
