"""The hashes of a log are checked a column at a time, and are those that a log is written with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.corpus import Corpus, edit_hash
from claims.model import Edit
from claims.validate.checks import validate

EDIT = Edit("edt_1", datetime(2026, 7, 1, tzinfo=UTC), "mila", "claims", "clm_1", "update", "{}", None, "1", None, "")
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(['قال «لا» 😀\n"\\/', "\x00\x1f\x7f\u2028\ufeff", "}{"])
CHANGES = st.fixed_dictionaries(
    {"patch": TEXT, "guideline_version": TEXT, "row_id": TEXT, "at": st.datetimes(timezones=st.just(UTC), min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31))},
    optional={"reason": TEXT, "before": TEXT, "settles": TEXT, "previous_hash": TEXT},
)


@settings(max_examples=200, deadline=None)
@given(st.lists(CHANGES, min_size=1, max_size=6), st.booleans())
def test_the_check_of_hashes_finds_what_is_not_the_hash_and_nothing_else(changes, broken):
    edits = [replace(EDIT, edit_id=f"edt_{number}", **values) for number, values in enumerate(changes)]
    edits = [replace(edit, hash=edit_hash(edit)) for edit in edits]
    if broken:
        edits[0] = replace(edits[0], hash=edits[0].hash[::-1])
    issues = [issue for issue in validate(Corpus.from_rows(edits=edits), held=None).issues if issue.check == "edit-hash-right"]
    assert [(issue.row_id, issue.expected) for issue in issues] == ([("edt_0", f"'{edit_hash(edits[0])}'")] if broken else [])
