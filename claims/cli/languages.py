"""The command on languages."""

from __future__ import annotations

import click


@click.command()
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
