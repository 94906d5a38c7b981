"""The gold notation reads as its docstring says, and what is written is read back."""

import cProfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import DataError
from claims.text.marks import Marked, parse, write


def said(marked: Marked, key: str, role: str) -> list[str]:
    one = next(a for a in marked.attributions if a.key == key)
    return [marked.text[s:e] for s, e in one.role(role)]


def test_a_line_without_keys_is_one_attribution_called_a() -> None:
    marked = parse("[Песков|source] [заявил|cue], что [переговоры продолжаются|content].")
    assert marked.text == "Песков заявил, что переговоры продолжаются."
    assert [a.key for a in marked.attributions] == ["a"]
    assert said(marked, "a", "source") == ["Песков"]
    assert said(marked, "a", "content") == ["переговоры продолжаются"]


def test_brackets_nest_and_attribute_lines_vanish() -> None:
    marked = parse(
        "[The statement|source:a] [said|cue:a] [[Putin|source:b,source:c] [stressed|cue:b] that [it was so|content:b],"
        " [adding|cue:c] that [it would stay so|content:c]|content:a].\n"
        "  {a: {form: verb}, b: {parent: a, source_id: src_vladimir_putin}, c: {parent: a}}\nNext."
    )
    assert marked.text.endswith("adding that it would stay so.\nNext.")
    assert said(marked, "a", "content") == [
        "Putin stressed that it was so, adding that it would stay so"
    ]
    assert said(marked, "c", "source") == ["Putin"]
    assert marked.attributions[1].attributes == {"parent": "a", "source_id": "src_vladimir_putin"}


def test_a_role_marked_twice_is_discontinuous() -> None:
    marked = parse("[The talks|content], [he|source] [said|cue], [went on|content].")
    assert said(marked, "a", "content") == ["The talks", "went on"]


def test_claims_belong_to_their_attribution_or_to_the_author() -> None:
    marked = parse("He [said|cue:b] [[it rained|claim:b1] and [may snow|claim:b2]|content:b]. [It is cold|claim:-1].\n"
                   '  {b2: {modality: possible}, "-1": {polarity: positive}}')  # fmt: skip
    assert [(c.key, c.owner) for c in marked.claims] == [("b1", "b"), ("b2", "b"), ("-1", None)]
    assert marked.claims[1].attributes == {"modality": "possible"}
    assert marked.claims[2].attributes == {"polarity": "positive"}


def test_literal_marks_are_escaped() -> None:
    assert parse("a \\[b\\] \\| c \\\\ d").text == "a [b] | c \\ d"
    assert parse("  \\{a: b}").text == "  {a: b}"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("fine\n[open|source] [never closed", "not closed"),
        ("fine\n[said|cue", "not closed"),
        ("fine\nclosed]", "']'"),
        ("fine\na | bar", "'|'"),
        ("fine\n[X|speaker]", "no role"),
        ("fine\n[X|source:]", "no role"),
        ("fine\n[X|source:-1]", "author's voice"),
        ("fine\n[|source]", "empty"),
        ("fine\n[said |cue]", "white space"),
        ("fine\n[[x|cue] y|cue]", "overlaps"),
        ("fine\n  {a: {parent: b}}", "unknown key"),
        ("fine\n  {a: b}", "map of maps"),
        ("fine\n  {a: {b: [c]}}", "not a word"),
        ("fine\n  {a: {b: c", "not YAML"),
        ("fine\n[x|content:a]\n  {a: {form: verb}, a: {form: noun}}", "twice"),
        ("fine\n[x|content:a]\n  {a: {parent: z}}", "no parent"),
        ("fine\n[x|content:a] [y|content:b]\n  {a: {parent: b}, b: {parent: a}}", "own parent"),
        ("fine\n[he [said|cue:b] [so|content:b]|content:a]", "has no parent"),
        ("fine\n[x|claim:q]", "unknown attribution"),
        ("fine\n[x|hedge:-1]", "unknown claim"),
    ],
)
def test_a_wrong_mark_is_told_with_its_line_and_a_mend(text: str, what: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(text, where="a.md", first_line=5)
    assert what in caught.value.what
    assert caught.value.where in ("a.md:6", "a.md:7")
    assert caught.value.mend


PIECE = st.text("ab «é😀\u0301[]|\\{\nсу:", min_size=0, max_size=6)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, str]:
    """A marked text and the same without marks."""
    keys = iter(f"k{n}" for n in range(100))

    def escaped(text: str) -> str:
        for sign in "\\[]|{":
            text = text.replace(sign, "\\" + sign)
        return text

    def part(depth: int) -> tuple[str, str]:
        text = draw(PIECE) if not depth else draw(PIECE).replace("\n", "")
        marked = escaped(text)
        for _ in range(draw(st.integers(0, 2 if depth < 3 else 0))):
            inner_marked, inner = part(depth + 1)
            marked += (
                f"[x{inner_marked}y|content:{next(keys)}]" if depth == 0 else f"x{inner_marked}y"
            )
            text += f"x{inner}y"
            tail = draw(PIECE) if not depth else ""
            marked, text = marked + escaped(tail), text + tail
        if depth:
            marked += f"[z|cue:{next(keys)},claim:-{draw(st.integers(1, 3))}{next(keys)[1:]}]"
            text += "z"
        return marked, text

    return part(0)


@given(marked_texts())
def test_what_is_written_is_read_back(case: tuple[str, str]) -> None:
    marked, text = case
    try:
        read = parse(marked)
    except DataError as error:
        assert "has no parent" in error.what
        return
    assert read.text == text
    assert parse(write(read)) == read


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text()))
def test_any_text_and_any_attribute_survive(text: str, attributes: dict[str, str]) -> None:
    shell = parse("[x|content:a] [y|content:b,addressee:a] [z|claim:a1] [w|claim:-1]")
    one = type(shell.attributions[0])(
        "a", shell.attributions[0].spans, attributes | {"parent": "b"}
    )
    full = Marked(shell.text + text, (one, shell.attributions[1]), shell.claims)
    assert parse(write(full)) == full


@given(st.text("[]|\\{}: abcue\n-1,"))
def test_any_input_is_read_or_refused(text: str) -> None:
    try:
        marked = parse(text)
    except DataError as error:
        assert error.where
    else:
        assert parse(write(marked)) == marked


def test_reading_takes_steps_in_proportion_to_the_text() -> None:
    def steps(n: int) -> int:
        line = "".join(f"[He|source:a{k}] [said|cue:a{k}] [it|content:a{k}]. " for k in range(n))
        profile = cProfile.Profile()
        profile.runcall(lambda: write(parse(line)))
        return sum(entry.callcount for entry in profile.getstats())

    assert steps(800) < 10 * steps(100)
