"""Coefficients of agreement: published examples to three decimals, other programs' figures, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate.coefficients import agreed, alpha, coincidences, confusion, kappa


def counted(pairs):
    """How many pairs are of one label, and how often each label stands first, and second."""
    labels = sorted({label for pair in pairs for label in pair})
    same = sum(count for (one, other), count in pairs.items() if one == other)
    sides = [[sum(count for pair, count in pairs.items() if pair[side] == label) for label in labels] for side in (0, 1)]
    return tuple(np.array(one, float) for one in (same, *sides))


def kappa_of(units) -> float:
    return float(kappa(*counted(confusion(units))))


def alpha_of(units) -> float:
    return float(alpha(*counted(coincidences(units))[:2]))


def columns(rows: str):
    """The labels of each unit from those of annotators, a line each; * is no label."""
    return [[None if label == "*" else label for label in unit] for unit in zip(*(line.split() for line in rows.splitlines()), strict=True)]


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", parts A, B and C, and the example of three observers
# and fifteen units of his other papers
PUBLISHED = {
    "two observers, two labels": ("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0", 0.095),
    "two observers, five labels": ("a a b b d c c c e d d a\nb a b b b c c c e d d d", 0.692),
    "four observers, labels missing": (
        "1 2 3 3 2 1 4 1 2 * * *\n1 2 3 3 2 2 4 1 2 5 * 3\n* 3 3 3 2 3 4 2 2 5 1 *\n1 2 3 3 2 4 4 1 2 5 1 *", 0.743,
    ),
    "three observers, half the labels missing": (
        "* * * * * 3 4 1 2 1 1 3 3 * 3\n1 * 2 1 3 3 4 3 * * * * * * *\n* * 2 1 3 4 4 * 2 1 1 3 3 * 4", 0.691,
    ),
}  # fmt: skip


@pytest.mark.parametrize("example", PUBLISHED)
def test_alpha_is_what_its_author_published(example):
    rows, published = PUBLISHED[example]
    assert round(alpha_of(columns(rows)), 3) == published


# The 24 places of the two pairs of annotators in Krippendorff (1995), table on page 57: cells both, first only, second only, neither
@pytest.mark.parametrize(("cells", "published"), [((6, 8, 0, 10), 0.385), ((10, 8, 0, 6), 0.385), ((10, 4, 4, 6), 0.314)])
def test_kappa_is_what_was_published(cells, published):
    units = [pair for pair, count in zip(("11", "10", "01", "00"), cells, strict=True) for _ in range(count)]
    assert round(kappa_of(units), 3) == published


def test_kappa_and_alpha_are_what_other_programs_give():
    # nltk 3.10.4 (AnnotationTask.kappa, .alpha) and scikit-learn 1.9.1 (cohen_kappa_score) on these 12 labels
    units = columns("إيجاب نفي نفي إيجاب شك شك نفي إيجاب إيجاب شك نفي نفي\nإيجاب نفي شك إيجاب شك نفي نفي إيجاب نفي شك نفي إيجاب")
    assert kappa_of(units) == pytest.approx(0.4893617021276595)
    assert alpha_of(units) == pytest.approx(0.5106382978723405)
    assert float(agreed(*counted(confusion(units))[:2])) == pytest.approx(8 / 12)


LABELS = st.sampled_from(["verb", "noun", "اسم", "😀"])
UNITS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(UNITS)
def test_who_is_named_first_does_not_matter(units):
    turned = [(other, one) for one, other in units]
    for measure in (kappa_of, alpha_of):
        assert np.allclose(measure(units), measure(turned), equal_nan=True)
        assert not measure(units) > 1 + 1e-9


@settings(max_examples=60, deadline=None)
@given(UNITS)
def test_many_samples_are_measured_at_once_as_one_by_one(units):
    same, ours, theirs = counted(confusion(units))
    times = np.array([1.0, 3.0])
    many = kappa(times * same, times[:, None] * ours, times[:, None] * theirs)
    assert np.allclose(many, kappa_of(units), equal_nan=True) and np.allclose(many[1], kappa_of(units * 3), equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELS, min_size=2, max_size=20))
def test_those_who_always_agree_have_one_or_where_all_is_one_label_none(labels):
    same = [(label, label) for label in labels]
    expected = 1.0 if len(set(labels)) > 1 else np.nan
    assert np.allclose([kappa_of(same), alpha_of(same)], expected, equal_nan=True)


def test_a_unit_that_only_one_has_labelled_counts_nowhere():
    assert not coincidences([("verb", None), (None, None)]) and not confusion([("verb", None)])
