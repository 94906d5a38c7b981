"""dataset.yaml: what it says is read as written, and each wrong key is told with its line and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.dataset import Dataset, dataset_of, is_repository, misfit, read_dataset
from claims.errors import DataError

GOOD = """\
# a comment
name: harbour
version: 1.2.0
license: CC-BY-4.0
languages: [ar, pt-BR]
contract: 1.0.0
"""


def told(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    """The line and the reason of each refusal of a dataset.yaml."""
    (folder / "dataset.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    dataset, wrong = read_dataset(folder)
    assert (dataset is None) == bool(wrong)
    assert all(one.mend for one in wrong)
    return [(int(one.where.removeprefix(f"{folder / 'dataset.yaml'}:")), one.reason) for one in wrong]


def test_what_it_says_is_read_as_written(tmp_path):
    assert told(tmp_path, GOOD + "title: 1.0\ndescription: no\n") == []
    assert dataset_of(tmp_path) == Dataset(
        "harbour", "1.2.0", "CC-BY-4.0", ("ar", "pt-BR"), "1.0.0", "1.0", "no"
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("name: harbour", "name: a b", 2, "'a b' is no name for a dataset"),
        ("name: harbour", "name: [a]", 2, "name is not one word or sentence"),
        ("1.2.0", "1.2", 3, "'1.2' is no version"),
        ("license: CC-BY-4.0\n", "", 1, "the key 'license' is missing"),
        ("license: CC-BY-4.0", "license:", 4, "license is not one word or sentence"),
        ("[ar, pt-BR]", "ar", 5, "languages is not a list"),
        ("[ar, pt-BR]", "[]", 5, "languages is not a list"),
        ("[ar, pt-BR]", "[ar, English]", 5, "no language 'English'"),
        ("contract: 1.0.0", "contract: 9.0.0", 6, "it follows contract 9.0.0, this version reads 1.1.0"),
        ("contract: 1.0.0", "contract: 1.9.0", 6, "it follows contract 1.9.0, this version reads 1.1.0"),
        ("contract: 1.0.0", "contract: new", 6, "'new' is no version of the contract"),
        ("contract: 1.0.0", "contract: 1.0.0\nauthors: Ada", 7, "authors is not a list of names"),
        ("contract: 1.0.0", "contract: 1.0.0\nauthors: [Ada, [Finch]]", 7, "authors is not a list of names"),
        ("contract: 1.0.0", "contract: 1.0.0\nlicence: CC0", 7, "no key 'licence'"),
        ("version: 1.2.0", "version: 1.2.0\nversion: 1.3.0", 4, "the key 'version' stands twice"),
        ("license: CC-BY-4.0", "license: a: b", 4, "not YAML: mapping values are not allowed in this context"),
    ],
)
def test_a_wrong_key_is_told_with_its_line(old, new, line, reason, tmp_path):
    assert old in GOOD
    assert told(tmp_path, GOOD.replace(old, new)) == [(line, reason)]


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    text = GOOD.replace("harbour", "a b").replace("1.2.0", "1").replace("[ar, pt-BR]", "[ar, x]")
    assert [line for line, _ in told(tmp_path, text)] == [2, 3, 5]


@pytest.mark.parametrize(("text", "reason"), [("- a\n", "not a mapping"), (b"name: \xff\n", "not UTF-8 at byte 6")])
def test_what_is_no_mapping_is_told(text, reason, tmp_path):
    assert told(tmp_path, text) == [(1, reason)]


def test_the_first_wrong_key_is_raised_to_who_needs_the_dataset(tmp_path):
    (tmp_path / "dataset.yaml").write_text(GOOD.replace("1.2.0", "1"))
    with pytest.raises(DataError, match="'1' is no version") as caught:
        dataset_of(tmp_path)
    assert caught.value.where == f"{tmp_path / 'dataset.yaml'}:3"


def test_the_mend_for_an_older_contract_is_to_upgrade_and_for_a_newer_one_to_install():
    assert "claims upgrade" in misfit("0.9.0")[1]
    assert "newer" in misfit("1.1.1")[1]
    assert misfit("1.1.0") is None is misfit("1.0.0")


def test_a_folder_is_a_repository_if_no_release_wrote_its_dataset_yaml(tmp_path):
    assert not is_repository(tmp_path)
    (tmp_path / "dataset.yaml").write_text(GOOD)
    assert is_repository(tmp_path)
    (tmp_path / "dataset.yaml").write_text(GOOD + "rows:\n  claims: 3\n")
    assert not is_repository(tmp_path)


def test_authors_are_read(tmp_path):
    (tmp_path / "dataset.yaml").write_text(GOOD + "authors: [Ada Finch, أرشيف الميناء]\n", encoding="utf-8")
    assert dataset_of(tmp_path).authors == ("Ada Finch", "أرشيف الميناء")
