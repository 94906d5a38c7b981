"""The clean corpus is valid; each violation is caught by its check and by no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pytest

from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.errors import UsageError
from claims.model import Span
from claims.validate.checks import SHAPE, checks, chosen, validate
from claims.validate.report import Report
from violations import KEYS, VIOLATIONS, Rows, Violation, by_cue, change, claim_of, find

Make = Callable[[Rows], Corpus]


def fired(report: Report) -> set[tuple[str, str]]:
    return {(issue.table, issue.check) for issue in report.issues}


def test_the_clean_corpus_has_no_issue(rows: Rows, corpus: Make) -> None:
    report = validate(corpus(rows))
    assert report.issues == () and report.ok
    assert report.text() == (
        "valid: 0 errors, 0 warnings"
        " (articles 3, sources 4, attributions 13, claims 13, links 1, verdicts 2, edits 3)"
    )


@pytest.mark.parametrize("violation", VIOLATIONS, ids=lambda v: f"{v.table}: {v.name}")
def test_a_violation_is_caught_by_its_check_and_no_other(
    violation: Violation, rows: Rows, corpus: Make
) -> None:
    violation.make(rows)
    assert fired(validate(corpus(rows))) == {(violation.table, violation.check)} | violation.also


LABELLED = [(c.table, c.column) for c in checks() if c.name == "label-known" and "." not in str(c.column)]
PRESENT = [
    (c.table, c.column)
    for c in checks()
    if c.name == "not-null" and not contract().table(c.table).column(str(c.column)).item_fields
]


@pytest.mark.parametrize(("table", "column"), LABELLED)
def test_an_unknown_label_is_caught_in_each_enum(table: str, column: str, rows: Rows, corpus: Make) -> None:
    change(rows, table, 0, **{column: "nonsense"})
    (issue,) = [i for i in validate(corpus(rows)).issues if i.check == "label-known"]
    assert (issue.table, issue.found) == (table, "'nonsense'")
    assert issue.expected == ", ".join(contract().table(table).column(column).values)


@pytest.mark.parametrize(("table", "column"), PRESENT)
def test_a_null_is_caught_in_each_column_that_has_none(table: str, column: str, rows: Rows, corpus: Make) -> None:
    change(rows, table, 0, **{column: None})
    found = [i for i in validate(corpus(rows)).issues if i.check == "not-null"]
    assert [i.table for i in found] == [table]
    assert found[0].message == f"{column} is never null."


def test_each_check_has_a_violation() -> None:
    covered = {(v.table, v.check) for v in VIOLATIONS}
    generated = {"label-known", "not-null", "items-not-null", "pattern-matched"}
    assert {(c.table, c.name) for c in checks() if c.name not in generated} <= covered


def test_each_check_finds_alone_what_it_finds_among_the_others(rows: Rows, corpus: Make) -> None:
    change(rows, "articles", 0, text_sha256="0" * 64)
    change(rows, "attributions", 1, cue=(Span(10**6, 10**6 + 1),), form="song")
    change(rows, "claims", 2, polarity="neutral", text="نص آخر")
    change(rows, "claims", 3, article_id=None)
    change(rows, "links", 0, to_id="clm_0")
    made = corpus(rows)
    whole = validate(made)
    assert len({issue.check for issue in whole.issues}) > 5
    for name, table in {(check.name, check.table) for check in checks()}:
        alone = validate(made, only=[f"{table}.{name}"])
        assert alone.issues == tuple(issue for issue in whole.issues if (issue.check, issue.table) == (name, table))
        assert alone.checks == (SHAPE, name)


def test_a_check_that_is_asked_for_by_name_alone_is_made_of_every_table() -> None:
    assert {check.table for check in chosen(["key-unique"])} == set(TABLES)
    assert [(check.name, check.table) for check in chosen(["claims.key-unique"])] == [("key-unique", "claims")]


def test_a_check_that_does_not_exist_is_told_with_the_names_near_it() -> None:
    with pytest.raises(UsageError, match=r"no check 'claims\.label-knwon'") as told:
        chosen(["key-unique", "claims.label-knwon"])
    assert "claims.label-known" in str(told.value.mend)


def test_check_names_and_texts_are_in_order() -> None:
    for check in checks():
        assert check.name == check.name.lower().replace("_", "-").strip("-")
        assert check.sentence.endswith(".") and check.sentence[0].isalpha()
        assert check.mend and not check.mend.endswith(".")
    assert len({(c.table, c.name, c.column) for c in checks()}) == len(checks())


def test_an_issue_names_its_line_its_words_and_its_mend(rows: Rows, corpus: Make) -> None:
    at = claim_of(rows, "citing")
    change(rows, "claims", at, text="two boats collided")
    report = validate(corpus(rows))
    assert not report.ok
    assert report.text().splitlines()[:5] == [
        f"claims.jsonl:{at + 1}: error [claim-says-evidence] {rows['claims'][at].claim_id}: "
        'The text of a claim is its evidence, the spans joined by " … ".',
        "    … reported, citing a harbour pilot, that ⟦two boats had collided⟧.",
        "    expected: 'two boats had collided'",
        "    found:    'two boats collided'",
        "    mend: copy the text anew from the evidence, or correct the evidence",
    ]


def test_a_line_with_an_arabic_excerpt_is_isolated(rows: Rows, corpus: Make) -> None:
    change(rows, "attributions", by_cue(rows, "شدد"), cue=(find(rows, "البلدية شدد", 2),))
    (issue,) = validate(corpus(rows)).issues
    line = list(issue.lines())[1]
    assert "أن رئيس ⟦البلدية شدد⟧ على أن" in line
    assert line.startswith("    \u2068") and line.endswith("\u2069")


def test_articles_whose_text_may_not_be_stored_are_counted_and_not_blamed(rows: Rows, corpus: Make) -> None:
    change(rows, "articles", 0, text=None, rights="offsets_only")
    report = validate(corpus(rows))
    assert report.issues == ()
    assert list(report.skipped.values()) == [1]


def test_what_is_held_is_bounded_and_what_is_counted_is_not(rows: Rows, corpus: Make) -> None:
    for at in range(len(rows["claims"])):
        change(rows, "claims", at, polarity="neither")
    report = validate(corpus(rows), held=3)
    assert len(report.issues) == 3
    assert report.totals["label-known", "claims"] == 13
    assert "… and 11 more [label-known] in claims" in report.text(limit=2)
    assert "13 errors" in report.text()
    assert len(validate(corpus(rows), held=None).issues) == 13


def test_tables_with_other_columns_are_reported_and_not_read(rows: Rows, corpus: Make) -> None:
    tables = dict(corpus(rows).tables)
    tables["claims"] = tables["claims"].drop_columns("polarity").append_column("mood", pa.nulls(13))
    del tables["links"]
    report = validate(Corpus(tables))
    assert fired(report) == {("claims", SHAPE), ("links", SHAPE)}
    (claims,) = [issue for issue in report.issues if issue.table == "claims"]
    assert (claims.expected, claims.found) == ("polarity: string", "mood: null")


def test_an_empty_corpus_is_valid() -> None:
    report = validate(Corpus.from_rows())
    assert report.text() == "valid: 0 errors, 0 warnings (no rows)"


def test_the_same_corpus_gives_the_same_report(rows: Rows, corpus: Make) -> None:
    for table, found in rows.items():
        if table != "articles":
            found += [replace(row, **{KEYS[table]: f"{n}"}) for n, row in enumerate(found)]
    assert len(validate(corpus(rows)).issues) > 20
    assert validate(corpus(rows)).text() == validate(corpus(rows)).text()
