"""An edition without texts, filled again: identical texts give back the very rows, changed ones rows whose spans were found again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.contract import contract
from claims.corpus import Corpus, from_arrow, in_parts, to_arrow
from claims.errors import DataError
from claims.model import Article, Claim, Span, say
from claims.publish.anchors import Anchored, hash_of, rows
from claims.publish.pieces import joined
from claims.publish.reanchor import Aside, Lost, Places, moved, places
from claims.text.letters import letters
from claims.text.locate import Orphan, Place
from claims.text.segment import segments

if TYPE_CHECKING:
    import pyarrow as pa

IDENTICAL, CHANGED, MISSING = "identical", "changed", "missing"
OF_TEXT = ("articles", "attributions", "claims")


class Text(NamedTuple):
    """A text that was found for an article, and where."""

    text: str
    where: str


@dataclass(slots=True)
class Refilled:
    """What became of each article without a text, of the spans and rows of those whose text changed."""

    articles: dict[str, tuple[str, str | None]] = field(default_factory=dict)  # status and where its text was found, by id
    spans: dict[str, Places] = field(default_factory=dict)  # of the articles that changed
    aside: list[Aside] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def count(self, status: str) -> int:
        """How many articles are of a status."""
        return sum(one == status for one, _ in self.articles.values())

    def hows(self) -> Counter[str]:
        """How many spans of changed articles were found, by how, and how many are orphans."""
        return Counter(place.how if isinstance(place, Place) else "orphan" for of in self.spans.values() for place in of.values())


def refilled(corpus: Corpus, anchors: pa.Table, texts: Mapping[str, Text]) -> tuple[Corpus, Refilled]:
    """The corpus with these texts, by article_id, and what became of its articles; rows without a place stand aside."""
    import pyarrow as pa

    done = Refilled()
    anchored = {row.article_id: row for row in rows(anchors)}
    parts: dict[str, list[pa.Table]] = {table: [] for table in OF_TEXT}
    for part in in_parts(corpus):
        for table, whole in _part(part, anchored, texts, done).items():
            parts[table].append(whole)
    tables = {**{name: corpus.table(name) for name in corpus.tables}, **{name: pa.concat_tables(of) for name, of in parts.items()}}
    return Corpus.from_tables(without(tables, done)), done


def _part(part: Mapping[str, pa.Table], anchored: Mapping[str, Anchored], texts: Mapping[str, Text], done: Refilled) -> dict[str, pa.Table]:
    """The tables of a part with the texts that were found."""
    bare = [row for row in from_arrow("articles", part["articles"]) if row.text is None]
    done.articles.update({row.article_id: _status(row, texts) for row in bare})
    found = {row.article_id: row for row in bare if row.article_id in texts}
    if not found:
        return {table: part[table] for table in OF_TEXT}
    new = {"articles": [_article(row, anchored.get(key), texts[key].text) for key, row in found.items()]}
    for key, row in found.items():
        if done.articles[key][0] == CHANGED:
            done.spans[key] = places(anchored[key].spans, texts[key].text) if key in anchored else {}
        elif key in anchored:
            _prove(row, anchored[key], texts[key])
    for table in ("attributions", "claims"):
        new[table] = [_row(table, row, anchored, texts, done) for row in from_arrow(table, _of(part[table], found))]
    return {table: _with(table, part[table], found, new[table]) for table in OF_TEXT}


def _status(row: Article, texts: Mapping[str, Text]) -> tuple[str, str | None]:
    found = texts.get(row.article_id)
    if found is None:
        return MISSING, None
    same = hashlib.sha256(found.text.encode()).hexdigest() == row.text_sha256
    return IDENTICAL if same else CHANGED, found.where


def _article(row: Article, known: Anchored | None, text: str) -> Article:
    """An article with its text, and the rights that it had."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    parts = row.segments if digest == row.text_sha256 else segments(text, row.title)
    return replace(row, text=text, text_sha256=digest, rights=known.rights if known else row.rights, segments=parts)


def _prove(row: Article, known: Anchored, found: Text) -> None:
    """Nothing; DataError where a span of an identical text does not have the hash that was kept of it."""
    whole = letters(found.text)
    for anchor in known.spans:
        if hash_of(whole.text[whole.index(anchor.start) : whole.index(anchor.end)]) != anchor.hash:
            what = f"{row.article_id}: the span [{anchor.start}, {anchor.end}) is not what the edition says it is"
            raise DataError(what, where=found.where, mend="download the edition anew; claims validate compares its files")


def _row(table: str, row: Any, anchored: Mapping[str, Anchored], texts: Mapping[str, Text], done: Refilled) -> Any:
    """A row in the text of its article; None where it has no place there."""
    text, known = texts[row.article_id].text, anchored.get(row.article_id)
    if row.article_id in done.spans:
        new = moved(table, row, done.spans[row.article_id], text) if known else Aside(table, row, "no anchors were kept of its article")
        if isinstance(new, Aside):
            done.aside.append(new)
            return None
        done.lost += new[1]
        return new[0]
    if not isinstance(row, Claim):
        return row
    words = {one.claim_id: one.pieces for one in known.standalone} if known else {}
    own = joined(words[row.claim_id], text) if row.claim_id in words else row.standalone
    return replace(row, text=say(text, row.evidence), standalone=own)


def _of(table: pa.Table, articles: Mapping[str, Article]) -> pa.Table:
    """The rows of a table that are of these articles."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table["article_id"], value_set=pa.array(articles, pa.string())))


def _with(table: str, whole: pa.Table, articles: Mapping[str, Article], new: list[Any]) -> pa.Table:
    """The rows of other articles than these, and the new ones that have a place."""
    import pyarrow as pa
    import pyarrow.compute as pc

    of = pc.is_in(whole["article_id"], value_set=pa.array(articles, pa.string()))
    return pa.concat_tables([whole.filter(pc.invert(of)), to_arrow(table, [row for row in new if row is not None])])


def without(tables: Mapping[str, pa.Table], done: Refilled) -> dict[str, pa.Table]:
    """The tables without what stands aside and all that refers to it, which then stands aside too; the log of edits, which
    tells of rows that have to be there, stands aside as a whole where anything does."""
    import pyarrow as pa
    import pyarrow.compute as pc

    found, seen = dict(tables), 0
    while seen < len(done.aside):
        gone = {table: {getattr(one.row, contract().table(one.table).primary_key) for one in done.aside if one.table == table} for table in found}
        seen = len(done.aside)
        for table, rows_there in found.items():
            known = contract().table(table)
            keys = [(known.primary_key, table), *((key.column, key.table) for key in known.foreign_keys)]
            for column, target in keys:
                bad = pc.is_in(rows_there[column], value_set=pa.array(gone[target], pa.string()))
                if column != known.primary_key:
                    done.aside += [Aside(table, row, f"its {column} stands aside") for row in from_arrow(table, rows_there.filter(bad))]
                rows_there = rows_there.filter(pc.invert(bad))
            found[table] = rows_there
    if done.aside and found["edits"].num_rows:
        done.aside += [Aside("edits", row, "the log tells of rows that stand aside") for row in from_arrow("edits", found["edits"])]
        found["edits"] = found["edits"].slice(0, 0)
    return found


def spans_told(done: Refilled) -> list[tuple[str, Span, Place | Orphan]]:
    """The spans of changed articles that do not stand where they stood: article, old span, and where it now is or why nowhere."""
    return [
        (article, span, place)
        for article, of in done.spans.items()
        for span, place in of.items()
        if isinstance(place, Orphan) or place.how != "exact"
    ]
