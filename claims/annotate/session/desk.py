"""What an operation has before it: the rows, who sits there and when; and what several operations do to rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from claims.annotate.change import TABLE_OF, Change
from claims.annotate.session.state import State, key_of
from claims.corpus import row_from_dict, row_to_dict
from claims.errors import UsageError
from claims.gold.quoted import outermost, shared, surrounds
from claims.model import Article, Span, Spans, say
from claims.text.quotes import quotations


@dataclass(frozen=True, slots=True)
class Desk:
    """The state, the annotator, the time of what is done now, and the article that lies open."""

    state: State
    annotator: str
    at: datetime
    article_id: str | None


def changed(row: Any, values: Mapping[str, Any], reason: str | None = None) -> list[Change]:
    """The change that gives a row these values, which are as JSON has them; none where it has them all.

    DataError where a value does not fit its column.
    """
    table = TABLE_OF[type(row)]
    after = row_from_dict(table, row_to_dict(row) | dict(values), where=f"{table} {key_of(row)}")
    return [] if after == row else [Change.update(row, after, reason=reason)]


def spans_of(values: Any, name: str) -> Spans:
    """Spans from pairs of offsets in code points, in text order; UsageError where they are none."""
    if isinstance(values, list | tuple) and all(_is_pair(pair) for pair in values):
        return tuple(sorted(Span(*pair) for pair in values))
    raise UsageError(f"{name} is {values!r}", mend="a list of [start, end], code points, 0 <= start < end")


def pairs_of(spans: Spans) -> list[list[int]]:
    """Spans as JSON has them."""
    return [list(span) for span in spans]


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list | tuple) and len(pair) == 2 and all(type(one) is int for one in pair) and 0 <= pair[0] < pair[1]


def trimmed(article: Article, spans: Spans) -> Spans:
    """The spans without white space at their edges, those that are nothing else left out; UsageError where one reaches beyond the text."""
    text = text_of(article)
    if beyond := [span for span in spans if span.end > len(text)]:
        raise UsageError(f"a span ends at {beyond[0].end}, the text at {len(text)}", mend="offsets count code points, not UTF-16 units")
    return tuple(found for span in spans if (found := _trimmed(text, span)))


def _trimmed(text: str, span: Span) -> Span | None:
    said = span.of(text)
    start = span.start + len(said) - len(said.lstrip())
    end = span.start + len(said.rstrip())
    return Span(start, end) if start < end else None


def text_of(article: Article) -> str:
    """The text of an article; UsageError where it may not be stored, or a span cannot be proved."""
    if article.text is None:
        raise UsageError(f"the text of {article.article_id} is not stored", mend="annotate where the article has its text")
    return article.text


def words(article: Article, spans: Spans) -> str:
    """What spans of an article say."""
    return say(text_of(article), spans)


def quoted(article: Article, content: Spans, around: Spans) -> dict[str, Any]:
    """`quoted` and `quote_type` of a content, read from the marks of the text; a quotation that holds the cue is another's."""
    text = text_of(article)
    inner = outermost([quote for quote in quotations(text) if not surrounds(quote, around)])
    found = shared(text, content, inner)
    return {"quoted": pairs_of(found), "quote_type": "indirect" if not found else "direct" if _letters(text, found) == _letters(text, content) else "mixed"}


def _letters(text: str, spans: Spans) -> int:
    return sum(character.isalnum() for span in spans for character in span.of(text))


def unused(state: State, table: str, made: Callable[[int], str]) -> str:
    """The first of the ids that are made from 0, 1, 2 ... which no row has or had."""
    return next(one for one in map(made, count()) if one not in state.standings[table])
