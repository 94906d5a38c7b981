"""A contract from where a person points: a folder of schemas, a released JSON or its version, or a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.contract.reading import contract, read_contract
from claims.contract.released import read_released, releases
from claims.contract.tables import Contract
from claims.errors import ContractError, UsageError

CODEBOOK = "codebook.yaml"
SCHEMAS = "schemas"
WORKING = "installed"


def contract_at(place: str) -> Contract:
    """The contract at a place: `installed`, a released version, a file, a folder, else a git revision.

    A folder holds the schemas, or a schemas/ that does. A revision is of the git repository that one stands in.
    """
    if place == WORKING:
        return contract()
    if place in releases():
        return read_released(releases()[place].read_text(encoding="utf-8"), place)
    path = Path(place)
    if path.is_file():
        try:
            return read_released(path.read_text(encoding="utf-8"), place)
        except UnicodeDecodeError:
            raise ContractError("not UTF-8", where=place, mend="give a released contract") from None
    for folder in (path, path / SCHEMAS):
        if (folder / CODEBOOK).is_file():
            return read_contract(folder, ours=False)
    if path.exists():
        raise UsageError("no contract here", where=place, mend=f"give a folder with {CODEBOOK}")
    return _at_revision(place)


def _at_revision(revision: str) -> Contract:
    """The contract of schemas/ as it was at a git revision."""
    top = _git("rev-parse", "--show-toplevel")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if top is None or commit is None:
        there_are = ", ".join([WORKING, *releases()])
        mend = f"give a folder, a released JSON, a git revision, or one of: {there_are}"
        raise UsageError(f"no contract {revision!r}", mend=mend)
    listed = _git("-C", top.strip(), "ls-tree", "--name-only", commit.strip(), f"{SCHEMAS}/")
    files = [name for name in (listed or "").splitlines() if name.endswith(".yaml")]
    if f"{SCHEMAS}/{CODEBOOK}" not in files:
        raise UsageError(f"no {SCHEMAS}/{CODEBOOK} at revision {revision}", mend="give another revision")
    with TemporaryDirectory() as folder:
        for name in files:
            text = _git("show", f"{commit.strip()}:{name}") or ""
            (Path(folder) / Path(name).name).write_text(text, encoding="utf-8", newline="\n")
        return read_contract(Path(folder), ours=False)


def _git(*arguments: str) -> str | None:
    """What git says; None where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
