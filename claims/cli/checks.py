"""The command that lists the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claims.validate.frames import Check

HEADS = ("check", "table", "severity", "what holds")


@click.command()
@click.option("--markdown", is_flag=True, help="As a table in Markdown, with how to mend what breaks a check.")
def checks(markdown: bool) -> None:
    """Every check of `claims validate`: its name, its table, its severity, and what it says.

    \b
    Example: claims checks --markdown
    """
    from claims.validate.checks import checks as all_checks

    listed = all_checks()
    click.echo("\n".join(_page(listed) if markdown else _screen(listed)))


def _screen(listed: Sequence[Check]) -> Iterator[str]:
    """A line a check; the sentence last, since it is of any length."""
    rows = [HEADS, *((check.name, check.table, str(check.severity), check.sentence) for check in listed)]
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    for *cells, sentence in rows:
        yield "  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), sentence])


def _page(listed: Sequence[Check]) -> Iterator[str]:
    """A Markdown table with the mends."""
    yield _row([*HEADS, "mend"])
    yield _row(["---"] * (len(HEADS) + 1))
    for check in listed:
        yield _row([f"`{check.name}`", check.table, str(check.severity), check.sentence, check.mend])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
