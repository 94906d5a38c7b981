"""One table as Parquet, readable by `datasets` without a script: its features stand in the file's metadata."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from claims.contract import arrow_schema, contract, feature_dict

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 100_000
ARTICLES = 10_000  # in a row group: an article is much longer than another row
SETTINGS: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,
    "write_page_index": True,
    "use_content_defined_chunking": True,
}


class TableFile:
    """A Parquet file that rows are written to, in any number of times; the same rows give the same bytes.

    At the end of the `with` block it is whole and fsynced. `rows` counts them.
    """

    def __init__(self, table: str, path: Path) -> None:
        import pyarrow.parquet as pq

        self.rows = 0
        self._group = ARTICLES if table == "articles" else ROW_GROUP
        schema = arrow_schema(table).with_metadata(metadata(table))
        self._waiting: pa.Table = schema.empty_table()
        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(self._file, schema, **SETTINGS)

    def __enter__(self) -> TableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self._file:
            if kind is None:
                self._write(self._waiting)
                self._writer.close()
                self._file.flush()
                os.fsync(self._file.fileno())
            else:
                with suppress(OSError):  # the error that came first is the one to tell
                    self._writer.close()

    def write(self, rows: pa.Table) -> None:
        """Nothing; the rows are written, or wait until they are as many as a row group."""
        import pyarrow as pa

        self.rows += rows.num_rows
        waiting = pa.concat_tables([self._waiting, rows.replace_schema_metadata(self._waiting.schema.metadata)])
        whole = waiting.num_rows - waiting.num_rows % self._group
        for start in range(0, whole, self._group):
            self._write(waiting.slice(start, self._group))
        self._waiting = waiting.slice(whole)

    def _write(self, group: pa.Table) -> None:
        """Nothing; one row group is in the file, in one piece, so that its pages do not show how the rows came."""
        if group.num_rows:
            self._writer.write_table(group.combine_chunks(), row_group_size=self._group)


def metadata(table: str) -> dict[str, str]:
    """What a file says of itself: its features, its table, its contract, and what an offset counts."""
    known = contract()
    return {
        "huggingface": json.dumps({"info": {"features": feature_dict(table)}}),
        "attributed_claims": json.dumps(
            {"table": table, "contract": known.version, "offset_unit": "codepoint"}
        ),
    }
