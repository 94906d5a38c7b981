"""Mentions of sources in an article of a test, and what they resolve to against the registry that is shipped."""

from __future__ import annotations

from datetime import UTC, datetime

from claims.ids import attribution_id
from claims.model import Article, Attribution, Extraction, Span
from claims.sources.registry import Registry
from claims.sources.resolve import resolve

REGISTRY = Registry.from_file(None)
DAY = datetime(2025, 7, 4, tzinfo=UTC)


def said(language, *mentions, day=DAY, text=None):
    """What the mentions resolve to, all in one article; a mention is words, or (kind of mention, words, antecedent)."""
    rows, at = [], 0
    text = text or ". ".join(m if isinstance(m, str) else m[1] for m in mentions) + ". X"
    for mention in mentions:
        kind, words, antecedent = (
            ("nominal", mention, None) if isinstance(mention, str) else mention
        )
        start = text.index(words, at)
        source = (Span(start, start + len(words)),) if words else ()
        before = ()
        if antecedent:
            before = (Span(text.index(antecedent), text.index(antecedent) + len(antecedent)),)
        content = (Span(len(text) - 1, len(text)),)
        rows.append(Attribution(
            attribution_id("art_1", None, content, (), source), "art_1", content, (), source, antecedent=before, mention=kind,
        ))  # fmt: skip
        at = start
    article = Article("art_1", None, text, "", language, published_at=day)
    got = resolve(article, Extraction(tuple(rows), (), ()), REGISTRY)
    drafts = {source.source_id: source for source in got.drafts}
    return [drafts.get(a.source_id, a.source_id) for a in got.extraction.attributions]
