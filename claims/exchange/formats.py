"""What a format is: how documents are written and read in it, what it carries and what it loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.exchange.document import Document
from claims.ingest import ArticleDefaults
from claims.model import Refusal

Write = Callable[[Iterable[Document], Counter[str]], Iterator[tuple[str, bytes]]]
Read = Callable[[Path, ArticleDefaults, list[Refusal]], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another tool.

    `write` gives the name and the bytes of each file, and counts what the format has no place for by its kind; `read` gives the
    documents of a file or folder, those of other programs too, and refuses what is wrong in them. `extra` names the packages it needs,
    `misfit` the kind of articles that it cannot hold at all.
    """

    name: str
    title: str
    carries: str
    loses: str
    write: Write
    read: Read
    extra: str | None = None
    misfit: Callable[[Document], str | None] = lambda _: None
