"""The verb bracket of a verb-second language: which verb is finite, and where its clause begins and ends.

`X hat am Montag erklärt, …` · `X teilte am Montag mit, …` · `Am Montag sagte X, …` · `wie X am Montag mitteilte`
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.rules.place import Place
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

FARTHEST_AUXILIARY = 40  # words
NO_VERBS = ("skip", "time", "preposition", "determiner", "genitive", "subordinator", "coordinator", "concessive", "boundary")


@dataclass(frozen=True, slots=True)
class Bracket:
    """A reporting verb with its clause, as word indices."""

    first: int  # where the clause begins
    finite: int  # the finite verb
    after: int  # the first word after the last verb
    opener: int | None  # what opens a clause whose verb stands last
    passive: bool = False


def bracket(p: Place) -> Bracket | str:
    """The bracket around a verbal cue, or why it does not report."""
    s, mood = p.s, p.hit.form.mood
    after = p.after if p.hit.tail is None else s.at(p.hit.tail[1] - 1) + 1
    first = clause_start(s, p.k, p.floor)
    if mood in ("fin", "pass") and p.k and s.is_("determiner", p.k - 1) and p.k - 1 > first:
        return "an attribute of a noun"
    opener = _opener(s, first, p.k, p.floor)
    if p.hit.tail is None and (mood in ("part", "base") or opener is not None):
        return _with_auxiliary(p, first, after, opener)
    return Bracket(first, p.k, after, None)


def _with_auxiliary(p: Place, first: int, after: int, opener: int | None) -> Bracket | str:
    """The bracket of a participle or an infinitive, or of a clause whose verb stands last."""
    s, form, end = p.s, p.hit.form, after
    while end < len(s.words) and (s.is_("auxiliary", end) or s.is_("passive", end) or s.is_("unreal", end)):
        end += 1
    helpers = list(range(after, end))
    if opener is None or not helpers:
        left = _auxiliary(s, p.k, first if form.number or form.mood != "part" else max(p.floor, p.k - FARTHEST_AUXILIARY))
        if left is not None and (opener is None or left > opener):
            helpers.insert(0, left)
    if form.mood == "base" and p.k and s.is_("infinitive", p.k - 1):
        return "not said: infinitive or modal"
    if form.mood == "base" and (p.k == 0 or s.words[p.k - 1].text == '"') and opener is None:
        return "asked of the hearer"
    if not helpers:
        if form.mood == "part" and form.number is None:
            return "a participle without its auxiliary"
        if form.mood == "base" and form.number is None:
            return "an infinitive without its modal"
        return Bracket(first, p.k, after, opener if _ends_clause(s, after) else None)
    if form.mood == "base" and not (form.number and opener is None and helpers[0] >= p.k):
        return "not said: infinitive or modal"
    if form.mood in ("fin", "pass"):
        return Bracket(first, p.k, after, opener if _ends_clause(s, after) else None)
    passive = any(s.is_("passive", i) for i in helpers)
    if opener is not None and helpers[0] >= after:
        return Bracket(first, helpers[-1], end, opener, passive)
    return Bracket(clause_start(s, helpers[0], p.floor), helpers[0], end, opener if opener is not None and opener < helpers[0] and _ends_clause(s, end) and helpers[0] > p.k else None, passive)


def _auxiliary(s: Sentence, k: int, lo: int) -> int | None:
    """The auxiliary or modal left of a participle or infinitive."""
    for i in range(k - 1, lo - 1, -1):
        if s.is_("auxiliary", i) or s.is_("passive", i) or s.is_("unreal", i):
            return i
        if s.is_("complementizer", i) or s.words[i].text in ':;"':
            return None
    return None


def _ends_clause(s: Sentence, i: int) -> bool:
    return i >= len(s.words) or s.words[i].text in MARKS or s.is_("coordinator", i)


def clause_start(s: Sentence, k: int, floor: int) -> int:
    """The first word after the mark before `k`; what stands in brackets or is a quoted name is passed over."""
    i = k
    while i > floor:
        word = s.words[i - 1]
        if word.text == ")":
            opened = next((j for j in range(i - 2, floor - 1, -1) if s.words[j].text == "("), None)
            if opened is None:
                return i
            i = opened
        elif word.text == '"' and (quote := s.ends_at.get(word.end)) and quote.end - quote.start < 40 and s.at(quote.start) >= floor and s.words[i - 2].text not in ",.!?":
            i = s.at(quote.start)
        elif word.text in MARKS and not (word.text == "." and i - 1 == floor):
            return i
        else:
            i -= 1
    return floor


def _opener(s: Sentence, first: int, k: int, floor: int) -> int | None:
    """The conjunction or relative pronoun that sends the verb to the end of its clause."""
    if first == k and first > floor + 1 and s.words[first - 1].text in COMMAS:  # wie X, der Chef von Y, mitteilte
        earlier = clause_start(s, first - 1, floor)
        if is_relative(s, earlier) or not has_finite(s, earlier, first - 1):
            before = clause_start(s, earlier - 1, floor) if earlier > floor + 1 else floor
            if s.is_("subordinator", before):
                return before
        if s.is_("subordinator", earlier) and not has_finite(s, earlier, first - 1):
            return earlier
        return None
    at = first
    while at < k and (s.is_("connective", at) or s.is_("coordinator", at)):
        at += 1
    if s.is_("subordinator", at) or (s.is_("complementizer", at) and at < k):
        return at
    if at > floor and s.words[at - 1].text in COMMAS and is_relative(s, at) and at < k:
        pronoun = at + 1 if s.is_("preposition", at) else at
        return pronoun if pronoun == k - 1 or pronoun > at or not s.capitals[pronoun + 1] or s.is_("dative", pronoun) else None
    return None


def is_relative(s: Sentence, i: int) -> bool:
    """Whether a relative pronoun begins at a word, with or without a preposition."""
    return s.is_("relative", i) or (s.is_("preposition", i) and s.is_("relative", i + 1) and not s.capitals[min(i + 2, len(s.words) - 1)])


def known_finite(s: Sentence, i: int) -> bool:
    """Whether a word is one of the pack's finite verbs, and no noun spelled like one (die Stimme)."""
    if s.capitals[i] and i and "capital_nouns" in s.pack.traits:
        return False
    return s.is_("finite_mark", i) or s.is_("reported_mood", i) or s.is_("reported_mood_after_report", i) or s.is_("auxiliary", i) or s.is_("passive", i)


def finite_like(s: Sentence, i: int) -> bool:
    """Whether a word can be a finite verb: a known one, or one in small letters with an ending of the pack."""
    if known_finite(s, i):
        return True
    hit = s.hit_at.get(s.words[i].start)
    if hit is not None and hit.form.mood == "fin":
        return True
    return not s.capitals[i] and (s.ends("finite", i) or reported_ending(s, i))


def reported_ending(s: Sentence, i: int) -> bool:
    """Whether a word in small letters has an ending of the reported mood, or one that only a verb has beside its subject."""
    if s.capitals[i]:
        return False
    if s.ends("reported_mood", i):
        return True
    if known_finite(s, i):
        return False
    noun = i > 0 and s.capitals[i - 1] and not s.is_("determiner", i - 1)
    beside = (noun or (i > 0 and s.words[i - 1].text in s.pack.pronouns)) and not (i + 1 < len(s.words) and s.capitals[i + 1])
    return (
        beside and s.ends("reported_mood_after_subject", i) and not s.ends("finite", i) and s.words[i].start not in s.hit_at
        and not any(s.is_(kind, i) for kind in NO_VERBS)
    )  # fmt: skip


def has_finite(s: Sentence, lo: int, hi: int) -> bool:
    return any(finite_like(s, i) for i in range(lo, min(hi, len(s.words))))
