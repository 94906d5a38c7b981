"""Agreement on labels beyond chance: Cohen's kappa and Krippendorff's alpha, from one table of counts or from many at once.

A table is an array whose last two axes are labels, so that the tables of all draws of a bootstrap are one array. Where
chance alone would agree always, since only one label was ever given, a coefficient is not defined: nan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pairs = Counter[tuple[str, str]]


def confusion(units: Iterable[tuple[str | None, str | None]]) -> Pairs:
    """How often two annotators gave a unit these labels, the first annotator's first; None is no label."""
    return Counter((one, other) for one, other in units if one is not None and other is not None)


def coincidences(units: Iterable[Sequence[str | None]]) -> dict[tuple[str, str], float]:
    """How often two labels met in a unit, which any number of annotators have labelled; None is no label.

    Each ordered pair of a unit with m labels counts 1/(m - 1), as in Krippendorff (2011), step C.
    """
    met: dict[tuple[str, str], float] = {}
    for unit in units:
        given = [label for label in unit if label is not None]
        for pair in permutations(given, 2):
            met[pair] = met.get(pair, 0.0) + 1 / (len(given) - 1)
    return met


def agreed(table: Array) -> Array:
    """The share of units on which two annotators agree; nan without units."""
    return ratio(diagonal(table), table.sum(axis=(-2, -1)))


def kappa(table: Array) -> Array:
    """Cohen's kappa (1960) of a confusion: (p_o - p_e) / (1 - p_e), each annotator with margins of their own."""
    units = table.sum(axis=(-2, -1))
    chance = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1)
    return ratio(units * diagonal(table) - chance, units**2 - chance)


def alpha(table: Array) -> Array:
    """Krippendorff's alpha for nominal labels (2011, step D) of a table of coincidences: 1 - D_o / D_e."""
    labels = table.sum(axis=-1)
    total = labels.sum(axis=-1)
    apart = total - diagonal(table)
    return 1 - ratio((total - 1) * apart, total**2 - (labels**2).sum(axis=-1))


def diagonal(table: Array) -> Array:
    """The sum of what stands on the diagonal: where two said the same."""
    return np.einsum("...ii->...", table)


def ratio(above: Array, below: Array) -> Array:
    """One over the other, nan where nothing stands below (or what rounding left of nothing)."""
    none = np.abs(below) < 1e-9
    return np.where(none, np.nan, above / np.where(none, 1.0, below))
