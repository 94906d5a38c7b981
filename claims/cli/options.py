"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from claims.extract.engine import Engine
    from claims.ingest import ArticleDefaults
    from claims.plan import Plan

Command = Callable[..., Any]

engine_option = click.option(
    "--engine", default="rules", show_default=True, help="What finds the attributions."
)
which_option = click.option(
    "--id",
    "which",
    default="1",
    show_default=True,
    help="Which article: its number, counted from 1, or its article_id.",
)


def about_articles(command: Command) -> Command:
    """The command with what its caller may say about all articles, handed on as `defaults`."""
    for option in (
        click.option("--license", help="Licence of articles that name none."),
        click.option("--outlet", help="Outlet of articles that name none."),
        click.option(
            "--language",
            help="Language of all articles (see `claims languages`); else their own, or the detected one.",
        ),
    ):
        command = option(command)
    return command


splits_option = click.option(
    "--splits", "cut", callback=lambda _context, _option, said: plan(said), metavar="SPLIT=SHARE,...",
    help="Cut it: train=.8,validation=.1,test=.1, or by=time,validation=2025-06-01,test=2025-07-01.",
)  # fmt: skip


def plan(said: str | None) -> Plan | None:
    """The plan that `split=share` pairs between commas make; UsageError where they make none."""
    from claims.plan import plan_of

    if said is None:
        return None
    pairs = [pair.partition("=") for pair in said.split(",")]
    return plan_of({key.strip(): value.strip() for key, _, value in pairs})


def about_release(command: Command) -> Command:
    """The command with the name, version, splits and place of what it publishes."""
    for option in (
        splits_option,
        click.option(
            "--version", default="0.1.0", show_default=True, help="Version of the dataset."
        ),
        click.option("--name", default="claims", show_default=True, help="Name of the dataset."),
        click.option(
            "--to", required=True, help="Folder to publish to; written whole or not at all."
        ),
    ):
        command = option(command)
    return command


def chosen_engine(name: str, language: str | None) -> Engine:
    """The engine of this name; UsageError where it does not know the language that the caller gives."""
    from claims.extract.engine import get_engine
    from claims.runner import check_language

    engine = get_engine(name)
    if language:
        check_language(engine, language)
    return engine


def defaults(language: str | None, outlet: str | None, license: str | None) -> ArticleDefaults:
    """What the caller says about all articles."""
    from claims.ingest import ArticleDefaults

    return ArticleDefaults(language, outlet, license)
