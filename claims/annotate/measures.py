"""What each measure of agreement counts in each article, so that any draw of articles can be measured from the counts.

Spans are scored as those of an engine are (claims.evaluate), so that people and engines are measured by one yardstick:
F1 of the spans of a role, exact (the same but for quotation marks, punctuation and white space at their edges), each
span counted once. In part it is F1 of reports: they are paired one to one, those whose contents share most of their
letters first and none that share less than half, and a pair counts as far as its spans of the role do the same (Dice: the
letters of both, over the mean of either). So a content that stands inside another is compared with its own partner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from claims.annotate.coefficients import (
    Array,
    Pair,
    agreed,
    alpha,
    coincidences,
    confusion,
    kappa,
    ratio,
)
from claims.annotate.unitizing import Crossed, alpha_u, by_depth, crossed, edges_only
from claims.evaluate.documents import ROLES, of_extraction
from claims.evaluate.pairs import Pairing, pair
from claims.evaluate.scores import Count, counts
from claims.model import Article, Extraction

Found = Mapping[str, Extraction]  # what each annotator has in an article


class Counted(NamedTuple):
    """A measure with what it counts, article by article (first axis)."""

    what: str
    measure: str
    units: int
    each: tuple[Array, ...]
    coefficient: Callable[..., Array]


def of_spans(articles: Sequence[Article], found: Sequence[Found]) -> Iterator[Counted]:
    """F1 of the spans of each role between two annotators."""
    pairings = []
    for article, rows in zip(articles, found, strict=True):
        ours, theirs = (of_extraction(article.article_id, article, extraction) for extraction in rows.values())
        pairings.append(pair(ours, theirs))
    exact = [counts(one) for one in pairings]
    for role in ROLES:
        yield _scored(role, "exact", [one["strict", role] for one in exact])
        yield _scored(role, "partial", [_in_part(one, role) for one in pairings])


def _in_part(one: Pairing, role: str) -> Count:
    """How far the spans of a role of the paired reports are the same, among all reports that have the role."""
    sides = [(ours.letters[role], theirs.letters[role]) for ours, theirs in one.pairs]
    same = sum(2 * len(ours & theirs) / (len(ours) + len(theirs)) for ours, theirs in sides if ours and theirs)
    found, gold = (sum(bool(side.letters[role]) for side in reports) for reports in (one.predicted, one.gold))
    return Count(same, found, same, gold)


def _scored(role: str, measure: str, each: Sequence[Count]) -> Counted:
    columns = np.array([[one.right_predicted, one.predicted + one.gold] for one in each], float).reshape(-1, 2)
    return Counted(role, measure, int(columns[:, 1].sum()), (2 * columns[:, 0], columns[:, 1]), ratio)


def of_units(articles: Sequence[Article], found: Sequence[Found]) -> Iterator[Counted]:
    """Alpha for the units that the spans of each role cut, with their depth and by their edges alone."""
    for role in ROLES:
        cuts = [[by_depth(getattr(row, role) for row in one.attributions) for one in rows.values()] for rows in found]
        each = [crossed(cut, len(article.text or "")) for cut, article in zip(cuts, articles, strict=True)]
        units = sum(len(one) for cut in cuts for one in cut)
        for measure, laid in (("alpha_u", each), ("edges", [edges_only(one) for one in each])):
            yield Counted(role, measure, units, _lengths(laid), alpha_u)


def _lengths(each: Sequence[Crossed]) -> tuple[Array, ...]:
    values = sorted({value for one in each for value in one.own})
    own = [[one.own.get(value, 0.0) for value in values] for one in each]
    same, lengths, _ = _margins([one.met for one in each], values)
    return same, lengths, np.array(own, float).reshape(len(each), len(values))


def of_labels(field: str, each: Sequence[list[list[str | None]]], *, two: bool) -> Iterator[Counted]:
    """Observed agreement and kappa of two annotators, alpha of any number."""
    values = sorted({label for units in each for unit in units for label in unit if label is not None})
    units = sum(sum(label is not None for label in unit) > 1 for units in each for unit in units)
    if two:
        same, ours, theirs = _margins([confusion((unit[0], unit[1]) for unit in units) for units in each], values)
        yield Counted(field, "agree", units, (same, ours), agreed)
        yield Counted(field, "kappa", units, (same, ours, theirs), kappa)
    same, labels, _ = _margins([coincidences(units) for units in each], values)
    yield Counted(field, "alpha", units, (same, labels), alpha)


def _margins(tables: Sequence[Mapping[Pair, float]], values: Sequence[str]) -> tuple[Array, Array, Array]:
    """Of each table the pairs of one value, and how often each value stands first, and second."""
    place = {value: number for number, value in enumerate(values)}
    same = np.zeros(len(tables))
    sides = np.zeros((2, len(tables), len(values)))
    for number, table in enumerate(tables):
        for (one, other), count in table.items():
            same[number] += count * (one == other)
            sides[0, number, place[one]] += count
            sides[1, number, place[other]] += count
    return same, sides[0], sides[1]
