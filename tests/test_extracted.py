"""What was found as lines: whichever way it is written, the same rows are read again."""

from __future__ import annotations

import json

import pytest

from claims.errors import DataError
from claims.extract.engine import get_engine
from claims.extracted import article_lines, row_lines, rows_of
from claims.ingest import read_articles
from claims.runner import run
from claims.sources.registry import Registry

TEXTS = (
    "Песков заявил, что переговоры продолжаются. Встреча прошла в среду. Об этом сообщили.",
    "Мэр города Иван Берёзкин сказал, что мост закрыт. Песков заявил, что мост откроют.",
    "Иван Берёзкин заявил, что мост откроют в августе.",
)


@pytest.fixture
def registry() -> Registry:
    return Registry.from_file(None)


@pytest.fixture
def found(tmp_path, registry) -> list:
    """What the rules find in three articles, of which two name a person whom the registry does not know."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.md").write_text(f"---\nlanguage: ru\n---\n{text}\n", encoding="utf-8")
    return list(run(read_articles(tmp_path), engine=get_engine("rules"), registry=registry, refused=[]))


def read(lines) -> list[tuple[str, object]]:
    return [row for n, line in enumerate(lines, 1) for row in rows_of(json.dumps(line).encode(), f"a.jsonl:{n}")]


def of(rows, table: str) -> list[object]:
    return [row for name, row in rows if name == table]


def test_a_line_an_article_and_a_line_a_row_say_the_same(found, registry):
    by_article, by_row = read(article_lines(found)), read(row_lines(found, registry))
    for table in ("attributions", "claims"):
        assert of(by_article, table) == of(by_row, table) == [
            row for one in found for row in getattr(one.extraction, table)
        ]
    assert len(of(by_row, "claims")) > 3


def test_a_line_a_row_has_each_source_once_and_none_that_the_registry_knows(found, registry):
    sources = of(read(row_lines(found, registry)), "sources")
    assert {source.name for source in sources} >= {"Иван Берёзкин"}
    assert len({source.source_id for source in sources}) == len(sources)
    assert not {source.source_id for source in sources} & registry.by_id.keys()
    assert "src_dmitry_peskov" in {s.source_id for one in found for s in one.sources}


def test_what_the_engine_refused_is_kept_and_gives_no_row(found, registry):
    refused = [line for line in row_lines(found, registry) if "reason" in line]
    assert len(refused) == sum(len(one.extraction.refused) for one in found) > 0
    assert read(refused) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": "a"}', "neither an attribution nor a claim nor a source"),
        ('{"claims": {}}', "claims is no list of rows"),
        ('{"attributions": [1]}', "attributions is no list of rows"),
        ('{"claim_id": "clm_0000000000000000"}', "the key 'article_id' is missing"),
    ],
)
def test_a_line_of_something_else_is_told(line, reason):
    with pytest.raises(DataError, match=reason) as caught:
        rows_of(line.encode(), "a.jsonl:7")
    assert caught.value.where == "a.jsonl:7"
    assert caught.value.mend
