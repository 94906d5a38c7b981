"""claims track and claims thread: links into a repository or printed, threads listed and told."""

import json

import pytest
from click.testing import CliRunner

from claims.cli import main
from claims.corpus import read_jsonl, write_jsonl
from claims.init import init
from said import corpus_of

ARABIC = "أُغلق الجسر القديم أمام الشاحنات بقرار من مجلس المدينة"
STORM = "the storm in the valley left 12 people injured"


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


@pytest.fixture
def repository(tmp_path):
    folder = init(tmp_path / "set", name="set", license="CC0-1.0", languages=("ar", "en"))
    corpus = corpus_of(
        {"text": STORM, "outlet": "A", "source": "src_mayor"}, {"text": STORM + "!", "outlet": "B"},
        {"text": ARABIC, "language": "ar", "outlet": "صحيفة 😀"}, {"text": ARABIC + "!", "language": "ar", "outlet": "D"},
    )  # fmt: skip
    write_jsonl(folder / "articles" / "all.jsonl", corpus.rows("articles"))
    for table in ("attributions", "claims"):
        write_jsonl(folder / "extracted" / f"{table}.jsonl", corpus.rows(table))
    write_jsonl(folder / "sources.jsonl", corpus.rows("sources"))
    return folder


def test_the_links_of_a_repository_are_written_to_it_and_it_is_valid(repository):
    done = run("track", repository, "--embedder", "none")
    assert done.exit_code == 0, done.output
    links, _, broken = read_jsonl(repository / "links.jsonl", "links")
    assert [link.relation for link in links] == ["repeats", "repeats"] and not broken
    before = (repository / "links.jsonl").read_bytes()
    assert run("track", repository, "--embedder", "none").exit_code == 0
    assert (repository / "links.jsonl").read_bytes() == before
    assert "links.jsonl" not in run("validate", repository).output


def test_vectors_are_kept_where_git_does_not_see_them(repository):
    assert run("track", repository).exit_code == 0
    assert (repository / ".cache" / ".gitignore").read_text() == "*\n"
    assert (repository / ".cache" / "vectors.sqlite").stat().st_size
    assert ".cache" not in run("validate", repository).output


def test_links_of_tables_are_printed(repository, tmp_path):
    tables = tmp_path / "tables"
    tables.mkdir()
    for name in ("articles", "attributions", "claims", "sources"):
        rows = next(iter(repository.rglob(f"{name}.jsonl")), repository / "articles" / "all.jsonl")
        (tables / f"{name}.jsonl").write_bytes(rows.read_bytes())
    done = run("track", tables, "--embedder", "none")
    assert done.exit_code == 0, done.output
    assert [json.loads(line)["relation"] for line in done.stdout.splitlines()] == ["repeats", "repeats"]
    assert not (tables / "links.jsonl").exists()


def test_threads_are_listed_and_one_is_told(repository):
    run("track", repository, "--embedder", "none")
    listed = run("thread", repository)
    assert listed.exit_code == 0 and listed.stdout.count("2 reports") == 2
    claim = read_jsonl(repository / "links.jsonl", "links")[0][0].to_id
    told = run("thread", repository, "--id", claim)
    assert told.exit_code == 0, told.output
    assert "repeats" in told.stdout


def test_arabic_in_a_thread_stands_in_an_isolate(repository):
    run("track", repository, "--embedder", "none")
    (line,) = [line for line in run("thread", repository).stdout.splitlines() if "الجسر" in line]
    assert line.count("\u2068") == line.count("\u2069") == 1 and line.index("\u2068") < line.index("أ") < line.index("\u2069")


def test_a_claim_of_no_thread_is_told(repository):
    run("track", repository, "--embedder", "none")
    done = run("thread", repository, "--id", "clm_0000000000000000")
    assert done.exit_code == 2 and "no thread has the claim" in done.stderr


def test_a_dataset_without_links_says_what_to_do(repository):
    done = run("thread", repository)
    assert done.exit_code == 0 and not done.stdout and "claims track proposes links" in done.stderr


def test_a_broken_line_of_links_is_told_and_nothing_is_written_over_it(repository):
    (repository / "links.jsonl").write_text('{"link_id": 3}\n')
    done = run("track", repository, "--embedder", "none")
    assert done.exit_code == 1 and "links.jsonl:1" in done.stderr
    assert (repository / "links.jsonl").read_text() == '{"link_id": 3}\n'
