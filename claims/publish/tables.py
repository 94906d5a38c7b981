"""The tables of a release, the flat view among them, written part by part and counted on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.contract import FLAT, TABLES
from claims.corpus import Corpus, flat_view, in_parts
from claims.publish.figures import Figures
from claims.publish.parquet import TableFile

if TYPE_CHECKING:
    import pyarrow as pa

TABLE_FILE = "data/{}.parquet"
OF_ARTICLES = ("articles", "attributions", "claims", FLAT)
WRITERS = 2


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its SHA-256 and its length in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, file: Path) -> Written:
        """What a file has on the disk."""
        with file.open("rb") as opened:
            return cls(hashlib.file_digest(opened, "sha256").hexdigest(), file.stat().st_size)


def write_tables(corpus: Corpus, folder: Path) -> Figures:
    """What the tables in the folder's data/ count. Memory is that of some thousand articles, whatever the corpus has.

    While a part is written, the next is made.
    """
    (folder / "data").mkdir()
    figures = Figures()
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder / TABLE_FILE.format(name))) for name in (FLAT, *TABLES)}
        pool = stack.enter_context(ThreadPoolExecutor(WRITERS))
        writing: list[Future[None]] = []
        for part in _parts(corpus):
            if FLAT in part:
                figures.add(part)
            for written in writing:
                written.result()
            writing = [pool.submit(files[name].write, rows) for name, rows in part.items()]
        for written in writing:
            written.result()
    figures.rows.update({name: file.rows for name, file in files.items()})
    return figures


def _parts(corpus: Corpus) -> Iterator[Mapping[str, pa.Table]]:
    """Rows to be written by table: those of some articles with their flat view, then the tables that belong to none."""
    for part in in_parts(corpus):
        whole = {**part, FLAT: flat_view(part)}
        yield {name: whole[name] for name in OF_ARTICLES}
    for name in TABLES:
        if name not in OF_ARTICLES:
            yield from ({name: rows} for rows in corpus.batches(name))
