"""Words of a script without spaces: entries, what stands between them, and which of two cuts wins."""

from __future__ import annotations

import pytest

from claims.extract.rules.spaceless import Vocabulary
from claims.languages.pack import load_pack


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The entries of the Chinese pack."""
    return Vocabulary(load_pack("zh"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("船长说法国参战", ["船长", "说", "法国", "参战"]),
        ("船长的说法", ["船长", "的", "说法"]),
        ("这部小说", ["这", "部", "小说"]),
        ("6月12日", ["6", "月", "12", "日"]),
        ("Sam Reed说", ["Sam", "Reed", "说"]),
        ("《他说再见》出版", ["《他说再见》", "出版"]),
        ("達成了,說", ["達成", "了", ",", "說"]),
    ],
)
def test_a_run_is_cut_by_the_entries_of_the_pack(vocabulary: Vocabulary, text: str, words: list[str]) -> None:
    found = list(vocabulary.words(text, 0, len(text)))
    assert [word.text for word in found] == words
    assert all(text[word.start : word.end] == word.text for word in found)


def test_the_words_of_a_range_leave_out_spaces_only(vocabulary: Vocabulary) -> None:
    text = "  据 BBC 报道，市长 Kim-Lee（60岁）说：“好。”  "
    assert "".join(word.text for word in vocabulary.words(text, 0, len(text))) == "".join(text.split())


def test_a_cue_is_a_word_of_its_own_and_stands_in_no_title(vocabulary: Vocabulary) -> None:
    text = "小说作者说,《他说再见》的说法不对。"
    assert [(start, end) for start, end, _ in vocabulary.cues(text)] == [(4, 5)]


def test_the_other_spelling_of_an_entry_has_its_grammar() -> None:
    forms = load_pack("zh").forms
    assert forms["據"].cue.kind == forms["据"].cue.kind == "circumfix"
    assert forms["補充說"].cue.frames == forms["补充说"].cue.frames
