"""A verb-final clause read from its start: what opens it, its subject, its adjuncts, what is left to be content.

For languages that mark case by suffixes: a subject bears none, the subject of a nominalised clause is in the
genitive, adjuncts are oblique, and a name is set off from its suffix by an apostrophe.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.extract.rules.found import Range
from claims.extract.rules.phrases import Words, trim
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence

LONGEST = 16  # words of a subject, or of an adjunct that ends in the name of a speech event
AHEAD = 4  # words in which the head of a phrase is looked for


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the content: `rest` is the content's first word."""

    subject: Words | None
    rest: int
    event: Words | None = None
    addressee: Words | None = None


def opening(s: Sentence, lo: int, hi: int) -> Opening:
    """Subject and adjuncts of the words from `lo` on; a time that nothing sets off belongs to the content."""
    while lo < hi and (s.is_("connective", lo) or s.words[lo].text in MARKS - {'"'}):
        lo += 1
    at, event = lo, None
    for _ in range(4):  # fronted adjuncts
        passed, seen = _adjuncts(s, at, hi, bare_time=True)
        event = event or seen
        subject = _comma_subject(s, passed, hi) or _plain_subject(s, passed, hi)
        if subject is not None:
            rest, later = _adjuncts(s, subject[1], hi, bare_time=True)
            to = _addressee(s, rest, hi)
            if to is not None:
                rest, _ = _adjuncts(s, to[1], hi, bare_time=False)
            return Opening(subject, rest, later or event, to)
        comma = _oblique_piece(s, passed, hi)
        if comma is None:
            break
        at = comma + 1
    rest, seen = _adjuncts(s, at, hi, bare_time=False)
    return Opening(None, rest, event or seen)


def bare(s: Sentence, words: Words | None) -> list[Range]:
    """The range of a phrase without the case suffix that an apostrophe sets off from its last name."""
    if words is None:
        return []
    last = s.words[words[1] - 1]
    cut = last.text.rfind("'")
    end = last.start + cut if cut > 0 and last.text[cut + 1 :] != "s" else last.end
    return [(s.words[words[0]].start, end)]


def genitive(s: Sentence, i: int) -> bool:
    """Whether a word is in the genitive; a name that only ends like one bears an apostrophe elsewhere."""
    word = s.words[i].text
    if not s.ends("genitive", i):
        return False
    return "'" in word or not (s.capitals[i] and f" {word}'" in s.text)


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
        end = at
        while end < hi and (s.is_("time", end) or (s.words[end].text.isdigit() and s.is_("time", end + 1))):
            end += 1
        if end == at or end >= hi or not (bare_time or s.words[end].text in COMMAS):
            break
        at = end
    return at, event


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


def _cased(s: Sentence, i: int) -> bool:
    """Whether a word bears a case other than the nominative, as far as its ending tells."""
    word = s.words[i].text
    cut = word.rfind("'")
    if cut > 0 and word[cut + 1 :] != "s":
        return True
    return s.ends("oblique", i) or genitive(s, i)


def _comma(s: Sentence, at: int, hi: int) -> int | None:
    """The first comma of the clause, if no quotation longer than a name opens before it."""
    i = at
    while i < min(hi, at + LONGEST + 1):
        word = s.words[i]
        if word.text in COMMAS:
            return i
        quote = s.opens_at.get(word.start)
        if quote is not None and quote.end - quote.start < 40 and i > at:
            i = s.at(quote.end - 1) + 1
            continue
        if word.text in ':;"':
            return None
        i += 1
    return None


def _comma_subject(s: Sentence, at: int, hi: int) -> Words | None:
    """`X, …`: the nominative phrase before the first comma."""
    comma = _comma(s, at, hi)
    if comma is None or comma == at:
        return None
    last = comma - 1
    while last > at and s.is_("skip", last):
        last -= 1
    if _cased(s, last) or s.is_("time", last) or s.is_("connective", last) or any(s.ends("nominal", i) for i in (comma - 1, last)):
        return None
    if any(s.ends("finite", i) for i in range(at, last + 1)):
        return None
    words = trim(s, at, last + 1)
    return _after_participle(s, words) if words else None


def _after_participle(s: Sentence, words: Words) -> Words:
    """A named subject without the participle clause before it, which tells of it and does not pick it out."""
    lo, hi = words
    for i in range(hi - 2, lo, -1):
        if s.ends("participle", i) and not s.capitals[i] and any(s.capitals[i + 1 : hi]):
            return (i + 1, hi)
    return words


def _plain_subject(s: Sentence, at: int, hi: int) -> Words | None:
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
        elif not genitive(s, j) and (s.is_("head", j) or (s.capitals[j] and not _cased(s, j) and (j > at or _may_open(s, j)))):
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
    if s.is_("head", j):
        return not (j + 1 < limit and s.ends("nominal", j + 1))
    if s.is_("coordinator", j):
        return end == j and j + 1 < limit and s.capitals[j + 1]
    if genitive(s, j):
        return _head_ahead(s, j + 1, min(limit, j + AHEAD)) and (end == at or j + 1 < limit and s.is_("head", j + 1))
    if "'" in word and _cased(s, j):
        return j + 1 < limit and (s.capitals[j + 1] or s.ends("participle", j + 1)) and _head_ahead(s, j + 1, limit)
    return s.capitals[j] or _head_ahead(s, j + 1, min(limit, j + AHEAD))


def _head_ahead(s: Sentence, at: int, limit: int) -> bool:
    """Whether a head follows before any mark or nominalised verb."""
    for i in range(at, limit):
        if s.words[i].text in MARKS or s.ends("nominal", i) or s.is_("skip", i):
            return False
        if s.is_("head", i):
            return not (i + 1 < len(s.words) and s.ends("nominal", i + 1))
    return False


def _may_open(s: Sentence, i: int) -> bool:
    """Whether a sentence's first word, a capital in any case, may be a name."""
    kinds = ("determiner", "preposition", "boundary", "negator", "question", "self", "conditional", "concessive")
    return not any(s.is_(kind, i) for kind in kinds) and not s.ends("adverb", i)


def _oblique_piece(s: Sentence, at: int, hi: int) -> int | None:
    """The comma after a fronted adjunct: `After the meeting, …`."""
    comma = _comma(s, at, hi)
    if comma is None or comma == at:
        return None
    adjunct = s.ends("oblique", comma - 1) or s.is_("preposition", comma - 1) or s.is_("time", comma - 1)
    return comma if adjunct else None
