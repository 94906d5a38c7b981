"""Tables without the texts that may not be published: what tells of a text is cut to what remains of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from claims.contract import FLAT, contract
from claims.corpus import flat_view, from_arrow, to_arrow
from claims.dataset import QUOTES
from claims.model import Article, Attribution, Claim, Span
from claims.publish.anchors import Anchored, Worded, anchored, schema, to_table
from claims.publish.pieces import pieces
from claims.publish.remains import Remains, remains

if TYPE_CHECKING:
    import pyarrow as pa

FULL, OFFSETS_ONLY, REBUILT = "full", "offsets-only", "rebuilt"  # what a release has of the texts
WITHHELD = "offsets_only"  # the rights of an article whose text is not there

TELLING = {"title", "text", "standalone"}  # columns that have words of a text

Tables = Mapping[str, "pa.Table"]


@dataclass(slots=True)
class Withheld:
    """What was withheld: articles, the code points of their texts, how many remain, the greatest share of one text, and edits."""

    articles: int = 0
    length: int = 0
    left: int = 0
    most: float = 0.0
    edits: int = 0

    def add(self, left: Remains) -> None:
        """Nothing; a text of which so much remains is counted."""
        self.articles += 1
        self.length += len(left.text)
        self.left += len(left)
        self.most = max(self.most, len(left) / len(left.text))


@dataclass(slots=True)
class Withholding:
    """Which texts are withheld: none of a rebuilt release, all, or those that may not be published; and how much remains.

    `kept` has the anchors of texts that were not there before.
    """

    text: str = FULL
    quotes: int = QUOTES
    kept: pa.Table | None = None
    withheld: Withheld = field(default_factory=Withheld)

    def __call__(self, part: Tables) -> tuple[Tables, pa.Table]:
        """Some articles with all that is said in them and the flat view, and the anchors of those that have no text."""
        anchors = self._kept(part)
        articles = [] if self.text == REBUILT else list(from_arrow("articles", self._hidden(part["articles"])))
        if not articles:
            return {**part, FLAT: flat_view(part)}, anchors
        import pyarrow as pa

        cut = _Cut({one.article_id: one for one in articles}, self.quotes, part)
        for left in cut.left.values():
            self.withheld.add(left)
        return cut.tables(part), pa.concat_tables([anchors, to_table(cut.anchors())])

    def log(self, edits: pa.Table) -> pa.Table:
        """The log of edits; none of it where a text is withheld and an edit has words of one. In part its chain would be broken."""
        if not self.withheld.articles or not any(map(_tells, [*edits["patch"].to_pylist(), *edits["before"].to_pylist()])):
            return edits
        self.withheld.edits = edits.num_rows
        return edits.slice(0, 0)

    def _hidden(self, articles: pa.Table) -> pa.Table:
        """The articles whose text is there and is withheld."""
        import pyarrow.compute as pc

        there = pc.is_valid(articles["text"])
        return articles.filter(there if self.text == OFFSETS_ONLY else pc.and_(there, pc.equal(articles["rights"], WITHHELD)))

    def _kept(self, part: Tables) -> pa.Table:
        """The anchors, from before, of the articles of a part whose text is not there."""
        import pyarrow.compute as pc

        if self.kept is None:
            return schema().empty_table()
        gone = part["articles"].filter(pc.is_null(part["articles"]["text"]))["article_id"]
        return self.kept.filter(pc.is_in(self.kept["article_id"], value_set=gone.combine_chunks()))


def _tells(patch: str | None) -> bool:
    """Whether a patch, or what it was made on, has words of a text."""
    return patch is not None and not TELLING.isdisjoint(json.loads(patch))


class _Cut:
    """Articles that lose their text, what remains of each, and their rows."""

    def __init__(self, articles: Mapping[str, Article], quotes: int, part: Tables) -> None:
        self.articles = articles
        self.attributions: list[Attribution] = _of(articles, "attributions", part)
        self.claims: list[Claim] = _of(articles, "claims", part)
        self.spans: dict[str, set[Span]] = {key: set() for key in articles}
        for table, rows in (("attributions", self.attributions), ("claims", self.claims)):
            columns = [column.name for column in contract().table(table).columns if column.is_spans]
            for row in rows:
                self.spans[row.article_id].update(span for column in columns for span in getattr(row, column))
        self.left = {key: remains(one.text or "", sorted(self.spans[key]), quotes) for key, one in articles.items()}

    def anchors(self) -> list[Anchored]:
        """The rows by which the spans can be found again."""
        worded: dict[str, list[Worded]] = {key: [] for key in self.articles}
        for claim in self.claims:
            if claim.standalone is not None:
                worded[claim.article_id].append(Worded(claim.claim_id, pieces(claim.standalone, self.left[claim.article_id].text)))
        return [anchored(one, self.left[key], self.spans[key], worded[key]) for key, one in self.articles.items()]

    def tables(self, part: Tables) -> Tables:
        """The tables of the part and its flat view, without the texts and with what remains of them."""
        masked = [replace(one, text=self.left[key].masked()) for key, one in self.articles.items()]
        claims = [replace(row, text=self.left[row.article_id].say(row.evidence), standalone=None) for row in self.claims]
        shown = {**part, "articles": _with("articles", part, masked), "claims": _with("claims", part, claims)}
        bare = [replace(one, text=None, rights=WITHHELD) for one in masked]
        return {**shown, "articles": _with("articles", part, bare), FLAT: _short_cues(flat_view(shown))}


def _of(articles: Mapping[str, Article], table: str, part: Tables) -> list[Any]:
    """The rows of a table that are of these articles."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return from_arrow(table, part[table].filter(pc.is_in(part[table]["article_id"], value_set=pa.array(articles, pa.string()))))


def _with(table: str, part: Tables, rows: list[Any]) -> pa.Table:
    """A table of the part with these rows in place of those with their keys."""
    import pyarrow as pa
    import pyarrow.compute as pc

    key = contract().table(table).primary_key
    new = to_arrow(table, rows)
    whole = pa.concat_tables([part[table].filter(pc.invert(pc.is_in(part[table][key], value_set=new[key].combine_chunks()))), new])
    return whole.take(pc.index_in(part[table][key], value_set=whole[key].combine_chunks()))


def _short_cues(flat: pa.Table) -> pa.Table:
    """The flat view with one … for several in the cues of its chains."""
    import polars as pl

    cue = pl.element().struct.field("cue").str.replace_all("…+", "…")
    chain = pl.Series(flat["chain"]).list.eval(pl.element().struct.with_fields(cue=cue)) if flat.num_rows else None
    if chain is None:
        return flat
    at = flat.column_names.index("chain")
    return flat.set_column(at, flat.schema.field(at), chain.to_arrow().cast(flat.schema.field(at).type))
