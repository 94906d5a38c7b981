"""DuckDB: tables in memory, and one statement with a filtered count a condition."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from sides import stated

PACKAGES = ("duckdb",)
WORD = r"[\p{L}\p{N}\p{M}_]"  # its \w is ASCII
Given = tuple[duckdb.DuckDBPyConnection, str]


def read(folder: Path, rows: int | None) -> Given:
    """A database in memory with the claims and the keys that they name; the statement."""
    database = duckdb.connect()
    limit = "" if rows is None else f"LIMIT {rows}"
    for name, columns in (("claims", "*"), *((name, key) for key, name in stated.KEYS.items())):
        database.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM read_parquet(?) {limit}", [str(stated.table(folder, name))])
    return database, _statement(stated.read(folder))


def _statement(told: stated.Stated) -> str:
    conditions = {
        "not-null": [f"{name} IS NULL" for name in told.present],
        "items-not-null": [f"len(list_filter({name}, lambda s: s['start'] IS NULL OR s['end'] IS NULL)) > 0" for name in told.spans],
        "label-known": [f"{name} NOT IN {_values(labels)}" for name, labels in told.labels.items()],
        "pattern-matched": [f"NOT regexp_matches(claim_id, '{told.pattern}')"],
        "long-enough": ["length(text) < 1"],
        "evidence-present": ["len(evidence) = 0"],
        "event-in-order": ["event_start > event_end"],
        "event-precision-fits": ["""CASE WHEN event_precision = 'unknown' THEN event_start IS NOT NULL OR event_end IS NOT NULL
            ELSE event_start IS NULL OR event_end IS NULL END"""],
        "event-fits-precision": ["""event_start <= event_end AND NOT CASE event_precision WHEN 'day' THEN event_start = event_end
            WHEN 'month' THEN day(event_start) = 1 AND event_end = last_day(event_start)
            WHEN 'year' THEN day(event_start) = 1 AND month(event_start) = 1 AND event_end = last_day(event_start + INTERVAL 11 MONTH)
            END"""],
        "worthy-acts-only": [f"check_worthy = 'yes' AND speech_act NOT IN {_values(told.worthy)}"],
        "asserted-without-hedge": ["modality = 'asserted' AND len(hedges) > 0"],
        "standalone-not-blank": [f"NOT regexp_matches(standalone, '{WORD}')"],
    }  # fmt: skip
    counts = [" + ".join(f"count(*) FILTER (WHERE {bad})" for bad in bads) + f' AS "{name}"' for name, bads in conditions.items()]
    astray = " + ".join(
        f"(SELECT count(*) FROM claims ANTI JOIN {table} USING ({key}) WHERE claims.{key} IS NOT NULL)" for key, table in stated.KEYS.items()
    )
    counts += ['count(claim_id) - count(DISTINCT claim_id) AS "key-unique"', f'{astray} AS "reference-exists"']
    return f"SELECT {', '.join(counts)} FROM claims"


def _values(labels: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{label}'" for label in labels) + ")"


def judge(given: Given) -> dict[str, int]:
    database, statement = given
    answer = database.execute(statement)
    (row,) = answer.fetchall()
    return dict(zip((column[0] for column in answer.description), row, strict=True))


def found(judged: dict[str, int]) -> dict[str, int]:
    return judged
