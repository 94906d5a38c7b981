"""Sentences end where a reader ends them, and together they hold every character but spaces."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages.pack import load_pack
from claims.text.quotes import quotations
from claims.text.sentences import sentences
from claims.text.stops import NO_STOP, PLAIN, Spelling

GERMAN = Spelling(
    abbreviations=frozenset({"z.", "Nr.", "bzw."}),
    openers=frozenset({"der", "die", "das", "er", "wir", "in"}),
    ordinals=True,
)
texts = st.text("aЖو人Bч12 .!?…؟。«»“”\"'—-:,()/\n\u064b\u200f\u00a0", max_size=80)
spellings = st.sampled_from(
    [PLAIN, GERMAN, *(load_pack(code).spelling for code in ("ar", "en", "ru"))]
)


def cut(text: str, spelling: Spelling = PLAIN) -> list[str]:
    return [s.of(text) for s in sentences(text, spelling=spelling, quotes=quotations(text))]


def check(language: str, marked: str) -> None:
    """A bar stands where the sentences of the line meet."""
    spelling = GERMAN if language == "de" else load_pack(language).spelling
    parts = [part.strip() for part in marked.split("|")]
    assert cut(marked.replace("|", ""), spelling) == parts


@pytest.mark.parametrize(
    "line",
    [
        "قال د. أحمد علي إن م. خالد وأ.د. سعيد حضروا. |ثم مضى.",
        "في عام 1445 هـ. الموافق 2023 م. عاد.",
        "ارتفع السعر 7.5 في المئة إلى 380,000 و360.000 دولار. |هل عاد؟ |نعم!",
        "كان عمره 18 عامًا. |وقال إنه باق. |ولم يكن أحدٌ. |انتهى.",
        "عاد الأمن.|وقال الوزير إنه باق.|لماذا؟|قال لا.",
        "قال: «نحن هنا. نحن باقون.» |وأضاف أنه عاد. |«لا». |«نعم».",
        '"لماذا الآن؟" تساءل الوزير. |ثم مضى.',
        "بوتين يحذر.. |وواشنطن ترد",
        "زار موقع example.org.|",
    ],
)
def test_arabic_sentences(line: str) -> None:
    check("ar", line.rstrip("|"))


@pytest.mark.parametrize(
    "line",
    [
        "12 декабря 2021 г. |В Москве прошло 5 тыс. человек. |Он ушёл.",
        "12 декабря 2021 г. Путин заявил об этом. |В 2021–2022 гг. Россия молчала.",
        "Цена 5 тыс. руб. за кг. |Скорость 19 км/ч. |Ураган ушёл.",
        "А. С. Пушкин и театр им. Чехова на ул. Мира. |И. В. Сталин.",
        "Он родился в 2021 г. |«Мы идём», — сказал он.",
        "«Идём?» — спросил он. |«Идём!» воскликнул он. |«Идём». |«Стоим».",
        "«Идём? Идём!» — спросил он, и т.д. |Он ушёл.",
        "«Идём!». |Он ушёл.",
        "— Идём! — сказал он. |— Мы готовы.",
        "Он думал… и ушёл. |Он думал… |Она ушла.",
        "Курс 7.5, рост 3.2%. |Итог: 380.000.",
    ],
)
def test_russian_sentences(line: str) -> None:
    check("ru", line)


@pytest.mark.parametrize(
    "line",
    [
        "Mr. Kim met U.S. President Lee at 5 p.m. on Monday. |He left.",
        "He left the U.S. |The talks failed. |It was 5 p.m. |They went on.",
        "He said “no” to the U.S. |“We are here.”",
        "No. 5 won. |He said no. |Then he left.",
        '"Why now?" asked Kim. |"Why now?" Kim asked reporters. |"Why?" |The talks failed.',
        'He shouted "Go!" |Kim left. |"We go." |"We stay," she said.',
        "He left.|“We go,” she said… and left... |Then she came back.",
        "1. The first point. |2. The second point.",
        "J. K. Rowling, e.g. in World War I. |The end.",
        "See weather.com or U.S.-led forces. |It cost 7.5 or 380,000.",
        "“We go!” |“We stay!” they cried… |“No.”",
        "… and on it went.",
        "He left (at 5 p.m.). |(She stayed.) |Kim too.",
        "It was so. » |He left.",
    ],
)
def test_english_sentences(line: str) -> None:
    check("en", line)


@pytest.mark.parametrize(
    "line",
    [
        "Am 4. Juli kam er. |Das 3. Kapitel, die 125. Straße, der 31.12. Montag.",
        "Sie gewann 4. |Der Rest verlor. |Im Jahr 2021. |Merkel kam.",
        "Es kostet 7,50. |Merkel kam, z. B. Montag, bzw. Dienstag.",
        "Am 4. „Juli“ kam er.",
    ],
)
def test_a_number_with_a_full_stop_may_be_an_ordinal(line: str) -> None:
    check("de", line)


def test_other_languages_write_no_ordinal_with_a_full_stop() -> None:
    assert cut("They won 4. Juli lost.") == ["They won 4.", "Juli lost."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("他走了。他说？是！好", ["他走了。", "他说？", "是！", "好"]),
        ("他走了。“我们去。”他说。", ["他走了。", "“我们去。”他说。"]),
        ("他说：“我们去。”会议结束了。", ["他说：“我们去。”", "会议结束了。"]),
        ("他说：“我们去。你们呢？”", ["他说：“我们去。你们呢？”"]),
        ("我……去。３．５元", ["我……去。", "３．５元"]),
        ("「去！」他喊。『好。』", ["「去！」他喊。", "『好。』"]),
    ],
)
def test_chinese_needs_no_spaces(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Kim : « Oui ! » Il partit.", ["Kim : « Oui ! »", "Il partit."]),
        ("« Pourquoi ? » demanda Kim.", ["« Pourquoi ? » demanda Kim."]),
        ("Et la suite. » Il partit.", ["Et la suite. »", "Il partit."]),
        ("Он: „Идём!“» Потом", ["Он: „Идём!“»", "Потом"]),
        ("Он: «Она: „Идём!“» Потом", ["Он: «Она: „Идём!“»", "Потом"]),
        ("Это «Дом «Идём!» Потом", ["Это «Дом «Идём!»", "Потом"]),
        ("«Мы идём. Они", ["«Мы идём. Они"]),
    ],
)
def test_the_last_stop_of_a_quotation_ends_a_sentence(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_a_quotation_of_many_quotations_is_not_cut() -> None:
    text = "«Раз. " + "„Да“. " * 30 + "Всё». Он ушёл."
    assert cut(text) == [text[:-9], "Он ушёл."]


def test_without_quotations_the_stops_inside_them_count() -> None:
    text = "Он: «Идём. Мы готовы». Она: «Да»."
    assert [s.of(text) for s in sentences(text)] == ["Он: «Идём.", "Мы готовы».", "Она: «Да»."]


def test_a_newline_ends_a_sentence_and_spaces_are_none() -> None:
    assert cut("  it rained, and\n\u00a0\n he left.  ") == ["it rained, and", "he left."]
    assert cut(" \n ") == []


def test_each_judgement_shows_an_example() -> None:
    assert all(judge.__doc__ for judge in NO_STOP)


@given(texts, spellings)
@settings(max_examples=400, deadline=None)
def test_sentences_hold_each_character_but_spaces_once(text: str, spelling: Spelling) -> None:
    found = sentences(text, spelling=spelling, quotes=quotations(text))
    assert found == sentences(text, spelling=spelling, quotes=quotations(text))
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for s in found:
        assert s.of(text) == s.of(text).strip()
        assert "\n" not in s.of(text)
    held = {at for s in found for at in range(*s)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in held)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_no_sentence_ends_inside_an_outermost_quotation(text: str) -> None:
    marks = quotations(text)
    ends = [s.end for s in sentences(text, quotes=marks)]
    for q in marks:
        if not q.depth and q.closed:
            assert not [
                end
                for end in ends
                if q.inner.start < end < q.inner.end and text[end : q.inner.end].strip()
            ]


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_a_part_of_a_text_is_cut_as_if_it_stood_alone(one: str, two: str) -> None:
    text = f"{one}\n{two}"
    at = len(one) + 1
    alone = [(s.start + at, s.end + at) for s in sentences(two, quotes=quotations(two))]
    assert sentences(text, at, len(text), quotes=quotations(text)) == alone


@pytest.mark.parametrize(
    "piece", [". ", "a.", "! ", '"a." ', "«a. ", "1. ", "A. ", "a.\u064b ", ".)", "…» "]
)
def test_a_line_of_nothing_but_stops_is_cut(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    found = sentences(text, quotes=quotations(text))
    assert found[0].start == 0
    assert found[-1].end == len(text.rstrip())
