"""The command that checks a dataset, and says what is wrong in the form that its reader wants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import UsageError

if TYPE_CHECKING:
    from claims.corpus import Corpus
    from claims.model import Refusal
    from claims.validate.report import Report

READ = (".jsonl", ".md", ".parquet", ".yaml")  # what files of a dataset end in
FORMATS = ("text", "json", "github", "sarif", "junit")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER | FILES...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="What is printed.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Also write this format to this file; may be given several times.")
@click.option("--changed-since", "revision", metavar="REV", help="Tell only of what differs from a git revision, and of what depends on it.")
@click.option("--only", multiple=True, metavar="CHECK", help="Make this check alone, as label-known, or claims.label-known for one table; may be given several times.")
def validate(paths: tuple[str, ...], form: str, outputs: tuple[str, ...], revision: str | None, only: tuple[str, ...]) -> None:
    """Checks a dataset against the contract: a dataset repository, a published folder or a folder of JSONL tables.

    Of FILES inside one such folder it tells what is wrong with their rows and with what depends on them.
    Exits 0 if the dataset is valid, warnings or not, 1 if it is not, 2 if the command is wrong.

    \b
    Example: claims validate out --format github --output sarif=report.sarif
    """
    from claims.validate.formats import written_as

    targets = [_target(output) for output in outputs]
    report = _report(paths, revision, only)
    for name, file in targets:
        _write(file, written_as(name, report))
    click.echo(written_as(form, report))
    if not report.ok:
        raise SystemExit(1)


def _target(output: str) -> tuple[str, str]:
    """The format and the file of an --output."""
    name, equals, file = output.partition("=")
    if name not in FORMATS or not equals or not file:
        raise UsageError(f"--output {output!r} is not FORMAT=FILE", mend=f"as sarif=report.sarif; formats: {', '.join(FORMATS)}")
    return name, file


def _write(file: str, text: str) -> None:
    from claims.cli.output import written

    with written(file) as stream:
        stream.write(f"{text}\n")


def _report(paths: tuple[str, ...], revision: str | None, only: tuple[str, ...]) -> Report:
    """What is wrong with the dataset in a folder, or with these files of it; by some checks alone where they are named."""
    from claims.loading import load
    from claims.validate.checks import HELD, checks, chosen
    from claims.validate.checks import validate as check
    from claims.validate.released import FILES, changed_files
    from claims.validate.waivers import waive, waivers

    folder, files = _dataset(paths)
    severities = {one.name: one.severity for one in checks()}
    errors = {one.name: one.severity for one in checks() if one.severity == "error"}
    waived = waivers(folder, severities | errors)
    chosen(only)  # a name that is none is told before anything is read
    refused: list[Refusal] = []
    corpus = load(folder, refused=refused)
    narrow = revision is not None or bool(files)
    report = check(corpus, only=only or None, held=None if narrow else HELD)
    if not only:
        report = replace(report, issues=(*changed_files(folder), *report.issues), checks=(FILES, *report.checks))
    if narrow:
        report = _narrowed(report, corpus, folder, files, revision)
    return waive(_with_broken_lines(report, refused), waived)


def _dataset(paths: tuple[str, ...]) -> tuple[Path, list[Path]]:
    """The folder of the dataset, and the files of it that are asked about: none where a folder is given."""
    given = [Path(path) for path in paths]
    if len(given) == 1 and not (given[0].is_file() and given[0].suffix in READ):
        return given[0], []
    for path in given:
        if not path.is_file():
            raise UsageError("not a file", where=str(path), mend="give one folder, or files inside one dataset")
    folders = {_folder_of(file) for file in given}
    if len(folders) > 1:
        there_are = ", ".join(sorted(map(str, folders)))
        raise UsageError(f"files of several datasets: {there_are}", mend="validate one dataset at a time")
    return folders.pop(), given


def _folder_of(file: Path) -> Path:
    """The nearest folder around a file that has a dataset.yaml; else the one it lies in, or the one around a TABLE/ or data/."""
    from claims.contract import FLAT, TABLES

    for folder in file.parents:
        if (folder / "dataset.yaml").is_file():
            return folder
    if file.parent.match(f"data/{FLAT}"):
        return file.parents[2]
    return file.parents[1] if file.parent.name in (*TABLES, "data") else file.parent


def _narrowed(report: Report, corpus: Corpus, folder: Path, files: list[Path], revision: str | None) -> Report:
    """The report of what these files or the change since a revision touch."""
    from claims.validate.changed import changed_since, files_changed, narrowed

    if not any(corpus.places.values()):
        if files:
            return report  # a table of a release stands for all of it
        raise UsageError("a release has no lines to compare", where=str(folder), mend="leave --changed-since out")
    change = changed_since(folder, revision) if revision else files_changed(files)
    if revision and files:
        asked = {file.resolve() for file in files}
        change = replace(change, lines={file: lines for file, lines in change.lines.items() if file in asked})
    return narrowed(report, corpus, change)


def _with_broken_lines(report: Report, refused: Iterable[Refusal]) -> Report:
    """The report with an error for each line that could not be read as a row."""
    from claims.validate.report import Issue, Severity

    issues = [
        Issue("broken-line", Severity.ERROR, one.what, None, one.where, one.reason, mend=one.mend)
        for one in refused
    ]
    return replace(report, issues=(*issues, *report.issues))
