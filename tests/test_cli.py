"""The program as its users run it: exit codes, streams, messages, and what stands on the disk afterwards."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import click
import pytest

import claims
from claims.cli import main
from claims.corpus import write_jsonl
from claims.languages.pack import languages
from program import EN, RU, folder, lines, run

DATA = Path(__file__).parents[1] / "data"


def article(n: int) -> dict[str, str]:
    return {"text": f"{EN[:-1]} in round {n}.", "language": "en", "url": f"https://x.example/{n}"}


FRONT = "---\noutlet: The Test\n{}\n---\n" + EN
BAD_INPUT = {
    # name: files, arguments, exit code, what the message says
    "a missing file": ({}, "build a.txt --to out", 2, "a.txt: no such file or folder"),
    "a missing file after a good one": (
        {"b.txt": EN},
        "build b.txt a.txt --to out",
        2,
        "a.txt: no such file or folder",
    ),
    "a folder without articles": ({"d/a.png": b""}, "build d --to out", 2, "d: no articles"),
    "a file of another kind": ({"a.docx": b"x"}, "build a.docx --to out", 2, "a.docx: cannot read"),
    "a binary file": ({"a.txt": b"PK\3\4\0"}, "build a.txt --to out", 1, "a.txt: not a text file"),
    "an empty file": ({"a.txt": b""}, "build a.txt --to out", 1, "a.txt: the file is empty"),
    "an empty JSONL": ({"a.jsonl": b"\n"}, "build a.jsonl --to out", 1, "a.jsonl: the file is"),
    "broken YAML": ({"a.md": FRONT.format("title: a: b")}, "build a.md --to out", 1, "a.md:3: "),
    "a wrong date": (
        {"a.md": FRONT.format("published_at: 2025-02-30")},
        "build a.md --to out",
        1,
        "a.md:3: published_at '2025-02-30' is no day",
    ),
    "an unknown key": (
        {"a.md": FRONT.format("autor: Ann")},
        "build a.md --to out",
        1,
        "a.md:3: front matter: no key 'autor'",
    ),
    "a file that is all wrong": (
        {"a.jsonl": "{\n[1]\n"},
        "build a.jsonl --to out",
        1,
        "none of 2 articles could be read\n  a.jsonl:1: not JSON",
    ),
    "half of a surrogate pair": (
        {"a.jsonl": '{"text": "a \\ud83d b", "language": "en"}\n'},
        "build a.jsonl --to out",
        1,
        "a.jsonl:1: text has half of a surrogate pair at 2",
    ),
    "a language without a pack": (
        {"a.txt": EN},
        "build a.txt --language qx --to out",
        2,
        f"no language pack 'qx'; there are: {', '.join(languages())}",
    ),
    "an article in a language without a pack": (
        {"a.md": FRONT.format("language: qx")},
        "build a.md --to out",
        1,
        f"a.md: no language pack 'qx'; there are: {', '.join(languages())}",
    ),
    "a place below a file": (
        {"a.txt": EN, "b": b""},
        "build a.txt --to b/out",
        2,
        "b is not a folder",
    ),
    "a place that is a file": ({"a.txt": EN}, "build a.txt --to a.txt", 2, "a file stands where"),
    "a place with other things": (
        {"a.txt": EN, "d/thesis.tex": b""},
        "build a.txt --to d",
        2,
        "d: the folder holds what is not of a release: thesis.tex",
    ),
    "a name that none can have": (
        {"a.txt": EN},
        "build a.txt --to out --name 'a b'",
        2,
        "'a b' is no name",
    ),
    "a version that is none": (
        {"a.txt": EN},
        "build a.txt --to out --version 1",
        2,
        "'1' is no version",
    ),
    "an unknown engine": (
        {"a.txt": EN},
        "build a.txt --to out --engine rule",
        2,
        "no engine 'rule'; there are: rules",
    ),
    "an unknown engine to extract": (
        {"a.txt": EN},
        "extract a.txt --engine rule",
        2,
        "no engine 'rule'; there are: rules",
    ),
    "an unknown format": (
        {"a.txt": EN},
        "extract a.txt --format xml",
        2,
        "no format 'xml'; there are: jsonl, rows, standoff",
    ),
    "a document without a text": (
        {"a.jsonl": lines({"doc_id": "d", "language": "en"})},
        "extract a.jsonl --format standoff",
        1,
        "a.jsonl:1: refused the document: no text",
    ),
    "a document without an id": (
        {"a.jsonl": lines({"text": EN, "language": "en"})},
        "extract a.jsonl --format standoff",
        1,
        "a.jsonl:1: refused the document: no doc_id",
    ),
    "a document in a language without a pack": (
        {"a.jsonl": lines({"doc_id": "d", "text": EN, "lang": "qx"})},
        "extract a.jsonl --format standoff",
        1,
        "a.jsonl:1: refused the document: no language pack 'qx'",
    ),
    "a missing file of documents": (
        {},
        "extract a.jsonl --format standoff",
        2,
        "a.jsonl: cannot read: No such file",
    ),
    "an output in no folder": (
        {"a.txt": EN},
        "extract a.txt --language en -o none/a.jsonl",
        2,
        "none/a.jsonl: cannot write: No such file or directory",
    ),
    "an output that is a folder": (
        {"a.txt": EN, "d/x": b""},
        "extract a.txt --language en -o d",
        2,
        "d: cannot write: Is a directory",
    ),
    "an article that is not there": (
        {"a.txt": EN},
        "show a.txt --id 2",
        2,
        "a.txt: no article '2'",
    ),
    "an article that cannot be read": ({"a.txt": b"\0"}, "show a.txt", 1, "a.txt: refused the art"),
    "no article of this number": ({"a.txt": EN}, "show a.txt --id 0", 2, "no article '0'"),
    "an article to show in a language without a pack": (
        {"a.md": FRONT.format("language: qx")},
        "show a.md",
        1,
        "a.md: refused the article: no language pack 'qx'",
    ),
    "a dataset that is not there": ({}, "validate out", 2, "out: no such folder"),
    "a dataset that is a file": ({"out": b""}, "validate out", 2, "out: a file, where the folder"),
    "a folder that is no dataset": ({"out/x": b""}, "validate out", 2, "out: no dataset here"),
    "a broken line of a table": ({"d/claims.jsonl": "{\n"}, "validate d", 1, "d/claims.jsonl:1: "),
    "a broken line to publish": (
        {"d/claims.jsonl": "{\n"},
        "publish d --to out",
        1,
        "d/claims.jsonl:1: not JSON",
    ),
    "a gold folder that is not there": ({}, "import d --articles a.jsonl", 2, "d: no such file"),
    "gold without front matter": (
        {"d/a.md": EN},
        "import d --articles a.jsonl",
        1,
        "d/a.md:1: no front matter",
    ),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_told_with_its_place_and_its_mend(case, here):
    files, args, code, message = BAD_INPUT[case]
    for name, content in files.items():
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = folder(here)
    result = run(*shlex.split(args))
    told = result.stdout if args.startswith("validate") and code == 1 else result.stderr
    assert (result.exit_code, result.output) == (code, told)
    assert message in told
    assert "mend: " in told or "there are: " in told
    assert "None" not in told
    assert folder(here) == before


def test_of_ten_lines_the_nine_good_ones_are_published_and_the_broken_one_is_kept(here):
    rows = lines(*map(article, range(6))) + '{"text": \n' + lines(*map(article, range(6, 9)))
    (here / "ten.jsonl").write_text(rows)
    result = run("build", "ten.jsonl", "--to", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("ten.jsonl:7: refused the article: not JSON")
    assert "refused   1 articles or lines" in result.stdout
    corpus = claims.load(here / "out")
    kept = {one.text for one in corpus.rows("articles")}
    assert kept == {article(n)["text"] for n in range(9)}
    assert len(corpus.rows("attributions")) == 9
    first = json.loads((here / "out.refused.jsonl").read_text().splitlines()[0])
    assert (first["where"], first["reason"][:8]) == ("ten.jsonl:7", "not JSON")


def test_an_article_in_a_language_without_a_pack_does_not_stop_the_others(here):
    (here / "a.jsonl").write_text(lines(article(1), {**article(2), "language": "qx"}))
    result = run("build", "a.jsonl", "--to", "out")
    assert result.exit_code == 1
    assert "a.jsonl:2: refused the article: no language pack 'qx'" in result.stderr
    (kept,) = claims.load(here / "out").rows("articles")
    assert kept.language == "en"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (article(1), "the same article as at a.jsonl:1"),
        ({**article(2), "article_id": "art_" + "0" * 16}, "the same article as at a.jsonl:1"),
    ],
    ids=["twice", "two articles of one id"],
)
def test_of_two_articles_with_one_id_the_first_is_kept_and_the_second_told(second, told, here):
    first = {
        **article(1),
        **({"article_id": second["article_id"]} if "article_id" in second else {}),
    }
    (here / "a.jsonl").write_text(lines(first))
    (here / "b.jsonl").write_text(lines(second))
    result = run("build", "a.jsonl", "b.jsonl", "--to", "out")
    assert result.exit_code == 1
    assert f"b.jsonl:1: refused the article: {told}" in result.stderr
    (kept,) = claims.load(here / "out").rows("articles")
    assert kept.url == first["url"]


def test_a_good_document_is_not_lost_for_a_bad_one(here):
    good = {"doc_id": "a", "text": EN, "language": "en"}
    rows = lines(good) + '{"doc_id"\n' + lines(good, {**good, "doc_id": "b"})
    (here / "in.jsonl").write_text(rows)
    result = run("extract", "in.jsonl", "--format", "standoff", "-o", "out.jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "in.jsonl:2: refused the document: not JSON" in result.stderr
    assert "in.jsonl:3: refused the document: the same doc_id as on line 1" in result.stderr
    found = [json.loads(line) for line in (here / "out.jsonl").read_text().splitlines()]
    assert [one["doc_id"] for one in found] == ["a", "b"]


def test_an_output_is_left_as_it_was_where_the_input_cannot_be_read(here):
    (here / "out.jsonl").write_text("of an earlier run")
    assert run("extract", "none.jsonl", "-o", "out.jsonl").exit_code == 2
    assert folder(here) == {"out.jsonl": b"of an earlier run"}


def test_extract_writes_a_line_an_article_with_its_rows_and_what_was_refused_in_it(here):
    (here / "a.jsonl").write_text(lines(article(1), {"text": "He said.", "language": "en"}))
    result = run("extract", "a.jsonl")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (result.exit_code, result.stderr) == (0, "")
    assert [a["source_id"] for a in first["attributions"]] == [
        s["source_id"] for s in first["sources"]
    ]
    assert len(first["claims"]) == 1
    assert (second["attributions"], len(second["refused"])) == ([], 1)
    assert second["refused"][0]["reason"]


def test_a_name_that_is_no_text_is_told_and_does_no_harm(here):
    name = os.fsdecode(b"\xff.txt")
    (here / name).write_bytes(b"\0")
    (here / "a.txt").write_text(EN)
    result = run("build", name, "a.txt", "--language", "en", "--to", "out")
    assert result.exit_code == 1
    assert "not a text file" in result.stderr
    assert "not a text file" in (here / "out.refused.jsonl").read_text().splitlines()[0]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_told_with_an_example_that_is_one(name):
    text = run(name, "--help").stdout
    (example,) = (line for line in text.splitlines() if "Example: claims " in line)
    _, program, command, *args = shlex.split(example)
    assert (program, command) == ("claims", name)
    with main.commands[name].make_context(name, args):
        pass
    assert text.splitlines()[0].startswith(f"Usage: main {name} ")


def test_every_option_says_what_it_does():
    for command in main.commands.values():
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (command.name, option.name)


def test_misuse_of_the_program_itself_is_exit_2():
    assert run("build").exit_code == 2
    assert run("bild").exit_code == 2
    assert "No such command 'bild'" in run("bild").stderr


def test_what_build_wrote_is_valid_and_can_be_published_again(here):
    (here / "a.txt").write_text(RU)
    assert run("build", "a.txt", "--to", "out", "--name", "n", "--version", "1.2.3").exit_code == 0
    assert run("validate", "out").stdout.startswith("valid: 0 errors")
    again = run("publish", "out", "--to", "again", "--name", "n", "--version", "1.2.3")
    assert again.stdout == f"{here / 'again'}\n"
    assert folder(here / "again") == folder(here / "out")


def test_a_corpus_that_breaks_the_contract_is_reported_and_not_published(here, small_rows):
    (here / "d").mkdir()
    for table, rows in small_rows.items():
        write_jsonl(here / "d" / f"{table}.jsonl", rows if table != "sources" else rows[:1])
    invalid = run("validate", "d")
    assert (invalid.exit_code, invalid.stderr) == (1, "")
    assert "d/attributions.jsonl:" in invalid.stdout
    assert "not valid: " in invalid.stdout
    refused = run("publish", "d", "--to", "out")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "d/attributions.jsonl:" in refused.stderr
    assert "was not published" in refused.stderr
    assert not (here / "out").exists()


def test_import_writes_the_plain_articles_of_gold(here):
    result = run("import", str(DATA / "corpus" / "ru"), "--articles", "a.jsonl")
    assert result.stdout == f"{len((here / 'a.jsonl').read_text().splitlines())} articles\n"
    assert run("show", "a.jsonl").exit_code == 0
