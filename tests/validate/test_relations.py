"""Chains of any length, and edits of rows that are gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.model import Source
from claims.validate.checks import checks, validate
from claims.validate.frames import Frames, out_of
from claims.validate.relations import DEEPEST, chains
from logs import chained

Make = Callable[[dict[str, list[Any]]], Corpus]


def sources(parents: list[int | None]) -> Corpus:
    return Corpus.from_rows(
        sources=[
            Source(f"src_{at:04}", f"S{at}", "person", parent_id=None if to is None else f"src_{to:04}")
            for at, to in enumerate(parents)
        ]
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.none() | st.integers(0, 14), max_size=14))
def test_circles_and_depths_are_those_of_a_walk(parents: list[int | None]) -> None:
    corpus = sources(parents)
    frames = Frames(out_of(lambda name: pl.DataFrame(corpus.table(name))))
    found = {row: (circular, deep) for row, _, circular, deep in frames.of(chains("sources", "parent_id")).rows()}
    for at, to in enumerate(parents):
        if to is None:
            continue
        walk, here = [at], at
        while (here := _up(parents, here)) is not None and here not in walk:
            walk.append(here)
        circular = here == at
        deep = here is None and len(walk) - 1 > DEEPEST
        assert found[at] == (circular, deep)


def _up(parents: list[int | None], at: int) -> int | None:
    """The parent, where it exists and is another row; a row that is its own parent has a rule of its own."""
    to = parents[at]
    return to if to is not None and to < len(parents) and to != at else None


def test_a_circle_of_many_rows_is_found_whole() -> None:
    parents: list[int | None] = [(at + 1) % 500 for at in range(500)]
    report = validate(sources([*parents, 0]), held=None)
    assert {issue.check for issue in report.issues} == {"chain-ends"}
    assert len(report.issues) == 500


@pytest.mark.parametrize("op", ["delete", "reject"])
def test_an_edit_may_be_of_a_row_that_an_edit_took_out(op: str, rows: dict[str, list[Any]], corpus: Make) -> None:
    rows["edits"] = chained([*rows["edits"][:2], replace(rows["edits"][2], op=op)])
    assert validate(corpus(rows)).ok


def test_every_foreign_key_of_the_contract_is_checked() -> None:
    said = {(name, key.column) for name in TABLES for key in contract().table(name).foreign_keys}
    checked = {(c.table, c.column) for c in checks() if c.name == "reference-exists"}
    assert checked == said | {("sources", "roles.organisation_id")}
