"""`splits` of dataset.yaml: shares that make 1, or first days; what is wrong is told with its keys and its mend."""

from __future__ import annotations

from datetime import date

import pytest

from claims.contract import contract
from claims.dataset import dataset_of, read_dataset
from claims.plan import Days, Shares, read_plan

GOOD = f"name: harbour\nversion: 1.2.0\nlicense: CC-BY-4.0\nlanguages: [ar]\ncontract: {contract().version}\n"
JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ({"test": ".1", "train": ".8", "validation": "0.1"}, Shares((("train", 0.8), ("validation", 0.1), ("test", 0.1)))),
        ({"by": "hash", "train": ".75", "test": ".25"}, Shares((("train", 0.75), ("test", 0.25)))),
        ({"by": "time", "test": "2025-07-01", "validation": "2025-06-01"}, Days((("validation", JUNE), ("test", JULY)))),
        ({"by": "time", "test": "2025-07-01"}, Days((("test", JULY),))),
    ],
)
def test_a_plan_is_read_in_the_order_of_the_splits(said, plan):
    assert read_plan(said) == (plan, [])


@pytest.mark.parametrize(
    ("said", "path", "what"),
    [
        ([".8"], [], "splits is not a mapping"),
        ({"by": "outlet", "train": "1"}, ["by"], "no way 'outlet' to cut a dataset"),
        ({"by": ["time"]}, ["by"], "no way ['time'] to cut a dataset"),
        ({"train": ".8", "tset": ".2"}, ["tset"], "no split 'tset'"),
        ({"train": ".8", "test": "20%"}, ["test"], "'20%' is no share"),
        ({"train": ".8", "test": ".٢"}, ["test"], "'.٢' is no share"),
        ({"train": ".8", "test": [".2"]}, ["test"], "['.2'] is no share"),
        ({"train": "1"}, ["train"], "'1' is no share"),
        ({"train": ".8", "test": ".1"}, [], "the shares make 0.9"),
        ({}, [], "the shares make 0"),
        ({"by": "time"}, [], "no split has a first day"),
        ({"by": "time", "train": "2025-01-01", "test": "2025-02-01"}, ["train"], "train has a first day"),
        ({"by": "time", "test": "2025-02-30"}, ["test"], "'2025-02-30' is no day"),
        ({"by": "time", "test": ".1"}, ["test"], "'.1' is no day"),
        ({"by": "time", "validation": "2025-07-01", "test": "2025-07-01"}, ["test"], "test does not begin after validation"),
    ],
)
def test_what_is_no_plan_is_told(said, path, what):
    plan, wrong = read_plan(said)
    assert plan is None
    assert (["splits", *path], what) in [(keys, told) for keys, told, _ in wrong]
    assert all(mend for _, _, mend in wrong)


def test_dataset_yaml_has_a_plan_or_none(tmp_path):
    file = tmp_path / "dataset.yaml"
    file.write_text(GOOD)
    assert dataset_of(tmp_path).splits is None
    file.write_text(GOOD + "splits: {train: .9, test: .1}\n")
    assert dataset_of(tmp_path).splits == Shares((("train", 0.9), ("test", 0.1)))


def test_a_wrong_plan_is_told_with_its_line(tmp_path):
    file = tmp_path / "dataset.yaml"
    file.write_text(GOOD + "splits:\n  by: time\n  test: soon\n")
    dataset, (wrong,) = read_dataset(tmp_path)
    assert dataset is None
    assert (wrong.where, wrong.reason) == (f"{file}:8", "'soon' is no day")
