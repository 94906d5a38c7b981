"""Commands on datasets: init, publish, push, diff, upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.options import splits_option
from claims.errors import unknown

if TYPE_CHECKING:
    from claims.plan import Plan

FORMS = ("text", "json", "markdown")


@click.command()
@click.argument("folder")
@click.option("--name", help="Name of the dataset; else the folder's.")
@click.option("--license", default="unknown", show_default=True, help="Licence of the rows, as CC-BY-4.0.")
@click.option("--languages", default="en", show_default=True, help="Languages of the articles: ar,en,ru.")
def init(folder: str, name: str | None, license: str, languages: str) -> None:
    """A new dataset repository: a place for articles, and all that checks and publishes what is found in them.

    \b
    Example: claims init my-claims --license CC-BY-4.0 --languages ar,en
    """
    from claims.init import init as new

    tags = [tag.strip() for tag in languages.split(",") if tag.strip()]
    new(folder, name=name, license=license, languages=tags)
    click.echo(f"{folder} is a dataset repository; its README.md says how to go on")


@click.command()
@click.argument("path")
@click.option("--to", required=True, help="Folder to publish to; written whole or not at all.")
@click.option("--name", help="Name of the dataset; else what dataset.yaml says, or claims.")
@click.option("--version", help="Version of the dataset; else what dataset.yaml says, or 0.1.0.")
@click.option("--date", help="Day of the release, as 2026-07-01; else none is told.")
@click.option("--text", type=click.Choice(("full", "offsets-only")), help="What is published of the articles' texts; else what a release says, or full.")
@splits_option
def publish(path: str, to: str, name: str | None, version: str | None, date: str | None, text: str | None, cut: Plan | None) -> None:
    """Publishes a dataset repository or a folder of JSONL tables (or a release again) as Parquet with a dataset card.

    Beside the tables stand croissant.json, datapackage.json, CITATION.cff, the data statement, the changelog
    and the checksums. Name, version, splits and all else are read from dataset.yaml where there is one.
    With --text offsets-only no article's text is in it, only spans, hashes and short quotations (quotes: in dataset.yaml).

    \b
    Example: claims publish my-dataset --to out
    """
    from claims.loading import load
    from claims.publish.about import said_in
    from claims.publish.release import check_target
    from claims.publish.release import publish as release

    own_name, own_version, said = said_in(Path(path))
    name, version = name or own_name or "claims", version or own_version or "0.1.0"
    check_target(to, name=name, version=version)
    if date:
        said["date"] = date
    if text:
        said["text"] = text
    if cut:
        said["splits"] = cut
    click.echo(str(release(load(path), to, name=name, version=version, **said)))


@click.command()
@click.argument("release")
@click.option("--repo", required=True, help="The dataset on the hub, as org/name; made where it is not there.")
@click.option("--private", is_flag=True, help="Make a new one private.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def push(release: str, repo: str, private: bool, dry_run: bool) -> None:
    """Brings a published folder to the Hugging Face hub in one commit, and fetches it back to see that it arrived.

    \b
    Example: claims push out --repo my-lab/my-claims --dry-run
    """
    from claims.publish.hub import push as bring

    done = bring(release, repo, private=private, dry_run=dry_run)
    for sign, files in (("+", done.added), ("~", done.replaced), ("-", done.removed)):
        for file in files:
            click.echo(f"{sign} {file}")
    kind = "private" if done.private else "public"
    if not done.changes:
        click.echo(f"{repo} ({kind}) holds this release already: {done.revision}")
    elif dry_run:
        click.echo(f"would be one commit to {repo} ({kind}{', new' if done.created else ''})")
    else:
        click.echo(f"{repo} ({kind}) holds this release, fetched back and compared: {done.revision}")


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", default="text", show_default=True, help=f"How it is told: {', '.join(FORMS)}.")
@click.option("--exit-code", is_flag=True, help="Exit 1 where anything differs, as git diff does.")
def diff(old: str, new: str, form: str, exit_code: bool) -> None:
    """What changed from one edition of a dataset to the next, in terms of claims, and the version that asks for.

    OLD and NEW are releases, dataset repositories or folders of JSONL tables. A row that is gone, an id or a text that is
    another, an article in another split ask for a new first number; what was added for a second one; corrections and
    withdrawals for a third; below 1.0.0 each for one place lower.

    \b
    Example: claims diff out-1.0.0 my-dataset --format markdown
    """
    if form not in FORMS:
        raise unknown("format", form, FORMS)
    from claims.editions import changed
    from claims.publish import told

    found = changed(old, new)
    tell = {"text": told.text, "json": told.as_json, "markdown": told.markdown}[form]
    click.echo(tell(found), nl=form == "text")
    if exit_code and found.changes:
        raise SystemExit(1)


@click.command()
@click.argument("folder")
@click.option("--from", "old", help="The contract that a folder of JSONL tables follows, which has no dataset.yaml.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def upgrade(folder: str, old: str | None, dry_run: bool) -> None:
    """Brings a dataset repository, or a folder of JSONL tables, to the contract of this version.

    \b
    Example: claims upgrade my-dataset --dry-run
    """
    from claims.upgrade import upgrade as bring

    done = bring(folder, old=old, dry_run=dry_run)
    for file, rows in done.files.items():
        click.echo(f"{file}: {rows:,} {'line' if rows == 1 else 'lines'}")
    would = "would be brought" if dry_run else "brought"
    click.echo(f"{would} from contract {done.old} to {done.new}" if done.files else f"contract {done.new}: nothing to do")
