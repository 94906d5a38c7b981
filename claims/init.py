"""A new dataset repository: the files of templates/ with the dataset's name in them, and the registry of known sources."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from claims import __version__
from claims.contract import contract
from claims.dataset import LANGUAGE, NAME, NAME_MEND
from claims.errors import UsageError
from claims.sources.registry import packaged

DOT = "_"  # begins the name of a template whose file begins with a dot
SHOWN = 5
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+ -]*")


class _Page(Template):
    """A template whose places are @@name, which is not how workflows and shells write theirs."""

    delimiter = "@@"


def init(to: str | Path, *, name: str | None = None, license: str = "unknown", languages: Sequence[str] = ("en",)) -> Path:
    """The folder of a new dataset repository; its name is the folder's unless given.

    UsageError where anything but a .git stands in the folder, or the name or a language is none.
    """
    folder = Path(to).resolve()
    values = _values(name or folder.name, license, languages)
    _check_empty(folder, str(to))
    try:
        for path, template in _templates(resources.files("claims") / "templates"):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            page = template.read_text(encoding="utf-8")
            file.write_text(_Page(page).substitute(values), encoding="utf-8", newline="\n")
        shutil.copyfile(packaged(), folder / "sources.jsonl")
    except OSError as error:
        mend = "give a folder that you may write to"
        raise UsageError(f"cannot write: {error.strerror}", where=str(to), mend=mend) from None
    return folder


def _values(name: str, license: str, languages: Sequence[str]) -> Mapping[str, str]:
    """What stands for each place of the templates."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a dataset", mend=f"--name: {NAME_MEND}")
    if not license.strip() or not license.isprintable():
        raise UsageError(f"{license!r} is no licence", mend="--license CC-BY-4.0, or a sentence")
    for tag in languages:
        if not LANGUAGE.fullmatch(tag):
            raise UsageError(f"no language {tag!r}", mend="--languages ar,en: BCP-47 tags")
    return {
        "name": name,
        "license": license if PLAIN.fullmatch(license) else json.dumps(license, ensure_ascii=False),
        "languages": ", ".join(dict.fromkeys(languages)),
        "contract": contract().version,
        "program": __version__,
    }


def _check_empty(folder: Path, given: str) -> None:
    """Nothing; raises where something else than a .git stands in the folder."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("a file stands where the repository should go", where=given, mend="give another folder")
    there = sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
    if there := [name for name in there if name != ".git"]:
        more = " ..." if len(there) > SHOWN else ""
        raise UsageError(
            f"the folder is not empty: {', '.join(there[:SHOWN])}{more}",
            where=given,
            mend="give a new or empty folder",
        )


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    """The path of each file of a new repository with its template."""
    for template in sorted(folder.iterdir(), key=lambda one: one.name):
        name = template.name
        path = above + ("." + name.removeprefix(DOT) if name.startswith(DOT) else name)
        if template.is_dir():
            yield from _templates(template, path + "/")
        else:
            yield path, template
