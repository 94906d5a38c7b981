"""The form of an annotator: each field with its values, what each means, and the sentence that helps."""

from __future__ import annotations

from typing import Any

from claims.contract import Column, contract

FIELDS = {
    "attributions": ("quote_type", "form", "mention", "cue_class", "commitment", "channel", "anonymity"),
    "claims": ("standalone", "polarity", "modality", "speech_act", "check_worthy", "check_reason", "event_start", "event_end", "event_precision", "status"),
    "sources": ("name", "kind", "status"),
    "verdicts": ("target", "label", "justification"),
}
PLAIN = ("attributions", "claims")  # no field of one has the name of a field of the other
TYPES = {"String": "text", "Date": "date", "Datetime": "instant", "Int64": "number", "Float64": "number"}


def codebook() -> dict[str, dict[str, Any]]:
    """{field: {table, field, type, nullable, title, help, values}}, each value with its label, definition and example.

    Fields of attributions and claims go by their names, those of other tables by table.field.
    """
    return {
        field if table in PLAIN else f"{table}.{field}": _entry(table, contract().table(table).column(field))
        for table, fields in FIELDS.items()
        for field in fields
    }


def _entry(table: str, column: Column) -> dict[str, Any]:
    """One field."""
    enum = contract().enums[column.labels] if column.labels else None
    return {
        "table": table,
        "field": column.name,
        "type": "label" if enum else TYPES[column.scalar or "String"],
        "nullable": column.nullable,
        "title": enum.title if enum else column.name.replace("_", " "),
        "help": column.description,
        "values": [
            {"value": value, "label": value.replace("_", " "), "definition": label.definition, "example": label.example}
            for value, label in (enum.labels if enum else {}).items()
        ],
    }
