"""Commands that follow claims: track, thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.cli.output import console, refusals
from claims.errors import UsageError

if TYPE_CHECKING:
    from claims.model import Link, Refusal
    from claims.track import Embedder

NO_EMBEDDER = "none"
CACHE = ".cache"
WIDEST = 100  # cells of a line that is read with ease


@click.command()
@click.argument("path")
@click.option(
    "--embedder", default="use", show_default=True,
    help="What tells meanings over languages: use (16 languages), e5 (100), st:MODEL; none: only nearly the same words.",
)  # fmt: skip
def track(path: str, embedder: str) -> None:
    """Links between claims that are the same, newer, corrected or contradicted, proposed with their reasons.

    In a dataset repository they are written to links.jsonl, where what people have confirmed or rejected stays as it
    is; those of a release or of a folder of tables are printed as JSON lines.

    \b
    Example: claims track my-dataset --embedder none
    """
    from claims.corpus import jsonl, read_jsonl, write_jsonl
    from claims.dataset import is_repository
    from claims.loading import load
    from claims.track import link, relinked

    refused: list[Refusal] = []
    corpus = load(path, refused=refused)
    chosen = _embedder(embedder, Path(path))
    if not is_repository(Path(path)):
        found = link(corpus, chosen)
        click.echo(jsonl(found).decode(), nl=False)
    else:
        file = Path(path) / "links.jsonl"
        stored, _, broken = read_jsonl(file, "links") if file.is_file() else ([], [], [])
        if not broken:  # else they are among the refused already, and nothing is written over
            found = relinked(stored, link(corpus, chosen), corpus.rows("edits"))
            write_jsonl(file, found)
            click.echo(f"{_counted(found)}: {file}", err=True)
    refusals(refused)
    if refused:
        raise SystemExit(1)


@click.command()
@click.argument("path")
@click.option("--id", "which", help="A claim_id; of its thread all is shown. Else the threads are listed.")
@click.option("--turned", is_flag=True, help="For terminals that show right-to-left text from the left.")
def thread(path: str, which: str | None, turned: bool) -> None:
    """The life of a claim: who had it first, who repeated it, through whom, where a number changed.

    \b
    Example: claims thread my-dataset
    """
    from claims.loading import load
    from claims.show import Screen, listed, told
    from claims.track import threads
    from claims.track.threads import thread_of

    refused: list[Refusal] = []
    corpus = load(path, refused=refused)
    out = console()
    screen = Screen(min(out.width, WIDEST), out.color_system is not None, turned)
    if which is None:
        found = threads(corpus)
        if not found:
            click.echo(f"{path}: no claim is linked to another; claims track proposes links", err=True)
        lines = listed(found, screen)
    else:
        lines = told(thread_of(corpus, which), screen)
    with out.capture() as drawn:  # printed by click, which leaves a closed pipe to the program
        for line in lines:
            out.print(line)
    click.echo(drawn.get(), nl=False, color=True)
    refusals(refused)
    if refused:
        raise SystemExit(1)


def _embedder(name: str, folder: Path) -> Embedder | None:
    """The embedder of a name, in a repository with its vectors kept in a folder that git does not see."""
    from claims.dataset import is_repository
    from claims.track import get_embedder
    from claims.track.embedders import Cached

    if name == NO_EMBEDDER:
        return None
    found = get_embedder(name)
    if not is_repository(folder):
        return found
    cache = folder / CACHE
    try:
        cache.mkdir(exist_ok=True)
        (cache / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write: {error.strerror}", where=str(cache), mend="give yourself the right to write there") from None
    return Cached(found, cache / "vectors.sqlite")


def _counted(links: Sequence[Link]) -> str:
    """How many links of each relation there are."""
    counts = Counter(link.relation for link in links)
    return ", ".join(f"{relation} {counts[relation]:,}" for relation in sorted(counts)) or "no links"
