"""What stands around a quotation mark tells whether it opens, closes or is none."""

import pytest

from claims.text.signs import Mark, Shape, lines

OPENS, CLOSES, EITHER = Shape.OPENS, Shape.CLOSES, Shape.EITHER


def marks(text: str) -> list[Mark]:
    return [mark for _, _, found in lines(text, 0, len(text)) for mark in found]


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ('"go" (“go”) —"go"', [OPENS, CLOSES, OPENS, CLOSES, OPENS, CLOSES]),
        ('x:" go " and" go', [EITHER, EITHER, CLOSES]),
        ('"…go," "$5" go." go"go', [OPENS, CLOSES, OPENS, CLOSES, CLOSES, EITHER]),
        ("\"'go,'\"", [OPENS, OPENS, CLOSES, CLOSES]),
        ("« go », « go »", [EITHER, CLOSES, EITHER, EITHER]),
        ('说"走"了', [EITHER, EITHER]),
        ('\u200f"نعم"\u200f, "لاً"', [OPENS, CLOSES, OPENS, CLOSES]),
    ],
)
def test_a_mark_has_a_shape(text: str, shapes: list[Shape]) -> None:
    assert [mark.shape for mark in marks(text)] == shapes


@pytest.mark.parametrize(
    "text", ["isn't it’s", "the '90s", "rock 'n' roll", 'מנכ"ל', "П'ять", "no marks at all"]
)
def test_apostrophes_and_acronyms_are_no_marks(text: str) -> None:
    assert marks(text) == []


def test_wide_and_doubled_marks_are_read_as_the_plain_ones() -> None:
    signs = [mark.sign for mark in marks("＂go＂ ''go'' ``go ,,go ＇go＇")]
    assert signs == ['"', '"', '"', '"', "‟", "„", "'", "'"]
    assert [(mark.at, mark.end) for mark in marks("''go''")] == [(0, 2), (4, 6)]


def test_the_arabic_prefix_before_a_mark_is_counted_without_signs_and_tatweel() -> None:
    assert [mark.prefix for mark in marks('و"نعم" بـ"نعم" وَال"نعم" كتاب"')] == [1, 3, 1, 3, 3, 3, 4]
    assert marks('go"')[0].prefix == 0


def test_inches_feet_and_possessives_are_doubtful() -> None:
    assert [mark.doubtful for mark in marks("6\" 5' dogs' go 5. 'dogs'")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_only_lines_with_marks_are_told_with_their_range() -> None:
    text = '"a"\nb\n\n«c»'
    assert [(start, end, len(found)) for start, end, found in lines(text, 0, len(text))] == [
        (0, 3, 2),
        (7, 10, 2),
    ]
    assert [(start, end) for start, end, _ in lines(text, 1, 8)] == [(1, 3), (7, 8)]
