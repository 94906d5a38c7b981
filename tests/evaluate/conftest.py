"""Documents drawn at random but always the same: gold, and predictions that miss, shift, swap and invent."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from claims.evaluate.documents import Document
from claims.evaluate.files import of_marks
from claims.text.marks import parse

WORDS = re.split(
    " ",
    "the minister said said, that talks “would go on” (again), ‘perhaps’ it's it’s late — Reuters wrote. "
    "министр заявил, что «переговоры продолжаются» … по словам посла; ёлка 😀 👩‍👧 𝔘𝔫 12.5% "
    "قال الوزير إنّ المحادثاتِ «مستمرة»، وأضاف؛ بحسب؟ \u200fبيان\u200f 你好 「他说」。 e\u0301té - ' \" \n \n\n Said",
)
CUES = ("said", "it's", "заявил", "قال", "по", "reuters")
LINES = dict[str, list[dict[str, Any]]]


class Draw:
    """Draws that the versions of Python agree on: all of them from `Random.random`."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random

    def below(self, n: int) -> int:
        return int(self.random() * n)

    def one_of(self, many: Any) -> Any:
        return many[self.below(len(many))]

    def often(self, share: float) -> bool:
        return self.random() < share


def _text(draw: Draw) -> tuple[str, list[tuple[int, int]]]:
    """A text of single-spaced words, and where each of them stands."""
    parts = [draw.one_of(WORDS) for _ in range(10 + draw.below(90))]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    return " ".join(parts), [(s, s + len(p)) for s, p in zip(starts, parts, strict=False)]


def _range(draw: Draw, words: list[tuple[int, int]], most: int) -> list[int]:
    first = draw.below(len(words))
    last = min(len(words) - 1, first + draw.below(most))
    return [words[first][0], words[last][1]]


def _report(draw: Draw, words: list[tuple[int, int]]) -> dict[str, Any]:
    content = [_range(draw, words, 14) for _ in range(2 if draw.often(0.2) else 1)]
    return {
        "content": content,
        "cue": [_range(draw, words, 2) for _ in range(draw.one_of((0, 1, 1, 1, 2)))],
        "source": [] if draw.often(0.2) else [_range(draw, words, 3)],
        "type": draw.one_of(("direct", "indirect", "indirect", "mixed", None)),
        "core": not draw.often(0.3),
    }


def _shifted(draw: Draw, spans: list[list[int]], size: int, most: int) -> list[list[int]]:
    """The spans with edges moved by some code points, at times one of them cut in two."""
    out = []
    for start, end in spans:
        start = min(size, max(0, start + draw.below(2 * most + 1) - most))
        end = min(size, max(start, end + draw.below(2 * most + 1) - most))
        middle = start + draw.below(end - start + 1)
        out += [[start, middle], [middle, end]] if draw.often(0.1) else [[start, end]]
    return out


def _guess(draw: Draw, gold: dict[str, Any], size: int) -> dict[str, Any]:
    most = draw.one_of((0, 0, 1, 4, 25))
    guess = {role: _shifted(draw, gold[role], size, most) for role in ("content", "cue", "source")}
    if draw.often(0.15):
        guess["source"] = []
    guess["type"] = gold["type"] if draw.often(0.7) else draw.one_of(("direct", "mixed", None))
    return guess


def drawn(seed: int, documents: int = 40) -> LINES:
    """Gold and predicted standoff lines; some documents have no prediction, and some predictions no gold."""
    draw, gold, predicted = Draw(seed), [], []
    for number in range(documents):
        text, words = _text(draw)
        reports = [_report(draw, words) for _ in range(draw.below(9))]
        if len(reports) > 2:  # one source in two reports, and one report within another
            reports[1]["source"] = reports[0]["source"]
            reports[2]["content"] = [reports[0]["content"][0]]
        guesses = [_guess(draw, one, len(text)) for one in reports if not draw.often(0.2)]
        guesses += [_report(draw, words) for _ in range(draw.below(3))]
        common = {"doc_id": f"d{number}", "language": draw.one_of(("en", "ru", "ar")), "text": text}
        if not draw.often(0.05):
            gold.append({**common, "attributions": reports})
        if not draw.often(0.1):
            predicted.append({**common, "attributions": guesses})
    return {"gold": gold, "predicted": predicted}


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The file with a row a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def lines_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of the rows given, a line each, under a name."""
    return lambda name, *rows: write_lines(tmp_path / name, list(rows))


@pytest.fixture
def marked() -> Callable[..., Document]:
    """The document of marked lines, the attributes of a key given as YAML below them."""
    return lambda text, language="en": of_marks(parse(text), "gold.txt:1", language)


@pytest.fixture
def drawn_files(tmp_path: Path) -> dict[str, Path]:
    """Gold, predictions and cue words of the documents that `expected_scores.json` is of."""
    lines = drawn(seed=7)
    words = tmp_path / "cues.txt"
    words.write_text("\n".join(CUES), encoding="utf-8")
    return {name: write_lines(tmp_path / f"{name}.jsonl", rows) for name, rows in lines.items()} | {"words": words}
