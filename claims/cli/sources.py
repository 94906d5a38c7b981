"""The commands on a registry of sources: sources lint, sources find, sources merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claims.model import Source

registry_option = click.option("--in", "path", help="A registry in JSONL or a dataset repository; else the registry that comes with the program.")


@click.group()
def sources() -> None:
    """The registry of sources: what is doubtful in it, who is called so, two entries that are one.

    \b
    Example: claims sources find Песков
    """


@sources.command()
@registry_option
@click.option("--languages", help="Languages in which each should have an alias: ar,en,ru. Else those of dataset.yaml, if there is one.")
def lint(path: str | None, languages: str | None) -> None:
    """What is doubtful: aliases of two sources, offices that two hold at a time, languages without an alias.

    \b
    Example: claims sources lint --in my-dataset
    """
    from claims.sources.lint import lint as doubtful

    rows, places, spoken = _registry(path)
    wanted = [tag.strip() for tag in languages.split(",") if tag.strip()] if languages else spoken
    found = doubtful(rows, places, wanted)
    for one in found:
        click.echo(f"{one.where}: {one.what}: {one.reason}\n    mend: {one.mend}")
    click.echo(f"{len(rows):,} sources, {len(found):,} doubtful", err=True)
    if found:
        raise SystemExit(1)


@sources.command()
@click.argument("words", nargs=-1, required=True)
@registry_option
def find(words: tuple[str, ...], path: str | None) -> None:
    """The sources that are called so, in any script and any case.

    \b
    Example: claims sources find Песков
    """
    from claims.errors import UsageError
    from claims.show.screen import apart
    from claims.sources.find import find as called
    from claims.sources.find import near

    rows, _, _ = _registry(path)
    asked = " ".join(words)
    hits = called(rows, asked)
    if not hits:
        like = ", ".join(map(apart, near(rows, asked)))
        raise UsageError(f"nobody is called {asked!r}", mend=f"there are: {like}" if like else "give a part of a name")
    for source, alias in hits:
        by = f"  {apart(alias.text)} ({alias.language})" if alias and alias.text != source.name else ""
        click.echo(f"{source.source_id}  {source.kind}  {apart(source.name)}{by}")


@sources.command()
@click.argument("kept")
@click.argument("gone")
@click.option("--in", "folder", required=True, help="The dataset repository.")
@click.option("--annotator", required=True, help="Whose log takes down what changed: edits/ANNOTATOR.jsonl.")
@click.option("--guidelines", default="1", show_default=True, help="Version of the guidelines that the annotator follows.")
def merge(kept: str, gone: str, folder: str, annotator: str, guidelines: str) -> None:
    """Makes one source of two: KEPT gets the names of GONE, and what named GONE names KEPT.

    \b
    Example: claims sources merge src_kremlin src_0123456789abcdef --in my-dataset --annotator mila
    """
    from datetime import UTC, datetime

    from claims.sources.merge import merge as make_one

    done = make_one(folder, kept, gone, annotator=annotator, at=datetime.now(UTC), guideline_version=guidelines)
    rows = len(done.edits)
    click.echo(f"{kept} has {len(done.source.aliases)} aliases; {rows:,} {'row' if rows == 1 else 'rows'} changed in edits/{annotator}.jsonl")


def _registry(path: str | None) -> tuple[list[Source], dict[str, str], list[str]]:
    """The sources of a registry or a repository, the place of each, and the languages of the repository."""
    from pathlib import Path

    from claims.corpus import read_jsonl
    from claims.dataset import dataset_of, is_repository
    from claims.errors import DataError
    from claims.loading import load
    from claims.sources.registry import packaged

    file = Path(path) if path else packaged()
    if file.is_dir():
        corpus = load(file)
        rows = corpus.rows("sources")
        spoken = list(dataset_of(file).languages) if is_repository(file) else []
        return rows, {row.source_id: corpus.place("sources", row.source_id) for row in rows}, spoken
    rows, places, refused = read_jsonl(file, "sources")
    if refused:
        raise DataError(refused[0].reason, where=refused[0].where, mend=refused[0].mend)
    return rows, dict(zip((row.source_id for row in rows), places, strict=True)), []
