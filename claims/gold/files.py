"""Gold files: YAML front matter (title, outlet, language, license, published_at, perhaps url) and a marked body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from claims.errors import DataError, UsageError
from claims.gold.rows import GoldRows
from claims.ids import article_id
from claims.model import Article, Extraction
from claims.text.marks import parse
from claims.text.segment import segments

NEEDED = ("title", "outlet", "language", "license", "published_at")
FRONT = (*NEEDED, "url")


def read_gold(path: Path | str) -> Iterator[tuple[Article, Extraction]]:
    """Each article of a marked file, or of the .md files under a folder in order of their paths, with its rows."""
    for file in gold_files(path):
        yield read_file(file)


def gold_files(path: Path | str) -> list[Path]:
    """The marked file, or those under a folder in order of their paths; a README is none."""
    path = Path(path)
    if path.is_dir():
        return sorted(p for p in path.rglob("*.md") if p.name.lower() != "readme.md")
    if path.is_file():
        return [path]
    mend = "give a marked .md file or a folder of them"
    raise UsageError("no such file or folder", where=str(path), mend=mend)


def read_file(file: Path) -> tuple[Article, Extraction]:
    """One article and its rows; DataError with file:line where something is wrong."""
    try:
        raw = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8", where=str(file), mend="save the file as UTF-8") from error
    front, body, first_line = _front_matter(file, raw.replace("\r\n", "\n"))
    marked = parse(body, where=str(file), first_line=first_line)
    article = _article(file, front, marked.text)
    return article, GoldRows(file, article, marked).extraction()


def write_articles(corpus_dir: Path | str, out: Path | str) -> int:
    """How many plain articles of a gold file or folder were written to `out` as JSON lines."""
    from claims.corpus import write_jsonl

    articles = sorted((article for article, _ in read_gold(corpus_dir)), key=lambda a: a.article_id)
    write_jsonl(Path(out), articles)
    return len(articles)


def _front_matter(file: Path, raw: str) -> tuple[dict[str, str], str, int]:
    """The front matter, the body without blank lines around it, and the line that the body starts at."""
    import yaml

    lines = raw.split("\n")
    if lines[0].rstrip() != "---" or "---" not in (line.rstrip() for line in lines[1:]):
        raise DataError(
            "no front matter", where=f"{file}:1", mend="start with ---, title: ..., and --- again"
        )
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    try:
        front = yaml.load("\n".join(lines[1:end]), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise DataError(
            f"front matter is not YAML: {error}",
            where=f"{file}:2",
            mend="quote a title with a colon",
        ) from error
    if not isinstance(front, dict) or not all(isinstance(v, str) for v in front.values()):
        raise DataError(
            "front matter is not a map of words", where=f"{file}:2", mend="write name: value"
        )
    wrong = [f"no {name}" for name in NEEDED if not front.get(name)]
    wrong += [f"unknown {name}" for name in front if name not in FRONT]
    if wrong:
        raise DataError(
            f"front matter: {', '.join(wrong)}", where=f"{file}:2", mend=f"give {', '.join(FRONT)}"
        )
    start = end + 1
    while start < len(lines) and not lines[start].strip():
        start += 1
    return front, "\n".join(lines[start:]).rstrip(), start + 1


def _article(file: Path, front: Mapping[str, str], text: str) -> Article:
    given = front["published_at"]
    try:
        published = datetime.fromisoformat(given)
    except ValueError as error:
        raise DataError(
            f"published_at {given!r} is no time", where=f"{file}:2", mend="2025-07-03T18:20:00Z"
        ) from error
    published = published.astimezone(UTC) if published.tzinfo else published.replace(tzinfo=UTC)
    return Article(
        article_id=article_id(front["outlet"], front.get("url") or file.name, text),
        title=front["title"],
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        language=front["language"],
        outlet=front["outlet"],
        url=front.get("url"),
        published_at=published,
        published_precision="minute" if len(given) > len("2025-07-03") else "day",
        license=front["license"],
        segments=segments(text, front["title"]),
    )
