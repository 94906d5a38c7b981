"""Alpha for units: the published example, the units of nested reports, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.annotate.coefficients import alpha
from claims.annotate.unitizing import Unit, alpha_u, by_depth, crossed, edges_only
from claims.model import Span


def counted(found):
    """The length on which values met themselves, the length of each, and what would meet itself."""
    values = sorted(found.own)
    same = sum(length for (one, other), length in found.met.items() if one == other)
    lengths = [sum(length for (one, _), length in found.met.items() if one == value) for value in values]
    return np.array(same), np.array(lengths), np.array([found.own[value] for value in values])


def alpha_of(cuts, length, read=lambda one: one) -> float:
    return float(alpha_u(*counted(read(crossed(cuts, length)))))


# Krippendorff, Content Analysis (4th edition, 2019), figure 12.11: three observers of a line of 60
EXAMPLE = [
    [(0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")],
    [(0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")],
    [(0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6")],
]
CUTS = [[Unit(*unit) for unit in units] for units in EXAMPLE]


def test_alpha_for_units_is_what_its_authors_published():
    assert round(alpha_of(CUTS, 60), 3) == 0.510
    assert int(1000 * alpha_of(CUTS, 60, edges_only)) == 413  # .4136: published cut off, not rounded


def test_a_content_inside_another_is_a_unit_of_its_own_depth():
    text = "قال الوزير إن 😀 الرئيس أكد أن المحادثات مستمرة"
    outer, inner = (Span(14, len(text)),), (Span(text.index("المحادثات"), len(text)),)
    assert by_depth([outer, inner]) == [Unit(14, inner[0].start, "1"), Unit(inner[0].start, len(text), "2")]
    assert by_depth([]) == [] and by_depth([outer, outer]) == [Unit(14, len(text), "2")]


def test_contents_that_touch_are_two_units():
    assert by_depth([(Span(0, 4),), (Span(4, 9), Span(12, 15))]) == [Unit(0, 4, "1"), Unit(4, 9, "1"), Unit(12, 15, "1")]


def test_the_deeper_part_that_one_left_out_costs_values_but_no_edges():
    outer, inner = (Span(0, 30),), (Span(10, 30),)
    cuts = [by_depth([outer, inner]), by_depth([outer])]
    assert alpha_of(cuts, 60) < alpha_of(cuts, 60, edges_only) == pytest.approx(1)


LENGTH = 40
SPANS = st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)), max_size=5).map(
    lambda pairs: [(Span(start, min(start + size, LENGTH)),) for start, size in pairs]
)


@settings(max_examples=80, deadline=None)
@given(SPANS, SPANS, SPANS)
def test_lengths_add_up_and_the_order_of_annotators_does_not_matter(one, other, third):
    cuts = [by_depth(one), by_depth(other), by_depth(third)]
    found = crossed(cuts, LENGTH)
    assert sum(found.met.values()) == pytest.approx(3 * LENGTH)
    for read in (lambda same: same, edges_only):
        assert np.allclose(alpha_of(cuts, LENGTH, read), alpha_of(cuts[::-1], LENGTH, read), equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(SPANS)
def test_the_same_cuts_agree_wholly_where_there_is_more_than_one_value(spans):
    units = by_depth(spans)
    values = {unit.value for unit in units} | ({""} if sum(unit.end - unit.start for unit in units) < LENGTH else set())
    found = alpha_of([units, units], LENGTH)
    assert np.isnan(found) if len(values) < 2 else found == pytest.approx(1)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("ab-"), min_size=8, max_size=30), st.data())
def test_where_each_unit_is_one_code_point_it_is_alpha_on_labels(labels, data):
    other = data.draw(st.lists(st.sampled_from("ab-"), min_size=len(labels), max_size=len(labels)))
    cuts = [[Unit(at, at + 1, label) for at, label in enumerate(one) if label != "-"] for one in (labels, other)]
    same, lengths, _ = counted(crossed(cuts, len(labels)))
    assert np.allclose(alpha_of(cuts, len(labels)), float(alpha(same, lengths)), equal_nan=True)
