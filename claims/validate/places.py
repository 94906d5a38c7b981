"""Where an issue is, taken apart: file and line of a text file, or the row of a table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

LINE = re.compile(r"(?P<file>.+):(?P<line>[1-9]\d{0,17})", re.DOTALL)
ROW = re.compile(r"table (?P<table>\w+), row (?P<row>\d{1,18})")


class Place(NamedTuple):
    """A file (with / between folders, below the working folder where it lies there), a line from 1, a row from 0."""

    file: str | None
    line: int | None
    row: int | None


def place(where: str) -> Place:
    """The parts of an issue's `where`; all None where it is neither a line, a row nor a file that is there."""
    if found := LINE.fullmatch(where):
        return Place(_seen_from_here(found["file"]), int(found["line"]), None)
    if found := ROW.fullmatch(where):
        return Place(None, None, int(found["row"]))
    return Place(_seen_from_here(where) if Path(where).is_file() else None, None, None)


def _seen_from_here(file: str) -> str:
    """The path as other programs want it: relative to the working folder, where it lies below it."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()
