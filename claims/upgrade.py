"""A dataset repository or a folder of JSONL tables brought to the contract of this version.

Every line is read and checked before anything is written; dataset.yaml is written last, so that what a killed run
left is brought the rest of the way by the next.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.contract import TABLES, contract
from claims.contract.migrations import VERSION, Step, migrated, numbers, steps, way
from claims.corpus import row_from_dict
from claims.dataset import MANIFEST, VERSION_MEND, is_repository
from claims.errors import ContractError, DataError, UsageError
from claims.extracted import parts_of
from claims.repository import SINGLE, files_of
from claims.text.encoding import json_object
from claims.yamlfile import read_yaml

SHOWN = 5
CONTRACT = re.compile(r"(contract:[ \t]*)([\"']?)[\w.-]+\2")
EXTRACTED = "extracted"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The versions, and how many lines of each file change."""

    old: str
    new: str
    files: Mapping[Path, int]


def upgrade(
    path: str | Path,
    *,
    old: str | None = None,
    dry_run: bool = False,
    known: Sequence[Step] | None = None,
) -> Upgraded:
    """What was changed, or with `dry_run` would be; nothing where the dataset follows our contract.

    `old` is the contract of a folder of tables, which does not say it; `known` stands for the steps of this
    installation. DataError, and nothing is written, where a line cannot be brought over, the dataset is newer
    than this version, or no steps lead here.
    """
    folder, new = Path(path), contract().version
    files = _files(folder)
    old, where = _version(folder, old)
    if numbers(old) > numbers(new):
        what = f"it follows contract {old}, this version knows {new}"
        raise DataError(what, where=where, mend="install a newer attributed-claims")
    if old == new:
        return Upgraded(old, new, {})
    taken = way(old, steps() if known is None else known)
    broken: list[DataError] = []
    counted = {file: sum(c for _, c in _lines(file, table, taken, broken)) for file, table in files.items()}
    if broken:
        raise _one(broken)
    changed = {file: lines for file, lines in counted.items() if lines}
    manifest = folder / MANIFEST
    if manifest.is_file():
        changed[manifest] = 1
        said = _with_version(manifest, where, new)
    if not dry_run:
        for file in changed:
            text = [said] if file == manifest else (line for line, _ in _lines(file, files[file], taken, []))
            _write(file, text)
    return Upgraded(old, new, changed)


def _files(folder: Path) -> dict[Path, str]:
    """The JSONL files of the dataset, each with its table or `extracted`."""
    if not folder.is_dir():
        raise UsageError("no such folder", where=str(folder), mend="check the path")
    if any((folder / "data").glob("*.parquet")):
        mend = "upgrade the repository that it was published from, and publish again"
        raise UsageError("a release is not upgraded", where=str(folder), mend=mend)
    if is_repository(folder):
        single = {folder / f"{table}.jsonl": table for table in SINGLE if (folder / f"{table}.jsonl").is_file()}
        inner = {
            file: {"articles": "articles", "edits": "edits"}.get(name, EXTRACTED)
            for name in ("articles", "edits", EXTRACTED)
            for file in files_of(folder / name)
            if file.suffix.lower() == ".jsonl"
        }
        return single | inner
    found = {}
    for table in TABLES:
        files = [folder / f"{table}.jsonl", *sorted((folder / table).glob("*.jsonl"))]
        found.update({file: table for file in files if file.is_file()})
    if not found:
        mend = "give a dataset repository, or a folder of JSONL tables"
        raise UsageError("no dataset here", where=str(folder), mend=mend)
    return found


def _version(folder: Path, given: str | None) -> tuple[str, str]:
    """The contract that the dataset follows, and where that is said."""
    file = folder / MANIFEST
    if given is not None and file.is_file():
        raise UsageError(f"{MANIFEST} says which contract it follows", where=str(folder), mend="leave out --from")
    if file.is_file():
        try:
            written = read_yaml(file.read_text(encoding="utf-8-sig"), str(file))
        except UnicodeDecodeError:
            raise DataError("not UTF-8", where=f"{file}:1", mend="save the file as UTF-8") from None
        except ContractError as error:
            raise DataError(error.what, where=error.where, mend=error.mend) from None
        said = written.value.get("contract") if isinstance(written.value, dict) else None
        where = written.place(["contract"] if said is not None else [])
    else:
        said, where = given, str(folder)
        if said is None:
            mend = "say it: --from 1.0.0"
            raise UsageError(f"no {MANIFEST} says which contract it follows", where=where, mend=mend)
    if not isinstance(said, str) or not VERSION.fullmatch(said):
        wrong = UsageError if given is not None else DataError
        raise wrong(f"{said!r} is no version of a contract", where=where, mend=VERSION_MEND)
    return said, where


def _lines(
    file: Path, table: str, taken: Sequence[Step], broken: list[DataError]
) -> Iterator[tuple[str, bool]]:
    """Each line as it should be, and whether that is another than it was; one that cannot be goes to `broken`."""
    with file.open("rb") as opened:
        for number, line in enumerate(opened, 1):
            where = f"{file}:{number}"
            try:
                found = json_object(line, where) if line.strip() else {}
                after = _brought(found, table, taken, where)
            except DataError as error:
                broken.append(error)
                continue
            if after == found:
                yield line.decode("utf-8"), False
            else:
                yield json.dumps(after, ensure_ascii=False, sort_keys=True) + "\n", True


def _brought(
    found: dict[str, Any], table: str, taken: Sequence[Step], where: str
) -> dict[str, Any]:
    """What the object of a line becomes; DataError where that is no row of our contract."""
    if not found or (table == "articles" and "text_sha256" not in found):
        return found  # an article still to be read follows no contract
    if table == "edits" and taken:
        mend = "replay the edits with the version that wrote them, and begin new logs over what they gave"
        raise DataError("an edit cannot be brought over: its hash is of the older columns", where=where, mend=mend)
    if table != EXTRACTED:
        return _row(table, found, taken, where)
    parts = parts_of(found, where)
    if parts and parts[0][1] is found:
        return _row(parts[0][0], found, taken, where)
    rows: dict[str, list[Any]] = {name: [] for name, _ in parts}
    for name, values in parts:
        rows[name].append(_row(name, values, taken, where))
    return found | rows


def _row(table: str, values: dict[str, Any], taken: Sequence[Step], where: str) -> dict[str, Any]:
    """One row of our contract."""
    row = migrated(table, values, taken, where)
    row_from_dict(table, row, where=where)
    return row


def _one(broken: Sequence[DataError]) -> DataError:
    """One error for all lines that cannot be brought over, the first few shown."""
    if len(broken) == 1:
        return broken[0]
    lines = [f"  {one.where}: {one.what}" for one in broken[:SHOWN]]
    more = [f"  and {len(broken) - SHOWN} more"] if len(broken) > SHOWN else []
    told = "\n".join([f"{len(broken)} lines cannot be brought over; nothing was changed", *lines, *more])
    return DataError(told, mend=broken[0].mend)


def _with_version(file: Path, where: str, version: str) -> str:
    """The text of dataset.yaml with another contract and every other letter as it was."""
    lines = file.read_bytes().decode("utf-8").splitlines(keepends=True)
    number = int(where.rpartition(":")[2]) - 1
    lines[number], done = CONTRACT.subn(rf"\g<1>{version}", lines[number], count=1)
    if not done:
        mend = f"write contract: {version} on a line of its own"
        raise DataError("the version is not beside its key", where=where, mend=mend)
    return "".join(lines)


def _write(file: Path, text: Iterator[str] | list[str]) -> None:
    """Nothing; the file holds the text, the old one until all of it is written."""
    side = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with side.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(side, file)
    except OSError as error:
        mend = "give a folder that you may write to"
        raise UsageError(f"cannot write: {error.strerror}", where=str(file), mend=mend) from None
    finally:
        side.unlink(missing_ok=True)
