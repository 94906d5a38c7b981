"""Export and import as their users run them: exit codes, streams, and what stands on the disk afterwards."""

from __future__ import annotations

import pytest

from claims.corpus import Corpus, jsonl
from claims.exchange import FORMATS
from claims.loading import load
from program import run


@pytest.fixture
def tables(every_row, here):
    """The small corpus as a folder of JSONL tables, and the folder."""
    (here / "tables").mkdir()
    for table, rows in every_row.items():
        (here / "tables" / f"{table}.jsonl").write_bytes(jsonl(rows))
    return here


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_exported_and_imported_again_is_valid(form, tables):
    out = run("export", "tables", "--format", form, "--to", "out")
    assert out.exit_code == 0
    assert f"not carried by {form}: links between claims: 1\n" in out.stderr
    back = run("import", "out", "--format", form, "--to", "back")
    assert (back.exit_code, back.stderr) == (0, "")
    assert run("validate", "back").exit_code == 0
    articles = {row.article_id: row for row in load("tables").rows("articles")}
    read = load("back").rows("articles")
    assert out.stdout == f"{len(read)} articles: out\n" != "0 articles: out\n"
    assert all(articles[row.article_id] == row for row in read)


def test_the_list_says_of_each_format_what_it_carries_and_what_it_loses():
    listed = run("export", "--list")
    assert listed.exit_code == 0
    assert [line.split(":")[0] for line in listed.stdout.splitlines() if not line.startswith(" ")] == list(FORMATS)
    assert listed.stdout.count("  carries: ") == listed.stdout.count("  loses:   ") == len(FORMATS)


def test_what_is_wrong_is_told_and_the_rest_goes_on(tables):
    run("export", "tables", "--format", "brat", "--to", "out")
    file = tables / "out" / f"art_{'a' * 16}.ann"
    file.write_text(file.read_text(encoding="utf-8").replace("T5\tcue 35 38", "T5\tcue 36 39"), encoding="utf-8")
    done = run("import", "out", "--format", "brat", "--to", "back")
    assert done.exit_code == 1
    assert f"out/{file.name}:5: refused the line" in done.stderr
    assert "  mend: correct the offsets, or the quote" in done.stderr
    assert len(load("back").rows("attributions")) == 3


def test_rows_that_no_tool_could_place_are_told(every_row, here):
    rows = {**every_row, "articles": every_row["articles"][:1]}
    (here / "tables").mkdir()
    for table, found in rows.items():
        (here / "tables" / f"{table}.jsonl").write_bytes(jsonl(found))
    done = run("export", "tables", "--format", "brat", "--to", "out")
    assert (done.exit_code, done.stdout) == (1, "1 articles: out\n")
    assert "attributions.jsonl:2: refused att_1111111111111111: its article is not there" in done.stderr


@pytest.mark.parametrize("arguments, said", [
    (("export", "tables", "--to", "out"), "--format is missing"),
    (("export", "tables", "--format", "brat"), "--to is missing"),
    (("export", "tables", "--format", "brats", "--to", "out"), "no format 'brats'; there are: "),
    (("import", "tables", "--format", "brat", "--to", "out"), "no files that end in .ann"),
    (("import", "nowhere", "--format", "brat", "--to", "out"), "no such file or folder"),
    (("export", "tables", "--format", "brat", "--to", "tables"), "something stands there already"),
])  # fmt: skip
def test_a_wrong_command_is_told_and_writes_nothing(arguments, said, tables):
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert [path.name for path in tables.iterdir()] == ["tables"]


def test_a_corpus_without_articles_has_nothing_to_export(here):
    (here / "tables").mkdir()
    (here / "tables" / "links.jsonl").write_bytes(jsonl(Corpus.from_rows().rows("links")))
    done = run("export", "tables", "--format", "brat", "--to", "out")
    assert (done.exit_code, done.stdout) == (0, "0 articles: out\n")
