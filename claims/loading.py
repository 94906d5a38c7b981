"""A corpus from disk: a published folder with its Parquet files, a dataset repository, or a folder of JSONL tables."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from claims.contract import FLAT, TABLES, contract
from claims.corpus import Corpus, StoredTables, files_there, read_jsonl, table_of
from claims.dataset import MANIFEST, VERSION, is_repository, numbers_of
from claims.errors import DataError, UsageError
from claims.model import Refusal
from claims.repository import read_repository

SHOWN = 5


def load(path: str | Path, *, refused: list[Refusal] | None = None, as_of: str | date | None = None) -> Corpus:
    """The corpus in a folder. Tables that the folder does not have are empty.

    A published folder has data/TABLE.parquet, with splits data/attributed_claims/SPLIT.parquet; a dataset repository has a dataset.yaml (`claims init` makes one);
    a folder of JSONL tables has TABLE.jsonl or TABLE/*.jsonl. Broken lines of these two go to `refused`, or
    raise a DataError that lists them where that is not given.

    `as_of` gives a repository as its edits had left it at the end of a day in UTC ("2026-07-01"), or at an instant.
    Only edits have a history: the rest is as it is now. A release has none; take the one of that time.
    """
    folder = Path(path)
    if not folder.exists():
        raise _not_there(str(path))
    if not folder.is_dir():
        raise UsageError(
            "a file, where the folder of a dataset was expected",
            where=str(path),
            mend="give the folder that holds it",
        )
    if is_repository(folder) and not _is_published(folder):
        broken: list[Refusal] = []
        corpus = read_repository(folder, broken, as_of)
        _hand_on(broken, refused)
        return corpus
    if as_of is not None:
        what = "only a dataset repository has what was there before its edits"
        raise UsageError(what, where=str(path), mend="load the repository, or the release of that time, without as_of")
    if _is_published(folder):
        return _published(folder)
    files = {name: _jsonl_files(folder, name) for name in TABLES}
    if not any(files.values()):
        raise UsageError(
            "no dataset here",
            where=str(path),
            mend="a folder with data/claims.parquet (published), dataset.yaml (a repository), or articles.jsonl, claims.jsonl ...",
        )
    return _from_jsonl(files, refused)


def _is_published(folder: Path) -> bool:
    return any((folder / "data").glob("*.parquet"))


def _not_there(path: str) -> UsageError:
    """The error for a path that does not exist, which may be meant for a repository on the hub."""
    if re.fullmatch(r"[\w-][\w.-]*/[\w.-]+", path):
        name = path.split("/")[1]
        mend = f"if it is on the hub: hf download {path} --repo-type dataset --local-dir {name}"
        return UsageError("no such folder", where=path, mend=mend)
    return UsageError("no such folder", where=path, mend="check the path")


def _jsonl_files(folder: Path, table: str) -> list[Path]:
    """The JSONL files of a table: TABLE.jsonl, then TABLE/*.jsonl by name."""
    single = folder / f"{table}.jsonl"
    return [*([single] if single.is_file() else []), *sorted((folder / table).glob("*.jsonl"))]


def _from_jsonl(files: dict[str, list[Path]], refused: list[Refusal] | None) -> Corpus:
    """The corpus of these files, each row with its place."""
    rows: dict[str, list[Any]] = {}
    places: dict[str, list[str]] = {}
    broken: list[Refusal] = []
    for table, paths in files.items():
        rows[table], places[table] = [], []
        for path in paths:
            found, where, refusals = read_jsonl(path, table)
            rows[table] += found
            places[table] += where
            broken += refusals
    _hand_on(broken, refused)
    return Corpus.from_rows(**rows, places=places)


def _hand_on(broken: list[Refusal], refused: list[Refusal] | None) -> None:
    """Nothing; the broken lines go to who asked for them, or are raised."""
    if refused is not None:
        refused += broken
    elif broken:
        raise _broken_lines(broken)


def _broken_lines(broken: list[Refusal]) -> DataError:
    """One error for all broken lines, the first few shown."""
    if len(broken) == 1:
        return DataError(broken[0].reason, where=broken[0].where, mend=broken[0].mend)
    lines = [f"  {one.where}: {one.reason}" for one in broken[:SHOWN]]
    more = [f"  and {len(broken) - SHOWN} more"] if len(broken) > SHOWN else []
    return DataError("\n".join([f"{len(broken)} lines are broken", *lines, *more]))


def _published(folder: Path) -> Corpus:
    """The corpus of a published folder, each table read when it is first asked for."""
    listed = _manifest(folder)
    older = _older(folder, listed)
    known = listed.get("files") or ()
    files = {table: there for table in (FLAT, *TABLES) if (there := files_there(folder, table, known))}
    if lost := [name for name in known if table_of(name) and not (folder / name).is_file()]:
        raise DataError(f"{lost[0]} is missing", where=str(folder), mend="download it anew")
    stored = StoredTables(TABLES, files, older=older)
    for table, rows in listed.get("rows", {}).items():
        if table not in files:
            raise DataError(f"{table}.parquet is missing", where=str(folder), mend="download it anew")
        if stored.lengths[table] != rows:
            raise DataError(
                f"{stored.lengths[table]} rows, {MANIFEST} says {rows}",
                where=", ".join(map(str, files[table])),
                mend="download it anew, or publish again",
            )
    return Corpus(stored)


def _manifest(folder: Path) -> dict[str, Any]:
    """What dataset.yaml says; empty where there is none, as in a folder put together by hand."""
    import yaml

    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, five times as fast
        found = yaml.load(file.read_text(encoding="utf-8"), loader)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"not YAML: {error}", where=str(file)) from None
    if not isinstance(found, dict):
        raise DataError("a mapping was expected", where=str(file))
    return found


def _older(folder: Path, listed: dict[str, Any]) -> bool:
    """Whether the dataset follows an older contract than ours; raises where this version does not read it."""
    ours, theirs = contract().version, str(listed.get("contract", contract().version))
    if theirs == ours:
        return False
    known = VERSION.fullmatch(theirs) is not None and numbers_of(theirs)[0] == numbers_of(ours)[0]
    if not known or numbers_of(theirs) > numbers_of(ours):
        raise DataError(
            f"it follows contract {theirs}, this version reads {ours}",
            where=str(folder / MANIFEST),
            mend="install the version of attributed-claims that made it",
        )
    return True
