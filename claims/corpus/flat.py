"""The flat view: one row a claim, with the chain of sources it passed through, outermost first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.contract import FLAT, contract
from claims.corpus.arrow import to_arrow
from claims.errors import DataError
from claims.model import (
    Article,
    AttributedClaim,
    Attribution,
    ChainLink,
    Claim,
    Segment,
    Source,
    say,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from claims.corpus.tables import Corpus

WITHDRAWN = "withdrawn"


def chain(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """The reporting events around an attribution, outermost first, itself last.

    DataError names the events of a circle, or the parent that is not there.
    """
    found = [attribution]
    seen = {attribution.attribution_id}
    while (parent_id := found[-1].parent_id) is not None:
        if parent_id in seen:
            circle = " -> ".join([*(one.attribution_id for one in found), parent_id])
            raise DataError(f"the chain runs in a circle: {circle}", mend="correct a `parent_id`")
        if parent_id not in by_id:
            raise DataError(
                f"{found[-1].attribution_id} has the parent {parent_id}, which does not exist",
                mend="correct the `parent_id`",
            )
        seen.add(parent_id)
        found.append(by_id[parent_id])
    return found[::-1]


def attributed_claims(corpus: Corpus) -> pa.Table:
    """The flat view of a corpus as Arrow, in the order of its claims; withdrawn claims are left out.

    The source of a claim is the source of its own, innermost attribution.
    """
    articles = _by_id(corpus, "articles")
    sources = _by_id(corpus, "sources")
    attributions = _by_id(corpus, "attributions")
    links = {
        key: _link(row, _find("articles", articles, row.article_id), sources.get(row.source_id))
        for key, row in attributions.items()
    }
    chains = {
        key: tuple(links[one.attribution_id] for one in chain(row, attributions))
        for key, row in attributions.items()
    }
    rows = []
    for claim in corpus.rows("claims"):
        if claim.status == WITHDRAWN:
            continue
        article = _find("articles", articles, claim.article_id)
        if claim.attribution_id is None:
            rows.append(_row(claim, article))
        else:
            attribution = _find("attributions", attributions, claim.attribution_id)
            rows.append(_row(claim, article, attribution, chains[claim.attribution_id]))
    return to_arrow(FLAT, rows)


def _by_id(corpus: Corpus, table: str) -> dict[str, Any]:
    """The rows of a table by their key."""
    key = contract().table(table).primary_key
    return {getattr(row, key): row for row in corpus.rows(table)}


def _find(table: str, rows: Mapping[str, Any], key: str) -> Any:
    """The row with this key; DataError where there is none."""
    if key not in rows:
        raise DataError(f"{key} is named but is not there", where=f"table {table}")
    return rows[key]


def _link(attribution: Attribution, article: Article, source: Source | None) -> ChainLink:
    """One source of a chain, as its attribution and the registry have it."""
    return ChainLink(
        source_id=attribution.source_id,
        name=source.name if source else None,
        kind=source.kind if source else "unspecified",
        mention=attribution.mention,
        cue=say(article.text or "", attribution.cue),
        form=attribution.form,
    )


def _row(
    claim: Claim,
    article: Article,
    attribution: Attribution | None = None,
    links: tuple[ChainLink, ...] = (),
) -> AttributedClaim:
    """One row of the view; without an attribution the article says it in its own voice."""
    source = links[-1] if links else None
    return AttributedClaim(
        claim_id=claim.claim_id,
        article_id=claim.article_id,
        text=claim.text,
        standalone=claim.standalone,
        source_id=source.source_id if source else None,
        source_name=source.name if source else None,
        source_kind=source.kind if source else None,
        chain=links,
        quote_type=attribution.quote_type if attribution else None,
        commitment=attribution.commitment if attribution else None,
        polarity=claim.polarity,
        modality=claim.modality,
        check_worthy=claim.check_worthy,
        segment_role=_role(claim, article.segments),
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
    )


def _role(claim: Claim, segments: tuple[Segment, ...]) -> str:
    """The role of the segment in which the claim begins; "body" outside any."""
    for segment in segments:
        if claim.evidence and segment.start <= claim.evidence[0].start < segment.end:
            return segment.role
    return "body"
