"""A pack is read from any path, written out and folded; whatever is wrong with it is told with its place and the mend."""

import re
from importlib import resources
from pathlib import Path

import pytest

from claims.contract import contract
from claims.errors import ClaimsError, ContractError, UsageError
from claims.languages import vocabulary
from claims.languages.forms import Grammar
from claims.languages.pack import Pack, languages, load_pack, read_pack
from claims.text.normalise import fold

SMALL = """language: qq
name: Kuku
order: svo
cues:
  - {class: neutral, frames: [clause, quote], forms: {fin.m.sg: [kuka_pa, Kukó], conv: [kukum]}}
words:
  complementizer: [pa]
"""


@pytest.fixture
def read(tmp_path: Path):
    """Reads a pack that is given as text."""

    def reading(text: str, name: str = "qq.yaml") -> Pack:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return read_pack(file)

    return reading


# ---- the packs that are shipped


@pytest.mark.parametrize("language", languages())
def test_each_shipped_pack_is_read_and_has_cues_and_words(language: str) -> None:
    pack = load_pack(language)
    assert pack.language == language
    assert len(pack.forms) > 100
    assert pack.name and any(pack.words.values())
    assert pack is load_pack(f"{language}-XX")
    assert pack is load_pack(language.upper())


@pytest.mark.parametrize("language", languages())
def test_what_the_rows_take_from_a_pack_is_in_the_codebook(language: str) -> None:
    enums = contract().enums
    for form in load_pack(language).forms.values():
        assert form.cue.cue_class in enums["cue_class"].labels
        assert form.cue.commitment in enums["commitment"].labels
        assert form.cue.channel in enums["channel"].labels


@pytest.mark.parametrize("language", languages())
def test_no_word_of_a_pack_holds_what_folding_drops(language: str) -> None:
    pack = load_pack(language)
    said = [*pack.forms, *pack.markers, *pack.pronouns, *pack.author_frames]
    said += [word for words in pack.words.values() for word in words]
    assert [word for word in said if fold(word) != word or word != word.strip() or not word] == []


def test_an_unknown_language_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        load_pack("tlh")
    assert "no language pack 'tlh'; there are: ar," in caught.value.what


# ---- what is read


def test_a_pack_of_a_path_is_read(tmp_path: Path, read) -> None:
    pack = read(SMALL)
    assert (pack.language, pack.name, pack.order) == ("qq", "Kuku", "svo")
    assert pack.participles == "outer" and pack.negation_reach == 2 and not pack.traits
    assert read_pack(str(tmp_path / "qq.yaml")) == pack
    assert read_pack(resources.files("claims.languages") / "en.yaml") == load_pack("en")


def test_forms_are_folded_and_an_underscore_is_a_space(read) -> None:
    pack = read(SMALL)
    assert sorted(pack.forms) == ["kuka pa", "kukum", "kukó"]
    form = pack.forms["kuka pa"]
    assert (form.mood, form.gender, form.number, form.suffix) == ("fin", "m", "sg", False)
    assert form.cue.lemma == "kuka pa"
    assert form.cue.frames == {"clause", "quote"}
    assert pack.forms["kukum"].mood == "conv"


INFLECTED = """
  - {template: weak, frames: [prep], preps: [Pa], channel: post, rule: mine, stems: [tok~tek, sag_an~seg_an]}
templates:
  weak: {fin.f.sg: "{0}a", fin.pl.suffix: ["{1}o", "{1}oj"], noun: "{0}{1}"}
"""


def test_stems_are_written_out_by_their_template(read) -> None:
    pack = read(SMALL.replace("\nwords:", f"{INFLECTED}words:"))
    new = {text: form for text, form in pack.forms.items() if form.cue.lemma in ("tok", "sag an")}
    assert sorted(new) == [
        "sag ana",
        "sag anseg an",
        "seg ano",
        "seg anoj",
        "teko",
        "tekoj",
        "toka",
        "toktek",
    ]
    assert new["tekoj"].suffix and new["tekoj"].number == "pl" and new["tekoj"].gender is None
    assert new["toka"].gender == "f"
    assert new["toka"].cue.preps == {"pa"}
    assert (new["toka"].cue.channel, new["toka"].cue.rule) == ("post", "mine")


def test_the_earlier_group_wins(read) -> None:
    later = "  - {class: denial, commitment: denies, forms: {pass: [kukum, kukumi]}}\nwords:"
    pack = read(SMALL.replace("words:", later))
    assert pack.forms["kukum"].cue.cue_class == "neutral"
    assert pack.forms["kukumi"].cue.cue_class == "denial"


def test_words_that_yaml_takes_for_something_else_are_words(read) -> None:
    pack = read(SMALL.replace("[pa]", "[no, on, yes, off, 1.0, ~, null, 2021-01-01]"))
    assert pack.words["complementizer"] == {
        "no",
        "on",
        "yes",
        "off",
        "1.0",
        "~",
        "null",
        "2021-01-01",
    }
    assert read(SMALL.replace("qq", "no")).language == "no"


def test_a_text_is_a_list_of_words_and_an_entry_with_a_space_a_phrase(read) -> None:
    pack = read(SMALL.replace("[pa]", "pa pe").replace("words:", "words:\n  boundary: [po, po pa]"))
    assert pack.words["complementizer"] == {"pa", "pe"}
    assert pack.phrases["boundary"] == (("po", "pa"),)
    assert pack.fixed == {"po": (("po", "pa"),)}
    assert pack.words["negator"] == frozenset()


def test_pronouns_have_gender_and_number(read) -> None:
    pack = read(SMALL + "pronouns: {m.sg: [He], any.pl: [they]}\npossessives: {f.any: [her]}\n")
    assert pack.pronouns == {"he": Grammar("m", "sg"), "they": Grammar(None, "pl")}
    assert pack.possessives == {"her": Grammar("f", None)}


def test_letters_of_another_spelling_give_each_entry_twice(read) -> None:
    pack = read(SMALL.replace("[pa]", "[说, 她]") + "variants: [说說]\n")
    assert pack.words["complementizer"] == {"说", "說", "她"}


def test_a_verb_of_two_parts_stands_apart(read) -> None:
    pack = read(SMALL.replace("kuka_pa", '"kuka … pa"'))
    assert pack.split["kuka"][("pa",)].cue.lemma == "kuka … pa"
    assert "kuka … pa" not in pack.forms


def test_the_spelling_of_sentences_comes_from_the_pack(read) -> None:
    pack = read(
        SMALL.replace("words:", "words:\n  preposition: [In]")
        + "abbreviations: [Dr.]\ntraits: [ordinal_stop]\nproclitics: {noun: [wa]}\npronouns: {m.sg: [he]}\n"
    )
    assert pack.spelling.abbreviations == {"Dr."}
    assert pack.spelling.openers == {"in", "he"}
    assert pack.spelling.ordinals and pack.spelling.proclitics == {"wa"}


# ---- what is wrong


GROUP = (
    "{class: neutral, frames: [clause, quote], forms: {fin.m.sg: [kuka_pa, Kukó], conv: [kukum]}}"
)


def group(text: str) -> str:
    return SMALL.replace(GROUP, text)


WRONG = [
    ("", 1, "nothing where a map is expected", "key: value"),
    ("- a\n", 1, "a list where a map", "key: value"),
    (SMALL + "tone: high\n", 8, "tone: no 'tone' here; there are: abbreviations,", "README"),
    (SMALL + "trait: []\n", 8, "trait: no 'trait' here", "did you mean 'traits'?"),
    (SMALL.replace("order: svo\n", ""), 1, "order is missing", "add order"),
    (SMALL.replace("svo", "sov and vso"), 3, "order: no 'sov and vso' here; there are: sov, svo, vso", "README"),
    (SMALL.replace("qq", "Kuku"), 1, "language: no language 'Kuku'", "ISO 639"),
    (SMALL.replace("Kuku", ""), 2, "name: nothing where a word", "write one word"),
    (SMALL.replace("complementizer", "complementiser"), 7, "words.complementiser: no", "did you mean 'complementizer'?"),
    (SMALL.replace("[pa]", "{pa: po}"), 7, "words.complementizer: a map where a list", "[one, two]"),
    (SMALL.replace("[pa]", "[pa, [po]]"), 7, "words.complementizer[2]: a list where a word", "quote"),
    (SMALL.replace("[pa]", '[pa, ""]'), 7, "words.complementizer[2]: nothing", "quote"),
    (SMALL + "markers: {hedges: [maybe]}\n", 8, "markers.hedges: no 'hedges'", "did you mean 'hedge'?"),
    (SMALL + "traits: [comma]\n", 8, "traits[1]: no 'comma'", "README"),
    (SMALL + "traits: comma\n", 8, "traits[1]: no 'comma'", "README"),
    (SMALL + "endings: {adverbs: [ly]}\n", 8, "endings.adverbs: no", "did you mean 'adverb'?"),
    (SMALL + "proclitics: {verbs: [wa]}\n", 8, "proclitics.verbs: no", "did you mean 'verb'?"),
    (SMALL + "participles: middle\n", 8, "participles: no 'middle'", "README"),
    (SMALL + "negation_reach: far\n", 8, "negation_reach: 'far' is no whole number", "write 0, 1"),
    (SMALL + "abbreviations: [Dr., Mr]\n", 8, "abbreviations[2]: 'Mr' has no full stop", "write Mr."),
    (SMALL + "variants: [说]\n", 8, "variants[1]: '说' is no pair", "说說"),
    (SMALL + "pronouns: {m: [he]}\n", 8, "pronouns.m: no gender and number: 'm'", "m.sg"),
    (SMALL + "pronouns: {m.du: [he]}\n", 8, "pronouns.m.du: no 'du' here", "README"),
    (SMALL + "pronouns: [he]\n", 8, "pronouns: a list where a map", "key: value"),
    (SMALL.replace("cues:\n  - ", "cues: "), 4, "cues: no list of groups", "write -"),
    (group("kuka"), 5, "cues[1]: the text 'kuka' where a map", "key: value"),
    (group("{clas: neutral, forms: {fin: [a]}}"), 5, "cues[1].clas: no 'clas'", "did you mean 'class'?"),
    (group("{class: neutrel, forms: {fin: [a]}}"), 5, "cues[1].class: no 'neutrel'", "did you mean 'neutral'?"),
    (group("{commitment: says, forms: {fin: [a]}}"), 5, "cues[1].commitment: no 'says'", "README"),
    (group("{channel: radio, forms: {fin: [a]}}"), 5, "cues[1].channel: no 'radio'", "README"),
    (group("{kind: adverb, forms: {fin: [a]}}"), 5, "cues[1].kind: no 'adverb'", "README"),
    (group("{frames: [claus], forms: {fin: [a]}}"), 5, "cues[1].frames[1]: no 'claus'", "did you mean 'clause'?"),
    (group("{class: neutral}"), 5, "cues[1]: neither forms nor a template", "template and stems"),
    (group("{stems: [a]}"), 5, "cues[1]: neither forms nor a template", "template and stems"),
    (group("{template: weak, stems: [a]}"), 5, "cues[1].template: no 'weak' here", "README"),
    (group("{forms: {fin.x: [a]}}"), 5, "cues[1].forms.fin.x: no 'x'", "README"),
    (group("{forms: {finite: [a]}}"), 5, "cues[1].forms.finite: no 'finite'", "did you mean"),
    (group("{forms: [a]}"), 5, "cues[1].forms: a list where a map", "key: value"),
    (group("{template: t, stems: [a]}") + 'templates: {t: {fin: "{1}b"}}\n', 5, "cues[1].stems: 'a' lacks a stem for '{1}b'", "one~two"),
    (group("{template: t, stems: [a]}") + 'templates: {t: {fin: "{x}b"}}\n', 8, "templates.t.fin: no pattern: '{x}b'", "{0}"),
    (group("{template: t, stems: [a]}") + 'templates: {t: {fin: "{0"}}\n', 8, "templates.t.fin: no pattern: '{0'", "{0}"),
    (group("{template: t, stems: [a]}") + "templates: {t: {fin: {0}}}\n", 8, "templates.t.fin: a map where a list", "[one, two]"),
    (SMALL + 'templates: {t: {fan: "{0}"}}\n', 8, "templates.t.fan: no 'fan'", "did you mean 'fin'?"),
    (group("{forms: {fin: [a], conv: [b], fin: [c]}}"), 5, "the key 'fin' stands twice", "one list"),
    (SMALL + "words: {}\n", 8, "the key 'words' stands twice", "one list"),
    (SMALL + "traits: [a\n", 8, "not YAML", "quote"),
    (SMALL + "a: b: c\n", 8, "not YAML", "quote"),
    (SMALL + "{0}: c\n", 8, "a key is no word", "quote"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what", "mend"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_with_file_line_key_and_mend(
    read, text: str, line: int, what: str, mend: str
) -> None:
    with pytest.raises(ContractError) as caught:
        read(text)
    assert what in caught.value.what
    assert re.fullmatch(rf".*qq\.yaml:{line}", caught.value.where or "")
    assert mend in (caught.value.mend or "")


def test_a_pack_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as missing:
        read_pack(tmp_path / "none.yaml")
    assert missing.value.where == str(tmp_path / "none.yaml")
    with pytest.raises(UsageError):
        read_pack(tmp_path)
    (tmp_path / "l1.yaml").write_bytes(b"name: \xe9")
    (tmp_path / "bell.yaml").write_bytes(b"name: \x07")
    for name in ("l1.yaml", "bell.yaml"):
        with pytest.raises(ClaimsError) as caught:
            read_pack(tmp_path / name)
        assert "UTF-8" in (caught.value.mend or "")


# ---- the page that tells how to write one


def test_the_page_on_packs_names_every_key_and_every_word_of_a_closed_set() -> None:
    page = (resources.files("claims.languages") / "README.md").read_text(encoding="utf-8")
    named = set()
    for row in re.findall(r"^\| (`.*?) \|", page.partition("## Reference")[2], re.MULTILINE):
        named |= set(re.findall(r"`([^`]+)`", row))
    sets = ("TOP", "GROUP", "KINDS", "MOODS", "FRAMES", "TRAITS", "MARKERS", "WORDS", "ENDINGS")
    known = {word for name in sets for word in getattr(vocabulary, name)}
    assert named == known
    assert all(
        re.search(r"\| +\S.* \|$", row) for row in re.findall(r"^\| `.*$", page, re.MULTILINE)
    )
