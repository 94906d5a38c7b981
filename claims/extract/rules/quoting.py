"""Content in quotation marks or after a colon: X said: "…" · قال X: "…" · X сказал: «…»"""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import (
    adjunct,
    names_one,
)
from claims.extract.rules.place import (
    Place,
    after_verb,
    attribution,
    end_of,
    subject,
)
from claims.extract.rules.sentence import COMMAS, DASHES, Quote, Sentence
from claims.extract.rules.verb_first import without_conjunction

GAP = 40  # words between a cue and what it says, at most


def double_cue(p: Place) -> int:
    """The word after a participle that only doubles the cue (أردف قائلاً), else the word after the cue."""
    if p.hit.form.mood != "fin" or p.s.pack.order != "vso":
        return p.after
    for word in p.s.words[p.after : p.after + 2]:
        hit = p.s.hit_at.get(word.start)
        if hit is not None and hit.form.mood == "conv":
            if (hit.start, hit.end) not in p.extra:
                p.extra.append((hit.start, hit.end))
            return p.s.at(hit.end - 1) + 1
    return p.after


def _take_doubling(p: Place, colon: int) -> None:
    """غرد النائب قائلا: a participle between the subject and the colon only doubles the cue, and becomes part of it."""
    hit = p.s.hit_at.get(p.s.words[colon - 1].start)
    doubles = p.s.pack.order == "vso" and p.hit.form.mood == "fin" and hit is not None and hit.form.mood == "conv"
    if doubles and hit is not None and hit.start > p.hit.end and (hit.start, hit.end) not in p.extra:
        p.extra.append((hit.start, hit.end))


def _opens_quotation(s: Sentence, i: int) -> bool:
    """Whether a quotation begins at a word: told CBS, "We're …"""
    return i < len(s.words) and s.words[i].start in s.opens_at


def by_colon_or_quote(p: Place) -> Found | None:
    """X said: "…"  ·  وقال X: "…"  ·  X сказал: «…»"""
    if not p.finds("quote") or after_quotation(p):
        return None
    s, start = p.s, double_cue(p)
    before_verb = "content_before_verb" in s.pack.traits
    if before_verb and (p.hit.form.mood not in ("fin", "pass") or start >= len(s.words) or s.words[start].text != ":"):
        return None
    adjacent = s.pack.order != "vso"
    if "verb_closes_clause" in s.pack.traits:
        while s.is_("auxiliary", start):
            start += 1
        before_verb = True
    for j in range(start, min(len(s.words), start + (1 if before_verb else GAP))):
        word = s.words[j]
        if s.is_("complementizer", j) and not s.is_("not_complementizer_after", j - 1):
            break
        if word.text in ";؛" or (word.text in DASHES and j > start) or (word.text in COMMAS and adjacent and j > start and not (_opens_quotation(s, j + 1) or p.k == p.floor)):
            break
        if s.finite_at(j):
            break
        if word.text == ":":
            _take_doubling(p, j)
            at = s.words[j + 1].start if j + 1 < len(s.words) else None
            if at is None:
                return None
            quote = s.opens_at.get(at)
            if quote is None and "verb_group" in s.pack.traits and not _plain_colon(p, start, j):
                return None
            content = (quote.inner_start, quote.inner_end) if quote else (at, end_of(p))
            if j + 1 < len(s.words) and s.pack.order == "vso" and not quote and s.is_("complementizer", j + 1) and j + 2 < len(s.words):
                content = (s.words[j + 2].start, end_of(p))
            words, mention = subject(p, j)
            return attribution("colon", p, content, words, mention, open_end=quote is None)
        if word.text == '"':
            quote = s.opens_at.get(word.start)
            if quote is not None and "quoted_names" in s.pack.traits and names_one(s, quote) and mark_before(s, p.k):
                return None  # …, сообщает «Городская газета»
            if quote is None or (adjacent and j > start and s.words[j - 1].text not in COMMAS) or (quote.inner_end - quote.inner_start < 12 and (adjacent or j > start)):
                if quote is None or adjacent:
                    break
                continue
            if not adjacent and names_one(s, quote) and s.is_("preposition", j - 2) and not s.is_("event", j - 1):
                return None  # نُشرت في دورية "النوم والصحة"
            words, mention = subject(p, j)
            rest = s.text[quote.end : end_of(p)].strip(" .")
            end = quote.inner_end if not rest or rest[0] in ",،-–—" else end_of(p)
            return attribution("quote_after", p, (quote.inner_start, max(end, quote.inner_end)), words, mention, open_end=end != quote.inner_end)
    return None


def _plain_colon(p: Place, start: int, colon: int) -> bool:
    """Whether a colon without quotation marks opens what is said: only adjuncts and the subject stand before it."""
    s = p.s
    if not p.finds("clause"):
        return False
    return colon == start or adjunct(s, start) or s.is_("to", start) or (after_verb(p, colon) or (0, 0))[1] == colon


def after_quotation(p: Place) -> bool:
    """Whether a quotation with its comma stands right before the subject: "…," X said, and what follows is no clause of it."""
    s = p.s
    if "near_complementizer" not in s.pack.traits or p.hit.form.mood == "conv" or not p.finds("final"):
        return False
    if "verb_group" in s.pack.traits and s.is_("complementizer", p.after):
        return False
    words, _ = subject(p)
    first = min(words[0], p.k) if words else p.k
    return first > 0 and mark_before(s, first) and quote_before(s, first) is not None


def mark_before(s: Sentence, i: int) -> bool:
    """A comma or a dash, or a quotation that ends with a mark of its own."""
    if i == 0:
        return False
    last = s.words[i - 1].text
    inner = i - 2
    while inner > 0 and s.words[inner].text in "\"'":
        inner -= 1  # …,'" she said
    return last in COMMAS | DASHES or (last == '"' and i > 1 and s.words[inner].text in ",.!?…،؟")


def quote_before(s: Sentence, first: int) -> Quote | None:
    """The quotation that ends where the words before `first` end, marks apart."""
    i = first - 1
    while i > 0 and s.words[i].text in COMMAS | DASHES:
        i -= 1
    return s.ends_at.get(s.words[i].end) if s.words[i].text == '"' else None


def _stray(s: Sentence, i: int) -> bool:
    """A mark that closes a quotation of an earlier paragraph."""
    return "verb_group" in s.pack.traits and s.words[i].text == '"' and s.words[i].end not in s.ends_at


def clause_left(p: Place, first: int) -> Range | None:
    s = p.s
    quote = quote_before(s, first)
    start = p.floor_text
    if quote is not None and quote.start <= max(start, s.words[p.floor].start) + 2:
        return (quote.inner_start, quote.inner_end)
    lo = max([p.floor, *(i + 1 for i in range(p.floor, first - 2) if s.words[i].text in ";:" and s.quote_at(s.words[i].start) is None)])
    while lo < first and (s.is_("connective", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    hi = first
    while hi > lo and (s.words[hi - 1].text in COMMAS | DASHES or _stray(s, hi - 1)):
        hi -= 1
    if hi - lo < 2 and not (hi - lo == 1 and (lo == p.floor or s.capitals[lo] or s.words[lo - 1].text == ":")):
        return None
    start = without_conjunction(s, lo) if s.pack.order == "vso" else s.words[lo].start
    return (start, s.words[hi - 1].end)
