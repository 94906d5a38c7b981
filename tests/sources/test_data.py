"""The registry that the project ships: every row is read, and says one thing of one source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from claims.corpus import read_jsonl, write_jsonl
from claims.gold import read_gold
from claims.model import Source
from claims.sources.registry import Registry
from claims.text.normalise import fold

DATA = Path(__file__).parents[2] / "data"
FILE = DATA / "sources.jsonl"
LANGUAGES = ("ar", "en", "ru")
SOURCES: list[Source] = read_jsonl(FILE, "sources")[0]
IDS = {source.source_id for source in SOURCES}


def found(mention: str, language: str) -> list[str]:
    return [source.source_id for source in Registry(SOURCES).find(mention, language)]


def twice(values: Iterable[str]) -> list[str]:
    return [one for one, other in pairwise(sorted(values)) if one == other]


def test_every_row_is_read_and_none_refused() -> None:
    rows, _, refusals = read_jsonl(FILE, "sources")
    assert refusals == [] and len(rows) >= 90


def test_the_file_is_written_as_we_write_files(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "again.jsonl", SOURCES)
    assert (tmp_path / "again.jsonl").read_bytes() == FILE.read_bytes()


def test_ids_are_unique_and_sorted() -> None:
    ids = [source.source_id for source in SOURCES]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch("src_[a-z0-9_]{2,64}", one) for one in ids)


def test_every_source_has_aliases_in_three_languages() -> None:
    lacking = {
        s.source_id: a for s in SOURCES if (a := {*LANGUAGES} - {x.language for x in s.aliases})
    }
    assert lacking == {}


def test_the_name_shown_is_an_english_alias() -> None:
    assert [
        s.source_id
        for s in SOURCES
        if s.name not in {a.text for a in s.aliases if a.language == "en"}
    ] == []


def test_parents_and_organisations_are_sources_of_the_file() -> None:
    named = {s.parent_id for s in SOURCES} | {r.organisation_id for s in SOURCES for r in s.roles}
    assert named - IDS == {None}
    assert [s.source_id for s in SOURCES if s.parent_id == s.source_id] == []


def test_parents_make_no_circle() -> None:
    parents = {s.source_id: s.parent_id for s in SOURCES}
    for source_id in IDS:
        seen: set[str] = set()
        above: str | None = source_id
        while above is not None:
            assert above not in seen, f"{above} is above itself"
            seen.add(above)
            above = parents[above]


def test_no_alias_belongs_to_two_sources() -> None:
    owners = defaultdict(set)
    for source in SOURCES:
        for alias in source.aliases:
            owners[fold(alias.text), alias.language].add(source.source_id)
    assert {alias: ids for alias, ids in owners.items() if len(ids) > 1} == {}


def test_no_source_has_an_alias_twice() -> None:
    for source in SOURCES:
        assert twice(f"{fold(a.text)} ({a.language})" for a in source.aliases) == [], (
            source.source_id
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_alias_names_two_sources_once_inflection_is_taken_off(language: str) -> None:
    shared = {k: ids for k, ids in Registry(SOURCES).aliases(language).items() if len(ids) > 1}
    assert shared == {}


def test_aliases_are_trimmed_and_not_a_lone_letter() -> None:
    texts = [alias.text for source in SOURCES for alias in source.aliases]
    assert [text for text in texts if text != " ".join(text.split()) or len(text) < 2] == []


def test_aliases_are_in_the_letters_of_their_language() -> None:
    letters = {"ar": "[\u0600-\u06ff]", "ru": "[а-яёА-ЯЁ]", "en": "[A-Za-z]"}
    for source in SOURCES:
        for language, pattern in letters.items():
            own = [
                a.text
                for a in source.aliases
                if a.language == language and re.search(pattern, a.text)
            ]
            assert own or (language == "ru" and source.kind == "media"), (
                source.source_id,
                language,
            )
        for alias in source.aliases:
            assert alias.language in letters
            mixed = re.search(r"\b(?=\w*[а-яёі])(?=\w*[a-z])\w+", alias.text.lower())
            assert mixed is None, f"{alias.text!r} mixes Latin and Cyrillic letters in a word"


def test_wikidata_items_are_well_formed_and_unique() -> None:
    items = [source.wikidata for source in SOURCES if source.wikidata is not None]
    assert all(re.fullmatch("Q[1-9][0-9]*", item) for item in items)
    assert twice(items) == []


def test_offices_begin_before_they_end() -> None:
    for source in SOURCES:
        for role in source.roles:
            if role.valid_from and role.valid_to:
                assert role.valid_from <= role.valid_to, (source.source_id, role)
            assert role.title == role.title.lower().strip() and role.organisation_id, (
                source.source_id,
                role,
            )


def test_only_persons_hold_offices() -> None:
    assert [s.source_id for s in SOURCES if s.roles and s.kind != "person"] == []


@pytest.mark.parametrize(
    "title", ["president", "prime minister", "chancellor", "king", "pope", "secretary-general"]
)
def test_an_office_of_one_has_one_holder_at_a_time(title: str) -> None:
    terms = defaultdict(list)
    for source in SOURCES:
        for role in source.roles:
            if role.title == title:
                assert role.valid_from, (source.source_id, role)
                terms[role.organisation_id].append(
                    (role.valid_from, role.valid_to, source.source_id)
                )
    for held in terms.values():
        for (_, end, who), (begin, _, heir) in pairwise(sorted(held, key=lambda term: term[0])):
            assert end is not None and end <= begin, f"{who} and {heir}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_that_the_gold_names_is_registered(language: str) -> None:
    folder = DATA / "corpus" / language
    named = {a.source_id for _, x in read_gold(folder) for a in x.attributions if a.source_id}
    assert named - IDS == set()


@pytest.mark.parametrize(
    ("mention", "language", "source_id"),
    [
        ("Путиным", "ru", "src_vladimir_putin"),
        ("Юрием Ушаковым", "ru", "src_yuri_ushakov"),
        ("زيلنسكي", "ar", "src_volodymyr_zelensky"),
        ("ترمب", "ar", "src_donald_trump"),
        ("رافائيل جروسي", "ar", "src_rafael_grossi"),
        ("واشنطن", "ar", "src_united_states"),
        ("В Кремле", "ru", ""),
        ("Кремле", "ru", "src_kremlin"),
        ("الخارجية الروسية", "ar", "src_russian_foreign_ministry"),
        ("Moscow", "en", "src_russia"),
        ("بيان الكرملين", "ar", "src_kremlin_statement"),
        ("أوبك+", "ar", "src_opec_plus"),
        ("أوبك", "ar", "src_opec"),
        ("Johnson", "en", ""),
    ],
)
def test_a_mention_finds_its_source(mention: str, language: str, source_id: str) -> None:
    assert found(mention, language) == ([source_id] if source_id else [])
