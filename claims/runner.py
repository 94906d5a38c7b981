"""Articles to rows: an engine's findings with their sources resolved, article by article, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claims.errors import ClaimsError
from claims.extract.engine import Engine, get_engine
from claims.model import Article, Extraction, Refusal, Source
from claims.sources.registry import Registry
from claims.sources.resolve import resolve


@dataclass(frozen=True, slots=True)
class Resolved:
    """One article with what was found in it; `sources` are the ones it mentions, drafts among them.

    `reasons` tells for each attribution id how its source was named, or why not.
    """

    article: Article
    extraction: Extraction
    sources: tuple[Source, ...]
    reasons: Mapping[str, str] = field(default_factory=dict)


def extract(article: Article, engine: str | Engine = "rules") -> Extraction:
    """The attributions and claims of one article, sources not yet resolved; see `Engine.extract`."""
    return (get_engine(engine) if isinstance(engine, str) else engine).extract(article)


def check_language(engine: Engine, language: str) -> None:
    """Nothing; raises the engine's UsageError where it has nothing for a language, before any work."""
    engine.extract(Article("", None, "", "", language))


def run(
    articles: Iterable[Article],
    *,
    engine: Engine,
    registry: Registry,
    refused: list[Refusal],
    places: Mapping[str, str] | None = None,
) -> Iterator[Resolved]:
    """Each article resolved, in the order given; one that the engine cannot read goes to `refused`.

    A refusal names the place of its article where `places` has it by the id. What an engine refused
    inside an article stays in its extraction.
    """
    for article in articles:
        try:
            found = engine.extract(article)
        except ClaimsError as error:
            where = error.where or (places or {}).get(article.article_id, article.article_id)
            refused.append(Refusal(where, "the article", error.what, mend=error.mend))
            continue
        resolution = resolve(article, found, registry)
        drafts = {source.source_id: source for source in resolution.drafts}
        named = {a.source_id for a in resolution.extraction.attributions if a.source_id}
        known = [registry.by_id[key] for key in sorted(named) if key in registry.by_id]
        sources = (*known, *(drafts[k] for k in sorted(drafts)))
        yield Resolved(article, resolution.extraction, sources, resolution.reasons)
