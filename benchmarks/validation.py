"""How fast are the same checks of a million claims? Ours beside Polars by hand, DuckDB, pandera, dataframely and Great Expectations.

    python benchmarks/validation.py --rounds 5

A corpus is judged clean, and with every second claim broken in one of many ways in turn. The sides take turns, each figure
in a process of its own; all must find the same number of failures of each check. What counts is the ratio to
Polars by hand, of the least seconds and of those of the same round.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from breaking import broken
from larger import write_release
from page import PAGE, machine, spread, table, write_section
from peers import ENVIRONMENT, NoPeers, installed
from sides import stated

from claims.contract import contract
from claims.validate.tables import WORTHY

HERE = Path(__file__).parent
FLOOR, OURS, ALL = "polars_by_hand", "ours", "every_check"
NAMES = {
    FLOOR: "Polars by hand",
    OURS: "ours, `validate(corpus, only=…)`",
    "dataframely_schema": "dataframely",
    "pandera_polars": "pandera over Polars",
    "duckdb_sql": "DuckDB",
    "pandera_pandas": "pandera over pandas",
    "great_expectations_suite": "Great Expectations over pandas",
    ALL: "ours, every check of every table, reading included",
}
PEERS = ("dataframely_schema", "great_expectations_suite")  # these run in the peers' environment
HEAD = ("", "seconds", "CPU seconds", "times as long as by hand", "of the least seconds", "of CPU seconds", "peak memory, MB")
Figures = dict[str, list[dict[str, Any]]]  # of each side, one a round


def write_corpora(claims: int, folder: Path) -> dict[str, Path]:
    """A folder with a valid corpus of so many claims, and one with every second claim broken, each with what the sides are told."""
    known = contract().table("claims")
    told = stated.Stated(
        present=[column.name for column in known.columns if not column.nullable],
        spans=[column.name for column in known.columns if column.item_fields],
        labels={column.name: list(column.values) for column in known.columns if column.labels},
        pattern=str(known.column("claim_id").pattern), worthy=list(WORTHY),
    )  # fmt: skip
    corpora = {"clean": folder / "clean", "half": folder / "half"}
    write_release(claims, corpora["clean"])
    broken(corpora["clean"], corpora["half"], told)
    for place in corpora.values():
        stated.write(told, place)
    return corpora


def figures(corpora: Mapping[str, Path], sides: Mapping[str, Path], rounds: int) -> dict[str, Figures]:
    """What each side took and found in each round, by corpus; what they find must be the same."""
    taken: dict[str, Figures] = {corpus: {side: [] for side in sides} for corpus in corpora}
    for _ in range(rounds):
        for corpus, folder in corpora.items():
            for side, python in sides.items():
                run = [str(python), str(HERE / "validator.py"), side, str(folder)]
                done = subprocess.run(run, stdout=subprocess.PIPE, check=True, encoding="utf-8")
                one = json.loads(done.stdout)
                taken[corpus][side].append(one)
                print(f"{corpus} {side} {one['seconds']:.2f} s, {one['cpu']:.2f} CPU s, {one['peak']:,.0f} MB", file=sys.stderr, flush=True)
    for corpus, by_side in taken.items():
        expected = by_side[FLOOR][0]["found"]
        assert set(expected) == (set() if corpus == "clean" else set(stated.CHECKS)), expected
        for side, rounds_of_it in by_side.items():
            for one in rounds_of_it:
                assert one["found"] == expected, f"{side} finds {one['found']}, {FLOOR} finds {expected}"
    return taken


def lines(taken: Figures) -> list[list[str]]:
    """A line a side."""
    floor = taken[FLOOR]
    found = []
    for side, own in taken.items():
        ratios = [a["seconds"] / b["seconds"] for a, b in zip(own, floor, strict=True)]
        least, cpu = (min(one[name] for one in own) / min(one[name] for one in floor) for name in ("seconds", "cpu"))
        compared = [spread(ratios), f"{least:.2f}", f"{cpu:.2f}"] if side != ALL else [""] * 3
        found.append([
            NAMES[side], spread([one["seconds"] for one in own]), spread([one["cpu"] for one in own]), *compared,
            f"{median(one['peak'] for one in own):,.0f}",
        ])  # fmt: skip
    return found


def pythons(wanted: Sequence[str], environment: Path) -> dict[str, Path]:
    """The Python of each side; one whose package is not to be had is left out and said."""
    found = {side: Path(sys.executable) for side in wanted if side not in PEERS}
    if asked := [side for side in wanted if side in PEERS]:
        try:
            theirs = installed(environment)
        except NoPeers as error:
            print(f"without {', '.join(asked)}: {error}", file=sys.stderr)
            return found
        for side in asked:
            package = side.rsplit("_", 1)[0]
            if subprocess.run([str(theirs), "-c", f"import {package}"], capture_output=True).returncode:
                print(f"without {side}: {package} does not import", file=sys.stderr)
            else:
                found[side] = theirs
    return {side: found[side] for side in wanted if side in found}


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for the clean and one for the broken corpus; with --write they go into the result page too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sides", nargs="+", choices=NAMES, default=list(NAMES), help="with polars_by_hand among them")
    parser.add_argument("--peers", type=Path, default=ENVIRONMENT, help="the peers' environment, made if missing")
    parser.add_argument("--write", type=Path, nargs="?", const=PAGE, help="the page, RESULTS.md if not named")
    options = parser.parse_args(arguments)
    if FLOOR not in options.sides:
        parser.error(f"--sides needs {FLOOR}, to which the others are compared")
    sides = pythons(options.sides, options.peers)
    with tempfile.TemporaryDirectory() as folder:
        corpora = write_corpora(options.claims, Path(folder))
        told = stated.read(corpora["half"])
        taken = figures(corpora, sides, options.rounds)
    tables = {corpus: table(HEAD, lines(by_side)) for corpus, by_side in taken.items()}
    failures = sum(taken["half"][FLOOR][0]["found"].values())
    body = (
        f"No claim is broken:\n\n{tables['clean']}\n\nEvery second claim is broken, {failures:,} failures, which every side finds, check by check:\n\n{tables['half']}"
    )
    print(body)
    if options.write:
        installed_there = {name: number for by_side in taken.values() for own in by_side.values() for name, number in own[0]["versions"].items()}
        packages = ", ".join(f"{name} {number}" for name, number in installed_there.items())
        head = f"{machine()}; {packages}.\n`python benchmarks/validation.py --claims {options.claims} --rounds {options.rounds} --sides {' '.join(sides)}`"
        what = (
            f"{options.claims:,} claims, {told.conditions()} conditions on rows, a unique key and two foreign keys: {', '.join(stated.CHECKS)}. Each side judges\n"
            f"tables in memory in its own form; the last line alone reads, and judges the whole release. Medians (least to most) of {options.rounds} rounds that take turns,"
            " each\nfigure in a process of its own."
        )
        write_section("Validation", f"{head}\n\n{what}\n\n{body}", options.write)


if __name__ == "__main__":
    main()
