"""Tokens for tools that label them: words, signs and white space, cut wherever a span begins or ends, so that none is moved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from claims.model import Span, Spans

PIECE = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0652\u200c\u200d][^\W_]*)*|\s+|.", re.DOTALL)


def pieces(text: str, spans: Iterable[Span]) -> Spans:
    """The tokens and the white space between them, which together are the text; no piece reaches over the edge of a span."""
    edges = {edge for span in spans for edge in span} | {end for match in PIECE.finditer(text) for end in match.span()}
    cuts = sorted(edges | {0, len(text)})
    return tuple(Span(start, end) for start, end in pairwise(cuts))
