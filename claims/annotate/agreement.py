"""How far annotators agree: on spans, on units and on labels, with intervals from drawing articles again.

What is measured on spans and units says claims.annotate.measures. Labels are compared on the reports and claims that
annotators have in common; claims.annotate.aligned says which those are.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from claims.annotate.aligned import ANCHOR, aligned, fields, labels_in
from claims.annotate.coefficients import Array, Pair, confusion
from claims.annotate.measures import Counted, of_labels, of_spans, of_units
from claims.annotate.states import State, shared
from claims.errors import UsageError
from claims.model import Article


class Score(NamedTuple):
    """A coefficient with its 95 % interval, None where it is not defined; `units` is how many things were compared."""

    what: str
    measure: str
    units: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two or more annotators agree on the articles that all have finished.

    `confusions` has for each field how often two annotators gave these labels, the first annotator's first; it is empty
    where there are more than two.
    """

    annotators: tuple[str, ...]
    language: str | None
    articles: int
    scores: tuple[Score, ...]
    confusions: Mapping[str, Counter[Pair]]


@dataclass(frozen=True, slots=True)
class Options:
    """Rounds of drawing articles for the intervals, 0 for none; the seed of the draws; whether each language is scored too."""

    rounds: int = 1000
    seed: int = 0
    by_language: bool = False


def agreement(articles: Iterable[Article], states: Sequence[State], options: Options = Options()) -> list[Agreement]:
    """The agreement of these annotators, first in all languages, then in each where that is asked for.

    UsageError where they have no article in common.
    """
    if len(states) < 2:
        raise UsageError("one annotator alone agrees with nobody", mend="name two or more")
    ids = set(shared(states))
    common = [article for article in articles if article.article_id in ids]
    languages = sorted({article.language for article in common}) if options.by_language else []
    return [
        _compared([one for one in common if language in (None, one.language)], states, language, options)
        for language in (None, *languages)
    ]


def _compared(articles: Sequence[Article], states: Sequence[State], language: str | None, options: Options) -> Agreement:
    found = [{state.annotator: state.rows[one.article_id] for state in states} for one in articles]
    lined = [aligned(article.text or "", rows) for article, rows in zip(articles, found, strict=True)]
    names, two = tuple(state.annotator for state in states), len(states) == 2
    labels = {field: [labels_in(one, table, field, names) for one in lined] for table in ANCHOR for field in fields(table)}
    measured = [*(of_spans(articles, found) if two else ()), *of_units(articles, found)]
    for field, each in labels.items():
        measured += of_labels(field, each, two=two)
    draws = _draws(len(articles), options)
    confusions = {field: confusion((u[0], u[1]) for units in each for u in units) for field, each in labels.items() if two}
    return Agreement(names, language, len(articles), tuple(_score(one, draws) for one in measured), confusions)


def _draws(articles: int, options: Options) -> Array | None:
    """How often each article is drawn, a row a round; None where there is nothing to draw from."""
    if articles < 2 or not options.rounds:
        return None
    chance = random.Random(options.seed)
    rounds = [Counter(chance.choices(range(articles), k=articles)) for _ in range(options.rounds)]
    return np.array([[drawn[number] for number in range(articles)] for drawn in rounds], float)


def _score(one: Counted, draws: Array | None) -> Score:
    """The coefficient over all articles, and between which values 95 % of the draws lie."""
    value = float(one.coefficient(*(each.sum(axis=0) for each in one.each)))
    drawn = np.array([]) if draws is None else one.coefficient(*(np.tensordot(draws, each, axes=1) for each in one.each))
    drawn = drawn[~np.isnan(drawn)]
    if np.isnan(value):
        return Score(one.what, one.measure, one.units, None, None, None)
    low, high = map(float, np.quantile(drawn, (0.025, 0.975))) if len(drawn) else (None, None)
    return Score(one.what, one.measure, one.units, value, low, high)


def as_json(found: Agreement) -> dict[str, Any]:
    """The agreement as JSON values, coefficients to four decimals, labels in confusions as [first's, second's, how often]."""
    scores: dict[str, Any] = {}
    for score in found.scores:
        entry: dict[str, Any] = {"units": score.units, "value": _rounded(score.value)}
        if score.low is not None:
            entry["ci95"] = [_rounded(score.low), _rounded(score.high)]
        scores.setdefault(score.what, {})[score.measure] = entry
    confusions = {field: [[*pair, count] for pair, count in sorted(table.items())] for field, table in found.confusions.items()}
    return {
        "annotators": list(found.annotators), "language": found.language, "articles": found.articles, "scores": scores,
        "confusions": confusions,
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
