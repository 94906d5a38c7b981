"""Is every acknowledged edit there after a kill? Processes that annotate at full speed are killed at random moments.

    python benchmarks/kills.py --rounds 500

Each process opens the log that the one before it left, appends edits and tells each once it is acknowledged. After the
kill the log is opened again: what was told must be there in its order, and the chain of hashes whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.annotate import Change, Log

ROUNDS_A_LOG = 10
MOST = 40  # edits that a process may tell before it is killed
LONGEST = 0.004  # seconds from there to the kill
NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)


@dataclass(slots=True)
class Outcome:
    """The kills, the edits acknowledged in all, those of them that are gone, and the half-written lines set aside."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0


def killed(rounds: int, seed: int, folder: Path) -> Outcome:
    """What is left after each of these kills; DataError where a chain is broken."""
    chance, outcome = random.Random(seed), Outcome()
    for number in range(rounds):
        path = folder / f"log{number // ROUNDS_A_LOG}.jsonl"
        told = _one(path, chance)
        with Log(path, guideline_version="1") as log:
            there = [edit.edit_id for edit in log.edits]
            outcome.torn += log.torn is not None
        outcome.kills += 1
        outcome.acknowledged += len(told)
        outcome.lost += len(told) if not _in_order(told, there) else 0
    return outcome


def _in_order(told: list[str], there: list[str]) -> bool:
    """Whether the edits told stand in the log one after the other; at most one more, which was not told any more, follows."""
    end = len(there) if there[len(there) - len(told) :] == told else len(there) - 1
    return there[end - len(told) : end] == told


def _one(path: Path, chance: random.Random) -> list[str]:
    """The ids that a process told before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _annotate(path, writing)
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


def main() -> None:
    """Prints what was acknowledged and what is lost; exits 1 where anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = killed(asked.rounds, asked.seed, Path(folder))
    print(f"{outcome.kills} kills: {outcome.acknowledged} edits acknowledged, {outcome.lost} lost, {outcome.torn} torn lines set aside")
    sys.exit(outcome.lost > 0)


if __name__ == "__main__":
    main()
