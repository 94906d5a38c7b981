"""What the author says himself: beside reports, in headings, behind frames of his own; and what is left out."""

from __future__ import annotations

from hashlib import sha256

import pytest

from claims.extract.engine import get_engine
from claims.model import Article, Claim, inside, say
from claims.text.segment import segments


def claims(language: str, text: str, title: str | None = None) -> list[Claim]:
    """The claims of a text, in order."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    article = Article("art_0123456789abcdef", title, text, digest, language, segments=segments(text, title))
    return list(get_engine("rules").extract(article).claims)


def told(language: str, text: str, title: str | None = None) -> list[str]:
    """What the author says."""
    return [claim.text for claim in claims(language, text, title) if claim.attribution_id is None]


NOTHING = [
    # what hangs on a report
    ("en", "The road is safe, the mayor told reporters in the town hall."),
    ("en", '"The road is safe," said the mayor, who has been in office for a year.'),
    ("en", "In a message to the council he wrote that the road is safe."),
    ("en", "The road, officials said in a video on the site, is safe."),
    ("ru", "«Дорога безопасна», — сказал мэр, отвечая на вопрос."),
    ("ru", "Мэр, который вернулся из столицы, заявил, что дорога безопасна."),
    ("ar", "«الطريق آمن»، تقول السيدة، وهي من سكان الحي."),
    # what was not said
    ("en", "The mayor did not say when the road would open."),
    ("en", "A spokesman for the town declined to comment."),
    ("ru", "Когда откроют дорогу, мэр не сказал."),
    ("ar", "ولم تقل البلدية متى يفتح الطريق."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_a_remnant_of_a_report_and_a_silence_are_no_claims(language: str, text: str) -> None:
    assert told(language, text) == []


SOMETHING = [
    ("en", "The bridge was closed on Friday, and the mayor said that the road is safe.", ["The bridge was closed on Friday"]),
    ("en", "No deaths were reported on the island.", ["No deaths were reported on the island"]),
    ("en", "The town was quiet; the road is safe, said the mayor.", ["The town was quiet"]),
    ("ar", "قال الوزير إن الطريق آمن. وبقيت السفن في الميناء.", ["بقيت السفن في الميناء"]),
    ("ru", "Дорогу закрыли в пятницу. «Она безопасна», — сказал мэр.", ["Дорогу закрыли в пятницу"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said"), SOMETHING)
def test_a_clause_outside_of_reports_is_the_authors(language: str, text: str, said: list[str]) -> None:
    assert told(language, text) == said


FRAMES = [
    ("ar", "يُذكر أن الحرب دخلت عامها الرابع.", "الحرب دخلت عامها الرابع"),
    ("ar", "ويُشار إلى أن البركان ثار بعد ساعات.", "البركان ثار بعد ساعات"),
    ("ar", "واللافت أن البلدية لم تنشر الخطة.", "البلدية لم تنشر الخطة"),
    ("ru", "Известно, что посёлок отстроили заново.", "посёлок отстроили заново"),
    ("en", "It is worth noting that the road was closed twice.", "the road was closed twice"),
    ("en", "11.20 The road was closed on Friday.", "The road was closed on Friday"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said"), FRAMES)
def test_the_authors_frame_is_no_part_of_his_claim(language: str, text: str, said: str) -> None:
    assert told(language, text) == [said]


DATELINES = [
    ("en", "PORT VARE, July 3 - The road was closed on Friday.", "The road was closed on Friday"),
    ("ar", "موسكو 3 يوليو (المرفأ) - ضرب زلزال ساحل البلاد.", "ضرب زلزال ساحل البلاد"),
    ("ar", "جنيف – أقرت الجمعية الاتفاق.", "أقرت الجمعية الاتفاق"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said"), DATELINES)
def test_a_dateline_is_no_part_of_a_claim(language: str, text: str, said: str) -> None:
    assert told(language, text) == [said]


HEADINGS = [
    ("en", "A new road to the harbour", "topic"),
    ("en", "The mayor closes the road to the harbour", "assertion"),
    ("ru", "Новая дорога к порту", "topic"),
    ("ru", "Мэр закрыл дорогу к порту", "assertion"),
    ("en", "Mayor Closes Road To Harbour", "assertion"),
    ("ar", "أهمية الطريق إلى الميناء", "topic"),
    ("ar", "الوزير يغلق الطريق إلى الميناء", "assertion"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "act"), HEADINGS)
def test_a_heading_without_a_verb_names_a_topic(language: str, title: str, act: str) -> None:
    body = {"en": "The road was closed.", "ru": "Дорогу закрыли утром.", "ar": "أغلق الطريق صباح اليوم."}[language]
    heading = claims(language, f"{title}\n\n{body} {body}", title)[0]
    assert (heading.text, heading.speech_act) == (title, act)
    assert (heading.check_worthy == "no") == (act == "topic")


META = [
    ("en", "We are no longer updating this page.", "meta"),
    ("ar", "ويستعرض الموجز التفاصيل.", "meta"),
    ("ru", "Мы следим за развитием событий.", "meta"),
    ("en", "More to follow on this page.", "meta"),
    ("en", "Is this the end of the road?", "question"),
    ("ar", "ماذا قرر القضاة؟", "question"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), META)
def test_what_the_outlet_says_of_itself_and_asks_is_kept_and_not_to_be_checked(language: str, text: str, act: str) -> None:
    (claim,) = claims(language, text)
    assert (claim.speech_act, claim.check_worthy) == (act, "no")


def test_a_clause_that_names_what_another_says_stays_whole_and_the_name_is_a_claim_of_its_own() -> None:
    text = "The statement said that the aim was to remove what he called the root causes."
    found = claims("en", text)
    assert [claim.text for claim in found] == ["the aim was to remove what he called the root causes", "the root causes"]


def test_what_is_left_around_an_inner_report_is_the_outer_sources_claim() -> None:
    text = "The aide said that the talks went on for an hour, and that the envoy told him that prices would rise."
    found = claims("en", text)
    assert [claim.text for claim in found] == ["the talks went on for an hour", "prices would rise"]
    assert len({claim.attribution_id for claim in found}) == 2


def test_a_letter_that_joins_two_inner_reports_says_nothing() -> None:
    text = "وأوضح البيان أن الرئيس شدد على أن بلاده تفضل الحل السياسي، وأضاف أن موسكو متمسكة بأهدافها، مشيراً إلى أن الأهداف معلنة."
    found = claims("ar", text)
    assert [claim.text for claim in found] == ["بلاده تفضل الحل السياسي", "موسكو متمسكة بأهدافها", "الأهداف معلنة"]
    assert len({claim.attribution_id for claim in found}) == 3


def test_a_day_that_a_clause_behind_a_comma_describes_says_nothing_of_the_main_verb() -> None:
    (claim,) = claims("ar", "هذا الحوار يأتي في وقت حساس، قد يشهد فيه الملف تغيرات مهمة.")
    assert (claim.modality, claim.speech_act) == ("asserted", "assertion")


def test_a_content_without_a_word_still_has_its_claim() -> None:
    text = "He said: «…» and left."
    for claim in claims("en", text):
        assert claim.text == say(text, claim.evidence)


def test_evidence_of_a_conjunct_lies_inside_the_content_it_comes_from() -> None:
    text = "Пресс-служба сообщила, что вода залила порт и дошла до завода."
    digest = sha256(text.encode("utf-8")).hexdigest()
    found = get_engine("rules").extract(Article("art_0123456789abcdef", None, text, digest, "ru"))
    assert len(found.claims) == 2
    assert all(inside(claim.evidence, found.attributions[0].content) for claim in found.claims)
