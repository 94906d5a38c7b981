"""Files to articles: .txt, .md with front matter, .jsonl, .html; the text is frozen from here on.

Of a text only the newlines change (to \\n). What an article lacks comes from the caller's defaults or
from the text; what is wrong with one file or line refuses that one and nothing else.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from claims.drafts import READERS, Draft, load_trafilatura, sha256
from claims.errors import DataError, UsageError
from claims.ids import article_id
from claims.model import Article, Refusal, Segment
from claims.text.encoding import surrogate
from claims.text.normalise import fold, invisibles
from claims.text.quotes import quotations
from claims.text.segment import segments

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_LANGUAGE_MEND = "write a BCP-47 tag: ar, en, ru, pt-BR"
NO_ARTICLES = ("readme.md", "changelog.md", "data_statement.md", ".refused.jsonl")  # ends of names of what stands beside articles
ARTICLE_ID = re.compile(r"art_[0-9a-f]{16}")
_SURE_LANGUAGE, _ENOUGH_LETTERS, _DETECT_FROM = 0.7, 20, 4000


@dataclass(frozen=True, slots=True)
class ArticleDefaults:
    """What the caller says: the language of all, outlet and licence of those that name none."""

    language: str | None = None
    outlet: str | None = None
    license: str | None = None


def read_articles(
    *paths: str | Path,
    defaults: ArticleDefaults = ArticleDefaults(),
    refused: list[Refusal] | None = None,
    places: dict[str, str] | None = None,
) -> Iterator[Article]:
    """The articles of files, and of all .txt .md .jsonl .html under folders in path order.

    A bad file or line is appended to `refused` and the rest goes on; with `refused=None` the first
    one raises DataError. A missing path, another suffix or a caller's language that is none is a
    UsageError. README.md, CHANGELOG.md, DATA_STATEMENT.md, hidden files and what an earlier run refused (*.refused.jsonl) are no
    articles of a folder. `places` is told where each article stands (file, or file:line) by its id.
    """
    if defaults.language is not None and not LANGUAGE.fullmatch(defaults.language):
        raise UsageError(f"no language {defaults.language!r}", mend=_LANGUAGE_MEND)
    files = [file for path in paths for file in _files(Path(path))]
    if any(file.suffix.lower() == ".html" for file in files):
        load_trafilatura()  # a missing extra is said before anything is read
    return _read(files, defaults, refused, {} if places is None else places)


def remarks(article: Article) -> list[str]:
    """What a reader of the text may not see: invisible characters, quotations never closed."""
    text = article.text or ""
    found = invisibles(text)
    first: dict[tuple[str, str], int] = {}
    for index, code, name in found:
        first.setdefault((code, name), index)
    counts = Counter((code, name) for _, code, name in found)
    said = [f"{counts[k]} x {k[0]} {k[1]}, the first at {at}" for k, at in first.items()]
    unclosed = (q.outer for q in quotations(text) if not q.closed)
    return said + [
        f"the quotation at {q.start} is never closed: {text[q.start : q.start + 20]}"
        for q in unclosed
    ]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if path.suffix.lower() not in READERS:
            mend = f"give one of {', '.join(READERS)}"
            raise UsageError(
                f"cannot read files that end in {path.suffix!r}", where=str(path), mend=mend
            )
        return [path]
    if not path.is_dir():
        raise UsageError("no such file or folder", where=str(path), mend="check the path")
    found = []
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    known = [
        f for f in found if f.suffix.lower() in READERS and not f.name.lower().endswith(NO_ARTICLES)
    ]
    if not known:
        raise UsageError(
            "no articles in this folder",
            where=str(path),
            mend=f"it needs {', '.join(READERS)} files",
        )
    return sorted(known, key=lambda f: f.relative_to(path).parts)


def _read(
    files: list[Path],
    defaults: ArticleDefaults,
    refused: list[Refusal] | None,
    places: dict[str, str],
) -> Iterator[Article]:
    for file in files:
        reader = READERS[file.suffix.lower()]
        for where, data in _parts(file):
            try:
                if isinstance(data, DataError):
                    raise data
                made = reader(data, where)
                if isinstance(made, Article):
                    article = _told(made, defaults)
                else:
                    article = article_of(made, _name(file.name), defaults)
                _check_new(article, where, places)
            except DataError as error:
                if refused is None:
                    raise
                refused.append(
                    Refusal(error.where or where, "the article", error.what, mend=error.mend)
                )
                continue
            places[article.article_id] = where
            yield article


def _told(row: Article, defaults: ArticleDefaults) -> Article:
    """The article of a full row, with what the caller says of all articles and of those that lack it."""
    return replace(
        row,
        language=defaults.language or row.language,
        outlet=row.outlet or defaults.outlet,
        license=row.license or defaults.license,
    )


def _check_new(article: Article, where: str, places: Mapping[str, str]) -> None:
    """Nothing; DataError where an article with this id was read before."""
    key = article.article_id
    if key in places:
        mend = "leave one of the two out, or give each its url"
        raise DataError(f"the same article as at {places[key]} ({key})", where=where, mend=mend)


def _parts(file: Path) -> Iterator[tuple[str, bytes | DataError]]:
    """The place and bytes of each article of a file: each line of a .jsonl, else the whole file."""
    place = _name(str(file))
    try:
        if file.suffix.lower() != ".jsonl":
            yield place, file.read_bytes()
            return
        empty = True
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    empty = False
                    yield f"{place}:{number}", line
        if empty:
            yield (
                place,
                DataError(
                    "the file is empty", where=place, mend="put one JSON object a line into it"
                ),
            )
    except OSError as error:
        yield place, DataError(f"cannot read: {error.strerror}", where=place, mend="check the file")


def _name(name: str) -> str:
    """A file's name as text, whatever its bytes."""
    return os.fsencode(name).decode("utf-8", "replace")


def article_of(draft: Draft, name: str, defaults: ArticleDefaults) -> Article:
    """The article of a draft; every field is checked. `name` stands for a missing url in its id."""
    given = {key: (value or "").strip() or None for key, value in draft.given.items()}
    for key, value in [("text", draft.text), *given.items()]:
        if value and (at := surrogate(value)) is not None:
            raise draft.wrong(
                key, f"{key} has half of a surrogate pair at {at}", "write the character itself"
            )
    if not fold(draft.text).strip():
        raise draft.wrong("text", "the text is empty", "give the article's text")
    parts = segments(draft.text, given.get("title"))
    outlet = given.get("outlet") or defaults.outlet
    published, precision = _instant(draft, "published_at", given.get("published_at"))
    retrieved, _ = _instant(draft, "retrieved_at", given.get("retrieved_at"))
    own_id = given.get("article_id")
    if own_id and not ARTICLE_ID.fullmatch(own_id):
        mend = "leave article_id out: it is made from outlet, url and text"
        raise draft.wrong(
            "article_id", f"article_id {own_id!r} is not art_ and 16 hex digits", mend
        )
    return Article(
        article_id=own_id or article_id(outlet, given.get("url") or name, draft.text),
        title=given.get("title") or _headline(draft.text, parts),
        text=draft.text,
        text_sha256=sha256(draft.text),
        language=_language(draft, given.get("language"), defaults),
        outlet=outlet,
        url=given.get("url"),
        published_at=published,
        published_precision=precision,
        retrieved_at=retrieved,
        license=given.get("license") or defaults.license,
        segments=parts,
    )


def _headline(text: str, parts: tuple[Segment, ...]) -> str | None:
    """The first line, where it is a title."""
    return text[parts[0].start : parts[0].end] if parts and parts[0].role == "title" else None


def _instant(draft: Draft, key: str, value: str | None) -> tuple[datetime | None, str]:
    """The instant in UTC and its precision; without a zone it is UTC, a day is its midnight."""
    if value is None:
        return None, "unknown"
    try:
        found = datetime.fromisoformat(value)
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        mend = "write 2025-07-03 or 2025-07-03T18:20:00+03:00"
        raise draft.wrong(key, f"{key} {value!r} is no day and no time", mend) from None
    return found, "day" if len(value) <= len("2025-07-03") else "minute"


def _language(draft: Draft, given: str | None, defaults: ArticleDefaults) -> str:
    """The caller's language, else the article's own, else the detected one if that is sure."""
    if given and not LANGUAGE.fullmatch(given):
        raise draft.wrong("language", f"no language {given!r}", _LANGUAGE_MEND)
    if defaults.language or given:
        return defaults.language or given or ""
    sample = draft.text[:_DETECT_FROM]
    language, sure = _identifier().classify(sample)
    if (
        sure < _SURE_LANGUAGE
        or language == "zxx"
        or sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS
    ):
        mend = f"say it: --language, or language: in the article; {_LANGUAGE_MEND}"
        raise draft.wrong("language", "cannot tell the language of the text", mend)
    return str(language)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
