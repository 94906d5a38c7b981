"""Commands on datasets: validate, publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from claims.cli.options import about_release

if TYPE_CHECKING:
    from claims.model import Refusal
    from claims.validate.report import Report


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
    report = _with_broken_lines(check(load(path, refused=refused)), refused)
    click.echo(report.text())
    if not report.ok:
        raise SystemExit(1)


def _with_broken_lines(report: Report, refused: Iterable[Refusal]) -> Report:
    """The report with an error for each line that could not be read as a row."""
    from claims.validate.report import Issue, Severity

    issues = [
        Issue("broken_line", Severity.ERROR, one.what, None, one.where, one.reason, mend=one.mend)
        for one in refused
    ]
    return replace(report, issues=(*issues, *report.issues))


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
