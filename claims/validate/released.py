"""The check of a release's files: each is byte for byte what its dataset.yaml lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import yaml

from claims.corpus import table_of
from claims.validate.report import Issue, Severity

FILES = "file-as-listed"
SENTENCE = "A file of a release has the SHA-256 that its dataset.yaml lists."
MEND = "download the release anew, or publish it again"


def changed_files(folder: Path) -> Iterator[Issue]:
    """An issue for each data file of a release that is not there or not what dataset.yaml lists; the card may be edited."""
    manifest = folder / "dataset.yaml"
    said = yaml.safe_load(manifest.read_text(encoding="utf-8")) if manifest.is_file() else None
    listed = said.get("files") if isinstance(said, dict) else None
    for name, expected in sorted(listed.items()) if isinstance(listed, dict) else ():
        file, table = folder / str(name), table_of(str(name))
        if table is None:
            continue
        found = _digest(file) if file.is_file() else "no such file"
        if found != expected:
            yield Issue(FILES, Severity.ERROR, table, None, str(file), SENTENCE, expected=str(expected), found=found, mend=MEND)


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
