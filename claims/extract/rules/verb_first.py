"""What stands after a verb that opens its clause: its subject and its object without a mark between them, and words
that carry a preposition or a conjunction as their first letter."""

from __future__ import annotations

from claims.extract.rules.sentence import Sentence

NEAR = 3000  # code points around a sentence in which a name may stand again
FULL_NAME = 2  # words of a person's name after a title


def definite(s: Sentence, i: int) -> bool:
    """Whether a word carries the article."""
    return s.words[i].text.startswith(("ال", "لل"))


def object_in(s: Sentence, lo: int, hi: int) -> int | None:
    """Where the second noun phrase of a run of words begins, None if the run is one phrase.

    A title (رئيس المحكمة) goes with its definite words and a name of up to two words; a definite word after a name begins
    a new phrase, and so does the word before it where the name would be too long. Two bare names are two phrases if the
    text has the second by itself, and never the two together again.
    """
    if hi - lo < 2:
        return None
    i = lo
    if definite(s, lo) or s.is_("head", lo) or (hi - lo > 2 and definite(s, lo + 1) and not s.is_("metonym", lo)):
        i = lo + 1
        idafa = not definite(s, lo)  # the first definite word belongs to the title, a later one only as its adjective
        while i < hi and (definite(s, i) or s.is_("head", i) or s.is_("np_preposition", i) or s.is_("np_preposition", i - 1)):
            if definite(s, i) and not idafa and not _adjective(s, i) and not s.is_("np_preposition", i - 1) and (definite(s, i - 1) or not s.is_("head", i - 1)):
                return i
            if s.is_("head", i) and not definite(s, i) and definite(s, i - 1):
                return i  # اتهم الادعاء العام | رئيس المصرف
            idafa = idafa and not definite(s, i)
            i += 1
    name = i
    while i < hi and not definite(s, i):
        i += 1
    if i == hi:
        return _second_name(s, name, hi) if name == lo else None
    if i == lo:
        return None
    long = i - name > FULL_NAME and name > lo
    return i - 1 if long else i if i > name or name > lo else None


def _adjective(s: Sentence, i: int) -> bool:
    """Whether a definite word goes on with the phrase before it: الأمريكية, العام."""
    return s.ends("adjective", i) or s.is_("adjective", i)


def _second_name(s: Sentence, lo: int, hi: int) -> int | None:
    if hi - lo != 2:
        return None
    first, second = s.words[lo].text, s.words[lo + 1].text
    near = f" {s.text[max(0, s.start - NEAR) : s.end + NEAR]} "
    alone = near.count(f" {second} ") + near.count(f" {second},") + near.count(f" {second}.") + near.count(f" {second}،")
    return lo + 1 if near.count(f"{first} {second}") == 1 and alone > 1 else None


def fused(s: Sentence, i: int, letters: frozenset[str]) -> bool:
    """Whether a word begins with one of these one-letter prepositions, and is no word of its own: بالتعاون, not بوتين."""
    text = s.words[i].text
    if len(text) <= 3 or s.is_("own_letter", i):
        return False
    return any(len(x) == 1 and text.startswith(x) for x in letters)


def past_told(s: Sentence, at: int, limit: int) -> int:
    """The first word after an addressee that carries its preposition: للصحفيين, لراديو الأفق."""
    text = s.words[at].text if at < limit else ""
    carried = text.startswith("لل") or (text.startswith("ل") and text[1:] in s.pack.words["head"])
    if not (carried or (at < limit and s.is_("addressee", at))):
        return at
    at += 1
    while at < limit and definite(s, at) and not text.startswith("لل"):
        at += 1
    return at


def without_conjunction(s: Sentence, i: int) -> int:
    """Where a word begins without the conjunction that opens its sentence; where that is its own letter, the word's start."""
    word = s.words[i]
    rest = word.text[1:]
    if not word.text.startswith(("و", "ف")) or len(rest) < 2 or s.is_("own_letter", i):
        return word.start
    known = rest.startswith("ال") or any(rest in s.pack.words[k] for k in ("complementizer", "negator", "auxiliary", "preposition", "head", "metonym"))
    verb = len(rest) > 3 and (rest[0] in "يت" or rest.endswith("ت"))
    near = s.text[max(0, s.start - NEAR) : s.end + NEAR]
    return word.start + 1 if known or verb or f" {rest} " in near else word.start
