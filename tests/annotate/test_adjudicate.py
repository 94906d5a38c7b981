"""Adjudication: what is open, what a decision makes of the dataset, and that it holds when all logs are replayed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.annotate import Change, Log, replay
from claims.annotate.adjudicate import Adjudication
from claims.annotate.change import sealed
from claims.annotate.disagreements import as_json
from claims.annotate.disagreements_page import page
from claims.annotate.queue import queue
from claims.corpus import Corpus
from claims.errors import UsageError
from claims.model import Span
from claims.validate.checks import validate
from logs import NOON, log_of

LATER = NOON + timedelta(days=1)
WHO = ("ada", "mila")


def desk_of(extracted, logs, tmp_path, annotators=WHO, name="nora"):
    edits = [edit for log in logs.values() for edit in log]
    return Adjudication(extracted, edits, annotators, Log(tmp_path / f"{name}.jsonl", guideline_version="1"), lambda: LATER)


def everything(logs, desk):
    return [*(edit for log in logs.values() for edit in log), *desk.log.edits]


def left(extracted, logs, desk):
    """The dataset with all logs replayed, and what could not be."""
    return replay(extracted, everything(logs, desk))


def row_of(corpus, table, key):
    return next((row for row in corpus.rows(table) if key in (getattr(row, "claim_id", None), getattr(row, "attribution_id", None) if table == "attributions" else None)), None)


@pytest.fixture
def desk(extracted, logs, tmp_path):
    return desk_of(extracted, logs, tmp_path)


def by_table(desk):
    return {one.table: one for one in desk.open()}


def test_what_two_say_differently_is_open_and_what_they_say_alike_is_not(desk, rows):
    report, claim = desk.open()
    assert (report.table, report.disagreement_id, report.columns) == ("attributions", rows["putin"].attribution_id, ("cue_class",))
    assert (claim.table, claim.disagreement_id, claim.columns) == ("claims", rows["putin says"].claim_id, ("evidence", "polarity"))
    assert list(claim.rows) == ["ada", "mila"] and claim.decided is None


@pytest.mark.parametrize("first", WHO)
@pytest.mark.parametrize(("who", "polarity", "cue_class"), [("ada", "positive", "emphatic"), ("mila", "negative", "neutral")])
def test_the_side_that_is_picked_stands_and_nothing_is_left_to_settle(who, first, polarity, cue_class, extracted, logs, rows, tmp_path):
    if first == "mila":
        changes = [Change(e.table, e.row_id, e.op, json.loads(e.patch), json.loads(e.before)) for e in logs["mila"]]
        logs["mila"] = log_of("mila", changes, NOON - timedelta(hours=1))
    desk = desk_of(extracted, logs, tmp_path)
    assert len(left(extracted, logs, desk)[1]) == (first == "mila")  # ada's approval of what mila has changed
    for found in desk.open():
        desk.pick(found, who, "أقرب إلى النص")
    corpus, refused = left(extracted, logs, desk)
    claim, report = row_of(corpus, "claims", rows["putin says"].claim_id), row_of(corpus, "attributions", rows["putin"].attribution_id)
    assert refused == [] and desk.open() == [] and [one.ids for one in desk.disagreements()] == [(rows["putin"].attribution_id,), (rows["putin says"].claim_id,)]
    assert (claim.polarity, claim.status, report.cue_class) == (polarity, "adjudicated", cue_class)
    assert {edit.reason for edit in desk.log.edits} == {"أقرب إلى النص"} and {edit.annotator for edit in desk.log.edits} == {"nora"}
    assert validate(corpus).ok, validate(corpus).text()


def test_a_side_can_be_edited_and_the_text_follows_the_evidence(desk, extracted, logs, rows):
    claim = by_table(desk)["claims"]
    start, end = claim.rows["ada"].evidence[0]
    desk.pick(claim, "ada", "shorter", evidence=[[start, end - 9]], check_worthy="yes")
    corpus, refused = left(extracted, logs, desk)
    row = row_of(corpus, "claims", claim.disagreement_id)
    assert refused == [] and row.evidence == (Span(start, end - 9),) and row.check_worthy == "yes"
    assert row.text == rows["putin says"].text[:-9]


@pytest.mark.parametrize(
    ("columns", "told"),
    [({"polarity": "maybe"}, "no polarity 'maybe'"), ({"mood": "x"}, "no column 'mood'"), ({"claim_id": "clm_" + "e" * 16}, "a key is kept")],
)
def test_an_edit_that_is_none_is_told_and_nothing_is_decided(columns, told, desk):
    with pytest.raises(UsageError, match=told):
        desk.pick(by_table(desk)["claims"], "ada", **columns)
    assert desk.log.edits == [] and len(desk.open()) == 2


def test_neither_takes_the_report_out_and_what_hangs_on_it_goes_outwards(desk, extracted, logs, rows):
    desk.neither(by_table(desk)["attributions"], "no report")
    corpus, _ = left(extracted, logs, desk)
    claim = row_of(corpus, "claims", rows["putin says"].claim_id)
    assert row_of(corpus, "attributions", rows["putin"].attribution_id) is None
    assert (claim.attribution_id, claim.status) == (rows["kremlin"].attribution_id, "withdrawn")
    desk.neither(by_table(desk)["claims"])
    corpus, refused = left(extracted, logs, desk)
    assert refused == [] and desk.open() == [] and validate(corpus).ok


def test_a_row_that_one_took_out_is_brought_back_or_goes(extracted, logs, rows, tmp_path):
    gone = rows["governor says"]
    logs["mila"] = log_of("mila", [Change.reject(gone), *(Change.approve(rows[f"{name} says"]) for name in ("author", "putin"))])
    desk = desk_of(extracted, logs, tmp_path)
    (found,) = desk.open()
    assert found.rows["mila"] is None and found.columns == ()
    desk.pick(found, "mila", "a greeting")
    corpus, refused = left(extracted, logs, desk)
    assert refused == [] and row_of(corpus, "claims", gone.claim_id).status == "withdrawn" and desk.open() == []


def twice(extracted, logs, rows, tmp_path):
    """Both have made the row that the engine missed, each in their own words for who made it."""
    said = rows["governor"]
    own = replace(said, attribution_id="att_" + "e" * 16, content=(Span(0, 14),), quoted=(), quote_type="indirect", engine="ada", rule=None)
    theirs = replace(own, attribution_id="att_" + "f" * 16, content=(Span(0, 20),), engine="mila")
    for name, made in (("ada", own), ("mila", theirs)):
        last = logs[name][-1]
        logs[name].append(sealed(Change.create(made), name, last.at, "1", last.hash))
        new = replace(rows["author says"], claim_id=f"clm_{name[0] * 16}", attribution_id=made.attribution_id)
        logs[name].append(sealed(Change.create(new), name, last.at, "1", logs[name][-1].hash))
    return desk_of(extracted, logs, tmp_path), own, theirs


def test_of_two_rows_for_one_report_one_goes_and_the_claims_follow_the_other(extracted, logs, rows, tmp_path):
    desk, own, theirs = twice(extracted, logs, rows, tmp_path)
    found = desk.find(theirs.attribution_id)
    assert found is not None and found.ids == (own.attribution_id, theirs.attribution_id) and found.columns == ("content",)
    desk.pick(found, "mila")
    corpus, _ = left(extracted, logs, desk)
    assert row_of(corpus, "attributions", own.attribution_id) is None and row_of(corpus, "attributions", theirs.attribution_id) == theirs
    assert row_of(corpus, "claims", "clm_" + "a" * 16).attribution_id == theirs.attribution_id
    claims = desk.find("clm_" + "a" * 16)
    assert claims.decided is None and claims.agreed  # both claim the same, in rows of their own
    made = desk.take_agreed()
    assert {edit.reason for edit in made} == {"the annotators say the same"} and desk.find("clm_" + "a" * 16).decided
    corpus, _ = left(extracted, logs, desk)
    assert [row_of(corpus, "claims", f"clm_{c * 16}").status for c in "am"] == ["adjudicated", "withdrawn"]


def test_an_annotator_who_edits_a_decided_row_again_opens_it_again(desk, extracted, logs, rows, tmp_path):
    for found in desk.open():
        desk.pick(found, "ada")
    last = logs["mila"][-1]
    decided = row_of(left(extracted, logs, desk)[0], "claims", rows["putin says"].claim_id)
    logs["mila"].append(sealed(Change.update(decided, replace(decided, polarity="negative")), "mila", LATER + timedelta(days=1), "1", last.hash))
    again = Adjudication(extracted, everything(logs, desk), WHO, desk.log, lambda: LATER + timedelta(days=2))
    (found,) = again.open()
    again.pick(found, "mila")
    assert again.open() == [] and left(extracted, logs, again)[1] == []


def test_who_annotates_does_not_adjudicate(extracted, logs, tmp_path):
    with pytest.raises(UsageError, match="'ada' is one of the annotators"):
        desk_of(extracted, logs, tmp_path, name="ada")


def test_without_an_article_that_two_have_finished_there_is_nothing_to_decide(extracted, logs, tmp_path):
    with pytest.raises(UsageError, match="no article was finished by two of ada, zoe"):
        desk_of(extracted, logs, tmp_path, annotators=("ada", "zoe"))


def test_a_side_an_article_and_a_disagreement_that_are_none_are_told(desk):
    claim = by_table(desk)["claims"]
    for what, call in (("side", lambda: desk.pick(claim, "zoe")), ("article", lambda: desk.open("art_x")), ("disagreement", lambda: desk.find("clm_x"))):
        with pytest.raises(UsageError, match=f"no {what}"):
            call()


def test_a_disagreement_is_json_with_what_each_side_says(desk, rows):
    case = desk.cases[rows["putin says"].article_id]
    said = as_json(by_table(desk)["claims"], case.article.text)
    assert said["sides"]["ada"]["said"]["evidence"] == rows["putin says"].text
    assert said["sides"]["mila"]["row"]["polarity"] == "negative" and said["decided"] is None
    desk.pick(by_table(desk)["claims"], "ada", "سبب")
    said = as_json(desk.find(rows["putin says"].claim_id), case.article.text)
    assert said["decided"]["by"] == "nora" and said["decided"]["reason"] == "سبب"


def test_the_page_shows_what_differs_side_by_side(desk):
    lines = list(page(desk.open(), {key: case.article.text for key, case in desk.cases.items()}))
    assert "    ada   cue_class: emphatic" in lines and "    mila  cue_class: neutral" in lines
    assert lines[-1] == "2 disagreements open"


def test_disputed_articles_come_first_then_those_that_the_engine_is_least_sure_of(desk, extracted, rows):
    arabic, russian = rows["putin"].article_id, rows["governor"].article_id
    assert [one.article_id for one in queue(extracted)] == [arabic, russian]
    assert [one.why for one in queue(extracted)] == ["mean confidence 0.75", "no confidence told"]
    assert queue(extracted, desk.open())[0] == (arabic, "2 disagreements, mean confidence 0.75")
    sure = [replace(row, confidence=0.9 if row.article_id == arabic else 0.2) for row in extracted.rows("attributions")]
    tables = {name: extracted.rows(name) for name in ("articles", "sources", "claims")}
    assert [one.article_id for one in queue(Corpus.from_rows(attributions=sure, **tables))] == [russian, arabic]


STEPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["negative", "withdraw", "delete", "approve", "reworded"])), max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, STEPS, st.lists(st.sampled_from(["ada", "mila", "neither"]), min_size=8, max_size=8))
def test_whatever_two_did_every_decision_leaves_nothing_open_and_nothing_refused(extracted, rows, tmp_path_factory, ada, mila, choices):
    names = [f"{name} says" for name in ("putin", "governor", "author")]
    logs = {}
    for who, steps in (("ada", ada), ("mila", mila)):
        now = {name: rows[name] for name in names}
        made = []
        for number, step in steps:
            row = now[names[number]]
            if row is None:
                continue
            after = {"negative": replace(row, polarity="negative"), "reworded": replace(row, standalone=f"قول {who}"), "withdraw": replace(row, status="withdrawn")}
            if step in after and after[step] == row:
                continue
            made.append({"delete": Change.delete, "approve": Change.approve}[step](row) if step not in after else Change.update(row, after[step]))
            now[names[number]] = None if step == "delete" else after.get(step, replace(row, status="reviewed") if row.status == "draft" else row)
        made += [Change.approve(row) for row in now.values() if row is not None]
        logs[who] = log_of(who, made or [Change.approve(rows["kremlin"])], NOON)
    desk = desk_of(extracted, logs, tmp_path_factory.mktemp("log"))
    for choice in choices:
        for found in desk.open()[:1]:
            desk.neither(found) if choice == "neither" else desk.pick(found, choice)
    assert desk.open() == []
    corpus, refused = left(extracted, logs, desk)
    assert refused == []
    assert {row.status for row in corpus.rows("claims")} <= {"draft", "reviewed", "adjudicated", "withdrawn"}
    desk.log.close()


def test_each_decision_has_every_outcome(extracted, rows, tmp_path_factory, logs):
    for sides in product(("ada", "mila", "neither"), repeat=2):
        desk = desk_of(extracted, logs, tmp_path_factory.mktemp("log"))
        for side in sides:
            found = desk.open()[0]
            desk.neither(found) if side == "neither" else desk.pick(found, side)
        corpus, refused = left(extracted, logs, desk)
        assert desk.open() == [] and refused == [] and validate(corpus).ok, sides
        desk.log.close()
