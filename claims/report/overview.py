"""The first page, which shows the dataset in figures and plots, and the lists of articles and of sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from claims.contract import contract
from claims.report.facts import Facts, day
from claims.report.frame import in_language, page, pages_of, table, words
from claims.report.html import Html, element, link
from claims.report.plots import bars, columns

VOICE = "author’s voice"
MOST_QUOTED = 10
SOURCES = frozenset({2, 3})
ARTICLES = frozenset({4})


def overview(facts: Facts) -> str:
    """The first page."""
    title = facts.title
    head = element(
        "div",
        element("h1", title.heading, dir="auto"),
        element("p", title.description, dir="auto") if title.description else None,
        element("dl", [element("div", element("dd", value), element("dt", name)) for name, value in _figures(facts)], class_="figures"),
        class_="head",
    )  # fmt: skip
    return page(title, title.heading, head, element("div", *_plots(facts), class_="plots"), *_most_quoted(facts), at="index.html")


def _figures(facts: Facts) -> Iterator[tuple[str, str]]:
    """The numbers at the top, each with its word."""
    days = [one.published_at for one in facts.articles if one.published_at]
    yield "articles", f"{len(facts.articles):,}"
    yield "claims", f"{len(facts.claims):,}"
    yield "sources quoted", f"{len(facts.said_by):,}"
    yield "claims at second hand or further", f"{sum(len(one.chain) > 1 for one in facts.claims):,}"
    yield "languages", f"{len({one.language for one in facts.articles}):,}"
    if facts.threads:
        yield "threads", f"{len(facts.threads):,}"
    if verdicts := sum(map(len, facts.verdicts.values())):
        yield "verdicts", f"{verdicts:,}"
    if days:
        yield "days", " – ".join(dict.fromkeys((day(min(days)), day(max(days)))))


def _plots(facts: Facts) -> Iterator[Html]:
    """The claims by kind of source, by length of chain, by language and quote type, and over time."""
    kinds = Counter(words(one.source_kind) for one in facts.claims if one.source_kind)
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    yield bars("Claims by kind of source", {kind: {"claims": kinds[kind]} for kind in order}, ["claims"])
    days: Counter[tuple[date, str]] = Counter((one.published_at.date(), one.language) for one in facts.claims if one.published_at)
    if days:
        yield columns("Claims over time", days, sorted({language for _, language in days}))
    types = [*map(words, contract().labels("quote_type")), VOICE]
    quoted: Mapping[str, Counter[str]] = defaultdict(Counter)
    for one in facts.claims:
        quoted[one.language][words(one.quote_type or VOICE)] += 1
    yield bars("Claims by language and quote type", {language: quoted[language] for language in sorted(quoted)}, types)
    chains = Counter(len(one.chain) for one in facts.claims)
    yield bars("Claims by length of chain", {_long(length): {"claims": chains[length]} for length in sorted(chains)}, ["claims"])


def _long(length: int) -> str:
    return VOICE if not length else f"{length} source{'' if length == 1 else 's'}"


def _most_quoted(facts: Facts) -> Iterator[Html]:
    """The sources with most claims, where there are any."""
    if facts.said_by:
        yield element("h2", "Most quoted")
        yield _sources(_by_claims(facts)[:MOST_QUOTED], facts, "Sources with most claims")


def source_lists(facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the whole of each page of the list of sources, those with most claims first."""
    for path, keys, ways in pages_of(_by_claims(facts), "sources.html"):
        yield path, page(facts.title, "Sources", element("h1", "Sources"), _sources(keys, facts, "All sources"), ways, at=path)


def article_lists(facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the whole of each page of the list of articles, by day."""
    heads = ("Day", "Title", "Outlet", "Language", "Claims")
    for path, articles, ways in pages_of(facts.articles, "articles.html"):
        rows = [
            (
                day(one.published_at) or "no date",
                link(f"article/{one.article_id}.html", in_language("span", one.title or one.article_id, language=one.language)),
                element("bdi", one.outlet or ""), one.language, f"{len(facts.by_article.get(one.article_id, ())):,}",
            )
            for one in articles
        ]  # fmt: skip
        yield path, page(facts.title, "Articles", element("h1", "Articles"), table("All articles", heads, rows, ARTICLES), ways, at=path)


def _by_claims(facts: Facts) -> list[str]:
    """The ids of all sources, those with most claims first."""
    return sorted(facts.sources, key=lambda key: (-len(facts.said_by.get(key, ())), -len(facts.passed_on_by.get(key, ())), facts.sources[key].name, key))


def _sources(keys: Sequence[str], facts: Facts, caption: str) -> Html:
    """Sources with what they said and what they passed on, as a table."""
    rows = [
        (
            link(f"source/{key}.html", element("bdi", facts.sources[key].name)), words(facts.sources[key].kind),
            f"{len(facts.said_by.get(key, ())):,}", f"{len(facts.passed_on_by.get(key, ())):,}",
        )
        for key in keys
    ]  # fmt: skip
    return table(caption, ("Source", "Kind", "Claims", "Passed on"), rows, SOURCES)
