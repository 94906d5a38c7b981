"""The whole way: files in, a published and loaded-back dataset out, with everything refused written beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from claims.corpus import Corpus, write_jsonl
from claims.errors import DataError, UsageError
from claims.extract.engine import Engine, get_engine
from claims.ingest import ArticleDefaults, read_articles, remarks
from claims.loading import load
from claims.model import Article, Attribution, Claim, Refusal, Source
from claims.publish.release import check_target, publish
from claims.runner import check_language, run
from claims.sources.registry import Registry

Progress = Callable[[Article], None]
SHOWN = 5


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

    A bad file or line is refused with its place and the rest goes on; no readable article at all is a
    DataError. What is wrong with the call itself is a UsageError before any article is read.
    """
    if not paths:
        raise UsageError("no article files given", mend="claims build PATH... --to DIR")
    defaults = defaults or ArticleDefaults()
    chosen = get_engine(engine)
    check_target(to, name=name, version=version)
    if defaults.language:
        check_language(chosen, defaults.language)
    found = _gather(paths, chosen, defaults, progress)
    corpus = Corpus.from_rows(
        articles=found.articles,
        sources=found.sources,
        attributions=found.attributions,
        claims=found.claims,
    )
    folder = publish(corpus, to, name=name, version=version)
    back = load(folder)
    if any(not back.table(t).equals(corpus.table(t)) for t in corpus.tables):
        raise DataError("what was loaded back is not what was published", where=str(folder))
    return Built(folder, back, tuple(found.refused), tuple(found.unfound), tuple(found.remarks))


@dataclass(slots=True)
class _Gathered:
    """The rows of all articles, and what was refused and remarked on the way."""

    articles: list[Article] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    unfound: list[Refusal] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


def _gather(
    paths: Sequence[str | Path],
    engine: Engine,
    defaults: ArticleDefaults,
    progress: Progress | None,
) -> _Gathered:
    """What the articles give; DataError if none of them can be read."""
    registry = Registry.from_file(None)
    out, places = _Gathered(), dict[str, str]()
    sources: dict[str, Source] = {}
    articles = read_articles(*paths, defaults=defaults, refused=out.refused, places=places)
    for one in run(articles, engine=engine, registry=registry, refused=out.refused, places=places):
        article, extraction = one.article, one.extraction
        out.articles.append(article)
        sources.update((s.source_id, s) for s in one.sources)
        out.attributions.extend(extraction.attributions)
        out.claims.extend(extraction.claims)
        out.unfound.extend(extraction.refused)
        out.remarks.extend((article.article_id, remark) for remark in remarks(article))
        if progress is not None:
            progress(article)
    if not out.articles:
        raise _nothing_read(out.refused)
    out.sources = _with_parents(sources, registry)
    return out


def _nothing_read(refused: Sequence[Refusal]) -> DataError:
    """One error for articles that could all not be read, the first few shown."""
    if len(refused) == 1:
        return DataError(refused[0].reason, where=refused[0].where, mend=refused[0].mend)
    lines = [f"  {one.where}: {one.reason}\n    mend: {one.mend}" for one in refused[:SHOWN]]
    more = [f"  and {len(refused) - SHOWN} more"] if len(refused) > SHOWN else []
    return DataError("\n".join([f"none of {len(refused)} articles could be read", *lines, *more]))


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
        count[language[row.article_id]].update(
            ["attributions", *(["nested"] if row.parent_id else [])]
        )
    for row in built.corpus.rows("claims"):
        count[language[row.article_id]].update(
            ["claims", *([] if row.attribution_id else ["author"])]
        )
    fields = ("articles", "attributions", "nested", "claims", "author")
    rows = [(key, *(str(count[key][f]) for f in fields)) for key in sorted(count)]
    total = sum((c for c in count.values()), Counter())
    return [*rows, ("all", *(str(total[f]) for f in fields))]


def write_refused(refused: Iterable[Refusal], file: Path) -> None:
    """One JSON line for each refusal, so that nothing is lost."""
    write_jsonl(file, refused)
