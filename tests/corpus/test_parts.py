"""A corpus in parts of whole articles: every row once, in order, with its article, in memory and from files."""

from __future__ import annotations

import random
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.contract import TABLES
from claims.corpus import Corpus, StoredTables, attributed_claims, flat_view, in_parts
from claims.errors import DataError


def many(rows, articles: int, seed: int = 3) -> Corpus:
    """The small corpus with its Arabic article and all that is in it many times, and articles that say nothing."""
    chance = random.Random(seed)
    arabic = next(one for one in rows["articles"] if one.language == "ar")
    made = {"articles": [], "attributions": [], "claims": [], "sources": rows["sources"]}
    for number in range(articles):
        key = f"{chance.randrange(16**8):016x}"
        made["articles"].append(replace(arabic, article_id=f"art_{key}"))
        for table, id_ in (("attributions", "attribution_id"), ("claims", "claim_id")):
            for row in rows[table] if number % 3 else ():
                if row.article_id != arabic.article_id:
                    continue
                told = {id_: f"{getattr(row, id_)}{key}", "article_id": f"art_{key}"}
                up = "parent_id" if table == "attributions" else "attribution_id"
                told[up] = getattr(row, up) and f"{getattr(row, up)}{key}"
                made[table].append(replace(row, **told))
    return Corpus.from_rows(**made)


@pytest.fixture
def stored(small_rows, tmp_path):
    """A corpus, and the same in files of small row groups."""
    corpus = many(small_rows, 40)
    files = {name: tmp_path / f"{name}.parquet" for name in TABLES}
    for name, file in files.items():
        pq.write_table(corpus.table(name), file, row_group_size=7)
    return corpus, files


@pytest.mark.parametrize("size", [1, 7, 39, 40, 1000])
def test_parts_have_every_row_once_and_in_order(size, stored):
    corpus, files = stored
    for one in (corpus, Corpus(StoredTables(TABLES, files))):
        found = list(in_parts(one, size))
        for name in ("articles", "attributions", "claims"):
            assert pa.concat_tables([part[name] for part in found]).equals(corpus.table(name))
        for part in found:
            here = set(part["articles"]["article_id"].to_pylist())
            assert set(part["claims"]["article_id"].to_pylist()) <= here
            assert part["sources"].equals(corpus.table("sources"))
        flat = pa.concat_tables([flat_view(part) for part in found])
        assert flat.equals(attributed_claims(corpus))


def test_a_corpus_without_articles_is_one_part_with_the_rows_it_has(small_rows):
    small_rows["articles"] = []
    (part,) = in_parts(Corpus.from_rows(**small_rows))
    assert part["claims"].num_rows == 3


@pytest.mark.parametrize("article", ["art_", "art_zz", "art_aaaaaaaaaaaaaaab", None])
def test_rows_of_an_article_that_is_not_there_are_in_a_part(article, small_rows):
    small_rows["claims"][0] = replace(small_rows["claims"][0], article_id=article)
    found = list(in_parts(Corpus.from_rows(**small_rows), 1))
    assert sum(part["claims"].num_rows for part in found) == 3


def test_files_that_are_not_in_order_are_put_in_order(stored):
    corpus, files = stored
    backwards = list(range(corpus.table("claims").num_rows))[::-1]
    pq.write_table(corpus.table("claims").take(backwards), files["claims"], row_group_size=7)
    again = Corpus(StoredTables(TABLES, files))
    assert pa.concat_tables(again.batches("claims", 5)).equals(corpus.table("claims"))
    assert Corpus(StoredTables(TABLES, files)).table("claims").equals(corpus.table("claims"))


def test_a_table_without_a_file_is_empty_and_one_of_another_name_is_not_there(stored):
    _, files = stored
    del files["claims"]
    tables = StoredTables(TABLES, files)
    assert tables["claims"].num_rows == 0
    assert list(tables.batches("claims", 5)) == []
    assert list(tables) == list(TABLES)
    with pytest.raises(KeyError):
        tables["claim"]


def test_a_file_is_read_when_its_table_is_asked_for(stored):
    corpus, files = stored
    tables = StoredTables(TABLES, files)
    assert tables["articles"].equals(corpus.table("articles"))
    broken = bytearray(files["claims"].read_bytes())
    broken[40:4000] = b"x" * 3960
    files["claims"].write_bytes(broken)
    with pytest.raises(DataError, match="not Parquet") as error:
        tables["claims"]
    assert error.value.where == str(files["claims"])
    with pytest.raises(DataError, match="not Parquet"):
        list(tables.batches("claims", 5))
