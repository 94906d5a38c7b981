"""What checks are made of: a named condition over a view, and the views of a corpus, each made once.

A view is a frame with a column `row`, the number of the judged row in its table. Where the condition of a check
is true the row breaks it; null judges nothing. Conditions over one view are evaluated in one pass.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

import polars as pl

from claims.contract import contract
from claims.validate.report import Severity

SPAN = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
ENGINE: Literal["in-memory"] = "in-memory"  # Polars 2.1 streams by default, and panics at some text of many chunks
ALL = "all"  # a check looks across all rows of its table
BESIDE = ("links", "verdicts", "edits")  # the tables whose rows are said of others, and belong to no article
EACH = pl.col("row").is_not_null()

Id = TypeVar("Id", bound=Hashable)


Read = Callable[[str, Sequence[str]], pl.DataFrame]


class Frames:
    """The tables of a corpus, or of a part of it, as Polars frames with a column `row`, and the views made so far.

    `read` gives some columns of a table, or all that there are where none is named. `row` counts its rows; `numbers` has, for a table that is given in part, the row of the corpus of each.
    """

    def __init__(self, read: Read, numbers: Mapping[str, pl.Series] | None = None) -> None:
        self._read = read
        self._tables: dict[tuple[str, ...], pl.DataFrame] = {}
        self._numbers = numbers or {}
        self._views: dict[View, pl.DataFrame] = {}

    def number(self, table: str, row: int) -> int:
        """The row of the corpus that a row of a table here is."""
        return int(self._numbers[table][row]) if table in self._numbers else row

    def table(self, name: str, *columns: str) -> pl.DataFrame:
        """A table, or some of its columns, its rows as they stand in the corpus; read at the first call."""
        asked = (name, *columns)
        if asked not in self._tables:
            whole = self._tables.get((name,))
            self._tables[asked] = self._read(name, columns).with_row_index("row") if whole is None else whole.select("row", *columns)
        return self._tables[asked]

    def of(self, view: View) -> pl.DataFrame:
        """A view of this corpus, made at the first call."""
        if view not in self._views:
            self._views[view] = view(self)
        return self._views[view]


View = Callable[[Frames], pl.DataFrame]


def out_of(tables: Callable[[str], pl.DataFrame]) -> Read:
    """How tables are read that are there already."""
    return lambda name, columns: tables(name).select(columns or pl.all())


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One invariant: `sentence` says what holds, `bad` is true where a row of the view breaks it, whatever comes after it.

    `found` and `expected` are text and `marks` spans for the report; `rule` is the contract's name of it.
    A check of links, verdicts or edits that looks from a row at others of its table says `across` which these may
    be: ALL of them, or those with the same value of a column. Its view uses no column of it but those of `parts.ACROSS`.
    """

    name: str
    table: str
    sentence: str
    mend: str
    view: View
    bad: pl.Expr
    found: pl.Expr | None = None
    expected: pl.Expr | None = None
    marks: pl.Expr | None = None
    severity: Severity = Severity.ERROR
    column: str | None = None
    rule: str | None = None
    across: str | None = None


@cache
def rows(table: str) -> View:
    """The view that is a table itself."""
    return lambda frames: frames.table(table)


def ruled(table: str, rule: str, *, mend: str, bad: pl.Expr, view: View | None = None,
          found: pl.Expr | None = None, expected: pl.Expr | None = None,
          marks: pl.Expr | None = None) -> Check:  # fmt: skip
    """The check of a rule of the contract, with its name and sentence."""
    return Check(
        name=rule.replace("_", "-"), table=table, rule=rule, sentence=contract().table(table).rules[rule],
        mend=mend, view=view or rows(table), bad=bad, found=found, expected=expected, marks=marks,
    )  # fmt: skip


def quoted(column: str) -> pl.Expr:
    """A text column for the report, between quotation marks."""
    return pl.format("'{}'", pl.col(column))


def shown(column: str = "spans") -> pl.Expr:
    """A span column for the report, as [3, 9) [12, 20)."""
    each = pl.format("[{}, {})", pl.element().struct.field("start"), pl.element().struct.field("end"))
    return pl.col(column).list.eval(each).list.join(" ")


def one_span() -> pl.Expr:
    """The columns `start` and `end` as a list of one span."""
    return pl.concat_list(pl.struct("start", "end"))
