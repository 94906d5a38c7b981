"""Commands that exchange data with other tools: export, import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.options import about_articles, defaults
from claims.cli.output import refusals
from claims.errors import UsageError

if TYPE_CHECKING:
    from claims.model import Refusal

form_option = click.option("--format", "form", help="One of those that claims export --list lists.")


def _list_formats(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Nothing; the program ends with the list of formats, if that is asked for."""
    if wanted:
        from claims.exchange import FORMATS

        for one in FORMATS.values():
            needs = f"\n  needs:   pip install 'attributed-claims[{one.extra}]'" if one.extra else ""
            click.echo(f"{one.name}: {one.title}\n  carries: {one.carries}\n  loses:   {one.loses}{needs}")
        context.exit()


@click.command()
@click.argument("path")
@form_option
@click.option("--to", help="Folder to write, new or empty.")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list_formats, help="The formats, what each carries and what it loses.")
def export(path: str, form: str | None, to: str | None) -> None:
    """A dataset in the format of another tool: a dataset repository, a release or a folder of JSONL tables.

    What the format has no place for is counted on stderr.

    \b
    Example: claims export my-dataset --format brat --to for-brat
    """
    from claims.exchange import format_of, write_corpus
    from claims.loading import load

    chosen = format_of(_needed(form, "--format", "claims export --list lists them"))
    refused: list[Refusal] = []
    written = write_corpus(load(path, refused=refused), _needed(to, "--to", "name a new folder"), chosen.name)
    refused += written.refused
    refusals(refused)
    for line in _lost(written.lost, chosen.name):
        click.echo(line, err=True)
    click.echo(f"{written.articles} articles: {to}")
    if refused:
        raise SystemExit(1)


def _needed(value: str | None, option: str, mend: str) -> str:
    """The value of an option that cannot be left out."""
    if value is None:
        raise UsageError(f"{option} is missing", mend=mend)
    return value


def _lost(lost: Mapping[str, int], form: str) -> Iterator[str]:
    """A line for each kind of thing that a format has no place for."""
    for what, count in lost.items():
        yield f"not carried by {form}: {what}: {count:,}"


@click.command(name="import")
@click.argument("path")
@form_option
@click.option("--to", help="Folder of JSONL tables to write, new or empty.")
@click.option("--articles", help="Of gold in marks, instead: JSONL file of the plain articles.")
@about_articles
def import_(
    path: str, form: str | None, to: str | None, articles: str | None, language: str | None, outlet: str | None, license: str | None
) -> None:
    """What another tool made of articles, as a folder of JSONL tables that `claims validate` reads.

    Each span is proved against its text; what is wrong is refused with its place, and the rest goes on.

    \b
    Example: claims import from-brat --format brat --to tables
    """
    from claims.exchange import format_of, read_corpus, write_tables

    if articles is not None:
        from claims.gold import write_articles

        click.echo(f"{write_articles(path, Path(articles))} articles")
        return
    chosen = format_of(_needed(form, "--format", "claims export --list lists them"))
    folder = _needed(to, "--to", "name a new folder")
    refused: list[Refusal] = []
    corpus = read_corpus(path, chosen.name, refused, defaults=defaults(language, outlet, license))
    counts = write_tables(corpus, folder)
    refusals(refused)
    click.echo(f"{', '.join(f'{table} {count:,}' for table, count in counts.items())}: {folder}")
    if refused:
        raise SystemExit(1)
