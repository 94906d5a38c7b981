"""A dataset repository as a corpus: what was extracted, the registry, links and verdicts, with the edits of people replayed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from claims.annotate import replay
from claims.assignment import read_assignment
from claims.contract import TABLES
from claims.corpus import Corpus, read_jsonl
from claims.dataset import read_dataset
from claims.errors import DataError
from claims.extracted import rows_of
from claims.ingest import read_articles
from claims.model import Article, Edit, Refusal

SINGLE = ("sources", "links", "verdicts")  # tables that are one file at the top
ARTICLE_FILES = (".jsonl", ".md")
FOLDERS: Mapping[str, tuple[str, ...]] = {"articles": ARTICLE_FILES, "extracted": (".jsonl",), "edits": (".jsonl",)}


@dataclass(slots=True)
class _Read:
    """The rows of each table with their places, and what was refused."""

    rows: dict[str, list[Any]] = field(default_factory=lambda: {table: [] for table in TABLES})
    places: dict[str, list[str]] = field(default_factory=lambda: {table: [] for table in TABLES})
    refused: list[Refusal] = field(default_factory=list)

    def add(self, table: str, row: Any, where: str) -> None:
        self.rows[table].append(row)
        self.places[table].append(where)

    def lines(self, table: str, file: Path) -> Iterator[tuple[Any, str]]:
        """The row and the place of each line of a table's file; broken ones are refused."""
        rows, places, broken = read_jsonl(file, table)
        self.refused += broken
        return zip(rows, places, strict=True)

    def refuse(self, where: str, what: str, reason: str, mend: str) -> None:
        self.refused.append(Refusal(where, what, reason, mend=mend))


@dataclass(frozen=True, slots=True)
class Stored:
    """A dataset repository before its edits are replayed: what stood there, the edits log after log, and the place of each."""

    extracted: Corpus
    edits: list[Edit]
    places: list[str]


def read_repository(folder: Path, refused: list[Refusal], as_of: str | date | None = None) -> Corpus:
    """The corpus of a dataset repository; what cannot be read or replayed goes to `refused`, each with its place.

    `as_of` leaves out later edits.
    """
    stored = read_stored(folder, refused)
    corpus, failed = replay(stored.extracted, stored.edits, places=stored.places, as_of=as_of)
    refused += failed
    return corpus


def read_stored(folder: Path, refused: list[Refusal]) -> Stored:
    """What a dataset repository holds; what cannot be read goes to `refused`, each with its place.

    A source that both the registry and an engine have is the registry's.
    """
    read = _Read()
    dataset, wrong = read_dataset(folder)
    read.refused += wrong
    for file in _strangers(folder):
        read.refuse(f"{file}:1", "the file", "it is not read", _mend(file, folder))
    _articles(folder, dataset.languages if dataset else None, read)
    for table in SINGLE:
        if (file := folder / f"{table}.jsonl").is_file():
            for row, where in read.lines(table, file):
                read.add(table, row, where)
    known = {source.source_id for source in read.rows["sources"]}
    for where, line in _lines(folder / "extracted"):
        try:
            for table, row in rows_of(line, where):
                if table != "sources" or row.source_id not in known:
                    read.add(table, row, where)
                    known.update([row.source_id] if table == "sources" else [])
        except DataError as error:
            read.refused.append(Refusal(where, "the extracted row", error.what, mend=error.mend))
    edits, places = _edits(folder / "edits", read)
    read.refused += read_assignment(folder, {article.article_id for article in read.rows["articles"]})[1]
    refused += read.refused
    return Stored(Corpus.from_rows(**read.rows, places=read.places), edits, places)


def _articles(folder: Path, languages: tuple[str, ...] | None, read: _Read) -> None:
    """Nothing; the articles are read, those in a language that dataset.yaml does not list are refused."""
    refused: list[Refusal] = []
    places: dict[str, str] = {}
    articles: list[Article] = list(read_articles(*files_of(folder / "articles"), refused=refused, places=places))
    read.refused += refused
    for article in articles:
        where = places[article.article_id]
        where = where if where.rpartition(":")[2].isdecimal() else f"{where}:1"
        if languages is not None and article.language not in languages:
            told = f"its language is {article.language!r}, dataset.yaml lists {', '.join(languages)}"
            read.refuse(where, "the article", told, "correct the language, or add it to dataset.yaml")
        else:
            read.add("articles", article, where)


def _edits(folder: Path, read: _Read) -> tuple[list[Edit], list[str]]:
    """The edits of all logs, log after log, each with its place; those in the log of somebody else are refused."""
    edits: list[Edit] = []
    places: list[str] = []
    for file in files_of(folder):
        for edit, where in read.lines("edits", file):
            if edit.annotator == file.stem:
                edits.append(edit)
                places.append(where)
            else:
                told = f"an edit of {edit.annotator!r} in the log of {file.stem!r}"
                read.refuse(where, "the edit", told, "a log has the name of its annotator; give the file its name back")
    return edits, places


def _lines(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The place and the bytes of each line of a folder's JSONL files that is not empty."""
    for path in files_of(folder):
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path}:{number}", line


def files_of(folder: Path) -> list[Path]:
    """The files below a folder that are read, in path order; no hidden ones and no README.md."""
    suffixes = FOLDERS[folder.name]
    return [file for file in _below(folder) if file.suffix.lower() in suffixes]


def _below(folder: Path) -> list[Path]:
    """The files below a folder, in path order; no hidden ones and no README.md."""
    return sorted(
        file
        for file in folder.rglob("*")
        if file.is_file()
        and file.name.lower() != "readme.md"
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _strangers(folder: Path) -> Iterator[Path]:
    """The files that look like data and are not read, so that nothing is lost without a word."""
    for name, suffixes in FOLDERS.items():
        yield from (file for file in _below(folder / name) if file.suffix.lower() not in suffixes)
    yield from sorted(f for f in folder.glob("*.jsonl") if f.stem not in SINGLE)


def _mend(file: Path, folder: Path) -> str:
    """Where a file that is not read should be."""
    if file.parent == folder:
        there = ", ".join(f"{table}.jsonl" for table in SINGLE)
        return f"at the top stand {there}; articles are in articles/, attributions and claims in extracted/"
    name = file.relative_to(folder).parts[0]
    return f"in {name}/ are files that end in {' or '.join(FOLDERS[name])}"
