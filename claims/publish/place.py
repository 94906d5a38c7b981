"""A folder built aside and moved into place as one: who looks finds the old folder or the new one, whole."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from claims.disk import sync_folder
from claims.errors import UsageError

AT_FDCWD = -100
RENAME_EXCHANGE = 2
ANOTHER_PLACE = "give a folder that you may write to"
SHOWN = 5  # strange files that a message names


def check_place(target: Path, what: str, ours: Callable[[], Collection[str]]) -> None:
    """Nothing; UsageError where one cannot write, or where anything stands that no earlier one of `what` put there.

    `ours` gives the files of an earlier one, as paths inside the folder; it is asked only where there is a folder.
    """
    above = next((folder for folder in target.parents if os.path.lexists(folder)), target)
    if not (above.is_dir() and os.access(above, os.W_OK | os.X_OK)):
        why = "may not be written to" if above.is_dir() else "is not a folder"
        raise UsageError(f"cannot write the {what}: {above} {why}", where=str(target), mend=ANOTHER_PLACE)
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise UsageError(f"a file stands where the {what} should go", where=str(target), mend="give another folder")
    if strange := list(islice(_strangers(target, ours()), SHOWN)):
        said = f"the folder holds what is not of a {what}: {', '.join(strange)}"
        raise UsageError(said, where=str(target), mend="give a new or empty folder, or move these files away")


def _strangers(folder: Path, ours: Collection[str]) -> Iterator[str]:
    """The files in a folder that are not ours, as they are met, so that no whole disk is walked."""
    for path, folders, names in os.walk(folder):
        folders.sort()
        files = (Path(path, name).relative_to(folder).as_posix() for name in sorted(names))
        yield from (file for file in files if file not in ours)


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty folder next to the target, moved into its place when the block ends without an error.

    What a killed run left beside the target is cleared; a second run at the same time is a UsageError.
    """
    new = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _owned(new, target):
        _put_back(old, target)
        shutil.rmtree(old, ignore_errors=True)
        for left in new.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield new
            _sync_folders(new)
            _move(new, target, old)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            _put_back(old, target)
            raise
        sync_folder(target.parent)
        shutil.rmtree(old, ignore_errors=True)


def _put_back(old: Path, target: Path) -> None:
    """Nothing; what was taken away to make room stands again, if nothing else does."""
    if old.exists() and not target.exists():
        old.rename(target)


@contextmanager
def _owned(folder: Path, target: Path) -> Iterator[None]:
    """The folder, made and locked for this process; the lock ends with the process, however it ends."""
    try:
        import fcntl
    except ImportError:
        folder.mkdir(exist_ok=True)
        yield
        return
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            ours = folder.exists() and os.path.samestat(os.fstat(handle), folder.stat())
        except BlockingIOError:
            ours = False
        if not ours:
            raise UsageError(
                "another process is publishing here",
                where=str(target),
                mend="wait until it is done",
            )
        yield
    finally:
        os.close(handle)


def _move(new: Path, target: Path, old: Path) -> None:
    """Nothing; the new folder stands at the target, what stood there is at `old`.

    Both change places in one step where the system can; where it cannot, the old folder is away for the
    time of one rename, and the next run puts it back if this one dies there.
    """
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        new.rename(old)
    else:
        target.rename(old)
        new.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Whether two folders changed places, which Linux does in one step on most file systems."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other))
    return int(rename(*paths, RENAME_EXCHANGE)) == 0


def _sync_folders(folder: Path) -> None:
    """Nothing; the names inside the folder and its folders are on the disk."""
    for path, _, _ in os.walk(folder):
        sync_folder(Path(path))
