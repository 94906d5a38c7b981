"""The whole way: files in, a published and loaded-back dataset out, with everything refused written beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict, Unpack

from claims.corpus import Corpus, write_jsonl
from claims.errors import DataError, InvalidCorpus, UsageError
from claims.extract.engine import Engine, get_engine
from claims.ingest import ArticleDefaults, read_articles, remarks
from claims.loading import load
from claims.model import Article, Refusal, Source
from claims.plan import Plan
from claims.publish.release import check_target, publish
from claims.runner import Resolved, check_language, run
from claims.sources.registry import Registry
from claims.validate.report import Report

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
    splits: Plan | None = None,
    engine: str = "rules",
    defaults: ArticleDefaults | None = None,
    progress: Progress | None = None,
) -> Built:
    """Reads, extracts, resolves, validates, publishes and loads back; the same input gives the same folder.

    A bad file or line, and an article that breaks the contract, is refused with its place and the rest
    goes on; no readable article at all is a DataError. What is wrong with the call itself is a UsageError before any article is read.
    """
    if not paths:
        raise UsageError("no article files given", mend="claims build PATH... --to DIR")
    defaults = defaults or ArticleDefaults()
    chosen = get_engine(engine)
    check_target(to, name=name, version=version)
    if defaults.language:
        check_language(chosen, defaults.language)
    found = _gather(paths, chosen, defaults, progress)
    corpus, folder = _publish(found, to, name=name, version=version, splits=splits)
    back = load(folder)
    if any(not back.table(t).equals(corpus.table(t)) for t in corpus.tables):
        raise DataError("what was loaded back is not what was published", where=str(folder))
    kept = [one.article for one in found.kept.values()]
    unfound = [cue for one in found.kept.values() for cue in one.extraction.refused]
    remarked = [(article.article_id, remark) for article in kept for remark in remarks(article)]
    return Built(folder, back, tuple(found.refused), tuple(unfound), tuple(remarked))


class _About(TypedDict):
    """What is said of the release."""

    name: str
    version: str
    splits: Plan | None


@dataclass(slots=True)
class _Gathered:
    """What was found in each article by its id, in the order of reading, and what was refused on the way."""

    registry: Registry
    kept: dict[str, Resolved] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def corpus(self) -> Corpus:
        """The rows of all articles."""
        found = [one.extraction for one in self.kept.values()]
        sources = {source.source_id: source for one in self.kept.values() for source in one.sources}
        return Corpus.from_rows(
            articles=[one.article for one in self.kept.values()],
            sources=_with_parents(sources, self.registry),
            attributions=[row for one in found for row in one.attributions],
            claims=[row for one in found for row in one.claims],
        )

    def owners(self) -> dict[str | None, list[str]]:
        """The articles that each row comes from, by the ids of both."""
        out: dict[str | None, list[str]] = {}
        for key, one in self.kept.items():
            ids = [key, *(source.source_id for source in one.sources)]
            ids += [row.attribution_id for row in one.extraction.attributions]
            ids += [row.claim_id for row in one.extraction.claims]
            for row_id in ids:
                out.setdefault(row_id, []).append(key)
        return out


def _gather(
    paths: Sequence[str | Path],
    engine: Engine,
    defaults: ArticleDefaults,
    progress: Progress | None,
) -> _Gathered:
    """What the articles give; DataError if none of them can be read."""
    out = _Gathered(Registry.from_file(None))
    refused, places = out.refused, out.places
    articles = read_articles(*paths, defaults=defaults, refused=refused, places=places)
    for one in run(articles, engine=engine, registry=out.registry, refused=refused, places=places):
        out.kept[one.article.article_id] = one
        if progress is not None:
            progress(one.article)
    if not out.kept:
        raise _nothing_read(refused)
    return out


def _publish(found: _Gathered, to: str | Path, **about: Unpack[_About]) -> tuple[Corpus, Path]:
    """The corpus and the folder that it was published to, without the articles that break the contract.

    Such an article is refused, and the rest goes on; InvalidCorpus where none is left, or where an error
    is of no article.
    """
    while True:
        corpus = found.corpus()
        try:
            return corpus, publish(corpus, to, **about)
        except InvalidCorpus as error:
            report = error.report
            assert isinstance(report, Report)
            owners = found.owners()
            if not all(issue.row_id in owners for issue in report.errors):
                raise
            broken = {key: one for one in report.errors[::-1] for key in owners[one.row_id]}
            if broken.keys() == found.kept.keys():
                raise
        for key, issue in broken.items():
            del found.kept[key]
            what = f"it breaks the contract: {issue.message} [{issue.check}] {issue.row_id}"
            found.refused.append(Refusal(found.places[key], "the article", what, mend=issue.mend))


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
