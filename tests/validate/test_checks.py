"""The clean corpus is valid; each violation is caught by its check and by no other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.ids import content_id
from claims.model import Alias, Attribution, Evidence, Role, Segment, Span
from claims.validate.checks import SHAPE, checks, validate
from claims.validate.report import Report, Severity

Rows = dict[str, list[Any]]
Make = Callable[[Rows], Corpus]
KEYS = {name: contract().table(name).primary_key for name in TABLES}


def fired(report: Report) -> set[tuple[str, str]]:
    return {(issue.table, issue.check) for issue in report.issues}


def change(rows: Rows, table: str, at: int, **values: Any) -> None:
    rows[table][at] = replace(rows[table][at], **values)


def rekey(rows: Rows, table: str, at: int, key: str) -> None:
    change(rows, table, at, **{KEYS[table]: key})


def named(rows: Rows, rule: str) -> int:
    """The number of the attribution whose cue or source is this phrase."""
    text = {article.article_id: article.text for article in rows["articles"]}
    for at, row in enumerate(rows["attributions"]):
        said = {text[row.article_id][s:e] for s, e in (*row.cue, *row.source)}
        if rule in said:
            return at
    raise LookupError(rule)


def claim_of(rows: Rows, attribution: int) -> int:
    key = rows["attributions"][attribution].attribution_id
    return next(at for at, claim in enumerate(rows["claims"]) if claim.attribution_id == key)


def find(rows: Rows, article: int, phrase: str) -> Span:
    start = rows["articles"][article].text.index(phrase)
    return Span(start, start + len(phrase))


# Each violation changes the clean rows in one way; its name is "table check [what]".


def v_articles_key_unique(rows: Rows) -> None:
    rows["articles"].append(rows["articles"][0])


def v_claims_key_unique(rows: Rows) -> None:
    rows["claims"].append(rows["claims"][0])


def v_sources_key_unique(rows: Rows) -> None:
    rows["sources"].append(rows["sources"][0])


def v_links_key_unique(rows: Rows) -> None:
    rows["links"].append(rows["links"][0])


def v_verdicts_key_unique(rows: Rows) -> None:
    rows["verdicts"].append(rows["verdicts"][0])


def v_edits_key_unique(rows: Rows) -> None:
    rows["edits"].append(rows["edits"][0])


def v_attributions_key_unique(rows: Rows) -> None:
    rows["attributions"].append(rows["attributions"][0])


def v_articles_text_matches_hash(rows: Rows) -> None:
    change(rows, "articles", 0, text=rows["articles"][0].text.replace("put off", "put 0ff"))


def v_articles_segments_in_order__overlap(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(start=title.end - 1)))


def v_articles_segments_in_order__beyond(rows: Rows) -> None:
    title, body = rows["articles"][0].segments
    change(rows, "articles", 0, segments=(title, body._replace(end=body.end + 1)))


def v_articles_segments_in_order__empty(rows: Rows) -> None:
    change(rows, "articles", 0, segments=(Segment("body", 9, 9),))


def v_articles_segments_in_order__negative(rows: Rows) -> None:
    change(rows, "articles", 0, segments=(Segment("body", -1, 9),))


def v_articles_published_before_retrieved(rows: Rows) -> None:
    article = rows["articles"][0]
    change(rows, "articles", 0, published_at=article.retrieved_at + timedelta(seconds=1))


def v_articles_text_present(rows: Rows) -> None:
    change(rows, "articles", 0, text=None)


def v_attributions_spans_well_formed__empty(rows: Rows) -> None:
    change(rows, "attributions", named(rows, "the board"[4:] if False else "councillor Ada Finch"), addressee=(Span(9, 9),))


def v_attributions_spans_well_formed__white_space(rows: Rows) -> None:
    at = named(rows, "councillor Ada Finch")
    (cue,) = rows["attributions"][at].cue
    change(rows, "attributions", at, cue=(Span(cue.start - 1, cue.end),))


def v_attributions_spans_well_formed__out_of_order(rows: Rows) -> None:
    at = named(rows, "councillor Ada Finch")
    change(rows, "attributions", at, addressee=(find(rows, 0, "Tuesday"), find(rows, 0, "Porto Nuevo")))


def v_attributions_spans_well_formed__negative(rows: Rows) -> None:
    change(rows, "attributions", named(rows, "councillor Ada Finch"), addressee=(Span(-3, 4),))


def v_attributions_content_present(rows: Rows) -> None:
    at = named(rows, "The Daily Lantern")
    rows["attributions"][at + 1] = replace(rows["attributions"][at + 1], parent_id=None)
    rows["claims"].append(
        replace(rows["claims"][0], claim_id="clm_" + "a" * 16, evidence=find(rows, 0, "Hale") and (), text="x",
                attribution_id=rows["attributions"][at].attribution_id)
    )  # fmt: skip
    change(rows, "attributions", at, content=())
