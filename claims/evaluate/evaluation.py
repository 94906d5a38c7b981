"""The evaluation of an engine or of a file of predictions: scores with intervals, and the list of errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from claims.errors import DataError, unknown
from claims.evaluate.documents import Document
from claims.evaluate.errors import KINDS, Mistake, mistakes
from claims.evaluate.pairs import pair
from claims.evaluate.scope import within
from claims.evaluate.scores import Counts, Key, counts, intervals, total

GROUPS = ("language", "type", "form", "cue_class")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for: groups, reports of the core only, rounds of the bootstrap, the cue words of the scope."""

    by: tuple[str, ...] = ()
    core: bool = False
    bootstrap: int = 0
    words: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by (measure, what), intervals of their F1 if asked for, and all errors sorted by kind."""

    documents: int
    scores: Counts
    intervals: dict[Key, tuple[float, float]]
    mistakes: tuple[Mistake, ...]
    ignored: int  # predicted documents that gold does not have

    def shown(self, most: int | None = None) -> Iterator[Mistake]:
        """The first errors of each kind, all of them without a number."""
        seen: Counter[str] = Counter()
        for one in self.mistakes:
            seen[one.kind] += 1
            if most is None or seen[one.kind] <= most:
                yield one

    def as_json(self, most: int | None = None) -> dict[str, Any]:
        """Everything, for other programs; at most so many errors of each kind."""
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
            "ignored": self.ignored,
            "scores": rows,
            "errors": [asdict(one) for one in self.shown(most)],
        }


def evaluate(
    gold: Sequence[Document], predicted: Iterable[Document], options: Options = Options()
) -> Evaluation:
    """Documents are joined on doc_id; one without a prediction counts as an empty prediction.

    An unknown group is a UsageError. A prediction over another text than gold's is a DataError: its offsets would
    mean nothing. With cue words, only errors within their scope are listed.
    """
    for group in options.by:
        if group not in GROUPS:
            raise unknown("group", group, GROUPS)
    found = {one.doc_id: one for one in predicted}
    paired = []
    for one in gold:
        other = found.pop(one.doc_id, None) or Document(one.doc_id, one.language, one.text, ())
        check_text(one, other)
        paired.append(pair(one, other, core=options.core))
    each = [counts(one, options.by, options.words) for one in paired]
    words = options.words
    errors = [e for one in paired for e in mistakes(one if words is None else within(one, words))]
    errors.sort(key=lambda e: KINDS.index(e.kind))
    spread = intervals(each, options.bootstrap) if options.bootstrap else {}
    return Evaluation(len(gold), total(each), spread, tuple(errors), len(found))


def check_text(gold: Document, predicted: Document) -> None:
    """Nothing; DataError where the prediction is over another text, with the first place where the two differ."""
    if gold.text == predicted.text:
        return
    pairs = enumerate(zip(gold.text, predicted.text, strict=False))
    shorter = min(len(gold.text), len(predicted.text))
    at = next((n for n, (one, other) in pairs if one != other), shorter)
    what = f"{gold.doc_id!r} has another text than in {gold.where or 'gold'}, from code point {at} on"
    raise DataError(what, where=predicted.where or None, mend="predict anew, on the text of gold")
