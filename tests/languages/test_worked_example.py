"""The pack that the page on packs writes: it is read, finds what its lines mark, and the commands print what is shown.

`python tests/languages/test_worked_example.py` writes what the commands print now into the page.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import main
from claims.extract.rules import RulesEngine
from claims.languages.pack import Pack, languages, read_pack
from claims.model import Article, say
from claims.text.marks import parse

PAGE = Path(__file__).parents[2] / "claims/languages/README.md"
BLOCK = re.compile(r"^```(yaml|marks|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIRST, MENDED, LAST = 0, 1, 2  # the console blocks: an error, why, no error
SCORE = re.compile(r"^relation content\+source .*\n", re.MULTILINE)
TRIED = re.compile(r"^( +tried +).*\n(?: {20}.*\n)*", re.MULTILINE)


def blocks(kind: str) -> list[str]:
    return [found[2] for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8")) if found[1] == kind]


def mended(pack: str, group: str) -> str:
    """The pack with the group of the same stems changed."""
    stems = re.search(r"stems: \[.*?\]", group)[0]
    old = next(line for line in pack.splitlines() if stems in line)
    return pack.replace(old, group.rstrip("\n"))


def lay_out(folder: Path, pack: str) -> None:
    (folder / "eo.yaml").write_text(pack, encoding="utf-8")
    (folder / "eo.txt").write_text(blocks("marks")[0], encoding="utf-8")


def printed(console: str) -> str:
    """The commands of a block, each with what it prints now: of an evaluation one score and the errors."""
    out = ""
    for line in console.splitlines():
        if not line.startswith("$ "):
            continue
        out += line + "\n"
        echo = re.fullmatch(r'\$ echo "(.*)" > (\S+)', line)
        if echo:
            Path(echo[2]).write_text(echo[1] + "\n", encoding="utf-8")
            continue
        result = CliRunner().invoke(main, line.split()[2:], env={"COLUMNS": "100"})
        assert result.exit_code == 0, result.output
        text = TRIED.sub(r"\1…\n", result.stdout)
        if "evaluate" in line:
            text = f"…\n{SCORE.search(text)[0]}…\n{text[text.index('errors: ') :]}"
        out += "".join(f"{one.rstrip()}\n" for one in text.splitlines())
    return out


def now(folder: Path) -> list[str]:
    """What each console block is to show, the pack mended before the last."""
    pack, group = blocks("yaml")
    out = []
    with chdir(folder):
        for number, console in enumerate(blocks("console")):
            lay_out(folder, mended(pack, group) if number == LAST else pack)
            out.append(printed(console))
    return out


def test_the_commands_of_the_page_print_what_it_shows(tmp_path):
    shown = blocks("console")
    assert len(shown) == 3
    assert now(tmp_path) == shown, f"if that is right: python {Path(__file__).name}"
    assert "errors: 1 missed" in shown[FIRST]
    assert "refused" in shown[MENDED]
    assert shown[LAST].endswith("errors: none\n")


@pytest.fixture
def pack(tmp_path) -> Pack:
    """The pack of the page, mended as the page says."""
    lay_out(tmp_path, mended(*blocks("yaml")))
    return read_pack(tmp_path / "eo.yaml")


def test_the_pack_of_the_page_is_one_of_a_page_and_of_a_language_that_is_not_shipped(pack):
    assert pack.language not in languages()
    assert len(blocks("yaml")[0].splitlines()) <= 30
    assert pack.forms["dirinte"].mood == "conv"


LINES = [line for line in blocks("marks")[0].splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_it_finds_what_a_line_of_the_page_marks(line, pack):
    marked = parse(line.replace("\\n", "\n\n"))
    article = Article("art_0123456789abcdef", None, marked.text, "", "eo")
    roles = ("cue", "source", "content")
    found = RulesEngine(pack).extract(article).attributions
    got = [tuple(say(marked.text, getattr(one, role)) for role in roles) for one in found]
    wanted = [tuple(say(marked.text, one.role(role)) for role in roles) for one in marked.attributions]
    assert sorted(got) == sorted(wanted)
    assert sum(one.parent_id is not None for one in found) == line.count("parent")


def rewrite() -> None:
    """Puts what each console block prints now into the page."""
    os.environ["COLUMNS"] = "100"
    with tempfile.TemporaryDirectory() as folder:
        fresh = iter(now(Path(folder)))
    text = PAGE.read_text(encoding="utf-8")
    text = BLOCK.sub(lambda b: f"```console\n{next(fresh)}```" if b[1] == "console" else b[0], text)
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(rewrite())
