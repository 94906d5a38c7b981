"""Coefficients of agreement: published examples to three decimals, other programs' figures, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate.coefficients import agreed, alpha, coincidences, confusion, kappa


def table(counts):
    labels = sorted({label for pair in counts for label in pair})
    return np.array([[counts.get((one, other), 0.0) for other in labels] for one in labels])


def alpha_of(rows: str) -> float:
    """The alpha of annotators, a line each, a unit a column; * is no label."""
    columns = zip(*(line.split() for line in rows.strip().splitlines()), strict=True)
    return float(alpha(table(coincidences([None if label == "*" else label for label in unit] for unit in columns))))


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
    assert round(alpha_of(rows), 3) == published


# The 24 places of the two pairs of annotators in Krippendorff (1995), table on page 57: cells both, first only, second only, neither
@pytest.mark.parametrize(("cells", "published"), [((6, 8, 0, 10), 0.385), ((10, 8, 0, 6), 0.385), ((10, 4, 4, 6), 0.314)])
def test_kappa_is_what_was_published(cells, published):
    both, first, second, neither = cells
    assert round(float(kappa(np.array([[both, first], [second, neither]], float))), 3) == published


def test_kappa_and_alpha_are_what_other_programs_give():
    # nltk 3.10.4 (AnnotationTask.kappa, .alpha) and scikit-learn 1.9.1 (cohen_kappa_score) on these 12 labels
    rows = "إيجاب نفي نفي إيجاب شك شك نفي إيجاب إيجاب شك نفي نفي", "إيجاب نفي شك إيجاب شك نفي نفي إيجاب نفي شك نفي إيجاب"
    units = list(zip(*(row.split() for row in rows), strict=True))
    assert float(kappa(table(confusion(units)))) == pytest.approx(0.4893617021276595)
    assert float(alpha(table(coincidences(units)))) == pytest.approx(0.5106382978723405)
    assert float(agreed(table(confusion(units)))) == pytest.approx(8 / 12)


LABELS = st.sampled_from(["verb", "noun", "اسم", "😀"])
UNITS = st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(UNITS)
def test_who_is_named_first_does_not_matter_and_what_is_counted_twice_weighs_as_much(units):
    turned = [(other, one) for one, other in units]
    for measure, counts in ((kappa, confusion), (alpha, coincidences)):
        first = measure(table(counts(units)))
        assert np.allclose(first, measure(table(counts(turned))), equal_nan=True)
        assert np.isnan(first) or first <= 1
    tables = np.stack([table(confusion(units)), table(confusion(units * 3))])
    assert np.allclose(*kappa(tables), equal_nan=True) and np.allclose(*agreed(tables))


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELS, min_size=2, max_size=20))
def test_those_who_always_agree_have_one_or_where_all_is_one_label_none(labels):
    same = [(label, label) for label in labels]
    expected = [1.0] if len(set(labels)) > 1 else [np.nan]
    assert np.allclose([kappa(table(confusion(same)))], expected, equal_nan=True)
    assert np.allclose([alpha(table(coincidences(same)))], expected, equal_nan=True)


def test_a_unit_that_only_one_has_labelled_counts_nowhere():
    assert not coincidences([("verb", None), (None, None)]) and not confusion([("verb", None)])
