"""What is done to attributions: created, moved, retyped, hung elsewhere, given another source, taken out with what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from claims.annotate.change import Change
from claims.annotate.session.desk import (
    Desk,
    changed,
    pairs_of,
    quoted,
    spans_of,
    trimmed,
    unused,
    words,
)
from claims.annotate.session.on_claims import born, set_claim_span, unlinked, withdrawn
from claims.contract.tables import WITHDRAWN
from claims.corpus import row_from_dict
from claims.errors import UsageError
from claims.ids import attribution_id as id_of
from claims.ids import content_id
from claims.model import Alias, Article, Attribution, Claim, Source, Spans, inside
from claims.text.normalise import fold

ROLES = ("content", "cue", "source", "addressee", "antecedent", "quoted")
UNSAID = ("dropped", "none", "controlled")
NOT_HIS_OWN = "it is reported, and not said by the author"

Pairs = list[list[int]]


def create_attribution(
    desk: Desk, *, content: Pairs, cue: Pairs | None = None, source: Pairs | None = None, parent_id: str | None = None,
    article_id: str | None = None, claim: bool = False, **columns: Any,
) -> Iterator[Change]:  # fmt: skip
    """A new attribution, with a claim that its content makes where `claim` says so; what the author was taken to say there is its own now."""
    article = desk.state.article(article_id or desk.article_id or "")
    roles = {"content": content, "cue": cue or [], "source": source or []}
    found = {role: trimmed(article, spans_of(pairs, role)) for role, pairs in roles.items()}
    made = unused(desk.state, "attributions", lambda number: id_of(article.article_id, parent_id, *found.values(), *[()] * number))
    values: dict[str, Any] = {
        "attribution_id": made,
        "article_id": article.article_id,
        **{role: pairs_of(spans) for role, spans in found.items()},
        "form": "verb" if found["cue"] else "uncued",
        "mention": "nominal" if found["source"] else "none",
        **quoted(article, found["content"], found["cue"] + found["source"]),
        "parent_id": parent_id,
        "engine": desk.annotator,
    }
    row = row_from_dict("attributions", values | columns, where="the new attribution")
    yield Change.create(row)
    yield from _taken_over(desk, row)
    if claim:
        yield Change.create(born(desk, article, row, row.content))


def set_span(desk: Desk, *, role: str, spans: Pairs, attribution_id: str | None = None, claim_id: str | None = None) -> Iterator[Change]:
    """One role of an attribution, or the evidence, hedges or distancing of a claim, at other places of the text."""
    if claim_id is not None:
        yield from set_claim_span(desk, claim_id=claim_id, role=role, spans=spans)
    else:
        yield from set_spans(desk, attribution_id=attribution_id or "", roles={role: spans})


def set_spans(desk: Desk, *, attribution_id: str, roles: Mapping[str, Pairs]) -> Iterator[Change]:
    """Several roles of an attribution at other places, so that words pass from one role to another; what hangs on them follows.

    `mention`, `form`, `quoted` and `quote_type` go along; a claim of the whole content is one of the whole new content.
    """
    row: Attribution = desk.state.row("attributions", attribution_id)
    article = desk.state.article(row.article_id)
    if strange := [role for role in roles if role not in ROLES]:
        raise UsageError(f"no role {strange[0]!r} of an attribution", mend=f"there are: {', '.join(ROLES)}")
    found = {role: trimmed(article, spans_of(pairs, role)) for role, pairs in roles.items()}
    moved = replace(row, **found)  # type: ignore[arg-type]  # the roles are columns of spans
    values = {role: pairs_of(spans) for role, spans in found.items()}
    if "content" in found and "quoted" not in found:
        values |= quoted(article, moved.content, moved.cue + moved.source)
    yield from changed(row, values | _fitting(row, moved))
    if moved.content != row.content:
        yield from _following(desk, article, row, moved)
        yield from _taken_over(desk, moved)


def _fitting(row: Attribution, moved: Attribution) -> dict[str, str]:
    """The form and the mention that an attribution has once its cue or its source came or went."""
    fitting = {}
    if bool(moved.cue) != bool(row.cue):
        fitting["form"] = "verb" if moved.cue else "uncued"
    if moved.source and row.mention in UNSAID:
        fitting["mention"] = "nominal"
    elif not moved.source and row.mention not in UNSAID:
        fitting["mention"] = "dropped" if row.source_id else "none"
    return fitting


def _following(desk: Desk, article: Article, row: Attribution, moved: Attribution) -> Iterator[Change]:
    """The changes of the claims that were of the whole content."""
    for claim in _claims_of(desk, row):
        if claim.evidence == row.content:
            yield from changed(claim, {"evidence": pairs_of(moved.content), "text": words(article, moved.content)})


def _taken_over(desk: Desk, row: Attribution) -> Iterator[Change]:
    """The changes of the author's own claims that now stand in a content: those inside it are its own, others withdrawn."""
    for claim in desk.state.claims(row.article_id):
        if claim.attribution_id is None and claim.status != WITHDRAWN and _overlap(claim.evidence, row.content):
            if inside(claim.evidence, row.content):
                yield from changed(claim, {"attribution_id": row.attribution_id})
            else:
                yield from withdrawn(desk, claim, NOT_HIS_OWN)


def _overlap(some: Spans, others: Spans) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def reparent(desk: Desk, *, attribution_id: str, parent_id: str | None) -> Iterator[Change]:
    """An attribution inside another, or (None) inside none; never inside one that stands inside it."""
    row = desk.state.row("attributions", attribution_id)
    parent = None if parent_id is None else desk.state.row("attributions", parent_id)
    if parent and parent.article_id != row.article_id:
        raise UsageError("they stand in different articles", mend="a report stands inside another of its article")
    above = parent_id
    while above is not None:
        if above == attribution_id:
            raise UsageError("an attribution would stand inside itself", mend="take the inner one out of this one first")
        above = desk.state.row("attributions", above).parent_id
    yield from changed(row, {"parent_id": parent_id})


def set_source(
    desk: Desk, *, attribution_id: str, source_id: str | None = None, name: str | None = None, kind: str | None = None
) -> Iterator[Change]:
    """An attribution with another source: one of the registry, a new one by `name` and `kind`, or none."""
    row: Attribution = desk.state.row("attributions", attribution_id)
    if name is not None:
        source = _new_source(desk, desk.state.article(row.article_id), name, kind or "unspecified")
        source_id = source.source_id
        if desk.state.find("sources", source_id) is None:
            yield Change.create(source)
    elif source_id is not None:
        desk.state.row("sources", source_id)
    values = {"source_id": source_id}
    if source_id and row.mention == "none":
        values["mention"] = "nominal" if row.source else "dropped"
    if source_id is None and not row.source and row.mention == "dropped":
        values["mention"] = "none"
    yield from changed(row, values)


def _new_source(desk: Desk, article: Article, name: str, kind: str) -> Source:
    """A source by its name and kind; the same again where it was made before."""
    if not fold(name).strip():
        raise UsageError("a source without a name", mend="write the name as the text has it")
    made = content_id("src_", kind, fold(name).strip())
    alias = Alias(name.strip(), article.language, "name")
    return Source(made, name.strip(), kind, (alias,))


def take_out(desk: Desk, row: Attribution, op: str, reason: str | None = None, *, keep_claims: bool = False) -> Iterator[Change]:
    """An attribution that is no report is taken out (`op`: delete or reject); what hangs on it goes one step outwards.

    Its claims are withdrawn, or stay (`keep_claims`) as what the next report outwards, or the author, says.
    """
    for claim in _claims_of(desk, row):
        values: dict[str, str | None] = {"attribution_id": _around(desk, row, claim)}
        if not keep_claims:
            yield from unlinked(desk, claim, reason)
            values["status"] = WITHDRAWN
        yield from changed(claim, values, reason)
    for child in desk.state.attributions(row.article_id):
        if child.parent_id == row.attribution_id:
            yield from changed(child, {"parent_id": row.parent_id}, reason)
    yield Change.delete(row, reason=reason) if op == "delete" else Change.reject(row, reason=reason)


def _claims_of(desk: Desk, row: Attribution) -> list[Claim]:
    return [claim for claim in desk.state.claims(row.article_id) if claim.attribution_id == row.attribution_id]


def _around(desk: Desk, row: Attribution, claim: Claim) -> str | None:
    """The nearest report outwards whose content holds a claim."""
    above: Attribution | None = desk.state.find("attributions", row.parent_id)
    while above is not None and not inside(claim.evidence, above.content):
        above = desk.state.find("attributions", above.parent_id)
    return above.attribution_id if above else None


def author_voice(desk: Desk, *, claim_id: str) -> Iterator[Change]:
    """A claim as the author's own; the report that was seen around it is taken out where nothing else hangs on it."""
    claim: Claim = desk.state.row("claims", claim_id)
    row: Attribution | None = desk.state.find("attributions", claim.attribution_id)
    yield from changed(claim, {"attribution_id": None})
    if row is None or not _overlap(claim.evidence, row.content):
        return
    others = [one for one in _claims_of(desk, row) if one.claim_id != claim_id and one.status != WITHDRAWN]
    if not others:
        yield from (one for one in take_out(desk, row, "delete") if one.row_id != claim_id)
