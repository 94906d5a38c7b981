"""All sides of the benchmark of validation judge alike, on a clean corpus and on one with every second claim broken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from sides import stated
from validation import ALL, FLOOR, NAMES, PEERS, lines, write_corpora
from validator import measure

CLAIMS = 600


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_corpora(CLAIMS, tmp_path_factory.mktemp("corpora"))


@pytest.mark.parametrize("side", [side for side in NAMES if side not in PEERS])
def test_a_side_finds_each_failure_and_nothing_in_a_clean_corpus(side: str, corpora: dict[str, Path]) -> None:
    assert measure(side, corpora["clean"])["found"] == {}
    found = measure(side, corpora["half"])["found"]
    assert found == measure(FLOOR, corpora["half"])["found"]
    assert set(found) == set(stated.CHECKS)
    assert sum(found.values()) >= CLAIMS // 2


def test_a_line_of_the_table_compares_a_side_with_polars_by_hand_round_by_round() -> None:
    floor = [{"seconds": 1.0, "cpu": 2.0, "peak": 10.0}, {"seconds": 2.0, "cpu": 2.0, "peak": 10.0}]
    ours = [{"seconds": 1.5, "cpu": 1.0, "peak": 30.0}, {"seconds": 2.0, "cpu": 1.5, "peak": 40.0}]
    first, second, third = lines({FLOOR: floor, "ours": ours, ALL: ours})
    assert first[1:] == ["1.50 (1.00 to 2.00)", "2.00 (2.00 to 2.00)", "1.00 (1.00 to 1.00)", "1.00", "1.00", "10"]
    assert second[1:] == ["1.75 (1.50 to 2.00)", "1.25 (1.00 to 1.50)", "1.25 (1.00 to 1.50)", "1.50", "0.50", "35"]
    assert third[3:6] == ["", "", ""]
