"""The hash of an edit is the stated one, and takes in every column."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from claims.corpus import edit_hash
from claims.model import Edit

EDIT = Edit(
    "edt_" + "0" * 16, datetime(2026, 7, 1, 9, 30, 0, 250, UTC), "mila", "claims", "clm_" + "0" * 16, "update",
    '{"text": "قال 😀"}', None, "1", None, "", '{"text": "a"}',
)  # fmt: skip


def test_it_is_the_sha_256_of_the_line_without_nulls_and_hash_in_sorted_keys():
    line = (
        r'{"annotator":"mila","at":"2026-07-01T09:30:00.000250Z","before":"{\"text\": \"a\"}",'
        r'"edit_id":"edt_0000000000000000","guideline_version":"1","op":"update",'
        r'"patch":"{\"text\": \"قال 😀\"}","row_id":"clm_0000000000000000","table":"claims"}'
    )
    assert edit_hash(EDIT) == hashlib.sha256(line.encode("utf-8")).hexdigest()


@pytest.mark.parametrize("column", [field.name for field in fields(Edit) if field.name != "hash"])
def test_a_change_of_any_column_changes_it(column):
    value = EDIT.at + timedelta(microseconds=1) if column == "at" else f"{getattr(EDIT, column) or ''}x"
    assert edit_hash(replace(EDIT, **{column: value})) != edit_hash(EDIT)


def test_the_zone_that_an_instant_is_given_in_does_not_matter():
    there = EDIT.at.astimezone(timezone(timedelta(hours=3)))
    assert edit_hash(replace(EDIT, at=there, hash="f" * 64)) == edit_hash(EDIT)
