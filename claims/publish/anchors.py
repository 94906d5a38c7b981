"""What a release keeps of a text that is not in it: how long it is, and of each span a hash, a short quotation and context.

One row an article in data/anchors.parquet. `claims rebuild` finds the spans again by it. All offsets count code points.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claims.model import Article, Span
from claims.publish.parquet import ARTICLES, SETTINGS
from claims.publish.pieces import Piece
from claims.publish.remains import Remains
from claims.text.letters import Letters, letters
from claims.text.locate import CONTEXT

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

ANCHORS = "data/anchors.parquet"
HASH = 16  # hex digits
NEAR, FAR = 16, 40  # letters of context that are hashed


COUNTS = ("start", "end", "letters", "lead", "trail", "ahead", "behind")


class Anchor(NamedTuple):
    """A span: the hash and the number of its letters, how many code points it has before the first and behind the last
    of them, how many letters the text has before and after it, what remains of it and around it, and hashes of the NEAR and
    the FAR letters before and after it, or of as many as there are."""

    start: int
    end: int
    letters: int
    hash: str
    lead: int
    trail: int
    ahead: int
    behind: int
    quote: str
    before: str
    after: str
    near_before: str
    far_before: str
    near_after: str
    far_after: str

    @property
    def is_whole(self) -> bool:
        """Whether all of the span remains."""
        return len(self.quote) == self.end - self.start

    def agreement(self, letters: str, start: int, end: int) -> int:
        """How many letters around a range of the letters of a text are those that were around the span."""
        before = self._side(self.ahead, ((self.far_before, FAR), (self.near_before, NEAR)), letters[max(start - FAR, 0) : start], -1)
        return before + self._side(self.behind, ((self.far_after, FAR), (self.near_after, NEAR)), letters[end : end + FAR], 1)

    def _side(self, there: int, hashes: Sequence[tuple[str, int]], letters: str, way: int) -> int:
        """How many letters on one side, of which the span had so many there, are those that were hashed."""
        for hash, most in hashes:
            count = min(there, most)
            if count and hash_of(letters[:count] if way > 0 else letters[-count:]) == hash:
                return count
        return 0


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
    whole = letters(left.text)
    found = [_anchor(left, whole, span) for span in sorted(set(spans))]
    return Anchored(article.article_id, article.rights, len(left.text), found, standalone)


def _anchor(left: Remains, whole: Letters, span: Span) -> Anchor:
    start, end, around = whole.index(span.start), whole.index(span.end), whole.text
    only = around[start:end]
    inner = whole.span(start, end) if only else Span(span.end, span.end)
    return Anchor(
        *span, len(only), hash_of(only), inner.start - span.start, span.end - inner.end, start, len(around) - end, left.beginning(span), *left.beside(span, CONTEXT),
        hash_of(around[max(start - NEAR, 0) : start]), hash_of(around[max(start - FAR, 0) : start]),
        hash_of(around[end : end + NEAR]), hash_of(around[end : end + FAR]),
    )  # fmt: skip


def hash_of(letters: str) -> str:
    """The hash that a span of these letters has."""
    return hashlib.sha256(letters.encode()).hexdigest()[:HASH]


def schema() -> pa.Schema:
    """The columns of the file."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    piece = pa.struct([("start", number), ("end", number), ("words", text)])
    anchor = pa.struct([(name, number if name in COUNTS else text) for name in Anchor._fields])
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
