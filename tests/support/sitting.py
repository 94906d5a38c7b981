"""A session on the small corpus as a dataset repository, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from claims.annotate.session import Session
from claims.corpus import Corpus, write_jsonl
from claims.init import init

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
AR, RU = "art_" + "a" * 16, "art_" + "b" * 16
STATEMENT, PUTIN, GOVERNOR = ("att_" + digit * 16 for digit in "102")
BY_PUTIN, BY_GOVERNOR, BY_AUTHOR = ("clm_" + digit * 16 for digit in "123")


def clock(start: datetime = NOON) -> Iterator[datetime]:
    """A minute later each time it is asked."""
    while True:
        start += timedelta(minutes=1)
        yield start


def repository(folder: Path, corpus: Corpus) -> Path:
    """A dataset repository with the rows of a corpus, as an engine and a registry have them, without edits."""
    init(folder, languages=["ar", "ru", "en"])
    write_jsonl(folder / "articles" / "all.jsonl", corpus.rows("articles"))
    write_jsonl(folder / "extracted" / "gold.jsonl", [*corpus.rows("attributions"), *corpus.rows("claims")])
    for table in ("sources", "links", "verdicts"):
        write_jsonl(folder / f"{table}.jsonl", corpus.rows(table))
    return folder


def sit(folder: Path, annotator: str = "mila", at: datetime = NOON) -> Session:
    """A session of an annotator whose clock begins at a time."""
    return Session.open(folder, annotator, clock=clock(at).__next__)


def row(view: dict[str, Any], row_id: str) -> dict[str, Any]:
    """The attribution or claim of a view with this id."""
    return next(one for one in [*view["attributions"], *view["claims"]] if row_id in (one["attribution_id"], one.get("claim_id")))


def told(outcome: dict[str, Any]) -> list[str]:
    """The checks that an outcome tells of."""
    return [problem["check"] for problem in outcome["problems"]]
