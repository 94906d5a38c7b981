"""The program as its users run it: exit codes, streams, messages, and what stands on the disk afterwards."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import claims
from claims.cli import main
from claims.corpus import write_jsonl
from claims.languages.pack import languages

EN = "The minister said that the talks would go on for another week."
RU = "Песков заявил, что переговоры продолжаются и что новая встреча состоится осенью."
AR = "قال وزير الخارجية إن المحادثات مستمرة في العاصمة منذ أسبوع، وأضاف أن بلاده متفائلة بنتائجها."
DATA = Path(__file__).parents[1] / "data"
LINUX = sys.platform.startswith("linux")


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder, which the program is run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, **env: str) -> Result:
    """The program in this process; what it did not foresee comes through as an exception."""
    result = CliRunner().invoke(main, args, env=env)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def start(*args: str, **how) -> subprocess.Popen:
    """The program in a process of its own."""
    env = {**os.environ, **how.pop("env", {})}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    return subprocess.Popen(
        [sys.executable, "-m", "claims", *args], env=env, text=True, encoding="utf-8", **pipes
    )


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def article(n: int) -> dict[str, str]:
    return {"text": f"{EN[:-1]} in round {n}.", "language": "en", "url": f"https://x.example/{n}"}


def folder(path: Path) -> dict[str, bytes]:
    """The bytes of each file of a folder."""
    return {str(f.relative_to(path)): f.read_bytes() for f in path.rglob("*") if f.is_file()}


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


# in a process of its own


def test_data_goes_to_stdout_and_talk_to_stderr_and_twice_is_the_same_bytes(here):
    shape = {"a.txt": EN, "b.txt": RU, "c.txt": AR, "d.txt": "\0"}
    (here / "in").mkdir()
    for name, content in shape.items():
        (here / "in" / name).write_text(content, encoding="utf-8")
    talks = [
        start("build", "in", "--to", to, env={"PYTHONHASHSEED": seed, "LC_ALL": "C"})
        for seed, to in (("1", "one"), ("2", "two"))
    ]
    told = [(*talk.communicate(timeout=120), talk.returncode) for talk in talks]
    again = run("build", "in", "--to", "three")
    told.append((again.stdout, again.stderr, again.exit_code))
    for out, err, code in told:
        assert code == 1
        assert out.splitlines()[1].split("  ")[0] == "language"
        assert err == (
            f"{Path('in/d.txt')}: refused the article: not a text file: a zero byte at 0\n"
            "  mend: give plain text\n"
        )
    runs = [
        (folder(here / to), (here / f"{to}.refused.jsonl").read_bytes())
        for to in ("one", "two", "three")
    ]
    assert runs[0] == runs[1] == runs[2]
    run("build", "in", "--to", "one")
    assert folder(here / "one") == runs[0][0]


@pytest.mark.skipif(not LINUX, reason="it needs a pseudo-terminal")
def test_progress_is_drawn_on_a_terminal(here):
    import pty

    (here / "a.txt").write_text(EN)
    ours, theirs = pty.openpty()
    process = start("build", "a.txt", "--language", "en", "--to", "out", stderr=theirs)
    out, _ = process.communicate(timeout=120)
    os.close(theirs)
    drawn = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert process.returncode == 0
    assert "articles" in drawn
    assert "\x1b" not in out


@pytest.mark.parametrize("command", ["extract", "show", "languages"])
def test_a_reader_that_has_enough_ends_the_program_quietly(command):
    read, write = os.pipe()
    args = [] if command == "languages" else [str(DATA / "articles")]
    process = start(command, *args, stdout=write)
    os.close(write)
    os.close(read)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(not LINUX, reason="/dev/full is a device of Linux")
def test_a_full_disk_is_told():
    with open("/dev/full", "w") as full:
        process = start("languages", stdout=full)
        _, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, "error: No space left on device\n")


@pytest.mark.skipif(not LINUX, reason="it needs a named pipe and signals")
def test_ctrl_c_while_reading_is_130_without_a_traceback(here):
    (here / "in").mkdir()
    os.mkfifo(here / "in" / "a.txt")
    process = start("build", "in", "--to", "out")
    handle = _writer_once_it_is_read(here / "in" / "a.txt", process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    os.close(handle)
    assert (process.returncode, out, err) == (130, "", "interrupted\n")
    assert os.listdir(here) == ["in"]


def _writer_once_it_is_read(pipe: Path, process: subprocess.Popen) -> int:
    """A handle to write to a named pipe, from the moment that the process reads it."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)
    raise AssertionError(process.communicate())


@pytest.mark.skipif(os.name == "nt", reason="it sends itself a signal")
def test_ctrl_c_while_writing_leaves_the_old_dataset_whole(here):
    (here / "a.txt").write_text(EN)
    (here / "b.txt").write_text(RU)
    assert run("build", "a.txt", "--language", "en", "--to", "out").exit_code == 0
    before = folder(here)
    code = (
        "import os, signal, sys\n"
        "def stop(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('.out.new/README.md'):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(stop)\n"
        "from claims.cli import main\n"
        "main(['build', 'b.txt', '--to', 'out'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")
    assert folder(here) == before
