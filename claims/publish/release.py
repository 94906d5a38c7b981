"""A release: a valid corpus as Parquet tables, a dataset card and a list of its files, put in place as one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Unpack

from claims.contract import contract
from claims.corpus import Corpus
from claims.dataset import MANIFEST
from claims.errors import InvalidCorpus, UsageError
from claims.publish.about import CHANGES, STATEMENT, About, Said, manifest_of
from claims.publish.anchors import ANCHORS
from claims.publish.card import DRAWING, card
from claims.publish.croissant import croissant
from claims.publish.datapackage import datapackage
from claims.publish.drawing import drawing
from claims.publish.figures import Figures
from claims.publish.papers import changelog, checksums, citation
from claims.publish.place import ANOTHER_PLACE, beside, check_place
from claims.publish.tables import Written, write_tables
from claims.validate.checks import validate

SUMS = "SHA256SUMS"
REBUILT_LINES = "rebuild.jsonl"
CARD = "README.md"


def publish(
    corpus: Corpus,
    to: str | Path,
    *,
    name: str,
    version: str,
    **said: Unpack[Said],
) -> Path:
    """The folder of the release, written whole or not at all; the same corpus gives the same bytes.

    InvalidCorpus, with the report, where a check fails; UsageError where the folder holds anything else
    than an earlier release. `said` is what a person says beside the name and the version: see Said.
    """
    about = About(name, version, **said)
    target = Path(to).resolve()
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
    """Nothing; the folder holds the tables, what describes them, and the list of its files."""
    figures = write_tables(corpus, folder, about.splits, about.withholding())
    about = about.with_remains(figures)
    tables = {part.file: Written.of(folder / part.file) for part in figures.parts()}
    pages = {
        CARD: card(about, figures),
        DRAWING: drawing(figures),
        "croissant.json": _json(croissant(about, figures, tables)),
        "datapackage.json": _json(datapackage(about, figures, tables)),
        "CITATION.cff": citation(about, figures),
        CHANGES: changelog(about, figures),
        **({STATEMENT: about.statement} if about.statement else {}),
        **({REBUILT_LINES: about.rebuilt} if about.rebuilt else {}),
    }
    hashes = {name: file.sha256 for name, file in tables.items()}
    if (folder / ANCHORS).is_file():
        hashes[ANCHORS] = sha256(folder / ANCHORS)
    for name, text in pages.items():
        hashes[name] = _write_text(folder / name, text)
    hashes[SUMS] = _write_text(folder / SUMS, checksums(hashes))
    _write_text(folder / MANIFEST, _manifest(about, figures, hashes))


def _manifest(about: About, figures: Figures, hashes: Mapping[str, str]) -> str:
    """dataset.yaml: what the release is, and the SHA-256 of each of its files but this one."""
    import yaml

    manifest = {
        "name": about.name,
        "version": about.version,
        **about.manifest(),
        "contract": contract().version,
        "languages": figures.plain_languages,
        "rows": dict(sorted(figures.rows.items())),
        "files": dict(sorted(hashes.items())),
    }
    return str(yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False))


def _json(said: Mapping[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def sha256(file: Path) -> str:
    """The SHA-256 of a file's bytes."""
    return Written.of(file).sha256


def _write_text(file: Path, text: str) -> str:
    """The SHA-256 of the file, which holds the text, fsynced."""
    written = text.encode()
    with file.open("wb") as opened:
        opened.write(written)
        opened.flush()
        os.fsync(opened.fileno())
    return hashlib.sha256(written).hexdigest()


def check_target(to: str | Path, *, name: str, version: str) -> None:
    """Nothing; raises what `publish` would say of the place, the name and the version, before any work."""
    About(name, version)
    _check_folder(Path(to).resolve())


def _check_folder(target: Path) -> None:
    """Nothing; raises where one cannot write, or an earlier release did not put there what is there."""
    check_place(target, "release", lambda: {MANIFEST, *released_files(target)})


def released_files(folder: Path) -> dict[str, Any]:
    """The files of the release in a folder with their SHA-256; empty where it is no release."""
    files = manifest_of(folder).get("files")
    return files if isinstance(files, dict) else {}
