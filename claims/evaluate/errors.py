"""What went wrong, one row an error with the text and the rule behind it, sorted so that a pack can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.evaluate.documents import Document, Report
from claims.evaluate.judgements import points_back, same_speaker
from claims.evaluate.pairs import Pairing, Side
from claims.evaluate.spans import iou
from claims.model import say

KINDS = ("missed", "wrong extent", "wrong source", "empty source", "wrong antecedent", "wrong chain", "spurious")
GOOD_EXTENT = 0.8  # overlap of contents below which a pair still is an error of extent
AROUND = 60  # code points shown on both sides of a missed or spurious report


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error; `gold` and `found` say content <- source [cue] <- outer source [its cue], "" where there is no report.

    A source that points back is said as `she = Ann Bell`.
    """

    kind: str
    where: str
    doc_id: str
    language: str
    rule: str
    gold: str
    found: str
    context: str


def mistakes(one: Pairing) -> Iterator[Mistake]:
    """The errors of one document, in the order of the text."""
    near = {
        gold.number: found
        for gold in one.missed
        for found in one.spurious
        if gold.letters["content"] & found.letters["content"]
    }
    taken = {found.number for found in near.values()}
    rows = [(gold, near.get(gold.number), "wrong extent" if gold.number in near else "missed") for gold in one.missed]
    rows += [(gold, found, kind) for gold, found in one.pairs if (kind := _of_pair(one, gold, found))]
    for gold, found, kind in sorted(rows, key=lambda row: row[0].number):
        yield _mistake(one, kind, gold, found)
    for found in one.spurious:
        if found.number not in taken:
            yield _mistake(one, "spurious", None, found)


def _of_pair(one: Pairing, gold: Side, found: Side) -> str:
    """The gravest thing wrong with a pair, "" if nothing is."""
    if not gold.same(found, "source"):
        return "empty source" if not found.letters["source"] else "wrong source"
    if iou(gold.letters["content"], found.letters["content"]) < GOOD_EXTENT:
        return "wrong extent"
    if points_back(gold.report) and not same_speaker(one, gold.report, found.report):
        return "wrong antecedent"
    depths = (
        len(one.gold_document.chain(gold.number)),
        len(one.predicted_document.chain(found.number)),
    )
    return "wrong chain" if depths[0] != depths[1] else ""


def _mistake(one: Pairing, kind: str, gold: Side | None, found: Side | None) -> Mistake:
    side = gold or found
    assert side is not None
    spans = (*side.report.content, *side.report.cue, *side.report.source)
    text = one.gold_document.text
    start = max(0, min(s.start for s in spans) - AROUND)
    end = max(s.end for s in spans) + AROUND
    return Mistake(
        kind,
        one.gold_document.where,
        one.gold_document.doc_id,
        one.gold_document.language,
        (found.report.rule if found else None) or "",
        _says(one.gold_document, gold),
        _says(one.predicted_document, found),
        text[start:end],
    )


def _says(document: Document, side: Side | None) -> str:
    if side is None:
        return ""
    links = (_link(document.text, report) for report in reversed(document.chain(side.number)))
    return " <- ".join((say(document.text, side.report.content), *links))


def _link(text: str, report: Report) -> str:
    antecedent = f" = {say(text, report.antecedent)}" if report.antecedent else ""
    return f"{say(text, report.source) or '(no source)'}{antecedent} [{say(text, report.cue)}]"
