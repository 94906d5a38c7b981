"""The whole way: files in, a published and loaded-back dataset out, with everything refused written beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.corpus import Corpus, write_jsonl
from claims.errors import DataError, UsageError
from claims.extract.engine import get_engine
from claims.ingest import ArticleDefaults, read_articles, remarks
from claims.loading import load
from claims.model import Article, Attribution, Claim, Refusal, Source
from claims.publish.release import publish
from claims.runner import run
from claims.sources.registry import Registry

Progress = Callable[[Article], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` made: the folder, the corpus as loaded back, what was refused and what was remarked."""

    folder: Path
    corpus: Corpus
    refused_rows: tuple[Refusal, ...]
    unfound: tuple[Refusal, ...]
    remarks: tuple[tuple[str, str], ...]


def build(
    paths: Sequence[str | Path],
    to: str | Path,
    *,
    name: str = "claims",
    version: str = "0.1.0",
    engine: str = "rules",
    defaults: ArticleDefaults | None = None,
    progress: Progress | None = None,
) -> Built:
    """Reads, extracts, resolves, validates, publishes and loads back; the same input gives the same folder.

    A bad file or line is refused with its place and the rest goes on; no readable article at all is a DataError.
    """
    if not paths:
        raise UsageError("no article files given", mend="claims build PATH... --to DIR")
    chosen = get_engine(engine)
    registry = Registry.from_file(None)
    refused: list[Refusal] = []
    unfound: list[Refusal] = []
    seen: dict[str, Article] = {}
    said: list[tuple[str, str]] = []
    sources: dict[str, Source] = {}
    attributions: list[Attribution] = []
    claims: list[Claim] = []
    articles = _unique(_all(paths, defaults or ArticleDefaults(), refused), seen, refused)
    for one in run(articles, engine=chosen, registry=registry, refused=unfound):
        sources.update((s.source_id, s) for s in one.sources)
        attributions.extend(one.extraction.attributions)
        claims.extend(one.extraction.claims)
        said.extend((one.article.article_id, remark) for remark in remarks(one.article))
        if progress is not None:
            progress(one.article)
    if not seen:
        first = refused[0] if refused else Refusal(str(paths[0]), "no article", "nothing to read")
        raise DataError(f"no article could be read: {first.what}: {first.reason}", where=first.where, mend=first.mend)
    corpus = Corpus.from_rows(
        articles=seen.values(), sources=_with_parents(sources, registry), attributions=attributions, claims=claims
    )
    folder = publish(corpus, to, name=name, version=version)
    back = load(folder)
    if any(not back.table(t).equals(corpus.table(t)) for t in corpus.tables):
        raise DataError("what was loaded back is not what was published", where=str(folder))
    return Built(folder, back, tuple(refused), tuple(unfound), tuple(said))


def _all(paths: Sequence[str | Path], defaults: ArticleDefaults, refused: list[Refusal]) -> Iterable[Article]:
    for path in paths:
        yield from read_articles(path, defaults=defaults, refused=refused)


def _unique(articles: Iterable[Article], seen: dict[str, Article], refused: list[Refusal]) -> Iterable[Article]:
    for article in articles:
        if article.article_id in seen:
            refused.append(Refusal(article.article_id, "the article", "given twice", mend="remove one of the two"))
            continue
        seen[article.article_id] = article
        yield article


def _with_parents(sources: dict[str, Source], registry: Registry) -> list[Source]:
    """The sources and all that they refer to: parents and the organisations of their roles."""
    waiting = list(sources.values())
    while waiting:
        source = waiting.pop()
        for key in (source.parent_id, *(role.organisation_id for role in source.roles)):
            if key and key not in sources and key in registry.by_id:
                sources[key] = registry.by_id[key]
                waiting.append(sources[key])
    return [sources[key] for key in sorted(sources)]


def summary(built: Built) -> list[tuple[str, ...]]:
    """Rows for a table: language, articles, attributions, nested ones, claims, claims in the author's voice."""
    language = {a.article_id: a.language for a in built.corpus.rows("articles")}
    count: dict[str, Counter[str]] = {}
    for value in language.values():
        count.setdefault(value, Counter())["articles"] += 1
    for row in built.corpus.rows("attributions"):
        count[language[row.article_id]].update(["attributions", *(["nested"] if row.parent_id else [])])
    for row in built.corpus.rows("claims"):
        count[language[row.article_id]].update(["claims", *([] if row.attribution_id else ["author"])])
    fields = ("articles", "attributions", "nested", "claims", "author")
    rows = [(key, *(str(count[key][f]) for f in fields)) for key in sorted(count)]
    total = sum((c for c in count.values()), Counter())
    return [*rows, ("all", *(str(total[f]) for f in fields))]


def write_refused(refused: Iterable[Refusal], file: Path) -> None:
    """One JSON line for each refusal, so that nothing is lost."""
    write_jsonl(file, refused)
