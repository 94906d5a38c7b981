"""Identifiers made from content: the same row gets the same id wherever it is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

HEX_DIGITS = 16
CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def content_id(prefix: str, *parts: object) -> str:
    """`prefix` + 16 hex digits of the SHA-256 of the parts as canonical JSON (tuples read as lists)."""
    return prefix + canonical_hash(parts)[:HEX_DIGITS]


def canonical_hash(value: Any) -> str:
    """The SHA-256 of a JSON value in its one canonical form: keys sorted, no spaces, UTF-8 with nothing escaped that need not be."""
    return hashlib.sha256(CANONICAL.encode(value).encode("utf-8")).hexdigest()


def article_id(outlet: str | None, url_or_name: str, text: str) -> str:
    """The id of an article: its outlet, its address and its very text."""
    return content_id("art_", outlet or "", url_or_name, text)


def attribution_id(article_id: str, parent_id: str | None, *roles: Iterable[tuple[int, int]]) -> str:
    """The id of an attribution at birth: its article, its parent and the spans of its roles (content, cue, source)."""
    return content_id("att_", article_id, parent_id or "", *[[list(s) for s in spans] for spans in roles])


def claim_id(article_id: str, attribution_id: str | None, evidence: Iterable[tuple[int, int]]) -> str:
    """The id of a claim at birth: its article, its attribution (None: the author) and its evidence."""
    return content_id("clm_", article_id, attribution_id or "", [list(s) for s in evidence])


def edit_id(annotator: str, previous_hash: str | None, patch: str) -> str:
    """The id of an edit: its annotator, the hash of the edit before it in the log and its patch."""
    return content_id("edt_", annotator, previous_hash, patch)
