"""A report in the forms that other programs read: text, JSON, GitHub annotations; SARIF and JUnit have rooms of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from claims.errors import unknown
from claims.validate.junit import junit
from claims.validate.places import place
from claims.validate.report import Issue, Report, Severity, visible
from claims.validate.sarif import sarif

ESCAPED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
IN_PROPERTIES = {**ESCAPED, ":": "%3A", ",": "%2C"}


def written_as(name: str, report: Report) -> str:
    """The report in the format of this name, without a line break at its end."""
    if name not in FORMATS:
        raise unknown("format", name, FORMATS)
    return FORMATS[name](report)


def as_json(report: Report) -> str:
    """One JSON object: what was counted, and each issue with its place, excerpt and mend."""
    found = {
        "valid": report.ok,
        "errors": report.number(Severity.ERROR),
        "warnings": report.number(Severity.WARNING),
        "counts": dict(report.counts),
        "checks": list(report.checks),
        "not_judged": dict(report.skipped),
        "issues": [_object(issue) for issue in report.in_order()],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _object(issue: Issue) -> dict[str, Any]:
    at = place(issue.where)
    return {
        "check": issue.check, "severity": str(issue.severity), "table": issue.table, "id": issue.row_id,
        "where": issue.where, "file": at.file, "line": at.line, "row": at.row, "message": issue.message,
        "excerpt": issue.excerpt, "expected": issue.expected, "found": issue.found, "mend": issue.mend,
    }  # fmt: skip


def as_github(report: Report) -> str:
    """Workflow commands, which GitHub Actions shows at the lines of a pull request, then a notice with the sums.

    The syntax is that of GitHub's page on workflow commands: values escape %, CR and LF, properties also : and comma.
    """
    commands = [_command(issue) for issue in report.in_order()]
    return "\n".join([*commands, f"::notice title=claims validate::{_escaped(report.summary(), ESCAPED)}"])


def _command(issue: Issue) -> str:
    at = place(issue.where)
    properties = {"file": at.file, "line": at.line, "title": f"{issue.check}: {visible(issue.row_id or issue.table)}"}
    given = ",".join(f"{key}={_escaped(str(value), IN_PROPERTIES)}" for key, value in properties.items() if value)
    return f"::{issue.severity} {given}::{_escaped(chr(10).join(_told(issue, at.file is None)), ESCAPED)}"


def _told(issue: Issue, with_place: bool) -> Iterator[str]:
    yield f"{visible(issue.where)}: {issue.message}" if with_place else issue.message
    if issue.excerpt is not None:
        yield issue.excerpt
    for name, value in (("expected", issue.expected), ("found", issue.found), ("mend", issue.mend)):
        if value is not None:
            yield f"{name}: {visible(value)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": lambda report: report.text(),
    "json": as_json,
    "github": as_github,
    "sarif": sarif,
    "junit": junit,
}
