"""YAML is read as it is written, with its lines; what is no YAML, or says a key twice, is told with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ContractError
from claims.yamlfile import read_yaml

TEXT = """# a comment
a: 1
no:
  - on
  - {x: [~, 1.0], "y z": ""}
"""


def test_nothing_is_guessed() -> None:
    written = read_yaml(TEXT, "f.yaml")
    assert written.value == {"a": "1", "no": ["on", {"x": ["~", "1.0"], "y z": ""}]}
    assert read_yaml("", "f.yaml").value == ""
    assert read_yaml("word", "f.yaml").value == "word"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 2),
        (("no",), 3),
        (("no", 0), 4),
        (("no", 1, "x", 1), 5),
        (("no", 1, "no such"), 5),
        (("no", 7), 3),
        (("b",), 1),
        (("a", "deeper"), 2),
    ],
)
def test_a_path_leads_to_its_line_as_far_as_it_leads(
    path: tuple[str | int, ...], line: int
) -> None:
    assert read_yaml(TEXT, "f.yaml").place(path) == f"f.yaml:{line}"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: [c\n", 2, "not YAML"),
        ("a: 1\nb: c: d\n", 2, "not YAML"),
        ("a: 1\nb: *c\n", 2, "an anchor is used"),
        ("a: 1\nb: \tc\n\td: 1", 3, "not YAML"),
        ("a: 1\n---\nb: 1", 3, "a second document"),
        ("a: 1\na: 2\n", 2, "the key 'a' stands twice"),
        ("a:\n  b: 1\n  b: 1\n", 3, "the key 'b' stands twice"),
        ("a: 1\n[b]: 2\n", 2, "a key is no word"),
        ("a: &x\n - *x\n", 2, "an anchor is used"),
        ("\n" + "[" * 101 + "]" * 101, 2, "nested too deep"),
        ("[" * 100_000, 1, "nested too deep"),
        ("- " * 100_000, 1, "nested too deep"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_a_mend(text: str, line: int, what: str) -> None:
    with pytest.raises(ContractError) as caught:
        read_yaml(text, "f.yaml")
    assert what in caught.value.what
    assert caught.value.where == f"f.yaml:{line}"
    assert caught.value.mend


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`, \n\t?~", max_size=40) | st.text(max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = read_yaml(text, "f.yaml").value
    except ContractError as error:
        assert error.where and error.mend
    else:
        assert isinstance(value, str | list | dict)
