"""What a person says of a dataset: its name and version, its licence and authors, its data statement and its changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, cast

from claims.dataset import (
    MANIFEST,
    NAME,
    NAME_MEND,
    QUOTES,
    VERSION,
    VERSION_MEND,
    dataset_of,
    is_quotes,
    is_repository,
)
from claims.errors import DataError, UsageError
from claims.plan import SPLITS, Plan, plan_of
from claims.publish.anchors import ANCHORS, read
from claims.publish.figures import Figures
from claims.publish.statement import TEXTS, what_remains, with_answer
from claims.publish.withhold import FULL, OFFSETS_ONLY, Withholding

STATEMENT = "DATA_STATEMENT.md"
CHANGES = "CHANGELOG.md"
KEPT = ("title", "description", "license", "date")  # lines of a release's dataset.yaml that only a person can say


class Said(TypedDict, total=False):
    """What may be said beside the name and the version; `license` is otherwise read from the articles.

    `date` is the day of the release (2026-07-01), `statement` and `changelog` are Markdown, `splits` is how it is cut.
    `text` is what it has of the texts: full (those aside that may not be published) or offsets-only, `quotes` how many code
    points of a span then remain, `anchors` the release that has the anchors of texts that are not
    there, `rebuilt` the lines of rebuild.jsonl.
    """

    title: str | None
    description: str | None
    license: str | None
    authors: tuple[str, ...]
    date: str | None
    statement: str | None
    changelog: str | None
    splits: Plan | None
    text: str
    quotes: int
    anchors: Path | None
    rebuilt: str | None


@dataclass(frozen=True, slots=True)
class About:
    """All that is said of a dataset; UsageError where a name or a version is none."""

    name: str
    version: str
    title: str | None = None
    description: str | None = None
    license: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    statement: str | None = None
    changelog: str | None = None
    splits: Plan | None = None
    text: str = FULL
    quotes: int = QUOTES
    anchors: Path | None = None
    rebuilt: str | None = None

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise UsageError(f"{self.name!r} is no name for a dataset", mend=NAME_MEND)
        if not VERSION.fullmatch(self.version):
            raise UsageError(f"{self.version!r} is no version", mend=VERSION_MEND)
        if self.title is not None and not self.title.isprintable():
            raise UsageError(f"the title {self.title!r} is not one line of text")
        if self.date is not None and not _is_day(self.date):
            raise UsageError(f"{self.date!r} is no day", mend="write it as 2026-07-01")

    def withholding(self) -> Withholding:
        """What withholds the texts that are not to be published."""
        kept = read(self.anchors) if self.anchors else None
        return Withholding(self.text, self.quotes, kept)

    def with_remains(self, figures: Figures) -> About:
        """The same, its data statement telling what remains of texts that were withheld."""
        told = what_remains(figures.withheld, self.quotes)
        return replace(self, statement=with_answer(self.statement, TEXTS, told)) if told else self

    @property
    def heading(self) -> str:
        """What the dataset is called in a heading."""
        return self.title or self.name

    @property
    def creators(self) -> tuple[str, ...]:
        """Who made it, in words that a citation can have."""
        return self.authors or (f"The authors of {self.heading}",)

    def manifest(self) -> dict[str, Any]:
        """What dataset.yaml of a release keeps of it, so that a release can be published again."""
        kept = {key: value for key in KEPT if (value := getattr(self, key))}
        authors = {"authors": list(self.authors)} if self.authors else {}
        texts = {"text": self.text, "quotes": self.quotes} if self.text != FULL else {}
        return kept | authors | texts | ({SPLITS: self.splits.said()} if self.splits else {})


def said_in(folder: Path) -> tuple[str | None, str | None, Said]:
    """The name, the version and what else a dataset repository or a release says of itself; None where it says nothing."""
    pages = Said(statement=_page(folder / STATEMENT), changelog=_page(folder / CHANGES))
    if is_repository(folder):
        dataset = dataset_of(folder)
        said = Said(
            title=dataset.title, description=dataset.description, license=dataset.license, authors=dataset.authors,
            splits=dataset.splits, quotes=dataset.quotes,
        )  # fmt: skip
        return dataset.name, dataset.version, said | pages
    known = manifest_of(folder)
    lines = {key: value for key in KEPT if isinstance(value := known.get(key), str)}
    more = Said(authors=tuple(map(str, known.get("authors", ()))), splits=released_plan(known), **_texts(folder, known))
    return known.get("name"), known.get("version"), cast(Said, lines) | more | pages


def _texts(folder: Path, known: Mapping[str, Any]) -> Said:
    """What a release says of its texts."""
    found = Said(anchors=folder) if (folder / ANCHORS).is_file() else Said()
    if known.get("text") == OFFSETS_ONLY:
        found["text"] = OFFSETS_ONLY
    return found | Said(quotes=int(known["quotes"])) if is_quotes(str(known.get("quotes"))) else found


def manifest_of(folder: Path) -> dict[str, Any]:
    """What dataset.yaml of a release says; empty where there is none that can be read."""
    import yaml

    try:
        found = yaml.safe_load((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def released_plan(manifest: Mapping[str, Any]) -> Plan | None:
    """How a release is cut, by its dataset.yaml; None where it is not."""
    said = manifest.get(SPLITS)
    return plan_of({key: str(value) for key, value in said.items()} if isinstance(said, dict) else said) if said else None


def _page(file: Path) -> str | None:
    """What a page says; None where there is none."""
    if not file.is_file():
        return None
    try:
        return file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError(f"not UTF-8 at byte {error.start}", where=f"{file}:1", mend="save the file as UTF-8") from None


def _is_day(text: str) -> bool:
    """Whether a text is a day as 2026-07-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
