"""Released contracts: kept as JSON that says all of them, and not broken by the working one behind a version's back."""

from __future__ import annotations

import json

import pytest

from claims.contract import contract
from claims.contract.changes import Kind, changes, high_enough
from claims.contract.released import read_released, released_json, releases
from claims.errors import ContractError

RELEASES = releases()


def test_a_contract_is_the_same_when_it_is_read_again():
    assert read_released(released_json(contract()), "here") == contract()


@pytest.mark.parametrize("version", RELEASES)
def test_a_released_contract_says_its_version_and_is_written_as_we_write_it(version):
    text = RELEASES[version].read_text(encoding="utf-8")
    released = read_released(text, version)
    assert released.version == version
    assert released_json(released) == text


def test_the_working_contract_breaks_no_released_one_without_saying_so_in_its_version():
    newest = list(RELEASES)[-1]
    released = read_released(RELEASES[newest].read_text(encoding="utf-8"), newest)
    found = changes(released, contract())
    seen = [change for change in found if change.kind is not Kind.WORDING]
    assert not seen or high_enough(released, contract(), seen), "schemas/README.md says how a contract is changed"


def test_the_newest_release_is_the_last():
    assert list(RELEASES) == sorted(RELEASES, key=lambda version: [int(part) for part in version.split(".")])
    assert RELEASES


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"version": "1.0.0", "tables": {"a": {}}, "enums": {}}'])
def test_what_is_no_released_contract_is_told(text):
    with pytest.raises(ContractError, match="not a released contract") as caught:
        read_released(text, "a.json")
    assert caught.value.where == "a.json"


def test_a_type_that_is_none_is_told_with_its_column():
    text = released_json(contract()).replace('"dtype": "Float64"', '"dtype": "Float16"', 1)
    assert json.loads(text)
    with pytest.raises(ContractError, match="Float16"):
        read_released(text, "a.json")
