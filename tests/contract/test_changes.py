"""Changes of a contract: each is classed, and the version says what they are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from claims.contract import contract, read_contract
from claims.contract.changes import Kind, breaks, changes, high_enough, proposed
from claims.contract.reading import schemas_folder

SPANS = "List(Struct({'start': Int64, 'end': Int64}))"


def changed(folder: Path, edits: dict[str, object]):
    """Our contract with other values at paths like claims.columns.text.nullable; None takes a key away."""
    shutil.copytree(Path(str(schemas_folder())), folder / "schemas")
    for path, value in edits.items():
        name, *keys, last = path.split(".")
        file = folder / "schemas" / f"{name}.yaml"
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        inner = said
        for key in keys:
            inner = inner.setdefault(key, {})
        if value is None:
            del inner[last]
        else:
            inner[last] = value
        file.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return read_contract(folder / "schemas", ours=False)


def column(**said: object) -> dict[str, object]:
    return {"dtype": "String", "description": "A new one.", **said}


ACTS = list(contract().labels("speech_act"))
LABELS = {v: {"definition": x.definition, "example": x.example} for v, x in contract().labels("speech_act").items()}
NEW = {"definition": "It was heard.", "example": "they say"}
CASES = {
    # what: edits, the kind, where, what is said of it
    "a new column that may be null": (
        {"claims.columns.topic": column(nullable=True)},
        "compatible", "claims.topic", "a new column that may be null",
    ),
    "a new column that may not be null": (
        {"claims.columns.topic": column()},
        "breaking", "claims.topic", "a new column that may not be null",
    ),
    "a column removed": (
        {"claims.columns.check_reason": None},
        "breaking", "claims.check_reason", "the column is removed or renamed",
    ),
    "a type": (
        {"links.columns.score.dtype": "Int64"},
        "breaking", "links.score", "the type was Float64, is Int64",
    ),
    "a list for a scalar": (
        {"claims.columns.check_reason.dtype": SPANS},
        "breaking", "claims.check_reason", "the type was String, is a list",
    ),
    "null no longer allowed": (
        {"claims.columns.standalone.nullable": False},
        "breaking", "claims.standalone", "it may not be null any more",
    ),
    "null allowed": (
        {"claims.columns.text.nullable": True},
        "compatible", "claims.text", "it may be null now",
    ),
    "a new value": (
        {"claims.columns.speech_act.isin": [*ACTS, "heard"], "codebook.enums.speech_act.values.heard": NEW},
        "compatible", "codebook.speech_act", "a new value heard",
    ),
    "a value removed": (
        {"claims.columns.speech_act.isin": ACTS[:-1], "codebook.enums.speech_act.values": dict(list(LABELS.items())[:-1])},
        "breaking", "codebook.speech_act", "the value meta is removed",
    ),
    "values in another order": (
        {"claims.columns.speech_act.isin": ACTS[::-1], "codebook.enums.speech_act.values": dict(list(LABELS.items())[::-1])},
        None, "", "",
    ),
    "a value defined in other words": (
        {"codebook.enums.speech_act.values.topic": NEW},
        "wording", "codebook.speech_act", "topic is defined in other words",
    ),
    "a column closed to an enum": (
        {"claims.columns.check_reason.labels": "speech_act", "claims.columns.check_reason.isin": ACTS},
        "breaking", "claims.check_reason", "only values of speech_act are allowed now",
    ),
    "a column opened": (
        {"claims.columns.speech_act.labels": None, "claims.columns.speech_act.isin": None},
        "compatible", "claims.speech_act", "any value is allowed now",
    ),
    "a primary key": (
        {"links.primary_key": "from_id", "links.unique": ["from_id"]},
        "breaking", "links", "the primary key was link_id, is from_id",
    ),
    "a foreign key elsewhere": (
        {"links.foreign_keys.to_id": "articles.article_id"},
        "breaking", "links.to_id", "it named a claims.claim_id, names a articles.article_id",
    ),
    "a foreign key removed": (
        {"links.foreign_keys.to_id": None},
        "breaking", "links.to_id", "it named a claims.claim_id, names nothing",
    ),
    "a new rule": (
        {"links.rules.far": "A link is far."},
        "breaking", "links", "a new rule far: A link is far.",
    ),
    "a rule removed": (
        {"links.rules.not_to_itself": None},
        "compatible", "links", "the rule not_to_itself is removed",
    ),
    "a narrower range": (
        {"links.columns.score.in_range": {"min_value": 0.5, "max_value": 1}},
        "breaking", "links.score", "the least value was 0, is 0.5",
    ),
    "a wider range": (
        {"links.columns.score.in_range": {"min_value": 0, "max_value": 2}},
        "compatible", "links.score", "the greatest value was 1, is 2",
    ),
    "a longer least length": (
        {"claims.columns.text.str_length": {"min_value": 2}},
        "breaking", "claims.text", "the least length was 1, is 2",
    ),
    "a pattern": (
        {"sources.columns.wikidata.str_matches": "^Q"},
        "breaking", "sources.wikidata", "the pattern was ^Q[1-9][0-9]*$, is ^Q",
    ),
    "a pattern lifted": (
        {"sources.columns.wikidata.str_matches": None},
        "compatible", "sources.wikidata", "the pattern was ^Q[1-9][0-9]*$, is none",
    ),
    "a field of an item removed": (
        {"claims.columns.hedges.dtype": "List(Struct({'start': Int64}))"},
        "breaking", "claims.hedges.end", "the field is removed or renamed",
    ),
    "a field of an item that may be null": (
        {"sources.columns.roles.item_nullable": ["organisation_id", "valid_from", "valid_to", "title"]},
        "compatible", "sources.roles.title", "it may be null now",
    ),
    "other words for a column": (
        {"claims.columns.text.description": "The words."},
        "wording", "claims.text", "it is described in other words",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_classed_and_told_with_its_place(case, tmp_path):
    edits, *expected = CASES[case]
    found = [[change.kind, change.where, change.what] for change in changes(contract(), changed(tmp_path, edits))]
    assert found == ([expected] if expected[0] else [])


def test_a_table_that_came_and_one_that_went(tmp_path):
    new = changed(tmp_path, {})
    (tmp_path / "schemas" / "verdicts.yaml").unlink()
    ours = yaml.safe_load((tmp_path / "schemas" / "links.yaml").read_text())
    (tmp_path / "schemas" / "ties.yaml").write_text(yaml.safe_dump(ours | {"name": "ties"}))
    new = read_contract(tmp_path / "schemas", ours=False)
    found = [(change.kind, change.where, change.what) for change in changes(contract(), new)]
    assert found == [("breaking", "verdicts", "the table is removed"), ("compatible", "ties", "a new table")]


def test_columns_in_another_order_break(tmp_path):
    turned = dict(reversed(yaml.safe_load((schemas_folder() / "links.yaml").read_text())["columns"].items()))
    found = changes(contract(), changed(tmp_path, {"links.columns": turned}))
    assert [change.what for change in found] == ["the order of the columns is another"]


def test_the_breaking_changes_are_told_first(tmp_path):
    edits = {
        "claims.columns.text.description": "The words.",
        "articles.columns.topic": column(nullable=True),
        "verdicts.columns.claim_id.dtype": "Int64",
    }
    assert [change.kind for change in changes(contract(), changed(tmp_path, edits))] == list(Kind)


@pytest.mark.parametrize(
    ("edits", "version"),
    [
        ({}, "1.1.0"),
        ({"claims.columns.text.description": "The words."}, "1.1.1"),
        ({"claims.columns.topic": column(nullable=True)}, "1.2.0"),
        ({"claims.columns.topic": column(nullable=True), "claims.columns.text.dtype": "Int64"}, "2.0.0"),
    ],
)
def test_the_version_that_changes_ask_for(edits, version, tmp_path):
    new = changed(tmp_path, edits)
    found = changes(contract(), new)
    assert proposed(contract(), found) == version
    assert high_enough(contract(), new, found) == (version == "1.1.0")


@pytest.mark.parametrize(("version", "broken"), [("1.1.0", True), ("1.9.0", True), ("2.0.0", False)])
def test_only_the_first_number_lets_a_contract_break(version, broken, tmp_path):
    files = [file.name.removesuffix(".yaml") for file in Path(str(schemas_folder())).glob("*.yaml")]
    edits = {f"{name}.version": version for name in files if name != "migrations"}
    new = changed(tmp_path, {**edits, "claims.columns.check_reason": None})
    found = changes(contract(), new)
    assert breaks(contract(), new, found) is broken
    assert high_enough(contract(), new, found) is not broken
