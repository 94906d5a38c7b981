"""A release: a valid corpus as Parquet tables, a dataset card and a list of its files, put in place as one."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from claims.contract import contract
from claims.corpus import Corpus
from claims.dataset import MANIFEST, NAME, NAME_MEND, VERSION, VERSION_MEND
from claims.errors import InvalidCorpus, UsageError
from claims.publish.card import About, card
from claims.publish.place import beside
from claims.publish.tables import write_tables
from claims.validate.checks import validate

CARD = "README.md"
ANOTHER_PLACE = "give a folder that you may write to"
SHOWN = 5  # strange files that a message names


def publish(
    corpus: Corpus,
    to: str | Path,
    *,
    name: str,
    version: str,
    title: str | None = None,
    description: str | None = None,
    license: str | None = None,
) -> Path:
    """The folder of the release, written whole or not at all; the same corpus gives the same bytes.

    InvalidCorpus, with the report, where a check fails; UsageError where the folder holds anything else
    than an earlier release. `license` is otherwise read from the articles.
    """
    about = About(name, version, title, description, license)
    target = Path(to).resolve()
    _check_names(about)
    _check_folder(target)
    report = validate(corpus)
    if not report.ok:
        raise InvalidCorpus(
            "the corpus breaks its contract and was not published",
            report=report,
            mend="correct what the report lists; `claims validate` shows it again",
        )
    try:
        with beside(target) as folder:
            write_release(about, corpus, folder)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(
            f"cannot write the release: {why}", where=str(target), mend=ANOTHER_PLACE
        ) from error
    return target


def write_release(about: About, corpus: Corpus, folder: Path) -> None:
    """Nothing; the folder holds the tables, the card and the list of its files."""
    import yaml

    figures = write_tables(corpus, folder)
    _write_text(folder / CARD, card(about, figures))
    manifest = {
        "name": about.name,
        "version": about.version,
        "contract": contract().version,
        "languages": figures.plain_languages,
        "rows": dict(sorted(figures.rows.items())),
        "files": {
            file.relative_to(folder).as_posix(): sha256(file)
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        },
    }
    _write_text(folder / MANIFEST, yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))


def sha256(file: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _write_text(file: Path, text: str) -> None:
    """Nothing; the file holds the text, fsynced."""
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def _check_names(about: About) -> None:
    """Nothing; raises where the name is no name of a repository or the version is not of three numbers."""
    if not NAME.fullmatch(about.name):
        raise UsageError(f"{about.name!r} is no name for a dataset", mend=NAME_MEND)
    if not VERSION.fullmatch(about.version):
        raise UsageError(f"{about.version!r} is no version", mend=VERSION_MEND)
    if about.title is not None and not about.title.isprintable():
        raise UsageError(f"the title {about.title!r} is not one line of text")


def check_target(to: str | Path, *, name: str, version: str) -> None:
    """Nothing; raises what `publish` would say of the place, the name and the version, before any work."""
    _check_names(About(name, version, None, None, None))
    _check_folder(Path(to).resolve())


def _check_folder(target: Path) -> None:
    """Nothing; raises where one cannot write, or an earlier release did not put there what is there."""
    above = next((folder for folder in target.parents if os.path.lexists(folder)), target)
    if not (above.is_dir() and os.access(above, os.W_OK | os.X_OK)):
        why = "may not be written to" if above.is_dir() else "is not a folder"
        raise UsageError(
            f"cannot write the release: {above} {why}",
            where=str(target),
            mend=ANOTHER_PLACE,
        )
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise UsageError(
            "a file stands where the release should go",
            where=str(target),
            mend="give another folder",
        )
    if strange := list(islice(_strangers(target), SHOWN)):
        raise UsageError(
            f"the folder holds what is not of a release: {', '.join(strange)}",
            where=str(target),
            mend="publish to a new or empty folder, or move these files away",
        )


def _strangers(folder: Path) -> Iterator[str]:
    """The files in a folder that are not of a release, as they are met, so that no whole disk is walked."""
    ours = {MANIFEST, *released_files(folder)}
    for path, folders, names in os.walk(folder):
        folders.sort()
        files = (Path(path, name).relative_to(folder).as_posix() for name in sorted(names))
        yield from (file for file in files if file not in ours)


def released_files(folder: Path) -> dict[str, Any]:
    """The files of the release in a folder with their SHA-256; empty where it is no release."""
    import yaml

    try:
        manifest = yaml.safe_load((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    files = manifest.get("files") if isinstance(manifest, dict) else None
    return files if isinstance(files, dict) else {}
