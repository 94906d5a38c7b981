"""What has to be known of a whole corpus before it is judged in parts: what is tied together, and what is named.

Ids are held as hashes of eight bytes. Two that fall together tie two articles that nothing ties, or keep a row that
nothing names: that costs room and changes no judgement, since the checks compare the ids themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from claims.ties import groups

if TYPE_CHECKING:
    from claims.corpus import Corpus

BATCH = 500_000
TIES = {"attributions": "parent_id", "claims": "attribution_id"}  # what names an attribution
NAMING = {"links": ("from_id", "to_id"), "verdicts": ("claim_id",)}  # what names a claim


@dataclass(frozen=True, slots=True)
class Survey:
    """`tied` has the articles whose rows name or repeat those of another: `article` (the hash of its id) and `part`,
    the same for all that are tied, of about as many rows as another part where that can be. `linked` has the
    hashes of the claims that links and verdicts name, `edited` those of the rows that edits name; both sorted.
    """

    tied: pl.DataFrame
    linked: pl.Series
    edited: pl.Series


def survey(corpus: Corpus, rows: int) -> Survey:
    """The survey of a corpus whose tied articles are to be judged in parts of about so many rows.

    In memory are some 50 bytes a claim or an attribution, 8 a link's end, a verdict and an edit.
    """
    linked = [_hashes(corpus, table, column) for table, columns in NAMING.items() for column in columns]
    edited = _hashes(corpus, "edits", "row_id")
    return Survey(_tied(corpus, rows), pl.concat(linked).unique().sort(), edited.unique().sort())


def among(ids: str, known: pl.Series) -> pl.Expr:
    """Whether the hash of an id is one of these, which are sorted."""

    def found(hashes: pl.Series) -> pl.Series:
        at = known.search_sorted(hashes).clip(upper_bound=max(len(known) - 1, 0))
        return known.gather(at) == hashes if len(known) else pl.repeat(False, len(hashes), eager=True)

    return pl.col(ids).hash().map_batches(found, return_dtype=pl.Boolean)


def columns_of(corpus: Corpus, table: str, *columns: str, rows: int = BATCH) -> Iterator[pl.DataFrame]:
    """Some columns of a table, so many rows at a time."""
    for batch in corpus.batches(table, rows, columns):
        yield pl.DataFrame(pl.from_arrow(batch, rechunk=False))


def _hashes(corpus: Corpus, table: str, column: str) -> pl.Series:
    """The hashes of an id, where there is one."""
    empty = pl.Series(column, [], dtype=pl.UInt64)
    return pl.concat([empty, *(batch[column].drop_nulls().hash() for batch in columns_of(corpus, table, column))]).rename("hash")


def _tied(corpus: Corpus, rows: int) -> pl.DataFrame:
    """The articles that are to be judged together, and in which part."""
    attributions = _keys(corpus, "attributions")
    homes = attributions.select(names="key", home="article").unique("names", keep="any")
    pairs = [_pairs(attributions, homes)]
    sizes = attributions.group_by("article").len()
    del attributions
    claims = _keys(corpus, "claims")
    pairs += [_pairs(claims, homes), _twice(corpus)]
    sizes = pl.concat([sizes, claims.group_by("article").len()])
    group: dict[int, int] = groups(pl.concat(pairs).unique(maintain_order=True).iter_rows())
    tied = pl.DataFrame({"article": list(group), "group": list(group.values())}, schema={"article": pl.UInt64, "group": pl.UInt64})
    held = sizes.join(tied, on="article").group_by("group").agg(pl.col("len").sum()).sort("group")
    part = (pl.col("len").cum_sum() // rows).rank("dense").cast(pl.Int64)
    return tied.join(held.select("group", part=part), on="group").select("article", "part")


def _keys(corpus: Corpus, table: str) -> pl.DataFrame:
    """The hashes of each row's own id, of its article's, and of the attribution that it names, null where it names none."""
    own = f"{table.removesuffix('s')}_id"
    names = TIES[table]
    hashed = [
        batch.select(
            key=_hash(own), article=pl.col("article_id").hash(), names=_hash(names)
        )
        for batch in columns_of(corpus, table, own, "article_id", names)
    ]
    schema = {"key": pl.UInt64, "article": pl.UInt64, "names": pl.UInt64}
    return pl.concat([pl.DataFrame(schema=schema), *hashed])


def _twice(corpus: Corpus) -> pl.DataFrame:
    """The articles whose id stands twice, each tied to itself, since parts may begin between the two."""
    ids = _hashes(corpus, "articles", "article_id")
    return ids.filter(ids.is_duplicated()).to_frame("article").with_columns(home="article")


def _hash(column: str) -> pl.Expr:
    """The hash of an id; null where there is none."""
    return pl.when(pl.col(column).is_not_null()).then(pl.col(column).hash())


def _pairs(keys: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Two articles of which one has a row that names a row of the other, or has the same id."""
    named = keys.select("names", "article").drop_nulls("names").join(homes, on="names").select("article", "home")
    same = keys.filter(pl.col("key").is_not_null() & pl.col("key").is_duplicated()).select("article", home=pl.col("article").first().over("key"))
    return pl.concat([named, same]).filter(pl.col("article") != pl.col("home"))
