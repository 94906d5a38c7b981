"""What a change touches: the lines that git says differ from a revision, and the rows that depend on what stands there."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from claims.contract import contract
from claims.corpus import Corpus
from claims.errors import UsageError
from claims.validate.report import Issue, Report

HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
ID = re.compile(r"(?:art|src|att|clm|lnk|ver|edt)_\w+")
MANIFEST = "dataset.yaml"
IDS = {
    "articles": ("article_id",),
    "sources": ("source_id",),
    "attributions": ("attribution_id", "article_id", "source_id"),
    "claims": ("claim_id", "article_id", "attribution_id"),
    "links": ("link_id", "from_id", "to_id"),
    "verdicts": ("verdict_id", "claim_id", "supersedes_id"),
    "edits": ("edit_id", "row_id"),
}  # the columns by which a row stands in the reach of a change
STEPS = ("sources", "articles", "attributions", "claims", "links", "verdicts", "edits")


@dataclass(slots=True)
class Change:
    """The lines of each file that are new or changed (None: all of them), and the ids that deleted lines had."""

    lines: dict[Path, set[int] | None] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def has(self, where: str) -> bool:
        """Whether a place lies in it."""
        file, _, line = where.rpartition(":")
        lines = self.lines.get(Path(file).resolve(), set()) if line.isdecimal() else set()
        return lines is None or (line.isdecimal() and int(line) in lines)

    @property
    def is_whole(self) -> bool:
        """Whether it touches what is said of the whole dataset."""
        return any(file.name == MANIFEST for file in self.lines)


def changed_since(folder: Path, revision: str) -> Change:
    """What differs below a folder, committed or not, from where the branch left a revision.

    UsageError where git is not there, the folder is in no repository, or the revision is not known.
    """
    _git(folder, "rev-parse", "--git-dir", mend="--changed-since needs a folder that git keeps")
    mend = "name a branch, tag or commit that is here; in CI fetch the whole history (fetch-depth: 0)"
    base = _git(folder, "merge-base", "--end-of-options", revision, "HEAD", mend=mend).strip()
    top = Path(_git(folder, "rev-parse", "--show-toplevel", mend=mend).rstrip("\n"))
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--src-prefix=a/", "--dst-prefix=b/")
    change = _read(_git(folder, "-c", "core.quotepath=off", "diff", *options, base, "--", ".", mend=mend), top)
    new = _git(folder, "ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ".", mend=mend)
    change.lines |= {(top / name).resolve(): None for name in new.split("\0") if name}
    return change


def files_changed(files: Iterable[Path]) -> Change:
    """The change that is all lines of these files."""
    return Change({file.resolve(): None for file in files})


def _git(folder: Path, *args: str, mend: str) -> str:
    try:
        done = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise UsageError(f"git does not run: {error.strerror}", mend="install git") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(told[-1] if told else "git found nothing in common", where=str(folder), mend=mend)
    return done.stdout.decode("utf-8", "surrogateescape")


def _read(diff: str, top: Path) -> Change:
    """The change that a diff without context lines tells of."""
    change = Change()
    lines: set[int] | None = set()
    body = False  # a deleted line may begin with "-- ", and is no head of a file
    for line in diff.split("\n"):
        if line.startswith("diff --git "):
            body = False
        elif found := HUNK.match(line):
            body, start, length = True, int(found[1]), int(found[2] or 1)
            if lines is not None:
                lines.update(range(start, start + length))
        elif not body and line.startswith(("--- ", "+++ ")) and not line.endswith("/dev/null"):
            lines = change.lines.setdefault((top / _path(line[4:])).resolve(), set())
        elif body and line.startswith("-"):
            change.ids.update(_ids(line[1:]))
    return change


def _path(written: str) -> str:
    """A path as git writes it in a diff: behind a/ or b/, in quotation marks where it has strange characters."""
    if written.startswith('"'):
        named = written.rstrip("\t")[1:-1].encode("utf-8", "surrogateescape")
        written = named.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape")
    return written.rstrip("\t")[2:]


def _ids(line: str) -> Iterator[str]:
    """The ids in a line that was a JSON object; what was none had no rows."""
    try:
        found = json.loads(line)
    except ValueError:
        return
    values: list[object] = [found]
    while values:
        value = values.pop()
        if isinstance(value, dict | list):
            values += value.values() if isinstance(value, dict) else value
        elif isinstance(value, str) and ID.fullmatch(value):
            yield value


def reach(corpus: Corpus, change: Change) -> set[tuple[str, str]]:
    """(table, key) of the rows that a change touches, and of those that depend on them.

    On an article depends all that is said in it, on a source its attributions, on an attribution its parent and
    children, on a claim its links, verdicts and edits. What a row names counts too: a claim that is gone leaves
    its attribution alone.
    """
    frames = {table: pl.DataFrame(corpus.table(table)).select(columns) for table, columns in IDS.items()}
    touched = set(change.ids)
    for table, frame in frames.items():
        places = corpus.places.get(table, ())
        at = [row for row, where in enumerate(places) if change.has(where)]
        own = [contract().table(table).primary_key, *(c for c in IDS[table] if c not in ("source_id",))]
        touched.update(value for column in own for value in frame[column].gather(at) if value)
    found: set[tuple[str, str]] = set()
    for table in STEPS:
        key = contract().table(table).primary_key
        named = frames[table].filter(pl.any_horizontal(pl.col(c).is_in(list(touched)) for c in IDS[table]))
        keys = [value for value in named[key] if value]
        touched.update(keys)
        found.update((table, value) for value in keys)
    return found


def narrowed(report: Report, corpus: Corpus, change: Change) -> Report:
    """The report of what a change touches; it is told whole where dataset.yaml changed, and its broken lines always."""
    if change.is_whole:
        return report
    rows = reach(corpus, change)

    def near(issue: Issue) -> bool:
        return issue.row_id is None or (issue.table, issue.row_id) in rows or change.has(issue.where)

    kept = tuple(issue for issue in report.issues if near(issue))
    counts = {table: sum(named == table for named, _ in rows) for table in report.counts}
    return replace(report, issues=kept, totals={}, counts=counts)
