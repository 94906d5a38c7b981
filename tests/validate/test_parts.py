"""A corpus that is judged in parts gives the report that it gives when it is judged whole."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.contract import TABLES, contract
from claims.corpus import Corpus, StoredTables
from claims.loading import load
from claims.publish.release import publish
from claims.validate import checks
from claims.validate.checks import validate
from claims.validate.parts import Portions
from violations import VIOLATIONS, Rows, Violation

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from corpora import corpus_rows

Make = Callable[[Rows], Corpus]


def muddled(rows: Rows, times: int, chance: random.Random) -> Rows:
    """The rows after so many values were put in the place of another of the same column, or taken out."""
    for _ in range(times):
        table = chance.choice([name for name in TABLES if rows[name]])
        column = chance.choice(contract().table(table).columns)
        one, other = chance.choices(range(len(rows[table])), k=2)
        value = getattr(rows[table][other], column.name)
        if column.scalar is not None and chance.random() < 0.2:
            value = None
        rows[table][one] = replace(rows[table][one], **{column.name: value})
    return rows


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda v: f"{v.table}: {v.name}")
def test_a_violation_is_told_in_parts_as_it_is_told_whole(violation: Violation, rows: Rows, corpus: Make) -> None:
    violation.make(rows)
    made = corpus(rows)
    assert validate(made, portions=Portions(1, 1)) == validate(made)


@given(
    size=st.integers(0, 9), times=st.integers(0, 60), articles=st.integers(1, 9), rows=st.integers(1, 20),
    held=st.sampled_from([1, 3, None]), seed=st.integers(0, 2**32),
)  # fmt: skip
@settings(deadline=None, max_examples=10)
def test_rows_that_are_muddled_up_are_told_in_parts_as_they_are_told_whole(
    size: int, times: int, articles: int, rows: int, held: int | None, seed: int
) -> None:
    made = Corpus.from_rows(**muddled(corpus_rows(size, seed), times, random.Random(seed)))
    assert validate(made, held=held, portions=Portions(articles, rows)) == validate(made, held=held)


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_a_release_in_parquet_is_told_in_parts_as_it_is_told_whole(backwards: bool, tmp_path: Path) -> None:
    made = Corpus.from_rows(**muddled(corpus_rows(20, 3), 40, random.Random(3)))
    (tmp_path / "data").mkdir()
    for name, table in made.tables.items():
        rows = table.take(list(range(table.num_rows))[::-1]) if backwards else table
        pq.write_table(rows, tmp_path / "data" / f"{name}.parquet", row_group_size=7)
    assert validate(load(tmp_path), portions=Portions(3, 5)) == validate(load(tmp_path))


def test_a_large_release_is_judged_in_parts_unasked_and_only_its_sources_are_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Corpus.from_rows(**corpus_rows(30, 5))
    publish(made, tmp_path / "release", name="large", version="1.0.0")
    read: list[str] = []
    whole = StoredTables.__getitem__
    monkeypatch.setattr(checks, "MEMORY", 10_000)
    monkeypatch.setattr(checks, "PART", 10_000)
    monkeypatch.setattr(StoredTables, "__getitem__", lambda tables, name: read.append(name) or whole(tables, name))
    assert validate(load(tmp_path / "release")) == validate(made)
    assert set(read) == {"sources"}


def test_checks_of_keys_alone_read_no_more_than_their_columns_where_all_checks_would_take_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Corpus.from_rows(**muddled(corpus_rows(30, 5), 60, random.Random(5)))
    (tmp_path / "data").mkdir()
    for name, table in made.tables.items():
        pq.write_table(table, tmp_path / "data" / f"{name}.parquet")
    read: set[tuple[str, str]] = set()
    batches = StoredTables.batches

    def noted(tables: StoredTables, name: str, rows: int, columns: Sequence[str]) -> Iterator[pa.Table]:
        read.update((name, column) for column in columns)
        return batches(tables, name, rows, columns)

    monkeypatch.setattr(checks, "MEMORY", 400_000)
    monkeypatch.setattr(StoredTables, "batches", noted)
    only = ["claims.reference-exists", "claims.key-unique"]
    found = validate(load(tmp_path), only=only)
    assert read == {("claims", "claim_id"), ("claims", "article_id"), ("claims", "attribution_id"), ("articles", "article_id"), ("attributions", "attribution_id")}
    assert {issue.check for issue in found.issues} == {"reference-exists"}
    assert found == validate(made, only=only, portions=Portions(4, 7)) == validate(made, only=only)
    assert found.skipped == {}
