"""One table as Parquet, readable by `datasets` without a script: its features stand in the file's metadata."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from claims.contract import contract, feature_dict

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 100_000
COMPRESSION = "zstd"
LEVEL = 3


def write_parquet(table: str, rows: pa.Table, path: Path) -> None:
    """Nothing; the file holds the rows, fsynced, the same bytes for the same rows and the same pyarrow."""
    import pyarrow.parquet as pq

    with path.open("wb") as file:
        pq.write_table(
            rows.replace_schema_metadata(metadata(table)),
            file,
            row_group_size=ROW_GROUP,
            compression=COMPRESSION,
            compression_level=LEVEL,
            write_page_index=True,
        )
        file.flush()
        os.fsync(file.fileno())


def metadata(table: str) -> dict[str, str]:
    """What a file says of itself: its features, its table, its contract, and what an offset counts."""
    known = contract()
    return {
        "huggingface": json.dumps({"info": {"features": feature_dict(table)}}),
        "attributed_claims": json.dumps(
            {"table": table, "contract": known.version, "offset_unit": "codepoint"}
        ),
    }
