"""`nouns.yaml` is read whole, for every language that has a pack, and says one thing of a word."""

from collections import defaultdict

import pytest

from claims.languages.pack import languages
from claims.sources.grammar import grammar, knowledge
from claims.sources.nouns import KINDS, nouns
from claims.sources.registry import Registry
from claims.sources.words import words
from claims.text.normalise import fold

LISTS = ("openers", "cuts", "fillers", "pronouns", "persons", "fragments", "formerly", "others", "issuing", "places", "joiners", "kept", "particles")  # fmt: skip
REGISTRY = Registry.from_file(None)


def test_every_language_with_a_pack_has_nouns_and_a_grammar():
    assert set(languages()) == set(knowledge()["grammar"])
    assert [one for one in languages() if not nouns(one).phrases] == []


@pytest.mark.parametrize("language", languages())
def test_a_language_knows_each_group_of_nouns(language):
    known = {group for group, _ in nouns(language).phrases.values()}
    assert {
        "titles",
        "dependents",
        "documents",
        "bodies",
        "media",
        "groups",
        "unnamed",
        "data",
    } <= known


def test_only_known_languages_are_written():
    texts = [by for group in KINDS for by in knowledge()[group].values()] + [
        knowledge()[one] for one in LISTS
    ]
    assert {language for by in texts for language in by} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_no_noun_is_written_in_two_groups(language):
    groups = defaultdict(set)
    for group in KINDS:
        for by_language in knowledge()[group].values():
            for text in by_language.get(language, ()):
                groups[fold(text)].add(group)
    assert {text: found for text, found in groups.items() if len(found) > 1} == {}


def test_nations_and_bodies_that_are_voiced_are_known():
    assert set(knowledge()["nations"]) <= set(REGISTRY.by_id)
    assert set(knowledge()["voiced"]) <= set(knowledge()["documents"])
    assert {body for body in knowledge()["voiced"].values() if body} <= set(knowledge()["bodies"])
    assert set(knowledge()["members"]) <= set(knowledge()["bodies"])


@pytest.mark.parametrize("language", languages())
def test_how_a_language_is_read_is_one_of_what_is_known(language):
    known = grammar(language)
    assert known.head in ("first", "last") and known.capitals in ("names", "nouns", "none")


def test_a_clitic_is_one_only_as_it_is_written():
    article, name = words("الألماني ألمانيا", "ar")
    assert article.key == fold("ألماني") and name.key == fold("ألمانيا")


def test_words_that_are_not_written_apart_are_read_letter_by_letter():
    assert [word.written for word in words("外交部 AFP", "zh")] == ["外", "交", "部", "AFP"]


def test_a_word_that_lost_its_vowel_is_not_part_of_the_next():
    (word,) = words("l'AFP", "fr")
    assert (word.written, word.start) == ("AFP", 2)
