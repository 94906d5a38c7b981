"""Is every acknowledged edit there after a kill? Processes that annotate at full speed are killed at random moments.

    python benchmarks/kills.py --rounds 500
    python benchmarks/kills.py --rounds 500 --session

Each process opens the log that the one before it left, appends edits and tells each once it is acknowledged. After the
kill the log is opened again: what was told must be there in its order, and the chain of hashes whole. With `--session` it
works in sessions on a dataset repository, of which each edit must be replayed at the end, and the dataset be valid.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.annotate import Change, Log
from claims.annotate.session import Session
from claims.corpus import write_jsonl
from claims.extract.engine import get_engine
from claims.ingest import read_articles
from claims.init import init
from claims.loading import load
from claims.validate.checks import validate

ROUNDS_A_LOG = 10
MOST = 40  # edits that a process may tell before it is killed
LONGEST = 0.004  # seconds from there to the kill
MOST_AT_ONCE = 8  # edits of one change in a session
ARTICLES = Path(__file__).parents[1] / "data" / "articles" / "ar.jsonl"
NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)


@dataclass(slots=True)
class Outcome:
    """The kills, the edits acknowledged in all, those of them that are gone, and the half-written lines set aside."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0


def killed(rounds: int, seed: int, folder: Path, *, session: bool = False) -> Outcome:
    """What is left after each of these kills; DataError where a chain is broken."""
    chance, outcome = random.Random(seed), Outcome()
    for number in range(rounds):
        path = folder / f"log{number // ROUNDS_A_LOG}.jsonl"
        if session:
            path = _repository(folder / str(number // ROUNDS_A_LOG)) / "edits" / "mila.jsonl"
        told = _one(path, chance, _sit if session else _annotate)
        with Log(path, guideline_version="1") as log:
            there = [edit.edit_id for edit in log.edits]
            outcome.torn += log.torn is not None
        outcome.kills += 1
        outcome.acknowledged += len(told)
        outcome.lost += len(told) if not _in_order(told, there) else 0
    for repository in folder.iterdir() if session else ():
        load(repository)  # raises where an edit cannot be replayed
        assert validate(load(repository)).ok, repository
    return outcome


def _in_order(told: list[str], there: list[str]) -> bool:
    """Whether the edits told stand in the log one after the other; at most one change more, which was not told any more, follows."""
    ends = range(len(there), len(there) - MOST_AT_ONCE - 1, -1)
    return any(there[max(end - len(told), 0) : max(end, 0)] == told for end in ends)


def _repository(folder: Path) -> Path:
    """A dataset repository with one article and what the rules find in it, made where there is none."""
    if not folder.exists():
        init(folder, languages=["ar"])
        article = next(iter(read_articles(ARTICLES)))
        found = get_engine("rules").extract(article)
        write_jsonl(folder / "articles" / "one.jsonl", [article])
        write_jsonl(folder / "extracted" / "rules.jsonl", [*found.attributions, *found.claims])
    return folder


def _one(path: Path, chance: random.Random, work: Callable[[Path, int], None]) -> list[str]:
    """The ids that a process told before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(path, writing)
    os.close(writing)
    wanted, told = chance.randrange(MOST), b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while told.count(b"\n") < wanted and (more := pipe.read(4096)):
            told += more
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told += pipe.readall()
    return told.decode("ascii").splitlines()


def _annotate(path: Path, told: int) -> None:
    """Nothing; appends until it is killed."""
    try:
        with Log(path, guideline_version="1") as log:
            while True:
                number = len(log.edits)
                patch = {"check_reason": f"لأن العدد {number} 🚢" + "ء" * (number % 700)}
                change = Change("claims", f"clm_{number:016x}", "update", patch, {"check_reason": None})
                edit = log.append(change, at=NOON + timedelta(seconds=number))
                os.write(told, f"{edit.edit_id}\n".encode("ascii"))
    finally:
        os._exit(1)  # never back into the parent's code


def _sit(path: Path, told: int) -> None:
    """Nothing; a session at which somebody works until it is killed, with changes of one edit and of several, judged and not."""
    try:
        with Session.open(path.parents[1], path.stem) as session:
            (line,) = session.articles()
            view = session.view(line["article_id"])
            kept = len(session.log.edits)
            for turn in itertools.count():
                of = view["attributions"][turn % len(view["attributions"])]["attribution_id"]
                for said in ({"do": "flag"}, {"do": "reopen"}, {"do": "reject"}, {"do": "undo"}):
                    session.do({"table": "attributions", "row_id": of, **said} if said["do"] != "undo" else said)
                    os.write(told, "".join(f"{edit.edit_id}\n" for edit in session.log.edits[kept:]).encode("ascii"))
                    kept = len(session.log.edits)
    finally:
        os._exit(1)  # never back into the parent's code


def main() -> None:
    """Prints what was acknowledged and what is lost; exits 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--session", action="store_true", help="kill sessions on a dataset repository")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = killed(asked.rounds, asked.seed, Path(folder), session=asked.session)
    print(f"{outcome.kills} kills: {outcome.acknowledged} edits acknowledged, {outcome.lost} lost, {outcome.torn} torn lines set aside")
    sys.exit(outcome.lost > 0)


if __name__ == "__main__":
    main()
