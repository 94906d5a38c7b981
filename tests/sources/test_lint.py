"""What is doubtful in a registry, told at its line."""

from __future__ import annotations

from datetime import date

import pytest

from claims.model import Alias, Role, Source
from claims.sources.lint import lint


def source(key: str, *aliases: str, roles: tuple[Role, ...] = ()) -> Source:
    """A person with aliases written `ar:بوتين`."""
    return Source(f"src_{key}", key, "person", tuple(Alias(text, language, "name") for language, text in (one.split(":") for one in aliases)), roles)


def term(begin: int | None, end: int | None, title: str = "mayor", of: str | None = "src_city") -> Role:
    """An office held from the start of a year to the start of another."""
    return Role(title, of, date(begin, 1, 1) if begin else None, date(end, 1, 1) if end else None)


def reasons(*sources: Source, languages: str = "") -> list[tuple[str, str]]:
    places = {one.source_id: f"sources.jsonl:{number}" for number, one in enumerate(sources, 1)}
    found = lint(sources, places, languages.split())
    assert all(one.mend and one.where == places[one.what] for one in found)
    return [(one.what, one.reason) for one in found]


def test_an_alias_of_two_names_neither_be_it_inflected_or_written_with_another_hamza():
    assert reasons(source("a", "ar:أحمد السالم"), source("b", "ar:احمد السالم"), languages="ar") == [("src_a", "'احمد سالم' (ar) names src_b too, and so neither")]
    (told,) = reasons(source("a", "ru:Песков"), source("b", "ru:Пескова"), source("c", "ru:Лавров"), languages="ru")
    assert told[0] == "src_a" and "src_b" in told[1]
    assert reasons(source("a", "ar:السالم"), source("b", "fa:السالم"), languages="ar") == [("src_b", "no alias in ar")]


@pytest.mark.parametrize(
    "one, other, doubtful",
    [
        (term(2000, 2005), term(2005, 2010), False), (term(2000, 2006), term(2005, 2010), True), (term(2000, None), term(2005, None), True),
        (term(2000, None), term(2005, None, title="judge"), False), (term(2000, None), term(2005, None, of="src_town"), False),
        (term(None, None), term(2005, None), False), (term(2000, None, of=None), term(2000, None, of=None), False),
    ],
)  # fmt: skip
def test_an_office_has_one_holder_at_a_time_and_the_day_of_handing_over_is_of_both(one, other, doubtful):
    assert bool(reasons(source("a", roles=(one,)), source("b", roles=(other,)))) is doubtful


def test_who_holds_an_office_twice_at_a_time_is_told_with_the_day():
    held = source("a", roles=(term(2000, 2006), term(2005, None)))
    assert reasons(held) == [("src_a", "mayor of src_city: holds it twice from 2005-01-01")]


def test_a_language_without_an_alias_is_told_for_each_source():
    assert reasons(source("a", "ar:سالم"), source("b", "ar:ليلى", "ru:Лейла"), languages="ar ru en") == [("src_a", "no alias in en, ru"), ("src_b", "no alias in en")]
