"""The stated checks in pandas, for the sides that judge its frames: what holds of spans, and of several columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from sides.stated import KEYS, Stated, table


def read(folder: Path, rows: int | None) -> dict[str, pd.DataFrame]:
    """The claims and the keys that they name, in Arrow's types."""
    columns = {"claims": None} | {name: [key] for key, name in KEYS.items()}
    return {name: pd.read_parquet(table(folder, name), columns=wanted, dtype_backend="pyarrow")[:rows] for name, wanted in columns.items()}


def whole(spans: Any) -> Any:
    """Whether each span of each row has both ends."""
    items = spans.list.flatten()
    broken = items.struct.field("start").isna() | items.struct.field("end").isna()
    return pd.Series(~spans.index.isin(items.index[broken]), index=spans.index)


def in_order(claims: pd.DataFrame, told: Stated) -> Any:
    return (claims["event_start"] <= claims["event_end"]).fillna(True)


def precision_fits(claims: pd.DataFrame, told: Stated) -> Any:
    start, end = claims["event_start"].notna(), claims["event_end"].notna()
    return (~start & ~end).where((claims["event_precision"] == "unknown").fillna(False), start & end)


def days_fit(claims: pd.DataFrame, told: Stated) -> Any:
    """Whether the days are those of the precision; only rows with two days in order and such a precision are looked at."""
    dated = claims.loc[(claims["event_start"] <= claims["event_end"]).fillna(False), ["event_start", "event_end", "event_precision"]]
    start, end = (dated[name].astype("datetime64[s]") for name in ("event_start", "event_end"))
    first = start.dt.day == 1
    fits = {
        "day": start == end,
        "month": first & (end == start + pd.offsets.MonthEnd(0)),
        "year": first & (start.dt.month == 1) & (end == start + pd.offsets.YearEnd(0)),
    }
    strange = [dated.index[(dated["event_precision"] == name).fillna(False) & ~holds] for name, holds in fits.items()]
    return ~claims.index.to_series().isin(strange[0].append(strange[1:]))


def worthy(claims: pd.DataFrame, told: Stated) -> Any:
    return (claims["check_worthy"] != "yes").fillna(True) | claims["speech_act"].isin(told.worthy) | claims["speech_act"].isna()


def unhedged(claims: pd.DataFrame, told: Stated) -> Any:
    return (claims["modality"] != "asserted").fillna(True) | (claims["hedges"].list.len() == 0).fillna(True)


ACROSS: dict[str, Callable[[pd.DataFrame, Stated], Any]] = {
    "event-in-order": in_order,
    "event-precision-fits": precision_fits,
    "event-fits-precision": days_fit,
    "worthy-acts-only": worthy,
    "asserted-without-hedge": unhedged,
}
