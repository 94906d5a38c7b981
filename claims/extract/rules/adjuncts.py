"""The subject where no inflection shows it: what stands around it in its clause ends it, as in X 周六在会上对记者说."""

from __future__ import annotations

from claims.extract.rules.found import Range
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence
from claims.extract.rules.spaceless import unspaced

Words = tuple[int, int]
NAME = 16  # letters, words in scripts with spaces, in quotation marks that still may be a name
LONGEST_PAREN = 24  # words
JOINTS = ("coordinator", "concessive", "additive", "connective")  # word classes that join a clause to the one before


def clause_start(s: Sentence, before: int, floor: int) -> int:
    """The first word of the clause that a verb stands in; brackets and quoted names do not end it."""
    i = before
    while i > floor:
        word = s.words[i - 1]
        if word.text == ")" and (opened := _opened(s, i - 1, floor)) is not None:
            i = opened
        elif word.text == '"' and (named := _quoted_name(s, i - 1, floor)) is not None:
            i = named
        elif (word.text in MARKS and not _hyphen(s, i - 1)) or s.is_("boundary", i - 1) or s.is_("complementizer", i - 1):
            break
        else:
            i -= 1
    return i


def subject_phrase(s: Sentence, before: int, floor: int) -> Words | None:
    """The subject of the verb at `before`, without what stands around it in its clause; None if it is dropped."""
    lo = _over_opening(s, clause_start(s, before, floor), before)
    if lo is None or lo >= before:
        return None
    if _begins_predicate(s, lo) and not _modifies(s, lo, lo, before):
        return None
    if s.is_("preposition", lo):  # 在北京的外交官
        return _bare(s, lo, before)
    hi = next((i for i in range(lo + 1, before) if _adjunct(s, i) or _begins_predicate(s, i)), before)
    return _bare(s, lo, before if _modifies(s, lo, hi, before) else hi)


def earlier_subject(s: Sentence, before: int, floor: int, speaking: bool = False) -> Words | None:
    """The subject of a clause before (`X 发表声明，称…`), of one who `speaking` if only that is meant."""
    hi = clause_start(s, before, floor)
    while hi - 1 > floor:
        hi -= 1
        if s.words[hi].text not in COMMAS and not s.is_("boundary", hi):
            return None
        lo = clause_start(s, hi, floor)
        phrase = subject_phrase(s, hi, floor)
        if phrase is not None and any(s.is_("serial", i) or (not speaking and _begins_predicate(s, i)) for i in range(phrase[1], hi)):
            return phrase
        hi = lo
    return None


def spoken_to(s: Sentence, after: int, before: int, datives: frozenset[str]) -> list[Range]:
    """Whom a verb's own prepositions name before it: 对记者说, 向法新社表示; 对此表示 names nobody."""
    at = next((i for i in range(before - 1, after - 1, -1) if s.words[i].text in datives), None)
    if at is None:
        return []
    hi = next((i for i in range(at + 1, before) if _adjunct(s, i)), before)
    phrase = _bare(s, at + 1, hi)
    if phrase is None or _locates(s, hi - 1) or s.is_("demonstrative", phrase[0]):
        return []
    return [(s.words[phrase[0]].start, s.words[phrase[1] - 1].end)]


def _over_opening(s: Sentence, lo: int, before: int) -> int | None:
    """The first word after connectives, time words and fronted prepositional phrases."""
    while lo < before:
        if s.is_("preposition", lo):
            close = next((i for i in range(lo + 1, before) if s.is_("localizer", i)), None)
            if close is None:
                return lo if _modifies(s, lo, lo, before) else None
            lo = close + 1
        elif _time(s, lo) or any(s.is_(kind, lo) for kind in ("connective", "coordinator", "concessive", "skip", "passive")) or s.words[lo].text in MARKS - {'"', "("}:
            lo += 1
        else:
            break
    return lo


def _adjunct(s: Sentence, i: int) -> bool:
    return _time(s, i) or s.is_("preposition", i) or s.is_("skip", i) or s.is_("negator", i)


def _begins_predicate(s: Sentence, i: int) -> bool:
    return s.is_("serial", i) or s.is_("auxiliary", i) or s.is_("finite_mark", i) or s.finite_at(i)


def _time(s: Sentence, i: int) -> bool:
    """A time word, or a number and its unit: 6 月 12 日"""
    unit = i if s.is_("time_unit", i) else i + 1
    number = unit > 0 and s.words[unit - 1].text[0].isdigit()
    return s.is_("time", i) or (number and s.is_("time_unit", unit))


def _modifies(s: Sentence, lo: int, i: int, before: int) -> bool:
    """Whether an adjunct or a verb belongs to a modifier of the subject: 一名在场的目击者, 在北京的外交官."""
    if i > lo and not all(s.is_("determiner", j) or s.words[j].text.isdigit() for j in range(lo, i)):
        return False
    last = next((j for j in range(before - 1, i, -1) if s.is_("nominalizer", j)), None)
    if last is None or last + 1 >= before or _locates(s, before - 1):
        return False
    return not any(_adjunct(s, j) or _begins_predicate(s, j) for j in range(last + 1, before))


def _locates(s: Sentence, i: int) -> bool:
    """Whether a phrase of place or time ends at a word: 集会上, 采访时"""
    return s.is_("localizer", i) or s.words[i].text.endswith(s.pack.endings["locative"])


def _bare(s: Sentence, lo: int, hi: int) -> Words | None:
    """A phrase without the brackets, particles and marks at its end."""
    while hi > lo:
        last = s.words[hi - 1].text
        if last == ")":
            opened = _opened(s, hi - 1, lo)
            hi = opened if opened is not None else hi - 1
        elif (last in MARKS and last != '"') or any(s.is_(kind, hi - 1) for kind in ("coordinator", "nominalizer", "skip", "connective")):
            hi -= 1
        else:
            return lo, hi
    return None


def _hyphen(s: Sentence, i: int) -> bool:
    """Whether a dash joins words: it stands without spaces."""
    return s.words[i].text == "-" and i > 0 and s.words[i - 1].end == s.words[i].start


def _opened(s: Sentence, close: int, floor: int) -> int | None:
    """The bracket that belongs to a closing one."""
    depth = 0
    for i in range(close, max(floor, close - LONGEST_PAREN) - 1, -1):
        depth += (s.words[i].text == ")") - (s.words[i].text == "(")
        if depth == 0:
            return i
    return None


def _quoted_name(s: Sentence, close: int, floor: int) -> int | None:
    """Where a short quotation opens that ends at a mark and is part of a phrase, no speech."""
    quote = s.ends_at.get(s.words[close].end)
    if quote is None or not quote.closed:
        return None
    inner = s.text[quote.inner_start : quote.inner_end]
    if len(inner.split()) + sum(map(unspaced, inner)) > NAME:
        return None
    last = s.text[quote.inner_end - 1]
    if last in ".,!?…" or (close + 1 < len(s.words) and s.words[close + 1].text in s.pack.pronouns):
        return None
    opened = s.at(quote.start)
    return opened if opened >= floor else None
