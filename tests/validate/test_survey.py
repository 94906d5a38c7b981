"""Articles whose rows name or repeat each other's are tied; what links, verdicts and edits name is known."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import polars as pl

from claims.corpus import Corpus
from claims.validate.survey import among, survey

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from corpora import Rows, corpus_rows


def parts(rows: Rows) -> list[int | None]:
    """The part that each article is judged in because it is tied."""
    tied = dict(survey(Corpus.from_rows(**rows), 1).tied.iter_rows())
    return [tied.get(key) for key in pl.Series([article.article_id for article in rows["articles"]]).hash()]


def first_of(rows: Rows, table: str, article: int) -> int:
    """The number of the first row of a table in an article."""
    key = rows["articles"][article].article_id
    return next(at for at, row in enumerate(rows[table]) if row.article_id == key)


def test_articles_that_name_no_row_of_another_are_not_tied() -> None:
    assert parts(corpus_rows(9, 1)) == [None] * 9


def test_articles_tied_to_each_other_are_one_part_and_others_another() -> None:
    rows = corpus_rows(6, 1)
    for one, other in ((0, 1), (1, 2), (4, 5)):
        child, parent = (first_of(rows, "attributions", article) for article in (one, other))
        rows["attributions"][child] = replace(rows["attributions"][child], parent_id=rows["attributions"][parent].attribution_id)
    found = parts(rows)
    assert found[3] is None
    assert found[0] == found[1] == found[2] != found[4] == found[5]


def test_a_claim_of_an_attribution_elsewhere_ties_two_articles() -> None:
    rows = corpus_rows(3, 1)
    there = rows["attributions"][first_of(rows, "attributions", 2)].attribution_id
    rows["claims"][first_of(rows, "claims", 0)] = replace(rows["claims"][first_of(rows, "claims", 0)], attribution_id=there)
    found = parts(rows)
    assert found[1] is None and found[0] == found[2] is not None


def test_an_id_that_stands_twice_ties_its_articles() -> None:
    rows = corpus_rows(3, 1)
    twice = rows["claims"][first_of(rows, "claims", 1)].claim_id
    rows["claims"][first_of(rows, "claims", 2)] = replace(rows["claims"][first_of(rows, "claims", 2)], claim_id=twice)
    assert parts(rows)[0] is None and parts(rows)[1] == parts(rows)[2] is not None
    rows = corpus_rows(3, 1)
    rows["articles"][2] = replace(rows["articles"][2], article_id=rows["articles"][1].article_id)
    assert parts(rows)[0] is None and parts(rows)[1] == parts(rows)[2] is not None


def test_what_links_verdicts_and_edits_name_is_known() -> None:
    rows = corpus_rows(8, 1)
    found = survey(Corpus.from_rows(**rows), 10)
    claims = pl.DataFrame({"id": [claim.claim_id for claim in rows["claims"]]})
    linked = {end for link in rows["links"] for end in (link.from_id, link.to_id)} | {verdict.claim_id for verdict in rows["verdicts"]}
    assert set(claims.filter(among("id", found.linked))["id"]) == linked
    assert set(claims.filter(among("id", found.edited))["id"]) == {edit.row_id for edit in rows["edits"]}
