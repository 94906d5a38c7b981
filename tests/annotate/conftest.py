"""Two articles, one Arabic and one Russian, as three annotators left them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from claims.annotate import Change
from claims.corpus import Corpus, write_jsonl
from claims.init import init
from claims.model import Edit
from logs import NOON, log_of


@pytest.fixture
def extracted(every_row) -> Corpus:
    """The small corpus, which nobody has edited."""
    return Corpus.from_rows(**{**every_row, "edits": []})


@pytest.fixture
def rows(extracted) -> dict[str, Any]:
    """Rows by short names: the Kremlin's report, Putin's in it, the governor's; the claims of the last two, and the author's."""
    attributions, claims = extracted.rows("attributions"), extracted.rows("claims")
    names = {"src_kremlin": "kremlin", "src_vladimir_putin": "putin", None: "governor"}
    found = {names[row.source_id]: row for row in attributions}
    owner = {row.attribution_id: f"{names[row.source_id]} says" for row in attributions}
    return found | {owner.get(row.attribution_id, "author says"): row for row in claims}


@pytest.fixture
def logs(rows) -> dict[str, list[Edit]]:
    """ada approves all; mila changes some; zoe has only begun."""
    putin, said = rows["putin"], rows["putin says"]
    approved = [Change.approve(rows[f"{name} says"]) for name in ("putin", "governor", "author")]
    shorter = replace(said, evidence=(said.evidence[0]._replace(end=said.evidence[0].end - 9),), text=said.text[:-9], polarity="negative")
    return {
        "ada": log_of("ada", approved),
        "mila": log_of("mila", [Change.update(putin, replace(putin, cue_class="neutral")), Change.update(said, shorter), *approved[1:]], NOON + timedelta(hours=1)),
        "zoe": log_of("zoe", [Change.approve(rows["governor says"])], NOON + timedelta(hours=2)),
    }


@pytest.fixture
def repository(tmp_path, extracted, logs, monkeypatch) -> Path:
    """The same as a dataset repository, which the test stands in."""
    folder = init(tmp_path / "harbour", languages=["ar", "ru"])
    write_jsonl(folder / "articles" / "all.jsonl", extracted.rows("articles"))
    write_jsonl(folder / "extracted" / "gold.jsonl", [*extracted.rows("attributions"), *extracted.rows("claims")])
    write_jsonl(folder / "sources.jsonl", extracted.rows("sources"))
    for annotator, edits in logs.items():
        write_jsonl(folder / "edits" / f"{annotator}.jsonl", edits)
    monkeypatch.chdir(folder)
    return Path()
