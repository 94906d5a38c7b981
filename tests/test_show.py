"""The page of one article: spans, chains and claims told apart, and right-to-left lines kept whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from claims.cli import main
from claims.model import Article, Attribution, Claim, Extraction, Source, Span
from claims.runner import Resolved
from claims.show import Screen, find, page
from claims.show.marks import BRACKETS, SMALL, marked, marks_of

EN = "“Rain fell,” said Ann. Bob said the mayor denied the flood, and left."
ARABIC = re.compile("[\u0600-\u06ff\ufe80-\ufefc]")
ISOLATE = re.compile("\u2068.*?\u2069")


def at(text: str, part: str) -> tuple[Span, ...]:
    return (Span(text.index(part), text.index(part) + len(part)),)


@pytest.fixture
def nested() -> Resolved:
    """An English article: a direct quotation, a claim inside a claim, and the author's own voice."""
    rows = [
        Attribution("att_1", "art", at(EN, "Rain fell"), at(EN, "said"), at(EN, "Ann"), rule="quote_before"),
        Attribution(
            "att_2", "art", at(EN, "the mayor denied the flood"), (Span(27, 31),), at(EN, "Bob"),
            source_id="src_bob", rule="clause",
        ),
        Attribution(
            "att_3", "art", at(EN, "the flood"), at(EN, "denied"), at(EN, "the mayor"),
            commitment="denies", parent_id="att_2", rule="object",
        ),
    ]  # fmt: skip
    claims = [
        Claim("clm_1", "art", "att_1", rows[0].content, "Rain fell"),
        Claim("clm_3", "art", "att_3", rows[2].content, "the flood", "x", "negative", "possible"),
        Claim("clm_4", "art", None, at(EN, "and left"), "and left", speech_act="topic"),
    ]
    article = Article("art", None, EN, "", "en", outlet="The Test")
    return Resolved(
        article,
        Extraction(tuple(rows), tuple(claims), ()),
        (Source("src_bob", "Bob Hill", "person"),),
    )


@pytest.fixture
def arabic(small_rows) -> Resolved:
    """The Arabic article of the small corpus: a statement that reports Putin."""
    _, article = small_rows["articles"]
    own = [row for row in small_rows["attributions"] if row.article_id == article.article_id]
    claims = [row for row in small_rows["claims"] if row.article_id == article.article_id]
    return Resolved(
        article, Extraction(tuple(own), tuple(claims), ()), tuple(small_rows["sources"])
    )


def lines(one: Resolved, width: int = 80, colour: bool = False, turned: bool = False) -> list[str]:
    return [line.plain for line in page(one, Screen(width, colour, turned))]


def style_of(line: Text, part: str) -> str:
    """The one style that all letters of a part have."""
    start = line.plain.index(part)
    letters = range(start, start + len(part))
    (style,) = {str(s.style) for i in letters for s in line.spans if s.start <= i < s.end}
    return style


def test_a_page_has_its_head_its_legend_its_text_its_chains_and_its_claims(nested):
    assert lines(nested) == [
        "art  en  The Test  ",
        "{source}¹  <cue>¹  [content]¹  [inside it]²  + positive  − negative",
        "",
        "“[Rain fell]¹,” <said>¹ {Ann}¹. {Bob}² <said>² [{the mayor}³ <denied>³ [the",
        "flood]³]², and left.",
        "   1  Ann  said  indirect · quote_before",
        "      + Rain fell",
        "   2  Bob Hill  said  indirect · clause",
        "   3  Bob Hill → the mayor  denied  indirect, denies · object",
        "      − the flood  possible",
        "   –  the author's own voice",
        "      + and left  topic",
    ]


def test_with_colours_a_span_is_told_by_them_and_a_deeper_content_by_another(nested):
    legend, text = (line for line in page(nested, Screen(200, True)) if "¹" in line.plain)
    assert text.plain == (
        "“[Rain fell]¹,” said¹ Ann¹. Bob² said² [the mayor³ denied³ [the flood]³]², and left."
    )
    outer, inner = style_of(text, "[Rain fell]¹"), style_of(text, "[the flood]³")
    source, cue = style_of(text, "the mayor³"), style_of(text, "denied³")
    assert len({outer, inner, source, cue}) == 4
    assert (style_of(legend, "source¹"), style_of(legend, "cue¹")) == (source, cue)
    assert style_of(legend, "[content]¹") == outer
    assert style_of(legend, "[inside it]²") == inner


def test_spans_that_two_attributions_share_stand_once_with_both_numbers(nested):
    first, *_ = nested.extraction.attributions
    twin = replace(first, attribution_id="att_0", cue=(), source=())
    marks = marks_of([twin, first], {"att_0": 1, "att_1": 12})
    assert marked(EN, Span(0, 12), marks, False).plain == "“[Rain fell]¹·¹²,”"


def test_a_content_over_two_paragraphs_is_marked_in_both(nested):
    text = "Ann said: “It rains\nand it blows.”"
    one = Attribution("att_1", "art", at(text, "It rains\nand it blows."), at(text, "said"), ())
    marks = marks_of([one], {"att_1": 1})
    first, second = (marked(text, span, marks, False).plain for span in (Span(0, 19), Span(20, 34)))
    assert (first, second) == ("Ann <said>¹: “[It rains", "and it blows.]¹”")


def test_a_chain_names_the_outermost_source_first(arabic):
    (told,) = (line for line in lines(arabic) if "→" in line)
    assert told.split("  ")[2] == "Kremlin → Vladimir Putin"


def test_a_source_without_a_name_is_told_in_the_words_of_the_text(nested):
    first, *others = nested.extraction.attributions
    unnamed = replace(first, source=())
    carried = replace(others[0], source=(), source_id=None, antecedent=first.source)
    extraction = replace(nested.extraction, attributions=(unnamed, carried, *others[1:]))
    page_lines = lines(replace(nested, extraction=extraction))
    assert any("1  unnamed source  said" in line for line in page_lines)
    assert any("2  Ann  said" in line for line in page_lines)


@pytest.mark.parametrize("width", [30, 60, 100])
def test_each_line_of_arabic_is_an_isolate_of_its_own_and_no_wider_than_the_screen(arabic, width):
    for line in page(arabic, Screen(width, True)):
        assert line.plain.count("\u2068") == line.plain.count("\u2069")
        assert not ARABIC.search(ISOLATE.sub("", line.plain))
        if ARABIC.search(line.plain):
            assert line.plain.startswith("\u200e")  # the line itself runs left to right
        if not re.match("art_|‎? +[12] ", line.plain):
            assert line.cell_len <= width


@pytest.mark.parametrize("turned", [False, True])
def test_an_arabic_paragraph_ends_at_the_right_edge(arabic, turned):
    page_lines = list(page(arabic, Screen(40, True, turned)))
    heads = [n for n, line in enumerate(page_lines) if not line.plain]
    paragraph = [line for line in page_lines[heads[1] + 1 :] if ARABIC.search(line.plain)][:2]
    assert [line.cell_len for line in paragraph] == [40, 40]


def test_the_letters_of_a_paragraph_stay_in_the_order_of_reading(arabic):
    text = arabic.article.text.split("\n")[1]
    (line,) = (line for line in lines(arabic, 200, True) if "¹" in line and ARABIC.search(line))
    for sign in "\u200e\u200f\u2068\u2069[]¹²":
        line = line.replace(sign, "")
    assert line.strip() == text


def test_turned_lines_stand_as_a_screen_without_bidi_shows_them(arabic):
    page_lines = lines(arabic, 200, True, True)
    assert not re.search("[\u200e\u200f\u2066-\u2069]", "".join(page_lines))
    (paragraph,) = (line for line in page_lines if line.lstrip().startswith(".¹["))
    assert paragraph.endswith("\ufe83")  # the first letter, أ, stands at the right
    assert next(line for line in page_lines if "😀" in line).split()[0] == "😀"


def test_turned_letters_keep_their_colours(arabic):
    plain, turned = (
        [line for line in page(arabic, Screen(200, True, turned)) if "²" in line.plain][1]
        for turned in (False, True)
    )
    assert style_of(plain, "أوضح¹") == style_of(turned, "¹\ufea2\ufebf\ufeed\ufe83")
    assert style_of(plain, "بوتين²") == style_of(turned, "²\ufee6\ufef4\ufe97\ufeee\ufe91")


def test_what_a_text_hides_cannot_move_the_cursor_or_turn_the_lines(nested):
    tricky = EN.replace("said Ann", "said\x1b[2J\u202e\u2069 A\tn\u2028n")
    grown = len(tricky) - len(EN)
    later = [
        replace(a, **{
            role: tuple(Span(s.start + grown, s.end + grown) for s in getattr(a, role))
            for role in ("content", "cue", "source")
        })
        for a in nested.extraction.attributions[1:]
    ]  # fmt: skip
    extraction = Extraction((nested.extraction.attributions[0], *later), (), ())
    article = replace(nested.article, text=tricky)
    told = "\n".join(lines(replace(nested, article=article, extraction=extraction), 200))
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u202a-\u202e\u2066-\u2069]", told)
    assert "␛" in told
    assert "{the mayor}³ <denied>³ [the flood]³]²" in told
    assert "remark: 1 x U+202E" in told


def test_a_name_cannot_move_the_cursor_or_break_its_line(nested):
    (source,) = nested.sources
    named = replace(nested, sources=(replace(source, name="Bob\x1b[2J\nHill" + "l" * 99),))
    article = replace(nested.article, outlet="The\x1b[1m Test")
    told = lines(replace(named, article=article))
    assert told[0] == "art  en  The␛[1m Test  "
    (line,) = (line for line in told if line.startswith("   2  "))
    assert re.fullmatch(r"   2  Bob␛\[2J Hil{10,40}…  said  indirect · clause", line)


def test_an_article_without_a_text_is_a_page_without_paragraphs(nested):
    offsets_only = replace(nested.article, text=None, rights="offsets_only")
    assert len(lines(Resolved(offsets_only, Extraction((), (), ()), ()))) == 2


ROLE = st.sampled_from(["content", "cue", "source"])
PIECES = st.lists(st.tuples(ROLE, st.integers(0, 20), st.integers(1, 9)), max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.text("abc ابج😀é\u0301", min_size=30, max_size=30), PIECES, st.booleans())
def test_no_letter_is_lost_or_moved_by_marks(text, pieces, colour):
    rows = [
        replace(Attribution(f"a{n}", "art", (), (), ()), **{role: (Span(start, start + length),)})
        for n, (role, start, length) in enumerate(pieces)
    ]
    marks = marks_of(rows, {row.attribution_id: n for n, row in enumerate(rows, 1)})
    drawn = marked(text, Span(0, 30), marks, colour).plain
    signs = "".join(sum(BRACKETS.values(), ())) + "".join(map(chr, SMALL.values())) + "·"
    assert drawn.translate(dict.fromkeys(map(ord, signs))) == text


def test_an_article_is_found_by_its_number_or_by_its_id(small_rows):
    first, second = articles = small_rows["articles"]
    assert (find(articles, "1"), find(articles, "2")) == (first, second)
    assert find(articles, second.article_id) == second
    assert [find(articles, which) for which in ("0", "3", "-1", "art_9")] == [None] * 4


@pytest.fixture
def show(tmp_path) -> Callable[..., str]:
    """What `claims show` prints of a short Arabic article, with this in its environment."""
    (tmp_path / "a.txt").write_text("قال الوزير إن المحادثات مستمرة.", encoding="utf-8")

    def printed(*options: str, **env: str) -> str:
        args = ["show", str(tmp_path / "a.txt"), "--language", "ar", *options]
        result = CliRunner().invoke(main, args, env={"TERM": "xterm-256color", **env})
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return printed


def test_colours_are_for_terminals_that_want_them(show):
    assert "\x1b" not in show()
    assert "\x1b[" in show(FORCE_COLOR="1")
    assert "\x1b" not in show(FORCE_COLOR="1", NO_COLOR="1")
    assert "{" in show(FORCE_COLOR="1", NO_COLOR="1")
    assert "{" not in show(FORCE_COLOR="1")


def test_the_program_turns_lines_where_it_is_asked_to(show):
    assert "\u2068" in show()
    assert "\u2068" not in show("--turned")
    assert "\ufedd\ufe8e\ufed7" in show("--turned")  # قال
