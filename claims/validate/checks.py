"""All checks of a corpus, and the validation that runs them: a corpus in, a report out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from claims.contract import TABLES, arrow_schema, contract
from claims.validate.frames import ENGINE, SPAN, Check, Frames, View
from claims.validate.grounding import grounding_checks
from claims.validate.history import history_checks
from claims.validate.judged import judged_checks
from claims.validate.layout import layout_checks
from claims.validate.lexicon import lexicon_checks
from claims.validate.nesting import nesting_checks
from claims.validate.relations import relation_checks
from claims.validate.repeats import repeat_checks
from claims.validate.report import Issue, Report, Severity, excerpt
from claims.validate.sourcing import sourcing_checks
from claims.validate.spans import texts
from claims.validate.tables import table_checks
from claims.validate.wording import wording_checks

if TYPE_CHECKING:
    from claims.corpus import Corpus

HELD = 100
LONGEST = 300
SHAPE = "columns-as-contract"


@cache
def checks() -> tuple[Check, ...]:
    """Every check, from what one row can show to what takes several tables."""
    return (
        *table_checks(), *relation_checks(), *grounding_checks(), *wording_checks(), *layout_checks(), *nesting_checks(),
        *repeat_checks(), *sourcing_checks(), *lexicon_checks(), *judged_checks(), *history_checks(),
    )  # fmt: skip


def validate(corpus: Corpus, *, held: int | None = HELD) -> Report:
    """What is wrong with a corpus; the report holds at most `held` issues a check and column (None: all).

    Every check is a condition over a view; all conditions over one view are one pass. Only what fails is looked at again.
    """
    counts = {name: corpus.table(name).num_rows for name in TABLES if name in corpus.tables}
    if misshapen := tuple(_misshapen(corpus)):
        return Report(misshapen, counts, (SHAPE,), skipped={"tables, because of their columns": len(misshapen)})
    frames = Frames({name: pl.DataFrame(corpus.table(name)) for name in TABLES})
    issues: list[Issue] = []
    totals: dict[tuple[str, str], int] = {}
    for check, total in _failing(frames):
        totals[check.name, check.table] = totals.get((check.name, check.table), 0) + total
        issues += _issues(check, frames, corpus, held)
    names = tuple(dict.fromkeys([SHAPE, *(check.name for check in checks())]))
    return Report(tuple(issues), counts, names, totals, _skipped(frames))


def _misshapen(corpus: Corpus) -> Iterator[Issue]:
    """The tables that are missing or whose columns are not the contract's."""
    for name in TABLES:
        expected = arrow_schema(name)
        found = corpus.tables[name].schema if name in corpus.tables else None
        if found is not None and found.equals(expected):
            continue
        there = {} if found is None else {column.name: str(column.type) for column in found}
        wanted = {column.name: str(column.type) for column in expected}
        differ = [column for column in [*wanted, *there] if there.get(column) != wanted.get(column)]
        yield Issue(
            SHAPE, Severity.ERROR, name, None, f"table {name}",
            "A table has the columns of the contract, in its order and with its types.",
            found=_listed(there, differ) if found is not None else "no such table",
            expected=_listed(wanted, differ),
            mend="write the table from rows, or with the Arrow schema of the contract",
        )  # fmt: skip


def _listed(columns: Mapping[str, str], differ: list[str]) -> str:
    """The columns that differ; all in their order where only that differs."""
    return ", ".join(
        f"{column}: {columns[column]}" for column in (differ or columns) if column in columns
    )


def _failing(frames: Frames) -> Iterator[tuple[Check, int]]:
    """The checks that do not hold, each with how often; one pass a view."""
    by_view: dict[View, list[Check]] = {}
    for check in checks():
        by_view.setdefault(check.view, []).append(check)
    for view, group in by_view.items():
        sums = (check.bad.sum().alias(str(at)) for at, check in enumerate(group))
        totals = frames.of(view).lazy().select(sums).collect(engine=ENGINE)
        for check, total in zip(group, totals.row(0), strict=True):
            if total:
                yield check, total


def _issues(check: Check, frames: Frames, corpus: Corpus, held: int | None) -> Iterator[Issue]:
    """The first issues of a check that does not hold, in the order of its table."""
    null = pl.lit(None, dtype=pl.String)
    key = contract().table(check.table).primary_key
    lines = _broken(check, frames.of(check.view), held).select(
        "row",
        found=null if check.found is None else check.found,
        expected=null if check.expected is None else check.expected,
        marks=pl.lit(None, dtype=SPAN) if check.marks is None else check.marks,
    )
    table = frames.table(check.table)
    keys = table[key].gather(lines["row"])
    excerpts = _excerpts(table, lines, frames) if "article_id" in table.columns else [None] * lines.height
    for (row, found, expected, _), row_id, shown in zip(lines.iter_rows(), keys, excerpts, strict=True):
        yield Issue(
            check.name, check.severity, check.table, row_id, corpus.place_of_row(check.table, row),
            check.sentence, shown, _cut(expected), _cut(found), check.mend,
        )  # fmt: skip


def _broken(check: Check, view: pl.DataFrame, held: int | None) -> pl.DataFrame:
    """The first lines of a view that break a check, in the order of the table."""
    bad = view.select(check.bad).to_series().arg_true()
    first = pl.DataFrame({"at": bad, "row": view["row"].gather(bad)}).sort("row", "at")
    return view[first["at"].head(held or first.height)]


def _excerpts(table: pl.DataFrame, lines: pl.DataFrame, frames: Frames) -> list[str | None]:
    """Each line's marks inside the text of its article; None where either is missing."""
    articles = table["article_id"].gather(lines["row"])
    named = frames.of(texts).filter(pl.col("article_id").is_in(articles.implode()))
    text_of = dict(named.select("article_id", "whole").iter_rows())
    return [
        _excerpt(text_of.get(article), marks)
        for article, marks in zip(articles, lines["marks"].to_list(), strict=True)
    ]


def _excerpt(text: str | None, marks: list[dict[str, int | None] | None] | None) -> str | None:
    if text is None or marks is None:
        return None
    whole = [(mark["start"], mark["end"]) for mark in marks if mark]
    return excerpt(text, [(start, end) for start, end in whole if start is not None and end is not None])


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _skipped(frames: Frames) -> dict[str, int]:
    """What could not be judged: articles whose text may not be stored."""
    silent = int(frames.table("articles")["text"].null_count())
    return {"articles without a text, whose spans no text can prove": silent} if silent else {}
