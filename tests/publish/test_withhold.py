"""An edition without texts: a valid release that every reader opens, in which little of any text remains."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import yaml
from click.testing import CliRunner
from datasets import load_dataset
from hypothesis import given, settings

from claims.cli import main
from claims.contract import FLAT
from claims.corpus import Corpus
from claims.loading import load
from claims.model import Article
from claims.publish.anchors import ANCHORS, read, rows
from claims.publish.release import publish
from claims.publish.remains import SHARE
from claims.publish.tables import write_tables
from claims.publish.withhold import OFFSETS_ONLY, Withholding
from claims.validate.checks import validate
from drawn import corpora
from logs import chained

SEEN = 24  # code points in a row that no page of an edition of the small corpus has of a text


def edition(corpus: Corpus, to: Path, **said: object) -> Path:
    """The edition of a corpus without texts."""
    return publish(corpus, to, name="small", version="1.0.0", text=OFFSETS_ONLY, **said)  # type: ignore[arg-type]


def told(folder: Path) -> str:
    """All that the files of a release say."""
    parts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()]
    parts += [json.dumps(pq.read_table(file).to_pylist(), ensure_ascii=False, default=str) for file in folder.rglob("*.parquet")]
    return "\n".join(parts)


def test_it_has_no_text_and_is_valid(small_corpus, tmp_path):
    folder = edition(small_corpus, tmp_path / "out")
    corpus = load(folder)
    assert corpus.table("articles")["text"].null_count == 2
    assert {one.rights for one in corpus.rows("articles")} == {"offsets_only"}
    report = validate(corpus)
    assert report.ok and {one.check for one in report.warnings} == {"verdict-on-reviewed-claim"}, report.text()
    for table in ("attributions", "sources", "links", "verdicts"):
        assert corpus.table(table).equals(small_corpus.table(table))
    same = [replace(one, text=None, rights="offsets_only") for one in small_corpus.rows("articles")]
    assert corpus.rows("articles") == same


def test_what_it_says_of_a_text_is_short(small_corpus, tmp_path):
    said = told(edition(small_corpus, tmp_path / "out"))
    for article in small_corpus.rows("articles"):
        title = article.title or ""
        body = article.text.replace(title, "")
        assert not any(body[at : at + SEEN] in said for at in range(len(body) - SEEN))


def test_a_claim_shows_what_remains_of_its_words(small_corpus, tmp_path):
    folder = edition(small_corpus, tmp_path / "out")
    claims, flat = load(folder).rows("claims"), pl.read_parquet(folder / "data" / f"{FLAT}.parquet")
    for claim, whole in zip(claims, small_corpus.rows("claims"), strict=True):
        assert claim == replace(whole, text=claim.text, standalone=None)
        assert claim.text.endswith("…") and whole.text.startswith(claim.text.rstrip("…"))
    assert flat["text"].to_list() == [claim.text for claim in claims]
    assert flat["standalone"].null_count() == flat.height
    assert any(link["cue"] not in ("", "…") for chain in flat["chain"] for link in chain)


def test_an_article_that_may_not_be_published_loses_its_text_in_any_release(small_rows, tmp_path):
    hidden, shown = (replace(one, rights=rights) for one, rights in zip(small_rows["articles"], ("offsets_only", "full_text"), strict=True))
    corpus = Corpus.from_rows(**{**small_rows, "articles": [hidden, shown]})
    folder = publish(corpus, tmp_path / "out", name="small", version="1.0.0")
    texts = {one.article_id: one.text for one in load(folder).rows("articles")}
    assert texts == {hidden.article_id: None, shown.article_id: shown.text}
    assert [row.article_id for row in rows(read(folder))] == [hidden.article_id]
    assert "The text of 1 article is not in this dataset" in (folder / "README.md").read_text(encoding="utf-8")
    assert validate(load(folder)).ok


def test_a_log_that_tells_words_of_a_text_is_left_out_and_that_is_said(small_rows, tmp_path):
    (edit,) = small_rows["edits"]
    telling = chained([replace(edit, patch='{"polarity":"positive","standalone":"روسيا تفضل الحلول السياسية"}', previous_hash=None)])
    corpus = Corpus.from_rows(**{**small_rows, "edits": telling})
    folder = edition(corpus, tmp_path / "out")
    assert load(folder).length("edits") == 0 and validate(load(folder)).ok
    assert "The log of 1 edit is left out" in (folder / "DATA_STATEMENT.md").read_text(encoding="utf-8")
    assert load(publish(corpus, tmp_path / "full", name="small", version="1.0.0")).length("edits") == 1


def test_a_release_with_all_texts_has_no_anchors(small_corpus, tmp_path):
    folder = publish(small_corpus, tmp_path / "out", name="small", version="1.0.0")
    assert not (folder / ANCHORS).exists()
    assert "What remains of the texts" not in told(folder)


def test_published_again_it_stays_what_it_is(small_corpus, tmp_path):
    first = edition(small_corpus, tmp_path / "first", quotes=20)
    done = CliRunner().invoke(main, ["publish", str(first), "--to", str(tmp_path / "again")])
    assert done.exit_code == 0, done.output
    for name in ("articles", "claims", "anchors"):
        assert (first / f"data/{name}.parquet").read_bytes() == (tmp_path / f"again/data/{name}.parquet").read_bytes()
    manifest = yaml.safe_load((tmp_path / "again" / "dataset.yaml").read_text(encoding="utf-8"))
    assert (manifest["text"], manifest["quotes"]) == (OFFSETS_ONLY, 20)


def test_dataset_yaml_says_how_much_of_a_span_remains(tmp_path):
    for said, exit_code in (("25", 0), ("301", 1), ("many", 1)):
        folder = tmp_path / said
        CliRunner().invoke(main, ["init", str(folder), "--languages", "ar"])
        with (folder / "dataset.yaml").open("a", encoding="utf-8") as file:
            file.write(f"quotes: {said}\n")
        (folder / "articles" / "a.md").write_text("---\nlanguage: ar\n---\nقال الوزير إن المحادثات بدأت أمس في العاصمة.\n", encoding="utf-8")
        done = CliRunner().invoke(main, ["publish", str(folder), "--to", str(tmp_path / f"out-{said}"), "--text", "offsets-only"])
        assert done.exit_code == exit_code, done.output
        assert exit_code == 0 or ("dataset.yaml:" in done.output and "quotes: 60" in done.output)


def test_the_statement_answers_what_remains_in_place_of_an_older_answer(small_corpus, tmp_path):
    statement = "# S\n\n## Rights\n\nOurs.\n\n## What remains of the texts\n\nold\n\n## Harm\n\nNone.\n"
    folder = edition(small_corpus, tmp_path / "out", statement=statement)
    said = (folder / "DATA_STATEMENT.md").read_text(encoding="utf-8")
    assert "old" not in said and said.index("Ours.") < said.index("The text of 2 articles") < said.index("None.")
    assert f"more than {SHARE:.0%}" in (folder / "README.md").read_text(encoding="utf-8")


def test_datasets_loads_it(small_corpus, tmp_path):
    folder = edition(small_corpus, tmp_path / "out")
    found = load_dataset(str(folder), split="train", cache_dir=str(tmp_path / "cache"))
    assert len(found) == 3 and found.column_names == small_corpus.to_polars().columns


@settings(max_examples=20, deadline=None)
@given(corpora())
def test_what_remains_of_any_text_is_at_most_its_share(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("any")
    figures = write_tables(corpus, folder, withholding=Withholding(OFFSETS_ONLY))
    assert figures.withheld.articles == corpus.length("articles")
    assert figures.withheld.most <= SHARE
    texts: dict[str, Article] = {one.article_id: one for one in corpus.rows("articles")}
    for row in rows(read(folder)):
        text = texts[row.article_id].text or ""
        shown = {at for span in row.spans for at in (*range(span.start, span.start + len(span.quote)),
                 *range(span.start - len(span.before), span.start), *range(span.end, span.end + len(span.after)))}  # fmt: skip
        assert len(shown) <= SHARE * len(text) == SHARE * row.length
