"""A change of a row: its patch, what it was made on, and the edit that it becomes in a log."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.annotate.change import Change, sealed
from claims.corpus import edit_hash, row_to_dict
from claims.errors import UsageError
from claims.ids import edit_id

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_an_update_has_the_changed_columns_and_what_they_were(small_corpus):
    claim = next(row for row in small_corpus.rows("claims") if "بلاده" in row.text)
    change = Change.update(claim, replace(claim, polarity="negative", standalone="موسكو 🚢"), reason="نفي")
    assert (change.table, change.row_id, change.op, change.reason) == ("claims", claim.claim_id, "update", "نفي")
    assert change.patch == {"polarity": "negative", "standalone": "موسكو 🚢"}
    assert change.before == {"polarity": "positive", "standalone": "روسيا تفضل الحلول السياسية"}


def test_a_creation_has_the_whole_row_and_nothing_before_it(small_corpus):
    link = small_corpus.rows("links")[0]
    change = Change.create(link, settles="edt_" + "0" * 16)
    assert (change.patch, change.before, change.settles) == (row_to_dict(link), None, "edt_" + "0" * 16)


@pytest.mark.parametrize("op", ["delete", "approve", "reject"])
def test_a_judgement_of_a_row_has_the_whole_row_before_it_and_no_patch(op, small_corpus):
    for table in ("sources", "attributions", "claims", "links", "verdicts"):
        row = small_corpus.rows(table)[0]
        change = getattr(Change, op)(row)
        assert (change.table, change.op, change.patch, change.before) == (table, op, {}, row_to_dict(row))


def test_a_row_cannot_get_another_key_or_stay_as_it_is(small_corpus):
    one, other, *_ = small_corpus.rows("claims")
    with pytest.raises(UsageError, match="cannot become"):
        Change.update(one, other)
    with pytest.raises(UsageError, match=r"nothing of .* is changed"):
        Change.update(one, one)


def test_articles_and_edits_are_not_edited(small_corpus):
    for table in ("articles", "edits"):
        with pytest.raises(UsageError, match="there are: attributions, claims, links, sources, verdicts"):
            Change.delete(small_corpus.rows(table)[0])


def test_an_edit_has_the_id_and_the_hash_of_its_content(small_corpus):
    claim = small_corpus.rows("claims")[0]
    edit = sealed(Change.update(claim, replace(claim, check_reason="لا")), "mila", NOON, "2", "f" * 64)
    assert (edit.annotator, edit.at, edit.guideline_version, edit.previous_hash) == ("mila", NOON, "2", "f" * 64)
    assert json.loads(edit.patch) == {"check_reason": "لا"} and "لا" in edit.patch
    assert json.loads(edit.before or "") == {"check_reason": None}
    assert edit.edit_id == edit_id("mila", "f" * 64, edit.patch)
    assert edit.hash == edit_hash(edit)
