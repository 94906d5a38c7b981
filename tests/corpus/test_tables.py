"""The corpus: sorted the same way whatever the order given, with a place for each row."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime

import pyarrow as pa
import pytest

from claims.contract import TABLES, arrow_schema
from claims.corpus import Corpus
from claims.errors import DataError, UsageError
from claims.model import Claim, Span


def test_the_order_given_does_not_matter(small_rows, small_corpus):
    for seed in range(5):
        shuffled = {
            table: random.Random(seed).sample(rows, len(rows)) for table, rows in small_rows.items()
        }
        again = Corpus.from_rows(**shuffled)
        assert all(again.table(name).equals(small_corpus.table(name)) for name in TABLES)


def test_rows_of_an_article_stand_together_in_text_order():
    starts = [("art_b", 5), ("art_a", 40), ("art_b", 2), ("art_a", 0), ("art_a", 7)]
    claims = [Claim(f"clm_{n}", a, None, (Span(s, s + 1),), "x") for n, (a, s) in enumerate(starts)]
    claims.append(Claim("clm_9", "art_a", None, (), "x"))
    corpus = Corpus.from_rows(claims=claims)
    found = [
        (row.article_id, row.evidence[0].start if row.evidence else None)
        for row in corpus.rows("claims")
    ]
    assert found == [
        ("art_a", 0),
        ("art_a", 7),
        ("art_a", 40),
        ("art_a", None),
        ("art_b", 2),
        ("art_b", 5),
    ]


def test_attributions_stand_where_their_first_span_does(small_corpus):
    cues = [
        row.cue[0].start for row in small_corpus.rows("attributions") if row.article_id[4] == "a"
    ]
    assert cues == sorted(cues)


def test_places_stay_with_their_rows(small_rows):
    keys = [claim.claim_id for claim in small_rows["claims"]]
    corpus = Corpus.from_rows(
        claims=small_rows["claims"][::-1],
        places={"claims": ["c.jsonl:3", "c.jsonl:2", "c.jsonl:1"]},
    )
    assert [corpus.place("claims", key) for key in keys] == ["c.jsonl:1", "c.jsonl:2", "c.jsonl:3"]
    assert corpus.place("claims", "clm_none") == "table claims"


def test_rows_from_no_file_are_placed_by_their_number(small_corpus):
    first = small_corpus.rows("claims")[0]
    assert small_corpus.place("claims", first.claim_id) == "table claims, row 0"


def test_two_rows_with_one_key_keep_both_places(small_rows):
    claim = small_rows["claims"][0]
    corpus = Corpus.from_rows(claims=[claim, claim], places={"claims": ["a:1", "a:2"]})
    assert [corpus.place_of_row("claims", row) for row in (0, 1)] == ["a:1", "a:2"]
    assert corpus.place("claims", claim.claim_id) == "a:1"


def test_an_empty_corpus_has_every_table_with_its_types():
    corpus = Corpus.from_rows()
    for name in TABLES:
        assert corpus.table(name).schema.equals(arrow_schema(name))
        assert corpus.rows(name) == []
    with pytest.raises(UsageError, match="there are: articles"):
        corpus.table("article")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": 5}, "text of 'clm_2222222222222222' is 5: str expected, int found"),
        ({"text": "\ud800"}, "surrogate"),
        ({"polarity": b"positive"}, "polarity of .* str expected, bytes found"),
        ({"evidence": [Span(1, 2)]}, "a tuple expected, list found"),
        ({"evidence": None}, "a tuple expected"),
        ({"evidence": (5,)}, r"\(start, end\) expected"),
        ({"evidence": (Span(1, "2"),)}, "evidence of .*: int expected, str found"),
        ({"evidence": (Span(1, 2**80),)}, "evidence of"),
        ({"evidence": (Span(True, 2),)}, "int expected, bool found"),
        ({"event_start": datetime(2025, 7, 4)}, "date expected, datetime found"),
        ({"text": "x" * 500, "evidence": 3}, "a tuple expected"),
    ],
)
def test_a_value_of_a_wrong_type_names_row_column_and_value(change, message, small_rows):
    rows = [small_rows["claims"][0], replace(small_rows["claims"][1], **change)]
    with pytest.raises(DataError, match=message) as error:
        Corpus.from_rows(claims=rows)
    assert error.value.where == "table claims, row 1"
    assert len(str(error.value)) < 400


def test_an_instant_without_a_zone_is_refused(small_rows):
    article = replace(small_rows["articles"][0], published_at=datetime(2025, 7, 4))
    with pytest.raises(DataError, match="no time zone"):
        Corpus.from_rows(articles=[article])


def test_a_row_of_another_table_is_refused(small_rows):
    with pytest.raises(DataError, match="Claim expected, Article found"):
        Corpus.from_rows(claims=small_rows["articles"])


def test_tables_of_another_schema_are_refused_with_the_column(small_corpus):
    claims = small_corpus.table("claims")
    at = claims.column_names.index("text")
    large = claims.set_column(at, "text", claims.column("text").cast(pa.large_string()))
    with pytest.raises(DataError, match="text is large_string, the contract says string"):
        Corpus.from_tables({"claims": large})
    with pytest.raises(DataError, match="the column text is missing"):
        Corpus.from_tables({"claims": claims.drop_columns("text")})
    with pytest.raises(DataError, match="no column 'more'"):
        Corpus.from_tables({"claims": claims.append_column("more", claims.column("text"))})
    with pytest.raises(DataError, match="order"):
        Corpus.from_tables({"claims": claims.select(claims.column_names[::-1])})


def test_null_keys_are_kept_for_the_validator_to_tell(small_rows):
    claim = replace(small_rows["claims"][0], claim_id=None, article_id=None)
    assert Corpus.from_rows(claims=[claim, *small_rows["claims"]]).table("claims").num_rows == 4
