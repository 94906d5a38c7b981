"""What a pair of reports can agree on beside its spans: named judgements, each (label, right) for each gold report.

A judgement is asked only where gold decides it; a gold report that was not found is wrong where a whole chain is asked
for, and not asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from claims.evaluate.documents import Document, Report
from claims.evaluate.pairs import Pairing
from claims.evaluate.spans import letters
from claims.model import say
from claims.text.normalise import fold

Judged = Iterator[tuple[str, bool]]
CARRIED = frozenset({"pronoun", "dropped", "controlled"})


def quote_type(one: Pairing) -> Judged:
    """Direct, indirect or mixed."""
    for gold, found in one.pairs:
        if gold.report.type and found.report.type:
            yield "matched", gold.report.type == found.report.type


def polarity(one: Pairing) -> Judged:
    """Whether the content is negative."""
    for gold, found in one.pairs:
        if gold.report.polarity and found.report.polarity:
            yield "matched", gold.report.polarity == found.report.polarity


def carry_over(one: Pairing) -> Judged:
    """Whom a dropped, pronominal or controlled source points back at."""
    for gold, found in one.pairs:
        if gold.report.antecedent and (gold.report.mention in CARRIED or not gold.report.source):
            yield "matched", _same_source(one, gold.report, found.report)


def source_id(one: Pairing) -> Judged:
    """Which source of the registry is meant."""
    for gold, found in one.pairs:
        if gold.report.source_id:
            yield "matched", gold.report.source_id == found.report.source_id


def chain(one: Pairing) -> Judged:
    """The whole chain of sources, outermost first, by its depth and in all."""
    partner = {gold.number: found.number for gold, found in one.pairs}
    for gold in one.gold:
        want = one.gold_document.chain(gold.number)
        got = (
            one.predicted_document.chain(partner[gold.number]) if gold.number in partner else ()
        )
        right = len(want) == len(got) and all(
            _same_source(one, a, b) for a, b in zip(want, got, strict=True)
        )
        for label in (f"depth {len(want)}", *(("nested",) if len(want) > 1 else ()), "all"):
            yield label, right


def _same_source(one: Pairing, gold: Report, found: Report) -> bool:
    """Whether two reports have the same source: the same words, the same id, or the same name elsewhere."""
    mine, its = _told(one.gold_document, gold), _told(one.predicted_document, found)
    if mine & its or not (mine or its):
        return True
    if gold.source_id and gold.source_id == found.source_id:
        return True
    return bool(mine and its) and fold(say(one.gold_document.text, gold.told)) == fold(
        say(one.predicted_document.text, found.told)
    )


def _told(document: Document, report: Report) -> frozenset[int]:
    return letters(document.text, report.told)


JUDGEMENTS: Mapping[str, Callable[[Pairing], Judged]] = {
    "quote type": quote_type,
    "polarity": polarity,
    "carry-over": carry_over,
    "source id": source_id,
    "chain": chain,
}
