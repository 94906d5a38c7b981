"""dataset.yaml of a dataset repository: what a person says of the dataset, each key checked and told with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claims.contract import contract
from claims.errors import ContractError, DataError
from claims.model import Refusal
from claims.plan import SPLITS, Plan, read_plan
from claims.yamlfile import Written, read_yaml

MANIFEST = "dataset.yaml"
NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9])?")
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
NEEDS = ("name", "version", "license", "languages", "contract")
MAY = ("title", "description", "authors", "checks", SPLITS, "quotes")
PLAIN = ("title", "description")
RELEASED = ("rows", "files")  # keys that only a release has
NAME_MEND = "letters, digits, '.', '_' and '-', at most 96, as in diplomacy-2025"
VERSION_MEND = "three numbers, as in 1.0.0"
QUOTES = 60  # code points of a span that remain of a text which is not published
LONGEST_QUOTES = 300


@dataclass(frozen=True, slots=True)
class Dataset:
    """What dataset.yaml says; `contract` is the version of the contract that the rows follow, `checks` the
    warnings that are turned off, each with its reason, which the validation reads, `splits` how it is cut, `quotes` how
    many code points of a span remain where a text is not published."""

    name: str
    version: str
    license: str
    languages: tuple[str, ...]
    contract: str
    title: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    splits: Plan | None = None
    quotes: int = QUOTES


def is_repository(folder: Path) -> bool:
    """Whether a folder is a dataset repository: it has a dataset.yaml that no release wrote."""
    file = folder / MANIFEST
    if not file.is_file():
        return False
    keys = re.findall(r"^(\w+):", file.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    return not set(RELEASED) & set(keys)


def read_dataset(folder: Path) -> tuple[Dataset | None, list[Refusal]]:
    """What the folder's dataset.yaml says, None where it cannot be told; and what is wrong with it, line by line."""
    file = folder / MANIFEST
    try:
        written = read_yaml(file.read_bytes().decode("utf-8-sig"), str(file))
    except UnicodeDecodeError as error:
        mend = "save the file as UTF-8"
        return None, [Refusal(f"{file}:1", MANIFEST, f"not UTF-8 at byte {error.start}", mend=mend)]
    except ContractError as error:
        return None, [Refusal(error.where or str(file), MANIFEST, error.what, mend=error.mend)]
    if not isinstance(written.value, dict):
        mend = f"lines of `key: value`; keys: {', '.join(NEEDS + MAY)}"
        return None, [Refusal(f"{file}:1", MANIFEST, "not a mapping", mend=mend)]
    wrong = [
        Refusal(written.place([key] if key else []), MANIFEST, what, mend=mend)
        for key, what, mend in _wrong(written)
    ]
    said = written.value
    plan, misplanned = read_plan(said[SPLITS]) if SPLITS in said else (None, [])
    wrong += [Refusal(written.place(path), MANIFEST, what, mend=mend) for path, what, mend in misplanned]
    if wrong:
        return None, wrong
    listed = {key: tuple(said.get(key, ())) for key in ("languages", "authors")}
    return Dataset(**{**said, **listed, SPLITS: plan, "quotes": int(said.get("quotes", QUOTES))}), []


def dataset_of(folder: Path) -> Dataset:
    """What the folder's dataset.yaml says; DataError for the first thing that is wrong with it."""
    dataset, wrong = read_dataset(folder)
    if dataset is None:
        raise DataError(wrong[0].reason, where=wrong[0].where, mend=wrong[0].mend)
    return dataset


def _wrong(written: Written) -> list[tuple[str, str, str]]:
    """(key, what is wrong with it, mend) of each; the key is empty where it is missing."""
    said = written.value
    found = [("", f"the key {key!r} is missing", f"add a line {key}: ...") for key in NEEDS if key not in said]
    there_are = f"keys: {', '.join(NEEDS + MAY)}"
    found += [(key, f"no key {key!r}", there_are) for key in said if key not in NEEDS + MAY]
    for key in ("name", "version", "license", "contract", *PLAIN):
        if key in said and not (isinstance(said[key], str) and said[key].strip()):
            found.append((key, f"{key} is not one word or sentence", f"write {key}: ..."))
    if found:
        return found
    if not NAME.fullmatch(said["name"]):
        found.append(("name", f"{said['name']!r} is no name for a dataset", NAME_MEND))
    if not VERSION.fullmatch(said["version"]):
        found.append(("version", f"{said['version']!r} is no version", VERSION_MEND))
    listed = said["languages"]
    tags = listed if isinstance(listed, list) else [listed]
    if not isinstance(listed, list) or not listed:
        found.append(("languages", "languages is not a list", "write languages: [ar, en]"))
    strange = [tag for tag in tags if not (isinstance(tag, str) and LANGUAGE.fullmatch(tag))]
    found += [("languages", f"no language {tag!r}", "write BCP-47 tags: ar, en, pt-BR") for tag in strange]
    authors = said.get("authors", [])
    if not isinstance(authors, list) or not all(isinstance(name, str) and name.strip() for name in authors):
        found.append(("authors", "authors is not a list of names", "write authors: [Ada Finch, The Port Archive]"))
    if not is_quotes(said.get("quotes", str(QUOTES))):
        found.append(("quotes", f"{said['quotes']!r} is no number of code points", f"write a number from 0 to {LONGEST_QUOTES}, as quotes: {QUOTES}"))
    if why := misfit(said["contract"]):
        found.append(("contract", *why))
    return found


def is_quotes(said: object) -> bool:
    """Whether a text is a number of code points that may remain of a span."""
    return isinstance(said, str) and re.fullmatch(r"[0-9]{1,3}", said) is not None and int(said) <= LONGEST_QUOTES


def misfit(theirs: str) -> tuple[str, str] | None:
    """Why this version does not read a dataset of this contract, and the mend; None where it does."""
    ours = contract().version
    if not VERSION.fullmatch(theirs):
        return f"{theirs!r} is no version of the contract", f"write contract: {ours}"
    numbers = numbers_of(theirs)
    if numbers[0] == numbers_of(ours)[0] and numbers <= numbers_of(ours):
        return None
    newer = numbers > numbers_of(ours)
    mend = "install a newer attributed-claims" if newer else "claims upgrade brings it to the contract of this version"
    return f"it follows contract {theirs}, this version reads {ours}", mend


def numbers_of(version: str) -> tuple[int, ...]:
    """The three numbers of a version, to compare."""
    return tuple(map(int, version.split("-")[0].split(".")))
