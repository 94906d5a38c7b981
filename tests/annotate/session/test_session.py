"""The session: what it shows, and that each change is judged, kept on the disk, and told; or refused, and nothing is changed."""

from __future__ import annotations

import json
import os
import re
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from claims.annotate import Change, Log
from claims.annotate.session import Session
from claims.corpus import read_jsonl
from claims.errors import UsageError
from claims.loading import load
from claims.model import Span
from claims.validate.checks import validate
from sitting import (
    AR,
    BY_AUTHOR,
    BY_GOVERNOR,
    BY_PUTIN,
    GOVERNOR,
    NOON,
    PUTIN,
    RU,
    STATEMENT,
    clock,
    repository,
    row,
    sit,
    told,
)


@pytest.fixture
def folder(tmp_path, small_corpus) -> Path:
    return repository(tmp_path / "small", small_corpus)


@pytest.fixture
def session(folder):
    with sit(folder) as session:
        yield session


def lines(folder: Path, annotator: str = "mila") -> list[object]:
    rows, _, refused = read_jsonl(folder / "edits" / f"{annotator}.jsonl", "edits")
    assert refused == []
    return rows


def test_a_view_has_all_that_is_said_in_an_article_with_chains_and_offsets_in_code_points(session):
    view = session.view(AR)
    text = view["article"]["text"]
    assert view["article"]["title"] == "عاجل 😀" and view["article"]["segments"][0] == {"role": "title", "start": 0, "end": 6}
    inner = row(view, PUTIN)
    (start, end), = inner["content"]
    assert text[start:end] == "بلاده تفضل الحلول السياسية"
    assert inner["chain"] == ["Kremlin", "Vladimir Putin"] and inner["parent_id"] == STATEMENT
    assert (inner["source_name"], inner["status"], inner["flagged"], inner["confidence"]) == ("Vladimir Putin", "draft", False, 0.75)
    assert [claim["claim_id"] for claim in view["claims"]] == [BY_PUTIN]
    assert view["sources"]["src_kremlin"]["kind"] == "institution"
    assert view["progress"] == {"articles": 2, "done": 0, "at": 1}
    assert not view["can_undo"] and not view["can_redo"] and view["fault"] is None


def test_all_that_it_gives_is_json(session):
    session.view(AR)
    outcome = session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
    for given in (session.view(RU), session.articles(), session.codebook(), session.find_sources("путин"), outcome):
        assert json.loads(json.dumps(given, ensure_ascii=False)) == given


def test_what_is_saved_is_in_the_log_before_it_is_told_and_is_what_the_repository_then_says(session, folder):
    session.view(AR)
    outcome = session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN, "reason": "ناقشناه 😀"})
    assert (outcome["saved"], outcome["touched"], outcome["message"]) == (True, [BY_PUTIN], "")
    assert row(outcome["view"], BY_PUTIN)["status"] == "reviewed"
    (edit,) = lines(folder)
    assert (edit.op, edit.reason, edit.annotator, edit.guideline_version) == ("approve", "ناقشناه 😀", "mila", "1.1.0")
    assert next(claim for claim in load(folder).rows("claims") if claim.claim_id == BY_PUTIN).status == "reviewed"


def test_a_change_that_brings_an_error_is_refused_and_nothing_is_changed(session, folder):
    before = session.view(AR)
    outcome = session.do({"do": "set_span", "attribution_id": PUTIN, "role": "content", "spans": before["attributions"][0]["source"]})
    assert not outcome["saved"] and outcome["view"] == before and lines(folder) == []
    assert {"evidence-inside-content", "child-inside-parent"} & set(told(outcome))
    problem = outcome["problems"][0]
    assert (problem["severity"], problem["sentence"] in outcome["message"], bool(problem["mend"])) == ("error", True, True)
    assert problem["table"] in ("attributions", "claims") and problem["row_id"]


def test_what_was_wrong_before_stops_nobody(folder):
    path = folder / "extracted" / "gold.jsonl"
    path.write_text(path.read_text("utf-8").replace('"Мы готовы"', '"Мы"'), "utf-8")
    assert not validate(load(folder)).ok
    with sit(folder) as session:
        assert "claim-says-evidence" in [problem["check"] for problem in session.view(RU)["problems"]]
        assert session.do({"do": "set_field", "table": "claims", "row_id": BY_AUTHOR, "field": "polarity", "value": "negative"})["saved"]
        mended = session.do({"do": "set_span", "claim_id": BY_GOVERNOR, "role": "evidence", "spans": row(session.view(RU), BY_GOVERNOR)["evidence"]})
        assert mended["saved"] and session.view(RU)["problems"] != [] and "claim-says-evidence" not in [p["check"] for p in mended["view"]["problems"]]


def test_a_warning_is_shown_and_stops_nothing(session):
    session.view(AR)
    outcome = session.do({"do": "withdraw", "table": "claims", "row_id": BY_PUTIN, "reason": "twice"})
    assert outcome["saved"] and {problem["severity"] for problem in outcome["problems"]} <= {"warning"}
    again = session.do({"do": "withdraw", "table": "claims", "row_id": BY_PUTIN})
    assert not again["saved"] and "withdrawn already" in again["message"]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "no operation ''; there are: accept, "),
        ({"do": "improve"}, "no operation 'improve'"),
        ({"do": "accept"}, "accept: missing a required argument: 'table'"),
        ({"do": "accept", "table": "claims", "row_id": ["x"]}, r"row_id is \['x'\]"),
        ({"do": "accept", "table": "articles", "row_id": AR}, "no table that is edited 'articles'"),
        ({"do": "accept", "table": "claims", "row_id": "clm_x"}, "there is no such row"),
        ({"do": "set_span", "attribution_id": PUTIN, "role": "content", "spans": [[5, 2]]}, "content is"),
        ({"do": "set_span", "attribution_id": PUTIN, "role": "content", "spans": "all"}, "content is 'all'"),
        ({"do": "set_span", "attribution_id": PUTIN, "role": "verb", "spans": []}, "no role 'verb' of an attribution"),
        ({"do": "set_field", "table": "claims", "row_id": BY_PUTIN, "field": "colour", "value": 1}, "no column 'colour'"),
        ({"do": "set_field", "table": "claims", "row_id": BY_PUTIN, "field": "polarity", "value": 1}, "polarity is 1"),
        ({"do": "set_field", "table": "claims", "row_id": BY_PUTIN, "field": "polarity", "value": "maybe"}, "polarity is one of its labels"),
        ({"do": "set_field", "table": "claims", "row_id": BY_PUTIN, "field": "polarity", "value": "positive"}, "nothing would be changed"),
        ({"do": "set_field", "table": "claims", "row_id": BY_PUTIN, "field": "claim_id", "value": "clm_0"}, "not set by hand"),
        ({"do": "create_claim", "evidence": [[0, 9999]], "article_id": AR}, "a span ends at 9999, the text at"),
        ({"do": "create_claim", "evidence": [[0, 3]], "article_id": "art_none"}, "no article 'art_none'"),
        ({"do": "reparent", "attribution_id": STATEMENT, "parent_id": PUTIN}, "would stand inside itself"),
        ({"do": "undo"}, "nothing to undo"),
        ({"do": "redo"}, "nothing to redo"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence_and_nothing_is_written(said, message, session, folder):
    outcome = session.do(said)
    assert not outcome["saved"] and re.search(message, outcome["message"])
    assert lines(folder) == []


def test_undo_and_redo_are_edits_of_their_own(session, folder):
    before = session.view(AR)
    assert session.do({"do": "reject", "table": "attributions", "row_id": PUTIN})["saved"]
    after = session.view(AR)
    undone = session.do({"do": "undo"})
    assert undone["saved"] and undone["view"]["can_redo"] and not undone["view"]["can_undo"]
    assert [undone["view"][key] for key in ("attributions", "claims", "problems")] == [before[key] for key in ("attributions", "claims", "problems")]
    redone = session.do({"do": "redo"})["view"]
    assert [redone[key] for key in ("attributions", "claims", "problems")] == [after[key] for key in ("attributions", "claims", "problems")]
    assert [edit.reason for edit in lines(folder)][2:] == ["undo", "undo", "redo", "redo"]
    assert not session.do({"do": "redo"})["saved"]


def test_something_new_ends_what_could_be_redone(session):
    session.view(AR)
    for said in ({"do": "flag", "table": "claims", "row_id": BY_PUTIN}, {"do": "undo"}, {"do": "accept", "table": "claims", "row_id": BY_PUTIN}):
        assert session.do(said)["saved"]
    assert not session.view(AR)["can_redo"]


def test_a_flag_stays_until_the_row_is_accepted_and_comes_back_with_undo(session):
    session.view(AR)
    for row_id, table in ((BY_PUTIN, "claims"), (PUTIN, "attributions")):
        def flagged(row_id=row_id) -> bool:
            return row(session.view(AR), row_id)["flagged"]

        assert session.do({"do": "flag", "table": table, "row_id": row_id, "reason": "?"})["saved"] and flagged()
        assert "flagged already" in session.do({"do": "flag", "table": table, "row_id": row_id})["message"]
        assert session.do({"do": "accept", "table": table, "row_id": row_id})["saved"] and not flagged()
        assert session.do({"do": "undo"})["saved"] and flagged()
        assert session.do({"do": "reopen", "table": table, "row_id": row_id})["saved"] and not flagged()


def test_what_was_done_before_is_there_when_the_session_is_opened_again(folder):
    with sit(folder) as session:
        session.view(AR)
        session.do({"do": "flag", "table": "claims", "row_id": BY_PUTIN})
        session.do({"do": "accept", "table": "attributions", "row_id": PUTIN})
        shown = session.view(AR)
    with sit(folder) as again:
        now = again.view(AR)
        assert {key: now[key] for key in ("attributions", "claims")} == {key: shown[key] for key in ("attributions", "claims")}
        assert not now["can_undo"]


def test_an_article_is_done_when_every_row_of_it_is_confirmed(session):
    session.view(RU)
    for table, row_id in (("claims", BY_GOVERNOR), ("claims", BY_AUTHOR), ("attributions", GOVERNOR)):
        assert session.view(RU)["progress"]["done"] == 0
        session.do({"do": "accept", "table": table, "row_id": row_id})
    assert session.view(RU)["progress"] == {"articles": 2, "done": 1, "at": 2}
    assert [line["done"] for line in session.articles()] == [False, True]


def test_a_second_kernel_looks_on_and_says_why_it_cannot_save(folder):
    with sit(folder) as first:
        second = sit(folder)
        assert "another process has the log open" in str(second.fault)
        assert second.view(AR)["fault"] == str(second.fault)
        outcome = second.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
        assert not outcome["saved"] and outcome["message"] == str(second.fault)
        assert first.do({"do": "accept", "table": "claims", "row_id": BY_GOVERNOR})["saved"]
    assert second.do({"do": "refresh"})["saved"] and second.fault is None
    assert second.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})["saved"]
    second.close()
    assert len(lines(folder)) == 2


def test_a_log_that_cannot_be_written_is_told_and_nothing_is_changed(session, folder):
    before = session.view(AR)
    with (folder / "edits" / "mila.jsonl").open("a") as file:
        file.write("\n")
    outcome = session.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})
    assert not outcome["saved"] and "something else has written to the log" in outcome["message"]
    assert outcome["view"] == before


def test_what_another_annotator_saved_meanwhile_is_not_overwritten(folder):
    with sit(folder) as mila, sit(folder, "ada") as ada:
        mila.view(RU)
        said = {"do": "set_field", "table": "claims", "row_id": BY_AUTHOR, "field": "polarity", "value": "negative"}
        assert ada.do(said)["saved"]
        assert mila.do({"do": "accept", "table": "claims", "row_id": BY_GOVERNOR})["saved"]
        outcome = mila.do({**said, "field": "check_worthy", "value": "no"})
        assert outcome["saved"], "she has seen it: it came with the change before"
        assert ada.do({**said, "field": "check_worthy", "value": "unsure"})["message"].splitlines()[0] == f"claims '{BY_AUTHOR}' was changed meanwhile by mila"
        assert row(ada.view(RU), BY_AUTHOR)["check_worthy"] == "no"
        assert ada.do({**said, "field": "check_worthy", "value": "unsure"})["saved"]
    refused = []
    assert load(folder, refused=refused) and refused == []


def test_edits_that_contradict_each_other_are_shown_and_stop_nobody(folder):
    claim = next(claim for claim in load(folder).rows("claims") if claim.claim_id == BY_AUTHOR)
    for annotator, worthy in (("ada", "no"), ("zoe", "unsure")):  # neither has seen the other's
        with Log(folder / "edits" / f"{annotator}.jsonl", guideline_version="1") as log:
            log.append(Change.update(claim, replace(claim, check_worthy=worthy)), at=NOON)
    with sit(folder) as session:
        (told,) = session.view(RU)["refused"]
        assert "zoe.jsonl:1" in told and "check_worthy was 'yes', is 'no'" in told
        assert session.do({"do": "accept", "table": "claims", "row_id": BY_AUTHOR})["saved"]


def test_a_full_disk_is_told_and_what_was_saved_before_stays(session, folder):
    session.view(AR)
    assert session.do({"do": "flag", "table": "claims", "row_id": BY_PUTIN})["saved"]
    before, kept = session.view(AR), lines(folder)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (folder / "edits" / "mila.jsonl").stat().st_size
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, limit[1]))
        outcome = session.do({"do": "reject", "table": "attributions", "row_id": PUTIN})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert not outcome["saved"] and "the edit was not kept" in outcome["message"] and outcome["view"] == before
    assert lines(folder) == kept
    assert session.do({"do": "reject", "table": "attributions", "row_id": PUTIN})["saved"]


def test_an_edit_is_later_than_all_that_were_seen_whatever_the_clock_says(folder):
    with sit(folder, "zoe") as zoe:
        zoe.do({"do": "flag", "table": "claims", "row_id": BY_PUTIN})
    with sit(folder, "ada", NOON.replace(year=2020)) as ada:
        assert ada.do({"do": "accept", "table": "claims", "row_id": BY_PUTIN})["saved"]
    (late,), (early,) = lines(folder, "ada"), lines(folder, "zoe")
    assert late.at > early.at and not load(folder, refused=[]).rows("edits")[0].settles


def test_a_session_on_any_corpus_needs_but_a_log(small_corpus, tmp_path):
    with Log(tmp_path / "mila.jsonl", guideline_version="7") as log:
        session = Session(small_corpus, log, clock=clock().__next__)
        session.view(AR)
        assert session.do({"do": "flag", "table": "claims", "row_id": BY_PUTIN})["saved"]
    with Log(tmp_path / "mila.jsonl", guideline_version="7") as log:
        assert row(Session(small_corpus, log).view(AR), BY_PUTIN)["flagged"]


@pytest.mark.parametrize(("name", "message"), [("Mila", "no name of a log"), ("../mila", "no name of an annotator")])
def test_a_name_that_is_none_opens_nothing(name, message, folder):
    with pytest.raises(UsageError, match=message):
        Session.open(folder, name)


def test_a_folder_that_is_no_repository_opens_nothing(tmp_path):
    with pytest.raises(UsageError, match="no dataset repository here"):
        Session.open(tmp_path, "mila")
    assert os.listdir(tmp_path) == []


def test_spans_are_trimmed_and_what_hangs_on_them_follows(session):
    text = session.view(RU)["article"]["text"]
    (start, end), = row(session.view(RU), GOVERNOR)["content"]
    outcome = session.do({"do": "set_span", "attribution_id": GOVERNOR, "role": "content", "spans": [[start + 2, end]]})
    assert outcome["saved"]
    now = row(outcome["view"], GOVERNOR)
    assert now["content"] == now["quoted"] == [[start + 3, end]] == row(outcome["view"], BY_GOVERNOR)["evidence"]
    assert row(outcome["view"], BY_GOVERNOR)["text"] == Span(start + 3, end).of(text) == "готовы"
