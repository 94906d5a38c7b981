"""What the engine tells while it judges: each cue with its outcome, and nothing else for having been heard."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from claims.extract.rules import RulesEngine
from claims.extract.rules.trace import Step
from claims.model import Article
from claims.text.marks import parse

GOLD = sorted((Path(__file__).parents[2] / "languages/gold").glob("*.txt"))
OUTCOMES = {"rule", "part of", "refused", "passed by"}


def article(text: str, language: str = "en") -> Article:
    return Article("art_0123456789abcdef", None, text, "", language)


def steps(text: str, language: str = "en") -> list[Step]:
    """What a listener hears of a text."""
    heard: list[Step] = []
    RulesEngine().extract(article(text, language), heard.append)
    return heard


def told(text: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """(words it is about, stage, outcome, words that it names) of each step but the sentences."""
    return [
        (text[slice(*one.about)], one.stage, one.outcome, " … ".join(text[a:b] for a, b in one.said))
        for one in steps(text, language)
        if one.stage != "sentence"
    ]


def of(word: str, text: str, language: str = "en") -> dict[str, tuple[str, str]]:
    """Stage -> (outcome, words that it names) of one cue."""
    return {stage: (outcome, said) for about, stage, outcome, said in told(text, language) if about == word}


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_every_cue_has_an_outcome_and_being_heard_changes_nothing(file):
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    text = "\n\n".join(parse(line.replace("\\n", "\n\n")).text for line in lines)
    heard: list[Step] = []
    found = RulesEngine().extract(article(text, file.stem), heard.append)
    assert found == RulesEngine().extract(article(text, file.stem))
    stages: dict[tuple[int, int], set[str]] = {}
    for one in heard:
        stages.setdefault(one.about, set()).add(one.stage)
    cues = [s for s in stages.values() if "cue" in s]
    assert len(cues) > 5
    assert all(s & OUTCOMES for s in cues)


def test_sentences_are_told_in_their_order_with_their_role():
    heard = steps("Bridge closed\n\nThe mayor said that it is safe. Nobody asked.")
    assert [one.outcome for one in heard if one.stage == "sentence"] == ["title", "lead", "lead"]
    starts = [key for key, _ in groupby(one.about for one in heard if one.stage == "sentence")]
    assert starts == sorted(starts)


def test_a_cue_is_told_with_its_grammar_and_what_it_takes():
    outcome, _ = of("said", "The mayor said that the bridge is safe.")["cue"]
    kind, takes = outcome.split("; takes ")
    assert kind == "verb fin, neutral"
    assert {"clause", "quote", "bare"} <= set(takes.split(", "))


def test_a_veto_is_told_by_its_name_before_the_reason():
    said = of("say", "The mayor did not say that the bridge is safe.")
    assert said["veto"][0] == "negated"
    assert said["refused"][0] == "negated reporting"


def test_the_frames_are_told_up_to_the_one_that_answered():
    said = of("said", "The mayor said that the bridge is safe.")
    assert said["tried"][0].endswith("complementizer")
    assert said["rule"][0] == "complementizer"
    assert said["source"] == ("name", "The mayor")
    assert said["content"][1].startswith("the bridge is safe")


def test_the_frames_of_a_verb_second_language_are_told_too():
    said = of("sagte", "Der Minister sagte, dass die Gespräche weitergehen.", "de")
    assert said["tried"][0].split(", ")[-1] == "right content"


def test_what_ends_a_content_is_told_with_its_place():
    text = "قال الوزير إن المحادثات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها."
    why, where = of("قال", text, "ar")["cut"]
    assert (why, where) == ("a cue beside it", "")
    assert of("قال", text, "ar")["content"][1].rstrip(" ،") == "المحادثات مستمرة في العاصمة منذ أسبوع"


def test_a_speaker_of_another_gender_is_passed_over_and_the_next_one_taken():
    text = "Министр Анна Белова заявила, что мост открыт. Губернатор сообщил, что он закрыт. «Это так», — сказала она."
    heard = told(text, "ru")
    assert ("сказала", "passed over", "m, and f is asked for", "Губернатор") in heard
    assert ("сказала", "points back", "", "Министр Анна Белова") in heard


def test_a_cue_inside_a_content_names_the_one_around_it():
    text = "The ministry reported that the mayor said that the bridge is safe."
    assert of("said", text)["inside"] == ("complementizer", "reported")


def test_a_quotation_that_goes_on_over_sentences_is_told_of_its_cue():
    text = "«Мы открыли этот мост», — сказал губернатор Белов. «И мы его больше не закроем никогда»."
    assert of("сказал", text, "ru")["goes on"][1].startswith("И мы его")


def test_a_cue_that_serves_another_is_no_second_report():
    text = "وقال الوزير قائلاً إن المحادثات مستمرة في العاصمة."
    heard = told(text, "ar")
    assert [about for about, stage, _, _ in heard if stage == "rule"] == ["قال"]
    assert ("قائلا", "passed by") in {(about[:5], stage) for about, stage, _, _ in heard}
