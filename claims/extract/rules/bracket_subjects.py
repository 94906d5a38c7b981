"""Who speaks in a verb bracket: before the finite verb, after it, behind a preposition, across an apposition."""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.rules.brackets import (
    Bracket,
    clause_start,
    finite_like,
    has_finite,
    is_relative,
    known_finite,
)
from claims.extract.rules.found import Range
from claims.extract.rules.phrases import LONGEST, Words, left_phrase, right_phrase, trim
from claims.extract.rules.place import Place, ranges
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Sentence

BY = frozenset({"von", "vom"})  # whom a passive has as its agent
ADJUNCTS = 4  # between a verb and a subject that follows it, at most


@dataclass(frozen=True, slots=True)
class Subject:
    """Who reports: the phrase, how it is mentioned, where the verb's own complements begin, whom it was said to."""

    words: Words | None
    mention: str
    addressee: list[Range]
    inverted: bool = False


def bracket_subject(p: Place, b: Bracket, stop: int) -> Subject:
    """The subject of a bracket; `stop` is where its complement begins."""
    s = p.s
    if p.hit.form.mood == "pass" or b.passive:
        return _impersonal(p, b, stop)
    if b.opener is not None:
        words, told = _right(s, b.opener + 1, p.k)
        words, told = words or told, told if words else None
        if words is None and s.is_("relative", b.opener):
            comma = b.opener - 1 if s.words[b.opener - 1].text in COMMAS else b.opener - 2
            words = left_noun_phrase(s, comma, clause_start(s, comma, p.floor))
        return _named(s, words, told)
    detached = detached_subject(s, p.floor, b) if b.first == b.finite else None
    if detached is not None:
        return _named(s, detached, _right(s, b.finite + 1, stop)[1])
    last = min(stop, b.after if b.finite != p.k or p.hit.tail else stop)
    right, told = _right(s, b.finite + 1, last if b.finite == p.k and p.hit.tail is None else (p.k if b.finite != p.k else s.at(p.hit.tail[0]) if p.hit.tail else last))
    lo = b.first
    while lo < b.finite and s.is_("connective", lo):
        lo += 1
    if right is not None and right[0] == b.finite + 1 and s.words[right[0]].text in s.pack.pronouns:
        return _named(s, right, told, inverted=True)
    if lo == b.finite:
        return _at_start(p, b, right, told)
    if s.is_("coordinator", b.finite - 1):
        return _named(s, _shared(s, b.finite - 1, p.floor), told)
    joint = next((i for i in range(b.finite - 1, lo, -1) if s.is_("coordinator", i)), None)
    if joint is not None and has_finite(s, lo, joint):
        lo = joint + 1
    elif s.is_("coordinator", lo):
        lo += 1
    end = _told(s, lo)
    if end == b.finite and right is not None:
        told = (lo, end)
    if right is not None and _adverbial(s, lo):
        return _named(s, right, told, inverted=True)
    if _adverbial(s, lo):
        if right is None and s.is_("np_preposition", lo) and s.capitals[lo + 1 if s.capitals[lo] and lo + 1 < b.finite - 1 else lo] is False:
            return _named(s, (lo, b.finite), told)  # Von der Leyen
        if right is None and end == b.finite:
            return _named(s, (lo, end), told)  # Der Sender berichtete
        return _named(s, right or told, told if right else None, inverted=True)
    return _named(s, _fore(s, lo, b.finite), told)


def _at_start(p: Place, b: Bracket, right: Words | None, told: Words | None) -> Subject:
    """The subject of a verb that follows a mark: `…, sagte X` or `X, der …, sagte`."""
    s = p.s
    comma = b.finite - 1
    if right is None and comma > p.floor and s.words[comma].text in COMMAS and (words := left_phrase(s, b.finite, p.floor)):
        return _named(s, words, told)
    return _named(s, right or told, told if right else None, inverted=True)


def detached_subject(s: Sentence, floor: int, b: Bracket) -> Words | None:
    """The subject that an apposition or a relative clause parts from its verb: `Kim, die Chefin von Y, sagte`."""
    comma, lo = b.finite - 1, floor
    if comma <= floor or s.words[comma].text not in COMMAS:
        return None
    while lo < comma and (s.is_("connective", lo) or s.is_("coordinator", lo)):
        lo += 1
    end = next((i for i in range(lo, comma) if s.words[i].text in COMMAS), comma)
    if end == comma or end - lo > LONGEST or _adverbial(s, lo) or has_finite(s, lo + 1, end):
        return None
    at = end + 1
    while at < comma:
        stop = next((i for i in range(at, comma) if s.words[i].text in COMMAS), comma)
        if known_finite(s, at) or not (is_relative(s, at) or not has_finite(s, at, stop) or finite_like(s, stop - 1)):
            return None
        at = stop + 1
    return _fore(s, lo, end)


def _fore(s: Sentence, lo: int, hi: int) -> Words | None:
    """The forefield as one phrase, without the adverbs at its end."""
    while hi > lo and s.words[hi - 1].text == ")":  # Kim (CDU)
        hi = next((i for i in range(hi - 1, lo, -1) if s.words[i].text == "("), lo)
    return trim(s, lo, hi)


def _shared(s: Sentence, before: int, floor: int) -> Words | None:
    """The subject of `X tat dies und sagte …`: what stands before the first finite verb."""
    lo = clause_start(s, before, floor)
    for i in range(lo + 1, before):
        if finite_like(s, i):
            if _adverbial(s, lo):
                return _right(s, i + 1, before)[0]
            return _fore(s, lo, i)
    return None


def _named(s: Sentence, words: Words | None, told: Words | None, *, inverted: bool = False) -> Subject:
    if words is None:
        return Subject(None, "dropped", ranges(s, told))
    pronoun = words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns
    return Subject(words, "pronoun" if pronoun else "name", ranges(s, told), inverted)


def _adverbial(s: Sentence, i: int) -> bool:
    """Whether a forefield that begins here is no subject."""
    return (
        s.is_("preposition", i) or s.is_("time", i) or s.is_("skip", i) or s.is_("dative", i) or s.is_("subordinator", i)
        or _told(s, i) is not None or s.is_("negator", i)
    )  # fmt: skip


def _told(s: Sentence, i: int) -> int | None:
    """Where an addressee that begins at a word ends: `der Zeitung X`, `Journalisten`."""
    if s.is_("determiner", i) and not s.is_("genitive", i):
        return None
    at = i + 1 if s.is_("genitive", i) or s.is_("dative", i) else i
    while at < len(s.words) and at < i + 3 and not s.capitals[at] and s.words[at].text not in MARKS:
        at += 1
    if at >= len(s.words) or not (s.is_("addressee", at) or (s.capitals[at] and at > i and s.ends("addressee", at))):
        return None
    end = at + 1
    while end < len(s.words) and (s.capitals[end] or s.is_("addressee", end) or (s.words[end].text == '"' and s.words[end].start in s.opens_at and s.opens_at[s.words[end].start].end - s.words[end].start < 40)):
        end = end + 1 if s.words[end].text != '"' else s.at(s.opens_at[s.words[end].start].end - 1) + 1
    return end


def _right(s: Sentence, at: int, stop: int) -> tuple[Words | None, Words | None]:
    """The subject that follows a verb, over adverbs, adjuncts and the addressee; and that addressee."""
    told: Words | None = None
    adjuncts = 0
    stop = min(stop, len(s.words))
    while at < stop:
        end = _told(s, at)
        if end is not None and end <= stop:
            told, at = (at, end), end
        elif s.is_("preposition", at):
            if adjuncts == ADJUNCTS:
                return None, told
            at, adjuncts = _over_adjunct(s, at, stop), adjuncts + 1
        elif s.is_("skip", at) or s.is_("time", at) or s.is_("auxiliary", at) or s.is_("negator", at) or s.words[at].text.rstrip(".").isdigit():
            at += 1
        else:
            break
    words = right_phrase(s, at, stop) if at < stop and not s.is_("dative", at) else None
    if words and s.words[at].text in s.pack.pronouns and not s.is_("determiner", at):
        words = (at, at + 1)
    if words and not told:
        at = words[1]
        while at < stop and s.is_("skip", at):
            at += 1
        if at + 1 < stop and s.words[at].text in ("gegenüber", "zu"):
            at += 1
        end = _told(s, at) if at < stop else None
        told = (at, end) if end is not None and end <= stop else None
    return words, told


def _over_adjunct(s: Sentence, at: int, stop: int) -> int:
    """The first word after a prepositional phrase."""
    i = at + 1
    while i < stop and (s.is_("determiner", i) or s.is_("genitive", i) or s.is_("dative", i) or s.words[i].text.rstrip(".").isdigit()):
        i += 1
    while i < stop and s.is_("time", i):
        i += 1
        if i < stop and not (s.is_("time", i) or s.words[i].text.isdigit()):
            return i
    words = right_phrase(s, i, stop) if i < stop else None
    return words[1] if words else max(i, at + 1)


def _impersonal(p: Place, b: Bracket, stop: int) -> Subject:
    """The source of `es heißt in X`, `verlautete aus X`, `wurde von X mitgeteilt`: what the preposition governs."""
    s = p.s
    wanted = BY if b.passive else p.hit.form.cue.preps
    spans = ((b.opener + 1, p.k),) if b.opener is not None else ((b.finite + 1, min(stop, len(s.words))), (b.first, b.finite))
    for lo, hi in spans:
        for i in range(lo, hi):
            if s.words[i].text in MARKS and s.words[i].text not in DASHES | {'"', "(", ")"} and i > lo:
                break
            if s.words[i].text in wanted and i + 1 < hi and not s.is_("time", i + 1) and not s.words[i + 1].text[0].isdigit():
                words = right_phrase(s, i + 1, hi)
                if words:
                    return _named(s, words, None)
    return Subject(None, "none", [])


def left_noun_phrase(s: Sentence, before: int, floor: int) -> Words | None:
    """The noun phrase that ends before a word: back to its article, or to the first of its capitalised words."""
    lo = before
    while lo > floor and before - lo < 10:
        i = lo - 1
        if s.words[i].text in COMMAS or s.words[i].text in ';:"()' or (s.is_("preposition", i) and not s.is_("np_preposition", i)):
            break
        if finite_like(s, i) and not s.is_("determiner", i):
            break
        if s.is_("dative", i):
            return (i, before)
        if s.is_("determiner", i) and not s.is_("genitive", i):
            return (i, before)
        if s.is_("skip", i) and i < before - 1:
            break
        lo = i
    return trim(s, lo, before)
