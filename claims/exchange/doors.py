"""The two doors: a corpus to a folder in another tool's format, and what lies in such a format to a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claims.contract import TABLES
from claims.corpus import Corpus, jsonl
from claims.errors import unknown
from claims.exchange import (
    bio,
    brat,
    claimreview,
    docbin,
    inception,
    labelstudio,
    webannotation,
)
from claims.exchange.document import Document, documents
from claims.exchange.files import write_folder
from claims.exchange.formats import Format
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Source

FORMATS: Mapping[str, Format] = {one.name: one for one in (
        bio.FORMAT,
        brat.FORMAT,
        claimreview.FORMAT,
        inception.FORMAT,
        labelstudio.FORMAT,
        docbin.FORMAT,
        webannotation.FORMAT,
    )}


@dataclass(frozen=True, slots=True)
class Exported:
    """How many articles were written; how much of each kind the format has no place for; rows that were wrong."""

    articles: int
    lost: Mapping[str, int]
    refused: tuple[Refusal, ...]


def format_of(name: str) -> Format:
    """The format of this name; UsageError lists those that there are."""
    if name not in FORMATS:
        raise unknown("format", name, FORMATS)
    return FORMATS[name]


def write_corpus(corpus: Corpus, to: str | Path, form: str) -> Exported:
    """What was written: a new folder with the corpus in this format, the same bytes for the same corpus.

    UsageError where anything stands in the folder, or the format does not exist.
    """
    chosen = format_of(form)
    refused: list[Refusal] = []
    lost: Counter[str] = Counter()
    written = 0

    def fitting(given: Iterable[Document]) -> Iterator[Document]:
        nonlocal written
        for document in given:
            if (kind := chosen.misfit(document)) is None:
                written += 1
                yield document
            else:
                lost[kind] += 1
                lost[f"attributions and claims of {kind}"] += len(document.attributions) + len(document.claims)

    write_folder(to, chosen.write(fitting(documents(corpus, refused, lost)), lost))
    return Exported(written, {what: count for what, count in sorted(lost.items()) if count}, tuple(refused))


def read_corpus(
    path: str | Path, form: str, refused: list[Refusal], *, defaults: ArticleDefaults | None = None
) -> Corpus:
    """The corpus in a file or folder of this format; what is wrong goes to `refused`, with its place and how to mend it.

    `defaults` says what articles lack that another program wrote. UsageError where there is nothing of the format.
    """
    rows: dict[str, list[object]] = {table: [] for table in ("articles", "attributions", "claims", "verdicts")}
    sources: dict[str, Source] = {}
    met: set[str] = set()
    for document in format_of(form).read(Path(path), defaults or ArticleDefaults(), refused):
        key = document.article.article_id
        if key in met:
            refused.append(Refusal(str(path), key, "the same article stands there twice", mend="leave one of the two out"))
            continue
        met.add(key)
        rows["articles"].append(document.article)
        for table in ("attributions", "claims", "verdicts"):
            rows[table] += getattr(document, table)
        for source in document.sources:
            if sources.setdefault(source.source_id, source) != source:
                reason = f"it is described otherwise in another article than in {key}"
                refused.append(Refusal(str(path), source.source_id, reason, mend="make the two descriptions one"))
    return Corpus.from_rows(**rows, sources=sources.values())  # type: ignore[arg-type]


def write_tables(corpus: Corpus, to: str | Path) -> dict[str, int]:
    """How many rows each table of a new folder of JSONL tables has, which `claims.load` reads; empty ones are left out.

    UsageError where anything stands in the folder.
    """
    rows = {table: found for table in TABLES if (found := corpus.rows(table))}
    write_folder(to, ((f"{table}.jsonl", jsonl(found)) for table, found in rows.items()))
    return {table: len(found) for table, found in rows.items()}
