"""The subject of a clause whose words bear their case as a suffix: a nominative at its start, or an owner.

A subject bears no suffix, the subject of a nominalised clause is in the genitive, and a name is set off from its
suffix by an apostrophe.
"""

from __future__ import annotations

from claims.extract.rules.found import Range
from claims.extract.rules.phrases import Words, right_phrase, trim
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

LONGEST = 20  # words of a subject
AHEAD = 4  # words in which the head of a phrase is looked for


def genitive(s: Sentence, i: int) -> bool:
    """Whether a word is in the genitive; a name that only ends like one bears an apostrophe elsewhere."""
    word = s.words[i].text
    if "'" in word:
        return bool(_suffix(s, i)) and s.ends("genitive", i)
    if s.is_("head", i) or not s.ends("genitive", i):
        return False
    return not s.capitals[i] or (s.ends("capital_genitive", i) and f" {word}'" not in s.text)


def _suffix(s: Sentence, i: int) -> str:
    """The case suffix that an apostrophe sets off, or nothing: O'Neill bears none."""
    stem, _, suffix = s.words[i].text.rpartition("'")
    return suffix if stem and suffix in s.pack.endings["case"] else ""


def cased(s: Sentence, i: int) -> bool:
    """Whether a word bears a case other than the nominative, as far as its ending tells."""
    if "'" in s.words[i].text:
        return bool(_suffix(s, i))
    return s.ends("oblique", i) or genitive(s, i)


def bare(s: Sentence, words: Words | None) -> list[Range]:
    """The range of a phrase without the case suffix that an apostrophe sets off from its last name."""
    if words is None:
        return []
    last = s.words[words[1] - 1]
    suffix = _suffix(s, words[1] - 1)
    return [(s.words[words[0]].start, last.end - len(suffix) - 1 if suffix else last.end)]


def unmarked(s: Sentence, lo: int, hi: int) -> Words | None:
    """All words before a quotation as its speaker, if their last is a nominative."""
    while hi > lo and (s.words[hi - 1].text in MARKS or s.is_("skip", hi - 1)):
        hi -= 1
    if hi <= lo or hi - lo > LONGEST or cased(s, hi - 1) or any(s.is_(k, hi - 1) for k in ("time", "connective", "preposition", "event")):
        return None
    return None if any(s.ends("nominal", i) or s.ends("finite", i) for i in range(lo, hi)) else trim(s, lo, hi)


def following(s: Sentence, at: int) -> Words | None:
    """The phrase after a participle of speech, ended by its first word that bears a case."""
    words = right_phrase(s, at)
    if words is None:
        return None
    suffixed = (i for i in range(*words) if cased(s, i) and not s.ends("attributive", i) and not s.is_("head", i))
    return (at, min(next(suffixed, words[1] - 1) + 1, words[1]))


def owner_phrase(s: Sentence, lo: int, hi: int) -> Words | None:
    """The first phrase in the genitive, which is the subject of a nominalised verb."""
    lo = over_connectives(s, lo, hi)
    subject = comma_subject(s, lo, hi)
    lo = lo if subject is None else subject[1] + 1
    owner = next((i for i in range(lo, hi) if genitive(s, i)), None)
    if owner is None:
        return None
    first = owner
    while first > lo and s.words[first - 1].text not in MARKS and not s.ends("nominal", first - 1) and not s.ends("oblique", first - 1):
        first -= 1
    return (first, owner + 1)


def over_connectives(s: Sentence, lo: int, hi: int) -> int:
    while lo < hi and (s.is_("connective", lo) or s.words[lo].text in MARKS - {'"'}):
        lo += 1
    return lo


def comma_of(s: Sentence, at: int, hi: int) -> int | None:
    """The first comma of the clause, if no quotation longer than a name opens before it."""
    i = at
    while i < min(hi, at + LONGEST + 1):
        word = s.words[i]
        if word.text in COMMAS or (word.text == ":" and i == hi - 1):
            return i
        quote = s.opens_at.get(word.start)
        if quote is not None and quote.end - quote.start < 40 and i > at:
            i = s.at(quote.end - 1) + 1
            continue
        if word.text in ':;"':
            return None
        i += 1
    return None


def comma_subject(s: Sentence, at: int, hi: int) -> Words | None:
    """`X, …`: the nominative phrase before the first comma."""
    comma = comma_of(s, at, hi)
    if comma is None or comma == at:
        return None
    if s.ends("attributive", comma + 1):  # a place in two parts: Bethesda, Maryland'deki X
        return comma_subject(s, comma + 1, hi) or plain_subject(s, comma + 1, hi)
    last = comma - 1
    while last > at and s.is_("skip", last):
        last -= 1
    if cased(s, last) or any(s.is_(k, last) for k in ("time", "connective", "preposition")):
        return None
    words = trim(s, at, last + 1)
    words = _after_participle(s, words) if words else None
    if words is None or any(s.ends("nominal", i) or s.ends("finite", i) for i in range(*words)):
        return None
    return words


def after_clause_subject(s: Sentence, at: int, hi: int) -> Words | None:
    """The subject after a fronted clause that has one of its own: `Y does this (-ken), X …`."""
    comma = comma_of(s, at, hi)
    if comma is None or comma == at or not s.ends("converb", comma - 1):
        return None
    return comma_subject(s, comma + 1, hi) or plain_subject(s, comma + 1, hi)


def _after_participle(s: Sentence, words: Words) -> Words:
    """A named subject without what tells of it and does not pick it out: a participle clause, a fronted adjunct."""
    lo, hi = words
    for i in range(hi - 2, lo, -1):
        if s.is_("preposition", i) and not s.is_("coordinator", i):
            return (i + 1, hi)
        if s.ends("participle", i) and not s.capitals[i] and not s.is_("head", i) and any(s.capitals[i + 1 : hi]):
            return (i + 1, hi)
    return words


def plain_subject(s: Sentence, at: int, hi: int) -> Words | None:
    """`X …` with no comma: names and heads in the nominative, up to the first word that cannot belong to them."""
    if at >= hi:
        return None
    if s.words[at].text in s.pack.pronouns and (at + 1 >= hi or len(s.words[at].text) > 1 or genitive(s, at + 1)):
        return (at, at + 1)
    end, j, limit = at, at, min(hi, at + LONGEST)
    while j < limit and _belongs(s, j, at, end, limit):
        if s.is_("coordinator", j):
            if any(genitive(s, i) for i in range(j + 1, min(limit, j + 3))):
                return None  # coordinated owners: the nominalised clause begins here
        elif not genitive(s, j) and (s.is_("head", j) or _many(s, j, at) or (j == end > at and s.ends("possessed", j)) or (s.capitals[j] and not cased(s, j) and (j > at or _may_open(s, j, hi)))):
            end = j + 1
        j += 1
    if end == at:
        return None
    return _after_participle(s, (at, end))


def _belongs(s: Sentence, j: int, at: int, end: int, limit: int) -> bool:
    """Whether the word may be part of the subject that begins at `at` and is sure up to `end`."""
    word = s.words[j].text
    if word in MARKS or s.is_("skip", j) or s.is_("time", j) or s.is_("event", j) or s.ends("nominal", j):
        return False
    if s.is_("head", j) or _many(s, j, at):
        return not (j + 1 < limit and s.ends("nominal", j + 1))
    if end == j > at + 1 and j in s.acronyms and j - 1 not in s.acronyms:
        return False  # a new name
    if s.is_("coordinator", j):
        return end == j and j + 1 < limit and s.capitals[j + 1]
    if genitive(s, j):
        return _head_ahead(s, j + 1, min(limit, j + AHEAD)) and (end == at or (j + 1 < limit and s.is_("head", j + 1)))
    if "'" in word and cased(s, j):
        named = j + 1 < limit and (s.capitals[j + 1] or s.ends("participle", j + 1))
        return named and (s.ends("attributive", j) or _head_ahead(s, j + 1, limit))
    if j == end > at and s.ends("possessed", j):
        return not (j + 1 < limit and s.ends("nominal", j + 1))
    return s.capitals[j] or _head_ahead(s, j + 1, min(limit, j + AHEAD))


def _many(s: Sentence, i: int, at: int) -> bool:
    """A bare plural that opens the clause: farmers, some players."""
    return s.ends("plural", i) and (i == at or (i == at + 1 and s.is_("determiner", at))) and not s.is_("determiner", i)


def _head_ahead(s: Sentence, at: int, limit: int) -> bool:
    """Whether a head follows before any mark or nominalised verb."""
    for i in range(at, limit):
        if s.words[i].text in MARKS or s.ends("nominal", i) or s.is_("skip", i):
            return False
        if s.is_("head", i):
            return not (i + 1 < len(s.words) and s.ends("nominal", i + 1))
    return False


def _may_open(s: Sentence, i: int, hi: int) -> bool:
    """Whether a sentence's first word, a capital in any case, may be a name."""
    if i + 2 >= hi and i + 1 < len(s.words) and s.ends("nominal", i + 1):
        return False
    kinds = ("determiner", "preposition", "boundary", "negator", "question", "self", "conditional", "concessive")
    return not any(s.is_(kind, i) for kind in kinds) and not s.ends("adverb", i)
