"""Two sources that are one: the registry of a dataset repository keeps the first with the names of both, and what named the second names it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from claims.annotate import Change, Log
from claims.corpus import Corpus, jsonl, read_jsonl
from claims.dataset import is_repository
from claims.errors import DataError, UsageError
from claims.model import Edit, Refusal, Source
from claims.repository import read_repository

FILE = "sources.jsonl"


@dataclass(frozen=True, slots=True)
class Merged:
    """The source that is left, and the edits by which the rows that named the other name it."""

    source: Source
    edits: tuple[Edit, ...]


def merge(folder: str | Path, kept: str, gone: str, *, annotator: str, at: datetime, guideline_version: str) -> Merged:
    """What merging came to: in sources.jsonl the line of the source that is kept, in the annotator's log the rest.

    The file is put back where the log cannot take the edits. UsageError where one of the two is not there or both are the
    same; DataError where they contradict each other, or where an earlier edit could not be replayed any more.
    """
    folder = Path(folder)
    if not is_repository(folder):
        raise UsageError("no dataset repository", where=str(folder), mend="sources are merged where edits are kept; claims init makes a repository")
    before, known = _read(folder)
    one, other = _row(before, kept, folder), _row(before, gone, folder)
    if kept == gone:
        raise UsageError(f"{kept} is to be merged with itself", mend="name the one that stays, then the one that goes")
    with _rewritten(folder / FILE, one, other):
        after, refused = _read(folder)
        if len(refused) > len(known):
            new = next(one for one in refused if one not in known)
            raise DataError(f"an edit could not be replayed any more: {new.reason}", where=new.where, mend="settle that edit first, or merge the other way round")
        with Log(folder / "edits" / f"{annotator}.jsonl", guideline_version=guideline_version) as log:
            edits = log.append_all(_changes(after, kept, gone), at=at)
    return Merged(_row(_read(folder)[0], kept, folder), tuple(edits))


def merged(kept: Source, gone: Source) -> Source:
    """The first with the names and offices of the second; DataError where both cannot be one."""
    if kept.wikidata and gone.wikidata and kept.wikidata != gone.wikidata:
        told = f"{kept.source_id} is {kept.wikidata} on Wikidata, {gone.source_id} is {gone.wikidata}"
        raise DataError(told, mend="correct one of them, or leave them apart")
    return replace(
        kept,
        aliases=tuple(dict.fromkeys((*kept.aliases, *gone.aliases))),
        roles=tuple(dict.fromkeys((*kept.roles, *gone.roles))),
        parent_id=kept.parent_id or (gone.parent_id if gone.parent_id != kept.source_id else None),
        wikidata=kept.wikidata or gone.wikidata,
    )


def _changes(corpus: Corpus, kept: str, gone: str) -> Iterator[Change]:
    """The rows that named the one that goes name the one that stays, and it is taken out where an engine had it too."""
    why = f"{gone} is {kept}"
    for row in corpus.rows("attributions"):
        if row.source_id == gone:
            yield Change.update(row, replace(row, source_id=kept), reason=why)
    for row in corpus.rows("sources"):
        if row.source_id == gone:
            yield Change.delete(row, reason=why)
            continue
        roles = tuple(role._replace(organisation_id=kept) if role.organisation_id == gone else role for role in row.roles)
        parent = (kept if row.source_id != kept else None) if row.parent_id == gone else row.parent_id
        if (roles, parent) != (row.roles, row.parent_id):
            yield Change.update(row, replace(row, roles=roles, parent_id=parent), reason=why)


@contextmanager
def _rewritten(file: Path, kept: Source, gone: Source) -> Iterator[None]:
    """The registry with the two as one while the block runs and after it; as it was where the block ends in an error."""
    if not file.is_file():
        raise UsageError(f"{kept.source_id} is not in the registry", where=str(file), mend="add its line; it is the one that is kept")
    old = file.read_bytes()
    rows: list[Source] = read_jsonl(file, "sources")[0]
    own = next((row for row in rows if row.source_id == kept.source_id), None)
    if own is None:
        raise UsageError(f"{kept.source_id} is not in the registry", where=str(file), mend="add its line, or name first the one that is there")
    both = merged(own, next((row for row in rows if row.source_id == gone.source_id), gone))
    lines = [both if row.source_id == kept.source_id else row for row in rows if row.source_id != gone.source_id]
    _write(file, jsonl(lines))
    try:
        yield
    except BaseException:
        _write(file, old)
        raise


def _write(file: Path, written: bytes) -> None:
    """Nothing; the file has these bytes, or those that it had."""
    side = file.with_name(f".{file.name}.part")
    side.write_bytes(written)
    os.replace(side, file)


def _read(folder: Path) -> tuple[Corpus, list[Refusal]]:
    refused: list[Refusal] = []
    return read_repository(folder, refused), refused


def _row(corpus: Corpus, key: str, folder: Path) -> Source:
    """The source of this id; UsageError where there is none."""
    for row in corpus.rows("sources"):
        if row.source_id == key:
            return row  # type: ignore[no-any-return]
    raise UsageError(f"no source {key!r}", where=str(folder), mend=f"claims sources find WORDS --in {folder}")
