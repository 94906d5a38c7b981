"""Where the tables of a release lie in its folder: one file each, the flat view of a dataset with splits a file a split."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from claims.contract import FLAT
from claims.plan import NAMES

WHOLE = "train"  # the split that `datasets` gives what is not cut
FOLDER = "data"
SUFFIX = ".parquet"


def table_files(table: str, splits: Iterable[str] = ()) -> dict[str, str]:
    """The files of a table in the folder of a release, by the split whose rows each has."""
    cut = {split: f"{FOLDER}/{table}/{split}{SUFFIX}" for split in splits if table == FLAT}
    return cut or {WHOLE: f"{FOLDER}/{table}{SUFFIX}"}


def table_of(file: str) -> str | None:
    """The table whose rows a file in the folder of a release has; None where it has none."""
    first, *rest = PurePosixPath(file).parts
    return rest[0].removesuffix(SUFFIX) if first == FOLDER and rest else None


def files_there(folder: Path, table: str, listed: Collection[str] = ()) -> list[Path]:
    """The files of a table that stand in a folder, train first; of those that the release lists, where it lists any."""
    known = [*table_files(table).values(), *table_files(table, NAMES).values()]
    return [folder / name for name in dict.fromkeys(known) if (not listed or name in listed) and (folder / name).is_file()]
