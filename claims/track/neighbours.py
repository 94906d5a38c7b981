"""The nearest vectors of each vector: exact while there are few, from an index of small worlds (HNSW) when there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from claims.track.extras import package

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

EXACT = 20_000  # vectors that are compared with all of their group
BLOCK = 1_000  # vectors that are looked up at a time
LINKS = 16  # of a vector in the index
SOUGHT = 64  # vectors that are looked at for one in the index


def nearest(vectors: Array, groups: Sequence[str], count: int, least: float) -> tuple[Array, Array]:
    """Pairs of numbers of vectors (one < other, sorted) and their cosines, which are at least `least`.

    The vectors have the length 1. Each has its `count` nearest in each group, so that the claims of one language do
    not hide those of another.
    """
    import numpy as np

    members = {group: np.array([n for n, of in enumerate(groups) if of == group]) for group in sorted(set(groups))}
    found: dict[tuple[int, int], float] = {}
    for those in members.values():
        for at, near, cosines in _looked_up(vectors, those, count):
            kept = (cosines >= least) & (near != at[:, None])
            for row, column in zip(*np.nonzero(kept), strict=True):
                one, other = sorted((int(at[row]), int(near[row, column])))
                found[one, other] = float(cosines[row, column])
    pairs = sorted(found)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array([found[pair] for pair in pairs])


def _looked_up(vectors: Array, those: Array, count: int) -> Iterator[tuple[Array, Array, Array]]:
    """For blocks of all vectors: their numbers, the numbers of the nearest of a group, and the cosines."""
    import numpy as np

    wanted = min(count + 1, len(those))  # a vector is the nearest to itself
    index = _index(vectors[those]) if len(those) > EXACT else None
    for start in range(0, len(vectors), BLOCK):
        at = np.arange(start, min(start + BLOCK, len(vectors)))
        if index is None:
            cosines = vectors[at] @ vectors[those].T
            best = np.argpartition(-cosines, wanted - 1, axis=1)[:, :wanted]
            yield at, those[best], np.take_along_axis(cosines, best, axis=1)
        else:
            matches = index.search(vectors[at], wanted, threads=1)
            yield at, those[matches.keys.astype(np.int64)], 1.0 - matches.distances


def _index(vectors: Array) -> Any:
    """The index of some vectors; built by one thread, for the same vectors to give the same index."""
    import numpy as np

    index = package("usearch.index").Index(
        ndim=vectors.shape[1], metric="cos", dtype="f16", connectivity=LINKS, expansion_add=SOUGHT, expansion_search=SOUGHT
    )
    index.add(np.arange(len(vectors)), vectors, threads=1)
    return index
