"""Texts that are nearly the same, in any script: MinHash of their runs of five code points, looked up in bands.

Broder, "On the resemblance and containment of documents" (1997); the bands are those of Leskovec, Rajaraman and Ullman,
"Mining of Massive Datasets", 3.4. Two texts that share half of their runs are found with a probability of .87, three fifths
with .99. What is found are candidates: the wording of the two is compared afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from claims.track.extras import package

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

RUN = 5  # code points of a shingle
BANDS, ROWS = 32, 4
SEED = 7
LEAST = 0.25  # of the hashes of two texts that must be the same, for the two to be compared
SMALL = 8  # texts in a bucket that are all paired with one another; in a larger one each with the first and the one before
BATCH = 20_000  # texts that are hashed at a time


def near_pairs(texts: Sequence[str]) -> Array:
    """Pairs (one, other) of the numbers of texts that are nearly the same, one < other, sorted; an array of two columns."""
    import numpy as np

    if len(texts) < 2:
        return np.empty((0, 2), dtype=np.int64)
    hashes = np.concatenate([_digests(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)])
    found = np.empty(0, dtype=np.int64)
    for band in range(BANDS):
        found = np.union1d(found, _bucketed(hashes[:, band * ROWS : (band + 1) * ROWS], len(texts)))
    pairs = np.stack([found // len(texts), found % len(texts)], axis=1)
    kept = [_alike(hashes, part) for part in np.array_split(pairs, max(1, len(pairs) // BATCH))]
    return np.concatenate(kept)


def _alike(hashes: Array, pairs: Array) -> Array:
    """The pairs of which enough hashes are the same."""
    same = (hashes[pairs[:, 0]] == hashes[pairs[:, 1]]).mean(axis=1)
    kept: Array = pairs[same >= LEAST]
    return kept


def _digests(texts: Sequence[str]) -> Array:
    """The MinHash of each text, a row of BANDS * ROWS numbers."""
    import numpy as np

    shingles, offsets = _shingles(texts)
    minhash = package("rensa").RMinHash
    matrix = minhash.digest_matrix_from_flat_token_hashes(shingles, offsets, num_perm=BANDS * ROWS, seed=SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def _shingles(texts: Sequence[str]) -> tuple[Array, Array]:
    """The hashes of the runs of all texts, one text after the other, and where each begins and the last ends.

    A text is read with a space at either end, and filled up with spaces where it is shorter than a run.
    """
    import numpy as np

    framed = [f" {text} ".ljust(RUN) for text in texts]
    lengths = np.array([len(text) for text in framed])
    codes = np.frombuffer("".join(framed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for step in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + codes[step : len(codes) - RUN + 1 + step]
    runs ^= runs >> np.uint64(29)
    runs *= np.uint64(0xBF58476D1CE4E5B9)
    runs ^= runs >> np.uint64(32)
    ends = lengths.cumsum()
    inside = np.ones(len(codes), dtype=bool)
    for back in range(1, RUN):
        inside[ends - back] = False
    return runs[inside[: len(runs)]], np.append(0, (lengths - RUN + 1).cumsum()).astype(np.uint64)


def _bucketed(band: Array, count: int) -> Array:
    """Pairs of texts that have one band in common, as one * count + other."""
    import numpy as np

    key = np.ascontiguousarray(band).view(np.uint64)
    mixed = key[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ key[:, 1]
    order = np.argsort(mixed, kind="stable")
    starts = np.append(np.flatnonzero(np.append(True, np.diff(mixed[order]) != 0)), count)
    begins = np.repeat(starts[:-1], np.diff(starts))
    sizes = np.repeat(np.diff(starts), np.diff(starts))
    rank = np.arange(count) - begins
    found = []
    for step in range(1, SMALL):
        later = np.flatnonzero((rank >= step) & ((sizes <= SMALL) | (step == 1)))
        found.append(order[later - step] * count + order[later])
    far = np.flatnonzero((sizes > SMALL) & (rank > 1))
    found.append(order[begins[far]] * count + order[far])
    return np.unique(np.concatenate(found))
