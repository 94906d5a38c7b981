"""schema.org ClaimReview: verdicts with their claims as JSON-LD, which fact-checkers publish and search engines read.

A verdict is a ClaimReview of a Claim that appears in a NewsArticle; where the claim stands in it, and what schema.org has no
word for, are JSON literals of our own. See https://schema.org/ClaimReview.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.contract import contract
from claims.corpus import row_from_dict, row_to_dict
from claims.errors import DataError
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document, mentioned, span_columns, verified
from claims.exchange.files import found
from claims.exchange.formats import Format
from claims.exchange.jsonfile import Placed, objects, read_json, text_in
from claims.ids import attribution_id, claim_id, content_id
from claims.ingest import ArticleDefaults
from claims.model import Attribution, Claim, Refusal, Source, Verdict

FILE = "claimreviews.jsonld"
OURS = "urn:x-attributed-claims:"
LITERALS = ("about", "values", "stance", "supersedes")
CONTEXT = ["https://schema.org", {name: {"@id": OURS + name, "@type": "@json"} for name in LITERALS}]
RATINGS = {"supported": 5, "refuted": 1}  # the ends of the scale; the other labels are on no scale
KINDS = {"person": "Person", "role": "Person", "institution": "Organization", "media": "Organization", "state": "Country"}
WORDS = "give the article its articleBody, in which the claim's text stands once"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """One file with the articles and the reviews of their claims."""
    nodes: list[dict[str, Any]] = []
    for document in documents:
        judged = {verdict.claim_id for verdict in document.verdicts}
        claims = {claim.claim_id: claim for claim in document.claims if claim.claim_id in judged}
        lost["claims without a verdict"] += len(document.claims) - len(claims)
        lost["attributions, but for the source of a judged claim"] += len(document.attributions)
        by_id = {row.attribution_id: row for row in document.attributions}
        known = {source.source_id: source for source in document.sources}
        owners = {claim.attribution_id: by_id[claim.attribution_id] for claim in claims.values() if claim.attribution_id}
        nodes.append(_article(replace(document, sources=mentioned(owners.values(), known))))
        for verdict in document.verdicts:
            claim = claims[verdict.claim_id]
            owner = owners.get(claim.attribution_id or "")
            nodes.append(_review(verdict, _claim(claim, owner, known.get(owner.source_id or "") if owner else None)))
    whole = {"@context": CONTEXT, "@graph": nodes}
    yield FILE, f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode()


def misfit(document: Document) -> str | None:
    """The kind of articles that nobody reviewed; None for others."""
    return None if document.verdicts else "articles without a verdict"


def _article(document: Document) -> dict[str, Any]:
    """The article of a document as a node."""
    article = document.article
    plain = {
        "headline": article.title,
        "url": article.url,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "datePublished": row_to_dict(article)["published_at"],
        "inLanguage": article.language,
        "license": article.license,
        "articleBody": article.text,
        "about": about(document),
    }
    told = {key: value for key, value in plain.items() if value is not None}
    return {"@type": "NewsArticle", "@id": OURS + article.article_id, **told}


def _claim(claim: Claim, owner: Attribution | None, speaker: Source | None) -> dict[str, Any]:
    """A claim as what a review reviews; its author is who is last in its chain."""
    spans = span_columns("claims")
    values = {k: v for k, v in row_to_dict(claim).items() if v is not None and k not in ("article_id", "attribution_id", "text")}
    found: dict[str, Any] = {"@type": "Claim", "@id": OURS + claim.claim_id, "text": claim.text}
    found["appearance"] = {"@id": OURS + claim.article_id}
    found["values"] = {name: value for name, value in values.items() if value or name not in spans}
    if owner is not None:
        found["author"] = {"@type": "Thing", "name": "unnamed"}
    if speaker is not None:
        found["author"] = {"@type": KINDS.get(speaker.kind, "Thing"), "@id": OURS + speaker.source_id, "name": speaker.name}
        if speaker.wikidata:
            found["author"]["sameAs"] = f"https://www.wikidata.org/wiki/{speaker.wikidata}"
    return found


def _review(verdict: Verdict, claim: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict as a review of a claim."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": verdict.label}
    if verdict.label in RATINGS:
        rating |= {"ratingValue": RATINGS[verdict.label], "bestRating": max(RATINGS.values()), "worstRating": min(RATINGS.values())}
    found = {
        "@type": "ClaimReview",
        "@id": OURS + verdict.verdict_id,
        "claimReviewed": claim["values"].get("standalone") or claim["text"],
        "reviewAspect": verdict.target,
        "author": {"@type": "Person", "name": verdict.reviewer},
        "datePublished": row_to_dict(verdict)["reviewed_at"],
        "reviewBody": verdict.justification,
        "reviewRating": rating,
        "itemReviewed": claim,
        "citation": [_citation(one) for one in row_to_dict(verdict)["evidence"]],
    }
    return found | ({"supersedes": verdict.supersedes_id} if verdict.supersedes_id else {})


def _citation(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """What a verdict rests on, as a work that is cited."""
    told = {"url": evidence["url"], "archivedAt": evidence["archive_url"], "text": evidence["quote"], "stance": evidence["stance"]}
    return {"@type": "CreativeWork", **{key: value for key, value in told.items() if value is not None}}


@dataclass(slots=True)
class _Rows:
    """What the reviews of one article give."""

    article: Given
    sources: dict[str, Source] = field(default_factory=dict)
    attributions: dict[str, Attribution] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def document(self) -> Document:
        """The rows as one document."""
        sources = {source.source_id: source for source in self.article.sources} | self.sources
        rows = tuple(self.attributions.values()), tuple(self.claims.values()), tuple(self.verdicts)
        return Document(self.article.article, tuple(sources.values()), *rows)

    def place(self, _: str, key: str) -> str:
        """Where a row was read."""
        return self.places.get(key, self.article.article.article_id)


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """A document for each article whose claims the reviews of a file judge."""
    for file in found(path, ".jsonld", ".json"):
        try:
            nodes = _nodes(read_json(file), file)
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the file", error.what, mend=error.mend))
            continue
        known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        by_article: dict[str, _Rows] = {}
        for node in nodes:
            if node.get("@type") == "ClaimReview":
                try:
                    _add(node, known, by_article, file.stem, defaults)
                except DataError as error:
                    refused.append(Refusal(error.where or node.where, "the review", error.what, mend=error.mend))
        for rows in by_article.values():
            if (document := verified(rows.document(), rows.place, refused)) is not None:
                yield document


def _nodes(value: Any, file: Path) -> list[Placed]:
    """The nodes of a graph, of a list, or one alone; claims and articles inside of others too."""
    nodes = list(objects(value, "@graph")) if isinstance(value, Placed) and "@graph" in value else value
    nodes = nodes if isinstance(nodes, list) else [nodes]
    if not all(isinstance(node, Placed) for node in nodes):
        raise DataError("no nodes of JSON-LD", where=f"{file}:1", mend='write {"@context": "https://schema.org", "@graph": [...]}')
    return nodes


def _node(value: Any, known: Mapping[str, Placed]) -> Placed | None:
    """A node that is written here, or named by its @id and written elsewhere; the first where there are several."""
    value = value[0] if isinstance(value, list) and value else value
    if not isinstance(value, Placed):
        return None
    return known.get(str(value.get("@id")), value) if len(value) == 1 else value


def _add(review: Placed, known: Mapping[str, Placed], by_article: dict[str, _Rows], name: str, defaults: ArticleDefaults) -> None:
    """Nothing; the verdict of a review, its claim and its article are among the rows. DataError where one of them is none."""
    claim = _node(review.get("itemReviewed"), known)
    page = claim and (_node(claim.get("appearance"), known) or _node(claim.get("firstAppearance"), known))
    if claim is None or page is None or "articleBody" not in page:
        raise DataError("its claim appears in no article whose words are there", where=review.where, mend=WORDS)
    article = _given(page, name, defaults)
    rows = by_article.setdefault(article.article.article_id, _Rows(article))
    row = _claim_row(review, claim, rows)
    verdict = _verdict(review, row.claim_id, known)
    rows.verdicts.append(verdict)
    rows.places.update({row.claim_id: claim.where, verdict.verdict_id: review.where})


def _given(page: Placed, name: str, defaults: ArticleDefaults) -> Given:
    """The article of a NewsArticle node."""
    publisher = page.get("publisher")
    told = {
        "title": page.get("headline"), "url": page.get("url"), "published_at": page.get("datePublished"), "language": page.get("inLanguage"),
        "license": page.get("license"), "outlet": publisher.get("name") if isinstance(publisher, Placed) else None,
    }  # fmt: skip
    words = {key: value for key, value in told.items() if isinstance(value, str)}
    return given(page["articleBody"], page.get("about"), name, page.where, defaults, words)


def _claim_row(review: Placed, claim: Placed, rows: _Rows) -> Claim:
    """The claim that is reviewed: where its values say it stands, else where its words do."""
    article, text = rows.article.article, rows.article.article.text or ""
    values = dict(claim.get("values") or {})
    said = claim.get("text") or review.get("claimReviewed")
    if "evidence" not in values:
        if not isinstance(said, str) or not said or text.count(said) != 1:
            raise DataError("the words of the claim do not stand in its article once", where=claim.where, mend=WORDS)
        start = text.index(said)
        values["evidence"] = [[start, start + len(said)]]
    row: Claim = row_from_dict(
        "claims",
        {"claim_id": "", **values, "article_id": article.article_id, "attribution_id": None, "text": said},
        where=claim.where,
    )
    owner = _owner(claim, row, rows)
    row = replace(row, attribution_id=owner, claim_id=row.claim_id or claim_id(article.article_id, owner, row.evidence))
    return rows.claims.setdefault(row.claim_id, row)


def _owner(claim: Placed, row: Claim, rows: _Rows) -> str | None:
    """The id of an attribution of the claim's words to its author, without a cue; None where it names no author."""
    author = _node(claim.get("author"), {})
    if author is None:
        return None
    name, given_id = text_in(author, "name"), str(author.get("@id", ""))
    source_id: str | None = given_id.removeprefix(OURS)
    if not given_id.startswith(OURS):
        source_id = None
        if name != "unnamed":
            kinds = {schema: kind for kind, schema in reversed(KINDS.items())}
            kind = kinds.get(str(author.get("@type")), "unspecified")
            source_id = content_id("src_", name)
            rows.sources[source_id] = Source(source_id, name, kind, status="draft")
    key = attribution_id(row.article_id, None, row.evidence, (), ())
    made = Attribution(key, row.article_id, row.evidence, (), (), form="uncued", source_id=source_id, engine="claimreview")
    rows.attributions.setdefault(key, made)
    return key


def _verdict(review: Placed, claim: str, known: Mapping[str, Placed]) -> Verdict:
    """The verdict of a review."""
    author = _node(review.get("author"), known)
    if author is None:
        raise DataError("a review without an author", where=review.where, mend='write "author": {"@type": "Person", "name": "..."}')
    values: dict[str, Any] = {
        "claim_id": claim,
        "target": review.get("reviewAspect", "is_it_so"),
        "label": _label(review),
        "reviewer": text_in(author, "name"),
        "reviewed_at": _instant(text_in(review, "datePublished")),
        "justification": review.get("reviewBody") or review.get("claimReviewed") or "",
        "evidence": [
            {"url": text_in(one, "url"), "archive_url": one.get("archivedAt"), "quote": one.get("text"), "stance": one.get("stance", "context")}
            for one in objects(review, "citation")
        ],
        "supersedes_id": review.get("supersedes"),
    }
    given_id = str(review.get("@id", ""))
    key = given_id.removeprefix(OURS) if given_id.startswith(OURS) else ""
    born = content_id("ver_", claim, values["target"], values["reviewer"], values["reviewed_at"])
    verdict: Verdict = row_from_dict("verdicts", {"verdict_id": key or born, **values}, where=review.where)
    return verdict


def _label(review: Placed) -> str:
    """The label of a rating: by its name, else where it stands at an end of its scale."""
    labels = contract().labels("verdict_label")
    rating = review.get("reviewRating")
    rating = rating if isinstance(rating, Placed) else Placed()
    if rating.get("alternateName") in labels:
        return str(rating["alternateName"])
    ends = {"supported": rating.get("bestRating"), "refuted": rating.get("worstRating")}
    value = rating.get("ratingValue")
    for label, end in ends.items():
        if value is not None and end is not None and str(value) == str(end) and ends["supported"] != ends["refuted"]:
            return label
    what = f"the rating {rating.get('alternateName') or value!r} is at no end of a scale"
    raise DataError(what, where=review.where, mend=f"name it as one of {', '.join(labels)}")


def _instant(written: str) -> str:
    """A time with its zone; without one it is UTC, a day is its midnight."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return written  # which the contract refuses, with its mend
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


FORMAT = Format(
    name="claimreview",
    title="schema.org ClaimReview: one JSON-LD file of verdicts and their claims",
    carries="verdicts, the claims judged, their articles, and the last source of each",
    loses="claims and articles without a verdict, cues, chains and places of sources, links, edits",
    write=write,
    read=read,
    misfit=misfit,
)
