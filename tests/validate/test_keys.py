"""What a key names, against the plain search that it stands for; keys may stand twice, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.validate.frames import Frames, out_of
from claims.validate.keys import beside, by_key, named, repeated

KEYS = ("a", "ب", "🚢", "d")
keys = st.lists(st.none() | st.sampled_from(KEYS), max_size=8)


def frames(attributions: list[str | None], claims: list[str | None]) -> Frames:
    """Attributions of these keys, each with its number as a rule, and claims that name them."""
    tables = {
        "attributions": pl.DataFrame({"attribution_id": attributions, "rule": [str(at) for at in range(len(attributions))]}, schema_overrides={"attribution_id": pl.String, "rule": pl.String}),
        "claims": pl.DataFrame({"attribution_id": claims}, schema_overrides={"attribution_id": pl.String}),
    }  # fmt: skip
    return Frames(out_of(tables.__getitem__))


@settings(max_examples=150, deadline=None)
@given(keys)
def test_each_key_is_a_first_row_or_repeats_one(attributions: list[str | None]) -> None:
    there = frames(attributions, [])
    firsts = [at for at, key in enumerate(attributions) if key is not None and key not in attributions[:at]]
    again = [at for at, key in enumerate(attributions) if key is not None and key in attributions[:at]]
    assert there.of(by_key("attributions"))["row"].to_list() == firsts
    assert there.of(repeated("attributions"))["row"].to_list() == again


@settings(max_examples=150, deadline=None)
@given(keys, keys)
def test_a_row_has_beside_it_what_the_first_row_of_its_key_has(
    attributions: list[str | None], claims: list[str | None]
) -> None:
    there = frames(attributions, claims)
    expected = [attributions.index(key) if key is not None and key in attributions else None for key in claims]
    assert there.of(named("claims", "attribution_id"))["named"].to_list() == expected
    lines = there.table("claims").select("row")
    found = beside(there, lines.reverse(), "claims", "attribution_id", "rule")
    assert found["rule"].to_list() == [None if at is None else str(at) for at in reversed(expected)]


@settings(max_examples=150, deadline=None)
@given(keys, keys, st.integers(1, 3))
def test_keys_of_one_hash_are_told_apart(attributions: list[str | None], claims: list[str | None], apart: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.validate.keys.hashes", lambda texts: texts.cast(pl.Binary).bin.size() % apart)
        there = frames(attributions, claims)
        firsts = [at for at, key in enumerate(attributions) if key is not None and key not in attributions[:at]]
        assert there.of(by_key("attributions"))["row"].to_list() == firsts
        expected = [attributions.index(key) if key is not None and key in attributions else None for key in claims]
        assert there.of(named("claims", "attribution_id"))["named"].to_list() == expected


def test_a_table_without_a_double_key_is_not_copied() -> None:
    there = frames(["a", "ب"], [])
    assert there.of(by_key("attributions")) is there.table("attributions")


def test_a_column_that_no_view_asks_for_is_not_read() -> None:
    asked: list[tuple[str, ...]] = []

    def read(name: str, columns: Sequence[str]) -> pl.DataFrame:
        asked.append((name, *columns))
        return pl.DataFrame({"claim_id": ["c"], "text": ["نص"]}).select(columns or pl.all())

    there = Frames(read)
    there.of(repeated("claims"))
    assert asked == [("claims", "claim_id")]
    assert there.table("claims").columns == ["row", "claim_id", "text"]
    there.table("claims", "text")
    assert asked == [("claims", "claim_id"), ("claims",)]
