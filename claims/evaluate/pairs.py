"""Which predicted report stands for which gold one, and what is left over on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.evaluate.documents import ROLES, Document, Report
from claims.evaluate.spans import Bounds, Letters, bounds, iou, letters

ENOUGH = 0.5  # intersection over union of contents from which two reports are the same one


@dataclass(frozen=True)
class Side:
    """One report of a document with its spans as scores compare them."""

    number: int
    report: Report
    bounds: dict[str, Bounds]
    letters: dict[str, Letters]

    def same(self, other: Side, role: str) -> bool:
        """Whether the spans of a role share a letter, or both sides have none."""
        mine, its = self.letters[role], other.letters[role]
        return bool(mine & its) or not (mine or its)


@dataclass(frozen=True)
class Pairing:
    """One document: the gold and predicted reports that count, and the pairs among them, as places in the two."""

    gold_document: Document
    predicted_document: Document
    gold: tuple[Side, ...]
    predicted: tuple[Side, ...]

    @cached_property
    def pairs(self) -> tuple[tuple[Side, Side], ...]:
        """One to one, the largest overlap of contents first, at equal overlap those with the same source."""
        candidates = []
        for i, one in enumerate(self.gold):
            for j, other in enumerate(self.predicted):
                shared = iou(one.letters["content"], other.letters["content"])
                if shared >= ENOUGH:
                    candidates.append((-shared, not one.same(other, "source"), i, j))
        free_gold, free_predicted = set(range(len(self.gold))), set(range(len(self.predicted)))
        pairs = []
        for _, _, i, j in sorted(candidates):
            if i in free_gold and j in free_predicted:
                free_gold.remove(i)
                free_predicted.remove(j)
                pairs.append((self.gold[i], self.predicted[j]))
        return tuple(pairs)

    @cached_property
    def missed(self) -> tuple[Side, ...]:
        """Gold reports without a partner."""
        paired = {one.number for one, _ in self.pairs}
        return tuple(one for one in self.gold if one.number not in paired)

    @cached_property
    def spurious(self) -> tuple[Side, ...]:
        """Predicted reports without a partner."""
        paired = {one.number for _, one in self.pairs}
        return tuple(one for one in self.predicted if one.number not in paired)


def pair(gold: Document, predicted: Document, *, core: bool = False) -> Pairing:
    """The pairing of one document.

    With `core`, gold reports outside the core are don't-care: they leave, and with each the predictions that cover
    it (share half of the shorter content) unless such a prediction fits a report of the core better.
    """
    ours, theirs = _sides(gold), _sides(predicted)
    if core:
        inside = [one for one in ours if one.report.core]
        outside = [one for one in ours if not one.report.core]
        theirs = [one for one in theirs if not _covers(one, outside, inside)]
        ours = inside
    return Pairing(gold, predicted, tuple(ours), tuple(theirs))


def _sides(document: Document) -> list[Side]:
    sides = []
    for number, report in enumerate(document.reports):
        edges = {role: bounds(document.text, report.role(role)) for role in ROLES}
        if edges["content"]:
            places = {role: letters(document.text, spans) for role, spans in edges.items()}
            sides.append(Side(number, report, edges, places))
    return sides


def _covers(one: Side, outside: Sequence[Side], inside: Sequence[Side]) -> bool:
    mine = one.letters["content"]
    best = max((iou(mine, other.letters["content"]) for other in inside), default=0.0)
    for other in outside:
        its = other.letters["content"]
        if len(mine & its) / (min(len(mine), len(its)) or 1) >= 0.5 and iou(mine, its) > best:
            return True
    return False
