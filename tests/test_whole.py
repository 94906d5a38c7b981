"""The whole way: what goes in comes out published or refused, and what is wrong with the call is said first."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import claims
from claims.errors import DataError, InvalidCorpus, UsageError
from claims.extract.engine import get_engine
from claims.ingest import ArticleDefaults
from claims.model import Article, Extraction
from claims.validate.checks import validate
from claims.whole import build, summary, write_refused

DATA = Path(__file__).parents[1] / "data" / "articles"
RU = "Песков заявил, что переговоры продолжаются. Встреча прошла в среду.\n"
EN = "The mayor said that the bridge would not open. The road is closed."


@pytest.fixture
def articles(tmp_path) -> Path:
    """A folder with a Russian and an English article, and a file that is no text."""
    (tmp_path / "in").mkdir()
    for name, text in {"a.txt": RU, "b.txt": EN, "c.txt": "\0"}.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    return tmp_path / "in"


def test_the_sample_articles_become_a_valid_dataset(tmp_path):
    built = build([DATA], tmp_path / "out")
    assert validate(built.corpus).ok
    assert built.refused_rows == ()
    given = {article.article_id for article in claims.read_articles(DATA)}
    assert {row.article_id for row in built.corpus.rows("articles")} == given
    assert len(built.corpus.rows("claims")) > len(built.corpus.rows("attributions")) > 300


def test_what_is_refused_is_handed_back_and_the_rest_is_published(articles, tmp_path):
    built = build([articles], tmp_path / "out")
    (refusal,) = built.refused_rows
    assert refusal.where == str(articles / "c.txt")
    assert {row.language for row in claims.load(tmp_path / "out").rows("articles")} == {"en", "ru"}
    assert all(one.reason for one in built.unfound)


class Careless:
    """The rules, but what they find in a text with a bridge gets a second claim of another text."""

    name, version = "careless", "1"

    def extract(self, article: Article) -> Extraction:
        found = get_engine("rules").extract(article)
        if "bridge" not in (article.text or ""):
            return found
        wrong = replace(found.claims[0], claim_id="clm_" + "0" * 16, text="not what it says")
        return replace(found, claims=(*found.claims, wrong))


def test_an_article_that_breaks_the_contract_is_refused_and_the_rest_is_published(
    articles, tmp_path, monkeypatch
):
    monkeypatch.setattr("claims.whole.get_engine", lambda name: Careless())
    built = build([articles / "a.txt", articles / "b.txt"], tmp_path / "out")
    assert [row.language for row in built.corpus.rows("articles")] == ["ru"]
    assert {row.article_id for row in built.corpus.rows("claims")} == {
        row.article_id for row in built.corpus.rows("articles")
    }
    (refusal,) = built.refused_rows
    assert refusal.where == str(articles / "b.txt")
    assert refusal.reason.startswith("it breaks the contract: The text of a claim is its evidence")
    assert "clm_0000000000000000" in refusal.reason


def test_articles_that_all_break_the_contract_are_reported(articles, tmp_path, monkeypatch):
    monkeypatch.setattr("claims.whole.get_engine", lambda name: Careless())
    with pytest.raises(InvalidCorpus) as caught:
        build([articles / "b.txt"], tmp_path / "out")
    assert "clm_0000000000000000" in caught.value.report.text()
    assert not (tmp_path / "out").exists()


def test_files_and_folders_are_read_in_the_order_given(articles, tmp_path):
    seen: list[str] = []
    paths = [articles / "b.txt", articles / "a.txt"]
    build(paths, tmp_path / "out", progress=lambda article: seen.append(article.language))
    assert seen == ["en", "ru"]


def test_a_source_brings_its_parents_and_the_organisations_of_its_offices(articles, tmp_path):
    rows = build([articles / "a.txt"], tmp_path / "out").corpus.rows("sources")
    ids = {row.source_id for row in rows}
    assert "src_dmitry_peskov" in ids
    for row in rows:
        assert {row.parent_id, *(role.organisation_id for role in row.roles)} - {None} <= ids
    assert len(ids) > 1


def test_defaults_are_what_the_articles_say_where_they_say_nothing(articles, tmp_path):
    told = ArticleDefaults(language="en", outlet="The Test", license="CC0-1.0")
    (row,) = build([articles / "b.txt"], tmp_path / "out", defaults=told).corpus.rows("articles")
    assert (row.language, row.outlet, row.license) == ("en", "The Test", "CC0-1.0")


def test_remarks_name_their_article(articles, tmp_path):
    (articles / "a.txt").write_text("\u200f" + RU, encoding="utf-8")
    built = build([articles / "a.txt"], tmp_path / "out")
    (row,) = built.corpus.rows("articles")
    assert built.remarks == ((row.article_id, "1 x U+200F RIGHT-TO-LEFT MARK, the first at 0"),)


def test_the_summary_counts_the_rows_by_language(articles, tmp_path):
    built = build([articles], tmp_path / "out")
    english, russian, total = summary(built)
    assert (english[:3], russian[:3], total[0]) == (("en", "1", "1"), ("ru", "1", "1"), "all")
    assert [int(a) + int(b) for a, b in zip(english[1:], russian[1:], strict=True)] == list(
        map(int, total[1:])
    )
    own = [row for row in built.corpus.rows("claims") if row.attribution_id is None]
    assert total[4:] == (str(len(built.corpus.rows("claims"))), str(len(own)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"to": "in"}, "the folder holds what is not of a release: a.txt"),
        ({"name": "-"}, "'-' is no name for a dataset"),
        ({"version": "v1"}, "'v1' is no version"),
        ({"engine": "rule"}, "no engine 'rule'; there are: rules"),
        ({"defaults": ArticleDefaults(language="qx")}, "no language pack 'qx'; there are: ar"),
        ({"paths": []}, "no article files given"),
        ({"paths": ["in/a.txt", "in/none.txt"]}, "no such file or folder"),
    ],
)
def test_a_wrong_call_is_told_before_an_article_is_read(
    call, message, articles, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    read: list[str] = []
    paths = call.pop("paths", ["in"])
    with pytest.raises(UsageError, match=message):
        build(paths, **{"to": "out", "progress": lambda one: read.append(one.article_id), **call})
    assert read == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_no_article_at_all_is_one_error_that_lists_the_first_reasons(tmp_path):
    (tmp_path / "a.jsonl").write_text("{\n" * 7)
    with pytest.raises(DataError) as caught:
        build([tmp_path / "a.jsonl"], tmp_path / "out")
    told = str(caught.value).splitlines()
    assert told[0] == "none of 7 articles could be read"
    assert [line.split(": ")[0].strip() for line in told if "not JSON" in line] == [
        f"{tmp_path / 'a.jsonl'}:{n}" for n in range(1, 6)
    ]
    assert told[-1] == "  and 2 more"
    assert not (tmp_path / "out").exists()


def test_a_dataset_that_stands_is_not_touched_where_nothing_can_be_read(articles, tmp_path):
    build([articles / "a.txt"], tmp_path / "out")
    before = (tmp_path / "out" / "dataset.yaml").read_bytes()
    with pytest.raises(DataError, match="not a text file"):
        build([articles / "c.txt"], tmp_path / "out")
    assert (tmp_path / "out" / "dataset.yaml").read_bytes() == before


def test_refusals_are_written_a_line_each(articles, tmp_path):
    built = build([articles], tmp_path / "out")
    write_refused((*built.refused_rows, *built.unfound), tmp_path / "refused.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "refused.jsonl").read_text().splitlines()]
    assert len(lines) == 1 + len(built.unfound)
    assert lines[0]["mend"] == "give plain text"


def test_what_an_earlier_run_refused_is_no_article(articles, tmp_path):
    write_refused(build([articles], articles / "out").refused_rows, articles / "out.refused.jsonl")
    again = build([articles], articles / "out")
    assert [Path(one.where).name for one in again.refused_rows] == ["c.txt"]
