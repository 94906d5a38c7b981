"""What stands beside the tables: citation, changelog, checksums, data statement and drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest
import yaml

from claims.errors import UsageError
from claims.publish.about import About, said_in
from claims.publish.drawing import drawing
from claims.publish.figures import Figures
from claims.publish.papers import changelog, citation
from claims.publish.release import publish, sha256
from claims.publish.statement import answers, responsible, section

ABOUT = About("small", "1.2.0", "Small: أخبار", license="CC-BY-4.0", authors=("Ada Finch", "أرشيف الميناء"), date="2026-07-01")
COUNTED = Figures(
    rows=Counter(articles=2, attributed_claims=3),
    licenses=Counter({"CC0-1.0": 1, None: 1}),
    quoted=Counter({("ar", "indirect"): 1, ("ru", "direct"): 1, ("ru", None): 1}),
    kinds=Counter({"person": 1, "media": 1, None: 1}),
)  # fmt: skip
STATEMENT = """# Data statement

## Why these articles

Two outlets, one day: العاجل.

#### A heading of its own

## Harm

*What could go wrong for people who are named.*

## Known errors and limits

**Many**, see *there*.
"""


def test_the_citation_has_what_the_format_needs():
    said = yaml.safe_load(citation(ABOUT, COUNTED))
    assert {"cff-version", "message", "title", "authors"} <= set(said)
    assert (said["type"], said["version"], said["license"]) == ("dataset", "1.2.0", "CC-BY-4.0")
    assert [author["name"] for author in said["authors"]] == ["Ada Finch", "أرشيف الميناء"]
    assert (said["title"], str(said["date-released"])) == ("Small: أخبار", "2026-07-01")


def test_a_citation_without_authors_and_date_names_the_dataset_and_the_articles_licence():
    said = yaml.safe_load(citation(About("small", "1.0.0"), COUNTED))
    assert said["authors"] == [{"name": "The authors of small"}]
    assert said["license"] == "CC0-1.0"
    assert "date-released" not in said
    assert "license" not in yaml.safe_load(citation(About("small", "1.0.0", license="as agreed"), COUNTED))


def test_a_changelog_is_begun():
    assert changelog(ABOUT, COUNTED) == "# Changelog\n\n## 1.2.0 (2026-07-01)\n\n- 3 claims from 2 articles.\n"


def test_a_changelog_gets_the_section_that_it_lacks_on_top():
    old = "# Changes\n\nWords.\n\n## 1.1.0\n\n- more\n\n## 1.2.0-rc\n"
    new = changelog(replace(ABOUT, changelog=old), COUNTED)
    assert re.findall(r"^## (\S+)", new, re.MULTILINE) == ["1.2.0", "1.1.0", "1.2.0-rc"]
    assert new.startswith("# Changes\n\nWords.\n\n## 1.2.0 ")
    assert new.endswith("\n## 1.1.0\n\n- more\n\n## 1.2.0-rc\n")


@pytest.mark.parametrize("heading", ["## 1.2.0", "## [1.2.0] - 2026-07-01", "## v1.2.0"])
def test_a_changelog_that_tells_of_the_version_is_taken_as_it_is(heading):
    own = f"# Changes\n\n{heading}\n\n- by hand\n"
    assert changelog(replace(ABOUT, changelog=own), COUNTED) == own


def test_a_hint_is_no_answer():
    assert answers(STATEMENT) == {
        "Why these articles": "Two outlets, one day: العاجل.\n\n#### A heading of its own",
        "Harm": "",
        "Known errors and limits": "**Many**, see *there*.",
    }
    assert responsible(STATEMENT).keys() == {"rai:dataCollection", "rai:dataLimitations"}


def test_the_card_has_the_answers_and_says_what_is_not_answered():
    text = section(STATEMENT)
    assert "### Why these articles\n\nTwo outlets" in text
    assert "\n##### A heading of its own" in text
    assert text.endswith("Not answered: Harm.\n")
    assert "What could go wrong" not in text


def test_nobody_wrote_a_statement():
    for statement in (None, "# Nothing\n", "## Harm\n\n*Which?*\n"):
        assert section(statement) == "Nobody has written a data statement yet.\n"
        assert responsible(statement) == {}


def test_the_template_answers_nothing_and_asks_all_that_croissant_has_terms_for():
    from importlib import resources

    from claims.publish.statement import RAI

    template = (resources.files("claims") / "templates/DATA_STATEMENT.md").read_text(encoding="utf-8")
    given = answers(template)
    assert set(RAI) <= set(given)
    assert not any(given.values())


def test_the_drawing_is_xml_with_a_bar_for_each_count():
    svg = ET.fromstring(drawing(COUNTED))
    bars = [title.text for title in svg.iterfind(".//{*}rect/{*}title")]
    assert bars == ["ar, indirect: 1", "ru, direct: 1", "ru, author's voice: 1", "person, claims: 1", "media, claims: 1"]


def test_a_drawing_of_nothing_is_xml():
    assert not list(ET.fromstring(drawing(Figures())).iterfind(".//{*}rect/{*}title"))


@pytest.mark.parametrize("day", ["2026-7-1", "tomorrow", "20260701", ""])
def test_a_day_that_is_none_is_told(day):
    with pytest.raises(UsageError, match="is no day"):
        replace(ABOUT, date=day)


def test_all_that_was_said_is_read_from_the_release_and_published_again_the_same(small_corpus, tmp_path):
    said = {"title": "Small: أخبار", "authors": ("Ada Finch",), "date": "2026-07-01", "license": "CC-BY-4.0"}
    first = publish(small_corpus, tmp_path / "a", name="small", version="1.2.0", statement=STATEMENT, **said)
    name, version, again = said_in(first)
    second = publish(small_corpus, tmp_path / "b", name=name, version=version, **again)
    assert (second / "dataset.yaml").read_bytes() == (first / "dataset.yaml").read_bytes()
    assert (first / "DATA_STATEMENT.md").read_text(encoding="utf-8") == STATEMENT


def test_the_checksums_are_of_every_other_file_but_the_list_of_files(small_corpus, tmp_path):
    folder = publish(small_corpus, tmp_path / "a", name="small", version="1.0.0")
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert all(sha256(folder / name) == value for value, name in lines)
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert {name for _, name in lines} == there - {"SHA256SUMS", "dataset.yaml"}
