"""Rows that wait in files come back as they were written, name by name."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from claims.corpus.spill import Spill
from claims.errors import UsageError

EMPTY = pl.DataFrame(schema={"text": pl.String, "row": pl.Int64})


def some(*texts: str | None) -> pl.DataFrame:
    return pl.DataFrame({"text": texts, "row": range(len(texts))}, schema=EMPTY.schema)


def test_rows_come_back_in_the_order_of_writing(tmp_path: Path) -> None:
    spill = Spill(tmp_path)
    for name, rows in (("a", some("قال", None)), ("b", some("other")), ("a", EMPTY), ("a", some("𝔰𝔞𝔦𝔡 🙂"))):
        spill.write(name, rows)
    assert spill.read("a", EMPTY).rows() == [("قال", 0), (None, 1), ("𝔰𝔞𝔦𝔡 🙂", 0)]
    assert [piece.height for piece in spill.pieces("a")] == [2, 1]
    assert spill.read("b", EMPTY, ["text"]).rows() == [("other",)]


def test_what_was_never_written_has_no_rows(tmp_path: Path) -> None:
    assert Spill(tmp_path).read("a", EMPTY).equals(EMPTY)


def test_a_folder_that_takes_nothing_is_told_with_its_mend(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no room for rows that have to wait") as told:
        Spill(tmp_path / "nowhere").write("a", some("x"))
    assert "TMPDIR" in str(told.value)
