"""A dataset repository that two people have annotated, each in their own way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.annotate import Change, Log
from claims.corpus import Corpus, write_jsonl
from claims.init import init
from claims.model import Span

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
ARTICLES = 8


def annotated(folder: Path, corpus: Corpus) -> Path:
    """The repository of some articles of a corpus: ada has approved their claims, mila corrected some on the way."""
    init(folder, license="CC-BY-4.0", languages=["ar", "en", "ru"])
    articles = corpus.rows("articles")[:ARTICLES]
    kept = {article.article_id for article in articles}
    rows = {table: [row for row in corpus.rows(table) if row.article_id in kept] for table in ("attributions", "claims")}
    write_jsonl(folder / "articles" / "all.jsonl", articles)
    write_jsonl(folder / "sources.jsonl", corpus.rows("sources"))
    write_jsonl(folder / "extracted" / "rules.jsonl", [*rows["attributions"], *rows["claims"]])
    for annotator, corrects in (("ada", False), ("mila", True)):
        with Log(folder / "edits" / f"{annotator}.jsonl", guideline_version="1") as log:
            for number, row in enumerate(rows["attributions"]):
                if corrects and (better := _corrected_report(number, row)) != row:
                    log.append(Change.update(row, better), at=NOON)
            for number, row in enumerate(rows["claims"]):
                better = _corrected_claim(number, row) if corrects else row
                log.append(Change.approve(row) if better == row else Change.update(row, better), at=NOON)
    return folder


def _corrected_report(number: int, row: Any) -> Any:
    if number % 4 == 1:
        return replace(row, cue_class="neutral", channel="statement")
    if number % 7 == 2 and len(row.content) == 1 and not row.quoted:
        start, end = row.content[0]
        return replace(row, content=(Span(start, end - (end - start) // 3),))
    return row


def _corrected_claim(number: int, row: Any) -> Any:
    if number % 5 == 3 and row.check_worthy != "no":
        return replace(row, check_worthy="no", check_reason="nobody needs it checked")
    if number % 11 == 4:
        return replace(row, polarity="negative" if row.polarity == "positive" else "positive")
    return row
