"""Hostile text in linear time: 1, 2, 4, 8 MB of one thing over and over, read as an article and extracted from.

The figures are CPU seconds, so that neighbours on the machine do not count. Twice the text in about
twice the time is linear; growth is the exponent over all sizes: 1 linear, 2 quadratic.
"""

from __future__ import annotations

import argparse
import gc
import math
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from page import PAGE, machine, table, versions, write_section

from claims import Article, read_articles
from claims.extract.engine import get_engine
from claims.ingest import ArticleDefaults

MEGABYTE = 1_000_000  # bytes of UTF-8
SIZES = (1.0, 2.0, 4.0, 8.0)
HEAD = ("text", "reading, s", "ratios", "extracting, s", "ratios", "growth", "rows")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hostile:
    """What a text is made of: how it begins, and what stands in it over and over."""

    unit: str
    language: str
    opening: str = ""
    label: str = ""

    def text(self, megabytes: float) -> str:
        """At most so many megabytes of it, at least one unit."""
        room = megabytes * MEGABYTE - len(self.opening.encode())
        return self.opening + self.unit * max(1, int(room / len(self.unit.encode())))

    def name(self) -> str:
        """Its label, else how it begins and its unit as Markdown, newlines as their sign."""
        parts = [f"`{part}`".replace("\n", "⏎") for part in (self.opening, self.unit) if part]
        return self.label or " ".join(parts)


HOSTILE = (
    Hostile("«", "ru"),
    Hostile('"', "en"),
    Hostile("(", "en"),
    Hostile("قال ", "ar"),
    Hostile("said ", "en"),
    Hostile("говорит, что ", "ru"),
    Hostile("قال إن ", "ar"),
    Hostile("According to ", "en"),
    Hostile('"He said that we are ready." ', "en", opening='"We all are ready," he said. '),
    Hostile("\u0301\u0323", "en", opening="a", label="a letter with marks above and below"),
    Hostile("so\n", "en"),  # these two are no single line: all headings, all labels of who speaks
    Hostile("Kim: no talks are held\n", "en", opening="Kim said that talks are held.\n"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One text in one size: CPU seconds of reading its file and of extracting, and how many rows came out."""

    megabytes: float
    reading: float
    extracting: float
    rows: int


def measure(hostile: Hostile, megabytes: float, folder: Path) -> Run:
    """Writes the text into a file, reads it as an article, extracts from it."""
    file = folder / "hostile.txt"
    file.write_text(hostile.text(megabytes), encoding="utf-8", newline="\n")
    defaults = ArticleDefaults(hostile.language)
    (article,), reading = _timed(lambda: list(read_articles(file, defaults=defaults)))
    found, extracting = _timed(lambda: get_engine("rules").extract(article))
    rows = len(found.attributions) + len(found.claims) + len(found.refused)
    return Run(megabytes, reading, extracting, rows)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    began = time.process_time()
    return work(), time.process_time() - began


def growth(runs: Sequence[Run]) -> float | None:
    """The exponent of the whole time from the least size to the most; None of one size or of no time."""
    first, last = runs[0], runs[-1]
    a, b = first.reading + first.extracting, last.reading + last.extracting
    if last.megabytes <= first.megabytes or a <= 0 or b <= 0:
        return None
    return math.log(b / a) / math.log(last.megabytes / first.megabytes)


def row(hostile: Hostile, runs: Sequence[Run]) -> list[str]:
    """The line of a text in the table: a figure for each size, a ratio for each size but the first."""
    reading, extracting = [run.reading for run in runs], [run.extracting for run in runs]
    exponent = growth(runs)
    return [
        hostile.name(),
        *(_seconds(reading), _ratios(reading), _seconds(extracting), _ratios(extracting)),
        "" if exponent is None else f"{exponent:.2f}",
        f"{runs[-1].rows:,}",
    ]


def _seconds(times: Sequence[float]) -> str:
    return " · ".join(f"{seconds:.2f}" for seconds in times)


def _ratios(times: Sequence[float]) -> str:
    return " · ".join(
        f"{now / before:.1f}" if before > 0 else "?" for before, now in pairwise(times)
    )


def warm_up() -> None:
    """Loads the language packs, so that no run pays for them."""
    for language in sorted({hostile.language for hostile in HOSTILE}):
        get_engine("rules").extract(Article("art_" + "0" * 16, None, "a", "", language))


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a line a text; with --write the table goes into the result page too."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, nargs="+", default=SIZES, help="sizes in UTF-8")
    parser.add_argument(
        "--write", type=Path, nargs="?", const=PAGE, help="the page, RESULTS.md if not named"
    )
    options = parser.parse_args(arguments)
    if min(options.megabytes) <= 0:
        parser.error("--megabytes: a size is above 0")
    sizes = sorted(options.megabytes)
    shown = " ".join(f"{size:g}" for size in sizes)
    warm_up()
    rows = []
    print(f"CPU seconds at {shown} MB; the ratio to the size before; {', '.join(HEAD)}")
    with tempfile.TemporaryDirectory() as folder:
        for hostile in HOSTILE:
            rows.append(row(hostile, [measure(hostile, size, Path(folder)) for size in sizes]))
            print("  ".join(rows[-1]), flush=True)
    if options.write:
        said = (
            f"{machine()}; {versions(['attributed-claims', 'ahocorasick_rs'])}.\n"
            f"`python benchmarks/linear.py --megabytes {shown}`",
            f"CPU seconds at {shown} MB, each run once; the ratio is to the size before. Growth is the exponent of\n"
            "the whole time over the sizes: 1 is linear, 2 quadratic. Rows are what came out of the largest, kept and refused.",
            table(HEAD, rows),
        )
        write_section("Hostile text", "\n\n".join(said), options.write)


if __name__ == "__main__":
    main()
