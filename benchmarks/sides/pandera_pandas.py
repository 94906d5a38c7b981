"""pandera over pandas, with Arrow's types and its list functions; all failures collected."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from sides import stated, with_pandas

PACKAGES = ("pandera", "pandas")
OWN = {
    "not_nullable": "not-null", "isin": "label-known", "str_matches": "pattern-matched", "str_length": "long-enough",
    "field_uniqueness": "key-unique", "multiple_fields_uniqueness": "key-unique",
}  # what it calls checks of its own; behind some of them stand their arguments
Given = tuple[pd.DataFrame, pa.DataFrameSchema]


def read(folder: Path, rows: int | None) -> Given:
    """The claims and their schema."""
    tables = with_pandas.read(folder, rows)
    return tables["claims"], _schema(stated.read(folder), {key: tables[name][key] for key, name in stated.KEYS.items()})


def _schema(told: stated.Stated, known: dict[str, Any]) -> pa.DataFrameSchema:
    checks: dict[str, list[Any]] = {name: [pa.Check.isin(labels)] for name, labels in told.labels.items()}
    checks |= {name: [pa.Check(with_pandas.whole, name="items-not-null")] for name in told.spans}
    checks |= {key: [pa.Check(lambda ids, keys=keys: ids.isin(keys), name="reference-exists")] for key, keys in known.items()}
    checks["claim_id"] = [pa.Check.str_matches(told.pattern)]
    checks["text"] = [pa.Check.str_length(min_value=1)]
    checks["standalone"] = [pa.Check(lambda texts: texts.str.contains(r"\w"), name="standalone-not-blank")]
    checks["evidence"] += [pa.Check(lambda spans: spans.list.len() > 0, name="evidence-present")]
    columns = {
        name: pa.Column(None, checks.get(name, []), nullable=name not in told.present)
        for name in (*told.present, "attribution_id", "standalone")
    }
    across = [
        pa.Check(lambda claims, holds=holds: holds(claims, told), name=name, ignore_na=False) for name, holds in with_pandas.ACROSS.items()
    ]
    return pa.DataFrameSchema(columns, checks=across, unique=["claim_id"], report_duplicates="exclude_first")


def judge(given: Given) -> pd.DataFrame | None:
    claims, schema = given
    try:
        schema.validate(claims, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases
    return None


def found(judged: pd.DataFrame | None) -> dict[str, int]:
    """A failure of the frame is listed once a column, and counts once."""
    if judged is None:
        return {}
    column = judged["column"].where(judged["schema_context"] == "Column", "")
    once = judged.assign(column=column).drop_duplicates(["check", "column", "index"])
    return {name: int(number) for name, number in once["check"].str.split("(").str[0].replace(OWN).value_counts().items()}
