"""A table sorted range by range is the table sorted at once."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.corpus.arrow import to_arrow
from claims.corpus.order import sorted_table
from claims.corpus.sorting import write_sorted
from claims.corpus.stored import slices
from claims.model import Claim, Source, Span

ARTICLES = st.sampled_from([None, "art_1", "art_2", "art_ـ", "art_🙂", "art_zz"])
CLAIMS = st.lists(st.tuples(ARTICLES, st.sampled_from([None, "clm_1", "clm_2"]), st.integers(0, 3)), max_size=40)


@settings(deadline=None, max_examples=40)
@given(CLAIMS, st.integers(1, 12), st.integers(1, 9))
def test_claims_sorted_in_ranges_are_those_sorted_at_once(made: list[tuple[str, str, int]], rows: int, size: int) -> None:
    claims = [
        Claim(key, article, None, (Span(at, at + 1),) if at else (), f"{number}") for number, (article, key, at) in enumerate(made)
    ]
    table = to_arrow("claims", claims)
    with TemporaryDirectory() as folder:
        file = Path(folder, "claims.parquet")
        write_sorted("claims", lambda columns: slices(table, size, columns), rows, file)
        assert pq.ParquetFile(file).read().equals(sorted_table("claims", table)[0])


def test_a_table_without_articles_is_sorted_by_its_key(tmp_path: Path) -> None:
    sources = [Source(f"src_{number:03}", "Ада", "person") for number in range(500)]
    shuffled = [replace(source) for source in sources]
    random.Random(1).shuffle(shuffled)
    table = to_arrow("sources", shuffled)
    write_sorted("sources", lambda columns: slices(table, 33, columns), 50, tmp_path / "sources.parquet")
    file = pq.ParquetFile(tmp_path / "sources.parquet")
    assert file.read()["source_id"].to_pylist() == [source.source_id for source in sources]
    assert file.num_row_groups >= 9
