"""The command on a site of pages: report."""

from __future__ import annotations

import click


@click.command()
@click.argument("path")
@click.option("--to", required=True, help="Folder to write to; written whole or not at all.")
def report(path: str, to: str) -> None:
    """A dataset as a static site: overview, articles with their spans, sources, threads, search. Opens from the disk.

    \b
    Example: claims report demo-out --to pages
    """
    from pathlib import Path

    from claims.loading import load
    from claims.publish.about import said_in
    from claims.report import Title, write_site

    name, version, said = said_in(Path(path))
    title = Title(name or Path(path).resolve().name, version, said.get("title"), said.get("description"), said.get("license"))
    click.echo(str(write_site(load(path), to, title) / "index.html"))
