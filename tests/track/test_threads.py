"""Threads: who had a claim first, who repeated it through whom, where it drifted, and which articles are copies."""

from datetime import UTC, datetime

from claims.corpus import Corpus
from claims.model import Verdict
from claims.track import link, threads
from said import corpus_of

STORM = "the storm in the valley left 12 people injured"
WIRE = f"Officials spoke on Tuesday in the town hall of the valley. said {STORM}. Roads were blocked for hours and the school stayed shut until noon."


def with_links(*said, verdicts=()):
    corpus = corpus_of(*said)
    tables = {name: corpus.rows(name) for name in ("articles", "sources", "attributions", "claims")}
    return Corpus.from_rows(**tables, links=link(corpus), verdicts=verdicts)


def test_a_thread_begins_where_its_claim_was_first_seen():
    (thread,) = threads(with_links({"text": STORM, "outlet": "B", "day": 2}, {"text": STORM + ".", "outlet": "A", "day": 1, "source": "src_mayor"}))
    assert thread.first.outlet == "A"
    assert thread.first.chain == ("Mayor",)
    assert thread.outlets == ("A", "B")
    assert [link.relation for link in thread.reports[1].links] == ["repeats"]


def test_copies_of_one_article_count_once():
    said = [{"text": STORM, "article": WIRE, "outlet": outlet, "day": day} for day, outlet in enumerate("AB")]
    (thread,) = threads(with_links(*said, {"text": STORM, "article": f"The mayor spoke this morning to our own reporter on the bridge. She said {STORM}", "outlet": "C", "day": 3}))
    assert len(thread.reports) == 3
    assert thread.independent == 2
    assert [report.copy_of for report in thread.reports] == [None, thread.first.article_id, None]


def test_a_number_that_changed_on_the_way_is_drift():
    (thread,) = threads(with_links({"text": STORM, "day": 0}, {"text": STORM.replace("12", "15"), "day": 4}))
    assert [link.reason for link in thread.reports[1].drift] == ["another_number: 12, then 15"]


def test_a_contradiction_stands_beside_a_thread():
    (thread,) = threads(with_links({"text": STORM, "day": 0}, {"text": STORM + "!", "day": 0.1}, {"text": STORM.replace("12", "15"), "day": 0.2}))
    assert len(thread.reports) == 2
    assert thread.against


def test_a_thread_has_its_verdicts():
    claim = corpus_of({"text": STORM, "day": 0}).rows("claims")[0].claim_id
    verdict = Verdict("ver_" + "0" * 16, claim, "is_it_so", "supported", "mila", datetime(2025, 8, 1, tzinfo=UTC), "The record says so.")
    (thread,) = threads(with_links({"text": STORM, "day": 0}, {"text": STORM + "!", "day": 1}, verdicts=[verdict]))
    assert thread.verdicts == (verdict,)


def test_a_corpus_without_links_has_no_threads():
    assert threads(corpus_of({"text": STORM})) == []
