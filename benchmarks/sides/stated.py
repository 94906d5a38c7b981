"""What the sides are told: the values and patterns of the contract, and the names of the checks that all of them make."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "stated.json"
KEYS = {"article_id": "articles", "attribution_id": "attributions"}  # the foreign keys of claims
CHECKS = (
    "key-unique", "not-null", "items-not-null", "label-known", "pattern-matched", "long-enough", "reference-exists",
    "evidence-present", "event-in-order", "event-precision-fits", "event-fits-precision", "worthy-acts-only",
    "asserted-without-hedge", "standalone-not-blank",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """Columns that are never null, lists of spans, columns with labels, the pattern of an id, what can be worth a check."""

    present: list[str]
    spans: list[str]
    labels: dict[str, list[str]]
    pattern: str
    worthy: list[str]

    def conditions(self) -> int:
        """How many conditions on a row there are."""
        of_columns = len(self.present) + len(self.spans) + len(self.labels)
        return of_columns + len(CHECKS) - 5  # three checks are one a column, two are of keys


def write(stated: Stated, folder: Path) -> None:
    """Nothing; what the sides are told stands in the folder."""
    (folder / FILE).write_text(json.dumps(asdict(stated)), encoding="utf-8")


def read(folder: Path) -> Stated:
    """What stands in the folder."""
    return Stated(**json.loads((folder / FILE).read_text(encoding="utf-8")))


def table(folder: Path, name: str) -> Path:
    """The file of a table."""
    return folder / "data" / f"{name}.parquet"
