"""Each line of an article gets the role that a reader sees in it, and no line is lost."""

from importlib import resources
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ContractError
from claims.text.segment import read_labels, segments

LABELS = yaml.safe_load(
    (resources.files("claims.languages") / "labels.yaml").read_text(encoding="utf-8")
)["see_also"]
BODY = {
    "ar": "قال الوزير أمس إن بلاده مستعدة للمفاوضات مع جيرانها في أي وقت يختارونه.",
    "en": "The minister said on Monday that the country was ready for talks at any time.",
    "ru": "Министр заявил в понедельник, что страна готова к переговорам в любое время.",
    "zh": "部长星期一表示，该国随时准备与邻国举行会谈，并呼吁各方保持克制。",
}


def roles(text: str, title: str | None = None) -> list[str]:
    return [s.role for s in segments(text, title)]


@pytest.mark.parametrize(
    ("language", "headline", "heading"),
    [
        ("ar", "الوزير: مستعدون للمفاوضات", "ماذا بعد الاتفاق؟"),
        ("en", "Minister ready for talks", "What comes next?"),
        ("ru", "Министр готов к переговорам", "Что дальше?"),
        ("zh", "部长：随时准备谈判", "接下来会怎样？"),
    ],
)
def test_an_article_is_title_lead_headings_and_body(
    language: str, headline: str, heading: str
) -> None:
    said = BODY[language]
    text = f"{headline}\n\n{said}\n{heading}\n  {said}\n{said}\n"
    assert roles(text) == ["title", "lead", "heading", "body", "body"]


def test_spans_have_no_spaces_at_their_edges_and_no_newline() -> None:
    text = f" \n\u00a0A headline\t\n\n  {BODY['en']}  "
    assert [text[s.start : s.end] for s in segments(text)] == ["A headline", BODY["en"]]


@pytest.mark.parametrize(
    ("first", "title", "role"),
    [
        ("It rained.", None, "lead"),
        ("It rained.", "It rained.", "title"),
        ("“It rained.”", '"It  rained."', "title"),
        ("It rained", "It snowed", "title"),
        ("Is it so?", None, "title"),
        ("“Is it so?”", None, "lead"),
        ("Mayor: “no way back”", None, "title"),
        ("He said:", None, "lead"),
        ("long " * 30, None, "lead"),
        ("long " * 30, "long " * 30, "title"),
    ],
)
def test_the_first_line_is_the_title_or_the_lead(first: str, title: str | None, role: str) -> None:
    assert roles(f"{first}\n{BODY['en']}", title)[0] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("A heading", "heading"),
        ("Why did it rain?", "heading"),
        ("— Why did it rain?", "body"),
        ("“Why did it rain?”", "body"),
        ("Why did it rain, and why on this of all the days of the long year?", "body"),
        ("It rained.", "body"),
        ("He said:", "body"),
        ("heading " * 15, "heading"),
        ("heading " * 16, "body"),
    ],
)
def test_a_short_line_without_a_final_mark_is_a_heading(line: str, role: str) -> None:
    assert roles(f"{BODY['en']}\n{line}\n{BODY['en']}") == ["lead", role, "body"]


def test_the_last_line_is_no_heading_and_the_only_one_a_title_if_it_is_no_sentence() -> None:
    assert roles(f"{BODY['en']}\nA signature") == ["lead", "body"]
    assert roles("A line") == ["title"]
    assert roles("It rained. A line") == ["lead"]
    assert roles("A line", "A line") == ["title"]
    assert roles(" \n\n") == []


@pytest.mark.parametrize("language", LABELS)
def test_the_labels_of_each_language_open_a_block_of_links(language: str) -> None:
    said = BODY["en"]
    for label in LABELS[language]:
        for line in (label, label.upper(), f"{label} :", f"• {label} »"):
            text = f"Headline\n{said}\n{line}\nSomebody else speaks\n{said}"
            assert roles(text)[2:] == ["see_also", "see_also", "body"], line
        text = f"Headline\n{said}\n► {label}: Somebody else speaks\n{said}\nHeading\n{said}"
        assert roles(text)[2:] == ["see_also", "body", "heading", "body"], label


def test_there_are_labels_for_each_language_the_newsrooms_here_write() -> None:
    assert {"ar", "en", "ru", "uk", "fr", "de", "es", "pt", "it", "tr", "fa", "zh"} <= set(LABELS)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Somebody else speaks", "see_also"),
        ("Somebody else speaks...", "see_also"),
        ("Who else speaks?", "see_also"),
        ("He says: “We go”", "see_also"),
        ("Somebody else spoke.", "body"),
        ("He said: “We go.”", "body"),
        ("他说过话。", "body"),
        ("long " * 41, "body"),
    ],
)
def test_a_block_of_links_ends_with_the_first_sentence(line: str, role: str) -> None:
    text = f"Headline\n{BODY['en']}\nSee also\nA link\n{line}\nAnother\n{BODY['en']}"
    assert roles(text)[2:5] == ["see_also", "see_also", role]


@pytest.mark.parametrize(
    "line",
    ["Related talks failed in Oslo.", "Read more, he said.", "По теме переговоров он молчал."],
)
def test_a_sentence_that_begins_like_a_label_is_none(line: str) -> None:
    assert roles(f"{BODY['en']}\n{line}") == ["lead", "body"]


def test_vowel_signs_and_letter_variants_do_not_hide_a_label() -> None:
    for line in (
        "إقرأ أيضاً:",
        "اقرأ ايضًا",
        "اقـرأ أيضا",
        "ЕЩЕ ПО ТЕМЕ",
        "AYRICA OKUYUN",
        "À LIRE AUSSI",
    ):
        assert roles(f"{BODY['en']}\n{line}\nA link\n{BODY['en']}")[1] == "see_also", line


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("[see_also]", "must hold see_also", "l.yaml"),
        ("see_also: {}\ncaption: {}", "must hold see_also", "l.yaml"),
        ("see_also: [Read also]", "must hold see_also", "l.yaml"),
        ("see_also:\n  en: Read also", "see_also.en is no list", "l.yaml:2"),
        ("see_also:\n  en: [Read also]\n  no: [[Les også]]", "see_also.no is no list", "l.yaml:3"),
        ("see_also:\n  en: [Read also", "not YAML", "l.yaml:2"),
        ("see_also:\n  en: []\n  en: []", "'en' stands twice", "l.yaml:3"),
    ],
)
def test_wrong_labels_are_told_with_the_place_and_a_mend(text: str, what: str, where: str) -> None:
    with pytest.raises(ContractError) as caught:
        read_labels(text, "l.yaml")
    assert what in caught.value.what
    assert caught.value.where == where
    assert caught.value.mend


def test_norwegian_is_no_boolean() -> None:
    assert read_labels("see_also: {no: [Les også, on]}", "l.yaml") == {"les også", "on"}


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [*BODY.values(), "See also", "A link", "Why?", "", " \u00a0 ", "Read more: a"]
            ),
            st.text(max_size=12),
        ),
        max_size=12,
    ),
    st.none() | st.text(max_size=6),
)
@settings(max_examples=300, deadline=None)
def test_segments_are_sorted_disjoint_and_hold_each_character_but_spaces(
    parts: list[str], title: str | None
) -> None:
    text = "\n".join(parts)
    found = segments(text, title)
    assert found == segments(text, title)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(one.end < other.start for one, other in pairwise(found))
    for s in found:
        said = text[s.start : s.end]
        assert said == said.strip() and "\n" not in said
        assert s.role in ("title", "lead", "heading", "body", "see_also")
    assert [s.role for s in found].count("lead") <= 1
    assert all(s.role != "title" or not at for at, s in enumerate(found))
    held = {at for s in found for at in range(s.start, s.end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in held)


def test_many_short_lines_are_read() -> None:
    assert len(segments("a link\nSee also\nOne.\n" * 30_000)) == 90_000
