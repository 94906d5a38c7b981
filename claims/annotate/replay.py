"""Edits replayed over what was extracted: the dataset as people left it, today or on a day.

An edit is replayed where the row still has what the edit was made on (`before`), or has already what the edit makes
of it; so two people may correct different columns of a row, or the same one alike, and nobody overwrites what they
have not seen. Any other edit is refused with its place, until a later edit of anybody `settles` it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from claims.annotate.ops import Placed, edited
from claims.contract import contract
from claims.corpus import Corpus
from claims.corpus.arrow import from_arrow, to_arrow
from claims.errors import DataError, UsageError
from claims.model import Edit, Refusal

if TYPE_CHECKING:
    import pyarrow as pa

Key = tuple[str, str]  # the table and the key of a row
Rows = Mapping[Key, Placed | None]  # None: taken out, or never there


class _Line(NamedTuple):
    """An edit with its place, and its time: no earlier than that of the edit before it in its log."""

    edit: Edit
    where: str
    at: datetime


def replay(
    corpus: Corpus,
    edits: Iterable[Edit],
    *,
    places: Sequence[str] = (),
    as_of: str | date | None = None,
) -> tuple[Corpus, list[Refusal]]:
    """The corpus with the edits replayed and in its table of edits, and the edits that could not be, with their places.

    `edits` come log after log, each in its order, and `places` with them. The logs are merged by time, at one time by
    annotator. A changed row has the place of the edit that changed it last. `as_of` leaves out the edits after a day
    in UTC, or after an instant; what was settled later is not refused then either.
    """
    until = _until(as_of)
    lines = _merged(list(edits), places)
    kept = [line for line in lines if until is None or line.at <= until]
    rows: dict[Key, Placed | None] = _rows_of(corpus, lines)
    failed = _replayed(kept, rows)
    then = dict(rows)
    failed += _replayed(lines[len(kept) :], rows)  # for what it settles
    settled = _settled(lines, [failure is None for failure in failed])
    refused = [
        Refusal(line.where, "the edit", failure.what, mend=failure.mend)
        for line, failure in zip(kept, failed, strict=False)
        if failure and line.edit.edit_id not in settled
    ]
    return _with(corpus, then, kept, placed=bool(places)), refused


def _until(as_of: str | date | None) -> datetime | None:
    """The last instant that counts; UsageError where it is neither a day nor an instant with its zone."""
    found = as_of
    if isinstance(found, str):
        with suppress(ValueError):  # what is neither is told below
            found = date.fromisoformat(found) if len(found) == len("2026-07-01") else datetime.fromisoformat(found)
    if found is None or (isinstance(found, datetime) and found.tzinfo is not None):
        return found
    if isinstance(found, date) and not isinstance(found, datetime):
        return datetime.combine(found, time.max, UTC)
    mend = "a day, 2026-07-01, or an instant with its zone, 2026-07-01T09:30:00Z"
    raise UsageError(f"as_of is {as_of!r}", mend=mend)


def _merged(edits: Sequence[Edit], places: Sequence[str]) -> list[_Line]:
    """The edits of all logs in the order in which they are replayed, each log in its own order."""
    latest: dict[str, datetime] = {}
    lines = []
    for number, edit in enumerate(edits):
        latest[edit.annotator] = max(edit.at, latest.get(edit.annotator, edit.at))
        where = places[number] if places else f"edit {edit.edit_id}"
        lines.append(_Line(edit, where, latest[edit.annotator]))
    return sorted(lines, key=lambda line: (line.at, line.edit.annotator))


def _replayed(lines: Iterable[_Line], rows: dict[Key, Placed | None]) -> list[DataError | None]:
    """For each edit why it could not be replayed, None where it was; the rows are changed."""
    failed: list[DataError | None] = []
    for edit, where, _ in lines:
        key = edit.table, edit.row_id
        now = rows.get(key)
        try:
            after = edited(edit, now, known=key in rows)
        except DataError as error:
            failed.append(error)
            continue
        if after is None or now is None or after != now.row:
            rows[key] = None if after is None else Placed(after, where)
        failed.append(None)
    return failed


def _settled(lines: Sequence[_Line], replayed: Sequence[bool]) -> set[str]:
    """The ids of the edits that a later edit settles, which was replayed or is settled itself."""
    settled: set[str] = set()
    for (edit, _, _), done in zip(reversed(lines), reversed(replayed), strict=True):
        if edit.settles and (done or edit.edit_id in settled):
            settled.add(edit.settles)
    return settled


def _rows_of(corpus: Corpus, lines: Iterable[_Line]) -> dict[Key, Placed | None]:
    """The rows that edits are of and that are there, the first where a key stands twice."""
    found: dict[Key, Placed | None] = {}
    for table, row_ids in _by_table((line.edit.table, line.edit.row_id) for line in lines):
        numbers = [number for number in _numbers(corpus, table, row_ids) if number is not None]
        rows = from_arrow(table, _taken(corpus, table, numbers))
        key = contract().table(table).primary_key
        for number, row in zip(numbers, rows, strict=True):
            found[table, getattr(row, key)] = Placed(row, corpus.place_of_row(table, number))
    return found


def _by_table(keys: Iterable[Key]) -> Iterator[tuple[str, list[str]]]:
    """The keys of each table that people edit, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for table, row_id in keys:
        found[table][row_id] = None
    yield from ((table, list(found[table])) for table in contract().labels("edited_table") if table in found)


def _numbers(corpus: Corpus, table: str, row_ids: Sequence[str]) -> list[int | None]:
    """The number of the first row with each key; None where there is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    keys = corpus.table(table).column(contract().table(table).primary_key).combine_chunks()
    numbers: list[int | None] = pc.index_in(pa.array(row_ids, type=keys.type), value_set=keys).to_pylist()
    return numbers


def _taken(corpus: Corpus, table: str, numbers: Sequence[int]) -> pa.Table:
    """The rows of these numbers."""
    import pyarrow as pa

    return corpus.table(table).take(pa.array(numbers, type=pa.int64()))


def _with(corpus: Corpus, rows: Rows, lines: Sequence[_Line], *, placed: bool) -> Corpus:
    """The corpus with these rows in place of those of the same keys, and these edits."""
    import pyarrow as pa

    tables, places = dict(corpus.tables), dict(corpus.places)
    for table, row_ids in _by_table(rows):
        replaced = set(_numbers(corpus, table, row_ids))
        others = [number for number in range(corpus.table(table).num_rows) if number not in replaced]
        new = [one for row_id in row_ids if (one := rows[table, row_id])]
        tables[table] = pa.concat_tables([_taken(corpus, table, others), to_arrow(table, [one.row for one in new])])
        if table in places:
            places[table] = (*(places[table][number] for number in others), *(one.where for one in new))
    tables["edits"] = to_arrow("edits", [line.edit for line in lines])
    places["edits"] = tuple(line.where for line in lines) if placed else ()
    return Corpus.from_tables(tables, {table: found for table, found in places.items() if found or not tables[table].num_rows})
