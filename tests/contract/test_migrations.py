"""The steps between versions of the contract: read with their lines, chosen by version, and taken by a row."""

from __future__ import annotations

import pytest

from claims.contract.migrations import Step, migrated, read_steps, steps, way
from claims.errors import ContractError, DataError

TEXT = """\
steps:
  - from: 0.8.0
    to: 0.9.0
    drop: {claims: [rank]}
  - from: 0.9.0
    to: 1.0.0
    columns: {claims: {worthy: check_worthy}}
    values: {claims: {check_worthy: {perhaps: unsure}}}
"""
STEPS = (
    Step("0.8.0", "0.9.0", drop={"claims": ["rank"]}),
    Step("0.9.0", "1.0.0", {"claims": {"worthy": "check_worthy"}}, {"claims": {"check_worthy": {"perhaps": "unsure"}}}),
)


def test_the_steps_are_read_as_they_are_written():
    assert read_steps(TEXT, "migrations.yaml") == STEPS


def test_the_steps_that_come_with_the_program_can_be_read():
    assert all(isinstance(step, Step) for step in steps())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("steps:", "stairs:", 1, "no list of steps"),
        ("    to: 0.9.0\n", "", 2, "a step has from and to"),
        ("to: 1.0.0", "to: 1.0", 5, "from and to are versions"),
        ("to: 1.0.0", "to: 0.9.0", 5, "a step leads to a later version"),
        ("to: 1.0.0", "to: 1.0.0\n    add: {}", 5, "a step has from and to"),
        ("from: 0.9.0", "from: 0.8.5", 5, "the steps are not in order"),
        ("{claims: [rank]}", "{posts: [rank]}", 2, "no table 'posts'"),
        ("{claims: [rank]}", "[claims]", 2, "drop is not by table"),
        ("{claims: [rank]}", "{claims: rank}", 2, "drop is not by table"),
        ("worthy: check_worthy", "id: claim_id", 5, "the key of claims cannot have another name"),
    ],
)
def test_a_wrong_step_is_told_with_its_line(old, new, line, message):
    assert old in TEXT
    with pytest.raises(ContractError, match=message) as caught:
        read_steps(TEXT.replace(old, new, 1), "m.yaml")
    assert caught.value.where == f"m.yaml:{line}"


@pytest.mark.parametrize(
    ("old", "known", "taken"),
    [
        ("0.8.0", STEPS, STEPS),
        ("0.8.7", STEPS, STEPS),
        ("0.9.0", STEPS, STEPS[1:]),
        ("0.9.3", STEPS, STEPS[1:]),
        ("1.0.0", STEPS, ()),
        ("1.0.0", (*STEPS, Step("1.0.0", "2.0.0")), ()),
    ],
)
def test_the_steps_from_a_version_to_ours_are_taken_in_order(old, known, taken):
    assert way(old, known) == list(taken)


def test_versions_that_no_steps_join_are_told():
    with pytest.raises(DataError, match=r"no steps lead from contract 0\.9\.0 to 1\.1\.0"):
        way("0.9.0", STEPS[:1])


def test_a_row_has_the_names_and_the_values_of_our_contract():
    found = migrated("claims", {"worthy": "perhaps", "rank": 3, "text": "a"}, STEPS, "a.jsonl:1")
    assert (found["check_worthy"], found["text"]) == ("unsure", "a")
    assert not {"worthy", "rank"} & found.keys()


def test_columns_that_may_be_null_are_filled_and_no_others():
    found = migrated("links", {"link_id": "x", "score": 0.5}, (), "a.jsonl:1")
    assert found == {"link_id": "x", "score": 0.5, "confirmed_by": None}


def test_a_row_that_took_the_steps_is_not_changed_by_them():
    once = migrated("claims", {"worthy": "perhaps", "rank": 3}, STEPS, "a.jsonl:1")
    assert migrated("claims", once, STEPS, "a.jsonl:1") == once


def test_two_columns_that_would_be_one_are_told():
    with pytest.raises(DataError, match="both 'worthy' and 'check_worthy'") as caught:
        migrated("claims", {"worthy": "yes", "check_worthy": "no"}, STEPS, "a.jsonl:7")
    assert caught.value.where == "a.jsonl:7"
