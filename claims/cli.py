"""The command line: parse, call one door, print. Data on stdout, talk on stderr; exit 0 ok, 1 data, 2 misuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from claims import __version__
from claims.errors import ClaimsError, InvalidCorpus, UsageError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with this package's errors as a message and an exit code, never a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except ClaimsError as error:
            if isinstance(error, InvalidCorpus):
                click.echo(error.report.text(), err=True)  # type: ignore[attr-defined]
            click.echo(f"error: {error}", err=True)
            raise SystemExit(error.exit_code) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None

    return run


def _refusals(refused: Any) -> None:
    for one in refused:
        mend = f"\n  mend: {one.mend}" if one.mend else ""
        click.echo(f"{one.where}: refused {one.what}: {one.reason}{mend}", err=True)


def _defaults(language: str | None, outlet: str | None, license: str | None) -> Any:
    from claims.ingest import ArticleDefaults

    return ArticleDefaults(language, outlet, license)


def about_articles(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what a caller may say about all articles."""
    for option in (
        click.option("--license", help="Licence of articles that name none."),
        click.option("--outlet", help="Outlet of articles that name none."),
        click.option("--language", help="Language of all articles (BCP-47: ar, en, ru); else front matter or detection."),
    ):
        command = option(command)
    return command


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="claims")
def main() -> None:
    """News articles in, a validated dataset of attributed claims out.

    \b
    Example: claims build data/articles --to out
    """


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--to", required=True, help="Folder of the dataset; written whole or not at all.")
@click.option("--name", default="claims", show_default=True)
@click.option("--version", "version_", default="0.1.0", show_default=True)
@click.option("--engine", default="rules", show_default=True)
@about_articles
@guarded
def build(paths: tuple[str, ...], to: str, name: str, version_: str, engine: str, language: str | None, outlet: str | None, license: str | None) -> None:
    """Articles to a validated, published and loaded-back dataset.

    \b
    Example: claims build article_ar.txt --language ar --to out
    """
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

    from claims.whole import build as whole
    from claims.whole import summary, write_refused

    talk = Console(stderr=True)
    with Progress(console=talk, transient=True) as bar:
        task = bar.add_task("articles", total=None)
        built = whole(
            paths, to, name=name, version=version_, engine=engine,
            defaults=_defaults(language, outlet, license), progress=lambda article: bar.advance(task),
        )  # fmt: skip
    _refusals(built.refused_rows)
    table = Table(title=f"{name} {version_}")
    for head in ("language", "articles", "attributions", "nested", "claims", "author's voice"):
        table.add_column(head, justify="left" if head == "language" else "right")
    for row in summary(built):
        table.add_row(*row, end_section=False)
    Console().print(table)
    beside = built.folder.with_name(built.folder.name + ".refused.jsonl")
    write_refused((*built.refused_rows, *built.unfound), beside)
    click.echo(f"dataset   {to}")
    click.echo(f"refused   {len(built.refused_rows)} articles or lines, {len(built.unfound)} cues: {beside.name}, beside it")
    click.echo(f"remarks   {len(built.remarks)} on invisible characters and unclosed quotations")
    click.echo(f"load it   datasets.load_dataset({to!r})   or   claims.load({to!r})")
    if built.refused_rows:
        raise SystemExit(1)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--format", "form", default="jsonl", show_default=True, help="jsonl or standoff")
@click.option("--engine", default="rules", show_default=True)
@click.option("-o", "--output", default="-", help="File to write; - is the screen.")
@about_articles
@guarded
def extract(path: Path, form: str, engine: str, output: str, language: str | None, outlet: str | None, license: str | None) -> None:
    """Attributions and claims of articles, without publishing.

    \b
    Example: claims extract in.jsonl --format standoff --engine rules -o out.jsonl
    """
    import json

    from claims.errors import unknown
    from claims.extract.engine import get_engine
    from claims.model import Refusal

    if form not in ("jsonl", "standoff"):
        raise unknown("format", form, ("jsonl", "standoff"))
    chosen, refused = get_engine(engine), list[Refusal]()
    with click.open_file(output, "w", encoding="utf-8", atomic=output != "-") as out:
        if form == "standoff":
            from claims.publish.standoff import read_documents, write_standoff

            write_standoff(read_documents(path, refused), chosen, out, refused)
        else:
            from claims.corpus import row_to_dict
            from claims.ingest import read_articles
            from claims.runner import run
            from claims.sources.registry import Registry

            articles = read_articles(path, defaults=_defaults(language, outlet, license), refused=refused)
            for one in run(articles, engine=chosen, registry=Registry.from_file(None), refused=[]):
                rows = {
                    "article_id": one.article.article_id,
                    "attributions": [row_to_dict(a) for a in one.extraction.attributions],
                    "claims": [row_to_dict(c) for c in one.extraction.claims],
                    "sources": [row_to_dict(s) for s in one.sources],
                }
                out.write(json.dumps(rows, ensure_ascii=False, sort_keys=True) + "\n")
    _refusals(refused)
    if refused:
        raise SystemExit(1)


@main.command()
@click.argument("path")
@guarded
def validate(path: str) -> None:
    """Checks a dataset against the contract: a published folder or a folder of JSONL tables.

    \b
    Example: claims validate out
    """
    from claims.loading import load
    from claims.model import Refusal
    from claims.validate.checks import validate as check

    refused: list[Refusal] = []
    report = check(load(path, refused=refused))
    _refusals(refused)
    click.echo(report.text())
    if refused or not report.ok:
        raise SystemExit(1)


@main.command()
@click.argument("path")
@click.option("--to", required=True, help="Folder of the release.")
@click.option("--name", default="claims", show_default=True)
@click.option("--version", "version_", default="0.1.0", show_default=True)
@guarded
def publish(path: str, to: str, name: str, version_: str) -> None:
    """Publishes a folder of JSONL tables (or a release again) as Parquet with a dataset card.

    \b
    Example: claims publish my-tables --to out --name my-claims --version 1.0.0
    """
    from claims.loading import load
    from claims.publish.release import publish as release

    click.echo(str(release(load(path), to, name=name, version=version_)))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--id", "number", default=1, show_default=True, help="Which article of the file, counted from 1.")
@about_articles
@guarded
def show(path: Path, number: int, language: str | None, outlet: str | None, license: str | None) -> None:
    """One article with coloured spans, its chains and its claims.

    \b
    Example: claims show article_ar.txt
    """
    from itertools import islice

    from rich.console import Console

    from claims.extract.engine import get_engine
    from claims.ingest import read_articles
    from claims.runner import run
    from claims.show import coloured, lines
    from claims.sources.registry import Registry

    articles = islice(read_articles(path, defaults=_defaults(language, outlet, license)), max(0, number - 1), None)
    article = next(articles, None)
    if article is None:
        raise UsageError(f"no article {number}", where=str(path), mend="give a smaller --id")
    one = next(run([article], engine=get_engine("rules"), registry=Registry.from_file(None), refused=[]))
    console = Console()
    console.print(coloured(article, one.extraction), soft_wrap=True)
    console.print()
    for line in lines(article, one.extraction, {s.source_id: s.name for s in one.sources}):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


@main.command(name="import")
@click.argument("path")
@click.option("--articles", required=True, help="JSONL file of the plain articles.")
@guarded
def import_(path: str, articles: str) -> None:
    """Plain articles out of a folder of gold in marks.

    \b
    Example: claims import data/corpus/ar --articles data/articles/ar.jsonl
    """
    from claims.gold import write_articles

    click.echo(f"{write_articles(path, articles)} articles")


@main.command()
@guarded
def languages() -> None:
    """The languages that the rules engine reads, with the size of their packs.

    \b
    Example: claims languages
    """
    from claims.languages.pack import languages as packs
    from claims.languages.pack import load_pack

    for code in packs():
        pack = load_pack(code)
        click.echo(f"{code}\t{pack.name}\t{len(pack.forms)} cue forms\t{len(pack.markers)} markers")
