"""Whatever is done, in whatever order: the dataset stays valid, the log says it all, and all of it can be taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate import Log, replay
from claims.annotate.session import Session
from claims.contract import TABLES
from claims.corpus import Corpus
from claims.validate.checks import validate
from sitting import clock

LABELS = {"quote_type": "attributions", "channel": "attributions", "polarity": "claims", "modality": "claims", "check_worthy": "claims", "speech_act": "claims"}


def spans(view: dict[str, Any]) -> st.SearchStrategy[list[list[int]]]:
    """One span from letter to letter of a text, or the spans of a row."""
    text = view["article"]["text"]
    one = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: [sorted(pair)])
    kept = [row[role] for row in view["attributions"] for role in ("content", "cue", "source") if row[role]]
    return st.one_of(one, st.sampled_from(kept or [[[0, 1]]]))


@st.composite
def changes(draw: st.DrawFn, session: Session) -> dict[str, Any]:
    """Something that an annotator may ask for, sensible or not."""
    view = session.view(draw(st.sampled_from(list(session.state.articles))))
    attributions = st.sampled_from([row["attribution_id"] for row in view["attributions"]] or ["att_none"])
    claims = st.sampled_from([row["claim_id"] for row in view["claims"]] or ["clm_none"])
    table = draw(st.sampled_from(["attributions", "claims"]))
    some = {"table": table, "row_id": draw(attributions if table == "attributions" else claims)}
    field = draw(st.sampled_from(sorted(LABELS)))
    of_field = {"table": LABELS[field], "row_id": draw(attributions if LABELS[field] == "attributions" else claims), "field": field}
    return draw(st.sampled_from([
        {"do": "set_span", "attribution_id": draw(attributions), "role": draw(st.sampled_from(["content", "cue", "source"])), "spans": draw(spans(view))},
        {"do": "set_span", "claim_id": draw(claims), "role": "evidence", "spans": draw(spans(view))},
        {"do": "create_attribution", "content": draw(spans(view)), "cue": draw(spans(view)), "claim": draw(st.booleans())},
        {"do": "create_claim", "attribution_id": draw(st.none() | attributions), "evidence": draw(spans(view))},
        {"do": "reparent", "attribution_id": draw(attributions), "parent_id": draw(st.none() | attributions)},
        {"do": "set_source", "attribution_id": draw(attributions), "name": draw(st.sampled_from(["وزير 😀", "министр"])), "kind": "role"},
        {"do": "author_voice", "claim_id": draw(claims)},
        {"do": "split_claim", "claim_id": draw(claims), "at": draw(st.integers(0, len(view["article"]["text"])))},
        {"do": "merge_claims", "claim_ids": draw(st.lists(claims, min_size=2, max_size=3))},
        {"do": "set_field", **of_field, "value": draw(st.sampled_from(session.codebook()[field]["values"]))["value"]},
        {"do": "reject", **some}, {"do": "delete", **some}, {"do": "accept", **some}, {"do": "flag", **some}, {"do": "reopen", **some},
        {"do": "undo"}, {"do": "redo"},
    ]))  # fmt: skip


def shown(session: Session) -> list[Any]:
    """All that is seen of the articles but what may be undone."""
    return [{key: view[key] for key in ("attributions", "claims", "sources", "problems")} for view in map(session.view, session.state.articles)]


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_any_sequence_keeps_the_dataset_valid_and_in_its_log_and_can_be_taken_back(data, every_row):
    start = Corpus.from_rows(**{**every_row, "edits": []})
    with tempfile.TemporaryDirectory() as folder, Log(Path(folder) / "mila.jsonl", guideline_version="1") as log:
        session = Session(start, log, clock=clock().__next__)
        first = shown(session)
        for _ in range(data.draw(st.integers(1, 5))):
            said = data.draw(changes(session))
            edits = len(log.edits)
            outcome = session.do(said)
            assert outcome["saved"] == (len(log.edits) > edits) and outcome["saved"] != bool(outcome["message"])
        corpus = session.corpus()
        assert validate(corpus).ok
        replayed, refused = replay(start, log.edits)
        assert refused == [] and all(replayed.table(name).equals(corpus.table(name)) for name in TABLES)
        last = shown(session)
        steps = 0
        while session.past.done:
            assert session.do({"do": "undo"})["saved"]
            steps += 1
        assert shown(session) == first
        for _ in range(steps):
            assert session.do({"do": "redo"})["saved"]
        assert shown(session) == last
        assert shown(Session(start, log)) == last
