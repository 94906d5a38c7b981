"""Threads: who had a claim first, who repeated it through whom, where it drifted, and which articles are copies."""

from datetime import UTC, datetime

from claims.corpus import Corpus
from claims.model import Link, Verdict
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


def chained(*confirmed):
    """Three articles; a doubtful link ties the bridge of one to the storm of another, which tells of both."""
    both = f"said {STORM}. The old bridge is shut"
    corpus = corpus_of(
        {"text": STORM, "outlet": "A", "day": 0}, {"text": STORM, "article": both, "outlet": "B", "day": 1},
        {"text": "The old bridge is shut", "article": both, "outlet": "B", "day": 1}, {"text": "الجسر القديم مغلق", "language": "ar", "outlet": "C", "day": 2},
    )  # fmt: skip
    storm, told, bridge, arabic = (claim.claim_id for text in (0, 1, 2, 3) for claim in [_nth(corpus, text)])
    ties = [(told, storm, "repeats", 0.9), (arabic, bridge, "translates", 0.9), (arabic, told, "translates", 0.6)]
    links = [
        Link(f"lnk_{number:016}", one, other, relation, score, "use", "near", "mila" if number in confirmed else None)
        for number, (one, other, relation, score) in enumerate(ties)
    ]
    tables = {name: corpus.rows(name) for name in ("articles", "sources", "attributions", "claims")}
    return threads(Corpus.from_rows(**tables, links=links))


def _nth(corpus, number):
    """The claims in the order of their days, the storm of an article first."""
    day = {article.article_id: article.published_at for article in corpus.rows("articles")}
    return sorted(corpus.rows("claims"), key=lambda claim: (day[claim.article_id], claim.evidence))[number]


def test_two_claims_of_one_article_are_not_drawn_into_one_thread():
    assert sorted(thread.outlets for thread in chained()) == [("A", "B"), ("B", "C")]


def test_a_link_that_somebody_confirmed_joins_whatever_it_ties():
    assert [len(thread.reports) for thread in chained(0, 1, 2)] == [4]
