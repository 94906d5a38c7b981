"""Disagreements as a page to read: what differs, and what each side says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.annotate.aligned import ANCHOR, Row
from claims.annotate.disagreements import Disagreement
from claims.contract import contract
from claims.model import say
from claims.show.screen import apart


def page(found: Sequence[Disagreement], texts: Mapping[str, str]) -> Iterator[str]:
    """The disagreements, an article after the other: `texts` has its text."""
    article = None
    for one in found:
        if one.article_id != article:
            article = one.article_id
            yield f"article {article}"
        yield from _lines(one, texts[one.article_id])
    yield f"{len(found)} {'disagreement' if len(found) == 1 else 'disagreements'} open"


def _lines(one: Disagreement, text: str) -> Iterator[str]:
    """What one is about, and a line a side."""
    there = [row for row in (*one.rows.values(), *one.now) if row is not None]
    yield f"  {one.disagreement_id}  {apart(say(text, getattr(there[0], ANCHOR[one.table]))) if there else 'gone'}"
    if one.agreed:
        yield f"    all say the same, {'in rows of their own' if len(one.ids) > 1 else 'by edits that cannot be replayed beside each other'}"
        return
    width = max(map(len, one.rows))
    for annotator, row in one.rows.items():
        told = "no such row" if row is None else "  ".join(_said(one, row, text)) or "has it"
        yield f"    {annotator:{width}}  {told}"


def _said(one: Disagreement, row: Row, text: str) -> Iterator[str]:
    """What a row says in each column that differs."""
    for name in one.columns:
        value = getattr(row, name)
        if contract().table(one.table).column(name).is_spans:
            yield f"{name}: {apart(say(text, value)) if value else 'none'}"
        else:
            yield f"{name}: {'none' if value is None else apart(str(value))}"
