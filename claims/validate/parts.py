"""Validation in parts: a corpus of any size is judged as many small ones, and what is found is the same.

Articles are judged with all that is said in them, some at a time in the order of the corpus. Rows that name or
repeat rows of another article, which only a broken corpus has, are put aside with their articles and judged together.
Links, verdicts and edits are judged some at a time beside the claims that they name; checks `across` a table see
all rows that they may compare, and few columns.

In memory are the sources, one part, some columns of all links or all verdicts, the ids that edits name, and what a survey says.
Articles that are tied to each other are one part however many they are; what is said of
articles that are not there comes with one that is. What is put aside, and the claims that links
and verdicts name, wait in a temporary folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl

from claims.contract import arrow_schema, contract
from claims.corpus import in_parts
from claims.corpus.spill import Spill
from claims.validate.findings import Findings
from claims.validate.frames import ALL, Check, Frames, out_of
from claims.validate.judged import CLAIM
from claims.validate.survey import NAMING, Survey, among, columns_of, survey

if TYPE_CHECKING:
    from claims.corpus import Corpus

SAID = ("articles", "attributions", "claims")
ACROSS = {
    ("links", "link_id"): ("link_id",),
    ("links", ALL): ("link_id", "from_id", "to_id", "relation"),
    ("verdicts", "verdict_id"): ("verdict_id",),
    ("verdicts", ALL): ("verdict_id", "claim_id", "target", "reviewer", "reviewed_at", "supersedes_id"),
    ("edits", "edit_id"): ("edit_id",),
    ("edits", "annotator"): ("edit_id", "at", "annotator", "previous_hash", "hash"),
    ("edits", "row_id"): ("edit_id", "at", "table", "row_id", "op", "settles"),
}  # the columns that checks across a table see of it
LINKED = {
    "claims": ("claim_id", *CLAIM),
    "attributions": ("attribution_id", "article_id", "source_id"),
    "articles": ("article_id", "published_at", "language", "segments"),
}  # the columns that checks of links and verdicts see of what stands behind a claim
NUMBER = "number of row"

Tables = Mapping[str, pl.DataFrame]


def judge_in_parts(corpus: Corpus, checks: Sequence[Check], findings: Findings, portions: Portions) -> None:
    """Nothing; what the checks find in the corpus, so much at a time, is added."""
    with TemporaryDirectory(prefix="claims-") as folder:
        walk = _Walk(corpus, checks, findings, survey(corpus, portions.rows), Spill(Path(folder)), portions)
        walk.articles()
        walk.beside("links")
        walk.beside("verdicts")
        walk.beside("edits")
        walk.across()


@dataclass(frozen=True, slots=True)
class Portions:
    """How much is judged at a time: so many articles with all that is said in them, so many rows of another table."""

    articles: int
    rows: int


class _Walk:
    """One validation in parts: what it reads, what it is to find, and what it keeps on the way for later."""

    def __init__(self, corpus: Corpus, checks: Sequence[Check], findings: Findings, found: Survey, spill: Spill, portions: Portions) -> None:
        self.corpus, self.checks, self.findings, self.survey, self.spill, self.portions = corpus, checks, findings, found, spill, portions
        self.sources = _whole(corpus, "sources")
        self.edited: dict[str, list[pl.DataFrame]] = {}  # the keys of the rows that edits name

    def articles(self) -> None:
        """Nothing; the articles are judged with all that is said in them, then the sources."""
        for part in _numbered(self.corpus, self.portions.articles):
            self._said(self._untied(part) if self.survey.tied.height else part)
        for number in self.survey.tied["part"].unique().sort():
            self._said({table: self.spill.read(f"{table} {number}", _empty(table, numbered=True)) for table in SAID})
        self._judge({"sources": self.sources}, ("sources",))
        self._keep_edited("sources", self.sources)

    def _untied(self, part: Tables) -> Tables:
        """The part without the rows of articles that are tied to others, which are put aside."""
        kept = {}
        for table, frame in part.items():
            marked = frame.with_columns(article=pl.col("article_id").hash()).join(self.survey.tied, on="article", how="left", maintain_order="left")
            for (number,), tied in marked.filter(pl.col("part").is_not_null()).partition_by("part", as_dict=True).items():
                self.spill.write(f"{table} {number}", tied.drop("article", "part"))
            kept[table] = marked.filter(pl.col("part").is_null()).drop("article", "part")
        return kept

    def _said(self, part: Tables) -> None:
        """Nothing; one part is judged, and what later checks need of it is kept."""
        numbers = {table: frame[NUMBER] for table, frame in part.items()}
        tables = {table: frame.drop(NUMBER) for table, frame in part.items()}
        self._judge({**tables, "sources": self.sources}, SAID, numbers)
        claims = tables["claims"].filter(among("claim_id", self.survey.linked))
        linked = {
            "claims": claims,
            "attributions": tables["attributions"].join(claims, on="attribution_id", how="semi", maintain_order="left"),
            "articles": tables["articles"].join(claims, on="article_id", how="semi", maintain_order="left"),
        }
        for table, frame in linked.items():
            self.spill.write(table, frame.select(LINKED[table]))
        for table in ("attributions", "claims"):
            self._keep_edited(table, tables[table])

    def beside(self, table: str) -> None:
        """Nothing; the rows of a table are judged, some at a time, beside the claims that they name."""
        start = 0
        for batch in self.corpus.batches(table, self.portions.rows):
            frame = pl.DataFrame(batch)
            numbers = {table: pl.int_range(start, start + frame.height, eager=True)}
            self._judge({**self._named(frame, NAMING.get(table, ())), table: frame}, (table,), numbers)
            self._keep_edited(table, frame)
            start += frame.height

    def _named(self, frame: pl.DataFrame, columns: Sequence[str]) -> Tables:
        """The claims that some columns name, with their attributions, articles and all sources."""
        if not columns:
            return {}
        claims = self._spilt("claims", "claim_id", pl.concat(frame[column] for column in columns))
        return {
            "claims": claims,
            "attributions": self._spilt("attributions", "attribution_id", claims["attribution_id"]),
            "articles": self._spilt("articles", "article_id", claims["article_id"]),
            "sources": self.sources,
        }

    def _spilt(self, table: str, key: str, ids: pl.Series) -> pl.DataFrame:
        """The kept rows of a table that have one of these ids."""
        wanted = pl.DataFrame({key: ids.unique()})
        kept = (rows.join(wanted, on=key, how="semi", maintain_order="left") for rows in self.spill.pieces(table))
        return pl.concat([_empty(table).select(LINKED[table]), *kept], rechunk=True)

    def across(self) -> None:
        """Nothing; links, verdicts and edits are judged by the checks that look across their rows."""
        claims = self.spill.read("claims", _empty("claims").select(LINKED["claims"]), ["claim_id"])
        for (table, together), columns in ACROSS.items():
            beside = {name: pl.concat(keys) for name, keys in self.edited.items()} if table == "edits" else {"claims": claims}
            for frame in self._together(table, together, columns):
                self._judge({**beside, table: frame.drop(NUMBER)}, (table,), {table: frame[NUMBER]}, across=together)

    def _together(self, table: str, column: str, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Some columns of a table, a part of its rows at a time: those with the same value of a column are in one."""
        parts = 1 if column == ALL else self.corpus.length(table) // self.portions.rows + 1
        start = 0
        for frame in columns_of(self.corpus, table, *columns):
            numbers = pl.int_range(start, start + frame.height, eager=True)
            bucket = pl.lit(0) if column == ALL else pl.col(column).hash() % parts
            marked = frame.with_columns(numbers.alias(NUMBER), bucket.alias("part"))
            for (part,), rows in marked.partition_by("part", as_dict=True, include_key=False).items():
                self.spill.write(f"{table} {column} {part}", rows)
            start += frame.height
        for part in range(parts):
            yield self.spill.read(f"{table} {column} {part}", _empty(table, numbered=True).select(*columns, NUMBER))

    def _keep_edited(self, table: str, frame: pl.DataFrame) -> None:
        """Nothing; the keys of the rows that edits name are kept."""
        key = contract().table(table).primary_key
        self.edited.setdefault(table, []).append(frame.select(key).filter(among(key, self.survey.edited)))

    def _judge(self, tables: Tables, judged: Sequence[str], numbers: Mapping[str, pl.Series] | None = None, across: str | None = None) -> None:
        """Nothing; what the checks of these tables find is added. A table that is not given is empty."""
        frames = Frames(out_of(lambda name: tables[name] if name in tables else _empty(name)), numbers)
        self.findings.judge((check for check in self.checks if check.table in judged and check.across == across), frames)


def _numbered(corpus: Corpus, articles: int) -> Iterator[Tables]:
    """So many articles at a time with all that is said in them, each row with its number in the corpus."""
    seen = dict.fromkeys(SAID, 0)
    for part in in_parts(corpus, articles):
        given = {}
        for table in SAID:
            frame = pl.DataFrame(part[table]).rechunk()
            numbers = pl.int_range(seen[table], seen[table] + frame.height, eager=True)
            given[table] = frame.with_columns(numbers.alias(NUMBER))
            seen[table] += frame.height
        yield given


def _whole(corpus: Corpus, table: str, *columns: str) -> pl.DataFrame:
    """A table, or some of its columns."""
    names = columns or tuple(arrow_schema(table).names)
    return pl.concat([_empty(table).select(names), *columns_of(corpus, table, *names)], rechunk=True)


def _empty(table: str, numbered: bool = False) -> pl.DataFrame:
    """A table without rows, with the columns of the contract."""
    empty = pl.DataFrame(arrow_schema(table).empty_table())
    return empty.with_columns(pl.lit(None, dtype=pl.Int64).alias(NUMBER)) if numbered else empty
