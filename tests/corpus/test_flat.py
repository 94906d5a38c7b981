"""The flat view: a row a claim, its chain outermost first, its source the innermost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.contract import FLAT, arrow_schema
from claims.corpus import Corpus, attributed_claims, chain
from claims.errors import DataError


def flat_rows(rows) -> dict[str, dict]:
    return {
        row["claim_id"][4]: row for row in attributed_claims(Corpus.from_rows(**rows)).to_pylist()
    }


def test_a_nested_claim_has_its_chain_outermost_first(small_rows):
    row = flat_rows(small_rows)["1"]
    assert [link["name"] for link in row["chain"]] == ["Kremlin", "Vladimir Putin"]
    assert [link["cue"] for link in row["chain"]] == ["أوضح", "شدد"]
    assert (row["source_id"], row["source_name"], row["source_kind"]) == (
        "src_vladimir_putin", "Vladimir Putin", "person",
    )  # fmt: skip
    assert (row["outlet"], row["language"], row["segment_role"]) == ("Al-Manara", "ar", "body")


def test_the_authors_voice_has_no_source_and_an_empty_chain(small_rows):
    row = flat_rows(small_rows)["3"]
    assert row["chain"] == []
    assert {
        row[key] for key in ("source_id", "source_name", "source_kind", "quote_type", "commitment")
    } == {None}


def test_a_source_that_is_not_registered_is_unspecified_and_has_no_name(small_rows):
    row = flat_rows(small_rows)["2"]
    assert (row["source_id"], row["source_name"], row["source_kind"]) == (None, None, "unspecified")
    assert row["quote_type"] == "direct"


def test_a_claim_in_the_headline_says_so(small_rows):
    claim = small_rows["claims"][0]
    small_rows["claims"][0] = replace(claim, attribution_id=None, evidence=((0, 4),), text="عاجل")
    assert flat_rows(small_rows)["1"]["segment_role"] == "title"


def test_withdrawn_claims_are_left_out(small_rows):
    small_rows["claims"][0] = replace(small_rows["claims"][0], status="withdrawn")
    assert set(flat_rows(small_rows)) == {"2", "3"}


def test_an_article_without_text_gives_empty_cues(small_rows):
    small_rows["articles"] = [
        replace(one, text=None, rights="offsets_only") for one in small_rows["articles"]
    ]
    assert [link["cue"] for link in flat_rows(small_rows)["1"]["chain"]] == ["", ""]


def test_the_view_has_the_contracts_schema_even_when_empty(small_corpus):
    for corpus in (small_corpus, Corpus.from_rows()):
        assert attributed_claims(corpus).schema.equals(arrow_schema(FLAT))


def test_a_circle_of_parents_is_named(small_rows):
    outer, inner = small_rows["attributions"][1:]
    ring = replace(outer, parent_id=inner.attribution_id)
    by_id = {one.attribution_id: one for one in (ring, inner)}
    with pytest.raises(DataError, match=r"att_0{16} -> att_1{16} -> att_0{16}"):
        chain(inner, by_id)


def test_a_parent_that_is_not_there_is_named(small_rows):
    inner = small_rows["attributions"][2]
    with pytest.raises(DataError, match=r"att_0{16} has the parent att_1{16}"):
        chain(inner, {inner.attribution_id: inner})


@pytest.mark.parametrize("table", ["articles", "attributions"])
def test_a_row_that_a_claim_names_and_is_not_there_is_named(table, small_rows):
    small_rows[table] = []
    with pytest.raises(DataError, match="is named but is not there"):
        flat_rows(small_rows)
