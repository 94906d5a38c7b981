"""What changed between two editions, told: lines for a terminal, JSON for programs, Markdown for a changelog.

The JSON has `format` (1), `old` and `new` (`name`, `version`, `rows` by table), `level` (major, minor, patch or null),
`proposed` (a version or null), `counts` by kind, and `changes`: each with `kind`, `table`, `id`, `level`, `column`, `old`
and `new` (values as the JSONL of a dataset has them), `was` and `now` (the same in words, or null) and `claims` (the ids of
those that it touches). Keys are added, never renamed, within one `format`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from claims.publish.changes import COMPARED, Change, Diff, Edition
from claims.validate.report import isolated, visible

FORMAT = 1
SHOWN = 20  # changes of a kind that a person reads
LONGEST = 160  # characters of a value
BEFORE = 40  # characters before the first that differs
NAMED = 3  # claims that a change of another row touches
CUT = "…"


def text(diff: Diff, limit: int | None = SHOWN) -> str:
    """The changes for a terminal, at most so many of a kind, and a last line that counts them and proposes the version."""
    lines: list[str] = []
    for kind, changes in _by_kind(diff):
        for change in changes[:limit]:
            lines += _lines(change)
        if limit is not None and len(changes) > limit:
            lines.append(f"    {CUT} and {len(changes) - limit:,} more: {kind}")
    return "\n".join([*lines, summary(diff)])


def summary(diff: Diff) -> str:
    """One line: how many changes of each kind there are, and the version that they ask for."""
    head = f"{_called(diff.old)} -> {_called(diff.new)}"
    if not diff.changes:
        return f"{head}: no change"
    counted = ", ".join(f"{kind} {count:,}" for kind, count in diff.counts.items())
    if diff.proposed is None:
        return f"{head}: {counted}"
    verdict = "is enough" if diff.enough and diff.new.version else f"should be {diff.proposed}"
    return f"{head}: {counted}; the version {verdict}"


def as_json(diff: Diff) -> str:
    """The changes as one JSON document, all of them."""
    said = {
        "format": FORMAT,
        "old": _edition(diff.old),
        "new": _edition(diff.new),
        "level": None if diff.level is None else diff.level.name.lower(),
        "proposed": diff.proposed,
        "counts": diff.counts,
        "changes": [_change(change) for change in diff.changes],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def markdown(diff: Diff, limit: int = SHOWN) -> str:
    """A section of a CHANGELOG.md: a point a kind, with some of its changes below."""
    lines = [f"## {diff.new.version or diff.proposed or 'Unreleased'}", ""]
    lines += [] if diff.changes else ["- Nothing changed."]
    for kind, changes in _by_kind(diff):
        lines.append(f"- {kind[0].upper()}{kind[1:]}: {len(changes):,}")
        lines += [f"  - `{change.row_id}`{_told(change)}" for change in changes[:limit]]
        lines += [f"  - {CUT} and {len(changes) - limit:,} more"] if len(changes) > limit else []
    return "\n".join(lines) + "\n"


def _by_kind(diff: Diff) -> Iterator[tuple[str, list[Change]]]:
    """The changes of each kind, what asks for most first."""
    order = {kind: number for number, kind in enumerate(diff.counts)}
    ranked = sorted(diff.changes, key=lambda change: (change.level, order[change.kind]))
    yield from ((kind, list(changes)) for kind, changes in groupby(ranked, key=lambda change: change.kind))


def _lines(change: Change) -> Iterator[str]:
    """A change in lines of a terminal."""
    where = f"{change.column} of {change.row_id}" if change.column else change.row_id
    yield f"{change.kind}: {where}{_claims(change)}"
    for side, words in zip(("old", "new"), _both(change), strict=True):
        if words is not None:
            yield f"    {side}: {_shown(words)}"


def _claims(change: Change) -> str:
    """The claims that a change of another row touches, between brackets, the first few named."""
    others = [claim for claim in change.claims if claim != change.row_id]
    if len(others) > NAMED:
        others[NAMED:] = [f"{len(others) - NAMED:,} more claims"]
    return f" ({', '.join(others)})" if others else ""


def _told(change: Change) -> str:
    """A change in the words of a line of Markdown."""
    column = f" {change.column}" if change.column else ""
    words = " → ".join(_code(_shown(one)) for one in _both(change) if one is not None)
    return f"{column}: {words}" if words else column


def _code(words: str) -> str:
    """Words as a code span of Markdown, which means nothing in them."""
    ticks = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    return f"{ticks} {words} {ticks}" if len(ticks) > 1 else f"`{words}`"


def _both(change: Change) -> tuple[str | None, str | None]:
    """What was and what is, in words; of two long texts what stands around the first letter that differs."""
    old, new = _words(change.was, change.old), _words(change.now, change.new)
    if old is None or new is None or max(len(old), len(new)) <= LONGEST:
        return old, new
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    start = max(same - BEFORE, 0)
    return _window(old, start), _window(new, start)


def _window(words: str, start: int) -> str:
    """Some of a text from a place on."""
    end = start + LONGEST
    return f"{CUT if start else ''}{words[start:end]}{CUT if end < len(words) else ''}"


def _words(words: str | None, value: Any) -> str | None:
    """A value in words; what is no text as JSON has it."""
    if words is not None or value is None:
        return words
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shown(words: str) -> str:
    """Words on one line, apart from what stands around them, their end left out where they are long."""
    return isolated(visible(words if len(words) <= LONGEST + 2 else f"{words[:LONGEST]}{CUT}"))


def _called(edition: Edition) -> str:
    """The name and version of an edition."""
    return " ".join(filter(None, (edition.name, edition.version))) or "a dataset without a version"


def _edition(edition: Edition) -> dict[str, Any]:
    rows = {table: edition.corpus.length(table) for table in COMPARED}
    return {"name": edition.name, "version": edition.version, "rows": rows}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind, "table": change.table, "id": change.row_id, "level": change.level.name.lower(), "column": change.column,
        "old": change.old, "new": change.new, "was": change.was, "now": change.now, "claims": list(change.claims),
    }  # fmt: skip
