"""Groups are what ties connect, each named by its smallest member, whatever the order of the ties."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from claims.ties import groups

TIES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))


def connected(ties: list[tuple[int, int]], start: int) -> set[int]:
    """All that can be reached from a member, found step by step."""
    beside = defaultdict(set)
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    seen, edge = {start}, {start}
    while edge:
        edge = {other for one in edge for other in beside[one]} - seen
        seen |= edge
    return seen


@given(TIES)
def test_the_name_of_a_group_is_the_smallest_of_what_is_connected(ties: list[tuple[int, int]]) -> None:
    assert groups(ties) == {one: min(connected(ties, one)) for tie in ties for one in tie}


def test_members_may_be_ids_in_any_script() -> None:
    assert groups([("ب", "ا"), ("ت", "ب"), ("x", "x")]) == {"ا": "ا", "ب": "ا", "ت": "ا", "x": "x"}
