"""The same report for people and for other programs: each format is read back by a reader that is not ours."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import UsageError
from claims.validate.formats import FORMATS, written_as
from claims.validate.places import Place, place
from claims.validate.report import Issue, Report, Severity

# What SARIF 2.1.0 (OASIS, section 3) says of the objects that we write; nothing else may stand in them.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}, "additionalProperties": False}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$"}
SARIF: dict[str, Any] = {
    "type": "object", "required": ["version", "runs"], "additionalProperties": False,
    "properties": {
        "$schema": URI, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["tool", "results"], "additionalProperties": False,
            "properties": {
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"type": "object", "required": ["driver"], "additionalProperties": False, "properties": {"driver": {
                    "type": "object", "required": ["name"], "additionalProperties": False,
                    "properties": {
                        "name": {"type": "string"}, "version": {"type": "string"},
                        "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                        "rules": {"type": "array", "uniqueItems": True, "items": {
                            "type": "object", "required": ["id"], "additionalProperties": False,
                            "properties": {
                                "id": {"type": "string"}, "shortDescription": TEXT, "help": TEXT,
                                "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL}, "additionalProperties": False},
                            },
                        }},
                    },
                }}},
                "results": {"type": "array", "items": {
                    "type": "object", "required": ["message"], "additionalProperties": False,
                    "properties": {
                        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0}, "level": LEVEL, "message": TEXT,
                        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                        "locations": {"type": "array", "items": {
                            "type": "object", "additionalProperties": False,
                            "properties": {
                                "physicalLocation": {
                                    "type": "object", "required": ["artifactLocation"], "additionalProperties": False,
                                    "properties": {
                                        "artifactLocation": {"type": "object", "required": ["uri"], "properties": {"uri": URI}, "additionalProperties": False},
                                        "region": {"type": "object", "properties": {"startLine": {"type": "integer", "minimum": 1}}, "additionalProperties": False},
                                    },
                                },
                                "logicalLocations": {"type": "array", "uniqueItems": True, "items": {
                                    "type": "object", "additionalProperties": False,
                                    "properties": {"name": {"type": "string"}, "fullyQualifiedName": {"type": "string"}, "kind": {"type": "string"}},
                                }},
                            },
                        }},
                    },
                }},
            },
        }},
    },
}  # fmt: skip
COMMAND = re.compile(r"::(?P<name>error|warning|notice)(?: (?P<properties>[^\r\n]*?))?::(?P<message>[^\r\n]*)")


def issue(**more: Any) -> Issue:
    fields = {"check": "some-check", "severity": Severity.ERROR, "table": "claims", "row_id": "clm_1",
              "where": "my data/claims.jsonl:7", "message": "Something holds."}  # fmt: skip
    return Issue(**(fields | more))


def unescaped(text: str) -> str:
    """What GitHub's runner makes of a value."""
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def annotations(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner reads: the command, its properties, its message."""
    found = []
    for line in written_as("github", report).split("\n"):
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match["properties"].split(",")]
        found.append((match["name"], {key: unescaped(value) for key, value in pairs}, unescaped(match["message"])))
    return found


def sarif(report: Report) -> Any:
    log = json.loads(written_as("sarif", report))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize(
    ("where", "parts"),
    [
        ("d/claims.jsonl:7", ("d/claims.jsonl", 7, None)),
        ("C:\\d\\claims.jsonl:7", ("C:\\d\\claims.jsonl", 7, None)),
        ("table claims, row 12", (None, None, 12)),
        ("table claims", (None, None, None)),
        ("d/claims.jsonl:0", (None, None, None)),
    ],
)
def test_a_place_is_a_line_or_a_row(where: str, parts: tuple[Any, ...]) -> None:
    assert place(where) == Place(*parts)


def test_an_annotation_names_file_line_and_mend() -> None:
    one = issue(excerpt="a ⟦b⟧", expected="x", found="y", mend="do it")
    (name, properties, message), (notice, _, sums) = annotations(Report((one,), {"claims": 3}))
    assert (name, properties) == ("error", {"file": "my data/claims.jsonl", "line": "7", "title": "some-check: clm_1"})
    assert message.splitlines() == ["Something holds.", "a ⟦b⟧", "expected: x", "found: y", "mend: do it"]
    assert (notice, sums) == ("notice", "not valid: 1 error, 0 warnings (claims 3)")


def test_what_would_end_a_workflow_command_is_escaped() -> None:
    one = issue(where="a,b:c%.jsonl:7", message="50 % of it:\r\n::error::no", severity=Severity.WARNING)
    (name, properties, message), _ = annotations(Report((one,)))
    assert (name, properties["file"]) == ("warning", "a,b:c%.jsonl")
    assert message == "50 % of it:\r\n::error::no"


def test_an_annotation_without_a_file_tells_its_row() -> None:
    (_, properties, message), _ = annotations(Report((issue(where="table claims, row 4"),)))
    assert properties == {"title": "some-check: clm_1"}
    assert message == "table claims, row 4: Something holds."


def test_sarif_has_a_rule_a_check_and_a_result_an_issue() -> None:
    issues = (issue(), issue(where="table claims, row 4", check="other", severity=Severity.WARNING, mend="do it"), issue(row_id="clm_2"))
    run = sarif(Report(issues))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["other", "some-check"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    line = run["results"][0]["locations"][0]["physicalLocation"]
    assert line == {"artifactLocation": {"uri": "my%20data/claims.jsonl"}, "region": {"startLine": 7}}
    row = run["results"][-1]["locations"][0]
    assert row == {"logicalLocations": [{"name": "clm_1", "fullyQualifiedName": "claims/4/clm_1", "kind": "row"}]}
    assert len({result["partialFingerprints"]["claims/v1"] for result in run["results"]}) == 3


def test_a_fingerprint_stays_when_lines_are_put_in_above() -> None:
    prints = [sarif(Report((issue(where=f"a.jsonl:{n}"),)))["results"][0]["partialFingerprints"] for n in (7, 90)]
    assert prints[0] == prints[1]


def test_junit_fails_a_test_for_each_check_with_an_error() -> None:
    issues = (issue(), issue(row_id="clm_2"), issue(check="soft", severity=Severity.WARNING), issue(table="links"))
    root = ElementTree.fromstring(written_as("junit", Report(issues, checks=("some-check", "soft", "holds"))))
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "4", "2")
    cases = {(suite.get("name"), case.get("name")): [child.tag for child in case] for suite in root for case in suite}
    assert cases == {
        ("claims", "some-check"): ["failure"], ("claims", "soft"): ["system-out"],
        ("links", "some-check"): ["failure"], ("corpus", "holds"): [],
    }  # fmt: skip
    assert (root[0][1].find("failure").text or "").count("Something holds.") == 2  # type: ignore[union-attr]


def test_json_has_each_issue_with_its_place() -> None:
    found = json.loads(written_as("json", Report((issue(mend="do it"),), {"claims": 1}, ("some-check",))))
    assert (found["valid"], found["errors"], found["warnings"]) == (False, 1, 0)
    (one,) = found["issues"]
    assert (one["file"], one["line"], one["row"], one["id"], one["mend"]) == ("my data/claims.jsonl", 7, None, "clm_1", "do it")


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no format 'xml'; there are: github, json, junit, sarif, text"):
        written_as("xml", Report())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.builds(
    issue, where=words.map(lambda w: f"{w}x:3") | words | st.just("table claims, row 2"), message=words.map(lambda w: f"{w}."),
    row_id=st.none() | words, excerpt=st.none() | words, found=st.none() | words, expected=st.none() | words,
    mend=st.none() | words, severity=st.sampled_from(list(Severity)), check=st.sampled_from(["a", "b"]),
), max_size=4))  # fmt: skip
def test_whatever_an_issue_says_every_format_is_well_formed(issues: list[Issue]) -> None:
    report = Report(tuple(issues))
    assert len(annotations(report)) == len(issues) + 1
    assert len(sarif(report)["results"]) == len(issues)
    assert len(json.loads(written_as("json", report))["issues"]) == len(issues)
    ElementTree.fromstring(written_as("junit", report))


def test_each_format_of_an_empty_report_says_so() -> None:
    assert all(written_as(name, Report()) for name in FORMATS)
