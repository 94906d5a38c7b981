"""What was found in articles as lines of JSON: a line an article or a line a row, and the rows of such a line again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from claims.contract import contract
from claims.corpus import row_from_dict, row_to_dict
from claims.errors import DataError
from claims.runner import Resolved
from claims.sources.registry import Registry
from claims.text.encoding import json_object

EXTRACTED = ("claims", "attributions", "sources")  # in the order in which a row's keys tell its table
MEND = "write what claims extract --format rows writes"


def article_lines(found: Iterable[Resolved]) -> Iterator[dict[str, Any]]:
    """A line an article, with its rows and what the engine refused in it."""
    for one in found:
        by_table = {
            "attributions": one.extraction.attributions,
            "claims": one.extraction.claims,
            "sources": one.sources,
            "refused": one.extraction.refused,
        }
        rows = {table: [row_to_dict(row) for row in of_it] for table, of_it in by_table.items()}
        yield {"article_id": one.article.article_id, **rows}


def row_lines(found: Iterable[Resolved], registry: Registry) -> Iterator[dict[str, Any]]:
    """A line a row: sources that the registry does not know, once each, then attributions, claims and what was refused."""
    written = set(registry.by_id)
    for one in found:
        new = [source for source in one.sources if source.source_id not in written]
        written.update(source.source_id for source in new)
        for row in (*new, *one.extraction.attributions, *one.extraction.claims, *one.extraction.refused):
            yield row_to_dict(row)


def rows_of(line: bytes, where: str) -> list[tuple[str, Any]]:
    """(table, row) of each row in a line of either kind; DataError where one is not of the contract.

    What the engine refused, which is kept beside what it found, gives no row.
    """
    parts = parts_of(json_object(line, where), where)
    return [(table, row_from_dict(table, values, where=where)) for table, values in parts]


def parts_of(found: dict[str, Any], where: str) -> list[tuple[str, dict[str, Any]]]:
    """(table, values) of each row in a line that was read as JSON, the values those of the line itself."""
    if {"where", "reason"} <= found.keys():
        return []
    if {"attributions", "claims"} & found.keys():
        return [(table, values) for table in EXTRACTED for values in _list(found, table, where)]
    for table in EXTRACTED:
        if contract().table(table).primary_key in found:
            return [(table, found)]
    raise DataError("neither an attribution nor a claim nor a source", where=where, mend=MEND)


def _list(found: Mapping[str, Any], table: str, where: str) -> list[Any]:
    """The rows of one table in a line of one article."""
    rows = found.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError(f"{table} is no list of rows", where=where, mend=MEND)
    return rows
