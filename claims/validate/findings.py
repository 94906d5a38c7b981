"""What checks find in the frames of a corpus, whole or part by part: totals, and the first issues of each check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from claims.contract import contract
from claims.validate.frames import ENGINE, SPAN, Check, Frames, View
from claims.validate.keys import named
from claims.validate.report import Issue, excerpt

LONGEST = 300
FEW = 10_000

Key = tuple[str, str, str | None]


@dataclass(slots=True)
class _Found:
    """What one check found so far: how often, and the first issues with their row of the corpus."""

    total: int = 0
    issues: list[tuple[int, Issue]] = field(default_factory=list)


class Findings:
    """What was found so far. Of each check at most `held` issues are kept (None: all), those of the first rows."""

    def __init__(self, place: Callable[[str, int], str], held: int | None) -> None:
        self._place, self._held = place, held
        self._found: dict[Key, _Found] = {}

    def judge(self, checks: Iterable[Check], frames: Frames) -> None:
        """Nothing; what these checks find in these frames is added. Only what fails is looked at again."""
        for check, total in _failing(checks, frames):
            found = self._found.setdefault(_key(check), _Found())
            found.total += total
            found.issues += self._issues(check, frames)
            found.issues.sort(key=lambda line: line[0])
            del found.issues[self._held or len(found.issues) :]

    def issues(self, checks: Iterable[Check]) -> tuple[Issue, ...]:
        """The issues: checks of one view together, each in the order of its table."""
        kept = (self._found.get(_key(check)) for group in _by_view(checks).values() for check in group)
        return tuple(issue for found in kept if found for _, issue in found.issues)

    def totals(self) -> dict[tuple[str, str], int]:
        """How often each (check, table) does not hold."""
        totals: dict[tuple[str, str], int] = {}
        for (name, table, _), found in self._found.items():
            totals[name, table] = totals.get((name, table), 0) + found.total
        return totals

    def _issues(self, check: Check, frames: Frames) -> Iterator[tuple[int, Issue]]:
        """The first issues of a check that does not hold, each with its row of the corpus."""
        null = pl.lit(None, dtype=pl.String)
        key = contract().table(check.table).primary_key
        lines = _broken(check, frames.of(check.view), self._held).select(
            "row",
            found=null if check.found is None else check.found,
            expected=null if check.expected is None else check.expected,
            marks=pl.lit(None, dtype=SPAN) if check.marks is None else check.marks,
        )
        keys = frames.table(check.table, key)[key].gather(lines["row"])
        excerpts = [None] * lines.height if check.marks is None else _excerpts(check.table, lines, frames)
        for (row, found, expected, _), row_id, shown in zip(lines.iter_rows(), keys, excerpts, strict=True):
            number = frames.number(check.table, row)
            yield number, Issue(
                check.name, check.severity, check.table, row_id, self._place(check.table, number),
                check.sentence, shown, _cut(expected), _cut(found), check.mend,
            )  # fmt: skip


def _key(check: Check) -> Key:
    return check.name, check.table, check.column


def _by_view(checks: Iterable[Check]) -> dict[View, list[Check]]:
    by_view: dict[View, list[Check]] = {}
    for check in checks:
        by_view.setdefault(check.view, []).append(check)
    return by_view


def _failing(checks: Iterable[Check], frames: Frames) -> Iterator[tuple[Check, int]]:
    """The checks that do not hold, each with how often; one pass a view."""
    for view, group in _by_view(checks).items():
        sums = (check.bad.sum().alias(str(at)) for at, check in enumerate(group))
        totals = frames.of(view).lazy().select(sums).collect(engine=ENGINE)
        for check, total in zip(group, totals.row(0), strict=True):
            if total:
                yield check, total


def _broken(check: Check, view: pl.DataFrame, held: int | None) -> pl.DataFrame:
    """The first lines of a view that break a check, in the order of the table; of one in that order no more is looked at than that takes."""
    looked = FEW if held is not None and view["row"].is_sorted() else view.height
    while True:
        part = view.head(looked)
        bad = part.select(check.bad).to_series().arg_true()
        if looked >= view.height or len(bad) >= (held or view.height):
            break
        looked *= 8
    first = pl.DataFrame({"at": bad, "row": part["row"].gather(bad)}).sort("row", "at")
    return part[first["at"].head(held or first.height)]


def _excerpts(table: str, lines: pl.DataFrame, frames: Frames) -> list[str | None]:
    """Each line's marks inside the text of its article; None where either is missing."""
    articles = lines["row"] if table == "articles" else frames.of(named(table, "article_id"))["named"].gather(lines["row"])
    texts = frames.table("articles", "text")["text"].gather(articles)
    return [_excerpt(text, marks) for text, marks in zip(texts, lines["marks"].to_list(), strict=True)]


def _excerpt(text: str | None, marks: list[dict[str, int | None] | None] | None) -> str | None:
    if text is None or marks is None:
        return None
    whole = [(mark["start"], mark["end"]) for mark in marks if mark]
    return excerpt(text, [(start, end) for start, end in whole if start is not None and end is not None])


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST else f"{text[:LONGEST]}…"
