"""What can be done to attributions, claims, sources and verdicts, and what follows along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from claims.annotate import Log
from claims.annotate.session import Session
from claims.corpus import Corpus
from claims.model import Span
from claims.validate.checks import validate
from sitting import (
    AR,
    BY_AUTHOR,
    BY_GOVERNOR,
    BY_PUTIN,
    GOVERNOR,
    PUTIN,
    RU,
    STATEMENT,
    repository,
    row,
    sit,
    told,
)


@pytest.fixture
def session(tmp_path, small_corpus):
    with sit(repository(tmp_path / "small", small_corpus)) as session:
        yield session
        assert validate(session.corpus()).ok


@pytest.fixture
def do(session):
    def done(name: str, /, **arguments: Any) -> dict[str, Any]:
        outcome = session.do({"do": name, **arguments})
        assert outcome["saved"], outcome["message"]
        return outcome

    return done


def place(session: Any, article_id: str, part: str) -> list[list[int]]:
    """Where an article has a part, in code points."""
    text = session.view(article_id)["article"]["text"]
    assert text.count(part) == 1
    return [[text.index(part), text.index(part) + len(part)]]


def words(session: Any, article_id: str, spans: list[list[int]]) -> list[str]:
    text = session.view(article_id)["article"]["text"]
    return [Span(*pair).of(text) for pair in spans]


def test_a_report_is_created_from_spans_with_what_the_text_tells_of_it(session, do):
    before = row(session.view(RU), GOVERNOR)
    do("reject", table="attributions", row_id=GOVERNOR)
    outcome = do("create_attribution", content=before["content"], cue=before["cue"], source=before["source"], claim=True)
    made, claim = (one for one in outcome["touched"])
    new = row(outcome["view"], made)
    assert (new["quote_type"], new["quoted"], new["form"], new["mention"], new["engine"]) == ("direct", before["content"], "verb", "nominal", "mila")
    assert row(outcome["view"], claim)["text"] == "Мы готовы" and row(outcome["view"], claim)["attribution_id"] == made


def test_what_the_author_was_taken_to_say_inside_a_new_report_is_its_own(session, do):
    content = place(session, RU, "Переговоры начались в среду")
    outcome = do("create_attribution", content=content, article_id=RU)
    assert row(outcome["view"], BY_AUTHOR)["attribution_id"] == outcome["touched"][0]
    do("undo")
    outcome = do("create_attribution", content=place(session, RU, "начались в среду"), article_id=RU)
    assert row(outcome["view"], BY_AUTHOR)["status"] == "withdrawn"


def test_words_pass_from_one_role_to_another(session, do):
    view = session.view(AR)
    cue, source = row(view, PUTIN)["cue"], row(view, PUTIN)["source"]
    alone = session.do({"do": "set_span", "attribution_id": PUTIN, "role": "source", "spans": cue})
    assert not alone["saved"] and "roles-disjoint" in told(alone) and alone["problems"][0]["field"] in ("cue", "source")
    both = do("set_spans", attribution_id=PUTIN, roles={"source": cue, "cue": source})
    assert (row(both["view"], PUTIN)["cue"], row(both["view"], PUTIN)["source"]) == (source, cue)


def test_form_and_mention_follow_the_cue_and_the_source(session, do):
    outcome = do("set_spans", attribution_id=PUTIN, roles={"source": [], "antecedent": []})
    assert row(outcome["view"], PUTIN)["mention"] == "dropped"
    outcome = do("set_span", attribution_id=PUTIN, role="source", spans=place(session, AR, "بوتين"))
    assert row(outcome["view"], PUTIN)["mention"] == "nominal"
    outcome = do("set_span", attribution_id=GOVERNOR, role="cue", spans=[])
    assert row(outcome["view"], GOVERNOR)["form"] == "uncued"


@pytest.mark.parametrize(("keep", "status", "owner"), [(False, "withdrawn", STATEMENT), (True, "draft", STATEMENT)])
def test_the_claims_of_a_rejected_report_go_one_step_outwards(keep, status, owner, session, do):
    session.view(AR)
    outcome = do("reject", table="attributions", row_id=PUTIN, keep_claims=keep, reason="لا قول هنا")
    claim = row(outcome["view"], BY_PUTIN)
    assert (claim["status"], claim["attribution_id"]) == (status, owner)
    assert [one["attribution_id"] for one in outcome["view"]["attributions"]] == [STATEMENT]


def test_a_report_inside_a_rejected_one_hangs_on_what_is_around_it(session, do):
    session.view(AR)
    outcome = do("delete", table="attributions", row_id=STATEMENT)
    assert row(outcome["view"], PUTIN)["parent_id"] is None and row(outcome["view"], PUTIN)["chain"] == ["Vladimir Putin"]
    assert row(do("undo")["view"], PUTIN)["chain"] == ["Kremlin", "Vladimir Putin"]


def test_reports_are_hung_elsewhere_and_never_in_a_circle(session, do):
    outcome = do("reparent", attribution_id=PUTIN, parent_id=None)
    assert row(outcome["view"], PUTIN)["chain"] == ["Vladimir Putin"]
    assert row(do("reparent", attribution_id=PUTIN, parent_id=STATEMENT)["view"], PUTIN)["chain"] == ["Kremlin", "Vladimir Putin"]
    for parent in (PUTIN, STATEMENT):
        assert "inside itself" in session.do({"do": "reparent", "attribution_id": parent, "parent_id": PUTIN})["message"]
    assert "in different articles" in session.do({"do": "reparent", "attribution_id": PUTIN, "parent_id": GOVERNOR})["message"]


def test_a_source_is_taken_from_the_registry_or_made_once(session, do):
    outcome = do("set_source", attribution_id=GOVERNOR, name="губернатор области", kind="role")
    new = row(outcome["view"], GOVERNOR)["source_id"]
    assert row(outcome["view"], GOVERNOR)["source_name"] == "губернатор области"
    assert outcome["view"]["sources"][new]["aliases"] == [{"text": "губернатор области", "language": "ru", "kind": "name"}]
    do("set_source", attribution_id=GOVERNOR, source_id="src_kremlin")
    assert do("set_source", attribution_id=GOVERNOR, name="Губернатор  области".replace("  ", " "), kind="role")["touched"] == [GOVERNOR]
    assert row(do("set_source", attribution_id=GOVERNOR)["view"], GOVERNOR)["source_id"] is None
    assert "no such row" in session.do({"do": "set_source", "attribution_id": GOVERNOR, "source_id": "src_nobody"})["message"]
    assert "without a name" in session.do({"do": "set_source", "attribution_id": GOVERNOR, "name": " \u200f"})["message"]
    assert "is the source of" in session.do({"do": "delete", "table": "sources", "row_id": "src_kremlin"})["message"]
    assert do("delete", table="sources", row_id=new)["saved"]


def test_a_claim_is_the_authors_own_and_the_report_around_it_is_none(session, do):
    session.view(RU)
    outcome = do("author_voice", claim_id=BY_GOVERNOR)
    assert row(outcome["view"], BY_GOVERNOR)["attribution_id"] is None and not outcome["view"]["attributions"]
    assert do("undo")["view"]["attributions"]


def test_a_claim_inside_another_report_is_not_the_authors(session):
    assert "author-voice-outside" in told(session.do({"do": "author_voice", "claim_id": BY_PUTIN}))


def test_a_claim_is_split_at_a_place_without_the_stops_there(session, do):
    claim = row(session.view(RU), BY_AUTHOR)
    start, end = claim["evidence"][0]
    outcome = do("split_claim", claim_id=BY_AUTHOR, at=start + len("Переговоры "))
    first, second = (row(outcome["view"], one) for one in outcome["touched"])
    assert (first["claim_id"], first["text"], second["text"]) == (BY_AUTHOR, "Переговоры", "начались в среду")
    assert second["event_start"] == claim["event_start"] and second["status"] == "draft"
    assert words(session, RU, second["evidence"]) == [second["text"]]
    again = do("merge_claims", claim_ids=outcome["touched"])["view"]
    assert (row(again, BY_AUTHOR)["text"], row(again, second["claim_id"])["status"]) == ("Переговоры начались в среду", "withdrawn")
    assert "empty" in session.do({"do": "split_claim", "claim_id": BY_AUTHOR, "at": end})["message"]
    assert "nothing says where" in session.do({"do": "split_claim", "claim_id": BY_AUTHOR})["message"]


def test_a_claim_is_split_by_evidences_that_may_share_words(session, do):
    shared = place(session, AR, "بلاده تفضل")
    outcome = do("split_claim", claim_id=BY_PUTIN, evidences=[shared + place(session, AR, "الحلول"), shared + place(session, AR, "السياسية")])
    texts = [row(outcome["view"], one)["text"] for one in outcome["touched"]]
    assert texts == ["بلاده تفضل … الحلول", "بلاده تفضل … السياسية"]


def test_only_claims_of_one_report_are_merged(session):
    assert "not of one attribution" in session.do({"do": "merge_claims", "claim_ids": [BY_GOVERNOR, BY_AUTHOR]})["message"]
    assert "two or more" in session.do({"do": "merge_claims", "claim_ids": [BY_AUTHOR, BY_AUTHOR]})["message"]
    assert "a list of ids" in session.do({"do": "merge_claims", "claim_ids": BY_AUTHOR})["message"]


def test_a_claim_made_where_one_was_gets_an_id_of_its_own(session, do):
    session.view(AR)
    evidence = place(session, AR, "بلاده تفضل")
    first = do("create_claim", attribution_id=PUTIN, evidence=evidence)["touched"]
    do("set_span", claim_id=first[0], role="evidence", spans=place(session, AR, "الحلول السياسية"))
    second = do("create_claim", attribution_id=PUTIN, evidence=evidence)["touched"]
    assert first != second


def test_dates_of_an_event_stand_and_fall_together(session, do):
    def dates(outcome: dict[str, Any]) -> tuple[str, ...]:
        claim = row(outcome["view"], BY_PUTIN)
        return claim["event_start"], claim["event_end"], claim["event_precision"]

    session.view(AR)
    assert dates(do("set_field", table="claims", row_id=BY_PUTIN, field="event_start", value="2025-07-01")) == ("2025-07-01", "2025-07-01", "day")
    assert dates(do("set_fields", table="claims", row_id=BY_PUTIN, values={"event_end": "2025-07-31", "event_precision": "month"}))[1:] == ("2025-07-31", "month")
    assert dates(do("set_field", table="claims", row_id=BY_PUTIN, field="event_precision", value="unknown")) == (None, None, "unknown")


def test_a_link_of_a_withdrawn_claim_is_taken_out_with_it(session, do):
    session.view(RU)
    assert row(session.view(RU), BY_GOVERNOR)["links"]
    outcome = do("withdraw", table="claims", row_id=BY_GOVERNOR, reason="twice")
    assert row(outcome["view"], BY_GOVERNOR)["links"] == []
    assert row(do("undo")["view"], BY_GOVERNOR)["links"]


def test_a_verdict_is_given_corrected_and_superseded(session, do):
    session.view(RU)
    assert "evidence-given" in told(session.do({"do": "create_verdict", "claim_id": BY_AUTHOR, "target": "was_it_said", "label": "supported", "justification": "?"}))
    do("accept", table="claims", row_id=BY_GOVERNOR)
    evidence = [{"url": "https://example.org/log", "stance": "supports"}]
    first = do("create_verdict", claim_id=BY_GOVERNOR, target="was_it_said", label="supported", justification="Протокол.", evidence=evidence)["touched"][0]
    do("set_field", table="verdicts", row_id=first, field="justification", value="Протокол заседания.")
    assert "not set by hand" in session.do({"do": "set_field", "table": "verdicts", "row_id": first, "field": "reviewer", "value": "ada"})["message"]
    second = do("create_verdict", claim_id=BY_GOVERNOR, target="was_it_said", label="not_enough_evidence", justification="Запись пропала.", supersedes_id=first)
    verdicts = {one["verdict_id"]: one for one in row(second["view"], BY_GOVERNOR)["verdicts"]}
    assert verdicts[first]["justification"] == "Протокол заседания." and verdicts[second["touched"][0]]["reviewer"] == "mila"
    assert "has a verdict" in session.do({"do": "delete", "table": "claims", "row_id": BY_GOVERNOR})["message"]


def test_an_article_without_its_text_is_not_annotated(tmp_path, small_corpus):
    silent = [replace(article, text=None, rights="offsets_only") for article in small_corpus.rows("articles")]
    corpus = Corpus.from_rows(articles=silent, **{table: small_corpus.rows(table) for table in ("sources", "attributions", "claims")})
    with Log(tmp_path / "mila.jsonl", guideline_version="1") as log:
        session = Session(corpus, log)
        assert session.view(AR)["article"]["text"] is None
        assert "is not stored" in session.do({"do": "create_claim", "evidence": [[0, 3]]})["message"]
