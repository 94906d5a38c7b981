"""ClaimReview: verdicts come back as they went, and reviews of others become verdicts where their words stand in an article."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from claims.corpus import Corpus
from claims.exchange import read_corpus, write_corpus
from claims.model import Refusal, Span
from drawn import corpora

BODY = "😀 قالت أمينة إن السد اكتمل. وقال غيرها إن العمل مستمر."
REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "السد اكتمل",
    "author": {"@type": "Organization", "name": "The Checkers"},
    "datePublished": "2025-07-04",
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "worstRating": 1, "bestRating": 5, "alternateName": "Pants on fire"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "أمينة"},
        "appearance": {"@type": "NewsArticle", "url": "https://example.org/a", "inLanguage": "ar", "articleBody": BODY},
    },
    "citation": [{"@type": "CreativeWork", "url": "https://example.org/log"}],
}


def read(folder: Path, value: Any) -> tuple[Corpus, list[Refusal]]:
    (folder / "reviews.jsonld").write_text(json.dumps(value, indent=0), encoding="utf-8")
    refused: list[Refusal] = []
    return read_corpus(folder, "claimreview", refused), refused


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(corpus=corpora())
def test_verdicts_come_back_with_the_claims_they_judge_and_who_said_those(corpus):
    with TemporaryDirectory() as folder:
        lost = write_corpus(corpus, f"{folder}/out", "claimreview").lost
        refused: list[Refusal] = []
        back = read_corpus(f"{folder}/out", "claimreview", refused)
    assert not refused
    assert back.rows("verdicts") == corpus.rows("verdicts")
    judged = {verdict.claim_id for verdict in corpus.rows("verdicts")}
    kept = [claim for claim in corpus.rows("claims") if claim.claim_id in judged]
    there = {row.article_id for row in back.rows("articles")}
    assert lost.get("articles without a verdict", 0) == corpus.table("articles").num_rows - len(there)
    assert lost.get("claims without a verdict", 0) == sum(row.article_id in there for row in corpus.rows("claims")) - len(kept)
    assert [replace(claim, attribution_id=None) for claim in back.rows("claims")] == [replace(claim, attribution_id=None) for claim in kept]
    said = {table: {row.attribution_id: row.source_id for row in table.rows("attributions")} for table in (corpus, back)}
    for before, after in zip(kept, back.rows("claims"), strict=True):
        assert (before.attribution_id is None) == (after.attribution_id is None)
        assert said[corpus].get(before.attribution_id) == said[back].get(after.attribution_id)


def test_a_review_has_the_words_that_schema_org_has_for_it(small_corpus, tmp_path):
    write_corpus(small_corpus, tmp_path / "out", "claimreview")
    article, review = json.loads((tmp_path / "out" / "claimreviews.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert (article["@type"], review["@type"], review["itemReviewed"]["@type"]) == ("NewsArticle", "ClaimReview", "Claim")
    assert review["itemReviewed"]["appearance"] == {"@id": article["@id"]}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "supported", "ratingValue": 5, "bestRating": 5, "worstRating": 1}
    assert review["claimReviewed"] == "Переговоры начались в среду"


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"@graph": [one]}], ids=["alone", "in a list", "in a graph"])
def test_a_review_of_others_becomes_a_verdict_on_words_of_the_article(wrap, tmp_path):
    corpus, refused = read(tmp_path, wrap(REVIEW))
    assert not refused
    (claim,), (verdict,), (said,), (source,) = (corpus.rows(table) for table in ("claims", "verdicts", "attributions", "sources"))
    at = BODY.index("السد اكتمل")
    assert claim.evidence == (Span(at, at + len("السد اكتمل")),)
    assert (verdict.label, verdict.reviewer, verdict.target) == ("refuted", "The Checkers", "is_it_so")
    assert (source.name, source.kind, said.source_id, said.form) == ("أمينة", "person", source.source_id, "uncued")


def changed(**parts: Any) -> dict[str, Any]:
    return {**REVIEW, **parts}


WRONG = {
    "no article": (changed(itemReviewed={"@type": "Claim"}), "appears in no article"),
    "words that stand nowhere": (changed(claimReviewed="السد انهار"), "do not stand in its article once"),
    "words that stand twice": (changed(claimReviewed="إن"), "do not stand in its article once"),
    "a rating between the ends": (changed(reviewRating=REVIEW["reviewRating"] | {"ratingValue": 3}), "the rating 'Pants on fire'"),
    "no author": (changed(author=None), "a review without an author"),
    "no day": (changed(datePublished="yesterday"), 'reviewed_at is "yesterday"'),
}  # fmt: skip


@pytest.mark.parametrize(("review", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refused_with_its_line(review, said, tmp_path):
    corpus, refused = read(tmp_path, review)
    (one,) = refused
    assert said in one.reason
    assert one.where.startswith(f"{tmp_path}/reviews.jsonld:")
    assert one.mend
    assert not corpus.rows("verdicts")
