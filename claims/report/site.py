"""A report on the disk: every page of it, written aside and put in place as one folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path

from claims.corpus import Corpus
from claims.errors import InvalidCorpus, UsageError
from claims.publish.place import beside
from claims.report.article import article_page
from claims.report.facts import Facts, Title
from claims.report.overview import article_lists, overview, source_lists
from claims.report.search import index, search_page
from claims.report.source import source_pages
from claims.report.thread import thread_lists, thread_page
from claims.validate.checks import validate

STATIC = ("report.css", "article.js", "search.js")
FILES = "files.txt"  # of a report, by which it knows itself again
SHOWN = 5


def write_site(corpus: Corpus, to: str | Path, title: Title) -> Path:
    """The folder of the report, whole or not at all; the same corpus gives the same bytes.

    InvalidCorpus, with the report of the validation, where a check fails; UsageError where the folder holds anything
    else than an earlier report.
    """
    target = Path(to).resolve()
    _check_folder(target)
    found = validate(corpus)
    if not found.ok:
        mend = "correct what is listed; `claims validate` shows it again"
        raise InvalidCorpus("the corpus breaks its contract and was not reported on", report=found, mend=mend)
    try:
        with beside(target) as folder:
            names = sorted(_write(folder, path, text) for path, text in pages(Facts.of(corpus, title)))
            _write(folder, FILES, "\n".join([*names, ""]))
    except OSError as error:
        raise UsageError(f"cannot write the report: {error.strerror}", where=str(target), mend="give a folder that you may write to") from error
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


def _check_folder(target: Path) -> None:
    """Nothing; UsageError where something stands that no earlier report put there."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError("a file stands where the report should go", where=str(target), mend="give another folder")
    listed = target / FILES
    ours = {FILES, *(listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else ())}
    strange = sorted(name for file in target.rglob("*") if file.is_file() and (name := file.relative_to(target).as_posix()) not in ours)
    if strange:
        what = f"the folder holds what is not of a report: {', '.join(strange[:SHOWN])}"
        raise UsageError(what, where=str(target), mend="give a new or empty folder, or move these files away")
