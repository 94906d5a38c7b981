"""Chains in which nobody reports himself: a source that comes twice in a row is one link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from claims.model import Attribution
from claims.sources.who import Who

CARRIED = frozenset({"pronoun", "dropped", "controlled"})
NAMING = "naming"  # the rule for "what he called": a word of the outer report, which stays inside it
IMPERSONAL = frozenset({"document", "data"})

Kind = Callable[[str | None], str | None]


def untwisted(
    attributions: Sequence[Attribution], found: Mapping[str, Who], kind: Kind
) -> tuple[dict[str, Who], dict[str, str | None]]:
    """Who speaks in each attribution and which is its parent, without a source that reports itself.

    Three causes, three mends: a pronoun that quotes somebody by name is not that somebody; a person's pronoun inside a
    document is not the document; a speaker who goes on speaks beside his first words, not inside them.
    """
    who = dict(found)
    by_id = {a.attribution_id: a for a in attributions}
    parents = {a.attribution_id: a.parent_id for a in attributions}
    for inner in attributions:
        outer = by_id.get(inner.parent_id or "")
        if outer is None or not _same(who, inner, outer):
            continue
        if inner.mention not in CARRIED and outer.mention in CARRIED:
            who[outer.attribution_id] = Who(None, "unspecified", "quotes by name the one it seemed to stand for")
        elif inner.mention == "pronoun" and kind(who[inner.attribution_id].source_id) in IMPERSONAL:
            who[inner.attribution_id] = Who(None, "unspecified", "a pronoun inside a document is not the document")
        elif inner.mention in CARRIED and inner.rule != NAMING:
            parents[inner.attribution_id] = outer.parent_id
            mine = who[inner.attribution_id]
            who[inner.attribution_id] = replace(mine, reason=f"{mine.reason}, beside the report before")
    return who, parents


def _same(who: Mapping[str, Who], one: Attribution, other: Attribution) -> bool:
    mine = who[one.attribution_id].source_id
    return mine is not None and mine == who[other.attribution_id].source_id
