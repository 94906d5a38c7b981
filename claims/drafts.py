"""What one file or line says of an article, before it is checked: text, Markdown, JSON, HTML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from claims.errors import DataError, MissingExtra
from claims.model import Article
from claims.text.encoding import decode, json_object
from claims.text.segment import segments

if TYPE_CHECKING:
    import yaml

KEYS = (
    "text",
    "title",
    "outlet",
    "url",
    "published_at",
    "retrieved_at",
    "language",
    "license",
    "article_id",
)
FRONT = tuple(key for key in KEYS if key != "text")
_HTML_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", re.IGNORECASE)
_NEWLINE = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Draft:
    """What one file or line gives, with the place of each key that has its own."""

    where: str
    text: str
    given: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, key: str, what: str, mend: str) -> DataError:
        """The error for what a key says, at the place of that key."""
        return DataError(what, where=self.places.get(key, self.where), mend=mend)


def newlines(text: str) -> str:
    """The text with each newline one \\n."""
    return _NEWLINE.sub("\n", text)


def _from_text(data: bytes, where: str) -> Draft:
    return Draft(where, newlines(decode(data, where)))


def _from_markdown(data: bytes, where: str) -> Draft:
    """The text after the line that ends the front matter, exactly."""
    text = newlines(decode(data, where))
    head = re.match(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)", text)
    if head is None:
        mend = "start with a line ---, then lines like title: ..., then ---; or name it .txt"
        raise DataError("no front matter", where=f"{where}:1", mend=mend)
    given, places = _front_matter(head.group(1), where)
    return Draft(where, text[head.end() :], given, places)


def _front_matter(head: str, where: str) -> tuple[dict[str, str], dict[str, str]]:
    """The values of the front matter and the place of each; values are words as written."""
    import yaml

    mend = f"write key: value, with the value in quotes if it has a colon; keys: {', '.join(FRONT)}"
    given: dict[str, str] = {}
    places: dict[str, str] = {}
    try:
        for line, key, value in _pairs(head):
            place = f"{where}:{line + 2}"
            if key is None:
                raise DataError("front matter is not key: value", where=place, mend=mend)
            if key not in FRONT:
                there_are = f"keys: {', '.join(FRONT)}"
                raise DataError(f"front matter: no key {key!r}", where=place, mend=there_are)
            if key in given or value is None:
                what = "stands twice" if key in given else "is not one word or sentence"
                raise DataError(f"front matter: {key} {what}", where=place, mend=mend)
            given[key], places[key] = value, place
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        what = f"front matter: {error.problem}"
        raise DataError(what, where=f"{where}:{line + 2}", mend=mend) from None
    except yaml.YAMLError as error:
        what = f"front matter is not YAML: {error}"
        raise DataError(what, where=f"{where}:2", mend=mend) from None
    return given, places


def _pairs(head: str) -> Iterator[tuple[int, str | None, str | None]]:
    """(line from 0, key, value) of each pair of a YAML mapping; None for what is not one word or sentence.

    Read event by event, so that a value nested without end is known by its first bracket.
    """
    import yaml

    events = yaml.parse(head, Loader=yaml.BaseLoader)
    opening = (yaml.StreamStartEvent, yaml.DocumentStartEvent)
    first = next(event for event in events if not isinstance(event, opening))
    if isinstance(first, yaml.StreamEndEvent):
        return
    if not isinstance(first, yaml.MappingStartEvent):
        yield _line(first), None, None
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        if not isinstance(key, yaml.ScalarEvent):
            yield _line(key), None, None
            return
        value = next(events)
        yield _line(key), key.value, value.value if isinstance(value, yaml.ScalarEvent) else None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            yield _line(event), None, None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _from_json(line: bytes, where: str) -> Draft | Article:
    """One line: a row of the articles table if it has the hash of its text, else a draft."""
    found = json_object(line, where)
    if "text_sha256" in found:
        return _row(found, where)
    if strange := [key for key in found if key not in KEYS]:
        raise DataError(f"no key {strange[0]!r}", where=where, mend=f"keys: {', '.join(KEYS)}")
    for key, value in found.items():
        if not isinstance(value, str) and (value is not None or key == "text"):
            raise DataError(
                f"{key} is {type(value).__name__}", where=where, mend=f"{key} is a string"
            )
    if "text" not in found:
        raise DataError("the key 'text' is missing", where=where, mend='add "text"')
    return Draft(where, newlines(found.pop("text")), found)


def _row(found: dict[str, Any], where: str) -> Article:
    """The article of a full row of the contract, its text proved by its hash."""
    from claims.corpus import row_from_dict

    article: Article = row_from_dict("articles", found, where=where)
    if article.text is None:
        return article
    if sha256(article.text) != article.text_sha256:
        mend = "restore the text, or drop text_sha256, segments and article_id to read it anew"
        raise DataError(
            "the text is not the one that text_sha256 was made from", where=where, mend=mend
        )
    if any(not 0 <= s.start < s.end <= len(article.text) for s in article.segments):
        raise DataError(
            "a segment lies outside the text", where=where, mend="drop segments: they are made anew"
        )
    return (
        article
        if article.segments
        else replace(article, segments=segments(article.text, article.title))
    )


def _from_html(data: bytes, where: str) -> Draft:
    """The article's text as trafilatura finds it, headline on top, and what the page says of it."""
    page = decode(data, where)
    found = load_trafilatura().bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or not found.text:
        raise DataError("no article in this page", where=where, mend="save its text as .txt")
    title = (found.title or "").strip()
    text = found.text if not title or found.text.startswith(title) else f"{title}\n\n{found.text}"
    given = {
        "title": title,
        "outlet": found.sitename,
        "url": found.url,
        "published_at": found.date,
        "license": found.license,
    }
    language = _HTML_LANGUAGE.search(page)
    if language:
        given["language"] = language.group(1).lower()
    return Draft(where, newlines(text), given)


def load_trafilatura() -> Any:
    """The package trafilatura; MissingExtra without it."""
    try:
        import trafilatura
    except ImportError:
        raise MissingExtra("trafilatura", "html") from None
    return trafilatura


# What reads a file of each kind (of a .jsonl, one line); DataError where it is wrong.
READERS: dict[str, Callable[[bytes, str], Draft | Article]] = {
    ".txt": _from_text, ".md": _from_markdown, ".jsonl": _from_json, ".html": _from_html,
}  # fmt: skip


def sha256(text: str) -> str:
    """The SHA-256 of the text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
