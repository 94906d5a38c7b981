"""Scores that add up over documents: spans (strict, soft, letters, overlap), relations, recalls, what pairs agree on.

Soft is proportional overlap (Johansson & Moschitti 2010): the share of a span's letters that any span of the other
side covers, averaged over spans. A relation is a pair of reports whose contents overlap by half or more.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.evaluate.documents import ROLES
from claims.evaluate.judgements import JUDGEMENTS
from claims.evaluate.pairs import Pairing, Side
from claims.evaluate.scope import cue_of, within

Key = tuple[str, str]
UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Count:
    """Right ones among the predicted and among the gold ones; shares of a span may be counted."""

    right_predicted: float = 0.0
    predicted: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right_predicted + other.right_predicted,
            self.predicted + other.predicted,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Right among the predicted; 1 where nothing was to be found and nothing was."""
        return self.right_predicted / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Found among the gold ones."""
        return self.right_gold / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts = dict[Key, Count]


def counts(one: Pairing, by: Sequence[str] = (), words: frozenset[str] | None = None) -> Counts:
    """All counts of one document; `by` adds relations by language, type, form or cue_class, cue `words` their scope."""
    out: Counts = {}
    for role in ROLES:
        out.update(_spans(one, role))
    out.update(_relations(one, "relation"))
    out.update(_recalled(one, "recall by type", lambda side: side.report.type or UNSAID))
    if words is not None:
        text = one.gold_document.text
        out.update(_relations(within(one, words), "scope"))
        out.update(_recalled(one, "recall by cue", lambda side: cue_of(side.report, text, words)))
    out.update(_judged(one))
    for group in by:
        out.update(_grouped(one, group))
    return out


def _spans(one: Pairing, role: str) -> Counts:
    """The scores of one role; a span that several reports share counts once."""
    gold = {s.bounds[role]: s.letters[role] for s in one.gold if s.bounds[role]}
    found = {s.bounds[role]: s.letters[role] for s in one.predicted if s.bounds[role]}
    all_gold, all_found = frozenset[int]().union(*gold.values()), frozenset[int]().union(*found.values())
    exact, both = len(gold.keys() & found.keys()), len(all_gold & all_found)
    n, m = len(found), len(gold)
    return {
        ("strict", role): Count(exact, n, exact, m),
        ("soft", role): Count(
            sum(len(s & all_gold) / len(s) for s in found.values()), n,
            sum(len(s & all_found) / len(s) for s in gold.values()), m,
        ),
        ("letters", role): Count(both, len(all_found), both, len(all_gold)),
        ("overlap", role): Count(
            sum(bool(s & all_gold) for s in found.values()), n,
            sum(bool(s & all_found) for s in gold.values()), m,
        ),
    }  # fmt: skip


RELATIONS: Mapping[str, Callable[[Side, Side], bool]] = {
    "content": lambda gold, found: True,
    "content+source": lambda gold, found: gold.same(found, "source"),
    "content+cue+source": lambda gold, found: gold.same(found, "source") and gold.same(found, "cue"),
    "exact": lambda gold, found: all(gold.bounds[r] == found.bounds[r] for r in ("content", "source")),
}


def _relations(one: Pairing, measure: str) -> Counts:
    n, m = len(one.predicted), len(one.gold)
    right = {name: sum(holds(g, p) for g, p in one.pairs) for name, holds in RELATIONS.items()}
    return {(measure, name): Count(k, n, k, m) for name, k in right.items()}


def _recalled(one: Pairing, measure: str, value: Callable[[Side], str]) -> Counts:
    """How many gold reports of each kind are found with their source."""
    gold = Counter(map(value, one.gold))
    found = Counter(value(g) for g, p in one.pairs if RELATIONS["content+source"](g, p))
    return {(measure, kind): _share(found[kind], n) for kind, n in gold.items()}


def _share(right: float, asked: float) -> Count:
    """A share as a count: precision, recall and F1 are the same."""
    return Count(right, asked, right, asked)


def _judged(one: Pairing) -> Counts:
    """For each judgement the number that is right among those that gold decides."""
    out: Counts = {}
    for name, judge in JUDGEMENTS.items():
        for label, right in judge(one):
            key = (name, label)
            out[key] = out.get(key, Count()) + _share(right, 1)
    return out


def _grouped(one: Pairing, group: str) -> Counts:
    """Relations (content+source) by a property: recall over gold reports of it, precision over predicted ones."""

    def value(side: Side) -> str:
        if group == "language":
            return one.gold_document.language
        return str(getattr(side.report, group) or UNSAID)

    right = [(value(g), value(p)) for g, p in one.pairs if RELATIONS["content+source"](g, p)]
    right_gold, right_predicted = Counter(g for g, _ in right), Counter(p for _, p in right)
    gold, predicted = Counter(map(value, one.gold)), Counter(map(value, one.predicted))
    return {
        (group, v): Count(right_predicted[v], predicted[v], right_gold[v], gold[v])
        for v in sorted(gold.keys() | predicted.keys())
    }


def total(many: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    out: Counts = {}
    for one in many:
        for key, count in one.items():
            out[key] = out.get(key, Count()) + count
    return out


def intervals(many: Sequence[Counts], rounds: int, seed: int = 0) -> dict[Key, tuple[float, float]]:
    """95 % percentile intervals of each F1, documents drawn with replacement (bootstrap)."""
    chance = random.Random(seed)
    drawn: dict[Key, list[float]] = {}
    for _ in range(rounds):
        for key, count in total(chance.choices(many, k=len(many))).items():
            drawn.setdefault(key, []).append(count.f1)
    return {
        key: (values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))])
        for key, values in ((k, sorted(v)) for k, v in drawn.items())
    }
