"""What pairs are judged on: quote type, polarity, whom a pronoun means, which source, the whole chain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.evaluate.documents import Document
from claims.evaluate.evaluation import evaluate

NESTED = (
    "[[Putin|source:b] [told|cue:b] Trump that [the talks go on|content:b]|content:a], [the Kremlin|source:a] [said|cue:a].\n"
    "  {a: {source_id: src_kremlin}, b: {parent: a, source_id: src_vladimir_putin}}"
)
DROPPED = (
    "[The envoy|source:a] [said|cue:a] [the bridge is open|content:a]. He [added|cue:b] that [it is safe|content:b].\n"
    "  {b: {mention: dropped}}"
)


def right(gold: Document, predicted: Document, what: str) -> dict[str, tuple[float, float]]:
    """Label -> (how many are right, how many were asked) of a judgement."""
    scores = evaluate([gold], [predicted]).scores
    return {label: (c.right_gold, c.gold) for (name, label), c in scores.items() if name == what}


def changed(document: Document, number: int, **values) -> Document:
    """The document with one of its reports changed."""
    reports = list(document.reports)
    reports[number] = replace(reports[number], **values)
    return replace(document, reports=tuple(reports))


def without(document: Document, number: int) -> Document:
    """The document without one of its reports, on which no other hangs."""
    return replace(document, reports=tuple(r for n, r in enumerate(document.reports) if n != number))


@pytest.fixture
def nested(marked) -> Document:
    document = marked(NESTED)
    assert [document.text[slice(*r.content[0])] for r in document.reports] == [
        "Putin told Trump that the talks go on",
        "the talks go on",
    ]
    return document


OUTER, INNER = 0, 1


def test_a_chain_is_right_where_each_of_its_sources_is(nested):
    assert right(nested, nested, "chain") == {
        "depth 1": (1, 1),
        "depth 2": (1, 1),
        "nested": (1, 1),
        "all": (2, 2),
    }


def test_a_chain_without_its_outer_report_is_wrong(nested):
    cut = without(changed(nested, INNER, parent=None), OUTER)
    assert right(nested, cut, "chain")["depth 2"] == (0, 1)
    assert right(nested, cut, "chain")["all"] == (0, 2)


def test_a_chain_that_is_flat_is_wrong_though_each_report_is_found(nested):
    flat = changed(nested, INNER, parent=None)
    assert right(nested, flat, "chain") == {
        "depth 1": (1, 1),
        "depth 2": (0, 1),
        "nested": (0, 1),
        "all": (1, 2),
    }


def test_a_wrong_outer_source_makes_the_chains_of_all_inside_it_wrong(nested):
    other = changed(nested, OUTER, source=nested.reports[INNER].source, source_id=None)
    assert right(nested, other, "chain")["all"] == (0, 2)


def test_a_source_that_is_carried_over_is_right_by_its_antecedent_by_its_id_or_by_its_name(marked):
    gold = marked(DROPPED)
    envoy = gold.reports[0].source
    gold = changed(gold, 1, antecedent=envoy, source_id="src_envoy")
    asked = {"antecedent": envoy, "source": ()}
    assert right(gold, changed(gold, 1, source_id=None, **asked), "carry-over") == {"matched": (1, 1)}
    assert right(gold, changed(gold, 1, source=envoy, antecedent=()), "carry-over") == {"matched": (1, 1)}
    assert right(gold, changed(gold, 1, antecedent=()), "carry-over") == {"matched": (1, 1)}
    nobody = changed(gold, 1, antecedent=(), source_id=None)
    assert right(gold, nobody, "carry-over") == {"matched": (0, 1)}
    bridge = changed(gold, 1, antecedent=(gold.reports[0].content[0],), source_id=None)
    assert right(gold, bridge, "carry-over") == {"matched": (0, 1)}


def test_carry_over_is_right_where_the_same_name_stands_elsewhere(marked):
    text = "[Ann|antecedent:b] came. Ann left. [They|source:b] [said|cue:b] [it is late|content:b].\n  {b: {mention: pronoun}}"
    gold = marked(text)
    (one,) = gold.reports
    second = gold.text.index("Ann", 5)
    other = changed(gold, 0, source=(), antecedent=(one.antecedent[0]._replace(start=second, end=second + 3),))
    gold = changed(gold, 0, source=())
    assert right(gold, other, "carry-over") == {"matched": (1, 1)}


def test_a_pronoun_is_right_by_whom_it_means_and_not_by_itself(marked):
    text = (
        "[Ann|antecedent:b] met Eva. [She|source:b] [said|cue:b] [it is late|content:b].\n  {b: {mention: pronoun}}"
    )
    gold = marked(text)
    eva = gold.text.index("Eva")
    (one,) = gold.reports
    other = changed(gold, 0, antecedent=(one.source[0]._replace(start=eva, end=eva + 3),))
    assert right(gold, gold, "carry-over") == {"matched": (1, 1)}
    assert right(gold, other, "carry-over") == {"matched": (0, 1)}
    assert right(gold, changed(gold, 0, antecedent=()), "carry-over") == {"matched": (0, 1)}
    assert right(gold, changed(gold, 0, source=one.antecedent, antecedent=()), "carry-over") == {"matched": (1, 1)}


def test_two_sources_without_an_id_are_not_the_same_for_that(nested):
    gold = changed(nested, OUTER, source_id=None)
    other = changed(gold, OUTER, source=nested.reports[INNER].source)
    assert right(gold, other, "chain")["depth 1"] == (0, 1)


def test_carry_over_is_not_asked_where_the_source_is_named(nested):
    assert right(nested, nested, "carry-over") == {}


@pytest.mark.parametrize(
    ("what", "field", "gold_value", "other_value"),
    [
        ("polarity", "polarity", "negative", "positive"),
        ("quote type", "type", "direct", "mixed"),
    ],
)
def test_a_label_is_judged_on_pairs_where_both_sides_have_one(what, field, gold_value, other_value, marked):
    plain = marked("[Ann|source] [said|cue] [it is late|content].")
    gold = changed(plain, 0, **{field: gold_value})
    assert right(gold, gold, what) == {"matched": (1, 1)}
    assert right(gold, changed(plain, 0, **{field: other_value}), what) == {"matched": (0, 1)}
    assert right(gold, plain, what) == right(plain, gold, what) == {}
    assert right(gold, without(gold, 0), what) == {}


def test_a_source_id_is_judged_where_gold_has_one_and_none_is_wrong(nested):
    assert right(nested, nested, "source id") == {"matched": (2, 2)}
    assert right(nested, changed(nested, INNER, source_id=None), "source id") == {"matched": (1, 2)}
    assert right(nested, changed(nested, INNER, source_id="src_kremlin"), "source id") == {"matched": (1, 2)}
    assert right(changed(nested, INNER, source_id=None), nested, "source id") == {"matched": (1, 1)}


def test_parents_that_go_in_a_circle_end(nested):
    circle = changed(changed(nested, INNER, parent=OUTER), OUTER, parent=INNER)
    assert right(nested, circle, "chain")["all"] == (0, 2)
