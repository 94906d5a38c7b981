"""Reading the noun phrase beside a cue: to its left, to its right, across an apposition."""

from __future__ import annotations

from claims.extract.rules.adjuncts import earlier_subject, subject_phrase
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence
from claims.extract.rules.verb_first import definite
from claims.extract.rules.verbgroup import (
    after_object,
    before_relative,
    finite,
    past_participle,
    verb_group,
)

LONGEST_TITLE = 40  # code points of a name in quotation marks
LONGEST_OFFICE = 3  # words of an office before the preposition that tells where
LONGEST = 18  # words of a source; longer phrases are clauses that a boundary list does not know
Words = tuple[int, int]  # half-open range of word indices


def left_phrase(s: Sentence, before: int, floor: int) -> Words | None:
    """The subject that ends left of a verb, not reaching below `floor`; None where there is none."""
    if "analytic" in s.pack.traits:
        return subject_phrase(s, before, floor)
    hi = _over_adverbs(s, before, floor)
    if hi <= floor:
        return None
    if s.is_("coordinator", hi - 1) and s.pack.order != "vso" and s.words[hi - 2].text not in COMMAS:
        return _shared_subject(s, hi - 1, floor)
    if s.words[hi - 1].text in COMMAS:
        return _before_apposition(s, hi - 1, floor)
    lo = hi
    while lo > floor and hi - lo < LONGEST:
        step = _step_left(s, lo, floor)
        if step is None:
            break
        lo = step
    lo = after_object(s, past_participle(s, lo, hi), hi)
    relative = before_relative(s, lo, floor) if lo < hi or finite(s, hi - 1) else None
    if relative is not None and relative > floor:
        head = left_phrase(s, relative, floor)
        return (head[0], hi) if head and hi - head[0] < LONGEST else None
    return trim(s, lo, hi)


def right_phrase(s: Sentence, at: int, stop: int | None = None) -> Words | None:
    """The noun phrase that begins at a word, ended by a mark, a preposition, a time word or a clause."""
    stop = min(len(s.words), at + LONGEST if stop is None else min(stop, at + LONGEST))
    hi = at
    while hi < stop:
        word = s.words[hi]
        if word.text == '"' and (name := _short_quote_from(s, hi)):
            hi = name
            continue
        if word.text in MARKS:
            break
        if hi > at and (_cue_at(s, hi) or _said_noun(s, hi) or s.is_("time", hi) or s.is_("boundary", hi) or s.is_("skip", hi)):
            break
        if hi == at + 1 and (past := _attribute(s, at, stop)):
            hi = past
            continue
        if s.is_("preposition", hi) and not (hi > at and (s.is_("np_preposition", hi) or _of_them(s, hi) or _of_an_office(s, at, hi))):
            break
        if hi > at and s.is_("addressee", hi) and not s.pack.words["to"]:
            break
        if s.is_("complementizer", hi) or (hi == at and (s.is_("time", hi) or (s.pack.order == "vso" and s.is_("boundary", hi)))):
            break
        if hi > at and (_elided(s, hi) or _after_noun(s, hi)):
            break
        if s.is_("coordinator", hi) and (hi + 1 >= stop or s.words[hi + 1].text in s.pack.pronouns):
            break
        hi += 1
    while hi > at and (s.is_("np_preposition", hi - 1) or s.is_("coordinator", hi - 1) or (s.is_("genitive", hi - 1) and hi - 1 > at)):
        hi -= 1
    return (at, hi) if hi > at else None


def _after_noun(s: Sentence, i: int) -> bool:
    """Whether a word cannot go on with the phrase, since its noun has been: no capital, no genitive, no `von`."""
    if "capital_nouns" not in s.pack.traits or s.capitals[i] or not (s.capitals[i - 1] or s.words[i - 1].text == '"'):
        return False
    if s.is_("genitive", i):
        return False
    return not (s.is_("np_preposition", i) or s.is_("coordinator", i) or (s.words[i].text.isdigit() and not (i + 1 < len(s.words) and s.capitals[i + 1])) or (i + 1 < len(s.words) and s.capitals[i + 1] and s.ends("nominal", i)))


def _attribute(s: Sentence, at: int, stop: int) -> int | None:
    """The noun that an article with a long attribute belongs to: `dem am Montag veröffentlichten Bericht`."""
    if "capital_nouns" not in s.pack.traits or not s.is_("preposition", at + 1) or not (s.is_("determiner", at) or s.is_("dative", at)):
        return None
    for i in range(at + 3, min(stop, at + 10, len(s.words))):
        if s.words[i - 1].text in MARKS:
            return None
        if s.capitals[i] and not s.capitals[i - 1] and s.ends("nominal", i - 1) and len(s.words[i - 1].text) > 5:
            return i
    return None


def _shared_subject(s: Sentence, before: int, floor: int) -> Words | None:
    """The subject of `X did this and said that`: of an earlier cue, else the first phrase of the clause."""
    for i in range(floor + 1, before):
        if s.finite_at(i):
            return left_phrase(s, verb_group(s, i, floor), floor)
    return first_phrase(s, before, floor)


def first_phrase(s: Sentence, before: int, floor: int = 0) -> Words | None:
    """The first noun phrase of a clause that is no adjunct: the subject, in most news prose."""
    if s.pack.order == "vso":
        lo = floor
        while lo < before and (s.is_("skip", lo) or s.is_("auxiliary", lo) or s.is_("connective", lo) or s.is_("negator", lo)):
            lo += 1
        while lo < before and s.is_("preposition", lo):  # من جانبه، قال
            lo = next((i + 1 for i in range(lo, before) if s.words[i].text in COMMAS), before)
        if lo < before and s.words[lo].text.startswith("ال"):
            return right_phrase(s, lo, before)
        return right_phrase(s, lo + 1, before) if lo + 1 < before else None
    if "verb_group" in s.pack.traits:
        return _up_to_verb(s, before, floor)
    if "analytic" in s.pack.traits:
        return earlier_subject(s, before, floor)
    lo = floor
    while lo < before:
        hi = lo
        while hi < before and s.words[hi].text not in COMMAS:
            hi += 1
        if not s.is_("preposition", lo) and any(s.capitals[lo:hi]):
            end = lo
            while end < hi and s.words[end].text not in MARKS and not s.is_("auxiliary", end):
                if end > lo and not s.capitals[end] and s.capitals[end - 1] and not s.is_("np_preposition", end):
                    break
                end += 1
            return trim(s, lo, end)
        lo = hi + 1
    return None


def _up_to_verb(s: Sentence, before: int, floor: int) -> Words | None:
    """The first phrase that no preposition opens, up to its verb: el ministro [visitó la zona y dijo]."""
    lo = floor
    while lo < before:
        while lo < before and (s.words[lo].text in MARKS or s.is_("connective", lo) or s.is_("skip", lo) or s.is_("coordinator", lo)):
            lo += 1
        hi = lo
        while hi < before and s.words[hi].text not in MARKS and not finite(s, hi) and not s.is_("boundary", hi):
            hi += 1
        hi = verb_group(s, hi, lo) if hi < before and finite(s, hi) else hi
        if lo < hi and not s.is_("preposition", lo) and not s.is_("time", lo) and (s.capitals[lo] or s.is_("determiner", lo) or s.words[lo].text in s.pack.pronouns):
            return trim(s, lo, hi)
        while hi < before and s.words[hi].text not in COMMAS:
            hi += 1
        lo = hi + 1
    return None


def _cue_at(s: Sentence, i: int) -> bool:
    hit = s.hit_at.get(s.words[i].start)
    return hit is not None and hit.form.mood in ("fin", "conv") and not s.noun_at(i)


def _said_noun(s: Sentence, i: int) -> bool:
    """جدد الوزير | التأكيد على أن: a noun of speech with the article and a clause of its own is no part of who speaks."""
    if s.pack.order != "vso" or not definite(s, i):
        return False
    hit = s.hit_at.get(s.words[i].start)
    after = i + 1 + s.is_("preposition", i + 1)
    return hit is not None and hit.form.mood == "noun" and s.is_("complementizer", after)


def _of_them(s: Sentence, i: int) -> bool:
    """one of them · один из них: the preposition belongs to the phrase"""
    return i + 1 < len(s.words) and (s.words[i].text, s.words[i + 1].text) in s.pack.phrases["partitive"]


def _of_an_office(s: Sentence, at: int, i: int) -> bool:
    """خبير في البراكين · مسؤول رفيع في الوزارة: what an office or a trade lies in, with none but an adjective between."""
    if not s.is_("office_preposition", i) or not s.is_("head", at) or definite(s, at) or i - at > LONGEST_OFFICE:
        return False
    return not (s.is_("event", i + 1) or s.is_("time", i + 1) or any(definite(s, j) for j in range(at, i)))


def _elided(s: Sentence, i: int) -> bool:
    """An Arabic word with a fused preposition (للـ, بالـ) begins a new phrase."""
    return s.pack.order == "vso" and s.words[i].text.startswith(("لل", "بال", "كال"))


def _over_adverbs(s: Sentence, hi: int, floor: int) -> int:
    while hi > floor:
        if s.is_("skip", hi - 1) or s.is_("auxiliary", hi - 1) or s.ends("adverb", hi - 1):
            hi -= 1
        elif s.words[hi - 1].text == ")" and (opened := next((i for i in range(hi - 2, max(floor, hi - 8), -1) if s.words[i].text == "("), None)):
            hi = opened  # Jason Chaffetz (R-Utah) said
        elif s.is_("time", hi - 1) and hi - 2 >= floor and (s.is_("preposition", hi - 2) or s.is_("time", hi - 2)):
            hi -= 2
        else:
            break
    return hi


def _step_left(s: Sentence, lo: int, floor: int) -> int | None:
    """The next start of a phrase that grows leftwards, or None at its boundary."""
    word = s.words[lo - 1]
    if word.text == '"':
        quote = s.ends_at.get(word.end)
        if quote is None or not names_one(s, quote):
            return None
        opened = s.at(quote.start)
        return opened if opened >= floor and lo - opened <= 6 else None
    if word.text in MARKS or s.is_("boundary", lo - 1) or s.is_("complementizer", lo - 1) or finite(s, lo - 1):
        return None
    if s.is_("coordinator", lo - 1) and lo - 2 >= 0 and s.words[lo - 2].text in COMMAS:
        return None
    if s.is_("coordinator", lo - 1) and s.words[lo].text in s.pack.pronouns:
        return None
    return lo - 1


def names_one(s: Sentence, quote: Quote) -> bool:
    """Whether a quotation may be a name, not what somebody says: «Газпром», not "He better live," """
    return quote.closed and quote.end - quote.start < LONGEST_TITLE and s.text[quote.inner_end - 1] not in ",.!?…،؟"


def _short_quote_to(s: Sentence, i: int) -> int | None:
    """Where the short quotation opens that a mark closes: un « acharnement » [, a dit]; None where none does."""
    quote = s.ends_at.get(s.words[i].end)
    if quote is None or not quote.closed or quote.end - quote.start >= 40 or "verb_group" not in s.pack.traits:
        return None
    return s.at(quote.start)


def _short_quote_from(s: Sentence, i: int) -> int | None:
    quote = s.opens_at.get(s.words[i].start)
    if quote is None or not names_one(s, quote):
        return None
    return s.at(quote.end - 1) + 1


def _before_apposition(s: Sentence, comma: int, floor: int) -> Words | None:
    """The phrase that `…, an apposition, said` belongs to: the first one of the clause."""
    pieces: list[Words] = []
    hi = comma
    while hi > floor:
        lo = hi
        while lo > floor and s.words[lo - 1].text not in COMMAS and s.words[lo - 1].text not in ":;" and s.words[lo - 1].text not in DASHES:
            opened = _short_quote_to(s, lo - 1) if s.words[lo - 1].text == '"' else lo - 1
            if opened is None:
                break
            lo = max(opened, floor)
        if lo < hi:
            pieces.append((lo, hi))
        if lo <= floor or s.words[lo - 1].text not in COMMAS:
            break
        hi = lo - 1
    if len(pieces) < 2:
        return None
    for lo, hi in reversed(pieces[1:] if len(pieces) > 1 else pieces):
        trimmed = trim(s, lo, hi)
        if trimmed and (not s.is_("relative", trimmed[0]) or s.is_("determiner", trimmed[0])) and not s.is_("preposition", lo) and not (s.is_("time", lo) and "verb_group" in s.pack.traits) and trimmed[1] - trimmed[0] < LONGEST:
            return _clause_subject(s, trimmed)
    return None


def _clause_subject(s: Sentence, phrase: Words) -> Words:
    """The part of a phrase after its last boundary word."""
    lo, hi = phrase
    for i in range(hi - 1, lo - 1, -1):
        if s.is_("boundary", i) or s.is_("complementizer", i):
            return (i + 1, hi) if i + 1 < hi else phrase
    return phrase


def trim(s: Sentence, lo: int, hi: int) -> Words | None:
    """The phrase without leading connectives and adverbs, fronted prepositional phrases and trailing marks."""
    dated = "verb_group" in s.pack.traits
    while lo < hi and ((dated and (s.is_("time", lo) or s.is_("skip", lo))) or s.is_("connective", lo) or (s.is_("relative", lo) and not s.is_("determiner", lo)) or s.words[lo].text in MARKS - {'"'}):
        lo += 1
    while hi > lo and (s.words[hi - 1].text in MARKS - {'"'} or s.is_("preposition", hi - 1) or s.is_("skip", hi - 1)):
        hi -= 1
    if lo < hi and s.is_("preposition", lo):
        for i in range(lo + 2, hi):
            if s.is_("head", i) or (s.is_("determiner", i) and not ("verb_group" in s.pack.traits and s.is_("preposition", i - 1))) or s.words[i].text in s.pack.pronouns or (capital(s, i) and not capital(s, i - 1) and not s.is_("preposition", i - 1)):
                return (i, hi)
        return _past_adjunct(s, lo, hi)
    return (lo, hi) if lo < hi else None


def _past_adjunct(s: Sentence, lo: int, hi: int) -> Words | None:
    """What follows a preposition with its adjectives and one noun: на лекции | первокурсница"""
    if not s.pack.endings["adjective"]:
        return None
    i = lo + 1
    while i < hi - 1 and s.ends("adjective", i):
        i += 1
    return (i + 1, hi) if i + 1 < hi and not s.is_("np_preposition", i + 1) else None


def locative(s: Sentence, before: int, floor: int) -> Words | None:
    """The institution of an indefinite-personal clause: `в Кремле сообщили`, without its preposition."""
    hi = _over_adverbs(s, before, floor)
    lo = hi
    while lo > floor and hi - lo < 8 and s.words[lo - 1].text not in MARKS and not s.is_("boundary", lo - 1):
        lo -= 1
        if s.is_("preposition", lo):
            return (lo + 1, hi) if lo + 1 < hi and not s.is_("time", lo + 1) else None
    return None


def place_after(s: Sentence, at: int) -> Words | None:
    """The institution after an indefinite-personal or impersonal verb: уточнили в организации, сказано в докладе."""
    if at + 1 >= len(s.words) or not s.is_("preposition", at) or s.is_("time", at + 1):
        return None
    return right_phrase(s, at + 1)


def capital(s: Sentence, i: int) -> bool:
    """Whether a word begins with a capital letter in the original."""
    return s.capitals[i]


def adjunct(s: Sentence, at: int) -> bool:
    """Whether an adjunct of time, place or manner begins at a word, or a comma stands there."""
    if at >= len(s.words):
        return False
    return s.is_("preposition", at) or s.is_("time", at) or s.is_("skip", at) or s.ends("adverb", at) or s.words[at].text in COMMAS
