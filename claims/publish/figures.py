"""What a release counts: its rows, and its claims by language, quote type, kind of source and length of chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from claims.contract import FLAT, TABLES
from claims.corpus import table_files
from claims.publish.withhold import Withheld

if TYPE_CHECKING:
    import pyarrow as pa


class TablePart(NamedTuple):
    """A file of a release with its rows: a table, or what a split has of one."""

    table: str
    split: str
    file: str
    rows: int
    whole: bool

    @property
    def name(self) -> str:
        """What it is called in descriptions of the release."""
        return self.table if self.whole else f"{self.table}.{self.split}"


@dataclass(slots=True)
class Figures:
    """Counts that grow part by part. A quote type or kind of None is the author's voice, a license of None is not known.

    `quoted` counts claims by language and quote type, `kinds` by the kind of their source, `chains` by the
    number of sources in the chain; `languages`, `licenses` and `days` are of the articles. `splits` counts the claims
    of each split, train first, and is empty where the dataset is not cut. `withheld` counts texts that are not there.
    """

    rows: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    licenses: Counter[str | None] = field(default_factory=Counter)
    days: list[datetime] = field(default_factory=list)
    quoted: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    kinds: Counter[str | None] = field(default_factory=Counter)
    chains: Counter[int] = field(default_factory=Counter)
    splits: Mapping[str, int] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=Withheld)

    def add(self, part: Mapping[str, pa.Table]) -> None:
        """Nothing; the articles and the flat view of a part are counted."""
        import pyarrow.compute as pc

        articles, flat = part["articles"], part[FLAT]
        self.languages += _counts(articles["language"])
        self.licenses += _counts(articles["license"])
        ends = pc.min_max(articles["published_at"]).as_py().values()
        self.days = sorted({*self.days, *(day for day in ends if day)})
        self.days[1:-1] = []
        pairs = flat.group_by(["language", "quote_type"]).aggregate([([], "count_all")]).to_pylist()
        self.quoted += Counter({(row["language"], row["quote_type"]): row["count_all"] for row in pairs})
        self.kinds += _counts(flat["source_kind"])
        self.chains += _counts(pc.list_value_length(flat["chain"]))

    def parts(self) -> list[TablePart]:
        """The files of the tables, the flat view first, its splits train first."""
        found = []
        for table in (FLAT, *TABLES):
            files = table_files(table, self.splits)
            whole = len(files) == 1
            found += [
                TablePart(table, split, file, self.rows[table] if whole else self.splits[split], whole)
                for split, file in files.items()
            ]
        return found

    @property
    def plain_languages(self) -> list[str]:
        """The languages without script and region, sorted."""
        return sorted({tag.split("-")[0] for tag in self.languages})


def _counts(values: pa.ChunkedArray) -> Counter:  # type: ignore[type-arg]  # of whatever the column holds
    """How often each value stands in a column."""
    return Counter({row["values"]: row["counts"] for row in values.value_counts().to_pylist()})


def number(count: int, word: str) -> str:
    """A count with its word, in the plural where it is not one."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
