"""Agreement of annotators: what is measured, against counts by hand, and what must always hold."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from claims.annotate.agreement import Options, agreement, as_json
from claims.annotate.agreement_page import confusion_frame, confusion_page, page
from claims.annotate.states import gold, states
from claims.corpus import Corpus
from claims.errors import UsageError
from drawn import corpora

QUICK = Options(rounds=50)


def scores(found):
    return {(score.what, score.measure): score for score in found.scores}


@pytest.fixture
def two(extracted, logs):
    edits = [edit for log in logs.values() for edit in log]
    return states(extracted, edits, ["ada", "mila"])


@pytest.fixture
def found(extracted, two):
    return agreement(extracted.rows("articles"), two, QUICK)[0]


def test_labels_that_differ_are_counted_and_those_that_do_not_agree_wholly(found):
    known = scores(found)
    assert found.articles == 2 and found.annotators == ("ada", "mila")
    assert known["cue_class", "agree"][2:4] == (3, pytest.approx(2 / 3))
    assert known["polarity", "agree"].value == pytest.approx(2 / 3)
    assert known["quote_type", "kappa"].value == known["quote_type", "alpha"].value == 1
    assert known["attribution_id", "alpha"].value == 1


def test_a_coefficient_that_chance_alone_would_bring_to_one_is_not_defined(found):
    assert scores(found)["form", "agree"].value == 1
    assert scores(found)["form", "kappa"].value is None and scores(found)["form", "alpha"].value is None


def test_spans_that_were_not_changed_agree_wholly(found):
    for role in ("content", "cue", "source"):
        for measure in ("exact", "partial", "alpha_u", "edges"):
            assert scores(found)[role, measure].value == pytest.approx(1)


def test_a_shortened_content_is_not_exact_and_agrees_in_part(extracted, two):
    ada, mila = two
    (article,) = [a for a in extracted.rows("articles") if a.language == "ar"]
    rows = mila.rows[article.article_id]
    cut = tuple(replace(a, content=(a.content[0]._replace(end=a.content[0].end - 9),)) if a.parent_id else a for a in rows.attributions)
    changed = replace(mila, rows={**mila.rows, article.article_id: replace(rows, attributions=cut)})
    known = scores(agreement(extracted.rows("articles"), [ada, changed], QUICK)[0])
    assert known["content", "exact"].value == pytest.approx(2 / 3)
    inner = next(a for a in rows.attributions if a.parent_id)
    length = len(inner.content[0].of(article.text).replace(" ", ""))
    left = len(article.text[slice(*inner.content[0])][:-9].replace(" ", ""))
    assert known["content", "partial"].value == pytest.approx((2 + 2 * left / (left + length)) / 3)
    assert 0 < known["content", "alpha_u"].value < 1
    assert known["content", "edges"].value == pytest.approx(1)  # the outer content covers the same code points
    assert known["cue", "exact"].value == 1


def test_each_language_is_measured_by_itself_where_that_is_asked_for(extracted, two):
    found = agreement(extracted.rows("articles"), two, Options(rounds=0, by_language=True))
    assert [(one.language, one.articles) for one in found] == [(None, 2), ("ar", 1), ("ru", 1)]
    assert scores(found[1])["polarity", "agree"].value == 0 and scores(found[2])["polarity", "agree"].value == 1


def test_intervals_hold_the_value_and_one_article_has_none(extracted, two):
    whole, arabic, _ = agreement(extracted.rows("articles"), two, Options(rounds=50, by_language=True))
    score = scores(whole)["polarity", "agree"]
    assert score.low <= score.value <= score.high and score.low < score.high
    assert scores(arabic)["polarity", "agree"].low is None


def test_the_seed_decides_the_draws(extracted, two):
    articles = extracted.rows("articles")
    assert agreement(articles, two, QUICK) == agreement(articles, two, QUICK)
    several = {scores(agreement(articles, two, Options(rounds=7, seed=seed))[0])["polarity", "agree"].low for seed in range(6)}
    assert len(several) > 1


def test_three_annotators_have_alpha_and_nothing_that_is_for_two(extracted, two):
    third = replace(two[0], annotator="zoe")
    (found,) = agreement(extracted.rows("articles"), [*two, third], QUICK)
    measures = {score.measure for score in found.scores}
    assert measures == {"alpha", "alpha_u", "edges"} and found.confusions == {}
    assert scores(found)["cue_class", "alpha"].value is not None
    assert "zoe" in next(page(found))


def test_an_annotator_is_compared_with_gold_as_with_anybody(extracted, two):
    (found,) = agreement(extracted.rows("articles"), [gold(extracted), two[1]], QUICK)
    assert found.annotators == ("gold", "mila") and scores(found)["polarity", "agree"].value == pytest.approx(2 / 3)


def test_one_alone_is_not_compared(extracted, two):
    with pytest.raises(UsageError, match="agrees with nobody"):
        agreement(extracted.rows("articles"), two[:1])


def test_a_confusion_is_shown_as_a_table_and_as_a_frame(found):
    lines = list(confusion_page(found, "cue_class"))
    assert lines[0] == "cue_class: ada below, mila across"
    assert lines[1].split() == ["neutral"]
    assert [line.split() for line in lines[2:]] == [["emphatic", "1"], ["neutral", "2"]]
    assert confusion_frame(found, "cue_class").rows() == [("emphatic", "neutral", 1), ("neutral", "neutral", 2)]
    with pytest.raises(UsageError, match="no field that two annotators gave labels in 'mood'"):
        confusion_frame(found, "mood")


def test_the_page_has_a_line_for_each_role_and_field(found):
    lines = list(page(found))
    assert lines[0] == "ada and mila: 2 articles that all have finished"
    assert [line.split()[0] for line in lines[1:5]] == ["spans", "content", "cue", "source"]
    assert next(line for line in lines if line.startswith("form ")).split() == ["form", "3", "1.000", "[1.000,", "1.000]", "-", "-"]
    assert not any(line.startswith("labels") for line in page(found, by_field=False))


def test_json_has_the_same_figures(found):
    said = json.loads(json.dumps(as_json(found)))
    assert said["scores"]["polarity"]["agree"]["value"] == 0.6667 and said["scores"]["form"]["kappa"] == {"units": 3, "value": None}
    assert said["confusions"]["polarity"] == [["positive", "negative", 1], ["positive", "positive", 2]]


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_whoever_left_the_same_agrees_wholly_wherever_a_coefficient_is_defined(corpus):
    same = [gold(corpus, "ada"), gold(corpus, "mila")]
    (found,) = agreement(corpus.rows("articles"), same, Options(rounds=5))
    for score in found.scores:
        assert score.value is None or score.value == pytest.approx(1), score


@settings(max_examples=40, deadline=None)
@given(corpora())
def test_who_stands_first_does_not_matter_and_who_found_nothing_shares_nothing(corpus):
    empty = Corpus.from_rows(articles=corpus.rows("articles"))
    pair = [gold(corpus, "ada"), gold(empty, "mila")]
    one, other = (agreement(corpus.rows("articles"), order, Options(rounds=5))[0] for order in (pair, pair[::-1]))
    assert {key: score.value for key, score in scores(one).items()} == pytest.approx({key: score.value for key, score in scores(other).items()})
    assert all(score.value in (None, 0) for score in one.scores if score.measure in ("exact", "partial"))
