"""The data dictionary says everything that the contract says."""

from __future__ import annotations

from claims.contract import contract, dictionary_markdown


def test_it_names_every_table_column_rule_and_value():
    text = dictionary_markdown()
    for table in contract().tables.values():
        assert f"## {table.name}\n" in text
        assert all(f"| `{column.name}` |" in text for column in table.columns)
        assert all(f"- `{rule}`: " in text for rule in table.rules)
    for enum in contract().enums.values():
        assert all(
            f"| `{value}` | {label.definition}" in text for value, label in enum.labels.items()
        )


def test_some_tables_bring_only_their_own_enums():
    text = dictionary_markdown(level=3, tables=["links"])
    assert "### links" in text
    assert "### Values of `relation`" in text
    assert "polarity" not in text


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head():
    width = 0
    for line in dictionary_markdown().splitlines():
        cells = line.replace("\\|", "").count("|")
        if line.startswith("|"):
            width = width or cells
            assert cells == width, line
        else:
            width = 0
