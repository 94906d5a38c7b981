"""What holds of scores whatever the documents are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.evaluate.documents import ROLES, Document, Report
from claims.evaluate.evaluation import Evaluation, Options, evaluate
from claims.evaluate.scores import RELATIONS, Key
from claims.model import Span, Spans

settled = settings(deadline=None, derandomize=True, max_examples=80)
SPAN_MEASURES = ("strict", "soft", "letters", "overlap")
TEXTS = st.lists(
    st.sampled_from(["a", "b", "that", "ليس", "ё", "😀", "«", "»", '"', "’", ",", "،", ".", " ", " ", " ", "\n", "\u2028", "\u200b"]),
    min_size=1,
    max_size=40,
).map("".join)


@st.composite
def spans(draw, text: str, fewest: int = 0) -> Spans:
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), min_size=fewest, max_size=3))
    return tuple(Span(*sorted(pair)) for pair in pairs)


@st.composite
def documents(draw, text: str, language: str = "en") -> Document:
    reports = draw(
        st.lists(
            st.builds(
                Report,
                content=spans(text, fewest=1),
                cue=spans(text),
                source=spans(text),
                type=st.sampled_from([None, "direct", "indirect"]),
                cue_class=st.sampled_from([None, "neutral"]),
                core=st.booleans(),
            ),
            max_size=5,
        )
    )
    return Document("d", language, text, tuple(reports))


TWO = TEXTS.flatmap(lambda text: st.tuples(documents(text), documents(text)))
ONE = TEXTS.flatmap(documents)


def scored(gold: Document, predicted: Document, options: Options | None = None) -> Evaluation:
    return evaluate([gold], [predicted], options or Options())


def figures(evaluation: Evaluation, keys: list[Key]) -> dict[Key, tuple[float, float]]:
    scores = evaluation.scores
    return {k: (round(scores[k].precision, 9), round(scores[k].recall, 9)) for k in keys}


SPAN_KEYS = [(measure, role) for measure in SPAN_MEASURES for role in ROLES]
KEYS = SPAN_KEYS + [("relation", name) for name in RELATIONS]


@settled
@given(ONE)
def test_a_prediction_that_is_gold_has_everything_right(gold):
    found = scored(gold, gold, Options(by=("type", "cue_class", "language")))
    assert {key: (c.precision, c.recall, c.f1) for key, c in found.scores.items()} == dict.fromkeys(
        found.scores, (1.0, 1.0, 1.0)
    )
    assert found.mistakes == ()


@settled
@given(ONE)
def test_an_empty_prediction_finds_nothing_and_claims_nothing(gold):
    found = scored(gold, replace(gold, reports=()))
    asked = {key: found.scores[key] for key in KEYS if found.scores[key].gold}
    assert all(count.recall == count.f1 == 0 for count in asked.values())
    assert all(found.scores[key].predicted == 0 for key in KEYS)
    assert {one.kind for one in found.mistakes} <= {"missed"}


@settled
@given(TWO)
def test_gold_and_prediction_changed_over_change_precision_and_recall(two):
    there = figures(scored(*two), KEYS)
    back = figures(scored(*reversed(two)), KEYS)
    assert there == {key: (p, r) for key, (r, p) in back.items()}


@settled
@given(TWO, st.data())
def test_a_prediction_that_is_dropped_never_raises_recall(two, data):
    gold, predicted = two
    if not predicted.reports:
        return
    at = data.draw(st.integers(0, len(predicted.reports) - 1))
    fewer = replace(predicted, reports=predicted.reports[:at] + predicted.reports[at + 1 :])
    keys = [*SPAN_KEYS, ("relation", "content")]
    with_it, without = figures(scored(gold, predicted), keys), figures(scored(gold, fewer), keys)
    for key in keys:
        if scored(gold, predicted).scores[key].gold:
            assert without[key][1] <= with_it[key][1], key


@settled
@given(TWO, st.data())
def test_a_span_cut_in_two_and_the_order_of_spans_change_nothing(two, data):
    gold, predicted = two

    def cut(report: Report) -> Report:
        pieces = []
        for start, end in report.content:
            middle = data.draw(st.integers(start, end))
            pieces += [Span(start, middle), Span(middle, end)]
        return replace(report, content=tuple(data.draw(st.permutations(pieces))))

    other = replace(predicted, reports=tuple(map(cut, predicted.reports)))
    assert figures(scored(gold, other), KEYS) == figures(scored(gold, predicted), KEYS)


@settled
@given(TWO, st.data())
def test_edges_of_white_space_and_punctuation_change_nothing(two, data):
    gold, predicted = two
    text = gold.text

    def wider(report: Report) -> Report:
        grown = []
        for start, end in report.content:
            while start and text[start - 1] in " \n\u200b\u2028«»\",،." and data.draw(st.booleans()):
                start -= 1
            grown.append(Span(start, end))
        return replace(report, content=tuple(grown))

    other = replace(predicted, reports=tuple(map(wider, predicted.reports)))
    assert figures(scored(gold, other), KEYS) == figures(scored(gold, predicted), KEYS)


@settled
@given(TWO)
def test_what_is_counted_adds_up(two):
    gold, predicted = two
    found = scored(gold, predicted, Options(by=("type",)))
    groups = [count for (group, _), count in found.scores.items() if group == "type"]
    whole = found.scores["relation", "content+source"]
    assert sum(c.gold for c in groups) == whole.gold
    assert sum(c.predicted for c in groups) == whole.predicted
    assert sum(c.right_gold for c in groups) == whole.right_gold
    pairs = found.scores["relation", "content"].right_gold
    number = {kind: sum(one.kind == kind for one in found.mistakes) for kind in ("missed", "spurious")}
    assert number["missed"] <= whole.gold - pairs
    assert number["spurious"] <= whole.predicted - pairs


@settled
@given(TWO)
def test_without_reports_outside_the_core_the_core_is_all(two):
    gold, predicted = two
    inside = replace(gold, reports=tuple(replace(one, core=True) for one in gold.reports))
    assert scored(inside, predicted, Options(core=True)).scores == scored(inside, predicted).scores


@settled
@given(TWO)
def test_where_no_report_has_a_cue_the_scope_is_all(two):
    bare = [replace(one, reports=tuple(replace(r, cue=()) for r in one.reports)) for one in two]
    found = scored(*bare, Options(words=frozenset({"said"})))
    for name in RELATIONS:
        assert found.scores["scope", name] == found.scores["relation", name]
