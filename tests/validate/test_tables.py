"""Every rule of the contract has its check, every check of a rule its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.model import Alias
from claims.validate.checks import checks, validate

Make = Callable[[dict[str, list[Any]]], Corpus]


def test_the_rules_of_the_contract_are_the_rules_that_are_checked() -> None:
    written = {(name, rule) for name in TABLES for rule in contract().table(name).rules}
    checked = [(check.table, check.rule) for check in checks() if check.rule]
    assert set(checked) == written and len(checked) == len(written)


def test_a_rules_check_has_its_name_and_its_sentence() -> None:
    for check in checks():
        if check.rule:
            assert check.name == check.rule.replace("_", "-")
            assert check.sentence == contract().table(check.table).rules[check.rule]


def test_every_column_of_the_contract_is_checked_for_what_it_says() -> None:
    kinds = {
        "not-null": lambda c: not c.nullable,
        "label-known": lambda c: bool(c.labels),
        "pattern-matched": lambda c: c.pattern is not None,
        "in-range": lambda c: c.minimum is not None,
        "long-enough": lambda c: c.min_length is not None,
    }
    for kind, wanted in kinds.items():
        said = {(t, c.name) for t in TABLES for c in contract().table(t).columns if wanted(c)}
        checked = {(c.table, c.column) for c in checks() if c.name == kind and "." not in str(c.column)}
        assert checked == said, kind


@pytest.mark.parametrize("value", ["positive ", "Positive", "", "إيجابي"])
def test_a_label_is_exact(value: str, rows: dict[str, list[Any]], corpus: Make) -> None:
    rows["claims"][0] = replace(rows["claims"][0], polarity=value)
    (issue,) = validate(corpus(rows)).issues
    assert (issue.check, issue.found) == ("label-known", f"'{value}'")


def test_the_first_unknown_label_of_a_list_is_named(rows: dict[str, list[Any]], corpus: Make) -> None:
    aliases = (Alias("a", "en", "name"), Alias("b", "en", "pet_name"), Alias("c", "en", "x"))
    rows["sources"][0] = replace(rows["sources"][0], aliases=aliases)
    (issue,) = validate(corpus(rows)).issues
    assert (issue.found, issue.where) == ("'pet_name'", "sources.jsonl:1")


def test_a_second_row_of_a_key_is_named_by_its_own_line(rows: dict[str, list[Any]], corpus: Make) -> None:
    rows["claims"].append(rows["claims"][3])
    (issue,) = validate(corpus(rows)).issues
    assert issue.where in {"claims.jsonl:4", "claims.jsonl:14"} and issue.check == "key-unique"
