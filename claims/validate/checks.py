"""All checks of a corpus, and the validation that runs them: a corpus in, a report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from claims.contract import TABLES, arrow_schema
from claims.corpus import StoredTables
from claims.errors import UsageError
from claims.validate.findings import Findings
from claims.validate.frames import Check, Frames, Read, out_of
from claims.validate.grounding import grounding_checks
from claims.validate.history import history_checks
from claims.validate.judged import judged_checks
from claims.validate.keys import tables_of_keys
from claims.validate.layout import layout_checks
from claims.validate.lexicon import lexicon_checks
from claims.validate.nesting import nesting_checks
from claims.validate.parts import Portions, judge_in_parts
from claims.validate.relations import relation_checks
from claims.validate.repeats import repeat_checks
from claims.validate.report import Issue, Report, Severity
from claims.validate.sourcing import sourcing_checks
from claims.validate.survey import columns_of
from claims.validate.tables import table_checks
from claims.validate.waivers import near
from claims.validate.wording import wording_checks

if TYPE_CHECKING:
    from claims.corpus import Corpus

HELD = 100
MEMORY = 1_500_000_000  # bytes that judging may take, about
OF_TEXT, OF_KEYS = 10, 2  # how many times the bytes of its tables it takes: where spans are taken out of texts, and where not
PART = 20_000_000
SHAPE = "columns-as-contract"


@cache
def checks() -> tuple[Check, ...]:
    """Every check, from what one row can show to what takes several tables."""
    return (
        *table_checks(), *relation_checks(), *grounding_checks(), *wording_checks(), *layout_checks(), *nesting_checks(),
        *repeat_checks(), *sourcing_checks(), *lexicon_checks(), *judged_checks(), *history_checks(),
    )  # fmt: skip


def chosen(names: Iterable[str]) -> tuple[Check, ...]:
    """The checks of these names, as `label-known`; `claims.label-known` is that of one table. UsageError for a name that is none."""
    wanted = set(names)
    known = {name for check in checks() for name in _names(check)}
    for strange in sorted(wanted - known):
        raise UsageError(f"no check {strange!r}", mend=near(strange, known))
    return tuple(check for check in checks() if wanted & _names(check))


def _names(check: Check) -> set[str]:
    return {check.name, f"{check.table}.{check.name}"}


def validate(
    corpus: Corpus, *, only: Iterable[str] | None = None, held: int | None = HELD, portions: Portions | None = None
) -> Report:
    """What is wrong with a corpus; the report holds at most `held` issues a check and column (None: all).

    `only` names the checks that are made, as for `chosen`; that the columns are the contract's is looked at always.
    Every check is a condition over a view; all conditions over one view are one pass. Only what fails is looked at again.
    A corpus whose judging takes more than MEMORY is judged in parts, and a smaller one where `portions` says so; the report is the same.
    """
    judging = checks() if only is None else chosen(only)
    counts = {name: corpus.length(name) for name in TABLES if name in corpus.tables}
    if misshapen := tuple(_misshapen(corpus)):
        return Report(misshapen, counts, (SHAPE,), skipped={"tables, because of their columns": len(misshapen)})
    findings = Findings(corpus.place_of_row, held)
    of_keys = tables_of_keys(judging)
    portions = portions or _portions(corpus, of_keys)
    if portions:
        judge_in_parts(corpus, judging, findings, portions)
    else:
        whole = out_of(lambda name: pl.DataFrame(corpus.table(name)))
        findings.judge(judging, Frames(_columns(corpus) if of_keys else whole))
    names = tuple(dict.fromkeys([SHAPE, *(check.name for check in judging)]))
    return Report(findings.issues(judging), counts, names, findings.totals(), {} if of_keys else _skipped(corpus))


def _columns(corpus: Corpus) -> Read:
    """How tables are read of which little is needed: the columns that are asked for, from a file no more, and no value is copied."""

    def read(name: str, columns: Sequence[str]) -> pl.DataFrame:
        wanted = columns or arrow_schema(name).names
        empty = pl.DataFrame(arrow_schema(name).empty_table()).select(wanted)
        return pl.concat([empty, *columns_of(corpus, name, *wanted)])

    return read


def _portions(corpus: Corpus, of_keys: Sequence[str] | None) -> Portions | None:
    """How much of a corpus is judged at a time, so that it is about PART bytes; None where all of it may be.

    `of_keys` are the only tables that are looked at, where no check looks at a text.
    """
    times, tables = (OF_KEYS, of_keys) if of_keys else (OF_TEXT, TABLES)
    if sum(map(corpus.size, tables)) * times <= MEMORY:
        return None
    parts = sum(map(corpus.size, TABLES)) // PART + 1
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


def _skipped(corpus: Corpus) -> dict[str, int]:
    """What could not be judged: articles whose text may not be stored."""
    silent = sum(batch["text"].null_count for batch in corpus.batches("articles", columns=["text"]))
    return {"articles without a text, whose spans no text can prove": silent} if silent else {}
