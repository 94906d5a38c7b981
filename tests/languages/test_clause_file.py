"""The files on clauses: what they say of words, how they complete a pack, what is said of a wrong one."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from claims.errors import ContractError
from claims.languages import kinds
from claims.languages.clause_file import load_grammar, read_grammar
from claims.languages.grammar import Grammar
from claims.languages.pack import languages, load_pack
from claims.text.normalise import fold
from claims.yamlfile import read_yaml

CALENDAR = """calendar:
  months: [[a], [b], [c], [d], [e], [f], [g], [h], [i], [j], [k], [l]]
  weekdays: [[m], [n], [o], [p], [q], [r], [s]]
  days: {"0": [today]}
  month_names: [A, B, C, D, E, F, G, H, I, J, K, L]
  date: "{day} {month} {year}"
  dated: "on {date}"
  of_year: " {year}"
"""


def of(text: str, language: str = "en") -> Grammar:
    return read_grammar(read_yaml(text, "clauses/xx.yaml"), load_pack(language))


def named(grammar: Grammar, word: str) -> set[str]:
    """The classes of a word as the text has it."""
    bits = grammar.kinds(fold(word))
    return {kind for kind, bit in kinds.BIT.items() if bits & bit}


WORDS = [
    ("ar", "وانخفضت", {"finite", "joined"}),
    ("ar", "ووصلت", {"finite", "joined"}),
    ("ar", "وصلت", {"finite"}),
    ("ar", "كشف", {"either"}),
    ("ar", "وزير", set()),
    ("ar", "فيينا", set()),
    ("ar", "وأن", {"complementizer", "joined"}),
    ("ar", "سيرتفع", {"finite", "future"}),
    ("ar", "سيارة", set()),
    ("ar", "المياه", {"definite"}),
    ("ru", "прочитала", {"finite"}),
    ("ru", "канала", set()),
    ("ru", "строители", set()),
    ("ru", "совет", set()),
    ("ru", "идти", {"infinitive"}),
    ("ru", "вырастет", {"finite", "future"}),
    ("en", "went", {"finite"}),
    ("en", "opened", {"either"}),
    ("en", "speed", set()),
    ("en", "mutters", {"noun_too"}),
    ("en", "muttered", {"either"}),
    ("en", "won't", {"finite", "negation", "future"}),
    ("en", "124", {"number"}),
    ("en", "Thursday", {"calendar"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "word", "classes"), WORDS)
def test_a_word_is_known_by_its_entry_its_form_or_what_stands_behind_a_joined_letter(
    language: str, word: str, classes: set[str]
) -> None:
    found = named(load_grammar(load_pack(language)), word)
    assert classes <= found
    verbal = {"finite", "either", "infinitive", "joined"}
    assert found & verbal == classes & verbal


@pytest.mark.parametrize("language", languages())
def test_every_language_has_a_grammar_with_the_markers_of_its_pack(language: str) -> None:
    pack = load_pack(language)
    grammar = load_grammar(pack)
    for text, those in pack.markers.items():
        bits = grammar.words.get(text, 0) | grammar.phrases.get(text, 0)
        assert all(bits & kinds.BIT[kind] for kind in those), text


def test_verbs_that_show_different_subjects_do_not_agree() -> None:
    grammar = load_grammar(load_pack("ru"))
    assert grammar.agree("залила", "дошла")
    assert grammar.agree("покинула", "возвращается")
    assert not grammar.agree("идет", "слышны")
    assert not grammar.agree("проголосовали", "высказался")
    assert load_grammar(load_pack("en")).agree("rose", "fell")


def test_a_file_completes_what_the_pack_knows() -> None:
    grammar = of("words: {finite: [goes, is_gone], complementizer: [lest]}")
    assert "finite" in named(grammar, "goes") and "is gone" in grammar.phrases
    assert "complementizer" in named(grammar, "lest")
    assert "complementizer" not in named(grammar, "that")
    assert "pronoun" in named(grammar, "he")
    assert grammar.knows_verbs and not of("{}").knows_verbs


def test_conjugations_write_out_forms() -> None:
    grammar = of('conjugations: [{finite: ["{0}s"], either: ["{0}ed"], stems: [jump]}]')
    assert named(grammar, "jumps") >= {"finite"} and named(grammar, "jumped") >= {"either"}


def test_a_calendar_gives_numbers_to_words() -> None:
    calendar = of(CALENDAR).calendar
    assert calendar is not None
    assert (calendar.months["l"], calendar.weekdays["m"], calendar.days["today"]) == (12, 0, 0)


WRONG = [
    ("verbs: [go]", 1, "no 'verbs'"),
    ("words:\n  finit: [go]", 2, "did you mean 'finite'?"),
    ("words:\n  finite: {go: went}", 2, "a list of words"),
    ("traits: [nomnal]", 1, "did you mean 'nominal'?"),
    ('patterns:\n  finite: "("', 2, "no regular expression"),
    ('conjugations:\n  - {finite: ["{1}s"], stems: [jump]}', 2, "lacks a stem"),
    ("conjugations:\n  - {finite: [x]}", 2, "stems is missing"),
    (CALENDAR.replace("[k], [l]]", "[k]]"), 2, "write 12 lists"),
    (CALENDAR.replace(", K, L]", ", K]"), 5, "write twelve"),
    (CALENDAR.replace('"0"', "now"), 4, "no number of days"),
    (CALENDAR.replace('  date: "{day} {month} {year}"\n', ""), 1, "date is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_wrong_file_is_refused_with_its_line_and_a_mend(text: str, line: int, says: str) -> None:
    with pytest.raises(ContractError) as caught:
        of(text)
    assert caught.value.mend
    assert says in f"{caught.value.what} {caught.value.mend}"
    assert caught.value.where == f"clauses/xx.yaml:{line}"


def test_the_page_on_clauses_names_every_key_trait_and_class() -> None:
    page = (resources.files("claims.languages") / "clauses" / "README.md").read_text(encoding="utf-8")
    told = {name for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)}
    known = {*kinds.TOP, *kinds.TRAITS, *kinds.WORDS, *kinds.BY_FORM, *kinds.CALENDAR, *kinds.MORE_CALENDAR}
    assert told == known
