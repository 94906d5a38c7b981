"""JSONL: the same bytes for the same rows, and each broken line refused with its place while the others are kept."""

from __future__ import annotations

import json

import pytest

from claims.corpus import read_jsonl, row_to_dict, write_jsonl
from claims.errors import DataError, UsageError


@pytest.fixture
def line(small_corpus) -> dict[str, object]:
    """A good line of the table claims."""
    return row_to_dict(small_corpus.rows("claims")[0])


def test_keys_are_sorted_text_is_readable_and_lines_end_in_newline(small_corpus, tmp_path):
    file = tmp_path / "claims.jsonl"
    write_jsonl(file, small_corpus.rows("claims"))
    written = file.read_bytes()
    write_jsonl(file, small_corpus.rows("claims"))
    assert file.read_bytes() == written
    lines = written.decode().split("\n")
    assert lines[-1] == ""
    assert "Мы готовы" in written.decode()
    assert [list(json.loads(one)) == sorted(json.loads(one)) for one in lines[:-1]] == [True] * 3
    assert b"\r" not in written


def test_a_failed_write_leaves_the_old_file(small_corpus, tmp_path):
    file = tmp_path / "claims.jsonl"
    write_jsonl(file, small_corpus.rows("claims"))
    before = file.read_bytes()

    def rows():
        yield small_corpus.rows("claims")[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_jsonl(file, rows())
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["claims.jsonl"]


def test_half_a_surrogate_pair_is_not_written(small_corpus, tmp_path):
    from dataclasses import replace

    broken = replace(small_corpus.rows("claims")[0], text="\ud83d")
    with pytest.raises(DataError, match="surrogate"):
        write_jsonl(tmp_path / "x.jsonl", [broken])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("change", "reason", "mend"),
    [
        ({"polarty": "positive"}, "no key 'polarty'", "polarity"),
        ({"text": 5}, "text is 5", "text is expected"),
        ({"text": None}, "text is null", "text is expected"),
        ({"text": "\ud83d"}, "text is", "surrogate"),
        ({"evidence": [[3, 3]]}, "evidence is [3, 3]", "start < end"),
        ({"evidence": [[-1, 3]]}, "evidence is [-1, 3]", "start < end"),
        ({"evidence": [[True, 3]]}, "evidence is [true, 3]", "start < end"),
        ({"evidence": [[1, 2**70]]}, "evidence is", "start < end"),
        ({"evidence": [{"start": 1, "end": 2}]}, "evidence is", "[start, end]"),
        ({"evidence": "1-2"}, 'evidence is "1-2"', "a list"),
        ({"event_start": "2025-02-30"}, 'event_start is "2025-02-30"', "2025-07-04"),
        ({"event_start": "20250704"}, "event_start is", "2025-07-04"),
        ({"event_start": 20250704}, "event_start is 20250704", "2025-07-04"),
        ({"text": "я" * 900}, "", ""),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_mend(change, reason, mend, line, tmp_path):
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join([json.dumps(line), json.dumps(line | change), json.dumps(line)]))
    rows, places, refusals = read_jsonl(file, "claims")
    if not reason:
        assert len(rows) == 3
        return
    assert places == [f"{file}:1", f"{file}:3"]
    assert rows[0] == rows[1]
    (refusal,) = refusals
    assert refusal.where == f"{file}:2"
    assert reason in refusal.reason
    assert mend in str(refusal.mend)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"claim_id": ', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"<<<<<<< HEAD", "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": "a", "text": "b"}', "stands twice"),
        (b'{"confidence": NaN}', "NaN is not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 5000, "not JSON"),
        (b"{}", "the key 'claim_id' is missing"),
    ],
)
def test_a_broken_line_is_refused_and_the_rest_is_kept(broken, reason, line, tmp_path):
    good = json.dumps(line).encode()
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"\n".join([good, b"", broken, good, b""]))
    rows, _, refusals = read_jsonl(file, "claims")
    assert len(rows) == 2
    assert [(one.where, one.what) for one in refusals] == [(f"{file}:3", "claims")]
    assert reason in refusals[0].reason


def test_a_wrong_field_of_an_item_is_named(small_corpus, tmp_path):
    source = row_to_dict(small_corpus.rows("sources")[1])
    source["roles"][0]["valid_from"] = "2012"
    lines = [source, source | {"roles": [{"name": "x"}]}, source | {"roles": [{"title": "mayor"}]}]
    file = tmp_path / "sources.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    rows, _, refusals = read_jsonl(file, "sources")
    assert rows[0].roles[0].title == "mayor"
    assert rows[0].roles[0].valid_to is None
    assert refusals[0].reason == 'roles.valid_from is "2012"'
    assert "object of title, organisation_id" in refusals[1].mend


@pytest.mark.parametrize("number", ["1e999", "-1e999", "true", '"0.5"', "[0.5]"])
def test_a_confidence_is_a_finite_number(number, small_corpus, tmp_path):
    row = row_to_dict(small_corpus.rows("attributions")[0]) | {"confidence": 0.125}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(row).replace("0.125", number))
    assert not read_jsonl(file, "attributions")[0]


def test_an_infinite_number_is_not_written(small_corpus, tmp_path):
    from dataclasses import replace

    row = replace(small_corpus.rows("attributions")[0], confidence=float("inf"))
    with pytest.raises(DataError, match="not JSON"):
        write_jsonl(tmp_path / "x.jsonl", [row])


def test_a_byte_order_mark_and_windows_newlines_are_read(line, tmp_path):
    file = tmp_path / "claims.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(line).encode() + b"\r\n\r\n")
    rows, _, refusals = read_jsonl(file, "claims")
    assert len(rows) == 1
    assert not refusals


def test_a_file_that_is_not_there_or_a_folder_is_misuse(tmp_path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(UsageError, match="cannot read"):
            read_jsonl(path, "claims")
    with pytest.raises(UsageError, match="cannot write"):
        write_jsonl(tmp_path / "no" / "x.jsonl", [])
    with pytest.raises(UsageError, match="there are: articles"):
        read_jsonl(tmp_path / "x.jsonl", "claim")
