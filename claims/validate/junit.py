"""A report as JUnit XML, which build servers show as tests: a suite a table, a test a check, a failure its errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree

from claims.validate.report import Issue, Report, Severity

AROUND = "corpus"


def junit(report: Report) -> str:
    """One <testsuites>. Checks that hold are tests of the suite `corpus`; warnings are told and fail nothing."""
    issues = sorted(report.in_order(), key=lambda issue: (issue.table, issue.check, issue.severity is Severity.WARNING))
    suites = ElementTree.Element("testsuites", name="claims validate")
    for table, of_table in groupby(issues, lambda issue: issue.table):
        cases = [_case(table, check, list(found)) for check, found in groupby(of_table, lambda issue: issue.check)]
        _suite(suites, table, cases)
    broken = {issue.check for issue in issues}
    _suite(suites, AROUND, [_case(AROUND, name, []) for name in report.checks if name not in broken])
    for sums in ("tests", "failures"):
        suites.set(sums, str(sum(int(suite.get(sums, "0")) for suite in suites)))
    ElementTree.indent(suites)
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=False)


def _suite(suites: ElementTree.Element, name: str, cases: Sequence[ElementTree.Element]) -> None:
    failures = sum(case.find("failure") is not None for case in cases)
    suite = ElementTree.SubElement(
        suites, "testsuite", name=name, tests=str(len(cases)), failures=str(failures), errors="0", skipped="0"
    )
    suite.extend(cases)


def _case(table: str, check: str, issues: Sequence[Issue]) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=f"claims.{table}", name=check, time="0")
    for severity, tag in ((Severity.ERROR, "failure"), (Severity.WARNING, "system-out")):
        found = [issue for issue in issues if issue.severity is severity]
        if found:
            told = ElementTree.SubElement(case, tag)
            told.text = _fit("\n".join(line for issue in found for line in _lines(issue)))
            if tag == "failure":
                told.set("message", _fit(found[0].message))
                told.set("type", check)
    return case


def _lines(issue: Issue) -> Iterator[str]:
    yield from issue.lines()
    if issue.mend:
        yield f"    mend: {issue.mend}"


def _fit(text: str) -> str:
    """The text without the characters that XML 1.0 has no place for, which are spelled out."""
    return "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff") else f"<U+{ord(c):04X}>" for c in text)
