"""All checks of a corpus, and the validation that runs them: a corpus in, a report out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from claims.contract import TABLES, arrow_schema
from claims.corpus import StoredTables
from claims.validate.findings import Findings
from claims.validate.frames import Check, Frames
from claims.validate.grounding import grounding_checks
from claims.validate.history import history_checks
from claims.validate.judged import judged_checks
from claims.validate.layout import layout_checks
from claims.validate.lexicon import lexicon_checks
from claims.validate.nesting import nesting_checks
from claims.validate.parts import Portions, judge_in_parts
from claims.validate.relations import relation_checks
from claims.validate.repeats import repeat_checks
from claims.validate.report import Issue, Report, Severity
from claims.validate.sourcing import sourcing_checks
from claims.validate.tables import table_checks
from claims.validate.wording import wording_checks

if TYPE_CHECKING:
    from claims.corpus import Corpus

HELD = 100
WHOLE = 150_000_000  # bytes; judging takes about ten times as many
PART = 20_000_000
SHAPE = "columns-as-contract"


@cache
def checks() -> tuple[Check, ...]:
    """Every check, from what one row can show to what takes several tables."""
    return (
        *table_checks(), *relation_checks(), *grounding_checks(), *wording_checks(), *layout_checks(), *nesting_checks(),
        *repeat_checks(), *sourcing_checks(), *lexicon_checks(), *judged_checks(), *history_checks(),
    )  # fmt: skip


def validate(corpus: Corpus, *, held: int | None = HELD, portions: Portions | None = None) -> Report:
    """What is wrong with a corpus; the report holds at most `held` issues a check and column (None: all).

    Every check is a condition over a view; all conditions over one view are one pass. Only what fails is looked at again.
    A corpus of more than WHOLE bytes is judged in parts, and a smaller one where `portions` says so; the report is the same.
    """
    counts = {name: corpus.length(name) for name in TABLES if name in corpus.tables}
    if misshapen := tuple(_misshapen(corpus)):
        return Report(misshapen, counts, (SHAPE,), skipped={"tables, because of their columns": len(misshapen)})
    findings = Findings(corpus.place_of_row, held)
    portions = portions or _portions(corpus)
    if portions is None:
        frames = Frames(lambda name: pl.DataFrame(corpus.table(name)))
        findings.judge(checks(), frames)
        silent = frames.table("articles")["text"].null_count()
    else:
        silent = judge_in_parts(corpus, checks(), findings, portions)
    names = tuple(dict.fromkeys([SHAPE, *(check.name for check in checks())]))
    return Report(findings.issues(checks()), counts, names, findings.totals(), _skipped(silent))


def _portions(corpus: Corpus) -> Portions | None:
    """How much of a corpus is judged at a time, so that it is about PART bytes; None where all of it may be."""
    size = sum(corpus.size(name) for name in TABLES)
    if size <= WHOLE:
        return None
    parts = size // PART + 1
    return Portions(corpus.length("articles") // parts + 1, max(map(corpus.length, TABLES)) // parts + 1)


def _misshapen(corpus: Corpus) -> Iterator[Issue]:
    """The tables that are missing or whose columns are not the contract's; a release was refused when it was opened."""
    if isinstance(corpus.tables, StoredTables):
        return
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


def _skipped(silent: int) -> dict[str, int]:
    """What could not be judged: articles whose text may not be stored."""
    return {"articles without a text, whose spans no text can prove": silent} if silent else {}
