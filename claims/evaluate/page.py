"""An evaluation as a page to read: the table of scores, and the errors a kind at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claims.evaluate.documents import ROLES
from claims.evaluate.errors import KINDS
from claims.evaluate.evaluation import GROUPS, Evaluation
from claims.evaluate.judgements import JUDGEMENTS
from claims.evaluate.scores import RELATIONS, Key
from claims.show.screen import apart

MEASURES = ("strict", "soft", "letters", "overlap")
SHARES = {
    "recall by type": "content+source found, {}",
    "recall by cue": "content+source found, {}",
    **{name: name + " right, {}" for name in JUDGEMENTS},
}
WIDTH = 34


def scores(evaluation: Evaluation) -> Iterator[str]:
    """The table, a line a score: precision, recall and F1 where both sides count, else the share that is right."""
    yield f"documents {evaluation.documents}"
    if evaluation.ignored:
        yield f"predicted documents that gold does not have: {evaluation.ignored}"
    yield f"{'':{WIDTH}} {'P':>6} {'R':>6} {'F1':>6} {'found':>7} {'gold':>7}"
    order = [(m, role) for m in MEASURES for role in ROLES]
    order += [(m, name) for m in ("relation", "scope") for name in RELATIONS]
    grouped = [key for group in GROUPS for key in sorted(evaluation.scores) if key[0] == group]
    for key in [*order, *grouped]:
        if key in evaluation.scores:
            count = evaluation.scores[key]
            yield (
                f"{' '.join(key):{WIDTH}} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} "
                f"{count.predicted:7.0f} {count.gold:7.0f}{_interval(evaluation, key)}"
            )
    for name, what in SHARES.items():
        for key in sorted(k for k in evaluation.scores if k[0] == name):
            count = evaluation.scores[key]
            yield f"{what.format(key[1]):{WIDTH}} {'':6} {count.recall:6.3f} {'':6} {'':7} {count.gold:7.0f}{_interval(evaluation, key)}"


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
        shown = [one for one in evaluation.shown(most) if one.kind == kind]
        if shown:
            yield f"\n{kind}: {number[kind]}" + (f", the first {most}" if number[kind] > most else "")
        for one in shown:
            yield f"  {one.where or one.doc_id}" + (f"  {one.rule}" if one.rule else "")
            for label, said in (("gold", one.gold), ("found", one.found), ("in", one.context)):
                if said:
                    yield f"    {label:5} {apart(said)}"
