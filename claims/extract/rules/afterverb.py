"""Frames of languages whose clause ends with its verb, so that what follows a verb of saying is what was said.

For languages with prepositions: the subject opens the clause, its adjuncts and objects stand between it and the verb.
"""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import Words, right_phrase, trim
from claims.extract.rules.place import Place, attribution, end_of, ranges, subject
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence
from claims.extract.rules.subjects import first_nominal, opening_subject

FEWEST = 3  # words of a clause that no complementizer opens
REACH = 16  # words back to an object


def by_clause_after(p: Place) -> Found | None:
    """X گفت که …  ·  X گفت …  ·  X با بیان اینکه … گفت"""
    s, at = p.s, p.after
    conv = p.hit.form.mood == "conv"
    while at < len(s.words) and (s.is_("auxiliary", at) or (conv and s.is_("preposition", at)) or (s.words[at].text in COMMAS and s.is_("complementizer", at + 1))):
        at += 1
    opened = s.is_("complementizer", at)
    if opened and p.finds("clause") and not (conv and not s.is_("nominal", at)):
        while s.is_("complementizer", at):
            at += 1
    elif conv or opened or not p.finds("bare") or not _begins(s, at) or any(s.is_("objective", i) for i in range(max(p.floor, p.k - 5), p.k)):
        return None
    if at >= len(s.words) or s.words[at].start >= end_of(p):
        return None
    words, mention = opening_subject(s, p.floor, p.k) if conv else subject(p)
    if words is None and p.hit.form.mood == "pass":
        mention = "none"
    end = _main_verb(p, at) if conv else end_of(p)
    if end is None or end <= s.words[at].start:
        return None
    found = attribution("clause_after" if opened else "bare_clause_after", p, (s.words[at].start, end), words, mention, open_end=not conv)
    found.addressee = found.addressee or ranges(s, _told(p))
    return found


def _begins(s: Sentence, at: int) -> bool:
    """Whether a clause begins at a word: neither another verb of the same subject nor the end of the sentence."""
    if at + FEWEST > len(s.words) or s.is_("coordinator", at) or s.is_("relative", at) or s.is_("concessive", at) or s.is_("finite_mark", at):
        return False
    return s.words[at].text not in MARKS - {'"'} and not any(s.words[i].text in ".!?" for i in range(at, at + FEWEST - 1))


def _main_verb(p: Place, at: int) -> int | None:
    """Where the content of `saying that …` ends: at the verb of saying that it depends on, else at a comma before a verb."""
    s = p.s
    for hit in s.hits:
        if hit.start <= s.words[at].start or hit.form.mood != "fin" or hit.form.cue.kind != "verb":
            continue
        k, after = s.at(hit.start), s.at(hit.end - 1) + 1
        if after < len(s.words) and (s.words[after].text in ':"' or s.is_("complementizer", after) or s.words[k - 1].text in COMMAS or _begins(s, after)):
            return s.words[k - 1].start if s.words[k - 1].text in COMMAS else s.words[k].start
    return next((s.words[i].start for i in range(len(s.words) - 1, at, -1) if s.words[i].text in COMMAS), end_of(p))


def _told(p: Place) -> Words | None:
    """Whom it was said to: the phrase with the pack's preposition before the verb."""
    if not p.finds("addressee"):
        return None
    s = p.s
    for i in range(p.k - 1, max(p.floor, p.k - 7), -1):
        if s.words[i].text in MARKS or any(s.is_(kind, i) for kind in ("complementizer", "concessive", "finite_mark")):
            return None
        if s.is_("to", i):
            return right_phrase(s, i + 1, p.k)
    return None


def by_marked_object(p: Place) -> Found | None:
    """X این خبر را تکذیب کرد  ·  X Y را به … متهم کرد"""
    s = p.s
    if not (p.finds("object") or p.finds("accuse")) or s.is_("passive", p.after):
        return None
    mark = next((i for i in range(p.k - 1, max(p.floor, p.k - REACH), -1) if s.is_("objective", i)), None)
    if mark is None:
        return None
    words, _ = first_nominal(s, p.floor, mark)
    lo = _object(s, p, words, mark)
    if lo >= mark:
        return None
    if words is not None:
        words = trim(s, words[0], min(words[1], lo)) if words[0] < lo else None
    last = p.k if p.finds("accuse") else mark
    if p.finds("accuse") and last == mark + 1:
        return None
    content = (s.words[lo].start, s.words[last - 1].end)
    mention = "dropped" if words is None else "pronoun" if s.words[words[0]].text in s.pack.pronouns and words[1] - words[0] == 1 else "name"
    return attribution("marked_object", p, content, words, mention, open_end=False)


def _object(s: Sentence, p: Place, words: Words | None, mark: int) -> int:
    """Where the object before its marker begins: after a comma, at a determiner, after the subject; else its last word."""
    for i in range(mark - 1, p.floor - 1, -1):
        if s.words[i].text in COMMAS:
            return i + 1
        if s.is_("determiner", i) and i > p.floor:
            return i
    if words is not None and words[1] < mark:
        return words[1] + 1 if s.words[words[1]].text in COMMAS else words[1]
    return mark - 1 if words is not None and words[1] - words[0] > 1 else p.floor


def by_parted_verb(p: Place) -> Found | None:
    """X خواستار … شد: the content stands inside the compound verb."""
    if not p.finds("infinitive") or not p.finds("object"):
        return None
    s = p.s
    verb = next((i for i in range(p.after, min(len(s.words), p.after + 2 * REACH)) if s.is_("finite_mark", i)), None)
    if verb is None or verb == p.after or any(s.words[i].text in ':;"' for i in range(p.after, verb)):
        return None
    words, mention = subject(p)
    p.extra.append((s.words[verb].start, s.words[verb].end))
    return attribution("parted_verb", p, (s.words[p.after].start, s.words[verb - 1].end), words, mention, open_end=False)


def by_governed(p: Place) -> Found | None:
    """X درباره … هشدار داد: the content is what a preposition governs before the verb."""
    if not p.finds("prep"):
        return None
    s, preps = p.s, p.hit.form.cue.preps
    at = next((i for i in range(p.k - 2, max(p.floor, p.k - REACH), -1) if s.words[i].text in preps), None)
    if at is None or any(s.words[i].text in MARKS for i in range(at, p.k)):
        return None
    words, mention = subject(p)
    return attribution("governed", p, (s.words[at + 1].start, s.words[p.k - 1].end), words, mention, open_end=False)


def source_phrase(p: Place) -> Found | None:
    """به گفته X، …  ·  به گزارش X …  ·  …، به نقل از X: what was said need not be set off by a comma."""
    s, form = p.s, p.hit.form
    words: Words | None = None
    last = p.after
    if not form.suffix:
        words = right_phrase(s, p.after)
        if words is None:
            return _unsourced(p) if p.after < len(s.words) else None
        words = (words[0], _phrase_end(s, words))
        last = words[1]
    content = _beside(p, last)
    if not content:
        return None
    pronoun = words is not None and words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns
    mention = "none" if words is None else "pronoun" if pronoun else "name"
    return Found(
        form.cue.rule or "source_phrase", p.hit, content, [(p.hit.start, p.hit.end)], ranges(s, words),
        form="adposition", mention=mention, open_end=content[-1][1] == end_of(p),
    )  # fmt: skip


def _unsourced(p: Place) -> Found | None:
    """طبق گزارش، …: reports that nobody signs."""
    s = p.s
    if s.words[p.after].text not in COMMAS or not (content := _beside(p, p.after)):
        return None
    return Found(
        "source_phrase_hearsay", p.hit, content, [(p.hit.start, p.hit.end)], [], form="adposition", mention="none",
        cue_class="hearsay", commitment="hearsay", open_end=content[-1][1] == end_of(p),
    )  # fmt: skip


def _phrase_end(s: Sentence, words: Words) -> int:
    """Where the phrase ends and, with no comma, the clause begins: at a determiner, a number, another head."""
    lo, hi = words
    if s.words[lo].text in s.pack.pronouns:
        return lo + 1
    if hi < len(s.words) and s.words[hi].text in MARKS - {'"'}:
        return hi
    if hi < len(s.words) and s.finite_at(hi):  # its own clause's verb: the subject of that is another head
        hi = next((i for i in range(lo + 1, hi) if s.is_("head", i)), hi)
    cut = (i for i in range(lo + 1, hi) if s.is_("determiner", i) or s.words[i].text[0].isdigit() or s.words[i].text in s.pack.pronouns)
    end = next(cut, None)
    if end is None and any(s.is_("finite_mark", i) for i in range(lo + 1, hi)):
        end = next((i for i in range(lo + 2, hi) if s.is_("head", i)), lo + 1 if s.is_("head", lo) else lo + 2)
    return hi if end is None else end


def _beside(p: Place, last: int) -> list[Range]:
    """The content before a phrase that a comma sets off, after it, or both around it."""
    s, first, at = p.s, p.floor, last
    while first < p.k and (s.is_("connective", first) or s.words[first].text in COMMAS):
        first += 1
    if at < len(s.words) and s.is_("preposition", at) and not s.is_("auxiliary", at):
        comma = next((i for i in range(at, min(len(s.words), at + 8)) if s.words[i].text in COMMAS), None)
        at = at if comma is None or any(s.is_("finite_mark", i) for i in range(at, comma)) else comma
    while at < len(s.words) and (s.words[at].text in COMMAS or s.words[at].text == ":" or s.is_("complementizer", at)):
        at += 1
    after = [(s.words[at].start, end_of(p))] if at + 1 < len(s.words) and s.words[at].start < end_of(p) else []
    before = [(s.words[first].start, s.words[p.k - 1].start)] if first < p.k - 1 and s.words[p.k - 1].text in COMMAS else []
    return [*before, *after]
