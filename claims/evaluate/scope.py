"""Which reports count where only those by listed cue words are asked for; the others are don't-care on both sides."""

from __future__ import annotations

from pathlib import Path

from claims.errors import DataError, UsageError
from claims.evaluate.documents import Report
from claims.evaluate.pairs import Pairing
from claims.model import say
from claims.text.encoding import decode

EDGE = ".,;:!?'\"()"
LISTED, UNLISTED, NO_CUE = "listed", "unlisted", "no cue"


def read_cue_words(path: Path) -> frozenset[str]:
    """The words of a file, white space between them; letters compare in lower case."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(path), mend="check the path") from None
    words = frozenset(decode(data, str(path)).lower().split()) if data else frozenset()
    if not words:
        raise DataError("no words", where=str(path), mend="give cue words, white space between them")
    return words


def cue_of(report: Report, text: str, words: frozenset[str]) -> str:
    """Whether one of a report's cue words is listed, none is, or there is no cue."""
    if not report.cue:
        return NO_CUE
    said = say(text, report.cue).lower().replace("’", "'")
    return LISTED if any(word.strip(EDGE) in words for word in said.split()) else UNLISTED


def within(one: Pairing, words: frozenset[str]) -> Pairing:
    """The pairing without gold reports of unlisted cues and their partners, and without unlisted unpaired predictions."""
    text = one.gold_document.text
    gold = tuple(g for g in one.gold if cue_of(g.report, text, words) != UNLISTED)
    partner = {found.number: g.report for g, found in one.pairs}
    predicted = tuple(
        found for found in one.predicted if cue_of(partner.get(found.number, found.report), text, words) != UNLISTED
    )
    return Pairing(one.gold_document, one.predicted_document, gold, predicted)
