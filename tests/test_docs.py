"""What the pages say holds: code runs and prints what is shown, links and make targets exist, notebooks are clean.

`python tests/test_docs.py` writes what the code prints now into the pages, after the engine or the data changed.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from annotated import annotated
from claims.cli import main
from claims.corpus import write_jsonl
from claims.loading import load
from claims.model import Span
from hub import serving

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "data/README.md",
    "schemas/README.md",
    "claims/languages/README.md",
    "claims/validate/README.md",
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BLOCK = re.compile(
    r"^```(python|sh)\n(.*?)^```\n(?:\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TERMINAL = {"COLUMNS": "80", "HF_HUB_OFFLINE": "1"}


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code on a page; `shown` is the text block right below it, which begins at `at`."""

    page: str
    line: int
    language: str
    code: str
    shown: str | None
    at: int

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples(page: str) -> list[Example]:
    """The Python and shell blocks of a page, in its order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        Example(
            page,
            text.count("\n", 0, found.start()) + 1,
            found[1],
            found[2],
            found[3],
            found.start(3),
        )
        for found in BLOCK.finditer(text)
    ]


EXAMPLES = [example for page in PAGES for example in examples(page)]


def printed(example: Example, folder: Path) -> str:
    """What the block prints when it runs in a folder, without blanks at the ends of lines."""
    with chdir(folder):
        text = _python(example) if example.language == "python" else _shell(example.code)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _python(example: Example) -> str:
    with redirect_stdout(StringIO()) as out:
        exec(compile(example.code, str(example), "exec"), {"__name__": "__main__"})
    return out.getvalue()


def _shell(code: str) -> str:
    """The stdout of the block's `claims` commands; what `make` and `pip` would do is for other tests."""
    out = ""
    for line in code.splitlines():
        if line.startswith("claims "):
            command, _, remark = line.partition("  # exit ")
            with serving() as hub:
                result = CliRunner().invoke(main, command.split()[1:], env={**TERMINAL, "HF_ENDPOINT": hub.address})
            assert result.exit_code == int(remark or 0), f"{command}\n{result.output}"
            out += result.stdout
    return out


def lay_out(folder: Path) -> Path:
    """A folder where the examples run: the repository's data, what `make demo` leaves, broken tables."""
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    with chdir(folder):
        _shell("claims build data/articles --to demo-out --name demo")
        corpus = load("demo-out")
        rows = {
            table: corpus.rows(table) for table in ("articles", "sources", "attributions", "claims")
        }
        rows["claims"] = _with_a_span_moved(rows)
        annotated(Path("newsroom"), corpus)
        Path("broken-tables").mkdir()
        for table, kept in rows.items():
            write_jsonl(Path("broken-tables") / f"{table}.jsonl", kept)
    return folder


def _with_a_span_moved(rows: Mapping[str, list[Any]]) -> list[Any]:
    """The claims, of which the first that an English article gives in indirect speech begins a letter too late."""
    english = {row.article_id for row in rows["articles"] if row.language == "en"}
    indirect = {
        row.attribution_id
        for row in rows["attributions"]
        if row.quote_type == "indirect" and row.article_id in english
    }
    claims = list(rows["claims"])
    number = next(n for n, row in enumerate(claims) if row.attribution_id in indirect)
    first, *rest = claims[number].evidence
    claims[number] = replace(claims[number], evidence=(Span(first.start + 1, first.end), *rest))
    return claims


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return lay_out(tmp_path_factory.mktemp("docs"))


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    """`datasets` keeps what it prepares in a cache of the test's own."""
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_block_of_code_prints_what_the_page_shows_below_it(example, folder, own_cache):
    text = printed(example, folder)
    if example.shown is not None:
        assert text == example.shown, "if that is right: python tests/test_docs.py"


def test_readme_runs_python_and_shows_what_it_prints():
    assert sum(e.language == "python" and bool(e.shown) for e in examples("README.md")) >= 4


def test_the_picture_of_readme_is_cut_from_the_dataset(folder):
    corpus = load(folder / "demo-out")
    table = re.search(r"^\| claim \|.*\n\|[-|]+\n((?:\|.*\n)+)", README, re.MULTILINE)
    shown = [
        tuple(cell.strip() for cell in row.strip("|").split("|")) for row in table[1].splitlines()
    ]
    sentence = re.search(r"^> (.+)$", README, re.MULTILINE)[1]
    article = next(row for row in corpus.rows("articles") if sentence in row.text)
    start = article.text.index(sentence)
    place = Span(start, start + len(sentence))
    inside = {
        c.claim_id
        for c in corpus.rows("claims")
        if c.article_id == article.article_id and place.holds(c.evidence[0])
    }
    import polars as pl

    flat = pl.read_parquet(folder / "demo-out/data/attributed_claims.parquet")
    assert shown == [
        (
            row["text"],
            " → ".join(f"{link['name']} ({link['cue']})" for link in row["chain"]),
            row["quote_type"],
        )
        for row in flat.iter_rows(named=True)
        if row["claim_id"] in inside
    ]


@pytest.mark.parametrize("name", main.commands)
def test_a_command_has_an_example_in_readme_and_in_its_help(name):
    assert re.search(rf"^claims {name}\b", README, re.MULTILINE)
    assert f"Example: claims {name}" in CliRunner().invoke(main, [name, "--help"]).stdout


def anchors(text: str) -> set[str]:
    """The names that a page's headings have in links."""
    heads = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.MULTILINE
    )
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_and_headings_that_exist(page):
    for link in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (ROOT / page).parent / path if path else ROOT / page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link


def test_make_has_the_targets_that_readme_names():
    targets = set(
        re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_the_first_screen_of_readme_has_the_two_commands():
    assert {"make demo", "make test"} <= set(
        re.findall(r"make \w+", "\n".join(README.splitlines()[:20]))
    )


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.name)
def test_a_notebook_holds_code_and_words_only_and_asks_for_the_plain_kernel(file):
    notebook = json.loads(file.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert not any(cell["outputs"] or cell["execution_count"] or cell["metadata"] for cell in code)
    assert notebook["metadata"] == {"kernelspec": notebook["metadata"]["kernelspec"]}
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def rewrite() -> None:
    """Puts what each block prints now below it, on every page."""
    os.environ.update(TERMINAL)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["HF_DATASETS_CACHE"] = temporary
        folder = lay_out(Path(temporary))
        for page in PAGES:
            text = (ROOT / page).read_text(encoding="utf-8")
            for example in reversed([e for e in examples(page) if e.shown is not None]):
                end = example.at + len(example.shown or "")
                text = text[: example.at] + printed(example, folder) + text[end:]
            (ROOT / page).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(rewrite())
