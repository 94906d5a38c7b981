"""The subject that opens a clause with prepositions, adjuncts between it and its verb, and no case to tell it by."""

from __future__ import annotations

from claims.extract.rules.phrases import Words, right_phrase
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

AHEAD = 16  # words in which the comma after a fronted adjunct is looked for


def opening_subject(s: Sentence, floor: int, k: int) -> tuple[Words | None, str]:
    """The subject of the verb at `k` in a clause that begins at `floor`, and how it is mentioned."""
    if k > floor > 0 and s.is_("coordinator", k - 1) and _after_report(s, floor):
        return None, "dropped"  # X said … and added: not a subject inside what X said
    words, pronoun = first_nominal(s, _own_clause(s, floor, k), k)
    if words is None and _own_clause(s, floor, k) > floor:
        words, pronoun = first_nominal(s, floor, k)
    if words is None:
        return None, "dropped"
    return words, "pronoun" if pronoun else "name"


def _after_report(s: Sentence, floor: int) -> bool:
    """Whether the words from `floor` on are the content of a verb of saying just before them."""
    lo = s.words[max(0, floor - 4)].start
    return any(h.form.cue.kind == "verb" and lo <= h.start < s.words[floor].start for h in s.hits)


def _own_clause(s: Sentence, floor: int, k: int) -> int:
    """Where the clause of the verb begins: after a finished clause and its `and`, or a `that` of another verb."""
    for i in range(k - 2, floor, -1):
        if s.words[i].text in COMMAS and s.words[i - 1].text == '"' and s.words[i - 1].end in s.ends_at and s.opens_at.get(s.words[floor].start):
            return i + 1  # «…», X said
        if s.is_("concessive", i) or (s.is_("coordinator", i) and s.is_("finite_mark", i - 1)):
            return i + 1
        if s.is_("finite_mark", i) or s.words[i].text in COMMAS:
            break
        if s.is_("complementizer", i):
            if s.is_("nominal", i):
                break  # saying that …: the subject stands before it
            return i + 1
    return next((i + 1 for i in range(k - 2, floor, -1) if s.is_("coordinator", i) and s.is_("finite_mark", i - 1)), floor)


def first_nominal(s: Sentence, lo: int, hi: int) -> tuple[Words | None, bool]:
    """The first noun phrase that is neither adjunct nor object, and whether it is a pronoun."""
    for _ in range(6):
        lo = _over_fronted(s, lo, hi)
        if lo >= hi:
            return None, False
        if s.words[lo].text in s.pack.pronouns:
            return (lo, lo + 1), True
        words = right_phrase(s, lo, hi)
        if words is None:
            lo += 1
            continue
        if words[1] < len(s.words) and s.is_("objective", words[1]) and words[1] < hi:
            split = _before_object(s, words)
            if split is not None:
                return split, False
            lo = words[1] + 1
            continue
        return _without_verb(s, words), False
    return None, False


def _over_fronted(s: Sentence, lo: int, hi: int) -> int:
    """The first word after connectives, times and fronted prepositional phrases."""
    while lo < hi:
        if s.is_("connective", lo) or s.is_("skip", lo) or s.is_("time", lo) or s.is_("coordinator", lo) or s.words[lo].text in MARKS - {'"'}:
            lo += 1
        elif s.is_("preposition", lo):
            lo = _over_adjunct(s, lo, hi)
        else:
            break
    return lo


def _over_adjunct(s: Sentence, lo: int, hi: int) -> int:
    """After the comma that ends an adjunct; without one, at the next head, pronoun or determiner."""
    comma = next((i for i in range(lo + 1, min(hi, lo + AHEAD)) if s.words[i].text in COMMAS), None)
    if comma is not None and comma + 1 < hi:
        return comma + 1
    for i in range(lo + 2, hi):
        if s.words[i].text in s.pack.pronouns or ((s.is_("head", i) or s.is_("determiner", i)) and not s.is_("preposition", i - 1) and not s.is_("head", i - 1)):
            return i
    return hi


def _before_object(s: Sentence, words: Words) -> Words | None:
    """The subject in front of an object that no comma parts from it: all but a determined, or the last, phrase."""
    lo, hi = words
    cut = next((i for i in range(hi - 1, lo, -1) if s.is_("determiner", i)), None)
    if s.is_("determiner", lo) and not s.is_("head", lo + 1):
        return None
    cut = hi - 1 if cut is None else cut
    return (lo, cut) if cut > lo else None


def _without_verb(s: Sentence, words: Words) -> Words:
    """The phrase without a verb phrase that follows it: X spoke | and said."""
    lo, hi = words
    verb = next((i for i in range(lo + 1, hi) if s.is_("finite_mark", i)), None)
    if verb is None:
        return words
    return (lo, max(lo + 1, verb - 1))
