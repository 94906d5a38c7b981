"""Commands on datasets: validate, publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli.options import about_release
from claims.cli.output import refusals

if TYPE_CHECKING:
    from claims.model import Refusal


@click.command()
@click.argument("path")
def validate(path: str) -> None:
    """Checks a dataset against the contract: a published folder or a folder of JSONL tables.

    \b
    Example: claims validate out
    """
    from claims.loading import load
    from claims.validate.checks import validate as check

    refused: list[Refusal] = []
    report = check(load(path, refused=refused))
    refusals(refused)
    click.echo(report.text())
    if refused or not report.ok:
        raise SystemExit(1)


@click.command()
@click.argument("path")
@about_release
def publish(path: str, to: str, name: str, version: str) -> None:
    """Publishes a folder of JSONL tables (or a release again) as Parquet with a dataset card.

    \b
    Example: claims publish my-tables --to out --name my-claims --version 1.0.0
    """
    from claims.loading import load
    from claims.publish.release import check_target
    from claims.publish.release import publish as release

    check_target(to, name=name, version=version)
    click.echo(str(release(load(path), to, name=name, version=version)))
