"""The command that puts the texts back into an edition without them."""

from __future__ import annotations

import click


@click.command()
@click.argument("edition")
@click.option("--articles", multiple=True, metavar="PATH", help="Files or folders that have articles; may be given several times.")
@click.option("--fetch", is_flag=True, help="Ask for those that are not there at their url, as robots.txt allows.")
@click.option("--to", required=True, help="Folder to write to; written whole or not at all.")
def rebuild(edition: str, articles: tuple[str, ...], fetch: bool, to: str) -> None:
    """Makes an edition without texts whole again, from articles that you have or that their outlets still show.

    Articles are found by the hash of their text, their id or their url. An identical text gives back the very tables of the full
    edition; in one that changed each span is looked for anew. rebuild.jsonl in the new folder tells of every article, and
    of every span and row that is not as it was.

    \b
    Example: claims rebuild edition --articles my-articles --to full
    """
    from claims.cli.output import refusals
    from claims.rebuild import rebuild as make
    from claims.rebuild import summary

    done = make(edition, to, articles=articles, fetch=fetch)
    refusals(done.refused)
    for what, count in summary(done).items():
        if count or what.startswith("articles"):
            click.echo(f"{what}: {count:,}")
    click.echo(str(done.folder))
