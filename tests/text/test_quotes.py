"""Quotation marks are paired as their language writes them, and whatever the text, the pairs nest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.text.quotes import Quotation, quotations

SIGNS = "«»‹›“‟„”\"＂‘‛‚’'＇「」『』〝〞〟`,"
texts = st.text(SIGNS * 2 + "aЖو人s5 .!?…—(:\n\u0301\u200f\u00a0", max_size=60)


def told(text: str) -> list[str]:
    """Each quotation with its marks; a dot for each around it, `…` after one that is never closed."""
    return ["." * q.depth + q.outer.of(text) + "…" * (not q.closed) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Он: «Мы „готовы“ и “рады”», и ушёл.", ["«Мы „готовы“ и “рады”»", ".„готовы“", ".“рады”"]),
        (
            "„Wir gehen“, sagte er, „und ‚bald‘ auch“.",
            ["„Wir gehen“", "„und ‚bald‘ auch“", ".‚bald‘"],
        ),
        ("»Wir ›gehen‹ jetzt«, sagte er. »Gut«.", ["»Wir ›gehen‹ jetzt«", ".›gehen‹", "»Gut«"]),
        ("„Idziemy «teraz»”, powiedział.", ["„Idziemy «teraz»”", ".«teraz»"]),
        ("« L’État ‹ veut › », dit-il.", ["« L’État ‹ veut › »", ".‹ veut ›"]),
        ("»Me lähdemme», hän sanoi. »Hyvä.»", ["»Me lähdemme»", "»Hyvä.»"]),
        ("”Vi går,” sade han. ”Bra.”", ["”Vi går,”", "”Bra.”"]),
        ("他说：「我們『一定』去」。", ["「我們『一定』去」", ".『一定』"]),
        ("他说：“我们‘一定’去”。", ["“我们‘一定’去”", ".‘一定’"]),
        ('然后"走"了，又说“好”。', ['"走"', "“好”"]),
        ('"갑니다"라고 말했다', ['"갑니다"']),
        ('"He said "we go" and left," she said.', ['"He said "we go" and left,"', '."we go"']),
        ("\"'We go,' he said,\" she said.", ["\"'We go,' he said,\"", ".'We go,'"]),
    ],
)
def test_quotations_nest(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Он сказал: ”Мы идём“, и ушёл.", ["”Мы идём“"]),
        ("قال “الوزير“ و”المدير”.", ["“الوزير“", "”المدير”"]),
        ('„Мы идём", — сказал он, — “и вы„.', ['„Мы идём"', "“и вы„.…", ".„.…"]),
        ('"We go,” she said.', ['"We go,”']),
        ('“We go," she said.', ['“We go,"']),
        ("‘We go,' she said.", ["‘We go,'"]),
        ("''We go,'' she said, ``now.''", ["''We go,''", "``now.''"]),
        ("он сказал ,,Мы идём'' и ушёл", [",,Мы идём''"]),
        ("＂我们＂ 和 〝你们〞", ["＂我们＂", "〝你们〞"]),
        ('„Он сказал "да" и ушёл“', ['„Он сказал "да" и ушёл“', '."да"']),
    ],
)
def test_marks_of_one_pair_may_be_of_two_kinds(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('قال: «نحن "هنا" الآن» ثم ذهب.', ['«نحن "هنا" الآن»', '."هنا"']),
        (
            'قال: "نحن هنا" و"هناك" وبـ"القوة" وال"سلام".',
            ['"نحن هنا"', '"هناك"', '"القوة"', '"سلام"'],
        ),
        ('وصفه بـ" العار " و" الخزي".', ['" العار "', '" الخزي"']),
        ("قال لـ“الراية” إنه", ["“الراية”"]),
        ("وصفه بـ'العار' أمس", ["'العار'"]),
        ('قال \u200f"نعم"\u200f ثم «لاً» فقط', ['"نعم"', "«لاً»"]),
        ('قال "نحن هنا"وذهب "الآن"', ['"نحن هنا"', '"الآن"']),
        ('הוא אמר "שלום" במנכ"ל של צה"ל', ['"שלום"']),
    ],
)
def test_a_clitic_stands_before_a_mark_and_an_acronym_around_it(
    text: str, quoted: list[str]
) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Don't say 'I can't' to the dogs' owner.", ["'I can't'"]),
        ("‘It’s the dogs’ bowl,’ she said.", ["‘It’s the dogs’ bowl,’"]),
        ("'Voters' anger grows', says Kim", ["'Voters' anger grows'"]),
        ("'No excuses' for MPs' expenses", ["'No excuses'"]),
        ("Minister: 'we will go' to 'peace' talks", ["'we will go'", "'peace'"]),
        ("'rock 'n' roll rules', he said", ["'rock 'n' roll rules'"]),
        ("'£5m deal' and '#MeToo'", ["'£5m deal'", "'#MeToo'"]),
        ("rock 'n' roll of the '90s and ‘Tis the ‘80s", []),
        ("'Tis late, he said 'now' and left", ["'now'"]),
        ("П'ять хвилин, aujourd'hui, l'État, Hawai‘i", []),
        ("‘Abd al-‘Aziz met the dogs of ‘Ali", []),
        ("So 'tis said \"the dogs' owner\" left", ['"the dogs\' owner"']),
    ],
)
def test_an_apostrophe_is_no_mark(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('A 6" pipe and a 4\'11" man said "we go".', ['"we go"']),
        ('The 12" record, "Blue", sold.', ['"Blue"']),
        ('"The 6" pipe broke," he said.', ['"The 6" pipe broke,"']),
        ("“The 6” pipe broke,” he said.", ["“The 6” pipe broke,”"]),
        ('"10" and "20" came.', ['"10"', '"20"']),
        ("5' tall; 'yes' he said", ["'yes'"]),
    ],
)
def test_inches_and_feet_are_no_marks(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Газета «Ведомости» и «Газпром» сообщили.", ["«Ведомости»", "«Газпром»"]),
        ("Компания «Торговый дом «Весна» закрыта.", ["«Торговый дом «Весна»", ".«Весна»"]),
        ("«Он: «Мы идём». Потом ушёл.", ["«Он: «Мы идём»", ".«Мы идём»"]),
        ("«Он: «Мы идём», и всё», — сказала она.", ["«Он: «Мы идём», и всё»", ".«Мы идём»"]),
        ("«Мы идём. «Газпром» молчит.", ["«Мы идём. «Газпром» молчит.…", ".«Газпром»"]),
        ("«А» и ««Б»»", ["«А»", "««Б»»", ".«Б»"]),
    ],
)
def test_guillemets_hold_names_and_one_may_close_two(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


def test_a_mark_that_closes_two_belongs_to_the_inner_of_the_outer() -> None:
    text = "«Дом «Весна» закрыт"
    outer, inner = quotations(text)
    assert outer.inner.of(text) == "Дом «Весна»"
    assert inner.inner.of(text) == "Весна"
    assert outer.closed and inner.closed


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«Мы идём, — сказал он, — и вы».", ["«Мы идём, — сказал он, — и вы»"]),
        ("«Мы идём! — сказал он. — И вы».", ["«Мы идём! — сказал он. — И вы»"]),
        ("— Мы идём, — сказал он. — И вы.", []),
        ("- Мы идём, - сказал он.", []),
    ],
)
def test_author_words_stay_inside_and_a_dash_opens_nothing(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said: "we go\nand left.', ['"we go…']),
        ("“One.\n“Two,” he said.", ["“One.…", "“Two,”"]),
        ("‘One.\n‘Two,’ he said.", ["‘One.…", "‘Two,’"]),
        ("«Раз.\nДва», — сказал он.", ["«Раз.…"]),
        ('and left," she said. "We go."', ['"We go."']),
        ("„Раз «два“ три»", ["„Раз «два“", ".«два…"]),
        ("et la suite », dit-il. « Oui »", ["« Oui »"]),
        ('"We go."She left. "Bye"', ['"We go."', '"Bye"']),
        ('He left."We go," she said.', ['"We go,"']),
        ('"…and on," "... and on," "(we) go"', ['"…and on,"', '"... and on,"', '"(we) go"']),
        ('"" «» “”\n"', []),
    ],
)
def test_what_is_never_closed_ends_with_its_line(text: str, quoted: list[str]) -> None:
    assert told(text) == quoted


def test_the_spans_and_the_mark_are_told() -> None:
    text = "So: „ja“ ''no''"
    assert quotations(text) == [
        Quotation(Span(4, 8), Span(5, 7), 0, True, "„"),
        Quotation(Span(9, 15), Span(11, 13), 0, True, "''"),
    ]


@given(texts)
@settings(max_examples=400, deadline=None)
def test_quotations_are_sorted_in_range_and_nested(text: str) -> None:
    around: list[Quotation] = []
    last = (-1, 0)
    for q in quotations(text):
        assert last < (q.outer.start, -q.outer.end)
        last = (q.outer.start, -q.outer.end)
        while around and around[-1].outer.end <= q.outer.start:
            around.pop()
        assert all(one.inner.holds(q.outer) for one in around)
        assert q.depth == len(around) <= 4
        around.append(q)
        assert 0 <= q.outer.start < q.inner.start < q.inner.end <= q.outer.end <= len(text)
        assert q.outer.of(text).startswith(q.mark)
        assert text[q.outer.start : q.inner.start] == q.mark
        assert "\n" not in q.outer.of(text)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_what_is_not_closed_ends_where_its_line_or_what_holds_it_ends(text: str) -> None:
    found = quotations(text)
    ends = {q.inner.end for q in found if q.closed} | {q.outer.end - 1 for q in found if q.closed}
    for q in found:
        if not q.closed:
            assert q.outer.end == q.inner.end
            assert text[q.outer.end : q.outer.end + 1] in ("", "\n") or q.outer.end in ends


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_a_line_knows_nothing_of_the_others(one: str, two: str) -> None:
    at = len(one) + 1
    moved = [
        Quotation(
            Span(q.outer.start + at, q.outer.end + at),
            Span(q.inner.start + at, q.inner.end + at),
            q.depth,
            q.closed,
            q.mark,
        )
        for q in quotations(two)
    ]
    whole = f"{one}\n{two}"
    assert quotations(whole) == quotations(one) + moved
    assert quotations(whole, 0, len(one)) == quotations(one)
    assert quotations(whole, at) == moved


@pytest.mark.parametrize(
    "piece", ["«", "» ", '"', "'", "« »", '"a" ', "«a» ", "a'", " 'a", '5"', "«a «"]
)
def test_a_line_of_nothing_but_marks_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(0 <= q.outer.start < q.outer.end <= len(text) for q in quotations(text))


def test_two_megabytes_of_unclosed_marks_in_one_line_are_read() -> None:
    text = ("„" + "да" * 50) * 10_000
    assert len(text.encode()) > 2_000_000
    assert [q.depth for q in quotations(text)] == [0, 1, 2, 3, 4]
