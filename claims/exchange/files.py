"""Files of the formats: those of a folder in path order, and a new folder that stands whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from claims.errors import DataError, UsageError
from claims.text.encoding import SAVE


def found(path: Path, *suffixes: str) -> list[Path]:
    """The file, or those below a folder whose names end like this, in path order; UsageError where there are none."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UsageError("no such file or folder", where=str(path), mend="check the path")
    files = sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and file.name.endswith(suffixes) and not any(p.startswith(".") for p in file.relative_to(path).parts)
    )
    if not files:
        raise UsageError(f"no files that end in {' or '.join(suffixes)}", where=str(path), mend="check the path and the format")
    return files


def text_of(file: Path) -> str:
    """What a file holds, sign by sign, its newlines and a byte order mark too; DataError where it cannot be read as UTF-8."""
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 at byte {error.start}", where=str(file), mend=SAVE) from None
    except OSError as error:
        raise DataError(f"cannot read: {error.strerror}", where=str(file), mend="check the file") from None


def write_folder(to: str | Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Nothing; a new folder holds the files, all of them or none. Work that stands in the place already is never overwritten."""
    target = Path(to).absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError("something stands there already", where=str(to), mend="give a new or an empty folder")
    side = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        side.mkdir(parents=True)
        for name, data in files:
            (side / name).write_bytes(data)
        side.replace(target)
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(to), mend="give a folder that you may write to") from None
    finally:
        shutil.rmtree(side, ignore_errors=True)
