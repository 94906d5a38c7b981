"""What a validation says: issues with their place, excerpt and mend, and the report that collects them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
OPEN, CLOSE, CUT = "⟦", "⟧", "…"
CONTEXT = 40
LONGEST = 240
SHOWN = 20
HIDDEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
JOINERS = "\u200c\u200d"


class Severity(StrEnum):
    """Whether an issue stops a publication."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Issue:
    """One row that breaks one check; the excerpt has its spans between ⟦ and ⟧."""

    check: str
    severity: Severity
    table: str
    row_id: str | None
    where: str
    message: str
    excerpt: str | None = None
    expected: str | None = None
    found: str | None = None
    mend: str | None = None

    def lines(self) -> Iterator[str]:
        """The issue as terminal lines, without its mend."""
        row = f"{visible(self.row_id)}: " if self.row_id else ""
        yield f"{visible(self.where)}: {self.severity} [{self.check}] {row}{self.message}"
        if self.excerpt is not None:
            yield f"    {isolated(self.excerpt)}"
        if self.expected is not None:
            yield f"    expected: {isolated(visible(self.expected))}"
        if self.found is not None:
            yield f"    found:    {isolated(visible(self.found))}"


@dataclass(frozen=True, slots=True)
class Report:
    """The issues of one validation: errors first, then by check, then by place.

    `counts` has the rows of each table; `checks` the names of the checks that ran; `totals` how many
    rows broke a (check, table), which is more than `issues` holds where a corpus is badly broken;
    `skipped` what could not be judged, in words, and how often.
    """

    issues: tuple[Issue, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    totals: Mapping[tuple[str, str], int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings are let through."""
        return not self.errors

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that stop a publication."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The issues that do not."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.WARNING)

    def number(self, severity: Severity) -> int:
        """How many issues of a severity were found, held here or not."""
        return sum(
            self._total(check, table, list(issues))
            for (found, check, table), issues in groupby(self.in_order(), _group)
            if found is severity
        )

    def text(self, limit: int | None = SHOWN) -> str:
        """The report for a terminal: at most `limit` issues a check (None: all), then a summary line."""
        lines: list[str] = []
        for (_, check, table), group in groupby(self.in_order(), _group):
            issues = list(group)
            shown = issues[:limit]
            lines += [line for issue in shown for line in issue.lines()]
            if more := self._total(check, table, issues) - len(shown):
                lines.append(f"    … and {more:,} more [{check}] in {table}")
            lines += [f"    mend: {mend}" for mend in dict.fromkeys(i.mend for i in shown) if mend]
        lines += [f"not judged: {what}: {count:,}" for what, count in sorted(self.skipped.items())]
        return "\n".join([*lines, self.summary()])

    def summary(self) -> str:
        """The sums in one line."""
        errors, warnings = self.number(Severity.ERROR), self.number(Severity.WARNING)
        rows = ", ".join(f"{table} {count:,}" for table, count in self.counts.items() if count)
        found = f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"
        return f"{'valid' if self.ok else 'not valid'}: {found} ({rows or 'no rows'})"

    def in_order(self) -> list[Issue]:
        """The issues: errors first, then by check, then by place."""
        return sorted(self.issues, key=_order)

    def _total(self, check: str, table: str, issues: Sequence[Issue]) -> int:
        return max(self.totals.get((check, table), 0), len(issues))


def excerpt(text: str, spans: Iterable[tuple[int, int]], context: int = CONTEXT) -> str | None:
    """The text around the spans with each between ⟦ and ⟧, on one line; None without spans.

    Offsets are code points; what lies outside the text is shown as an empty mark at its edge.
    """
    inside = sorted((_clamp(start, text), _clamp(end, text)) for start, end in spans)
    if not inside:
        return None
    first, last = inside[0][0], max(end for _, end in inside)
    left = max(text.rfind("\n", 0, first) + 1, first - context)
    right = text.find("\n", last)
    right = min(len(text) if right < 0 else right, last + context)
    parts = [CUT if left > 0 and text[left - 1] != "\n" else ""]
    at = left
    for start, end in inside:
        start, end = max(start, at), max(start, at, end)
        parts += [_short(text[at:start]), OPEN, _short(text[start:end]), CLOSE]
        at = end
    parts += [text[at:right], CUT if right < len(text) and text[right] != "\n" else ""]
    return visible("".join(parts))


def visible(text: str) -> str:
    """The text with control, bidi and other invisible characters spelled out, as <U+200F>; joiners stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"<U+{ord(c):04X}>" if _hidden(c) else c for c in text)


def isolated(text: str) -> str:
    """The text as a bidi isolate where it has right-to-left letters, so that its line keeps its order."""
    if any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def _hidden(character: str) -> bool:
    return character not in JOINERS and unicodedata.category(character) in HIDDEN


def _short(text: str) -> str:
    """The text, its middle left out where it is too long for a terminal line."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} {CUT} {text[-half:]}"


def _clamp(offset: int, text: str) -> int:
    return min(max(offset, 0), len(text))


def _group(issue: Issue) -> tuple[Severity, str, str]:
    return issue.severity, issue.check, issue.table


def _order(issue: Issue) -> tuple[object, ...]:
    """Errors first, then by check and table, then by place with line numbers as numbers."""
    place = tuple(
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in re.split(r"(\d{1,18})", issue.where)
    )
    severity = list(Severity).index(issue.severity)
    return severity, issue.check, issue.table, place, issue.row_id or "", issue.message, issue.found or ""


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
