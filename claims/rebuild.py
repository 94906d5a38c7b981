"""An edition without texts made whole again: articles found or fetched, hashes and spans proved, what moved or was lost told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.contract import contract
from claims.corpus import Corpus, row_to_dict
from claims.errors import DataError, InvalidCorpus, UsageError
from claims.fetch import Fetcher, Manners
from claims.ids import CANONICAL
from claims.ingest import ArticleDefaults, read_articles
from claims.loading import load
from claims.model import Article, Refusal
from claims.publish.about import Said, said_in
from claims.publish.anchors import read
from claims.publish.reanchor import Aside
from claims.publish.refill import (
    CHANGED,
    IDENTICAL,
    MISSING,
    Refilled,
    Text,
    refilled,
    spans_told,
    without,
)
from claims.publish.release import check_target, publish
from claims.publish.statement import TEXTS, with_answer
from claims.publish.withhold import REBUILT
from claims.text.locate import Place
from claims.validate.checks import validate
from claims.validate.report import Report

BY_HASH, BY_ID, BY_URL = range(3)  # the surest first


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The folder that was made, what became of the articles, and what could not be read or fetched."""

    folder: Path
    done: Refilled
    refused: tuple[Refusal, ...]


def rebuild(
    edition: str | Path, to: str | Path, *, articles: Sequence[str | Path] = (), fetch: bool = False, manners: Manners | None = None
) -> Rebuilt:
    """The full edition, written whole or not at all, with a line in rebuild.jsonl for all that is not as it was.

    Articles are found in files by the hash of their text, their id or their url, the surest first. With `fetch` those that were
    not found are asked for at their url; the pages stay beside the target, so that the next run asks only for the rest. An article that
    is nowhere stays without its text.
    """
    source, target = Path(edition), Path(to).resolve()
    name, version, said = said_in(source)
    if name is None or version is None or not (source / "data").is_dir():
        raise UsageError("no release here", where=str(edition), mend="give what claims publish --text offsets-only made")
    if not articles and not fetch:
        raise UsageError("no articles", mend="--articles DIR, or --fetch")
    check_target(target, name=name, version=version)
    if target == source.resolve():
        raise UsageError("the edition would be overwritten", where=str(to), mend="give another folder")
    corpus, refused = load(source), list[Refusal]()
    bare = [row for row in corpus.rows("articles") if row.text is None]
    texts = _found(bare, articles, refused) if articles else {}
    if fetch:
        pages = Fetcher(target.with_name(f"{target.name}.pages"), manners or Manners())
        texts |= dict(_fetched([row for row in bare if row.article_id not in texts], pages, refused))
    whole, done = _valid(*refilled(corpus, read(source), texts))
    statement = with_answer(said.get("statement"), TEXTS, _told(done))
    said |= Said(text=REBUILT, anchors=source, rebuilt="".join(CANONICAL.encode(line) + "\n" for line in _lines(done)), statement=statement)
    return Rebuilt(publish(whole, target, name=name, version=version, **said), done, tuple(refused))


def _found(bare: Iterable[Article], paths: Sequence[str | Path], refused: list[Refusal]) -> dict[str, Text]:
    """The text of each article that files have, by its id."""
    wanted: dict[tuple[int, str], list[str]] = {}
    for row in bare:
        for rank, key in ((BY_HASH, row.text_sha256), (BY_ID, row.article_id), (BY_URL, row.url)):
            if key:
                wanted.setdefault((rank, key), []).append(row.article_id)
    best: dict[str, tuple[int, Text]] = {}
    places: dict[str, str] = {}
    for one in read_articles(*paths, refused=refused, places=places):
        if one.text is None:
            continue
        for rank, key in ((BY_HASH, one.text_sha256), (BY_ID, one.article_id), (BY_URL, one.url or "")):
            for article in wanted.get((rank, key), ()):
                if article not in best or rank < best[article][0]:
                    best[article] = rank, Text(one.text, places[one.article_id])
    return {article: text for article, (_, text) in best.items()}


def _fetched(bare: Iterable[Article], pages: Fetcher, refused: list[Refusal]) -> Iterator[tuple[str, Text]]:
    """The text of each article that its url gives; what cannot be had is refused."""
    for row in bare:
        if row.url is None:
            refused.append(Refusal(row.article_id, "the article", "it has no url", mend="give it with --articles"))
            continue
        try:
            file = pages.fetch(row.url, row.article_id)
            for one in read_articles(file, defaults=ArticleDefaults(language=row.language)):
                if one.text is not None:
                    yield row.article_id, Text(one.text, row.url)
        except DataError as error:
            refused.append(Refusal(error.where or row.url, "the article", error.what, mend=error.mend))


def _valid(corpus: Corpus, done: Refilled) -> tuple[Corpus, Refilled]:
    """The corpus without the rows of changed articles that break the contract in their new text, which stand aside.

    InvalidCorpus where something else does.
    """
    while not (report := validate(corpus, held=None)).ok:
        broken = _broken(corpus, done, report)
        if not broken:
            raise InvalidCorpus("the rebuilt corpus breaks its contract", report=report, mend="claims validate shows what is wrong with the edition")
        done.aside += broken
        corpus = Corpus.from_tables(without({name: corpus.table(name) for name in corpus.tables}, done))
    return corpus, done


def _broken(corpus: Corpus, done: Refilled, report: Report) -> list[Aside]:
    """The rows of changed articles that an error is of."""
    reasons = {(issue.table, issue.row_id): f"{issue.message} [{issue.check}]" for issue in reversed(report.errors)}
    return [
        Aside(table, row, reasons[table, key])
        for table in ("attributions", "claims")
        for row in corpus.rows(table)
        if (table, key := getattr(row, contract().table(table).primary_key)) in reasons and row.article_id in done.spans
    ]


def _lines(done: Refilled) -> Iterator[dict[str, Any]]:
    """rebuild.jsonl: a line an article, a line a span that does not stand where it stood, a line a row or a span of one that is aside."""
    for article, (status, where) in sorted(done.articles.items()):
        yield {"article_id": article, "status": status, "where": where}
    for article, span, place in spans_told(done):
        told = {"to": list(place.span), "score": place.score} if isinstance(place, Place) else {"reason": place.reason}
        how = place.how if isinstance(place, Place) else "orphan"
        yield {"article_id": article, "span": list(span), "status": how, **told}
    for lost in done.lost:
        yield {"table": lost.table, "row_id": lost.row_id, "column": lost.column, "span": list(lost.span), "status": "left out", "reason": lost.reason}
    for aside in done.aside:
        yield {"table": aside.table, "status": "aside", "reason": aside.reason, "row": row_to_dict(aside.row)}


def _told(done: Refilled) -> str:
    """What the data statement says of the texts."""
    return (
        f"This is a copy that `claims rebuild` made whole, and not to be published where the rights of an article forbid that. Of the articles "
        f"{done.count(IDENTICAL):,} have their very text again, every span proved; {done.count(CHANGED):,} have a text that changed, whose spans were found "
        f"again or stand aside; {done.count(MISSING):,} are still without one. rebuild.jsonl has each of them."
    )


def summary(rebuilt: Rebuilt) -> Mapping[str, int]:
    """What became of articles, of the spans of changed ones, and of rows, to be printed."""
    done = rebuilt.done
    articles = {f"articles {status}": done.count(status) for status in (IDENTICAL, CHANGED, MISSING)}
    spans = {f"spans {how}": count for how, count in sorted(done.hows().items())}
    return {**articles, **spans, "rows aside": len(done.aside), "spans left out of rows": len(done.lost)}
