"""The evaluation as a whole: documents are joined, groups and intervals counted, an engine asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import DataError, UsageError
from claims.evaluate.documents import Document, Report, extracted
from claims.evaluate.evaluation import GROUPS, Options, evaluate
from claims.evaluate.files import read_documents
from claims.evaluate.scope import cue_of
from claims.extract.engine import get_engine
from claims.model import Article, Extraction, Span

GOLD = Path(__file__).parents[1] / "languages/gold"
CORPUS = Path(__file__).parents[2] / "data/corpus"
EN = "[The mayor|source] [said|cue] that [the bridge is safe|content]."
RU = "[Мэр|source] [заявил|cue], что [мост открыт|content]."


def named(document: Document, doc_id: str) -> Document:
    return replace(document, doc_id=doc_id)


@pytest.fixture
def two(marked) -> list[Document]:
    """An English and a Russian document with a report each."""
    return [named(marked(EN), "en"), named(marked(RU, "ru"), "ru")]


def test_documents_are_joined_by_their_id_whatever_their_order(two):
    assert evaluate(two, two[::-1]).scores["relation", "exact"].f1 == 1


def test_a_document_without_a_prediction_is_missed_and_one_without_gold_is_ignored(two):
    found = evaluate(two, [two[0], named(two[1], "another")])
    count = found.scores["relation", "content"]
    assert (count.recall, count.precision, found.ignored) == (0.5, 1.0, 1)
    assert [one.kind for one in found.mistakes] == ["missed"]


def test_a_prediction_over_another_text_is_told_with_the_place_where_they_part(two):
    other = replace(two[0], text=two[0].text.replace("bridge", "brigde"), where="pred.jsonl:4")
    with pytest.raises(DataError) as error:
        evaluate(two, [other])
    assert error.value.where == "pred.jsonl:4"
    assert "from code point 27 on" in error.value.what
    assert error.value.mend


def test_a_prediction_over_a_cut_text_is_told_too(two):
    with pytest.raises(DataError, match=f"from code point {len(two[0].text) - 1} on"):
        evaluate(two, [replace(two[0], text=two[0].text[:-1], reports=())])


def test_groups_share_out_recall_by_gold_and_precision_by_prediction(two):
    labelled = [
        replace(one, reports=(replace(one.reports[0], form=form, type="indirect", cue_class="neutral"),))
        for one, form in zip(two, ("verb", "noun"), strict=True)
    ]
    guessed = [replace(one, reports=(replace(one.reports[0], form="verb"),)) for one in labelled]
    found = evaluate(labelled, guessed, Options(by=GROUPS)).scores
    assert [value for group, value in found if group == "language"] == ["en", "ru"]
    assert (found["form", "noun"].recall, found["form", "noun"].predicted) == (1.0, 0)
    assert (found["form", "verb"].recall, found["form", "verb"].precision) == (1.0, 1.0)
    assert (found["form", "verb"].gold, found["form", "verb"].predicted) == (1, 2)
    assert found["type", "indirect"].f1 == found["cue_class", "neutral"].f1 == 1


def test_recall_is_told_by_gold_type_without_being_asked(two):
    direct = replace(two[0], reports=(replace(two[0].reports[0], type="direct"),))
    found = evaluate([direct, two[1]], [direct]).scores
    assert {what: c.recall for (name, what), c in found.items() if name == "recall by type"} == {
        "direct": 1.0,
        "unsaid": 0.0,
    }


def test_an_unknown_group_is_misuse_and_told_before_anything_is_done(two):
    with pytest.raises(UsageError, match="no group 'outlet'; there are: cue_class, form, language, type"):
        evaluate(two, iter(lambda: pytest.fail("it was predicted"), None), Options(by=("outlet",)))


def test_intervals_are_the_same_twice_and_hold_the_score(drawn_files):
    gold, predicted = (read_documents(drawn_files[name]) for name in ("gold", "predicted"))
    options = Options(by=("language",), bootstrap=30)
    found, again = evaluate(gold, predicted, options), evaluate(gold, predicted, options)
    assert found.intervals == again.intervals
    assert found.intervals.keys() == found.scores.keys()
    assert evaluate(gold, predicted).intervals == {}
    key = ("relation", "content")
    low, high = found.intervals[key]
    assert 0 < low < found.scores[key].f1 < high < 1


@pytest.mark.parametrize(
    ("cue", "told"),
    [("said", "listed"), ("Said,", "listed"), ("it’s", "listed"), ("saying", "unlisted"), ("", "no cue")],
)
def test_a_cue_is_listed_if_one_of_its_words_is(cue, told):
    text = f"Ann {cue} so"
    report = Report((Span(0, 3),), (Span(4, 4 + len(cue)),) if cue else (), ())
    assert cue_of(report, text, frozenset({"said", "it's"})) == told


def test_an_unpaired_prediction_is_in_scope_by_its_own_cue_and_a_paired_one_by_golds(two):
    gold, other = two[0], replace(two[0].reports[0], cue=two[0].reports[0].source)
    options = Options(words=frozenset({"said"}))
    paired = evaluate([gold], [replace(gold, reports=(other,))], options).scores["scope", "content"]
    assert (paired.predicted, paired.gold, paired.f1) == (1, 1, 1)
    alone = evaluate([replace(gold, reports=())], [replace(gold, reports=(other,))], options).scores
    assert alone["scope", "content"].predicted == 0
    assert alone["relation", "content"].predicted == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_engine_is_asked_for_each_text_and_its_rule_is_kept(language):
    gold = read_documents(GOLD / f"{language}.txt")
    found = list(extracted(gold, get_engine("rules")))
    assert [one.text for one in found] == [one.text for one in gold]
    assert all(report.rule for one in found for report in one.reports)
    assert evaluate(gold, found).scores["relation", "content+source"].f1 == 1


class Recording:
    """An engine that finds nothing and keeps what it is given."""

    name, version = "recording", "0"

    def __init__(self) -> None:
        self.given: list[Article] = []

    def extract(self, article: Article) -> Extraction:
        self.given.append(article)
        return Extraction((), (), ())


def test_an_engine_is_given_the_title_and_the_day_that_gold_has():
    gold = read_documents(CORPUS / "en/01-call-northgate-wire.md")
    engine = Recording()
    assert [one.reports for one in extracted(gold, engine)] == [()]
    assert engine.given == [gold[0].article]
    assert engine.given[0].title and engine.given[0].published_at


def test_offsets_count_the_newlines_of_the_text_as_it_was_given(marked):
    document = marked(EN)
    crlf = replace(document, text="Note\r\n\r\n" + document.text, reports=(), language="eng")
    (found,) = extracted([crlf], get_engine("rules"))
    (report,) = found.reports
    assert found.text[slice(*report.content[0])] == "the bridge is safe"
    assert found.language == "eng"


def test_a_document_that_an_engine_cannot_read_is_told_with_its_place(two):
    with pytest.raises(UsageError, match="no language pack 'qx'") as error:
        list(extracted([replace(two[0], language="qx", where="gold.jsonl:7")], get_engine("rules")))
    assert error.value.where == "gold.jsonl:7"
