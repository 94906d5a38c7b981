"""Reports that point back: Об этом сообщил X, К такому выводу пришли Y, Lo ha detto Z; what was said stands in the sentence before."""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import locative, right_phrase
from claims.extract.rules.place import Place, addressed, ranges
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

REACH = 3  # words between the opening and its verb


def _before(s: Sentence, opening: int) -> Range | None:
    """What the opening points back at: the quotation right before it, or the sentence before if it opens its own."""
    comma = opening > 1 and s.words[opening - 1].text in COMMAS
    quote = s.ends_at.get(s.words[opening - 1 - comma].end) if opening else None
    if quote is not None:
        return (quote.inner_start, quote.inner_end)
    return s.previous if opening < REACH else None


def by_back_reference(p: Place) -> Found | None:
    """The previous sentence is what X reported; None where the sentence opens without such words."""
    s = p.s
    opening = next((i for i in range(p.head - 1, max(-1, p.head - REACH - 2), -1) if s.is_("refers_back", i)), None)
    said = None if opening is None else _before(s, opening)
    if opening is None or said is None:
        return None
    if any(s.words[i].text in MARKS for i in range(opening, p.head)):
        return None
    at = p.after
    told = addressed(s, at)
    if told:
        at = s.at(told[-1][1] - 1) + 1
    while at < len(s.words) and (s.is_("skip", at) or s.is_("time", at)):
        at += 1
    place = at < len(s.words) and s.is_("preposition", at) and (p.hit.form.number == "pl" or p.hit.form.mood == "pass")
    words = right_phrase(s, at + 1 if place else at) if at < len(s.words) else None
    words = words or (locative(s, p.k, opening + 1) if p.k > opening + 1 else None)
    if words is None:
        return None
    cue = [(p.hit.start, p.hit.end)]
    if not s.is_("pronoun_back", opening):  # с таким заявлением выступил: the noun is part of the cue
        cue.insert(0, (s.words[opening].start, s.words[opening].end))
    return Found("back_reference", p.hit, [said], cue, ranges(s, words), form="anaphoric", addressee=told)
