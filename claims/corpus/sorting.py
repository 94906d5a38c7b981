"""A table put in the order of the corpus in little memory: its rows are dealt out by the first key, then sorted some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from claims.contract import arrow_schema
from claims.corpus.order import key_columns, sorted_table
from claims.corpus.spill import Spill

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

SAMPLES = 100  # rows of a range that are looked at to find where ranges begin


def write_sorted(name: str, read: Callable[[Sequence[str] | None], Iterable[pa.Table]], rows: int, file: Path) -> None:
    """Nothing; the file has the rows of a table in the order of the corpus, about so many of them in memory at a time.

    `read` gives the table, or some of its columns, in pieces. Rows with the same first key are sorted together.
    """
    import pyarrow.parquet as pq

    key = key_columns(name)[0]
    cuts = _cuts((batch[key] for batch in read([key])), rows)
    with TemporaryDirectory(prefix="claims-") as folder, pq.ParquetWriter(file, arrow_schema(name)) as writer:
        for part in _dealt(name, read(None), cuts, Spill(Path(folder))):
            writer.write_table(sorted_table(name, part)[0])


def _cuts(keys: Iterable[pa.ChunkedArray], rows: int) -> list[str]:
    """The keys at which ranges of about so many rows begin."""
    import polars as pl

    every = max(rows // SAMPLES, 1)
    seen, sampled = 0, [pl.Series("key", [], dtype=pl.String)]
    for batch in keys:
        column = pl.Series("key", batch)
        sampled.append(column.gather_every(every, -seen % every).drop_nulls())
        seen += len(column)
    return pl.concat(sampled).sort().gather_every(rows // every, rows // every).unique(maintain_order=True).to_list()


def _dealt(name: str, batches: Iterable[pa.Table], cuts: Sequence[str], spill: Spill) -> Iterator[pa.Table]:
    """The rows from cut to cut, as they came; those without a key come last."""
    import polars as pl

    schema = arrow_schema(name)
    for batch in batches:
        frame = pl.DataFrame(batch)
        for at, rows in enumerate(_ranges(frame, key_columns(name)[0], cuts)):
            spill.write(str(at), rows)
    for at in range(len(cuts) + 1):
        yield spill.read(str(at), pl.DataFrame(schema.empty_table())).to_arrow().cast(schema)


def _ranges(frame: pl.DataFrame, key: str, cuts: Sequence[str]) -> Iterator[pl.DataFrame]:
    """The rows before the first cut, between each two, and from the last on or without a key."""
    import polars as pl

    for low, high in pairwise((None, *cuts, None)):
        above = pl.lit(True) if low is None else pl.col(key) >= low
        yield frame.filter(above.fill_null(True) if high is None else above & (pl.col(key) < high))
