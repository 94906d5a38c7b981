"""What changed between two editions: nothing for the same rows, and each thing that people do told once, in its words."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate import Change as Correction
from claims.annotate import replay
from claims.annotate.change import sealed
from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.errors import DataError
from claims.model import Link, Source, Span, Verdict
from claims.publish.changes import Edition, Level, diff
from drawn import corpora

AT = datetime(2026, 7, 1, tzinfo=UTC)
OTHER = "f" * 16


def changes(old: Corpus, new: Corpus, **more: Any):
    return diff(Edition(old), Edition(new, **more)).changes


def told(old: Corpus, new: Corpus) -> list[tuple[str, str]]:
    """The kind and the row of each change."""
    return [(change.kind, change.row_id) for change in changes(old, new)]


def edited(corpus: Corpus, *corrections: Correction) -> Corpus:
    """The corpus after people corrected it."""
    edits, last = [], None
    for number, one in enumerate(corrections):
        edits.append(sealed(one, "mila", AT + timedelta(minutes=number), "1", last))
        last = edits[-1].hash
    found, refused = replay(corpus, edits)
    assert not refused
    return found


def with_rows(rows: dict[str, list[Any]], table: str, **columns: Any) -> Corpus:
    """The corpus in which the first row of a table has other values."""
    first, *others = rows[table]
    return Corpus.from_rows(**{**rows, table: [replace(first, **columns), *others]})


@settings(deadline=None, max_examples=15)
@given(corpora())
def test_a_dataset_does_not_differ_from_itself(corpus):
    assert changes(corpus, corpus) == ()


ENUMS = {
    table: [column for column in contract().table(table).columns if column.values and column.name != "status"]
    for table in ("sources", "attributions", "claims")
}


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Corpus, list[Correction]]:
    """A corpus and corrections, each of one column of another row, or of a claim or verdict that goes."""
    corpus = draw(corpora())
    made: list[Correction] = []
    for table in ENUMS:
        for row in corpus.rows(table):
            if draw(st.booleans()):
                column = draw(st.sampled_from(ENUMS[table]))
                now = getattr(row, column.name)
                other = draw(st.sampled_from([value for value in column.values if value != now]))
                made.append(Correction.update(row, replace(row, **{column.name: other})))
            elif table == "claims" and draw(st.booleans()):
                made.append(Correction.update(row, replace(row, status="withdrawn")))
    made += [Correction.delete(row) for row in corpus.rows("verdicts") if draw(st.booleans())]
    return corpus, made


@settings(deadline=None, max_examples=20)
@given(corrections())
def test_each_correction_is_told_once_with_its_values_and_nothing_else(drawn):
    corpus, made = drawn
    found = changes(corpus, edited(corpus, *made))
    updates = [one for one in made if one.op == "update"]
    assert Counter((one.table, one.row_id, one.column, one.old, one.new) for one in found if one.column) == Counter(
        (one.table, one.row_id, column, one.before[column], value) for one in updates for column, value in one.patch.items()
    )
    deleted = [one for one in made if one.op == "delete"]
    assert {one.row_id for one in found if not one.column} == {one.row_id for one in deleted}
    assert len(found) == len(made)
    assert all((one.level is Level.MAJOR) == (one.column is None) for one in found)


@settings(deadline=None, max_examples=10)
@given(corrections())
def test_what_changed_there_changes_back(drawn):
    corpus, made = drawn
    after = edited(corpus, *(one for one in made if one.op == "update"))
    there = Counter((one.table, one.row_id, one.column, str(one.old), str(one.new)) for one in changes(corpus, after))
    back = Counter((one.table, one.row_id, one.column, str(one.new), str(one.old)) for one in changes(after, corpus))
    assert there == back


def test_a_moved_span_is_told_once_in_the_words_of_its_article(small_rows, small_corpus):
    first = small_rows["claims"][0]
    ((start, end),) = first.evidence
    cut = with_rows(small_rows, "claims", evidence=(Span(start, end - 8),), text=first.text[:-8])
    (change,) = changes(small_corpus, cut)
    assert (change.kind, change.column, change.old, change.new) == ("span moved", "evidence", [[start, end]], [[start, end - 8]])
    assert (change.was, change.now) == ("بلاده تفضل الحلول السياسية", "بلاده تفضل الحلول ")
    assert change.claims == (first.claim_id,)


def test_another_source_is_told_at_its_attribution_with_the_claims_under_it(small_rows, small_corpus):
    outer = next(row for row in small_rows["attributions"] if row.source_id == "src_kremlin")
    new = edited(small_corpus, Correction.update(outer, replace(outer, source_id="src_vladimir_putin")))
    (change,) = changes(small_corpus, new)
    assert (change.kind, change.was, change.now) == ("source changed", "Kremlin", "Vladimir Putin")
    assert change.claims == ("clm_" + "1" * 16,)


def test_a_chain_that_is_cut_is_told_by_its_sources(small_rows, small_corpus):
    inner = next(row for row in small_rows["attributions"] if row.parent_id)
    new = edited(small_corpus, Correction.update(inner, replace(inner, parent_id=None)))
    (change,) = changes(small_corpus, new)
    assert (change.kind, change.was, change.now) == ("chain changed", "Kremlin → Vladimir Putin", "Vladimir Putin")


def test_a_claim_that_turns_out_to_be_the_authors_own_has_another_chain(small_rows, small_corpus):
    first = small_rows["claims"][0]
    (change,) = changes(small_corpus, with_rows(small_rows, "claims", attribution_id=None))
    assert (change.kind, change.row_id, change.now) == ("chain changed", first.claim_id, "the author's voice")


def test_a_withdrawn_claim_comes_back(small_rows, small_corpus):
    gone = with_rows(small_rows, "claims", status="withdrawn")
    key = small_rows["claims"][0].claim_id
    assert told(small_corpus, gone) == [("claim withdrawn", key)]
    assert told(gone, small_corpus) == [("claim restored", key)]


def test_a_source_that_is_renamed_is_one_change_whatever_it_said(small_rows, small_corpus):
    (change,) = changes(small_corpus, with_rows(small_rows, "sources", name="Владимир Путин"))
    assert (change.kind, change.old, change.new) == ("source renamed", "Vladimir Putin", "Владимир Путин")


def test_a_source_that_was_merged_into_another_is_one_change_whatever_it_said(small_rows, small_corpus):
    twin = Source("src_putin_too", "بوتين", "person")
    inner = next(row for row in small_rows["attributions"] if row.parent_id)
    others = [row for row in small_rows["attributions"] if row is not inner]
    before = Corpus.from_rows(
        **{**small_rows, "sources": [*small_rows["sources"], twin], "attributions": [*others, replace(inner, source_id=twin.source_id)]}
    )
    (change,) = changes(before, small_corpus)
    assert (change.kind, change.row_id, change.new) == ("source merged", "src_putin_too", "src_vladimir_putin")
    assert (change.was, change.now, change.level) == ("بوتين", "Vladimir Putin", Level.MAJOR)


def test_a_source_whose_words_went_to_several_is_removed(small_rows, small_corpus):
    port = Source("src_port", "ميناء", "institution")
    own = [replace(row, source_id="src_port") if row.source_id else row for row in small_rows["attributions"]]
    before = Corpus.from_rows(**{**small_rows, "sources": [*small_rows["sources"], port], "attributions": own})
    assert sorted(kind for kind, _ in told(before, small_corpus)) == ["source changed", "source changed", "source removed"]


@pytest.mark.parametrize(
    ("table", "key"),
    [(table, key) for table, key in zip(TABLES, ("art_", "src_", "att_", "clm_", "lnk_", "ver_"), strict=False)],
)
def test_another_id_is_told_once_and_what_names_it_is_the_same(table, key, small_rows, small_corpus):
    old = small_rows[table][0]
    name = contract().table(table).primary_key
    was, now = getattr(old, name), key + OTHER
    rows = {table: [_renamed(row, was, now) for row in held] for table, held in small_rows.items()}
    assert told(small_corpus, Corpus.from_rows(**rows)) == [(f"{table[:-1]} id changed", now)]


def _renamed(row: Any, was: str, now: str) -> Any:
    """The row with an id that is another wherever it stands."""
    names = [field for field in row.__slots__ if getattr(row, field) == was]
    return replace(row, **dict.fromkeys(names, now)) if names else row


def test_rows_that_say_the_same_are_paired_in_their_order(small_rows):
    claim = small_rows["claims"][0]
    twins = [replace(claim, claim_id=f"clm_{n:016x}") for n in (1, 2)]
    again = [replace(claim, claim_id=f"clm_{n:016x}") for n in (7, 8)]
    small_rows.update(links=[], verdicts=[])
    found = changes(Corpus.from_rows(**{**small_rows, "claims": twins}), Corpus.from_rows(**{**small_rows, "claims": again}))
    assert [(one.kind, one.old, one.new) for one in found] == [
        ("claim id changed", twins[n].claim_id, again[n].claim_id) for n in (0, 1)
    ]


def test_an_article_that_is_added_or_withdrawn_is_told_with_its_claims_as_one(small_rows, small_corpus):
    arabic = next(row for row in small_rows["articles"] if row.language == "ar")
    rows = {name: [row for row in held if getattr(row, "article_id", None) != arabic.article_id] for name, held in small_rows.items()}
    without = Corpus.from_rows(**rows)
    (added,), (removed,) = changes(without, small_corpus), changes(small_corpus, without)
    assert (added.kind, added.row_id, added.now, added.level) == ("article added", arabic.article_id, arabic.title, Level.MINOR)
    assert (removed.kind, removed.level) == ("article removed", Level.MAJOR)
    assert added.claims == removed.claims == ("clm_" + "1" * 16,)


def test_links_and_verdicts_of_claims_that_stay_are_told(small_rows, small_corpus):
    bare = Corpus.from_rows(**{**small_rows, "links": [], "verdicts": []})
    assert told(bare, small_corpus) == [("link added", "lnk_" + "0" * 16), ("verdict added", "ver_" + "0" * 16)]
    (link, verdict) = changes(small_corpus, bare)
    assert link.claims == ("clm_" + "2" * 16, "clm_" + "3" * 16)
    assert (verdict.was, verdict.claims) == ("is_it_so: supported", ("clm_" + "3" * 16,))


def test_a_verdict_that_changes_is_told(small_rows, small_corpus):
    (change,) = changes(small_corpus, with_rows(small_rows, "verdicts", label="refuted"))
    assert (change.kind, change.old, change.new, change.claims) == ("verdict changed", "supported", "refuted", ("clm_" + "3" * 16,))


def test_a_text_that_changes_asks_for_a_first_number(small_rows, small_corpus):
    row = small_rows["articles"][0]
    (change,) = changes(small_corpus, with_rows(small_rows, "articles", text=row.text + " 😀", text_sha256="0" * 64))
    assert (change.kind, change.column, change.level) == ("article text changed", "text", Level.MAJOR)


def test_an_article_in_another_split_is_told_with_its_claims(small_rows, small_corpus):
    cut = {"art_" + "a" * 16: "train", "art_" + "b" * 16: "test"}
    moved = {**cut, "art_" + "b" * 16: "train"}
    (change,) = diff(Edition(small_corpus, splits=cut), Edition(small_corpus, splits=moved)).changes
    assert (change.kind, change.old, change.new, change.level) == ("article moved between splits", "test", "train", Level.MAJOR)
    assert change.claims == ("clm_" + "3" * 16, "clm_" + "2" * 16)
    (came,) = diff(Edition(small_corpus), Edition(small_corpus, splits=cut)).changes
    (went,) = diff(Edition(small_corpus, splits=cut), Edition(small_corpus)).changes
    assert (came.kind, came.level, went.kind, went.level) == ("splits added", Level.MINOR, "splits removed", Level.MAJOR)


def test_a_contract_with_another_first_number_is_a_break(small_corpus):
    levels = [
        diff(Edition(small_corpus, contract="1.0.0"), Edition(small_corpus, contract=new)).level for new in ("1.0.0", "1.1.0", "2.0.0")
    ]
    assert levels == [None, Level.MINOR, Level.MAJOR]


@pytest.mark.parametrize(
    ("old", "levels", "proposed"),
    [
        ("1.4.2", [Level.PATCH], "1.4.3"), ("1.4.2", [Level.MINOR, Level.PATCH], "1.5.0"), ("1.4.2", [Level.PATCH, Level.MAJOR], "2.0.0"),
        ("0.4.2", [Level.PATCH], "0.4.3"), ("0.4.2", [Level.MINOR], "0.4.3"), ("0.4.2", [Level.MAJOR], "0.5.0"), ("1.4.2", [], "1.4.2"),
        (None, [Level.MAJOR], None),
    ],
)  # fmt: skip
def test_the_version_that_is_proposed(old, levels, proposed, small_rows, small_corpus):
    new = dict(small_rows)
    if Level.PATCH in levels:
        new["claims"] = [replace(small_rows["claims"][0], polarity="negative"), *small_rows["claims"][1:]]
    if Level.MINOR in levels:
        new["verdicts"] = [*small_rows["verdicts"], Verdict("ver_" + OTHER, "clm_" + "1" * 16, "is_it_so", "refuted", "mila", AT, "لا.")]
    if Level.MAJOR in levels:
        new["links"] = []
    found = diff(Edition(small_corpus, version=old), Edition(Corpus.from_rows(**new), version="1.4.3"))
    assert {change.level for change in found.changes} == set(levels)
    assert found.proposed == proposed
    assert found.enough == (proposed not in ("1.5.0", "2.0.0"))


def test_an_id_that_stands_twice_is_told(small_rows, small_corpus):
    small_rows["links"] = [Link("lnk_" + "0" * 16, "clm_" + "1" * 16, f"clm_{n}", "same", None, "human", "") for n in range(2)]
    with pytest.raises(DataError, match="lnk_0000000000000000 stands twice"):
        changes(small_corpus, Corpus.from_rows(**small_rows))


def test_what_is_told_can_be_written_as_json(small_rows, small_corpus):
    rows = {**small_rows, "sources": [replace(one, roles=(), aliases=()) for one in small_rows["sources"]]}
    rows["claims"] = [replace(one, event_start=None, event_end=None, event_precision="unknown") for one in small_rows["claims"]]
    found = changes(small_corpus, Corpus.from_rows(**rows))
    aliases = next(change for change in found if change.column == "aliases")
    assert aliases.old[0] == {"text": "بوتين", "language": "ar", "kind": "short_name"}
    roles = next(change for change in found if change.column == "roles")
    assert roles.old[0]["valid_from"] == "2012-05-07"
    assert json.loads(json.dumps([change.old for change in found]))
