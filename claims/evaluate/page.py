"""An evaluation as a page to read: the table of scores, and the errors a kind at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claims.evaluate.documents import ROLES
from claims.evaluate.errors import KINDS
from claims.evaluate.evaluation import GROUPS, Evaluation
from claims.evaluate.judgements import JUDGEMENTS
from claims.evaluate.scores import RELATIONS, Key

MEASURES = ("strict", "soft", "letters", "overlap")
OPEN, CLOSE = "\u2068", "\u2069"  # isolates: a right-to-left text must not turn the line around it


def scores(evaluation: Evaluation) -> Iterator[str]:
    """The table, a line a score: precision, recall and F1 where both sides count, else the share that is right."""
    yield f"documents {evaluation.documents}"
    if evaluation.ignored:
        yield f"predicted documents that gold does not have: {evaluation.ignored}"
    yield f"{'':28} {'P':>6} {'R':>6} {'F1':>6} {'found':>7} {'gold':>7}"
    order = [(m, role) for m in MEASURES for role in ROLES] + [("relation", r) for r in RELATIONS]
    grouped = [key for group in GROUPS for key in sorted(evaluation.scores) if key[0] == group]
    for key in [*order, *grouped]:
        if key in evaluation.scores:
            count = evaluation.scores[key]
            yield (
                f"{' '.join(key):28} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} "
                f"{count.predicted:7.0f} {count.gold:7.0f}{_interval(evaluation, key)}"
            )
    for name in JUDGEMENTS:
        for key in sorted(k for k in evaluation.scores if k[0] == name):
            count = evaluation.scores[key]
            what = f"{name} right, {key[1]}"
            yield f"{what:28} {'':6} {count.recall:6.3f} {'':6} {'':7} {count.gold:7.0f}{_interval(evaluation, key)}"


def _interval(evaluation: Evaluation, key: Key) -> str:
    if key not in evaluation.intervals:
        return ""
    low, high = evaluation.intervals[key]
    return f"   95 % [{low:.3f}, {high:.3f}]"


def mistakes(evaluation: Evaluation, most: int) -> Iterator[str]:
    """How many errors of each kind there are, then the first `most` of each with the rule that fired."""
    number = Counter(one.kind for one in evaluation.mistakes)
    yield "errors: " + (", ".join(f"{number[k]} {k}" for k in KINDS if number[k]) or "none")
    for kind in KINDS:
        shown = [one for one in evaluation.mistakes if one.kind == kind][:most]
        if shown:
            yield f"\n{kind}: {number[kind]}" + (f", the first {most}" if number[kind] > most else "")
        for one in shown:
            yield f"  {one.language} {one.doc_id} {one.rule}"
            for label, said in (("gold", one.gold), ("found", one.found), ("in", one.context)):
                if said:
                    yield f"    {label:5} {OPEN}{said}{CLOSE}"
