"""Issues as terminal lines: places, marks, invisible characters, caps, order."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.validate.report import Issue, Report, Severity, excerpt, isolated, visible


def issue(where: str = "a.jsonl:1", **more: object) -> Issue:
    fields = {"check": "some-check", "severity": Severity.ERROR, "table": "claims", "row_id": "clm_1",
              "where": where, "message": "Something holds."}  # fmt: skip
    return Issue(**(fields | more))  # type: ignore[arg-type]


def test_an_issue_is_a_line_with_its_place_and_more_lines_below() -> None:
    found = issue(excerpt="a ⟦b⟧ c", expected="x", found="y")
    assert list(found.lines()) == [
        "a.jsonl:1: error [some-check] clm_1: Something holds.",
        "    a ⟦b⟧ c",
        "    expected: x",
        "    found:    y",
    ]


def test_a_report_without_errors_is_ok_whatever_it_warns_of() -> None:
    assert Report((issue(severity=Severity.WARNING),)).ok
    assert not Report((issue(),)).ok
    assert Report().text() == "valid: 0 errors, 0 warnings (no rows)"


def test_lines_are_sorted_by_severity_check_and_line_number() -> None:
    issues = (
        issue("a.jsonl:10"),
        issue("a.jsonl:9"),
        issue("a.jsonl:1", severity=Severity.WARNING),
        issue("b.jsonl:1", check="another-check"),
    )
    places = [line.split(": ")[0] for line in Report(issues).text().splitlines()[:-1]]
    assert places == ["b.jsonl:1", "a.jsonl:9", "a.jsonl:10", "a.jsonl:1"]
    assert Report(issues).text() == Report(issues[::-1]).text()


def test_a_cap_says_how_many_more_there_are_and_the_mend_stands_once() -> None:
    issues = tuple(issue(f"a.jsonl:{n}", mend="mend it") for n in range(1, 6))
    report = Report(issues, totals={("some-check", "claims"): 1206})
    lines = report.text(limit=2).splitlines()
    assert lines[2:] == [
        "    … and 1,204 more [some-check] in claims",
        "    mend: mend it",
        "not valid: 1,206 errors, 0 warnings (no rows)",
    ]
    assert "more" not in Report(issues).text(limit=None)


def test_an_excerpt_shows_the_span_between_its_neighbours() -> None:
    text = "One line.\nThe council of Porto Nuevo met on Tuesday.\nAnother line."
    assert excerpt(text, [(14, 21)]) == "The ⟦council⟧ of Porto Nuevo met on Tuesday."
    assert excerpt(text, [(14, 21), (37, 40)]) == "The ⟦council⟧ of Porto Nuevo ⟦met⟧ on Tuesday."
    assert excerpt("x" * 100, [(50, 51)], context=3) == "…xxx⟦x⟧xxx…"
    assert excerpt(text, []) is None


def test_an_excerpt_of_a_long_span_leaves_its_middle_out() -> None:
    found = excerpt("a" * 10_000, [(0, 10_000)])
    assert found is not None and len(found) < 300 and " … " in found


def test_what_cannot_be_seen_is_spelled_out_and_joiners_stay() -> None:
    assert visible("a\u200fb\x1b[31m\nc") == "a<U+200F>b<U+001B>[31m<U+000A>c"
    assert visible("می\u200cشود 👩\u200d🚀") == "می\u200cشود 👩\u200d🚀"


@pytest.mark.parametrize("text", ["بيان الكرملين", "הודעה", "Kremlin بيان"])
def test_right_to_left_text_is_isolated(text: str) -> None:
    assert isolated(text) == f"\u2068{text}\u2069"


def test_left_to_right_text_is_left_alone() -> None:
    assert isolated("Песков said «да» 🚢") == "Песков said «да» 🚢"


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.tuples(st.integers(-9, 99), st.integers(-9, 99)), max_size=4),
)
def test_any_spans_of_any_text_have_an_excerpt_on_one_line(text: str, spans: list[tuple[int, int]]) -> None:
    found = excerpt(text, spans)
    assert (found is None) == (not spans)
    if found is not None:
        assert "\n" not in found and found.count("⟦") - text.count("⟦") <= len(spans)


def test_the_report_loads_nothing_heavy() -> None:
    code = "import claims.validate.report, sys; print(sorted({'polars', 'pyarrow', 'pandas', 'yaml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
