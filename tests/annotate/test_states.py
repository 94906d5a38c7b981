"""What each annotator left, which articles they have finished, and who has none in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.annotate import Change
from claims.annotate.change import sealed
from claims.annotate.states import gold, shared, states, visible
from claims.corpus import Corpus
from claims.errors import UsageError


def every(logs):
    return [edit for log in logs.values() for edit in log]


def test_an_annotator_left_what_their_own_edits_make_of_the_extracted_rows(extracted, rows, logs):
    ada, mila = states(extracted, every(logs), ["ada", "mila"])
    arabic = rows["putin"].article_id
    assert {claim.polarity for claim in ada.rows[arabic].claims} == {"positive"}
    assert {claim.polarity for claim in mila.rows[arabic].claims} == {"negative"}
    assert {a.cue_class for a in ada.rows[arabic].attributions} == {"emphatic", "neutral"}


def test_an_article_is_finished_once_each_of_its_claims_is_decided(extracted, rows, logs):
    ada, zoe = states(extracted, every(logs), ["ada", "zoe"])
    arabic, russian = rows["putin"].article_id, rows["governor"].article_id
    assert ada.begun == ada.finished == {arabic, russian}
    assert zoe.begun == {russian} and zoe.finished == set()


def test_a_claim_that_was_made_decides_and_a_withdrawn_one_is_no_row(extracted, rows, logs):
    said = rows["putin says"]
    new = replace(said, claim_id="clm_" + "e" * 16)
    last = logs["zoe"][-1]
    for change in (Change.reject(said), Change.create(new)):
        last = sealed(change, "zoe", last.at, "1", last.hash)
        logs["zoe"].append(last)
    (zoe,) = states(extracted, every(logs), ["zoe"])
    assert said.article_id in zoe.finished and zoe.rows[said.article_id].claims == (new,)


@pytest.mark.parametrize("op", ["flag", "reopen"])
def test_a_claim_that_was_flagged_or_reopened_is_not_decided(op, extracted, rows, logs):
    said, last = rows["putin says"], logs["ada"][-1]
    logs["ada"].append(sealed(Change("claims", said.claim_id, op), "ada", last.at, "1", last.hash))
    (ada,) = states(extracted, every(logs), ["ada"])
    assert said.article_id in ada.begun and said.article_id not in ada.finished


def test_who_annotates_blind_sees_only_their_own_edits(logs):
    assert visible(every(logs), "ada", blind=True) == logs["ada"]
    assert visible(every(logs), "ada", blind=False) == every(logs)


def test_who_has_no_log_is_told_who_has(extracted, logs):
    with pytest.raises(UsageError, match="no log of 'max'; there are: ada, mila, zoe"):
        states(extracted, every(logs), ["max"])


def test_two_without_an_article_in_common_are_refused_with_a_sentence(extracted, rows, logs):
    ada, zoe = states(extracted, every(logs), ["ada", "zoe"])
    with pytest.raises(UsageError) as caught:
        shared([ada, zoe])
    assert caught.value.what == "ada and zoe have no article in common: ada has finished 2 of 2 begun, zoe has finished 0 of 1 begun"
    assert "claims assign" in (caught.value.mend or "")


def test_gold_has_finished_everything(extracted):
    state = gold(extracted)
    assert state.finished == {article.article_id for article in extracted.rows("articles")}
    assert gold(Corpus.from_rows()).finished == set()
