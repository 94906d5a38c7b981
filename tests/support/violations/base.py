"""What a violation is, and what the violations find and change rows with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from claims.contract import TABLES, contract
from claims.model import Segment, Span
from logs import sealed

Rows = dict[str, list[Any]]
NOWHERE = "0123456789abcdef"
KEYS = {name: contract().table(name).primary_key for name in TABLES}


@dataclass(frozen=True)
class Violation:
    """A change of the clean rows that breaks one check, and what else it cannot help breaking."""

    table: str
    check: str
    name: str
    make: Callable[[Rows], None]
    also: frozenset[tuple[str, str]]


VIOLATIONS: list[Violation] = []


def breaks(table: str, check: str, *also: tuple[str, str]) -> Callable[[Callable[[Rows], None]], None]:
    def keep(make: Callable[[Rows], None]) -> None:
        VIOLATIONS.append(Violation(table, check, make.__name__, make, frozenset(also)))

    return keep


def change(rows: Rows, table: str, at: int, /, **values: Any) -> None:
    rows[table][at] = replace(rows[table][at], **values)


def reseal(rows: Rows, at: int) -> None:
    """Gives an edit the hash that it should have, and leaves what follows it alone."""
    rows["edits"][at] = sealed(rows["edits"][at])


def says(rows: Rows, row: Any, column: str) -> list[str]:
    text = next(a.text for a in rows["articles"] if a.article_id == row.article_id)
    return [text[start:end] for start, end in getattr(row, column)]


def by_cue(rows: Rows, cue: str) -> int:
    """The number of the attribution with this cue."""
    return next(at for at, row in enumerate(rows["attributions"]) if says(rows, row, "cue") == [cue])


def claim_of(rows: Rows, cue: str) -> int:
    """The number of the claim of the attribution with this cue."""
    key = rows["attributions"][by_cue(rows, cue)].attribution_id
    return next(at for at, claim in enumerate(rows["claims"]) if claim.attribution_id == key)


def author(rows: Rows) -> int:
    """The number of the first claim in the author's own voice."""
    return next(at for at, claim in enumerate(rows["claims"]) if claim.attribution_id is None)


def find(rows: Rows, phrase: str, article: int = 0) -> Span:
    start = rows["articles"][article].text.index(phrase)
    return Span(start, start + len(phrase))


def rewritten(rows: Rows, article: int, old: str, new: str) -> None:
    """The text of an article with a phrase in place of one as long."""
    assert len(old) == len(new)
    text = rows["articles"][article].text.replace(old, new)
    change(rows, "articles", article, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest())


def cut_into(rows: Rows, article: int, *roles: str) -> None:
    """The article with its title and then parts of these roles, each but the last one line long."""
    title, body = rows["articles"][article].segments
    text = rows["articles"][article].text
    starts = [body.start]
    for _ in roles[1:]:
        starts.append(text.index("\n", starts[-1]) + 1)
    ends = [start - 1 for start in starts[1:]] + [body.end]
    parts = tuple(Segment(*part) for part in zip(roles, starts, ends, strict=True))
    change(rows, "articles", article, segments=(title, *parts))
