"""Where a quotation stands in a text that changed: the one place that fits, or an orphan, never a lookalike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.text.locate import CONTEXT, Orphan, Place, context, locate

AR = "عاجل 😀\nأوضح بيان الكرملين أن بوتين شدد على أن بلاده تفضل الحلول السياسية على ساحة القتال، وأضاف أن ٢٣ وفدا يتفاوضون."
RU = "Переговоры начались в среду. «Мы готовы к диалогу без условий», — сказал губернатор Орлов журналистам вчера вечером."
EN = "The mayor of Lowport said on Monday that the old harbour bridge would stay open until the end of June, and that 12 people had complained."
ZH = "外交部发言人周三表示，中方愿意与各方保持沟通，并希望有关国家尽快恢复谈判。他没有回答其他问题。"
TEXTS = (AR, RU, EN, ZH)


def sought(text: str, said: str, new: str) -> Place | Orphan:
    """Where a new text has what an old one says once."""
    assert text.count(said) == 1
    span = Span(text.index(said), text.index(said) + len(said))
    return locate(said, span.start, *context(text, span), new)


def said_at(found: Place | Orphan, new: str) -> tuple[str, str]:
    assert isinstance(found, Place), found
    return found.how, found.span.of(new)


@pytest.mark.parametrize(("text", "said"), [(AR, "بلاده تفضل الحلول السياسية"), (RU, "сказал"), (EN, "said"), (ZH, "表示"), (AR, "😀")])
def test_in_the_same_text_it_stands_where_it_was(text, said):
    assert sought(text, said, text) == Place(Span(text.index(said), text.index(said) + len(said)), "exact")


@pytest.mark.parametrize(("text", "said"), [(AR, "شدد على"), (RU, "Мы готовы"), (EN, "stay open"), (ZH, "希望")])
def test_behind_something_new_it_has_moved(text, said):
    new = f"تحديث 😀 Updated.\n{text}"
    assert said_at(sought(text, said, new), new) == ("moved", said)


def test_other_quotation_marks_blanks_vowel_signs_and_hamza_are_another_spelling():
    new = "عاجل 😀\nأوضح بيان الكرملين أنّ بوتين شدّد على ان بلاده  تفضّل الحلـول السياسية على ساحة القتال"
    assert said_at(sought(AR, "بلاده تفضل الحلول السياسية", new), new) == ("respelt", "بلاده  تفضّل الحلـول السياسية")
    new = RU.replace("«", "“").replace("»", "”")
    assert said_at(sought(RU, "«Мы готовы к диалогу без условий»", new), new) == ("respelt", "“Мы готовы к диалогу без условий”")


@pytest.mark.parametrize(
    ("text", "said", "old", "new"),
    [
        (EN, "the old harbour bridge would stay open until the end of June", "would stay", "will remain"),
        (RU, "Мы готовы к диалогу без условий", "диалогу", "разговору"),
        (AR, "بلاده تفضل الحلول السياسية على ساحة القتال", "الحلول", "دائما الحلول"),
        (ZH, "中方愿意与各方保持沟通，并希望有关国家尽快恢复谈判", "尽快恢复", "尽快重新恢复"),
    ],
)
def test_in_other_words_it_is_told_as_fuzzy(text, said, old, new):
    changed = text.replace(old, new)
    assert said_at(sought(text, said, changed), changed) == ("fuzzy", said.replace(old, new))


@pytest.mark.parametrize(
    ("text", "said", "old", "new"),
    [
        (EN, "that 12 people had complained", "12", "21"),
        (EN, "the old harbour bridge would stay open until the end of June", "would stay", "would not stay"),
        (EN, "the old harbour bridge would stay open until the end of June", "June", "July"),
        (RU, "Мы готовы к диалогу без условий", "Мы готовы", "Мы не готовы"),
        (RU, "сказал губернатор Орлов журналистам вчера", "Орлов", "Котов"),
        (AR, "أن ٢٣ وفدا يتفاوضون", "٢٣", "٣٢"),
        (AR, "بلاده تفضل الحلول السياسية على ساحة القتال", "تفضل", "لا تفضل"),
        (AR, "أن بوتين شدد على أن بلاده تفضل الحلول السياسية", "بوتين", "ترامب"),
        (ZH, "中方愿意与各方保持沟通，并希望有关国家尽快恢复谈判", "愿意", "不愿意"),
    ],
)
def test_another_number_negation_or_name_makes_an_orphan(text, said, old, new):
    assert isinstance(sought(text, said, text.replace(old, new)), Orphan)


@pytest.mark.parametrize("text", TEXTS)
def test_a_lookalike_elsewhere_is_not_taken_for_what_is_gone(text):
    half = len(text) // 2
    for start in range(0, half - 2, 3):
        said = text[start : start + 2]
        new = text[half:] + " " + said
        found = locate(said, start, *context(text, Span(start, start + 2)), new)
        assert isinstance(found, Orphan) or start + 2 + CONTEXT > half


def test_of_two_that_read_the_same_the_context_tells():
    text = "The minister said no. Later, before the closed session, the mayor said no. Then both of them left the hall."
    start = text.rindex("said no")
    new = "Today. " + text
    found = locate("said no", start, *context(text, Span(start, start + 7)), new)
    assert found == Place(Span(start + 7, start + 14), "moved")
    bare = locate("said no", 0, "", "", new)
    assert isinstance(bare, Orphan) and "2 places" in bare.reason


def test_part_of_a_longer_word_or_number_is_another():
    text = "In all, 12 ships of the northern fleet left the port of Lowport before the storm came."
    new = text.replace("12", "112")
    assert isinstance(sought(text, "12", new), Orphan)
    assert isinstance(sought(text, "12 ships of the northern fleet", new), Orphan)


def test_a_colon_is_found_by_what_stands_around_it():
    text = "Орлов: мост останется открытым до конца июня, несмотря на шторм\nВторая строка: и ещё одна новость."
    new = f"Заголовок: новый\n{text}"
    at = text.index(":")
    assert locate(":", at, *context(text, Span(at, at + 1)), new) == Place(Span(at + 17, at + 18), "moved")


def test_a_text_of_one_letter_over_and_over_is_no_trouble():
    assert isinstance(locate("a" * 30, 5, "b" * 12, "c" * 12, "a" * 20_000), Orphan)


WORDS = st.lists(st.sampled_from(["قال", "الوزير", "إن", "٢٣", "😀", "𝔄", "сказал", "«Мы»", "не", "the", "said", "12", "表", "。", "é", ",", "."]), min_size=1, max_size=30).map(" ".join)


@settings(deadline=None)
@given(WORDS, st.data())
def test_what_is_found_in_the_unchanged_text_is_the_span_itself(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = locate(span.of(text), start, *context(text, span), text)
    assert found == Place(span, "exact") or isinstance(found, Orphan)


@settings(deadline=None)
@given(WORDS, WORDS, st.data())
def test_what_is_found_in_any_text_has_the_letters_of_the_quotation_or_is_told_as_fuzzy(text, other, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = locate(span.of(text), start, *context(text, span), other)
    if isinstance(found, Place) and found.how in ("exact", "moved"):
        assert found.span.of(other) == span.of(text)
