"""Which row of an older dataset is which of a newer: by its id, else by what it says in the same place.

Tables are paired in the order of their foreign keys, so that a row whose id is new is looked for in the article, the
claim or the pair of claims that its old id named. Where several rows say the same, they are paired in their order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from claims.contract import contract
from claims.corpus import Corpus
from claims.errors import DataError

SAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {  # by table what makes a row with another id the same, the surest first
    "articles": (("text_sha256", "outlet", "url"),),
    "sources": (("wikidata",), ("name", "kind")),
    "attributions": (("article_id", "content", "cue"),),
    "claims": (("article_id", "evidence", "text"),),
    "links": (("from_id", "to_id", "relation"),),
    "verdicts": (("claim_id", "target", "reviewer", "reviewed_at"),),
}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of a table on both sides, by their numbers: `both` has `old` and `new`, the others are on one side only.

    `ids` has `was` and `now` for each id that is another now.
    """

    both: pl.DataFrame
    removed: pl.Series
    added: pl.Series
    ids: pl.DataFrame


Ids = Mapping[str, pl.DataFrame]  # by table: what each id `was` and is `now`, where that differs


def paired(table: str, old: Corpus, new: Corpus, ids: Ids) -> Pairs:
    """The pairs of a table, given the ids that changed in the tables before it; DataError where an id stands twice."""
    before, after = keys(old, table, "old"), keys(new, table, "new")
    both = before.join(after, on="id", how="inner").select("old", "new")
    found = [both]
    left, right = _others(before, both["old"]), _others(after, both["new"])
    changed = []
    for columns in SAYS[table]:
        if left.is_empty() or right.is_empty():
            break
        alike = _said(old, table, columns, left, ids).join(
            _said(new, table, columns, right, {}), on=["says", "nth"], how="inner", maintain_order="left"
        )
        found.append(alike.select("old", "new"))
        changed.append(alike.select(was="id", now="id_right"))
        left, right = left.join(alike, on="old", how="anti"), right.join(alike, on="new", how="anti")
    none = pl.DataFrame(schema={"was": pl.String, "now": pl.String})
    return Pairs(pl.concat(found).sort("new"), left["old"], right["new"], pl.concat([none, *changed]))


def _others(rows: pl.DataFrame, paired: pl.Series) -> pl.DataFrame:
    """The rows whose numbers are not among these."""
    return rows.filter(pl.repeat(True, rows.height, eager=True).scatter(paired, False))


def merged(old: Corpus, new: Corpus, sources: Pairs, attributions: Pairs) -> pl.DataFrame:
    """The sources that were merged into another, what each `was` and is `now`: all that it said another source says."""
    gone = keys(old, "sources", "old")["id"].gather(sources.removed)
    both = pl.DataFrame({
        "was": column(old, "attributions", "source_id").gather(attributions.both["old"]),
        "now": column(new, "attributions", "source_id").gather(attributions.both["new"]),
    })  # fmt: skip
    into = both.filter(pl.col("was").is_in(gone.implode())).group_by("was").agg(pl.col("now").unique())
    return into.filter(pl.col("now").list.len() == 1).explode("now").drop_nulls().sort("was")


def keys(corpus: Corpus, table: str, number: str) -> pl.DataFrame:
    """The `id` of each row, and its number under this name; DataError where an id stands twice."""
    key = contract().table(table).primary_key
    found = column(corpus, table, key).alias("id").to_frame().with_row_index(number)
    if twice := found.filter(pl.col("id").is_duplicated())["id"].head(1).to_list():
        raise DataError(f"{twice[0]} stands twice", where=f"table {table}", mend="claims validate shows what else is wrong")
    return found


def column(corpus: Corpus, table: str, name: str) -> pl.Series:
    """A column of a table, of which no other is read."""
    return corpus.to_polars(table, [name]).to_series()


def translated(named: pl.Series, table: str, name: str, ids: Ids) -> pl.Series:
    """A column of the older dataset, with the ids that it has of another table as they are now."""
    for key in contract().table(table).foreign_keys:
        if key.column == name and key.table in ids:
            return named.replace(ids[key.table]["was"], ids[key.table]["now"])
    return named


def _said(corpus: Corpus, table: str, columns: tuple[str, ...], rows: pl.DataFrame, ids: Ids) -> pl.DataFrame:
    """Some rows with what these columns say, and which of the rows that say so each is; none that say nothing."""
    number = rows.columns[0]
    said = {name: translated(column(corpus, table, name).gather(rows[number]), table, name, ids) for name in columns}
    filled = pl.any_horizontal(pl.col(columns).is_not_null())
    return (
        rows.with_columns(**said)
        .filter(filled)
        .with_columns(says=pl.struct(columns).struct.json_encode())
        .with_columns(nth=pl.int_range(pl.len()).over("says"))
        .select(number, "id", "says", "nth")
    )
