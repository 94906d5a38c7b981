"""A document: one article with the rows that stand in it, each judged at the door."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

from claims.contract import contract
from claims.corpus import Corpus
from claims.model import Article, Attribution, Claim, Refusal, Source, Spans, Verdict, say

Place = Callable[[str, str], str]  # where the row of a table and a key was read
CORRECT = "correct the row; claims validate says what is wrong with it"


@dataclass(frozen=True, slots=True)
class Document:
    """One article; the sources that its attributions name, with what those belong to; its rows; the verdicts on its claims."""

    article: Article
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def documents(corpus: Corpus, refused: list[Refusal], lost: Counter[str]) -> Iterator[Document]:
    """The documents of a corpus in its order; rows that no tool could place go to `refused`, each with the reason.

    What belongs to no article is counted in `lost`: links, edits, sources that no attribution names.
    """
    by_article: dict[str, dict[str, list[Any]]] = {
        article.article_id: {"attributions": [], "claims": [], "verdicts": []} for article in corpus.rows("articles")
    }
    article_of = {claim.claim_id: claim.article_id for claim in corpus.rows("claims")}
    for table in ("attributions", "claims", "verdicts"):
        for row in corpus.rows(table):
            owner = article_of.get(row.claim_id, "") if table == "verdicts" else row.article_id
            if owner in by_article:
                by_article[owner][table].append(row)
            else:
                key = getattr(row, contract().table(table).primary_key)
                refused.append(Refusal(corpus.place(table, key), key, "its article is not there", mend=CORRECT))
    registry = {source.source_id: source for source in corpus.rows("sources")}
    named: set[str] = set()
    for article in corpus.rows("articles"):
        rows = by_article[article.article_id]
        document = verified(Document(article, (), *(tuple(rows[t]) for t in rows)), corpus.place, refused)
        if document is not None:
            sources = mentioned(document.attributions, registry)
            named.update(source.source_id for source in sources)
            yield replace(document, sources=sources)
    for what, count in (
        ("links between claims", corpus.table("links").num_rows),
        ("edits", corpus.table("edits").num_rows),
        ("sources that no attribution names", len(registry.keys() - named)),
    ):
        lost[what] += count


def mentioned(attributions: Iterable[Attribution], registry: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources that attributions name, and those that these belong to or hold an office in, by id."""
    found: set[str] = set()
    waiting = [one.source_id for one in attributions if one.source_id]
    while waiting:
        key = waiting.pop()
        if key in registry and key not in found:
            found.add(key)
            source = registry[key]
            above = (source.parent_id, *(role.organisation_id for role in source.roles))
            waiting += [one for one in above if one]
    return tuple(registry[key] for key in sorted(found))


def verified(document: Document, place: Place, refused: list[Refusal]) -> Document | None:
    """The document without the rows that are wrong and what hangs on them, which go to `refused`; None without a text."""
    article = document.article
    if (why := _unreadable(article)) is not None:
        hanging = len(document.attributions) + len(document.claims)
        reason = f"{why}; {hanging} attributions and claims go with it"
        where = place("articles", article.article_id)
        refused.append(Refusal(where, article.article_id, reason, mend="give the article its text"))
        return None
    text = article.text or ""
    chained = _Judge("attributions", place, refused)
    attributions = _outermost_first(document.attributions)
    for row in attributions:
        chained.judge(row, _misplaced(text, row, row.content), row.parent_id, chained.kept, "parent")
    judged = _Judge("claims", place, refused)
    for claim in document.claims:
        why = _misplaced(text, claim, claim.evidence)
        if why is None and claim.text != say(text, claim.evidence):
            why = "its text is not what its evidence says"
        judged.judge(claim, why, claim.attribution_id, chained.kept, "attribution")
    ruled = _Judge("verdicts", place, refused)
    for verdict in document.verdicts:
        ruled.judge(verdict, None, verdict.claim_id, judged.kept, "claim")
    kept = tuple(row for row in document.attributions if chained.kept.get(row.attribution_id) is row)
    return replace(document, attributions=kept, claims=tuple(judged.kept.values()), verdicts=tuple(ruled.kept.values()))


class _Judge:
    """The rows of one table that are kept, by key; the others are refused."""

    def __init__(self, table: str, place: Place, refused: list[Refusal]) -> None:
        self.table, self.place, self.refused = table, place, refused
        self.key = contract().table(table).primary_key
        self.kept: dict[str, Any] = {}

    def judge(self, row: Any, why: str | None, above: str | None, known: Mapping[str, Any], called: str) -> None:
        """Nothing; the row is kept, or refused for what is wrong with it or with the row above it."""
        key = getattr(row, self.key)
        if why is None and above is not None and above not in known:
            why = f"its {called} {above} is not there, was refused, or runs in a circle"
        if why is None and key in self.kept:
            why = "two rows have this id"
        if why is None:
            self.kept[key] = row
        else:
            self.refused.append(Refusal(self.place(self.table, key), key, why, mend=CORRECT))


def _unreadable(article: Article) -> str | None:
    """Why an article has no text to point into; None where it has."""
    if article.text is None:
        return "the article has no text"
    if "\r" in article.text:
        return "the text has a carriage return, which other tools take for a newline"
    if sha256(article.text.encode()).hexdigest() != article.text_sha256:
        return "the text is not the one that text_sha256 was made from"
    return None


def _outermost_first(attributions: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions, each behind its parent where it has one; those of a circle last."""
    waiting = list(attributions)
    children: dict[str | None, list[Attribution]] = defaultdict(list)
    there = {row.attribution_id for row in waiting}
    for row in waiting:
        children[row.parent_id if row.parent_id in there else None].append(row)
    met: set[int] = set()
    level: Sequence[Attribution] = children[None]
    while level:
        yield from level
        met.update(map(id, level))
        level = [child for row in level for child in children.pop(row.attribution_id, ())]
    yield from (row for row in waiting if id(row) not in met)


def _misplaced(text: str, row: Any, anchor: Spans) -> str | None:
    """Why the spans of a row are no places of the text; None where they are."""
    if not anchor:
        return "it marks no part of the text"
    table = "claims" if isinstance(row, Claim) else "attributions"
    for name in span_columns(table):
        spans: Spans = getattr(row, name)
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            return f"{name} has a span outside the text"
        if any(one.end > other.start for one, other in pairwise(spans)):
            return f"the spans of {name} overlap, or are not in the order of the text"
    return None


def span_columns(table: str) -> tuple[str, ...]:
    """The columns of a table that hold spans: the first says what the row is about, the others are roles in it."""
    return tuple(column.name for column in contract().table(table).columns if column.is_spans)
