"""What an annotator sees of one article: its text, what is said in it, by whom, and what is wrong with it. JSON, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claims.annotate.session.state import APPROVED, FLAGGED, State
from claims.corpus import row_to_dict
from claims.model import Attribution, Claim

OF_ARTICLE = ("article_id", "title", "language", "outlet", "url", "published_at", "text", "segments")


def seen(state: State, article_id: str) -> dict[str, Any]:
    """The article with its attributions, claims, links' and verdicts' rows, and the sources that it names."""
    article = row_to_dict(state.article(article_id))
    attributions, claims = state.attributions(article_id), state.claims(article_id)
    return {
        "article": {name: article[name] for name in OF_ARTICLE},
        "attributions": [_attribution(state, one) for one in attributions],
        "claims": [_claim(state, one) for one in claims],
        "sources": {source_id: _source(state, source_id) for source_id in sorted(_named(attributions))},
    }


def _attribution(state: State, row: Attribution) -> dict[str, Any]:
    """An attribution with the names of its chain; its status is draft until somebody approved it."""
    mark = state.standing("attributions", row.attribution_id).mark
    source = state.find("sources", row.source_id)
    return {
        **row_to_dict(row),
        "source_name": source.name if source else None,
        "status": "reviewed" if mark == APPROVED else "draft",
        "flagged": mark == FLAGGED,
        "chain": [_name(state, one) for one in reversed(list(_outwards(state, row)))],
    }


def _claim(state: State, row: Claim) -> dict[str, Any]:
    """A claim with its verdicts and links."""
    return {
        **row_to_dict(row),
        "flagged": state.standing("claims", row.claim_id).mark == FLAGGED,
        "verdicts": [row_to_dict(one) for one in state.verdicts(row.claim_id)],
        "links": [row_to_dict(one) for one in state.links(row.claim_id)],
    }


def _source(state: State, source_id: str) -> dict[str, Any]:
    """A source of the registry; one that is missing has its id for a name."""
    source = state.find("sources", source_id)
    if source is None:
        return {"name": source_id, "kind": "unspecified", "aliases": [], "status": "draft"}
    said = row_to_dict(source)
    return {name: said[name] for name in ("name", "kind", "aliases", "status")}


def _named(attributions: list[Attribution]) -> set[str]:
    return {one.source_id for one in attributions if one.source_id}


def _outwards(state: State, row: Attribution) -> Iterator[Attribution]:
    """An attribution and those around it, each once even where a broken dataset has them in a circle."""
    at: Attribution | None = row
    passed = set()
    while at is not None and at.attribution_id not in passed:
        passed.add(at.attribution_id)
        yield at
        at = state.find("attributions", at.parent_id)


def _name(state: State, row: Attribution) -> str:
    """The name of a source, or the words that mention it, or nothing."""
    source = state.find("sources", row.source_id)
    if source:
        return str(source.name)
    text = state.articles[row.article_id].text or "" if row.article_id in state.articles else ""
    return " … ".join(span.of(text) for span in row.source)
