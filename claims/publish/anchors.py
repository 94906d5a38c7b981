"""What a release keeps of a text that is not in it: how long it is, and of each span a hash, a short quotation and context.

One row an article in data/anchors.parquet. `claims rebuild` finds the spans again by it. All offsets count code points.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claims.ids import canonical_hash
from claims.model import Article, Span
from claims.publish.parquet import ARTICLES, SETTINGS
from claims.publish.pieces import Piece
from claims.publish.remains import Remains
from claims.text.letters import only_letters
from claims.text.locate import CONTEXT

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ANCHORS = "data/anchors.parquet"
HASH = 16  # hex digits


class Anchor(NamedTuple):
    """A span: the hash and the number of its letters, and what remains of it and around it."""

    start: int
    end: int
    letters: int
    hash: str
    quote: str
    before: str
    after: str


class Worded(NamedTuple):
    """The `standalone` of a claim, as pieces."""

    claim_id: str
    pieces: list[Piece]


class Anchored(NamedTuple):
    """A row: an article whose text is not there, with its rights before that, its length, its spans and its wordings."""

    article_id: str
    rights: str
    length: int
    spans: list[Anchor]
    standalone: list[Worded]


def anchored(article: Article, left: Remains, spans: Iterable[Span], standalone: list[Worded]) -> Anchored:
    """The row of an article of whose text so much remains."""
    found = [_anchor(left, span) for span in sorted(set(spans))]
    return Anchored(article.article_id, article.rights, len(left.text), found, standalone)


def _anchor(left: Remains, span: Span) -> Anchor:
    only = only_letters(span.of(left.text))
    return Anchor(*span, len(only), hash_of(only), left.beginning(span), *left.beside(span, CONTEXT))


def hash_of(letters: str) -> str:
    """The hash that a span of these letters has."""
    return canonical_hash(letters)[:HASH]


def schema() -> pa.Schema:
    """The columns of the file."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    piece = pa.struct([("start", number), ("end", number), ("words", text)])
    anchor = pa.struct([("start", number), ("end", number), ("letters", number), ("hash", text), ("quote", text), ("before", text), ("after", text)])
    worded = pa.struct([("claim_id", text), ("pieces", pa.list_(piece))])
    columns = [("article_id", text), ("rights", text), ("length", number), ("spans", pa.list_(anchor)), ("standalone", pa.list_(worded))]
    return pa.schema(columns)


def to_table(rows: Sequence[Anchored]) -> pa.Table:
    """Rows as a table."""
    import pyarrow as pa

    plain = [
        {**row._asdict(), "spans": [one._asdict() for one in row.spans],
         "standalone": [{"claim_id": key, "pieces": [piece._asdict() for piece in of]} for key, of in row.standalone]}
        for row in rows
    ]  # fmt: skip
    return pa.Table.from_pylist(plain, schema=schema())


class AnchorFile:
    """The file of anchors in the folder of a release, made when the first rows come; at the end of the block it is on the disk."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / ANCHORS
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> AnchorFile:
        return self

    def write(self, rows: pa.Table) -> None:
        """Nothing; the rows are written."""
        import pyarrow.parquet as pq

        if rows.num_rows:
            self._writer = self._writer or pq.ParquetWriter(self._file, schema(), **SETTINGS)
            self._writer.write_table(rows.combine_chunks(), row_group_size=ARTICLES)

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()
            with self._file.open("rb+") as file:
                os.fsync(file.fileno())


def read(folder: Path) -> pa.Table:
    """The rows of a release; none where all of its texts are there."""
    import pyarrow.parquet as pq

    file = folder / ANCHORS
    return pq.read_table(file, schema=schema()) if file.is_file() else schema().empty_table()


def rows(table: pa.Table) -> list[Anchored]:
    """The rows of a table."""
    return [
        Anchored(row["article_id"], row["rights"], row["length"], [Anchor(**one) for one in row["spans"]],
                 [Worded(one["claim_id"], [Piece(**piece) for piece in one["pieces"]]) for one in row["standalone"]])
        for row in table.to_pylist()
    ]  # fmt: skip
