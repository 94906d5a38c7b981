"""Commands that read articles: build, extract, show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from claims.cli.options import (
    about_articles,
    about_release,
    chosen_engine,
    defaults,
    engine_option,
    which_option,
)
from claims.cli.output import console, counted, refusals, table, written
from claims.errors import DataError, UsageError, unknown

if TYPE_CHECKING:
    from claims.extract.engine import Engine
    from claims.ingest import ArticleDefaults
    from claims.model import Refusal
    from claims.plan import Plan

FORMATS = ("jsonl", "rows", "standoff")
WIDEST = 100  # cells of a line that is read with ease
SUMMARY = ("language", "articles", "attributions", "nested", "claims", "author's voice")


@click.command()
@click.argument("paths", nargs=-1, required=True)
@about_release
@engine_option
@about_articles
def build(
    paths: tuple[str, ...],
    to: str,
    name: str,
    version: str,
    cut: Plan | None,
    engine: str,
    language: str | None,
    outlet: str | None,
    license: str | None,
) -> None:
    """Articles to a validated, published and loaded-back dataset.

    \b
    Example: claims build article_ar.txt --language ar --to out
    """
    from claims import whole

    about = defaults(language, outlet, license)
    with counted("articles") as progress:
        built = whole.build(
            paths,
            to,
            name=name,
            version=version,
            splits=cut,
            engine=engine,
            defaults=about,
            progress=progress,
        )
    beside = built.folder.with_name(built.folder.name + ".refused.jsonl")
    whole.write_refused((*built.refused_rows, *built.unfound), beside)
    refusals(built.refused_rows)
    click.echo(f"{name} {version}\n{table(SUMMARY, whole.summary(built))}\n")
    refused = f"{len(built.refused_rows)} articles or lines, {len(built.unfound)} cues"
    click.echo(f"dataset   {to}")
    click.echo(f"refused   {refused}: {beside.name}, beside it")
    click.echo(f"remarks   {len(built.remarks)} on invisible characters and unclosed quotations")
    click.echo(f"load it   datasets.load_dataset({to!r})   or   claims.load({to!r})")
    if built.refused_rows:
        raise SystemExit(1)


@click.command()
@click.argument("path")
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    help="jsonl: rows of the tables, a line an article. rows: a line a row, as a dataset repository "
    "keeps them. standoff: a line a document, from lines "
    'like {"doc_id": …, "text": …, "language": …}.',
)
@engine_option
@click.option("--registry", help="JSONL file of known sources; else the one that comes with the program.")
@click.option("-o", "--output", default="-", help="File to write; - is the screen.")
@about_articles
def extract(
    path: str,
    form: str,
    engine: str,
    registry: str | None,
    output: str,
    language: str | None,
    outlet: str | None,
    license: str | None,
) -> None:
    """Attributions and claims of articles, without publishing.

    \b
    Example: claims extract in.jsonl --format standoff --engine rules -o out.jsonl
    """
    from claims.publish.standoff import read_documents, write_standoff

    if form not in FORMATS:
        raise unknown("format", form, FORMATS)
    chosen = chosen_engine(engine, language)
    refused: list[Refusal] = []
    if registry and form == "standoff":
        raise UsageError("standoff names no sources", mend="leave out --registry, or --format rows")
    with written(output) as out:
        if form == "standoff":
            documents = read_documents(path, refused, language=language)
            write_standoff(documents, chosen, out, refused)
        else:
            about = defaults(language, outlet, license)
            for line in _found(path, chosen, about, registry, form, refused):
                out.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
    refusals(refused)
    if refused:
        raise SystemExit(1)


def _found(
    path: str,
    engine: Engine,
    about: ArticleDefaults,
    registry: str | None,
    form: str,
    refused: list[Refusal],
) -> Iterator[dict[str, Any]]:
    """A line an article, or a line a row."""
    from claims.extracted import article_lines, row_lines
    from claims.ingest import read_articles
    from claims.runner import run
    from claims.sources.registry import Registry

    places: dict[str, str] = {}
    known = Registry.from_file(registry)
    articles = read_articles(path, defaults=about, refused=refused, places=places)
    found = run(articles, engine=engine, registry=known, refused=refused, places=places)
    return row_lines(found, known) if form == "rows" else article_lines(found)


@click.command()
@click.argument("path")
@which_option
@click.option(
    "--turned", is_flag=True, help="For terminals that show right-to-left text from the left."
)
@engine_option
@about_articles
def show(
    path: str,
    which: str,
    turned: bool,
    engine: str,
    language: str | None,
    outlet: str | None,
    license: str | None,
) -> None:
    """One article with coloured spans, its chains and its claims.

    \b
    Example: claims show article_ar.txt
    """
    from claims.ingest import read_articles
    from claims.runner import run
    from claims.show import Screen, find, page
    from claims.sources.registry import Registry

    chosen = chosen_engine(engine, language)
    refused: list[Refusal] = []
    about = defaults(language, outlet, license)
    places: dict[str, str] = {}
    articles = read_articles(path, defaults=about, refused=refused, places=places)
    article = find(articles, which)
    if article is None:
        refusals(refused)
        raise (DataError if refused else UsageError)(
            f"no article {which!r}",
            where=path,
            mend="give a number, counted from 1, or an article_id of this file",
        )
    out = console()
    screen = Screen(min(out.width, WIDEST), out.color_system is not None, turned)
    registry = Registry.from_file(None)
    for one in run([article], engine=chosen, registry=registry, refused=refused, places=places):
        with out.capture() as drawn:  # printed by click, which leaves a closed pipe to the program
            for line in page(one, screen):
                out.print(line)
        click.echo(drawn.get(), nl=False, color=True)
    refusals(refused)
    if refused:
        raise SystemExit(1)
