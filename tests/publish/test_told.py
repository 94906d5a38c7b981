"""Changes as they are told: on a terminal, to a program, in a changelog."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from claims.corpus import Corpus
from claims.publish.changes import Change, Diff, Edition, Level, diff
from claims.publish.told import as_json, markdown, text

CUT = "⁨بلاده تفضل الحلول السياسي⁩"


@pytest.fixture
def moved(small_rows, small_corpus) -> Diff:
    """A claim in Arabic that lost its last letter, and one in Russian that was withdrawn."""
    one, two, *others = small_rows["claims"]
    (span,) = one.evidence
    claims = [replace(one, evidence=(span._replace(end=span.end - 1),), text=one.text[:-1]), replace(two, status="withdrawn"), *others]
    new = Corpus.from_rows(**{**small_rows, "claims": claims})
    return diff(Edition(small_corpus, "أخبار", "1.2.3"), Edition(new, "أخبار", "1.2.3"))


def of(*changes: Change, new: str | None = None) -> Diff:
    """A diff of these changes between two empty editions."""
    return Diff(Edition(Corpus.from_rows(), "d", "1.0.0"), Edition(Corpus.from_rows(), "d", new), changes)


def test_a_terminal_shows_each_change_with_right_to_left_words_apart(moved):
    assert text(moved).splitlines() == [
        "span moved: evidence of clm_1111111111111111",
        "    old: ⁨بلاده تفضل الحلول السياسية⁩",
        f"    new: {CUT}",
        "claim withdrawn: status of clm_2222222222222222",
        "    old: draft",
        "    new: withdrawn",
        "أخبار 1.2.3 -> أخبار 1.2.3: span moved 1, claim withdrawn 1; the version should be 1.2.4",
    ]


def test_a_changelog_has_a_section_with_the_version(moved):
    assert markdown(moved).splitlines() == [
        "## 1.2.3",
        "",
        "- Span moved: 1",
        f"  - `clm_1111111111111111` evidence: `⁨بلاده تفضل الحلول السياسية⁩` → `{CUT}`",
        "- Claim withdrawn: 1",
        "  - `clm_2222222222222222` status: `draft` → `withdrawn`",
    ]


def test_the_json_has_every_change_and_its_form_stays(moved):
    said = json.loads(as_json(moved))
    assert list(said) == ["format", "old", "new", "level", "proposed", "counts", "changes"]
    assert (said["format"], said["level"], said["proposed"]) == (1, "patch", "1.2.4")
    assert said["counts"] == {"span moved": 1, "claim withdrawn": 1}
    assert said["old"] == {
        "name": "أخبار", "version": "1.2.3",
        "rows": {"articles": 2, "sources": 2, "attributions": 3, "claims": 3, "links": 1, "verdicts": 1},
    }  # fmt: skip
    (start, end), = said["changes"][0]["old"]
    assert said["changes"][0] == {
        "kind": "span moved", "table": "claims", "id": "clm_1111111111111111", "level": "patch", "column": "evidence",
        "old": [[start, end]], "new": [[start, end - 1]], "was": "بلاده تفضل الحلول السياسية", "now": "بلاده تفضل الحلول السياسي",
        "claims": ["clm_1111111111111111"],
    }  # fmt: skip


def test_of_many_changes_of_a_kind_some_are_shown_and_the_rest_is_counted():
    many = of(*(Change("claim added", "claims", f"clm_{n}", Level.MINOR, now="x") for n in range(1_050)))
    lines = text(many).splitlines()
    assert lines[-2:] == ["    … and 1,030 more: claim added", "d 1.0.0 -> d: claim added 1,050; the version should be 1.1.0"]
    assert len(lines) == 2 * 20 + 2
    assert len(text(many, limit=None).splitlines()) == 2 * 1_050 + 1
    assert markdown(many).splitlines()[-1] == "  - … and 1,030 more"
    assert len(json.loads(as_json(many))["changes"]) == 1_050


def test_what_asks_for_most_stands_first():
    found = of(Change("text changed", "claims", "clm_1", Level.PATCH), Change("claim removed", "claims", "clm_2", Level.MAJOR))
    assert text(found).splitlines()[:2] == ["claim removed: clm_2", "text changed: clm_1"]


def test_of_long_words_the_place_where_they_differ_is_shown():
    old, new = "ا" * 500 + "ب" + "ج" * 500, "ا" * 500 + "د" + "ج" * 500
    lines = text(of(Change("article text changed", "articles", "art_1", Level.MAJOR, "text", old, new))).splitlines()
    assert lines[1:3] == [f"    old: ⁨…{'ا' * 40}ب{'ج' * 119}…⁩", f"    new: ⁨…{'ا' * 40}د{'ج' * 119}…⁩"]
    only = text(of(Change("claim added", "claims", "clm_1", Level.MINOR, now="😀" * 500))).splitlines()[1]
    assert only == f"    new: {'😀' * 160}…"


def test_words_cannot_break_a_line_or_the_markdown():
    change = Change("claim added", "claims", "clm_1", Level.MINOR, now="a `b` ``c``\n# d \u202e")
    assert "new: a `b` ``c``<U+000A># d <U+202E>" in text(of(change))
    assert markdown(of(change)).splitlines()[-1] == "  - `clm_1`: ``` a `b` ``c``<U+000A># d <U+202E> ```"


def test_a_change_of_another_row_names_the_first_claims_that_it_touches():
    change = Change("source changed", "attributions", "att_1", Level.PATCH, "source_id", "src_a", "src_b", claims=tuple("abcdef"))
    assert text(of(change)).splitlines()[0] == "source changed: source_id of att_1 (a, b, c, 3 more claims)"


@pytest.mark.parametrize(
    ("new", "verdict"), [("1.1.0", "is enough"), ("1.0.1", "should be 1.1.0"), ("2.0.0", "is enough"), (None, "should be 1.1.0")]
)
def test_the_last_line_judges_the_version(new, verdict):
    last = text(of(Change("claim added", "claims", "clm_1", Level.MINOR), new=new)).splitlines()[-1]
    assert last.endswith(f"claim added 1; the version {verdict}")


def test_no_change_is_told():
    assert text(of()) == "d 1.0.0 -> d: no change"
    assert markdown(of(new="1.0.1")) == "## 1.0.1\n\n- Nothing changed.\n"
    assert json.loads(as_json(of()))["level"] is None
