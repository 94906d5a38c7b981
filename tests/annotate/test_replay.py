"""Replay: every op on every table, who overwrites whom, what settles it, and the dataset as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate import Change, replay
from claims.annotate.change import TABLE_OF, sealed
from claims.contract import TABLES, contract
from claims.corpus import Corpus
from claims.errors import UsageError
from claims.model import Edit

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
EDITED = tuple(contract().labels("edited_table"))


class Logs:
    """Logs of several annotators; an edit is made a minute after the one before it unless its time is given."""

    def __init__(self) -> None:
        self.edits: dict[str, list[Edit]] = {}
        self.made = 0

    def add(self, annotator: str, change: Change, at: datetime | None = None) -> Edit:
        log = self.edits.setdefault(annotator, [])
        self.made += 1
        at = at or NOON + timedelta(minutes=self.made)
        log.append(sealed(change, annotator, at, "1", log[-1].hash if log else None))
        return log[-1]

    def replayed(self, corpus: Corpus, **how: Any) -> tuple[Corpus, list[tuple[str, str]]]:
        """The corpus, and (place, reason) of each refused edit; an edit's place is ANNOTATOR.jsonl:LINE."""
        edits = [edit for log in self.edits.values() for edit in log]
        places = [f"{name}.jsonl:{line}" for name, log in self.edits.items() for line in range(1, len(log) + 1)]
        after, refused = replay(corpus, edits, places=places, **how)
        assert all(one.what == "the edit" and one.mend for one in refused)
        return after, [(one.where, one.reason) for one in refused]


@pytest.fixture
def logs() -> Logs:
    return Logs()


@pytest.fixture
def corpus(every_row) -> Corpus:
    """The small corpus without edits, each row with the place of a JSONL line."""
    rows = {**every_row, "edits": []}
    return Corpus.from_rows(**rows, places={name: [f"{name}.jsonl:{n}" for n in range(1, len(rows[name]) + 1)] for name in TABLES})


def arabic(corpus: Corpus) -> Any:
    return next(row for row in corpus.rows("claims") if "بلاده" in row.text)


def found(corpus: Corpus, row: Any) -> Any | None:
    table = TABLE_OF[type(row)]
    key = contract().table(table).primary_key
    return next((one for one in corpus.rows(table) if getattr(one, key) == getattr(row, key)), None)


def test_without_edits_the_corpus_is_what_it_was(corpus):
    after, refused = replay(corpus, [])
    assert refused == [] and after.places == corpus.places
    assert all(after.table(name).equals(corpus.table(name)) for name in TABLES)


def test_an_update_changes_its_columns_and_the_place_of_its_row(corpus, logs):
    claim = arabic(corpus)
    new = replace(claim, text="بلاده تفضل", evidence=((claim.evidence[0]._replace(end=claim.evidence[0].end - 17)),))
    edit = logs.add("mila", Change.update(claim, new))
    after, refused = logs.replayed(corpus)
    assert refused == [] and found(after, claim) == new
    assert after.place("claims", claim.claim_id) == "mila.jsonl:1"
    assert after.rows("edits") == [edit] and after.place("edits", edit.edit_id) == "mila.jsonl:1"
    others = [name for name in TABLES if name not in ("claims", "edits")]
    assert all(after.table(name).equals(corpus.table(name)) for name in others)
    assert [after.place("claims", row.claim_id) for row in corpus.rows("claims") if row != claim] == [
        corpus.place("claims", row.claim_id) for row in corpus.rows("claims") if row != claim
    ]


@pytest.mark.parametrize("table", EDITED)
def test_a_row_of_each_table_is_added_taken_out_and_brought_back(table, corpus, logs):
    key = contract().table(table).primary_key
    row = corpus.rows(table)[0]
    new = replace(row, **{key: getattr(row, key)[:-1] + "e"})
    logs.add("mila", Change.create(new))
    logs.add("ada", Change.delete(row))
    after, refused = logs.replayed(corpus)
    assert refused == [] and found(after, row) is None and found(after, new) == new
    assert after.place(table, getattr(new, key)) == "mila.jsonl:1"
    logs.add("ada", Change.create(row))
    again, refused = logs.replayed(corpus)
    assert refused == [] and found(again, row) == row and again.place(table, getattr(row, key)) == "ada.jsonl:2"


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        ("claims", {"status": "draft"}, {"status": "reviewed"}),
        ("claims", {"status": "adjudicated"}, {"status": "adjudicated"}),
        ("sources", {"status": "draft"}, {"status": "confirmed"}),
        ("links", {"confirmed_by": None}, {"confirmed_by": "mila"}),
        ("links", {"confirmed_by": "ada"}, {"confirmed_by": "ada"}),
        ("attributions", {}, {}),
        ("verdicts", {}, {}),
    ],
)
def test_an_approval_confirms_what_nobody_had_confirmed(table, before, after, corpus, logs):
    row = replace(corpus.rows(table)[0], **before)
    start = Corpus.from_rows(**{name: corpus.rows(name) for name in TABLES if name != table}, **{table: [row]})
    logs.add("mila", Change.approve(row))
    done, refused = logs.replayed(start)
    assert refused == [] and found(done, row) == replace(row, **after)


@pytest.mark.parametrize("table", EDITED)
def test_a_rejected_claim_stays_withdrawn_and_any_other_row_is_taken_out(table, corpus, logs):
    row = corpus.rows(table)[0]
    logs.add("mila", Change.reject(row))
    after, refused = logs.replayed(corpus)
    assert refused == []
    assert found(after, row) == (replace(row, status="withdrawn") if table == "claims" else None)


def test_two_may_correct_different_columns_of_a_row(corpus, logs):
    claim = arabic(corpus)
    logs.add("mila", Change.update(claim, replace(claim, polarity="negative")))
    logs.add("ada", Change.update(claim, replace(claim, standalone="موسكو")))
    after, refused = logs.replayed(corpus)
    assert refused == [] and found(after, claim) == replace(claim, polarity="negative", standalone="موسكو")
    assert after.place("claims", claim.claim_id) == "ada.jsonl:1"


def test_what_somebody_else_has_changed_is_not_overwritten_but_told(corpus, logs):
    claim = arabic(corpus)
    logs.add("mila", Change.update(claim, replace(claim, standalone="موسكو")))
    logs.add("ada", Change.update(claim, replace(claim, standalone="روسيا", check_worthy="yes")))
    after, refused = logs.replayed(corpus)
    assert found(after, claim) == replace(claim, standalone="موسكو")
    told = "standalone was 'روسيا تفضل الحلول السياسية', is 'موسكو' (mila.jsonl:1)"
    assert refused == [("ada.jsonl:1", f"claims '{claim.claim_id}': {told}")]


@pytest.mark.parametrize("op", ["update", "delete", "approve", "reject", "create"])
def test_two_who_do_the_same_to_a_row_agree(op, corpus, logs):
    claim = arabic(corpus)
    change = {
        "update": Change.update(claim, replace(claim, polarity="negative")),
        "create": Change.create(replace(claim, claim_id="clm_" + "e" * 16)),
    }.get(op) or getattr(Change, op)(claim)
    logs.add("mila", change)
    once, _ = logs.replayed(corpus)
    logs.add("ada", change)
    twice, refused = logs.replayed(corpus)
    assert refused == [] and twice.rows("claims") == once.rows("claims")
    assert twice.places["claims"] == once.places["claims"]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("approve", "delete", "status was 'draft', is 'reviewed'"),
        ("approve", "reject", "status was 'draft', is 'reviewed'"),
        ("reject", "approve", "status was 'draft', is 'withdrawn'"),
        ("delete", "approve", "it was taken out"),
        ("update", "approve", "polarity was 'positive', is 'negative'"),
        ("update", "delete", "polarity was 'positive', is 'negative'"),
        ("delete", "update", "it was taken out"),
    ],
)
def test_two_who_judge_a_row_differently_are_told_apart(first, second, reason, corpus, logs):
    claim = arabic(corpus)
    changed = Change.update(claim, replace(claim, polarity="negative"))
    change = {op: changed if op == "update" else getattr(Change, op)(claim) for op in (first, second)}
    logs.add("mila", change[first])
    once, _ = logs.replayed(corpus)
    logs.add("ada", change[second])
    after, ((where, told),) = logs.replayed(corpus)
    assert where == "ada.jsonl:1" and reason in told
    assert after.rows("claims") == once.rows("claims")


def test_an_edit_that_does_not_say_what_it_was_made_on_is_replayed_on_anything(corpus, logs):
    claim = arabic(corpus)
    logs.add("mila", Change.update(claim, replace(claim, polarity="negative")))
    logs.add("ada", Change("claims", claim.claim_id, "update", {"polarity": "positive"}))
    after, refused = logs.replayed(corpus)
    assert refused == [] and found(after, claim) == claim


BAD = {
    "a row that never was": (Change("claims", "clm_" + "e" * 16, "update", {"polarity": "negative"}), "there is no such row"),
    "a row that never was, taken out": (Change("claims", "clm_" + "e" * 16, "delete"), "there is no such row"),
    "a table that nobody edits": (Change("articles", "art_1", "update", {"title": "x"}), "no table 'articles' that is edited"),
    "an op that is none": (Change("claims", "", "improve"), "no op 'improve'"),
    "a column that is none": (Change("claims", "", "update", {"mood": "x"}), "no key 'mood'"),
    "a value of another type": (Change("claims", "", "update", {"evidence": [[4, 2]]}), "evidence is [4, 2]"),
    "another key": (Change("claims", "", "update", {"claim_id": "clm_" + "e" * 16}), "claim_id would be another"),
    "an approval that changes": (Change("claims", "", "approve", {"polarity": "negative"}), "approve has a patch"),
    "half a row": (Change("claims", "clm_" + "e" * 16, "create", {"text": "قال"}), "the key 'article_id' is missing"),
    "a row that is there": (Change("claims", "", "create", {"article_id": "a", "attribution_id": None, "evidence": [], "text": "x"}), "is there and is another (mila.jsonl:1)"),
    "made on a column that is none": (Change("claims", "", "update", {}, {"mood": "x"}), "before: no column 'mood'"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_replayed_is_refused_with_its_place(case, corpus, logs):
    change, reason = BAD[case]
    logs.add("mila", Change.approve(arabic(corpus)))
    once, _ = logs.replayed(corpus)
    logs.add("mila", change if change.row_id else replace(change, row_id=arabic(corpus).claim_id))
    after, ((where, told),) = logs.replayed(corpus)
    assert where == "mila.jsonl:2" and reason in told
    assert all(after.table(name).equals(once.table(name)) for name in EDITED)
    assert after.table("edits").num_rows == 2


def test_a_patch_that_is_no_object_is_refused(corpus, logs):
    edit = logs.add("mila", Change.approve(arabic(corpus)))
    for columns in ({"patch": "[]"}, {"patch": "{"}, {"before": '"x"'}):
        _, (refusal,) = replay(corpus, [replace(edit, op="update", **columns)])
        assert refusal.where == f"edit {edit.edit_id}" and refusal.reason.startswith(f"{next(iter(columns))} is not")


def conflict(corpus: Corpus, logs: Logs) -> tuple[Any, Edit]:
    """A claim that mila has changed, and the edit of ada that could not be replayed on it."""
    claim = arabic(corpus)
    logs.add("mila", Change.update(claim, replace(claim, standalone="موسكو")))
    edit = logs.add("ada", Change.update(claim, replace(claim, standalone="روسيا")))
    return replace(claim, standalone="موسكو"), edit


@pytest.mark.parametrize("who", ["mila", "ada", "zoe"])
def test_a_later_edit_of_anybody_settles_what_could_not_be_replayed(who, corpus, logs):
    claim, edit = conflict(corpus, logs)
    logs.add(who, Change.approve(claim))
    assert len(logs.replayed(corpus)[1]) == 1
    logs.add(who, Change.update(replace(claim, status="reviewed"), replace(claim, standalone="روسيا", status="adjudicated"), settles=edit.edit_id))
    after, refused = logs.replayed(corpus)
    assert refused == [] and found(after, claim) == replace(claim, standalone="روسيا", status="adjudicated")


def test_what_could_not_be_replayed_itself_settles_nothing_until_it_is_settled(corpus, logs):
    claim, edit = conflict(corpus, logs)
    wrong = logs.add("zoe", Change.approve(replace(claim, standalone="تركيا"), settles=edit.edit_id))
    assert [where for where, _ in logs.replayed(corpus)[1]] == ["ada.jsonl:1", "zoe.jsonl:1"]
    logs.add("zoe", Change.approve(claim, settles=wrong.edit_id))
    assert logs.replayed(corpus)[1] == []


def test_an_edit_of_a_row_that_is_gone_for_good_can_be_settled_too(corpus, logs):
    ghost = replace(arabic(corpus), claim_id="clm_" + "e" * 16)
    edit = logs.add("mila", Change.approve(ghost))
    assert len(logs.replayed(corpus)[1]) == 1
    logs.add("mila", Change.delete(ghost, settles=edit.edit_id))
    assert logs.replayed(corpus)[1] == []


def test_logs_are_merged_by_time_and_at_one_time_by_annotator(corpus, logs):
    claim = arabic(corpus)
    for who, at in (("zoe", NOON), ("mila", NOON + timedelta(hours=1)), ("ada", NOON + timedelta(hours=1))):
        logs.add(who, Change("claims", claim.claim_id, "update", {"check_reason": who}), at)
    assert found(logs.replayed(corpus)[0], claim).check_reason == "mila"


def test_a_log_keeps_its_order_where_its_clock_went_back(corpus, logs):
    claim = arabic(corpus)
    logs.add("mila", Change("claims", claim.claim_id, "update", {"check_reason": "first"}), NOON)
    logs.add("mila", Change("claims", claim.claim_id, "update", {"check_reason": "second"}), NOON - timedelta(days=1))
    assert found(logs.replayed(corpus)[0], claim).check_reason == "second"
    assert found(logs.replayed(corpus, as_of=NOON - timedelta(hours=1))[0], claim).check_reason is None


def test_the_order_in_which_logs_are_read_does_not_matter(corpus, logs):
    claim, edit = conflict(corpus, logs)
    logs.add("zoe", Change.update(claim, replace(claim, polarity="negative"), settles=edit.edit_id))
    made = []
    for order in permutations(logs.edits):
        logs.edits = {name: logs.edits[name] for name in order}
        after, refused = logs.replayed(corpus)
        made.append(([after.table(name) for name in TABLES], after.places, refused))
    assert all(one == made[0] for one in made)


@pytest.mark.parametrize(
    ("as_of", "reason"),
    [
        ("2026-06-30", None),
        ("2026-07-01", "first"),
        (date(2026, 7, 1), "first"),
        ("2026-07-02T11:59:59Z", "first"),
        ("2026-07-02T12:00:00Z", "second"),
        ("2026-07-02T13:00:00+02:00", "first"),
        ("2026-07-02", "second"),
        (None, "third"),
    ],
)
def test_the_corpus_is_as_it_was_at_the_end_of_a_day_or_at_an_instant(as_of, reason, corpus, logs):
    claim = arabic(corpus)
    words = ("first", "second", "third")
    for days, word in enumerate(words):
        logs.add("mila", Change("claims", claim.claim_id, "update", {"check_reason": word}), NOON + timedelta(days=days))
    after, refused = logs.replayed(corpus, as_of=as_of)
    assert refused == [] and found(after, claim).check_reason == reason
    assert after.table("edits").num_rows == (words.index(reason) + 1 if reason else 0)
    if reason is None:
        assert all(after.table(name).equals(corpus.table(name)) for name in TABLES)


def test_what_was_settled_later_is_not_refused_in_the_corpus_of_the_day_before(corpus, logs):
    claim, edit = conflict(corpus, logs)
    assert len(logs.replayed(corpus, as_of="2026-07-01")[1]) == 1
    logs.add("zoe", Change.approve(claim, settles=edit.edit_id), NOON + timedelta(days=3))
    after, refused = logs.replayed(corpus, as_of="2026-07-01")
    assert refused == [] and found(after, claim) == claim


@pytest.mark.parametrize("as_of", ["yesterday", "2026-07", "2026-07-32", "2026-07-01T09:30:00", NOON.replace(tzinfo=None), ""])
def test_what_is_no_day_and_no_instant_is_told(as_of, corpus):
    with pytest.raises(UsageError, match="as_of is") as caught:
        replay(corpus, [], as_of=as_of)
    assert "2026-07-01" in (caught.value.mend or "")


def test_a_second_row_of_a_key_is_left_where_it_is(corpus, logs):
    claims = [*corpus.rows("claims"), arabic(corpus)]
    twice = Corpus.from_rows(**{name: corpus.rows(name) for name in TABLES if name != "claims"}, claims=claims)
    logs.add("mila", Change.update(arabic(corpus), replace(arabic(corpus), polarity="negative")))
    after, refused = logs.replayed(twice)
    assert refused == [] and after.table("claims").num_rows == 4
    assert sorted(row.polarity for row in after.rows("claims") if row.claim_id == arabic(corpus).claim_id) == ["negative", "positive"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["ada", "mila"]), st.integers(0, 2), st.sampled_from(["update", "approve", "reject", "delete", "create"]), st.integers(0, 3)), max_size=12))
def test_each_edit_is_replayed_or_refused_and_replaying_them_one_by_one_is_replaying_them_at_once(every_row, steps):
    corpus, logs = Corpus.from_rows(**{**every_row, "edits": []}), Logs()
    start = corpus.rows("claims")
    for who, at, op, number in steps:
        new = replace(start[at], check_reason=f"سبب {number}")
        change = {"update": lambda new=new, at=at: Change.update(start[at], new), "create": lambda new=new: Change.create(new)}
        logs.add(who, change[op]() if op in change else getattr(Change, op)(start[at]))
    after, refused = logs.replayed(corpus)
    done = sorted((edit for log in logs.edits.values() for edit in log), key=lambda edit: edit.at)
    assert after.table("edits").num_rows == len(done)
    stepwise, failed = corpus, 0
    for edit in done:
        stepwise, why = replay(stepwise, [edit])
        gone = why and "no such row" in why[0].reason
        failed += bool(why) and not (gone and edit.op in ("delete", "reject"))
    assert stepwise.table("claims").equals(after.table("claims"))
    assert failed == len(refused)
