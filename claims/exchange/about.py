"""What a document says besides its marks, as JSON values: the row of its article without the text, and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from claims.corpus import row_from_dict, row_to_dict
from claims.drafts import Draft, newlines, sha256
from claims.errors import DataError
from claims.exchange.document import Document
from claims.exchange.offsets import Newlines, Utf16
from claims.ingest import ArticleDefaults, article_of
from claims.model import Article, Source, Span, Spans
from claims.text.encoding import surrogate

ANOTHER = "drop what is said of the article, to read the text as a new one; its spans must then be right for it"


def about(document: Document) -> dict[str, Any]:
    """The article's row without its text, and the rows of its sources."""
    article = {name: value for name, value in row_to_dict(document.article).items() if name != "text" and value is not None}
    return {"article": article, "sources": [row_to_dict(source) for source in document.sources]}


@dataclass(frozen=True)
class Given:
    """An article as another tool gave it: the text there, the article it became, its sources."""

    text: str
    article: Article
    sources: tuple[Source, ...]

    @cached_property
    def _utf16(self) -> Utf16:
        return Utf16(self.text)

    @cached_property
    def _newlines(self) -> Newlines:
        return Newlines(self.text)

    def span(self, start: object, end: object, *, units: bool = False) -> Span:
        """The span of the article at two offsets of the given text, in code points or UTF-16 units; DataError where it is none."""
        if not (isinstance(start, int) and isinstance(end, int)):
            raise DataError(f"the offsets {start!r} and {end!r} are no whole numbers", mend="write numbers")
        first, last = (self._utf16.code_points(start), self._utf16.code_points(end)) if units else (start, end)
        if first is None or last is None:
            raise DataError(f"[{start}, {end}] cuts a character in two, or is not in the text", mend="count UTF-16 units")
        if not 0 <= first < last <= len(self.text):
            raise DataError(f"[{start}, {end}] is not in the text, which has {len(self.text)} code points", mend="count anew")
        return Span(self._newlines.read(first), self._newlines.read(last))

    def proved(self, spans: Spans, quote: str, *, joint: str) -> None:
        """Nothing; DataError where the text at the spans, newlines as blanks, is not what the file quotes."""
        said = joint.join(span.of(self.article.text or "") for span in spans)
        if said.replace("\n", " ") != newlines(quote).replace("\n", " "):
            what = f"the text there says {_short(said)}, the file quotes {_short(quote)}"
            raise DataError(what, mend="correct the offsets, or the quote")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")


def given(
    text: object, said: object, name: str, where: str, defaults: ArticleDefaults, told: Mapping[str, Any] | None = None
) -> Given:
    """The article of a text with what the file says of it (see `about`); without that, one read anew, with what is `told`.

    `name` stands for the url in the id of a new article. DataError where it is none, or not the one it is said to be.
    """
    if not isinstance(text, str) or surrogate(text) is not None:
        raise DataError("there is no text" if text is None else "the text is no text", where=where, mend="give its text")
    if said is None:
        return Given(text, article_of(Draft(where, newlines(text), dict(told or {})), name, defaults), ())
    if not isinstance(said, Mapping) or not isinstance(said.get("article"), Mapping):
        raise DataError("what is said of the article is no row of articles", where=where, mend=ANOTHER)
    rows = said.get("sources", [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise DataError("sources is no list of rows", where=where, mend=ANOTHER)
    sources = tuple(row_from_dict("sources", row, where=where) for row in rows)
    article: Article = row_from_dict("articles", {"title": None, **said["article"], "text": newlines(text)}, where=where)
    if sha256(newlines(text)) != article.text_sha256:
        raise DataError("the text was changed: it is not what text_sha256 was made from", where=where, mend=ANOTHER)
    return Given(text, article, sources)
