"""An edition without texts made whole: the very tables where the texts are the same, told span by span where they are not."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from claims.cli import main
from claims.contract import TABLES
from claims.corpus import Corpus, write_jsonl
from claims.errors import UsageError
from claims.fetch import Manners
from claims.loading import load
from claims.model import Article, say
from claims.publish.anchors import read, schema
from claims.publish.refill import Text, refilled
from claims.publish.release import publish, released_files
from claims.publish.tables import write_tables
from claims.publish.withhold import OFFSETS_ONLY, REBUILT, Withholding
from claims.rebuild import rebuild
from claims.validate.checks import validate
from drawn import corpora


def published(corpus: Corpus, to: Path, **said: Any) -> Path:
    return publish(corpus, to, name="small", version="1.0.0", **said)


def parquet_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.parquet")}


def lines_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "rebuild.jsonl").read_text(encoding="utf-8").splitlines()]


def with_text(article: Article, text: str) -> Article:
    return replace(article, text=text, text_sha256=sha256(text.encode()).hexdigest())


@pytest.fixture
def edition(small_corpus, tmp_path) -> Path:
    """The small corpus without its texts."""
    return published(small_corpus, tmp_path / "edition", text=OFFSETS_ONLY)


@pytest.fixture
def articles(small_corpus, tmp_path) -> Path:
    """The articles of the small corpus as somebody else has them."""
    (tmp_path / "articles").mkdir()
    write_jsonl(tmp_path / "articles" / "own.jsonl", small_corpus.rows("articles"))
    return tmp_path / "articles"


def test_identical_texts_give_the_bytes_of_the_full_edition(edition, articles, small_corpus, tmp_path):
    full = published(small_corpus, tmp_path / "full")
    done = rebuild(edition, tmp_path / "again", articles=[articles])
    assert parquet_of(done.folder) == parquet_of(full)
    assert [line["status"] for line in lines_of(done.folder)] == ["identical", "identical"]
    assert validate(load(done.folder)).ok
    assert set(released_files(done.folder)) - set(released_files(full)) == {"rebuild.jsonl", "DATA_STATEMENT.md"}


def test_articles_are_found_by_hash_id_or_url_the_surest_first(edition, small_corpus, tmp_path):
    russian, arabic = sorted(small_corpus.rows("articles"), key=lambda one: one.language, reverse=True)
    other = "art_" + "9" * 16
    write_jsonl(tmp_path / "a.jsonl", [with_text(arabic, "x قال"), replace(arabic, article_id=other, url=None)])
    write_jsonl(tmp_path / "b.jsonl", [replace(with_text(russian, "Новость. " + russian.text), article_id="art_" + "8" * 16)])
    done = rebuild(edition, tmp_path / "again", articles=[tmp_path / "a.jsonl", tmp_path / "b.jsonl"]).done
    assert done.articles[arabic.article_id] == ("identical", f"{tmp_path / 'a.jsonl'}:2")
    assert done.articles[russian.article_id][0] == "changed"


def test_a_text_that_was_only_moved_keeps_all_rows_and_each_span_is_told(edition, articles, small_corpus, tmp_path):
    new = [with_text(one, "تحديث 😀 Обновлено\n" + (one.text or "")) for one in small_corpus.rows("articles")]
    write_jsonl(articles / "own.jsonl", new)
    done = rebuild(edition, tmp_path / "again", articles=[articles])
    assert not done.done.aside and not done.done.lost
    corpus = load(done.folder)
    texts = {one.article_id: one.text for one in corpus.rows("articles")}
    assert set(texts.values()) == {one.text for one in new}
    for claim, old in zip(corpus.rows("claims"), small_corpus.rows("claims"), strict=True):
        assert claim.text == old.text == say(texts[claim.article_id], claim.evidence)
    assert corpus.length("links") == corpus.length("verdicts") == corpus.length("edits") == 1
    spans = [line for line in lines_of(done.folder) if "span" in line]
    assert spans and {line["status"] for line in spans} == {"moved"}


def test_a_row_without_a_place_stands_aside_with_all_that_refers_to_it(edition, articles, small_corpus, tmp_path):
    new = [with_text(one, one.text.replace("Мы готовы", "Никто не готов")) for one in small_corpus.rows("articles")]
    write_jsonl(articles / "own.jsonl", new)
    done = rebuild(edition, tmp_path / "again", articles=[articles])
    corpus, (said, *_) = load(done.folder), [row for row in small_corpus.rows("attributions") if row.quote_type == "direct"]
    assert said.attribution_id not in {row.attribution_id for row in corpus.rows("attributions")}
    told = [(line["table"], line["reason"]) for line in lines_of(done.folder) if line["status"] == "aside"]
    assert {table for table, _ in told} == {"attributions", "claims", "links", "edits"}
    assert all(reason for _, reason in told)
    kept = sum(corpus.length(table) for table in TABLES)
    assert kept + len(told) == sum(small_corpus.length(table) for table in TABLES)
    assert validate(corpus).ok


def test_what_is_not_found_stays_as_it_was_and_can_be_rebuilt_later(edition, articles, small_corpus, tmp_path):
    first, second = small_corpus.rows("articles")
    write_jsonl(articles / "own.jsonl", [first])
    half = rebuild(edition, tmp_path / "half", articles=[articles])
    assert half.done.count("identical") == half.done.count("missing") == 1
    write_jsonl(articles / "own.jsonl", [second])
    whole = rebuild(half.folder, tmp_path / "whole", articles=[articles])
    assert parquet_of(whole.folder) == parquet_of(published(small_corpus, tmp_path / "full"))


def test_texts_that_may_not_be_published_come_back_with_their_rights(small_rows, articles, tmp_path):
    rows = {**small_rows, "articles": [replace(one, rights="offsets_only") for one in small_rows["articles"]]}
    corpus = Corpus.from_rows(**rows)
    done = rebuild(published(corpus, tmp_path / "edition"), tmp_path / "again", articles=[articles])
    assert all(load(done.folder).table(table).equals(corpus.table(table)) for table in TABLES)
    again = CliRunner().invoke(main, ["publish", str(done.folder), "--to", str(tmp_path / "public")])
    assert again.exit_code == 0 and load(tmp_path / "public").table("articles")["text"].null_count == 2


def test_an_edition_that_lies_about_a_span_is_no_source(edition, articles, tmp_path, monkeypatch):
    def bent(folder: Path) -> Any:
        rows = read(folder).to_pylist()
        rows[0]["spans"][0]["hash"] = "0" * 16
        return pa.Table.from_pylist(rows, schema=schema())

    monkeypatch.setattr("claims.rebuild.read", bent)
    result = CliRunner().invoke(main, ["rebuild", str(edition), "--articles", str(articles), "--to", str(tmp_path / "again")])
    assert result.exit_code == 1 and "is not what the edition says it is" in result.output
    assert not (tmp_path / "again").exists()


def test_pages_are_fetched_refused_with_a_reason_and_not_asked_for_again(site, small_rows, tmp_path):
    rows = [replace(one, url=f"{site.address}/{one.language}") for one in small_rows["articles"]]
    corpus = Corpus.from_rows(**{**small_rows, "articles": rows})
    (arabic,) = [one for one in rows if one.language == "ar"]
    edition = published(corpus, tmp_path / "edition", text=OFFSETS_ONLY)
    site.answers["/ar"] = 200, {"Content-Type": "text/plain; charset=utf-8"}, arabic.text.encode()
    manners = Manners(sleep=lambda _: None)
    first = rebuild(edition, tmp_path / "again", fetch=True, manners=manners)
    assert first.done.articles[arabic.article_id] == ("identical", arabic.url)
    (refused,) = first.refused
    assert (refused.where, refused.reason) == (f"{site.address}/ru", "the server says 404 Not Found")
    rebuild(edition, tmp_path / "again", fetch=True, manners=manners)
    assert [path for path, _ in site.asked].count("/ar") == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["{edition}", "--to", "{out}"], "--articles DIR, or --fetch"),
        (["{articles}", "--articles", "{articles}", "--to", "{out}"], "no release here"),
        (["{edition}", "--articles", "{articles}", "--to", "{edition}"], "would be overwritten"),
        (["{edition}", "--articles", "nowhere", "--to", "{out}"], "no such file or folder"),
    ],
)
def test_a_wrong_call_is_told_before_anything_is_written(arguments, why, edition, articles, tmp_path):
    names = {"edition": edition, "articles": articles, "out": tmp_path / "out"}
    result = CliRunner().invoke(main, ["rebuild", *(one.format(**names) for one in arguments)])
    assert result.exit_code == 2 and why in result.output
    assert not (tmp_path / "out").exists()


def test_the_command_counts_what_it_did(edition, articles, tmp_path):
    result = CliRunner().invoke(main, ["rebuild", str(edition), "--articles", str(articles), "--to", str(tmp_path / "out")])
    assert result.exit_code == 0
    assert result.output.splitlines()[:3] == ["articles identical: 2", "articles changed: 0", "articles missing: 0"]


def test_without_a_place_for_the_new_folder_nothing_is_read(edition, articles, tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not of a release"):
        rebuild(edition, tmp_path / "taken", articles=[articles])


@settings(max_examples=15, deadline=None)
@given(corpora())
def test_any_corpus_comes_back_byte_for_byte(tmp_path_factory, corpus):
    folders = [tmp_path_factory.mktemp(name) for name in ("full", "edition", "again")]
    write_tables(corpus, folders[0], withholding=Withholding(REBUILT))
    write_tables(corpus, folders[1], withholding=Withholding(OFFSETS_ONLY))
    texts = {one.article_id: Text(one.text, "here") for one in corpus.rows("articles")}
    whole, done = refilled(load(folders[1]), read(folders[1]), texts)
    write_tables(whole, folders[2], withholding=Withholding(REBUILT))
    assert done.count("identical") == corpus.length("articles")
    assert parquet_of(folders[2]) == parquet_of(folders[0])
