"""What ties hold together: articles that copy each other, claims that are linked, rows that name each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Id = TypeVar("Id", int, str)


def groups(ties: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    """For each member of a tie the smallest that ties lead to, over as many as there are: union by path halving (Tarjan 1975)."""
    above: dict[Id, Id] = {}

    def smallest(one: Id) -> Id:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = one = above[above[one]]
        return one

    for one, other in ties:
        low, high = sorted((smallest(one), smallest(other)))
        above[high] = low
    return {one: smallest(one) for one in list(above)}
