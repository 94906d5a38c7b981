"""The spans of an article whose text is not the one they were marked in: found again one by one, or orphans with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any, NamedTuple

from claims.contract import contract
from claims.model import Span, Spans, say
from claims.publish.anchors import Anchor, hash_of
from claims.text.locate import Hashed, Orphan, Place, locate, locate_hashed

NEEDED = ("content", "cue", "source", "quoted", "evidence")  # a row without one of these says something else, or nothing

Places = Mapping[Span, Place | Orphan]


class Aside(NamedTuple):
    """A row that has no place in the text any more, and why."""

    table: str
    row: Any
    reason: str


class Lost(NamedTuple):
    """A span that a row goes on without, and why."""

    table: str
    row_id: str
    column: str
    span: Span
    reason: str


def places(anchors: Iterable[Anchor], text: str) -> dict[Span, Place | Orphan]:
    """Where each span stands in a text."""
    return {Span(anchor.start, anchor.end): _place(anchor, text) for anchor in anchors}


def _place(anchor: Anchor, text: str) -> Place | Orphan:
    """Where a span stands in a text: by its hashes, or, where all of it remains, in other words."""
    wanted = Hashed(
        Span(anchor.start, anchor.end), anchor.letters, anchor.lead, anchor.trail, anchor.quote,
        lambda letters: hash_of(letters) == anchor.hash, anchor.agreement,
    )  # fmt: skip
    found = locate_hashed(wanted, text)
    if isinstance(found, Orphan) and anchor.is_whole:
        return locate(anchor.quote, anchor.start, anchor.before, anchor.after, text)
    return found


def moved(table: str, row: Any, found: Places, text: str) -> tuple[Any, list[Lost]] | Aside:
    """A row with its spans where they now stand, and the spans that it goes on without; aside where it needs one of these.

    A claim says what its evidence now says; its wording for itself is left out, since that was made of the old text.
    """
    key = getattr(row, contract().table(table).primary_key)
    new: dict[str, Spans] = {}
    lost: list[Lost] = []
    for column, spans in _columns(row):
        orphans = [Lost(table, key, column, span, place.reason) for span in spans if isinstance(place := found[span], Orphan)]
        if orphans and column in NEEDED:
            start, end = orphans[0].span
            return Aside(table, row, f"{column} [{start}, {end}): {orphans[0].reason}")
        new[column] = tuple(place.span for span in spans if isinstance(place := found[span], Place))
        if any(one.end > other.start for one, other in pairwise(new[column])):
            return Aside(table, row, f"{column}: its parts stand in another order")
        lost += orphans
    if table == "claims":
        return replace(row, **new, text=say(text, new["evidence"]), standalone=None), lost
    return replace(row, **new), lost


def _columns(row: Any) -> Iterator[tuple[str, Spans]]:
    """The columns of spans of a row."""
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, tuple):
            yield field.name, value
