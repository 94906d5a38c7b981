"""Chains in which nobody reports himself, and who goes on speaking after he has quoted somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from claims.model import Attribution, Extraction, Spans
from claims.sources.who import Who

CARRIED = frozenset({"pronoun", "dropped", "controlled"})
GOING_ON = frozenset({"pronoun", "dropped"})
NAMING = (
    "naming"  # the rule for "what he called": a word of the outer report, which stays inside it
)
IMPERSONAL = frozenset({"document", "data"})
QUOTES = "quotes by name the one it seemed to stand for"

Kind = Callable[[str | None], str | None]
Rows = tuple[Attribution, ...]


def untwisted(
    extraction: Extraction, found: Mapping[str, Who], kind: Kind
) -> tuple[Rows, dict[str, Who]]:
    """The attributions and who speaks in each, mended where a source would report itself.

    A pronoun that quotes somebody by name is not that somebody; a person's pronoun inside a document is not the
    document; a speaker who goes on speaks beside his first words, not inside them, if they are claims without him.
    """
    rows, who = _going_on(extraction.attributions, dict(found), kind)
    by_id = {a.attribution_id: a for a in rows}
    out: list[Attribution] = []
    for inner in rows:
        outer = by_id.get(inner.parent_id or "")
        if outer is not None and _same(who, inner, outer):
            mine = who[inner.attribution_id]
            if inner.mention not in CARRIED and outer.mention in CARRIED:
                who[outer.attribution_id] = Who(None, "unspecified", QUOTES)
            elif inner.mention == "pronoun" and kind(mine.source_id) in IMPERSONAL:
                reason = "a pronoun inside a document is not the document"
                who[inner.attribution_id] = Who(None, "unspecified", reason)
            elif inner.mention in CARRIED and inner.rule != NAMING and _stands(outer, extraction):
                reason = f"{mine.reason}, beside the report before"
                who[inner.attribution_id] = replace(mine, reason=reason)
                inner = replace(inner, parent_id=outer.parent_id)
        out.append(inner)
    return tuple(out), who


def _going_on(
    attributions: Sequence[Attribution], who: dict[str, Who], kind: Kind
) -> tuple[Rows, dict[str, Who]]:
    """After "A said that B had refused", "he added" is A: the one who speaks, not the one he speaks of.

    Only where A is a person: an outlet or a document that quotes B leaves the floor to B.
    """
    by_id = {a.attribution_id: a for a in attributions}
    inside = {
        a.source: by_id[a.parent_id] for a in attributions if a.source and a.parent_id in by_id
    }
    top = {a.source for a in attributions if not a.parent_id}
    out: list[Attribution] = []
    for row in attributions:
        outer = inside.get(row.antecedent) if row.antecedent not in top else None
        if outer and row.mention in GOING_ON and not row.parent_id and outer is not row:
            speaker = who[outer.attribution_id]
            if kind(speaker.source_id) == "person":
                row = replace(row, antecedent=outer.source or outer.antecedent)
                reason = f"{row.mention}: who spoke goes on: {speaker.reason}"
                who[row.attribution_id] = replace(speaker, reason=reason)
        out.append(row)
    return tuple(out), who


def _stands(outer: Attribution, extraction: Extraction) -> bool:
    """Whether the claims of a report are most of its content without those of the reports inside it."""
    own = (
        claim.evidence
        for claim in extraction.claims
        if claim.attribution_id == outer.attribution_id
    )
    return 2 * sum(map(_length, own)) >= _length(outer.content)


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


def _same(who: Mapping[str, Who], one: Attribution, other: Attribution) -> bool:
    mine = who[one.attribution_id].source_id
    return mine is not None and mine == who[other.attribution_id].source_id
