"""Agreement as a page to read: coefficients with their intervals, and who took what for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.annotate.agreement import Agreement, Score
from claims.annotate.aligned import fields
from claims.errors import unknown
from claims.evaluate.documents import ROLES

if TYPE_CHECKING:
    import polars as pl

SPANS = ("exact", "partial", "alpha_u", "edges")
LABELS = ("agree", "kappa", "alpha")
WIDTH, CELL = 16, 22


def page(found: Agreement, *, by_field: bool = True) -> Iterator[str]:
    """The coefficients, a line a role of spans, and a line a field; a dash stands where one is not defined."""
    names = " and ".join(found.annotators)
    language = f" in {found.language}" if found.language else ""
    yield f"{names}{language}: {found.articles} {'article' if found.articles == 1 else 'articles'} that all have finished"
    yield from _table("spans", ROLES, SPANS, found.scores)
    if by_field:
        yield from _table("labels", [*fields("attributions"), *fields("claims")], LABELS, found.scores)


def _table(head: str, lines: Sequence[str], measures: Sequence[str], scores: Sequence[Score]) -> Iterator[str]:
    known = {(score.what, score.measure): score for score in scores}
    shown = [measure for measure in measures if any(score.measure == measure for score in scores)]
    yield f"{head:{WIDTH}}{'compared':>9}  " + "".join(f"{measure:{CELL}}" for measure in shown).rstrip()
    for what in lines:
        row = [known[what, measure] for measure in shown]
        yield f"{what:{WIDTH}}{row[0].units:9}  " + "".join(f"{_cell(score):{CELL}}" for score in row).rstrip()


def _cell(score: Score) -> str:
    if score.value is None:
        return "-"
    interval = "" if score.low is None else f" [{score.low:.3f}, {score.high:.3f}]"
    return f"{score.value:.3f}{interval}"


def confusion_page(found: Agreement, field: str) -> Iterator[str]:
    """Who took what for what in a field: a line a label of the first annotator, a column a label of the second."""
    table = found.confusions[_known(found, field)]
    rows, columns = (sorted({pair[side] for pair in table}) for side in (0, 1))
    first, second = found.annotators
    widths = [max(len(name), len("0000")) + 2 for name in columns]
    left = max([len(first), *map(len, rows)])
    yield f"{field}: {first} below, {second} across"
    yield " " * left + "".join(f"{name:>{width}}" for name, width in zip(columns, widths, strict=True))
    for row in rows:
        yield f"{row:{left}}" + "".join(f"{table[row, name] or '.':>{width}}" for name, width in zip(columns, widths, strict=True))


def confusion_frame(found: Agreement, field: str) -> pl.DataFrame:
    """The same in Polars: the label of the first annotator, that of the second, how often."""
    import polars as pl

    table = sorted(found.confusions[_known(found, field)].items())
    first, second = found.annotators
    schema = {first: pl.String, second: pl.String, "units": pl.Int64}
    return pl.DataFrame([(*pair, count) for pair, count in table], schema=schema, orient="row")


def _known(found: Agreement, field: str) -> str:
    if field not in found.confusions:
        raise unknown("field that two annotators gave labels in", field, found.confusions)
    return field
