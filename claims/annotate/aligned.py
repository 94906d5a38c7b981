"""Which rows of several annotators of one article are the same report, or the same claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.contract import contract
from claims.evaluate.pairs import ENOUGH
from claims.evaluate.spans import Letters, iou, letters
from claims.model import Attribution, Claim, Extraction

Row = Attribution | Claim
ANCHOR = {"attributions": "content", "claims": "evidence"}  # the spans by which two rows are the same
NOT_COMPARED = ("status",)  # how far people have looked is no judgement on the text
NAMED: Mapping[str, Mapping[str, str | None]] = {  # columns that name a row, and the table where annotators may have rows of their own
    "attributions": {"source_id": None, "parent_id": "attributions"},
    "claims": {"attribution_id": "attributions"},
}


@dataclass(frozen=True, slots=True)
class Aligned:
    """One report or claim with the row that each annotator has for it; who has none is not in `rows`."""

    table: str
    rows: Mapping[str, Row]

    @property
    def ids(self) -> list[str]:
        """The keys of the rows, each once."""
        return sorted({key_of(self.table, row) for row in self.rows.values()})


@dataclass(frozen=True, slots=True)
class Alignment:
    """The reports and claims of an article; `group_of` says of each row of each annotator in which place of its table's list it is."""

    groups: Mapping[str, Sequence[Aligned]]
    group_of: Mapping[tuple[str, str, str], int]  # table, annotator, key of the row

    def label(self, table: str, annotator: str, key: str | None) -> str:
        """A word for the report or claim that a key of an annotator's names: the same where the rows are aligned."""
        return "none" if key is None else f"{table} {self.group_of.get((table, annotator, key), key)}"


def fields(table: str) -> list[str]:
    """The columns of a table that hold a judgement: its labels, and the rows that it names."""
    labelled = [column.name for column in contract().table(table).columns if column.labels and column.name not in NOT_COMPARED]
    return [*labelled, *NAMED[table]]


def labels_in(lined: Alignment, table: str, field: str, annotators: Sequence[str]) -> list[list[str | None]]:
    """The label that each annotator gave each report or claim, None where they have no row for it."""
    return [
        [label_of(lined, group, field, name) if name in group.rows else None for name in annotators]
        for group in lined.groups[table]
    ]


def label_of(lined: Alignment, group: Aligned, field: str, annotator: str) -> str:
    """What an annotator's row says in a field; a row that it names stands for what is aligned with it."""
    said = getattr(group.rows[annotator], field)
    named = NAMED[group.table].get(field)
    if named:
        return lined.label(named, annotator, said)
    return "none" if said is None else str(said)


def key_of(table: str, row: Row) -> str:
    """The key of a row."""
    return str(getattr(row, contract().table(table).primary_key))


def aligned(text: str, found: Mapping[str, Extraction]) -> Alignment:
    """The alignment of what annotators found in an article with this text.

    Rows with one key are the same: both annotators had it from the engine. The others go together one to one where
    their contents (of claims: the evidence) share half or more of the letters of both, the largest share first.
    """
    groups, group_of = {}, {}
    for table in ANCHOR:
        made: list[dict[str, Row]] = []
        for annotator, extraction in found.items():
            _add(text, table, annotator, getattr(extraction, table), made)
        groups[table] = [Aligned(table, rows) for rows in made]
        for number, rows in enumerate(made):
            group_of.update({(table, name, key_of(table, row)): number for name, row in rows.items()})
    return Alignment(groups, group_of)


def _add(text: str, table: str, annotator: str, rows: Sequence[Row], made: list[dict[str, Row]]) -> None:
    """Nothing; each row of one more annotator is in the group of the rows that it is the same as, or in one of its own."""
    known = {key_of(table, row): number for number, group in enumerate(made) for row in group.values()}
    rest: list[Row] = []
    for row in rows:
        number = known.get(key_of(table, row))
        if number is None:
            rest.append(row)
        else:
            made[number][annotator] = row
    free = [number for number, group in enumerate(made) if annotator not in group]
    places = {number: [_places(text, table, row) for row in made[number].values()] for number in free}
    mine = [_places(text, table, row) for row in rest]
    candidates = sorted(
        (-share, number, place)
        for number in free
        for place in range(len(rest))
        if (share := max(iou(mine[place], theirs) for theirs in places[number])) >= ENOUGH
    )
    placed: set[int] = set()
    for _, number, place in candidates:
        if annotator not in made[number] and place not in placed:
            made[number][annotator] = rest[place]
            placed.add(place)
    made += [{annotator: row} for place, row in enumerate(rest) if place not in placed]


def _places(text: str, table: str, row: Row) -> Letters:
    return letters(text, getattr(row, ANCHOR[table]))
