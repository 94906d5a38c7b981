"""Frames of languages without inflection, whose content follows its verb: X 周六对记者表示，…"""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.adjuncts import (
    JOINTS,
    clause_start,
    earlier_subject,
    spoken_to,
    subject_phrase,
)
from claims.extract.rules.found import Found, Range
from claims.extract.rules.place import Place, end_of, ranges
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence

FEWEST_LETTERS = 4  # of a clause that follows its cue without a comma
SHORTEST_SPEECH = 4  # letters in quotation marks that are no name
LONGEST_ADDRESSEE = 6  # words
TOLD = ("neutral", "clarifying", "emphatic", "distancing", "factive")  # classes that go on with the last speaker
WITHIN = frozenset({'"', "'", "(", ")"})  # marks that a clause may hold


def by_speech(p: Place) -> Found | None:
    """X 说：“…”  ·  X 说，“…”  ·  X 说“…”  ·  X 告诉 Y：…"""
    if not p.finds("quote"):
        return None
    s, (whom, at) = p.s, _told(p)
    colon = at < len(s.words) and s.words[at].text == ":"
    if colon or (at < len(s.words) and s.words[at].text in COMMAS and _free_quote_before(p) is None):
        at += 1
    quote = s.opens_at.get(s.words[at].start) if at < len(s.words) else None
    if quote is not None and quote.inner_end - quote.inner_start >= SHORTEST_SPEECH:
        rest = s.text[quote.end : end_of(p)].strip(" .")
        if not rest or rest[0] in ",-–—;":
            return _found("colon" if colon else "quote_after", p, (quote.inner_start, quote.inner_end), whom, open_end=False)
    if colon and at < len(s.words):
        return _found("colon", p, (s.words[at].start, end_of(p)), whom, open_end=True)
    return None


def by_following_clause(p: Place) -> Found | None:
    """X 表示，…  ·  X 说…  ·  X 告诉 Y，…: the rest of the sentence, with or without a comma before it"""
    if not p.finds("comma"):
        return None
    s, (whom, at) = p.s, _told(p)
    if p.finds("addressee") and not whom and _free_quote_before(p):
        return None
    while s.is_("aspect", at):
        at += 1
    comma = at < len(s.words) and s.words[at].text in COMMAS
    at += comma
    if at >= len(s.words) or s.words[at].text in MARKS - WITHIN:
        return None
    noun = s.is_("also_noun", p.k) and (s.finite_at(at) or s.is_("coordinator", at))
    if comma and (noun or _free_quote_before(p)):
        return None
    if not comma and (not p.finds("bare") or _letters_ahead(s, at) < FEWEST_LETTERS or not _asks(p, at)):
        return None
    found = _found("following_clause", p, (s.words[at].start, end_of(p)), whom, open_end=True)
    if p.finds("hearsay") and found.mention in ("dropped", "controlled"):  # 预计…: it is expected
        found.source, found.mention, found.controlled = [], "none", False
        found.cue_class = found.commitment = "hearsay"
    goes_on = p.hit.form.cue.cue_class in TOLD or (p.floor_text > s.start and _joined(p))
    return None if found.mention == "dropped" and not goes_on else found


def by_closing_cue(p: Place) -> Found | None:
    """“…，”X 说  ·  “…，”X 说，“…”  ·  …，X 说  ·  “…，”X 告诉 Y"""
    s = p.s
    if not p.finds("final"):
        return None
    first = clause_start(s, p.k, p.floor)
    stop = next((i for i in range(p.after, len(s.words)) if s.words[i].text in MARKS), len(s.words))
    if first <= p.floor or (stop > p.after and not p.finds("addressee")):
        return None
    whom = [(s.words[p.after].start, s.words[stop - 1].end)] if stop > p.after else []
    quote = _free_quote_before(p)
    if whom and quote is None:
        return None
    if quote is not None and quote.start <= max(p.floor_text, s.words[p.floor].start) + 2:
        found = _found("quote_before", p, (quote.inner_start, quote.inner_end), whom, open_end=False)
        again = next((i for i in range(stop, len(s.words)) if s.words[i].text not in COMMAS | DASHES | {":"}), len(s.words))
        more = s.opens_at.get(s.words[again].start) if stop < again < len(s.words) else None
        if more is not None:
            found.content.append((more.inner_start, more.inner_end))
            found.rule = "split_quote"
        return found
    if s.words[first - 1].text not in COMMAS | {'"'} or (stop < len(s.words) and s.words[stop].text in COMMAS):
        return None
    lo = p.floor
    while lo < first and (s.is_("connective", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    return _found("parenthesis", p, (s.words[lo].start, s.words[first - 1].end), whom, open_end=False) if first - lo > 1 else None


def speaker(p: Place) -> tuple[tuple[int, int] | None, str]:
    """The subject of a cue, or that of an earlier clause of which it is the second predicate; how it is mentioned."""
    s = p.s
    words = subject_phrase(s, p.k, p.floor)
    if words is None:
        words = earlier_subject(s, p.k, p.floor, speaking=p.floor_text > s.start)
        return words, "controlled" if words else "dropped"
    return words, "pronoun" if words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns else "name"


def _found(rule: str, p: Place, content: Range, whom: list[Range], *, open_end: bool) -> Found:
    words, mention = speaker(p)
    begins = clause_start(p.s, p.k, p.floor)
    if words is not None and mention != "controlled":
        begins = words[1]
    return Found(
        rule, p.hit, [content], [(p.hit.start, p.hit.end)], ranges(p.s, words), mention=mention, open_end=open_end,
        controlled=mention == "controlled", addressee=whom or spoken_to(p.s, begins, p.k, p.hit.form.cue.preps),
    )  # fmt: skip


def _joined(p: Place) -> bool:
    """Whether the clause of the cue is joined to the one before: 并要求…"""
    first = clause_start(p.s, p.k, p.floor)
    return any(p.s.is_(kind, i) for kind in JOINTS for i in range(max(p.floor, first - 1), p.k))


def _asks(p: Place, at: int) -> bool:
    """Whether what follows a verb of asking is a question; true for all other verbs."""
    if p.hit.form.cue.cue_class != "question":
        return True
    return p.s.words[at].text == '"' or any(p.s.is_("question", i) for i in range(at, len(p.s.words)))


def _told(p: Place) -> tuple[list[Range], int]:
    """The addressee right after a verb of telling, and the word after it."""
    s, at = p.s, p.after
    if not p.finds("addressee"):
        return [], at
    asks = p.hit.form.cue.cue_class == "question"  # 问她：… but 问为什么他们…
    stop = at if asks else next((i for i in range(at, min(at + 12, len(s.words))) if s.words[i].text in ",:"), at)
    near = range(at, min(at + (1 if asks else LONGEST_ADDRESSEE + 2), len(s.words)))
    person = next((i for i in near if s.is_("addressee", i) or s.is_("self", i) or s.words[i].text in s.pack.pronouns), None)
    if person is not None and (person < stop or stop == at):
        stop = person + 1
        while s.is_("addressee", stop):
            stop += 1
    if not at < stop <= at + LONGEST_ADDRESSEE or (stop == len(s.words) or s.words[stop].text in ".!?"):
        return [], at
    return [(s.words[at].start, s.words[stop - 1].end)], stop


def _letters_ahead(s: Sentence, at: int) -> int:
    """How many letters stand between a word and the next mark that ends a clause."""
    stop = next((i for i in range(at, len(s.words)) if s.words[i].text in MARKS - WITHIN - {"-"}), len(s.words))
    return s.words[stop - 1].end - s.words[at].start if stop > at else 0


def _free_quote_before(p: Place) -> Quote | None:
    """The quotation that ends where the clause of the cue begins and that no other cue introduces."""
    s = p.s
    i = clause_start(s, p.k, p.floor) - 1
    while i > p.floor and s.words[i].text in COMMAS | DASHES:
        i -= 1
    if i < p.floor or s.words[i].text not in "\"'":
        return None
    quote = s.ends_at.get(s.words[i].end)
    if quote is None:
        return None
    j = s.at(quote.start) - 1
    while j > 0 and s.words[j].text in COMMAS | {":"}:
        j -= 1
    return None if j >= 0 and s.finite_at(j) else quote


FRAMES_FOLLOWING: tuple[Callable[[Place], Found | None], ...] = (by_speech, by_following_clause, by_closing_cue)
