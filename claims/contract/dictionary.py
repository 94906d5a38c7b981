"""The data dictionary: the contract as Markdown for people to read."""

from __future__ import annotations

from collections.abc import Iterable

from claims.contract.reading import contract
from claims.contract.tables import Column, Contract, TableContract


def dictionary_markdown(level: int = 2, tables: Iterable[str] | None = None) -> str:
    """Every table, column, rule and enum as Markdown; headings start at `level`, `tables` chooses some."""
    known = contract()
    chosen = [known.table(name) for name in (known.tables if tables is None else tables)]
    used = {enum for table in chosen for column in table.columns for enum in enums_of(column)}
    parts = [_table_section(table, "#" * level) for table in chosen]
    parts += [_enum_section(known, name, "#" * level) for name in known.enums if name in used]
    return "\n".join(parts)


def enums_of(column: Column) -> list[str]:
    """The enums that a column draws its values from, itself or in its items."""
    return [*([column.labels] if column.labels else []), *column.item_labels.values()]


def _table_section(table: TableContract, heading: str) -> str:
    """One table: its columns, keys and rules."""
    lines = [
        f"{heading} {table.name}",
        "",
        table.description,
        "",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        null = "yes" if column.nullable else ""
        lines.append(
            f"| `{column.name}` | {_type(column)} | {null} | {_cell(column.description)} |"
        )
    lines += ["", f"Key: `{table.primary_key}`."]
    lines += [f"`{key.column}` names a `{key.table}.{key.target}`." for key in table.foreign_keys]
    if table.rules:
        lines += ["", "Rules:", ""]
        lines += [f"- `{name}`: {sentence}" for name, sentence in table.rules.items()]
    return "\n".join([*lines, ""])


def _enum_section(known: Contract, name: str, heading: str) -> str:
    """One enum: its values, what they mean, an example of each."""
    enum = known.enums[name]
    lines = [
        f"{heading} Values of `{name}`",
        "",
        f"{enum.title}.",
        "",
        "| value | meaning | example |",
        "|---|---|---|",
    ]
    for value, label in enum.labels.items():
        lines.append(f"| `{value}` | {_cell(label.definition)} | {_cell(label.example)} |")
    return "\n".join([*lines, ""])


def _type(column: Column) -> str:
    """A column's type in a word or two."""
    if column.labels:
        return f"enum `{column.labels}`"
    if column.is_spans:
        return "spans"
    if column.scalar is not None:
        return column.scalar.lower()
    return "list of " + ", ".join(
        f"{field} (`{column.item_labels[field]}`)" if field in column.item_labels else field
        for field in column.item_fields
    )


def _cell(text: str) -> str:
    """Text that stays inside one cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
