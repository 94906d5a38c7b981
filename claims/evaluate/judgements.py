"""What a pair of reports can agree on beside its spans: named judgements, each (label, right) for each gold report.

A judgement is asked only where gold decides it; a gold report that was not found is wrong where a whole chain is asked
for, and not asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from claims.evaluate.documents import Report
from claims.evaluate.pairs import Pairing
from claims.evaluate.spans import letters
from claims.model import Spans, say
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
        if points_back(gold.report):
            yield "matched", same_speaker(one, gold.report, found.report)


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


def points_back(report: Report) -> bool:
    """Whether a report's source is said elsewhere in the text."""
    return bool(report.antecedent) and (report.mention in CARRIED or not report.source)


def same_speaker(one: Pairing, gold: Report, found: Report) -> bool:
    """Whether the sources of two reports mean the same speaker, whatever stands for him here."""
    return _same_source(one, gold, found, _meant)


def _told(report: Report) -> Spans:
    """The words for who speaks: the source, or where there is none what it points back at."""
    return report.source or report.antecedent


def _meant(report: Report) -> Spans:
    """The words for who is meant: what a source points back at, or itself."""
    return report.antecedent or report.source


def _same_source(one: Pairing, gold: Report, found: Report, spans: Callable[[Report], Spans] = _told) -> bool:
    """Whether two reports have the same source: the same words, the same id, or the same name elsewhere."""
    text = one.gold_document.text
    mine, its = letters(text, spans(gold)), letters(text, spans(found))
    if mine & its or not (mine or its):
        return True
    if gold.source_id and gold.source_id == found.source_id:
        return True
    return fold(say(text, spans(gold))) == fold(say(text, spans(found)))


JUDGEMENTS: Mapping[str, Callable[[Pairing], Judged]] = {
    "quote type": quote_type,
    "polarity": polarity,
    "carry-over": carry_over,
    "source id": source_id,
    "chain": chain,
}
