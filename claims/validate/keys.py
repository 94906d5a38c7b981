"""What keys name: the rows of a table by their key, and for each row the row of another table that it names.

A foreign key is looked up once, and kept as the number of the row it names; what belongs to that row is taken by number.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import polars as pl

from claims.contract import ForeignKey, contract
from claims.validate.frames import Check, Frames, View, rows


@cache
def repeated(table: str) -> View:
    """The rows of a table whose key an earlier row has: `row` and the key."""
    key = contract().table(table).primary_key

    def view(frames: Frames) -> pl.DataFrame:
        keyed = frames.table(table, key)
        hashed = hashes(keyed[key])
        if hashed.n_unique() == keyed.height:  # no hash twice, no key twice
            return keyed.clear()
        alike = keyed.filter(hashed.is_duplicated() & keyed[key].is_not_null())
        return alike.filter(~pl.col(key).is_first_distinct())

    return view


@cache
def known(table: str) -> View:
    """The keys of a table: `row` and the key, of the first row where one stands twice."""
    key = contract().table(table).primary_key

    def view(frames: Frames) -> pl.DataFrame:
        keyed, again = frames.table(table, key), frames.of(repeated(table))["row"]
        if again.is_empty() and not keyed[key].has_nulls():
            return keyed
        return keyed.filter(pl.col(key).is_not_null() & ~pl.col("row").is_in(again.implode()))

    return view


@cache
def by_key(table: str) -> View:
    """The rows of a table that a key names: the first where a key stands twice, none without a key."""

    def view(frames: Frames) -> pl.DataFrame:
        frame, rows = frames.table(table), frames.of(known(table))["row"]
        return frame if len(rows) == frame.height else frame[rows]

    return view


@cache
def named(table: str, column: str) -> View:
    """The rows of a table with the key in a column, and the number of the row that it names; null where there is none."""
    key = _key(table, column)

    def view(frames: Frames) -> pl.DataFrame:
        lines, keys = frames.table(table, column), frames.of(known(key.table)).select(pl.col(key.target).alias(column), named="row")
        at = _by_hash(lines[column], keys[column])
        if at is None:
            return lines.join(keys, on=column, how="left", maintain_order="left")
        return lines.with_columns(named=keys["named"].gather(at))

    return view


def _by_hash(values: pl.Series, keys: pl.Series) -> pl.Series | None:
    """Where each value stands among keys that differ from each other, null where it does not; a third faster than by the texts.

    None where two texts have one hash.
    """
    hashed = pl.DataFrame({"hash": hashes(keys)}).with_row_index("at")
    if hashed["hash"].n_unique() < len(keys):
        return None
    wanted = pl.select(hash=pl.when(values.is_not_null()).then(hashes(values)))
    at = wanted.join(hashed, on="hash", how="left", maintain_order="left")["at"]
    return at if (keys.gather(at) == values).all() else None


def hashes(texts: pl.Series) -> pl.Series:
    """Eight bytes for each text."""
    return texts.hash()


def beside(
    frames: Frames, lines: pl.DataFrame, table: str, column: str, *columns: str | pl.Expr, of: View | None = None, row: str = "row"
) -> pl.DataFrame:
    """Lines of a table, and beside each these columns of the row that its foreign key names; null without one.

    `row` has the number of each line in its table. The columns are those of the table that is named, or of a view
    `of` it that has all its rows in their order.
    """
    at = frames.of(named(table, column))["named"].gather(lines[row])
    found = frames.of(of or rows(_key(table, column).table)).select(*columns)
    return lines.with_columns(values.gather(at) for values in found)


def tables_of_keys(checks: Iterable[Check]) -> tuple[str, ...] | None:
    """The tables that checks look at which see rows and keys alone; None where one of them sees more."""
    tables: set[str] = set()
    for check in checks:
        keys = {named(check.table, key.column): key.table for key in contract().table(check.table).foreign_keys}
        if check.view not in (rows(check.table), repeated(check.table), *keys):
            return None
        tables |= {check.table, keys.get(check.view, check.table)}
    return tuple(sorted(tables))


def _key(table: str, column: str) -> ForeignKey:
    return next(key for key in contract().table(table).foreign_keys if key.column == column)
