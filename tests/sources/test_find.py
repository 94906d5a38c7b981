"""Finding a source by what anybody calls it."""

from __future__ import annotations

import pytest

from claims.model import Alias, Source
from claims.sources.find import find, near

SOURCES = (
    Source("src_vladimir_putin", "Vladimir Putin", "person", (Alias("بوتين", "ar", "short_name"), Alias("Владимир Путин", "ru", "name"))),
    Source("src_yuri_ushakov", "Yuri Ushakov", "person", (Alias("مساعد بوتين", "ar", "title"), Alias("Ушаков", "ru", "short_name"))),
    Source("src_moon", "Ministry 𝓜 of the Moon", "institution"),
)


@pytest.mark.parametrize(
    "words, found",
    [
        ("بُوتِين", ["src_vladimir_putin", "src_yuri_ushakov"]), ("ПУТИН", ["src_vladimir_putin"]), ("putin vladimir", ["src_vladimir_putin"]),
        ("шако", ["src_yuri_ushakov"]), ("src_moon", ["src_moon"]), ("𝓜", ["src_moon"]), ("nobody", []), (" ", []),
    ],
)  # fmt: skip
def test_a_source_is_found_in_any_script_and_case_whole_names_first(words, found):
    assert [hit.source.source_id for hit in find(SOURCES, words)] == found


def test_the_name_that_was_met_is_told():
    assert find(SOURCES, "Путин")[0].alias == Alias("Владимир Путин", "ru", "name")
    assert find(SOURCES, "Vladimir Putin")[0].alias is None


def test_who_misspells_is_offered_names_that_are_there():
    assert near(SOURCES, "vladimir putni")[0] == "Vladimir Putin"
    assert near(SOURCES, "qqqqqqqq") == []
