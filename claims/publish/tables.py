"""The tables of a release, the flat view among them, written part by part and counted on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claims.contract import FLAT, TABLES
from claims.corpus import Corpus, in_parts, table_files
from claims.plan import Plan
from claims.publish.anchors import AnchorFile
from claims.publish.figures import Figures
from claims.publish.parquet import TableFile
from claims.publish.splits import splits
from claims.publish.withhold import Withholding

if TYPE_CHECKING:
    import pyarrow as pa

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


def write_tables(corpus: Corpus, folder: Path, plan: Plan | None = None, withholding: Withholding | None = None) -> Figures:
    """What the tables in the folder's data/ count; the flat view is cut as planned, the others are whole.

    Texts that may not be published are not there; what they are found again by is in the file of anchors.

    Memory is that of some thousand articles, whatever the corpus has. While a part is written, the next is made.
    """
    cut = splits(corpus, plan) if plan else {}
    withholding = withholding or Withholding()
    figures = Figures()
    with ExitStack() as stack:
        files = {name: _opened(name, folder, plan, stack) for name in (FLAT, *TABLES)}
        anchors = stack.enter_context(AnchorFile(folder))
        pool = stack.enter_context(ThreadPoolExecutor(WRITERS))
        writing: list[Future[None]] = []
        for part in _parts(corpus, withholding, anchors):
            if FLAT in part:
                figures.add(part)
            for written in writing:
                written.result()
            writing = [
                pool.submit(files[name][split].write, some)
                for name, rows in part.items()
                for split, some in _cut(rows, files[name], cut)
            ]
        for written in writing:
            written.result()
    figures.rows.update({name: sum(file.rows for file in several.values()) for name, several in files.items()})
    figures.withheld = withholding.withheld
    if plan:
        figures.splits = {split: file.rows for split, file in files[FLAT].items()}
    return figures


def _opened(table: str, folder: Path, plan: Plan | None, stack: ExitStack) -> dict[str, TableFile]:
    """The file to be written of each split of a table, all of which close with the stack."""
    made = {}
    for split, name in table_files(table, plan.names if plan else ()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        made[split] = stack.enter_context(TableFile(table, folder / name))
    return made


def _cut(rows: pa.Table, among: Collection[str], cut: Mapping[str, str]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each of the splits, by the split of their articles; all of them where there is one."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if len(among) == 1:
        yield from ((split, rows) for split in among)
        return
    of = pa.array([cut[article] for article in rows["article_id"].to_pylist()], pa.string())
    yield from ((split, rows.filter(pc.equal(of, split))) for split in among)


def _parts(corpus: Corpus, withholding: Withholding, anchors: AnchorFile) -> Iterator[Mapping[str, pa.Table]]:
    """Rows to be written by table: those of some articles with their flat view, then the tables that belong to none."""
    for part in in_parts(corpus):
        whole, of_texts = withholding(part)
        anchors.write(of_texts)
        yield {name: whole[name] for name in OF_ARTICLES}
    for name in TABLES:
        if name == "edits":
            yield {name: withholding.log(corpus.table(name))}
        elif name not in OF_ARTICLES:
            yield from ({name: rows} for rows in corpus.batches(name))
