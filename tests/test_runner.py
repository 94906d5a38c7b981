"""Articles to rows: sources named, what cannot be read refused at its place, nothing lost between."""

from __future__ import annotations

import pytest

from claims.errors import DataError, UsageError
from claims.extract.engine import get_engine
from claims.model import Article, Attribution, Extraction, Refusal, Span
from claims.runner import check_language, extract, run
from claims.sources.registry import Registry

RULES = get_engine("rules")
REGISTRY = Registry.from_file(None)


class Stubborn:
    """An engine that finds the first word of each article said by the second, and refuses some articles."""

    name, version = "stubborn", "1"

    def extract(self, article: Article) -> Extraction:
        text = article.text or ""
        if "unreadable" in text:
            raise DataError(
                "cannot read this", where="line 9" if "placed" in text else None, mend="try"
            )
        one = Attribution(
            f"att_{article.article_id}", article.article_id, (Span(0, 1),), (), (Span(2, 3),)
        )
        return Extraction((one,), (), (Refusal(article.article_id, "said", "a reason"),))


def article(key: str, text: str, language: str = "en") -> Article:
    return Article(key, None, text, "", language)


def test_each_article_comes_with_the_sources_that_it_names():
    text = "Песков заявил, что переговоры продолжаются. Пастух Иван сказал, что дождь идёт."
    (one,) = run([article("a", text, "ru")], engine=RULES, registry=REGISTRY, refused=[])
    named = {a.source_id for a in one.extraction.attributions}
    assert named == {source.source_id for source in one.sources}
    statuses = {source.source_id in REGISTRY.by_id: source.status for source in one.sources}
    assert statuses == {True: "confirmed", False: "draft"}


def test_articles_come_in_their_order_and_a_refused_one_is_told():
    refused: list[Refusal] = []
    given = [article("b", "x y"), article("c", "unreadable"), article("a", "x y")]
    found = list(run(given, engine=Stubborn(), registry=REGISTRY, refused=refused))
    assert [one.article.article_id for one in found] == ["b", "a"]
    assert refused == [Refusal("c", "the article", "cannot read this", mend="try")]


def test_a_refusal_names_the_place_of_its_article():
    refused: list[Refusal] = []
    given = [article("a", "unreadable"), article("b", "unreadable, placed")]
    places = {"a": "in.jsonl:1", "b": "in.jsonl:2"}
    assert not list(
        run(given, engine=Stubborn(), registry=REGISTRY, refused=refused, places=places)
    )
    assert [one.where for one in refused] == ["in.jsonl:1", "line 9"]


def test_what_an_engine_refused_inside_an_article_stays_with_the_article():
    refused: list[Refusal] = []
    (one,) = run([article("a", "x y")], engine=Stubborn(), registry=REGISTRY, refused=refused)
    assert one.extraction.refused == (Refusal("a", "said", "a reason"),)
    assert refused == []


def test_an_article_is_read_only_when_its_turn_comes():
    def given():
        yield article("a", "x y")
        raise AssertionError("the second was read before the first was done")

    assert (
        next(run(given(), engine=Stubborn(), registry=REGISTRY, refused=[])).article.article_id
        == "a"
    )


def test_an_engine_is_given_by_its_name_or_as_it_is():
    one = article("a", "The minister said that it rained.")
    assert extract(one) == extract(one, "rules") == extract(one, RULES)
    assert len(extract(one).attributions) == 1
    assert extract(article("a", "x y"), Stubborn()).attributions[0].source == (Span(2, 3),)
    with pytest.raises(UsageError, match="no engine 'rule'; there are: rules"):
        extract(one, "rule")


def test_a_language_is_checked_before_there_is_an_article():
    check_language(RULES, "en-GB")
    with pytest.raises(UsageError, match="no language pack 'qx'; there are: ar"):
        check_language(RULES, "qx")
