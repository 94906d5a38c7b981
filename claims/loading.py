"""A corpus from disk: a published folder with its Parquet files, a dataset repository, or a folder of JSONL tables."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.contract import TABLES, arrow_schema, contract
from claims.corpus import Corpus, read_jsonl
from claims.dataset import MANIFEST, VERSION, is_repository, numbers_of
from claims.errors import DataError, UsageError
from claims.model import Refusal
from claims.repository import read_repository

if TYPE_CHECKING:
    import pyarrow as pa

SHOWN = 5


def load(path: str | Path, *, refused: list[Refusal] | None = None) -> Corpus:
    """The corpus in a folder. Tables that the folder does not have are empty.

    A published folder has data/TABLE.parquet; a dataset repository has a dataset.yaml (`claims init` makes one);
    a folder of JSONL tables has TABLE.jsonl or TABLE/*.jsonl. Broken lines of these two go to `refused`, or
    raise a DataError that lists them where that is not given.
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
    if any((folder / "data").glob("*.parquet")):
        return _published(folder)
    if is_repository(folder):
        broken: list[Refusal] = []
        corpus = read_repository(folder, broken)
        _hand_on(broken, refused)
        return corpus
    files = {name: _jsonl_files(folder, name) for name in TABLES}
    if not any(files.values()):
        raise UsageError(
            "no dataset here",
            where=str(path),
            mend="a folder with data/claims.parquet (published), dataset.yaml (a repository), or articles.jsonl, claims.jsonl ...",
        )
    return _from_jsonl(files, refused)


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
    """The corpus of a published folder."""
    listed = _manifest(folder)
    older = _older(folder, listed)
    rows = listed.get("rows", {})
    tables = {}
    for table in TABLES:
        file = folder / "data" / f"{table}.parquet"
        if file.is_file():
            tables[table] = _parquet(file, table, older)
        elif table in rows:
            raise DataError(
                f"{table}.parquet is missing", where=str(folder), mend="download it anew"
            )
        if table in tables and rows.get(table, tables[table].num_rows) != tables[table].num_rows:
            raise DataError(
                f"{tables[table].num_rows} rows, {MANIFEST} says {rows[table]}",
                where=str(file),
                mend="download it anew, or publish again",
            )
    return Corpus.from_tables(tables)


def _manifest(folder: Path) -> dict[str, Any]:
    """What dataset.yaml says; empty where there is none, as in a folder put together by hand."""
    import yaml

    file = folder / MANIFEST
    if not file.is_file():
        return {}
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
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


def _parquet(file: Path, table: str, older: bool) -> pa.Table:
    """The rows of a Parquet file in the contract's types; what Polars or DuckDB wrote is turned into them.

    Columns that came with a later contract are null in an `older` dataset.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    try:
        stored = pq.ParquetFile(file).read().replace_schema_metadata(None)
    except (pa.ArrowException, OSError) as error:
        raise DataError(f"not Parquet: {error}", where=str(file), mend="download it anew") from None
    if older:
        stored = _filled(stored, table)
    if stored.schema.equals(schema) or stored.column_names != schema.names:
        return stored
    try:
        return stored.cast(schema)
    except pa.ArrowException as error:
        raise DataError(f"not of the contract: {error}", where=str(file)) from None


def _filled(stored: pa.Table, table: str) -> pa.Table:
    """The table with nulls in each column that it does not have and that may be null, in the contract's order."""
    import pyarrow as pa

    schema = arrow_schema(table)
    for column in contract().table(table).columns:
        if column.nullable and column.name not in stored.column_names:
            kind = schema.field(column.name)
            stored = stored.append_column(kind, pa.nulls(stored.num_rows, kind.type))
    return stored.select(schema.names) if set(stored.column_names) == set(schema.names) else stored
