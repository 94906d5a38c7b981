"""Great Expectations over pandas: a suite of its own expectations; what these cannot say is worked out as a column first."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

from sides import stated, with_pandas

PACKAGES = ("great_expectations", "pandas")
PAIR = 2  # both rows of a pair with one key are unexpected
Given = tuple[Any, Any, pd.DataFrame, dict[str, pd.Series], stated.Stated]


def read(folder: Path, rows: int | None) -> Given:
    """A place for a batch, the suite, the claims, the known keys."""
    logging.disable()
    told = stated.read(folder)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    whole = context.data_sources.add_pandas("tables").add_dataframe_asset("claims").add_batch_definition_whole_dataframe("whole")
    tables = with_pandas.read(folder, rows)
    return whole, _suite(told), tables["claims"], {key: tables[name][key] for key, name in stated.KEYS.items()}, told


def _suite(told: stated.Stated) -> Any:
    """The expectations, each with the name of its check."""
    named = [
        ("key-unique", gxe.ExpectColumnValuesToBeUnique(column="claim_id")),
        ("pattern-matched", gxe.ExpectColumnValuesToMatchRegex(column="claim_id", regex=told.pattern)),
        ("long-enough", gxe.ExpectColumnValueLengthsToBeBetween(column="text", min_value=1)),
        ("standalone-not-blank", gxe.ExpectColumnValuesToMatchRegex(column="standalone", regex=r"\w")),
        *(("not-null", gxe.ExpectColumnValuesToNotBeNull(column=name)) for name in told.present),
        *(("label-known", gxe.ExpectColumnValuesToBeInSet(column=name, value_set=labels)) for name, labels in told.labels.items()),
    ]
    worked_out = [*(f"items-not-null {name}" for name in told.spans), *(f"reference-exists {key}" for key in stated.KEYS), "evidence-present", *with_pandas.ACROSS]
    named += [(column.split()[0], gxe.ExpectColumnValuesToBeInSet(column=column, value_set=[True])) for column in worked_out]
    for name, expectation in named:
        expectation.meta = {"check": name}
    return gx.ExpectationSuite(name="claims", expectations=[expectation for _, expectation in named])


def judge(given: Given) -> Any:
    whole, suite, claims, known, told = given
    columns = {f"items-not-null {name}": with_pandas.whole(claims[name]) for name in told.spans}
    columns |= {f"reference-exists {key}": claims[key].isin(ids) | claims[key].isna() for key, ids in known.items()}
    columns |= {"evidence-present": claims["evidence"].list.len() > 0}
    columns |= {name: holds(claims, told) for name, holds in with_pandas.ACROSS.items()}
    batch = whole.get_batch({"dataframe": claims.assign(**columns)})
    return batch.validate(suite, result_format="BASIC")


def found(judged: Any) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in judged.results:
        assert not any(told.get("raised_exception") for told in [one.exception_info] if isinstance(told, dict)), one
        name = one.expectation_config.meta["check"]
        counts[name] = counts.get(name, 0) + one.result["unexpected_count"] // (PAIR if name == "key-unique" else 1)
    return counts
