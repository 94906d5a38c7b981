"""Links: what each layer finds, how it is typed and why, and that what people decided stays."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.annotate import Change, Log, replay
from claims.track import link, relinked
from said import Meanings, claim_ids, corpus_of, relations

BRIDGE = "the old bridge over the river was closed to lorries by the city council"
NOON = datetime(2025, 7, 9, 12, tzinfo=UTC)


def linked(*said, embedder=None):
    corpus = corpus_of(*said)
    return relations(corpus, link(corpus, embedder))


def test_the_same_words_are_repeated_by_the_later_outlet():
    corpus = corpus_of({"text": BRIDGE}, {"text": BRIDGE + "!"})
    (found,) = link(corpus)
    ids = claim_ids(corpus)
    assert (found.from_id, found.relation, found.to_id) == (ids[BRIDGE + "!"], "repeats", ids[BRIDGE])
    assert found.method == "hash 1"


def test_nearly_the_same_words_are_found_by_their_runs_of_letters():
    corpus = corpus_of({"text": BRIDGE}, {"text": BRIDGE.replace("river", "stream")})
    (found,) = link(corpus)
    assert (found.relation, found.method) == ("repeats", "minhash 1")
    assert found.reason.startswith("the_same: words 0.9")


def test_vowel_signs_and_hamza_make_no_other_claim():
    one, other = "أعلنت الوزارة إغلاق الجسر القديم أمام الشاحنات", "اعلنتِ الوزارةُ اغلاق الجسر القديم امام الشاحنات"
    assert linked({"text": one, "language": "ar"}, {"text": other, "language": "ar"}) == [(other, "repeats", one)]


def test_claims_of_one_article_are_not_linked():
    whole = f"said {BRIDGE}. {BRIDGE}!"
    said = [{"text": text, "article": whole, "outlet": "A", "day": 0} for text in (BRIDGE, BRIDGE + "!")]
    said[0]["text"] = BRIDGE + "."
    assert linked(*said) == []


@pytest.mark.parametrize(
    ("day", "relation"), [(0.5, "contradicts"), (3, "updates")], ids=["at one time", "days later"]
)
def test_another_number_contradicts_or_is_news(day, relation):
    one, other = "the storm in the valley left 12 people injured", "the storm in the valley left 15 people injured"
    corpus = corpus_of({"text": one, "day": 0}, {"text": other, "day": day})
    (found,) = link(corpus)
    assert found.relation == relation
    assert found.reason == "another_number: 12, then 15"


def test_arabic_digits_and_words_are_one_number():
    one, other = "أصيب في العاصفة التي ضربت الوادي ١٢ شخصا بجروح", "أصيب في العاصفة التي ضربت الوادي 12 شخصا بجروح"
    assert linked({"text": one, "language": "ar"}, {"text": other, "language": "ar"}) == [(other, "repeats", one)]


def test_a_denial_contradicts():
    one, other = "the council did close the old bridge over the river", "the council did not close the old bridge over the river"
    found = linked({"text": one, "day": 0}, {"text": other, "day": 0.1, "polarity": "negative"})
    assert [relation for _, relation, _ in found] == ["contradicts"]


def test_what_is_denied_by_its_cue_contradicts_too():
    said = [{"text": BRIDGE, "day": 0, "source": "src_mayor"}, {"text": BRIDGE, "day": 0.1, "source": "src_clerk", "cue": "denied", "commitment": "denies"}]
    assert [relation for _, relation, _ in linked(*said)] == ["contradicts"]


def test_the_outlet_that_takes_a_number_back_corrects_it():
    one, other = "the storm in the valley left 12 people injured", "correction: the storm in the valley left 15 people injured"
    found = linked({"text": one, "day": 0, "outlet": "A"}, {"text": other, "day": 0.2, "outlet": "A"})
    assert found == [(other, "corrects", one)]


def test_what_one_says_of_oneself_is_not_what_another_says():
    text = "we are ready to open the bridge tomorrow morning"
    one, other = {"text": text, "source": "src_mayor"}, {"text": text, "source": "src_minister"}
    assert linked(one, other) == []
    assert len(linked(one, {**one, "outlet": "B", "day": 2})) == 1


def test_another_day_in_the_past_is_another_event():
    one, other = "the council met on 3 June to talk about the old bridge", "the council met on 9 June to talk about the old bridge"
    assert linked({"text": one}, {"text": other}) == []


def test_a_day_to_come_that_is_moved_is_news():
    one, other = "the council will meet on 3 August to talk about the old bridge", "the council will meet on 9 August to talk about the old bridge"
    assert linked({"text": one}, {"text": other}) == [(other, "updates", one)]


def test_languages_meet_in_their_meaning():
    said = [
        {"text": "أغلق المجلس الجسر القديم أمام ١٢ شاحنة", "language": "ar", "source": "src_mayor"},
        {"text": "the council closed the old bridge to 12 lorries", "source": "src_mayor"},
        {"text": "совет закрыл старый мост для 15 грузовиков", "language": "ru", "source": "src_mayor", "day": 0.3},
    ]
    meanings = Meanings(("الجسر", "bridge", "мост"))
    found = linked(*said, embedder=meanings)
    assert (said[1]["text"], "translates", said[0]["text"]) in found
    assert not {relation for one, relation, other in found if "грузовиков" in one + other} & {"same", "repeats", "translates"}
    assert linked(*said) == []


def test_the_same_corpus_gives_the_same_links_in_any_order():
    said = [{"text": f"{BRIDGE} {word}", "outlet": word, "day": 1} for word in ("today", "again", "now")]
    assert link(corpus_of(*said)) == link(corpus_of(*reversed(said)))


def test_what_somebody_rejected_is_not_proposed_again_and_what_was_confirmed_stays(tmp_path):
    corpus = corpus_of({"text": BRIDGE}, {"text": BRIDGE + "!"}, {"text": BRIDGE + " today"})
    first, second, *others = link(corpus)
    stored = replace_links(corpus, [first, second, *others])
    with Log(tmp_path / "mila.jsonl", guideline_version="1") as log:
        log.append(Change.reject(first), at=NOON)
        log.append(Change.approve(second), at=NOON)
        replayed, refused = replay(stored, log.edits)
        assert refused == []
        again = link(replayed)
        assert first.link_id not in {one.link_id for one in again}
        assert replace(second, confirmed_by="mila") in again
        rows = relinked([first, second, *others], again, log.edits)
        assert rows == sorted([first, second, *others], key=lambda one: one.link_id)
        assert replay(replace_links(corpus, rows), log.edits)[1] == []


def replace_links(corpus, links):
    from claims.corpus import Corpus

    tables = {name: corpus.rows(name) for name in ("articles", "sources", "attributions", "claims")}
    return Corpus.from_rows(**tables, links=links)


def test_claims_that_are_the_same_by_way_of_others_do_not_contradict_each_other():
    corpus = corpus_of(
        {"text": "the storm in the valley left 12 people injured", "day": 0},
        {"text": "the storm in the valley left people injured", "day": 0.1},
        {"text": "the storm in the valley left 15 people injured", "day": 0.2},
    )
    found = link(corpus)
    assert {one.relation for one in found} & {"same", "repeats"}
    assert "contradicts" not in {one.relation for one in found}
