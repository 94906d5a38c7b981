"""The flat view: a row a claim, its chain outermost first, its source the innermost."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from claims.contract import FLAT, arrow_schema
from claims.corpus import Corpus, attributed_claims
from claims.errors import DataError
from claims.model import Segment


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


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_of_parents_is_named(length, small_rows):
    said = small_rows["attributions"][0]
    keys = [f"att_{digit}" for digit in range(length)]
    ring = [replace(said, attribution_id=key, parent_id=keys[at - 1]) for at, key in enumerate(keys)]
    small_rows["attributions"] += [*ring, replace(said, attribution_id="att_z", parent_id=keys[0])]
    with pytest.raises(DataError, match="runs in a circle") as error:
        flat_rows(small_rows)
    named = error.value.what.split(": ")[1].split(" -> ")
    assert named[0] == named[-1]
    assert sorted(named[1:]) == keys


def test_a_parent_that_is_not_there_is_named(small_rows):
    del small_rows["attributions"][1]
    with pytest.raises(DataError, match=r"att_0{16} has the parent att_1{16}"):
        flat_rows(small_rows)


def test_a_cue_in_pieces_is_joined_and_counted_in_code_points(small_rows):
    outer = small_rows["attributions"][1]
    small_rows["attributions"][1] = replace(outer, cue=((5, 6), (7, 11)))
    assert flat_rows(small_rows)["1"]["chain"][0]["cue"] == "😀 … أوضح"


def test_a_report_without_a_cue_has_none_in_the_chain(small_rows):
    small_rows["attributions"][1] = replace(small_rows["attributions"][1], cue=())
    assert [link["cue"] for link in flat_rows(small_rows)["1"]["chain"]] == ["", "شدد"]


def test_where_segments_overlap_the_first_that_holds_the_claim_counts(small_rows):
    russian = small_rows["articles"][0]
    roles = (Segment("caption", 40, 41), Segment("lead", 0, 30), Segment("body", 0, 60))
    small_rows["articles"][0] = replace(russian, segments=roles)
    found = flat_rows(small_rows)
    assert (found["3"]["segment_role"], found["2"]["segment_role"]) == ("lead", "body")


@pytest.mark.parametrize("table", ["articles", "attributions"])
def test_a_row_that_a_claim_names_and_is_not_there_is_named(table, small_rows):
    small_rows[table] = []
    with pytest.raises(DataError, match="is named but is not there"):
        flat_rows(small_rows)


def test_chains_are_what_walking_up_the_parents_says(small_rows):
    chance = random.Random(5)
    said = small_rows["attributions"][0]
    keys = [f"att_{number:04}" for number in range(300)]
    parents = [None, *(chance.choice([None, *keys[:number]]) for number in range(1, 300))]
    named = [chance.choice(["src_kremlin", "src_vladimir_putin", None]) for _ in keys]
    made = zip(keys, parents, named, strict=True)
    rows = {key: replace(said, attribution_id=key, parent_id=up, source_id=who) for key, up, who in made}
    claim = small_rows["claims"][1]
    small_rows["attributions"] = chance.sample(list(rows.values()), 300)
    small_rows["claims"] = [replace(claim, claim_id=f"clm_{key[4:]}", attribution_id=key) for key in keys]
    found = {row["claim_id"]: row for row in attributed_claims(Corpus.from_rows(**small_rows)).to_pylist()}
    for key in keys:
        expected, at = [], key
        while at is not None:
            expected.insert(0, rows[at].source_id)
            at = rows[at].parent_id
        row = found[f"clm_{key[4:]}"]
        assert [link["source_id"] for link in row["chain"]] == expected
        assert row["source_id"] == expected[-1]
    assert max(len(row["chain"]) for row in found.values()) > 4
