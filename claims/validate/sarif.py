"""A report as SARIF 2.1.0, the format of OASIS for results of static analysis that code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

from claims import __version__
from claims.validate.places import place
from claims.validate.report import Issue, Report, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report) -> str:
    """One SARIF log with one run; a rule is a check, a result is an issue, a row of Parquet is a logical location."""
    issues = report.in_order()
    first = {issue.check: issue for issue in reversed(issues)}
    rules = {name: at for at, name in enumerate(sorted(first))}
    driver = {
        "name": "claims validate", "version": __version__, "semanticVersion": __version__,
        "rules": [_rule(first[name]) for name in rules],
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, rules[issue.check]) for issue in issues],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(issue: Issue) -> dict[str, Any]:
    """A check, as its first issue has it."""
    rule: dict[str, Any] = {"id": issue.check, "defaultConfiguration": {"level": str(issue.severity)}}
    rule["shortDescription"] = {"text": issue.message}
    if issue.mend:
        rule["help"] = {"text": issue.mend}
    return rule


def _result(issue: Issue, rule: int) -> dict[str, Any]:
    parts = [issue.message, issue.excerpt]
    parts += [f"expected: {visible(issue.expected)}" if issue.expected is not None else None]
    parts += [f"found: {visible(issue.found)}" if issue.found is not None else None]
    parts += [f"mend: {issue.mend}" if issue.mend else None]
    return {
        "ruleId": issue.check,
        "ruleIndex": rule,
        "level": str(issue.severity),
        "message": {"text": "\n".join(part for part in parts if part)},
        "locations": [_location(issue)],
        "partialFingerprints": {"claims/v1": _fingerprint(issue)},
    }


def _location(issue: Issue) -> dict[str, Any]:
    """The line of a file, and the row as a logical location, which has the table and the key."""
    at = place(issue.where)
    name = visible(issue.row_id or issue.where)
    location: dict[str, Any] = {
        "logicalLocations": [{"name": name, "fullyQualifiedName": f"{issue.table}/{name}", "kind": "row"}]
    }
    if at.row is not None:
        location["logicalLocations"][0]["fullyQualifiedName"] = f"{issue.table}/{at.row}/{name}"
    if at.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(at.file, safe="/")}}
        if at.line:
            physical["region"] = {"startLine": at.line}
        location["physicalLocation"] = physical
    return location


def _fingerprint(issue: Issue) -> str:
    """What stays the same of an issue when lines are put in above it."""
    parts = (issue.check, issue.table, issue.row_id or issue.where, issue.found or "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
