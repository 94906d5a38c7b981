"""Articles that are copies of one another: the same words, or a wire report that an outlet cut, framed or touched up.

Two texts are compared by their shingles, the runs of five folded words (Broder, "On the resemblance and containment
of documents", 1997). One is a copy of another where half of its shingles stand in the other, so that a report cut to
three paragraphs is found in the whole of it. The comparison is exact: nothing is sampled, and a text is looked up by its
rarest shingles first, of which what it is a copy of must have one (prefix filtering, Chaudhuri et al. 2006).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from claims.text.normalise import fold

WORDS = 5  # of a shingle
COPIED = 0.5  # of the shingles of the one, found in the other
COMMON = 1_000  # a shingle of more different texts than this is furniture, as a page's last line
LEFT_OUT = frozenset({"see_also", "boilerplate"})  # segments that are not the article's own words
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"  # a letter of these counts as a word
WORD = rf"[{UNSPACED}]|[\w--{UNSPACED}]+"
BATCH = 5_000  # articles, or pairs of them, that are worked on at a time

Segments = Sequence[Mapping[str, Any]]


def copies(hashes: pl.Series, texts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Pairs of rows (`one`, `other`) of the table of articles that tie all copies together.

    `hashes` is its `text_sha256`, `texts` its `text` and `segments` in pieces of which one is in memory at a time. An
    article without a text is compared by the hash of its text alone.
    """
    numbered = hashes.alias("text_sha256").to_frame().with_row_index("article")
    shingled = pl.concat(list(_shingled(texts)))
    first = shingled.select("article", one=pl.col("article").first().over("said"))
    kept = first.filter(pl.col("article") == pl.col("one")).select("article")
    shingles = shingled.join(kept, on="article", how="semi").select("article", "shingle").explode("shingle").drop_nulls()
    same = numbered.select(one=pl.col("article").first().over("text_sha256"), other="article")
    alike = first.select("one", other="article")
    tied = pl.concat([same, alike]).filter(pl.col("one") != pl.col("other"))
    return pl.concat([tied, *_contained(shingles)]).unique().sort("one", "other")


def _shingled(parts: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """For each article that has words a hash of all of them, and of each of its shingles once."""
    yield pl.DataFrame(schema={"article": pl.UInt32, "said": pl.UInt64, "shingle": pl.List(pl.UInt64)})
    start = 0
    for part in parts:
        texts = [_own_words(text or "", segments or ()) for text, segments in part.select("text", "segments").iter_rows()]
        words = pl.Series("word", texts, dtype=pl.String).str.extract_all(WORD)
        each = pl.DataFrame({"word": words}).with_row_index("article", start).explode("word").drop_nulls()
        each = each.with_columns(pl.col("word").hash())
        run = pl.struct(pl.col("word").shift(-step).alias(str(step)) for step in range(WORDS)).hash()
        inside = pl.col("article") == pl.col("article").shift(1 - WORDS)
        yield each.with_columns(run=pl.when(inside).then(run)).group_by("article", maintain_order=True).agg(
            said=pl.col("word").implode().hash().first(), shingle=pl.col("run").drop_nulls().unique()
        )
        start += part.height


def _own_words(text: str, segments: Segments) -> str:
    """The folded text without the segments that every page of an outlet has."""
    own = [text[one["start"] : one["end"]] for one in segments if one["role"] not in LEFT_OUT]
    return fold("\n".join(own) if segments else text)


def _contained(shingles: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs of articles of which the one has half of its shingles in the other, in batches."""
    counted = shingles.group_by("shingle").agg(texts=pl.len()).filter(pl.col("texts") <= COMMON)
    own = shingles.join(counted, on="shingle")
    shared = own.filter(pl.col("texts") > 1)
    need = own.group_by("article").agg(need=(pl.len() * COPIED).ceil().cast(pl.UInt32))
    found = shared.group_by("article").agg(found=pl.len()).join(need, on="article")
    may = shared.join(found.filter(pl.col("found") >= pl.col("need")), on="article").sort("article", "texts", "shingle")
    rarest = may.filter(pl.int_range(pl.len()).over("article") <= pl.col("found") - pl.col("need"))
    pairs = rarest.join(shared, on="shingle", suffix=" of other").select("article", "need", other="article of other")
    pairs = pairs.filter(pl.col("article") != pl.col("other")).unique()
    for part in pairs.iter_slices(BATCH):
        both = part.join(may.select("article", "shingle"), on="article")
        both = both.join(shared.select(other="article", shingle="shingle"), on=["other", "shingle"])
        overlap = both.group_by("article", "other", "need").len().filter(pl.col("len") >= pl.col("need"))
        yield overlap.select(one=pl.min_horizontal("article", "other"), other=pl.max_horizontal("article", "other"))
