"""What commands write: files put in place whole, refusals, a table, a progress line on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from claims.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from claims.model import Refusal


@contextmanager
def written(path: str) -> Iterator[IO[str]]:
    """A text file to write, which stands in its place when the block ends without an error; - is the screen."""
    if path == "-":
        if sys.stdout is None:
            raise UsageError("there is no stdout to write to", mend="-o FILE")
        yield sys.stdout
        return
    place = side = Path(path)
    regular = place.is_file() or not place.exists()  # a pipe or a device is written to as it is
    if regular:
        place = place.resolve()
        side = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with side.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        if regular:
            os.replace(side, place)
    except OSError as error:
        mend = "give a file in a folder that you may write to"
        raise UsageError(f"cannot write: {error.strerror}", where=path, mend=mend) from None
    finally:
        if regular and side.exists():
            side.unlink()


def refusals(refused: Iterable[Refusal]) -> None:
    """Nothing; each refusal is told on stderr with its place and its mend."""
    for one in refused:
        mend = f"\n  mend: {one.mend}" if one.mend else ""
        click.echo(f"{one.where}: refused {one.what}: {one.reason}{mend}", err=True)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, words to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = []
    for row in (heads, *rows):
        first, *numbers = (cell for cell in row)
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        lines.append("  ".join(cells))
    return "\n".join(lines)


@contextmanager
def counted(what: str) -> Iterator[Callable[[Any], None]]:
    """A function to call for each thing that is done, counted on stderr if that is a terminal."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda _: bar.advance(task)


def console() -> Console:
    """The screen, with no colours where it is no terminal or where NO_COLOR is set."""
    from rich.console import Console

    bare = bool(os.environ.get("NO_COLOR"))
    return Console(color_system=None if bare else "auto", highlight=False, soft_wrap=True)
