"""The contract as read from schemas/, and the ways in which it can be wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from claims.contract import FLAT, ROW_TYPES, TABLES, contract, read_contract
from claims.contract.reading import TABLE_MAY, parse_dtype, schemas_folder
from claims.corpus.arrow import ITEM_TYPES
from claims.errors import ContractError, UsageError


def test_it_has_the_seven_tables_and_the_flat_view():
    assert set(contract().tables) == {*TABLES, FLAT} == set(ROW_TYPES)
    assert contract().table(FLAT).derived


def test_every_foreign_key_points_at_a_primary_key():
    for table in contract().tables.values():
        for key in table.foreign_keys:
            assert contract().table(key.table).primary_key == key.target


def test_every_enum_of_the_codebook_is_used():
    used = set()
    for table in contract().tables.values():
        for column in table.columns:
            used |= {column.labels, *column.item_labels.values()}
    assert set(contract().enums) == used - {None}


def test_every_label_has_a_sentence_and_an_example():
    for enum in contract().enums.values():
        for value, label in enum.labels.items():
            assert label.definition.endswith("."), (enum.name, value)
            assert label.example


def test_every_struct_of_a_list_column_has_its_named_tuple():
    for table in contract().tables.values():
        for column in table.columns:
            if column.scalar is None:
                assert tuple(column.item_fields) in ITEM_TYPES


def test_defaults_of_the_rows_are_labels():
    for table in contract().tables.values():
        fields = ROW_TYPES[table.name].__dataclass_fields__
        for column in table.columns:
            if column.values and column.name not in table.required:
                assert fields[column.name].default in {*column.values, None}


@pytest.mark.parametrize("name", ["claim", "Articles", ""])
def test_an_unknown_table_lists_those_there_are(name):
    with pytest.raises(UsageError, match="articles, attributed_claims, attributions"):
        contract().table(name)


def test_an_unknown_enum_or_column_lists_those_there_are():
    with pytest.raises(UsageError, match="polarity"):
        contract().labels("polarities")
    with pytest.raises(UsageError, match="evidence"):
        contract().table("claims").column("evidences")


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    """A copy of the schemas to break."""
    return Path(shutil.copytree(str(schemas_folder()), tmp_path / "schemas"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("claims", "isin: [positive, negative]", "isin: [positive]", "disagree"),
        ("claims", "labels: polarity", "labels: polarities", "no enum 'polarities'"),
        ("claims", "nullable: true", "nulable: true", "no key 'nulable'"),
        ("claims", "dtype: Date\n", "dtype: Time\n", "dtype 'Time'"),
        ("claims", "dtype: Date\n", "dtype: Datetime\n", "dtype 'Datetime'"),
        ("claims", "primary_key: claim_id", "primary_key: id", "primary_key"),
        ("claims", "articles.article_id", "articles.id", "does not exist"),
        ("claims", "version: 1.1.0", "version: 2.0.0", "several versions"),
        ("claims", "  polarity:\n", "  polarities:\n", "not the fields of Claim"),
        ("claims", "columns:", "columns: [", "not YAML"),
        ("sources", "{kind: alias_kind}", "{sort: alias_kind}", "name fields of the items"),
        ("codebook", '"no": {', "no: {", "not text"),
        ("codebook", ', example: "published on 4 July 2025"', "", "definition and an example"),
    ],
)
def test_a_wrong_schema_is_a_contract_error(schemas, file, old, new, message):
    change(schemas / f"{file}.yaml", old, new)
    with pytest.raises(ContractError, match=message):
        read_contract(schemas)


def test_a_missing_schema_is_named(schemas):
    (schemas / "links.yaml").unlink()
    with pytest.raises(ContractError, match=r"links\.yaml: no such schema"):
        read_contract(schemas)


def test_a_column_without_a_type_is_named(schemas):
    entry = yaml.safe_load((schemas / "links.yaml").read_text(encoding="utf-8"))
    del entry["columns"]["reason"]["dtype"]
    (schemas / "links.yaml").write_text(yaml.safe_dump(entry, sort_keys=False), encoding="utf-8")
    with pytest.raises(ContractError, match=r"links\.yaml: reason: the key 'dtype' is missing"):
        read_contract(schemas)


@pytest.mark.parametrize(
    "dtype", ["", "List(String)", "List(Struct({}", "__import__('os')", "List(Struct({'a': Blob}))"]
)
def test_other_dtypes_are_refused(dtype):
    with pytest.raises(ContractError):
        parse_dtype(dtype, "x.yaml: y")


def test_the_readme_of_the_schemas_explains_every_key_of_ours():
    text = (schemas_folder() / "README.md").read_text(encoding="utf-8")
    ours = {*TABLE_MAY, "primary_key", "labels", "item_labels", "item_nullable"}
    assert all(f"| `{key}` |" in text for key in ours)
    assert all(f"| `{table}` |" in text for table in contract().tables)


def test_importing_the_contract_and_the_corpus_loads_nothing_heavy():
    code = (
        "import sys, claims.contract, claims.corpus, claims.loading\n"
        "print([m for m in ('pyarrow','polars','pandas','pandera','datasets','yaml') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
