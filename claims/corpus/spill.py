"""Rows that wait in a folder until they are needed, so that memory holds but some of them at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UsageError

if TYPE_CHECKING:
    import polars as pl


class Spill:
    """Frames by name, each written piece after piece to files in a folder and read back in the order of writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces: dict[str, int] = {}

    def write(self, name: str, rows: pl.DataFrame) -> None:
        """Nothing; the rows are put behind those of that name. UsageError where there is no room for them."""
        if not rows.height:
            return
        number = self._pieces.get(name, 0)
        try:
            rows.write_ipc(self._file(name, number), compression="lz4")
        except OSError as error:
            what = f"no room for rows that have to wait: {error.strerror or error}"
            raise UsageError(what, where=str(self._folder), mend="set TMPDIR to a folder with room") from error
        self._pieces[name] = number + 1

    def pieces(self, name: str, columns: list[str] | None = None) -> Iterator[pl.DataFrame]:
        """The rows of a name as they were written, a piece at a time."""
        import polars as pl

        for number in range(self._pieces.get(name, 0)):
            yield pl.read_ipc(self._file(name, number), columns=columns)

    def read(self, name: str, empty: pl.DataFrame, columns: list[str] | None = None) -> pl.DataFrame:
        """All rows of a name; those of `empty`, which is none, where nothing was written."""
        import polars as pl

        return pl.concat([empty.select(columns or empty.columns), *self.pieces(name, columns)], rechunk=True)

    def _file(self, name: str, number: int) -> Path:
        return self._folder / f"{name} {number}.arrow"
