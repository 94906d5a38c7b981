"""A corpus in the forms of other libraries: Polars, pandas, `datasets` and DuckDB; each imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claims.contract import FLAT, features
from claims.corpus.flat import flat_view
from claims.corpus.stored import StoredTables
from claims.errors import MissingExtra, unknown

if TYPE_CHECKING:
    from pathlib import Path

    import datasets
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    Tables = Mapping[str, pa.Table]


def arrow(tables: Tables, table: str) -> pa.Table:
    """One of the tables, or their flat view."""
    if table == FLAT:
        return flat_view(tables)
    if table not in tables:
        raise unknown("table", table, (FLAT, *tables))
    return tables[table]


def scan(tables: Tables, table: str) -> pl.LazyFrame:
    """A table, or the flat view, of which only what a query needs is read, where it stands in a file."""
    import polars as pl

    files = _files(tables, table)
    return pl.scan_parquet(files) if files else to_polars(tables, table).lazy()


def to_polars(tables: Tables, table: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """A table, or the flat view, or some of its columns, of which no others are read, in Polars."""
    import polars as pl

    if files := _files(tables, table):
        return pl.read_parquet(files, columns=None if columns is None else list(columns))
    rows = arrow(tables, table)
    found = pl.from_arrow(rows if columns is None else rows.select(list(columns)))
    assert isinstance(found, pl.DataFrame)
    return found


def to_pandas(tables: Tables, table: str) -> pd.DataFrame:
    """A table, or the flat view, in pandas; lists are arrays of dicts."""
    found: pd.DataFrame = arrow(tables, table).to_pandas()
    return found


def to_datasets(tables: Tables, table: str) -> datasets.Dataset:
    """A table, or the flat view, as a dataset with the features of a release, in memory."""
    import datasets

    return datasets.Dataset(datasets.table.InMemoryTable(arrow(tables, table)), info=datasets.DatasetInfo(features=features(table)))


def connection(tables: Tables) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory with a view for each table and the flat view, under their names."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("duckdb", "duckdb") from None

    made = duckdb.connect()
    for table in (FLAT, *tables):
        if files := _files(tables, table):
            made.read_parquet([str(file) for file in files]).create_view(table)
        else:
            made.register(table, arrow(tables, table))
    return made


def _files(tables: Tables, table: str) -> list[Path]:
    """The files of a table that stands in some as the contract has it."""
    return list(tables.as_written(table)) if isinstance(tables, StoredTables) else []
