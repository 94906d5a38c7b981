"""Is a release larger than memory validated in little memory? Releases of several sizes, each in a process of its own.

    python benchmarks/larger.py --claims 1000000 10000000

A generated corpus is written over and over, each time with other ids, so that ten million claims take minutes, not an hour.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpora import corpus_rows
from memory import peak
from page import PAGE, machine, table, versions, write_section

from claims.contract import TABLES, contract
from claims.corpus import Corpus, edit_hash
from claims.corpus.arrow import from_arrow, to_arrow
from claims.model import Edit

if TYPE_CHECKING:
    import pyarrow as pa

CLAIMS_PER_ARTICLE = 6
ARTICLES = 10_000  # of the corpus that is written over and over
ROW_GROUP = 100_000
IDS = ("_id", "row_id")  # what columns of ids end in
HEAD = ("claims", "rows", "MB of Parquet", "seconds", "peak memory, MB", "found")


def write_release(claims: int, folder: Path) -> None:
    """Nothing; the folder has the tables of a valid corpus of so many claims, as a release has them."""
    import pyarrow.parquet as pq

    articles = -(-claims // CLAIMS_PER_ARTICLE)
    once = Corpus.from_rows(**corpus_rows(min(articles, ARTICLES), 1))
    (folder / "data").mkdir(parents=True)
    writers = {}
    for number in range(-(-articles // ARTICLES)):
        again = Corpus.from_tables({name: renamed(name, once.table(name), number) for name in TABLES})
        for name in TABLES:
            rows = again.table(name)
            if name not in writers:
                writers[name] = pq.ParquetWriter(folder / "data" / f"{name}.parquet", rows.schema, compression="zstd")
            if name != "sources" or number == 0:
                writers[name].write_table(rows, row_group_size=ROW_GROUP)
    for writer in writers.values():
        writer.close()


def renamed(name: str, rows: pa.Table, number: int) -> pa.Table:
    """The rows with the number in each of their ids but those of sources; edits are a log of their own."""
    import pyarrow.compute as pc

    sign = f"{number:04x}"
    for at, column in enumerate(contract().table(name).columns):
        if column.name.endswith(IDS) and column.name not in ("source_id", "organisation_id") and name != "sources":
            rows = rows.set_column(at, column.name, pc.utf8_replace_slice(rows[column.name], 4, 8, sign))
    if name == "links":  # all of them hold both ways, and go from the smaller id
        ends = rows["from_id"], rows["to_id"]
        for end, smaller_or_greater in (("from_id", pc.min_element_wise), ("to_id", pc.max_element_wise)):
            rows = rows.set_column(rows.column_names.index(end), end, smaller_or_greater(*ends))
    return sealed(rows, f"ada-{sign}") if name == "edits" else rows


def sealed(rows: pa.Table, annotator: str) -> pa.Table:
    """The edits as the log of one annotator, each with its hash and that of the edit before it."""
    log: list[Edit] = []
    for edit in sorted(from_arrow("edits", rows), key=lambda edit: edit.at):
        made = replace(edit, annotator=annotator, previous_hash=log[-1].hash if log else None)
        log.append(replace(made, hash=edit_hash(made)))
    return to_arrow("edits", log)


def validated(folder: Path) -> dict[str, float | str]:
    """The seconds, the peak memory in MB and the last line of a validation of the folder in this process."""
    import claims
    from claims.validate.checks import validate

    began = time.perf_counter()
    report = validate(claims.load(folder))
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "peak": peak(), "found": report.summary().split(" (")[0]}


def measured(claims: int, folder: Path) -> list[str]:
    """The line of the table for a release of so many claims."""
    write_release(claims, folder)
    told = subprocess.run([sys.executable, __file__, "--folder", str(folder)], check=True, capture_output=True, text=True)
    found = json.loads(told.stdout)
    import pyarrow.parquet as pq

    files = sorted((folder / "data").glob("*.parquet"))
    rows = sum(pq.read_metadata(file).num_rows for file in files)
    size = sum(file.stat().st_size for file in files) / 1e6
    return [f"{claims:,}", f"{rows:,}", f"{size:,.0f}", f"{found['seconds']:,.0f}", f"{found['peak']:,.0f}", str(found["found"])]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a line a size; with --write the table goes into the result page too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--folder", type=Path, help="validate this release in this process, and print figures as JSON")
    parser.add_argument("--write", type=Path, nargs="?", const=PAGE, help="the page, RESULTS.md if not named")
    options = parser.parse_args(arguments)
    if options.folder:
        print(json.dumps(validated(options.folder)))
        return
    print("  ".join(HEAD))
    rows = []
    for claims in sorted(options.claims):
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measured(claims, Path(folder) / "release"))
        print("  ".join(rows[-1]), flush=True)
    if options.write:
        said = (
            f"{machine()}; {versions(['attributed-claims', 'polars', 'pyarrow'])}.\n"
            f"`python benchmarks/larger.py --claims {' '.join(map(str, sorted(options.claims)))}`",
            "Each release validated once, by all checks, in a process of its own; the peak is that of the process.",
            table(HEAD, rows),
        )
        write_section("Validation larger than memory", "\n\n".join(said), options.write)


if __name__ == "__main__":
    main()
