"""Speech that goes on without a reporting word: a sentence in the mood of reported speech belongs to the last speaker."""

from __future__ import annotations

from claims.extract.rules.brackets import finite_like, is_relative, known_finite, reported_ending
from claims.extract.rules.found import Found
from claims.extract.rules.sentence import COMMAS, Sentence

FARTHEST = 400  # code points between a report and the sentence that goes on


def reported_mood(s: Sentence, last: Found, mine: list[Found], *, adjacent: bool) -> Found | None:
    """`Er habe …` · `Die Lage sei …` after a report: an attribution without a cue, of the same source."""
    while last.parent is not None:
        last = last.parent
    if not 0 <= s.start - last.end < FARTHEST or any(f.rule != "noun" and f.content[0][0] <= s.start + 2 for f in mine):
        return None
    if any(f.form == "adposition" for f in mine):
        return None
    verb = main_verb(s)
    if verb is None or any(s.is_("self", i) for i in range(len(s.words))):
        return None
    weak = s.is_("reported_mood_after_report", verb)  # forms that the author uses too
    if weak and (not adjacent or any(s.is_("conditional", i) for i in range(len(s.words)))):
        return None
    if not weak and not s.is_("reported_mood", verb) and not reported_ending(s, verb):
        return None
    source = list(last.source or last.antecedent)
    quote = s.quotes[0] if s.quotes else None
    whole = quote is not None and quote.start == s.start and quote.end >= s.end - 2
    if whole:
        return None
    return Found("reported_mood", None, [(s.start, s.end)], [], source, form="uncued", mention="controlled" if source else "none")


def main_verb(s: Sentence) -> int | None:
    """The finite verb of the main clause; None in a sentence that opens with a quotation or has no known verb."""
    lo = 0
    while lo < len(s.words):
        hi = lo
        while hi < len(s.words) and s.words[hi].text not in COMMAS:
            hi += 1
        subordinate = s.is_("subordinator", lo) or s.is_("complementizer", lo) or (lo > 0 and is_relative(s, lo) and hi < len(s.words) and finite_like(s, hi - 1))
        if not subordinate:
            for i in range(lo, hi):
                if known_finite(s, i):
                    return i if s.quote_at(s.words[i].start) is None else None
                if reported_ending(s, i):
                    return i
                if lo == i and lo > 0 and finite_like(s, i):
                    return i
        lo = hi + 1
    return None
