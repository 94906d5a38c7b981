"""Commands on the contract: show, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.errors import UsageError, unknown

if TYPE_CHECKING:
    from claims.contract.changes import Change

FORMATS = ("markdown", "json", "json-schema", "arrow")


@click.group()
def contract() -> None:
    """The contract that datasets follow: what it says, and what a new version of it would break.

    \b
    Example: claims contract diff 1.0.0 installed
    """


@contract.command()
@click.option(
    "--format",
    "form",
    default="markdown",
    show_default=True,
    help="markdown: to read. json: all of it, as a released version is kept. json-schema: of the JSONL lines. "
    "arrow: of the Parquet files.",
)
@click.option("--table", help="Only this table.")
def show(form: str, table: str | None) -> None:
    """The contract of this version.

    \b
    Example: claims contract show --format json-schema --table claims
    """
    import json

    from claims.contract import arrow_schema, dictionary_markdown, json_schema
    from claims.contract import contract as ours
    from claims.contract.released import released_json

    if form not in FORMATS:
        raise unknown("format", form, FORMATS)
    known = ours()
    tables = [known.table(table).name] if table else list(known.tables)
    if form == "markdown":
        click.echo(dictionary_markdown(level=1, tables=tables), nl=False)
    elif form == "json":
        if table:
            raise UsageError("json is the whole contract", mend="leave out --table, or --format json-schema")
        click.echo(released_json(known), nl=False)
    elif form == "json-schema":
        found = {name: json_schema(name) for name in tables}
        click.echo(json.dumps(found[table] if table else found, ensure_ascii=False, indent=1))
    else:
        parts = [f"# {name}\n{arrow_schema(name)}" for name in tables]
        click.echo("\n\n".join(parts))


@contract.command()
@click.argument("old")
@click.argument("new", default="installed")
def diff(old: str, new: str) -> None:
    """What changed from one contract to another, and the version that asks for; exit 1 if a break is not in the version.

    OLD and NEW are folders of schemas, released contracts (a JSON file, or a version as 1.0.0), git revisions, or the
    word installed, which NEW is unless given.

    \b
    Example: claims contract diff 1.0.0 schemas
    """
    from claims.contract.changes import breaks, changes, high_enough, proposed
    from claims.contract.places import contract_at

    before, after = contract_at(old), contract_at(new)
    found = changes(before, after)
    for line in _lines(found):
        click.echo(line)
    verdict = "is enough" if high_enough(before, after, found) else f"should be {proposed(before, found)}"
    told = f"{_counted(found)}; the version {verdict}" if found else "no change"
    click.echo(f"{before.version} -> {after.version}: {told}")
    if breaks(before, after, found):
        raise SystemExit(1)


def _lines(found: list[Change]) -> list[str]:
    """A line a change, in columns."""
    width = max((len(change.kind) for change in found), default=0)
    return [f"{change.kind:{width}}  {change.where}: {change.what}" for change in found]


def _counted(found: list[Change]) -> str:
    """How many changes there are of each kind."""
    kinds = [change.kind for change in found]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
