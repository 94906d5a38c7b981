"""How a dataset is cut into train, validation and test: `splits` of its dataset.yaml, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from claims.errors import UsageError

SPLITS = "splits"
NAMES = ("train", "validation", "test")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[0-9]*\.?[0-9]+(e-[0-9]+)?")
SLACK = 1e-9
HOW = "as in splits: {train: .8, validation: .1, test: .1}, or splits: {by: time, validation: 2025-06-01, test: 2025-07-01}"

Wrong = tuple[list[str], str, str]


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of the articles that each split takes, drawn by a hash of their ids; they make 1."""

    of: tuple[tuple[str, float], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The splits, train first."""
        return tuple(name for name, _ in self.of)

    def said(self) -> dict[str, float]:
        """The plan as `splits` of a dataset.yaml says it."""
        return dict(self.of)


@dataclass(frozen=True, slots=True)
class Days:
    """The first day, in UTC, of each split after train, the earlier first."""

    first: tuple[tuple[str, date], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The splits, train first."""
        return ("train", *(name for name, _ in self.first))

    def said(self) -> dict[str, str | date]:
        """The plan as `splits` of a dataset.yaml says it."""
        return {"by": "time", **dict(self.first)}


Plan = Shares | Days


def read_plan(said: object) -> tuple[Plan | None, list[Wrong]]:
    """What the value of `splits` says, None where it cannot be told; and (path of keys, what is wrong, mend) of each."""
    if not isinstance(said, dict):
        return None, [([SPLITS], "splits is not a mapping", HOW)]
    by = said.get("by", "hash")
    if by not in ("hash", "time"):
        return None, [([SPLITS, "by"], f"no way {by!r} to cut a dataset", "write by: hash, or by: time")]
    given = {name: said[name] for name in NAMES if name in said}
    strange = [key for key in said if key not in (*NAMES, "by")]
    wrong: list[Wrong] = [([SPLITS, key], f"no split {key!r}", f"splits: {', '.join(NAMES)}") for key in strange]
    wrong += _no_shares(given) if by == "hash" else _no_days(given)
    if wrong:
        return None, wrong
    if by == "hash":
        return Shares(tuple((name, float(share)) for name, share in given.items())), []
    return Days(tuple((name, date.fromisoformat(day)) for name, day in given.items())), []


def plan_of(said: object) -> Plan:
    """The plan that the value of `splits` says; UsageError, for the first thing that is wrong, where it says none."""
    plan, wrong = read_plan(said)
    if plan is None:
        path, what, mend = wrong[0]
        raise UsageError(what, where=".".join(path), mend=mend)
    return plan


def _no_shares(given: Mapping[str, object]) -> Iterator[Wrong]:
    """What is wrong with the shares."""
    strange = [name for name, share in given.items() if not _is_share(share)]
    for name in strange:
        yield [SPLITS, name], f"{given[name]!r} is no share", "a number between 0 and 1, as .1"
    whole = 1.0 if strange else sum(float(str(share)) for share in given.values())
    if abs(whole - 1) > SLACK:
        yield [SPLITS], f"the shares make {whole:g}", f"shares that make 1, {HOW}"


def _is_share(said: object) -> bool:
    return isinstance(said, str) and NUMBER.fullmatch(said) is not None and 0 < float(said) < 1


def _no_days(given: Mapping[str, object]) -> Iterator[Wrong]:
    """What is wrong with the first days."""
    if "train" in given:
        yield [SPLITS, "train"], "train has a first day", "take it out: train is what is older than the other splits"
    later = [name for name in given if name != "train"]
    if not later:
        yield [SPLITS], "no split has a first day", HOW
    strange = [name for name in later if not _is_day(given[name])]
    for name in strange:
        yield [SPLITS, name], f"{given[name]!r} is no day", "write the first day of the split, as 2025-07-01"
    if not strange and len(later) == 2 and str(given["validation"]) >= str(given["test"]):
        yield [SPLITS, "test"], "test does not begin after validation", "give it a later first day"


def _is_day(said: object) -> bool:
    if not isinstance(said, str) or not DAY.fullmatch(said):
        return False
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True
