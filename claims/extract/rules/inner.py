"""Attributing phrases inside a clause, with no comma around them: `Die Straße wurde laut Polizei gesperrt`."""

from __future__ import annotations

from claims.extract.rules.bracket_subjects import left_noun_phrase
from claims.extract.rules.brackets import clause_start, finite_like, is_relative
from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import Words, right_phrase
from claims.extract.rules.place import Place, end_of, ranges
from claims.extract.rules.sentence import COMMAS, DASHES, Sentence


def inner_adposition(p: Place) -> Found | None:
    """`Laut X ist …` · `… ist laut X …` · `…, so X` · `nach einem Bericht der Zeitung …`"""
    s, cue = p.s, p.hit.form.cue
    if p.hit.form.suffix:
        return _around(p, None, p.k, p.after)
    at = p.after + 1 if s.is_("np_preposition", p.after) and cue.rule == "adposition" else p.after
    words = right_phrase(s, at)
    if words is None or not any(s.capitals[i] or s.words[i].text in s.pack.pronouns for i in range(*words)):
        return None
    if cue.rule == "document" and not _document(s, words):
        return None
    if cue.rule == "echo":
        return _echo(p, words)
    return _around(p, words, p.k, words[1])


def inner_postposition(p: Place) -> Found | None:
    """`Medienberichten zufolge …` · `… ist der Polizei zufolge …` · `ihrer Ansicht nach`"""
    s = p.s
    words = left_noun_phrase(s, p.k, p.floor)
    return _around(p, words, words[0], p.after) if words else None


def _document(s: Sentence, words: Words) -> bool:
    return any(s.is_("document", i) or (s.capitals[i] and s.ends("document", i)) for i in range(*words))


def _echo(p: Place, words: Words) -> Found | None:
    """`…, so X`: a comma or a dash before, the phrase alone after."""
    s = p.s
    if p.k <= p.floor or s.words[p.k - 1].text not in COMMAS | DASHES | {'"'}:
        return None
    if not (s.capitals[words[0]] or s.is_("determiner", words[0]) or s.is_("genitive", words[0]) or s.words[words[0]].text in s.pack.pronouns):
        return None
    end = words[1]
    while end < len(s.words) and (s.is_("skip", end) or s.is_("time", end)):
        end += 1
    if end < len(s.words) and finite_like(s, end):
        return None
    return _around(p, words, p.k, words[1])


def _around(p: Place, words: Words | None, first: int, last: int) -> Found | None:
    """The clause around an attributing phrase that stands at words first to last."""
    s = p.s
    parts: list[Range] = []
    lo = first
    while lo > p.floor and (s.is_("connective", lo - 1) or s.is_("coordinator", lo - 1) or s.words[lo - 1].text in COMMAS | DASHES):
        lo -= 1
    if lo > p.floor:
        start = _start(s, first, p.floor)
        hi = first
        while hi > start and s.words[hi - 1].text in COMMAS | DASHES:
            hi -= 1
        if hi > start:
            parts.append((s.words[start].start, s.words[hi - 1].end))
    quote = s.ends_at.get(s.words[lo - 1].end) if lo > p.floor and s.words[lo - 1].text == '"' else None
    comma = lo > p.floor and s.words[first - 1].text in COMMAS | DASHES
    if quote is not None and comma and quote.start <= s.words[p.floor].start + 2:
        parts = [(quote.inner_start, quote.inner_end)]
    at = _rest(s, last, parted=comma, quoted=quote is not None)
    if at is not None:
        parts.append((s.words[at].start, end_of(p)))
    if not parts or (len(parts) == 1 and at is None and lo <= p.floor):
        return None
    mention = "name" if words else "dropped"
    if words and words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns:
        mention = "pronoun"
    cue = [(p.hit.start, p.hit.end), *p.extra]
    owner = next((i for i in range(p.k, p.after) if s.words[i].text in s.pack.possessives), None) if p.hit.form.suffix else None
    if owner is not None:  # seiner Meinung nach: the pronoun is the source, the words around it the cue
        words, mention = (owner, owner + 1), "pronoun"
        cue = [*ranges(s, (p.k, owner) if owner > p.k else None), *ranges(s, (owner + 1, p.after))]
    return Found(
        p.hit.form.cue.rule or "adposition", p.hit, parts, cue, ranges(s, words),
        form="adposition", mention=mention, open_end=at is not None and len(parts) == 1,
    )  # fmt: skip


def _start(s: Sentence, first: int, floor: int) -> int:
    """Where the clause of the phrase begins: at a conjunction or relative pronoun, else where the sentence does."""
    lo = clause_start(s, first, floor)
    if lo > floor and (s.is_("subordinator", lo) or is_relative(s, lo) or s.is_("complementizer", lo)) and lo < first:
        return lo + 1 if s.is_("complementizer", lo) else lo
    lo = floor
    while lo < first and (s.is_("coordinator", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    return lo


def _rest(s: Sentence, last: int, *, parted: bool, quoted: bool) -> int | None:
    """Where the content goes on after the phrase."""
    at = last
    while at < len(s.words) and (s.is_("skip", at) and parted):
        at += 1
    if at >= len(s.words) or s.words[at].text in ".!?;":
        return None
    if parted or s.words[at].text in COMMAS:
        mark = next((i for i in range(at, len(s.words)) if s.words[i].text in COMMAS | DASHES), None) if parted else at
        if mark is None or mark + 1 >= len(s.words):
            return None
        if quoted and s.words[mark + 1].text != '"':
            return None
        if s.words[mark + 1].text != '"' and parted and not (finite_like(s, mark + 1) or s.words[mark].text in DASHES or (not is_relative(s, mark + 1) and not s.is_("coordinator", mark + 1))):
            return None
        return mark + 1
    return at
