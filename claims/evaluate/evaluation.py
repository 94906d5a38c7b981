"""The evaluation of an engine or of a file of predictions: scores with intervals, and the list of errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from claims.errors import DataError, unknown
from claims.evaluate.documents import Document
from claims.evaluate.errors import KINDS, Mistake, mistakes
from claims.evaluate.pairs import pair
from claims.evaluate.scores import Counts, Key, counts, intervals, total

GROUPS = ("language", "type", "form", "cue_class")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by (measure, what), intervals of their F1 if asked for, and all errors sorted by kind."""

    documents: int
    scores: Counts
    intervals: dict[Key, tuple[float, float]]
    mistakes: tuple[Mistake, ...]
    ignored: int  # predicted documents that gold does not have

    def as_json(self) -> dict[str, Any]:
        """Everything, for other programs."""
        rows = {}
        for key, count in self.scores.items():
            row: dict[str, Any] = {
                "p": round(count.precision, 4), "r": round(count.recall, 4), "f1": round(count.f1, 4),
                "n_pred": count.predicted, "n_gold": count.gold,
            }  # fmt: skip
            if key in self.intervals:
                row["ci95"] = [round(x, 4) for x in self.intervals[key]]
            rows["/".join(key)] = row
        return {
            "documents": self.documents,
            "scores": rows,
            "errors": [asdict(one) for one in self.mistakes],
        }


def evaluate(
    gold: Sequence[Document],
    predicted: Iterable[Document],
    *,
    by: Sequence[str] = (),
    core: bool = False,
    bootstrap: int = 0,
) -> Evaluation:
    """Documents are joined on doc_id; one without a prediction counts as an empty prediction.

    A prediction over another text than gold's is a DataError: its offsets would mean nothing.
    """
    for group in by:
        if group not in GROUPS:
            raise unknown("group", group, GROUPS)
    found = {one.doc_id: one for one in predicted}
    paired = []
    for one in gold:
        other = found.pop(one.doc_id, None) or Document(one.doc_id, one.language, one.text, ())
        if other.text != one.text:
            raise DataError("the predicted document has another text", where=one.doc_id, mend="predict again on the gold file's text")
        paired.append(pair(one, other, core=core))
    each = [counts(one, by) for one in paired]
    errors = [mistake for one in paired for mistake in mistakes(one)]
    errors.sort(key=lambda e: KINDS.index(e.kind))
    return Evaluation(
        len(gold), total(each), intervals(each, bootstrap) if bootstrap else {}, tuple(errors), len(found)
    )
