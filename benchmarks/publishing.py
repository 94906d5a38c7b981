"""What a release costs beside a bare write of its tables, in time and memory, and what it costs to ask it a question.

Times are of the clock, in rounds that take turns; what counts is the ratio within a round. Memory is the peak of a process of its
own that publishes a corpus from files. Nothing is validated here: that has a benchmark of its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from corpora import corpus_rows
from memory import peak
from page import PAGE, machine, spread, table, versions, write_section

import claims
from claims.contract import FLAT, TABLES
from claims.corpus import Corpus, attributed_claims
from claims.publish.about import About
from claims.publish.parquet import ARTICLES, ROW_GROUP, SETTINGS, TableFile, metadata
from claims.publish.release import write_release

if TYPE_CHECKING:
    import pyarrow as pa

CLAIMS_PER_ARTICLE = 6
ONCE = 5_000  # articles that are made, and repeated under other ids
SOURCE = "src_ada_finch"
ABOUT = About("measured", "1.0.0")
WAYS = {
    "publish": "a release: tables, flat view, card, descriptions, checksums",
    "bare": "`pyarrow.parquet.write_table` of the same tables, flat view given",
    "load": "`claims.load`, claims of one source",
    "scan": "`polars.scan_parquet`, claims of one source",
    "first": "a first `load_dataset`, claims of one source",
}
NAMES = {"bare": "the bare write", "scan": "the scan", "load": "`claims.load`"}
BESIDE = {"publish": "bare", "load": "scan", "first": "load"}


def write_corpus(size: int, folder: Path) -> None:
    """Nothing; the folder has the tables of a corpus with so many claims, a few thousand articles over and over."""
    articles = -(-size // CLAIMS_PER_ARTICLE)
    once = Corpus.from_rows(**corpus_rows(min(ONCE, articles), 1))
    (folder / "data").mkdir(parents=True)
    with ExitStack() as stack:
        files = {name: stack.enter_context(TableFile(name, folder / "data" / f"{name}.parquet")) for name in TABLES}
        for number in range(-(-articles // ONCE)):
            again = Corpus.from_tables({name: renamed(once.table(name), number) for name in TABLES if name != "sources"})
            for name in TABLES:
                files[name].write(again.table(name))
        files["sources"].write(once.table("sources"))


def renamed(rows: pa.Table, number: int) -> pa.Table:
    """The rows with the number at the beginning of each id but those of sources."""
    import pyarrow.compute as pc

    for at, name in enumerate(rows.column_names):
        if name.endswith("_id") and name != "source_id":
            rows = rows.set_column(at, name, pc.utf8_replace_slice(rows[name], 4, 9, f"{number:05x}"))
    return rows


def bare(tables: dict[str, pa.Table], folder: Path) -> None:
    """Nothing; each table is written by pyarrow alone, with the settings of a release."""
    import pyarrow.parquet as pq

    for name, rows in tables.items():
        group = ARTICLES if name == "articles" else ROW_GROUP
        pq.write_table(rows.replace_schema_metadata(metadata(name)), folder / name, row_group_size=group, **SETTINGS)


def first(folder: Path) -> int:
    """How many claims of the source `datasets` finds, with nothing prepared before."""
    import datasets

    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        rows = datasets.load_dataset(str(folder), split="train", cache_dir=cache)
        return len(rows.filter(lambda names: [name == SOURCE for name in names], batched=True, input_columns="source_id"))


def times(size: int, rounds: int, folder: Path) -> dict[str, list[float]]:
    """The seconds of each way in each round; what the ways find is held to be the same."""
    import polars as pl

    write_corpus(size, folder / "corpus")
    given = claims.load(folder / "corpus")
    corpus = Corpus.from_tables({name: given.table(name) for name in TABLES})
    tables = {FLAT: attributed_claims(corpus), **corpus.tables}
    release = folder / "release"
    asked = pl.col("source_id") == SOURCE
    ways: dict[str, Callable[[], object]] = {
        "publish": lambda: write_release(ABOUT, corpus, _new(release)),
        "bare": lambda: bare(tables, _new(folder / "bare")),
        "load": lambda: claims.load(release).scan().filter(asked).collect().height,
        "scan": lambda: pl.scan_parquet(release / "data" / f"{FLAT}.parquet").filter(asked).collect().height,
        "first": lambda: first(release),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        answers = {}
        for name, way in ways.items():
            began = time.perf_counter()
            answers[name] = way()
            if number:  # the first round warms up
                found[name].append(time.perf_counter() - began)
        assert len({answers[name] for name in ("load", "scan", "first")}) == 1, answers
    return found


def _new(folder: Path) -> Path:
    """The folder, made anew."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def memory(size: int, folder: Path) -> dict[str, float]:
    """The peak memory in MB and the seconds of a process that publishes a corpus of so many claims from its files."""
    write_corpus(size, folder / "corpus")
    run = [sys.executable, __file__, "--publish", str(folder / "corpus"), str(_new(folder / "release"))]
    return dict(json.loads(subprocess.run(run, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout))


def publish_and_tell(corpus: Path, release: Path) -> None:
    """Prints what `memory` reads."""
    began = time.perf_counter()
    write_release(ABOUT, claims.load(corpus), release)
    print(json.dumps({"peak": peak(), "seconds": time.perf_counter() - began}))


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints two tables; with --write they go into the result page too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims of the corpus whose times are taken")
    parser.add_argument("--memory", type=int, nargs="*", default=[1_000_000, 10_000_000], help="claims of corpora whose memory is taken")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, nargs="?", const=PAGE, help="also write the section into this page")
    parser.add_argument("--publish", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.publish:
        publish_and_tell(*options.publish)
        return
    with tempfile.TemporaryDirectory() as folder:
        taken = times(options.claims, options.rounds, Path(folder))
    sizes = {}
    for size in options.memory:
        with tempfile.TemporaryDirectory() as folder:
            sizes[size] = memory(size, Path(folder))
    lines = [[WAYS[name], spread(seconds), _ratio(name, taken)] for name, seconds in taken.items()]
    more = [[f"{size:,}", f"{one['peak']:,.0f}", f"{one['seconds']:,.1f}"] for size, one in sizes.items()]
    heads = ("way", "seconds", "times as long as"), ("claims", "peak memory, MB", "seconds")
    body = "\n\n".join(table(head, rows) for head, rows in zip(heads, (lines, more), strict=True) if rows)
    print(body)
    if options.write:
        said = f"--claims {options.claims} --rounds {options.rounds} --memory {' '.join(map(str, options.memory))}"
        head = f"{machine()}; {versions(['attributed-claims', 'pyarrow', 'polars', 'datasets'])}.\n`python benchmarks/publishing.py {said}`"
        what = (
            f"{options.claims:,} claims; medians (least to most) of {options.rounds} rounds that take turns. Then what publishing takes"
            " from files to files, in a process of its own."
        )
        write_section("Publishing", f"{head}\n\n{what}\n\n{body}", options.write)


def _ratio(name: str, taken: dict[str, list[float]]) -> str:
    """How many times as long a way took as the one beside it, round by round."""
    if name not in BESIDE:
        return ""
    ratios = [ours / theirs for ours, theirs in zip(taken[name], taken[BESIDE[name]], strict=True)]
    return f"{spread(ratios)} {NAMES[BESIDE[name]]}"


if __name__ == "__main__":
    main()
