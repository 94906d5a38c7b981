"""Agreement on labels beyond chance: Cohen's kappa and Krippendorff's alpha, from counts of one sample or of many at once.

What a coefficient needs is how many agreed and how often each label was given, the labels on the last axis, so that
all draws of a bootstrap are one array. Where chance alone would agree always, since only one label was ever given, it is not
defined: nan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pair = tuple[str, str]


def confusion(units: Iterable[tuple[str | None, str | None]]) -> Counter[Pair]:
    """How often two annotators gave a unit these labels, the first annotator's first; None is no label."""
    return Counter((one, other) for one, other in units if one is not None and other is not None)


def coincidences(units: Iterable[Sequence[str | None]]) -> dict[Pair, float]:
    """How often two labels met in a unit, which any number of annotators have labelled; None is no label.

    Each ordered pair of a unit with m labels counts 1/(m - 1), as in Krippendorff (2011), step C.
    """
    met: dict[Pair, float] = {}
    for unit in units:
        given = [label for label in unit if label is not None]
        for pair in permutations(given, 2):
            met[pair] = met.get(pair, 0.0) + 1 / (len(given) - 1)
    return met


def agreed(same: Array, ours: Array) -> Array:
    """The share of units with the same label; nan without units."""
    return ratio(same, ours.sum(axis=-1))


def kappa(same: Array, ours: Array, theirs: Array) -> Array:
    """Cohen's kappa (1960), (p_o - p_e) / (1 - p_e): units with the same label, and how often either gave each label."""
    units = ours.sum(axis=-1)
    chance = (ours * theirs).sum(axis=-1)
    return ratio(units * same - chance, units**2 - chance)


def alpha(same: Array, labels: Array) -> Array:
    """Krippendorff's alpha for nominal labels (2011, step D), 1 - D_o / D_e: of coincidences, the same and those of each label."""
    total = labels.sum(axis=-1)
    return 1 - ratio((total - 1) * (total - same), total**2 - (labels**2).sum(axis=-1))


def ratio(above: Array, below: Array) -> Array:
    """One over the other, nan where nothing stands below (or what rounding left of nothing)."""
    none = np.abs(below) < 1e-9
    found: Array = np.where(none, np.nan, above / np.where(none, 1.0, below))
    return found
