"""The releases that the benchmark of size writes are valid, of the size asked for, and other in each copy."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import claims
from claims.validate.checks import validate

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import larger  # noqa: E402


def test_a_corpus_written_over_and_over_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(larger, "ARTICLES", 7)
    larger.write_release(120, tmp_path)
    corpus = claims.load(tmp_path)
    report = validate(corpus)
    assert report.issues == () and report.counts["claims"] == 3 * 7 * 6
    assert {row.article_id[:8] for row in corpus.rows("claims")} == {"art_0000", "art_0001", "art_0002"}


def test_a_line_has_a_figure_for_each_column(tmp_path: Path) -> None:
    line = larger.measured(60, tmp_path / "release")
    assert len(line) == len(larger.HEAD)
    assert (line[0], line[-1]) == ("60", "valid: 0 errors, 0 warnings")
