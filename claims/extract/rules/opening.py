"""A clause that says its content before its verb, read from its start: subject, adjuncts, what is left to be content."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.rules.nominative import (
    AHEAD,
    after_clause_subject,
    comma_of,
    comma_subject,
    over_connectives,
    plain_subject,
)
from claims.extract.rules.phrases import Words
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

LONGEST = 20  # words of an adjunct that ends in the name of a speech event


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the content: `rest` is the content's first word."""

    subject: Words | None
    rest: int
    event: Words | None = None
    addressee: Words | None = None


def opening(s: Sentence, lo: int, hi: int) -> Opening:
    """Subject and adjuncts of the words from `lo` on; a time that nothing sets off belongs to the content."""
    lo = over_connectives(s, _over_label(s, lo, hi), hi)
    at, event = lo, None
    for _ in range(4):  # fronted adjuncts
        passed = _over_times(s, at, hi, bare=True)
        while passed < hi and s.words[passed].text in COMMAS:
            passed += 1
        subject = after_clause_subject(s, passed, hi) or comma_subject(s, passed, hi) or plain_subject(s, passed, hi)
        if subject is not None:
            rest, later = _adjuncts(s, subject[1], hi, bare_time=True)
            to = _addressee(s, rest, hi)
            if to is not None:
                rest, _ = _adjuncts(s, to[1], hi, bare_time=False)
            return Opening(subject, rest, later or event, to)
        at, seen = _adjuncts(s, at, hi, bare_time=True)
        event = event or seen
        comma = _oblique_piece(s, at, hi)
        if comma is None and seen is None:
            break
        at = at if comma is None else comma + 1
    rest, seen = _adjuncts(s, lo if at >= hi else max(lo, _set_off(s, lo, at)), hi, bare_time=False)
    return Opening(None, rest, event or seen)


def _over_label(s: Sentence, lo: int, hi: int) -> int:
    """The first word after a label: `Economy: …`."""
    colon = next((i for i in range(lo, min(hi - 1, lo + AHEAD * 2)) if s.words[i].text == ":" and s.words[i + 1].start > s.words[i].end), None)
    return lo if colon is None or any(s.ends("nominal", i) for i in range(lo, colon)) else colon + 1


def _set_off(s: Sentence, lo: int, at: int) -> int:
    """Where a fronted adjunct ends that a comma or a speech event closes."""
    return at if at > lo and (s.words[at - 1].text in COMMAS or s.is_("event", at - 1)) else lo


def _adjuncts(s: Sentence, at: int, hi: int, *, bare_time: bool) -> tuple[int, Words | None]:
    """The first word after adverbs, times and speech events (`in a statement`), and the last event."""
    event = None
    while at < hi:
        if s.words[at].text in COMMAS or s.is_("skip", at):
            at += 1
            continue
        end = _event_end(s, at, hi)
        if end is not None:
            at, event = end, (at, end)
            continue
        end = _over_times(s, at, hi, bare=bare_time)
        if end == at:
            break
        at = end
    return at, event


def _over_times(s: Sentence, at: int, hi: int, *, bare: bool) -> int:
    """The first word after a time; unless `bare`, only where a comma sets it off."""
    end = at
    while end < hi and (s.is_("time", end) or (end + 1 < hi and s.is_("time", end + 1) and (s.words[end].text.isdigit() or s.is_("determiner", end)))):
        end += 1
    return end if end < hi and (bare or s.words[end].text in COMMAS) else at


def _event_end(s: Sentence, at: int, hi: int) -> int | None:
    for j in range(at, min(hi, at + LONGEST)):
        if s.words[j].text in MARKS:
            return None
        if s.is_("event", j):
            after = s.words[j + 1].text if j + 1 < len(s.words) else "."
            return j + 1 if j > at or after in COMMAS or after in ':"' else None
    return None


def _addressee(s: Sentence, at: int, hi: int) -> Words | None:
    """Whom it was said to: a word of the pack, or a name in the dative before a quotation."""
    for j in range(at, min(hi, at + 3)):
        if s.is_("addressee", j):
            return (at, j + 1)
        if s.words[j].text in MARKS or not s.capitals[j]:
            return None
        if "'" in s.words[j].text and s.ends("dative", j):
            return (at, j + 1) if j + 1 >= hi or s.words[j + 1].text in COMMAS else None
    return None


def _oblique_piece(s: Sentence, at: int, hi: int) -> int | None:
    """The comma after a fronted adjunct: `After the meeting, …`."""
    comma = comma_of(s, at, hi)
    if comma is None or comma == at:
        return None
    adjunct = s.ends("oblique", comma - 1) or s.is_("preposition", comma - 1) or s.is_("time", comma - 1)
    return comma if adjunct else None
