"""A report on the disk: every page of it, written aside and put in place as one folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path

from claims.corpus import Corpus
from claims.errors import InvalidCorpus, UsageError
from claims.publish.place import ANOTHER_PLACE, beside, check_place
from claims.report.article import article_page
from claims.report.facts import Facts, Title
from claims.report.overview import article_lists, overview, source_lists
from claims.report.search import index, search_page
from claims.report.source import source_pages
from claims.report.thread import thread_lists, thread_page
from claims.validate.checks import validate

STATIC = ("report.css", "article.js", "search.js")
FILES = "files.txt"  # of a report, by which it knows itself again


def write_site(corpus: Corpus, to: str | Path, title: Title) -> Path:
    """The folder of the report, whole or not at all; the same corpus gives the same bytes.

    InvalidCorpus, with the report of the validation, where a check fails; UsageError where the folder holds anything
    else than an earlier report.
    """
    target = Path(to).resolve()
    check_place(target, "report", lambda: _listed(target))
    found = validate(corpus)
    if not found.ok:
        mend = "correct what is listed; `claims validate` shows it again"
        raise InvalidCorpus("the corpus breaks its contract and was not reported on", report=found, mend=mend)
    try:
        with beside(target) as folder:
            names = sorted(_write(folder, path, text) for path, text in pages(Facts.of(corpus, title)))
            _write(folder, FILES, "\n".join([*names, ""]))
    except OSError as error:
        raise UsageError(f"cannot write the report: {error.strerror}", where=str(target), mend=ANOTHER_PLACE) from error
    return target


def pages(facts: Facts) -> Iterator[tuple[str, str]]:
    """The path and the text of each file of the site."""
    yield "index.html", overview(facts)
    yield "search.html", search_page(facts)
    yield from chain(article_lists(facts), source_lists(facts), thread_lists(facts), index(facts))
    for article in facts.articles:
        yield f"article/{article.article_id}.html", article_page(article, facts)
    for source in facts.sources.values():
        yield from source_pages(source, facts)
    for thread in facts.threads:
        yield f"thread/{thread.first.claim_id}.html", thread_page(thread, facts)
    for name in STATIC:
        yield f"static/{name}", (files("claims.report") / "static" / name).read_text(encoding="utf-8")


def _write(folder: Path, path: str, text: str) -> str:
    """The path, where the text stands now."""
    place = folder / path
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(text.encode())
    return path


def _listed(folder: Path) -> set[str]:
    """The files of an earlier report in a folder."""
    listed = folder / FILES
    return {FILES, *(listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ())}
