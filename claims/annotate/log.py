"""The log of one annotator: edits one a line, each on the disk before it is acknowledged, and chained to the one before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from claims.annotate.change import Change, sealed
from claims.contract import contract
from claims.corpus import edit_hash, jsonl, row_from_dict
from claims.disk import sync_folder
from claims.errors import DataError, UsageError, unknown
from claims.model import Edit, Refusal
from claims.text.encoding import json_object

SUFFIX = ".jsonl"
APPEND_ONLY = "restore the log as it was written, from git or a copy; a log is only appended to"
ANEW = "open the log anew"
FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)


class Log:
    """A log that is open for appending: edits/ANNOTATOR.jsonl of a dataset repository. Used in a `with`, or closed by hand.

    `edits` are its edits, the oldest first. `torn` tells of a last line that a dying process left half written; it
    was never acknowledged, and its bytes are kept beside the log in `.ANNOTATOR.torn`.

    Only one process has a log open, which the lock of the file keeps (flock; it ends with the process, however that
    ends). Where a system has no flock, an edit is refused once somebody else has written to the file.
    """

    def __init__(self, path: str | Path, *, guideline_version: str) -> None:
        """Opens the log, an empty one where there is none; `guideline_version` says what the annotator follows.

        UsageError where the name is none, the file cannot be written or another process has it open; DataError with
        file:line where a line is broken or was changed.
        """
        self.path, self.guideline_version = Path(path), guideline_version
        self.annotator = annotator_of(self.path)
        self.edits: list[Edit] = []
        self.torn: Refusal | None = None
        self._handle: int | None = _opened(self.path)
        try:
            self._end = self._read(self._handle)
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise _unwritable(self.path, error) from error
            raise

    def append(self, change: Change, *, at: datetime) -> Edit:
        """The edit as it now stands in the log and on the disk; see `append_all`."""
        return self.append_all([change], at=at)[0]

    def append_all(self, changes: Iterable[Change], *, at: datetime) -> list[Edit]:
        """The edits of changes that belong together as they now stand in the log and on the disk, written at once.

        Their time is that of the edit before them where the clock went back. UsageError where they could not be kept,
        and then none of them is; what was acknowledged before stays.
        """
        handle = self._writable()
        last = self._last()
        at = max(at, last.at) if last and at.tzinfo else at
        edits: list[Edit] = []
        written = b""
        for change in changes:
            _check(change, at)
            edit, line = self._line(change, at, edits[-1] if edits else last)
            edits.append(edit)
            written += line
        try:
            _write(handle, written)
        except BaseException as error:
            _cut(handle, self._end)
            if isinstance(error, OSError):
                mend = "make room or give a place that can be written to, and say it again; what was acknowledged before is safe"
                raise UsageError(f"the edit was not kept: {error.strerror}", where=str(self.path), mend=mend) from error
            raise
        self._end += len(written)
        self.edits += edits
        return edits

    def _line(self, change: Change, at: datetime, last: Edit | None) -> tuple[Edit, bytes]:
        """The edit of a change after another, and its line; DataError where it could not be read again."""
        try:
            edit = sealed(change, self.annotator, at, self.guideline_version, last.hash if last else None)
            line = jsonl([edit])
        except (TypeError, ValueError) as error:
            mend = "numbers that JSON has, and text without half surrogate pairs"
            raise DataError(f"the edit cannot be written as JSON: {error}", where=str(self.path), mend=mend) from None
        self._next(line, str(self.path), last)  # what could not be read again would close the log for good
        return edit, line

    def close(self) -> None:
        """Nothing; others may open the log."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Log:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _writable(self) -> int:
        """The handle of the file; raises where the file is not the one that was read, to its last byte."""
        if self._handle is None:
            raise UsageError("the log is closed", where=str(self.path), mend=ANEW)
        here = os.fstat(self._handle)
        if not self.path.exists() or not os.path.samestat(here, self.path.stat()):
            raise UsageError("another file has taken the place of the log, as git does", where=str(self.path), mend=ANEW)
        if here.st_size != self._end:
            raise UsageError("something else has written to the log", where=str(self.path), mend=ANEW)
        return self._handle

    def _read(self, handle: int) -> int:
        """The length of the file once its lines are read and a torn one is mended."""
        with os.fdopen(os.dup(handle), "rb") as file:
            file.seek(0)
            data = file.read()
        end = data.rfind(b"\n") + 1
        lines = data[:end].split(b"\n")[:-1]
        for number, line in enumerate(lines, 1):
            if line.strip():
                self.edits.append(self._next(line, f"{self.path}:{number}", self._last()))
        return self._mended(handle, data[end:], f"{self.path}:{len(lines) + 1}", end)

    def _last(self) -> Edit | None:
        return self.edits[-1] if self.edits else None

    def _next(self, line: bytes, where: str, last: Edit | None) -> Edit:
        """The edit of a line; DataError where it does not go on from the last one."""
        edit: Edit = row_from_dict("edits", json_object(line, where), where=where)
        if edit.annotator != self.annotator:
            raise DataError(f"an edit of {edit.annotator!r} in the log of {self.annotator!r}", where=where, mend=APPEND_ONLY)
        if edit.previous_hash != (last.hash if last else None):
            raise DataError("it does not follow the edit before it", where=where, mend=APPEND_ONLY)
        if edit.hash != edit_hash(edit):
            raise DataError("it was changed: its hash is another", where=where, mend=APPEND_ONLY)
        return edit

    def _mended(self, handle: int, rest: bytes, where: str, end: int) -> int:
        """The length of the file once what stands behind its last line break is a line, or is kept beside it."""
        if not rest:
            return end
        try:
            edit = self._next(rest, where, self._last())
        except DataError:
            aside = self.path.with_name(f".{self.annotator}.torn")
            with aside.open("ab") as file:
                file.write(rest + b"\n")
                file.flush()
                os.fsync(file.fileno())
            sync_folder(aside.parent)
            os.ftruncate(handle, end)
            os.fsync(handle)
            reason = "a process died before it was whole; it was never acknowledged"
            self.torn = Refusal(where, "the torn last line", reason, mend=f"its bytes are in {aside}")
            return end
        _write(handle, b"\n")
        self.edits.append(edit)
        return end + len(rest) + 1


def annotator_of(path: Path) -> str:
    """The annotator whose log a file is, by its name; UsageError where that is no pseudonym."""
    pattern = contract().table("edits").column("annotator").pattern
    assert pattern is not None
    if path.suffix != SUFFIX or not re.search(pattern, path.stem):
        mend = "name it by the annotator's pseudonym, small letters and digits: edits/mila.jsonl"
        raise UsageError(f"{path.name!r} is no name of a log", where=str(path), mend=mend)
    return path.stem


def _opened(path: Path) -> int:
    """The handle of the file, made where there is none, and locked."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle = os.open(path, FLAGS, 0o666)
    except OSError as error:
        raise _unwritable(path, error) from None
    if not _locked(handle):
        os.close(handle)
        mend = "close the other notebook or restart its kernel, and open the log again"
        raise UsageError("another process has the log open", where=str(path), mend=mend)
    sync_folder(path.parent)
    return handle


def _unwritable(path: Path, error: OSError) -> UsageError:
    mend = "give a folder that you may write to, with room in it"
    return UsageError(f"cannot open the log: {error.strerror}", where=str(path), mend=mend)


def _locked(handle: int) -> bool:
    """Whether the file is ours alone until the handle is closed; where there is no flock, nobody can say."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _check(change: Change, at: datetime) -> None:
    """Nothing; UsageError where the table or the op is not the contract's, or the time has no zone."""
    for kind, value, enum in (("table that is edited", change.table, "edited_table"), ("op", change.op, "edit_op")):
        if value not in contract().labels(enum):
            raise unknown(kind, value, contract().labels(enum))
    if at.tzinfo is None:
        raise UsageError(f"the time {at} has no zone", mend="datetime.now(UTC)")


def _write(handle: int, data: bytes) -> None:
    """Nothing; all of the bytes are on the disk."""
    while data:
        data = data[os.write(handle, data) :]
    os.fsync(handle)


def _cut(handle: int, end: int) -> None:
    """Nothing; the file ends where it did, or the next look at its length tells that it does not."""
    try:
        os.ftruncate(handle, end)
    except OSError:
        return
