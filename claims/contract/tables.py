"""What a contract is made of: tables with columns and keys, enums with labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims import model
from claims.errors import unknown

TABLES = ("articles", "sources", "attributions", "claims", "links", "verdicts", "edits")
FLAT = "attributed_claims"
SPAN_FIELDS = ("start", "end")
WITHDRAWN = "withdrawn"

ROW_TYPES: Mapping[str, type] = {
    "articles": model.Article,
    "sources": model.Source,
    "attributions": model.Attribution,
    "claims": model.Claim,
    "links": model.Link,
    "verdicts": model.Verdict,
    "edits": model.Edit,
    FLAT: model.AttributedClaim,
}


@dataclass(frozen=True, slots=True)
class Label:
    """What one value of an enum means."""

    definition: str
    example: str


@dataclass(frozen=True, slots=True)
class Enum:
    """A closed set of values; `title` says what they answer."""

    name: str
    title: str
    labels: Mapping[str, Label]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that names a row of another table (or of its own)."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `scalar` is its type, or None where it is a list of structs with these `item_fields`."""

    name: str
    dtype: str
    description: str
    nullable: bool
    scalar: str | None
    item_fields: Mapping[str, str]
    item_nullable: frozenset[str]
    labels: str | None
    values: tuple[str, ...]
    item_labels: Mapping[str, str]
    pattern: str | None
    minimum: float | None
    maximum: float | None
    min_length: int | None

    @property
    def is_spans(self) -> bool:
        """Whether it holds spans: half-open ranges of code points of the article's text."""
        return tuple(self.item_fields) == SPAN_FIELDS


@dataclass(frozen=True, slots=True)
class TableContract:
    """One table; `rules` are the sentences of its row rules by name, `required` the keys a row cannot lack."""

    name: str
    title: str
    description: str
    version: str
    primary_key: str
    foreign_keys: tuple[ForeignKey, ...]
    columns: tuple[Column, ...]
    rules: Mapping[str, str]
    required: tuple[str, ...]
    derived: bool

    @property
    def keeps_withdrawn(self) -> bool:
        """Whether a row that is turned down stays, withdrawn, so that its id is never used again."""
        return any(column.name == "status" and WITHDRAWN in column.values for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of this name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise unknown("column", name, [c.name for c in self.columns], where=self.name)


@dataclass(frozen=True, slots=True)
class Contract:
    """All tables and enums, of one version."""

    version: str
    tables: Mapping[str, TableContract]
    enums: Mapping[str, Enum]

    def table(self, name: str) -> TableContract:
        """The table of this name."""
        if name not in self.tables:
            raise unknown("table", name, self.tables)
        return self.tables[name]

    def labels(self, enum: str) -> Mapping[str, Label]:
        """The values of an enum in order, each with what it means."""
        if enum not in self.enums:
            raise unknown("enum", enum, self.enums)
        return self.enums[enum].labels
