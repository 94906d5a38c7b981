"""Frames of languages that say the content first: a quotation or a nominalised clause, then the verb of saying."""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.nominative import bare, following, genitive, owner_phrase, unmarked
from claims.extract.rules.opening import Opening, opening
from claims.extract.rules.phrases import Words, right_phrase
from claims.extract.rules.place import Place, clause_start, end_of, ranges, shared_subject
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence

ENDINGS = (("clause", "nominal"), ("infinitive", "directive"), ("accuse", "instrument"))


def by_quotation_before(p: Place) -> Found | None:
    """X, "…" dedi  ·  "…" dedi X  ·  "…" diyen X"""
    if not p.finds("quote"):
        return None
    s, lo = p.s, clause_start(p)
    last, _ = _content_end(p, lo)
    quote = s.ends_at.get(s.words[last].end) if last >= lo and s.words[last].text == '"' else None
    if quote is None and last > lo and s.words[last].text == '"':
        return _unopened(p, last)
    if quote is None or quote is p.quote or (p.finds("clause") and s.ends("nominal", last - 1)):
        return None
    first = s.at(quote.start)
    if first < lo:
        return None
    begun = opening(s, lo, first)
    words, mention = _speaker(p, lo, begun, first == lo, first)
    content = [(quote.inner_start, quote.inner_end), *_second_part(p, words)]
    if p.hit.form.mood == "noun":
        return _nominalised(p, lo, last)
    return _found("split_quote" if len(content) > 1 else "quotation_before", p, content, words, mention, begun)


def _unopened(p: Place, last: int) -> Found | None:
    """A quotation that began in an earlier paragraph and ends before the verb."""
    s = p.s
    if any(s.words[i].text == '"' for i in range(p.floor, last)):
        return None
    content = (s.words[p.floor].start, s.words[last].start)
    return Found("quotation_end", p.hit, [content], [(p.hit.start, p.hit.end)], [], mention="dropped")


def by_clause_before(p: Place) -> Found | None:
    """X, …-dığını söyledi  ·  …-masını istedi  ·  …-makla suçladı  ·  … diye sordu"""
    s, lo = p.s, clause_start(p)
    last, quoted = _content_end(p, lo)
    if last < lo or s.words[last].text in MARKS - {'"', ")"}:
        return None
    tail = last - 1 if s.words[last].text in '")' else last
    rule = "quotative" if quoted and p.finds("quote") else None
    rule = rule or next((frame for frame, ending in ENDINGS if p.finds(frame) and s.ends(ending, tail)), None)
    if rule is None:
        return None
    begun = opening(s, lo, last + 1)
    if p.hit.form.mood == "noun":
        return _nominalised(p, lo, last)
    words, mention = _speaker(p, lo, begun, False)
    start = _without_source_event(p, begun)
    if start > last:
        return None
    return _found(f"{rule}_before", p, [(s.words[start].start, s.words[last].end)], words, mention, begun)


def by_object_before(p: Place) -> Found | None:
    """X, haberleri yalanladı  ·  X, itidal çağrısında bulundu"""
    if not p.finds("object") or p.hit.form.mood in ("noun", "rel"):
        return None
    s, lo = p.s, clause_start(p)
    last, _ = _content_end(p, lo)
    begun = opening(s, lo, last + 1)
    if p.hit.form.cue.cue_class == "denial" and last >= lo and s.ends("directive", last):
        return None  # refused to do something
    if last < lo or begun.subject is None or begun.rest > last or s.words[last].text in MARKS - {'"', ")"}:
        return None
    words, mention = _speaker(p, lo, begun, False)
    return _found("object_before", p, [(s.words[begun.rest].start, s.words[last].end)], words, mention, begun)


def noun_after_clause(p: Place) -> Found | None:
    """…-dığı iddiası: a speech noun whose content stands before it."""
    s, lo = p.s, clause_start(p)
    last, _ = _content_end(p, lo)
    if last < lo or not s.ends("nominal", last):
        return None
    begun = opening(s, lo, last + 1)
    if begun.rest > last:
        return None
    content = (s.words[begun.rest].start, s.words[last].end)
    return Found("noun_after_clause", p.hit, [content], [(p.hit.start, p.hit.end)], [], form="noun", mention="none")


def postposition(p: Place) -> Found | None:
    """X'e göre, …  ·  X'in açıklamasına göre …  ·  …, X'e göre, …"""
    s, form = p.s, p.hit.form
    if s.is_("not_complementizer_after", p.after - 2) or (p.k and s.is_("not_complementizer_after", p.k - 1)):
        return None
    lo = p.k
    while lo > p.floor and s.words[lo - 1].text not in MARKS and not s.is_("connective", lo - 1):
        lo -= 1
    words: Words | None = (lo, p.k) if lo < p.k else None
    cue = [(p.hit.start, p.hit.end)]
    owner = next((i for i in range(p.k - 1, lo - 1, -1) if not s.is_("time", i)), lo)
    if form.suffix:
        words = words if words and s.ends("attributive", p.k - 1) else None
        lo = lo if words else p.k
    elif p.after - p.k > 1 and words is not None and genitive(s, owner):
        words = (lo, owner + 1)
    elif p.after - p.k > 1:
        words, cue = (lo, p.after - 1), [(s.words[p.after - 1].start, p.hit.end)]  # the document is the source
    if words is None and not form.suffix:
        return None
    content = _around(p, lo)
    if not content:
        return None
    pronoun = words is not None and words[1] - words[0] == 1 and s.words[lo].text in s.pack.pronouns
    return Found(
        form.cue.rule or "postposition", p.hit, content, cue, bare(s, words), form="adposition",
        mention="none" if words is None else "pronoun" if pronoun else "name", open_end=len(content) == 1,
    )  # fmt: skip


def _around(p: Place, lo: int) -> list[Range]:
    """What stands before and after a phrase that is set into its content."""
    s, at, first = p.s, p.after, p.floor
    while at < len(s.words) and s.words[at].text in COMMAS:
        at += 1
    while first < lo and (s.is_("connective", first) or s.words[first].text in COMMAS):
        first += 1
    after = [(s.words[at].start, end_of(p))] if at < len(s.words) and s.words[at].start < end_of(p) - 2 else []
    before = [(s.words[first].start, s.words[lo - 1].start)] if first < lo - 1 and s.words[lo - 1].text in COMMAS else []
    return [*before, *after]


def _content_end(p: Place, lo: int) -> tuple[int, bool]:
    """The last word before the verb and what may stand between, and whether a quotative was among these."""
    s, last, quoted = p.s, p.k - 1, False
    while last >= lo:
        if s.is_("quotative", last):
            quoted = True
        elif not (s.is_("between", last) or s.is_("skip", last) or s.words[last].text in COMMAS | DASHES):
            break
        last -= 1
    return last, quoted


def _speaker(p: Place, lo: int, begun: Opening, inverted: bool, quoted: int | None = None) -> tuple[Words | None, str]:
    """The source: before the content, after a participle or an inverted verb, or that of an earlier cue."""
    s, mood = p.s, p.hit.form.mood
    if mood == "rel":
        words = following(s, p.after)
        return words, "name" if words else "none"
    if mood == "pass":
        words = begun.event or (begun.subject if p.hit.form.cue.cue_class == "neutral" else None)
        if words and begun.subject and begun.subject[1] == words[0]:
            words = (begun.subject[0], words[1])
        return words, "name" if words else "none"
    if quoted is not None and mood == "fin" and (words := _inverted(p)):
        return words, "name"
    words = begun.subject or (unmarked(s, begun.rest, quoted) if quoted is not None else None)
    if words is None and inverted and mood == "fin" and p.after < len(s.words) and _opens_phrase(s, p.after):
        words = right_phrase(s, p.after)
    if words is None:
        return shared_subject(p, lo)
    return words, "pronoun" if words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns else "name"


def _inverted(p: Place) -> Words | None:
    """A name after the verb that ends the sentence."""
    s = p.s
    words = right_phrase(s, p.after) if p.after < len(s.words) and s.capitals[p.after] else None
    return words if words and all(w.text in MARKS for w in s.words[words[1] :]) else None


def _opens_phrase(s: Sentence, i: int) -> bool:
    if s.is_("coordinator", i):
        return False
    return s.capitals[i] or s.is_("determiner", i) or any(s.is_("head", j) for j in range(i, i + 4))


def _without_source_event(p: Place, begun: Opening) -> int:
    """Where the content begins; of a participle or passive the clause's own subject is no part of it."""
    if p.hit.form.mood != "pass" or begun.subject is None:
        return begun.rest
    return begun.rest if begun.event and begun.event[0] >= begun.subject[1] else begun.subject[0]


def _nominalised(p: Place, lo: int, last: int) -> Found | None:
    """…X'in …-dığını söylediğini: the reporting verb is itself nominalised, its subject in the genitive."""
    s = p.s
    phrase = owner_phrase(s, lo, last)
    if phrase is None:
        return None
    start = phrase[1]
    while start < last and s.words[start].text in COMMAS:
        start += 1
    content: Range = (s.words[start].start, s.words[last].end)
    quote: Quote | None = s.ends_at.get(s.words[last].end)
    if quote is not None and s.at(quote.start) >= start:
        content = (quote.inner_start, quote.inner_end)
    return Found("nominalised", p.hit, [content], [(p.hit.start, p.hit.end)], bare(s, phrase))


def _second_part(p: Place, words: Words | None) -> list[Range]:
    """The rest of a quotation that its speaker interrupts: "…" dedi X, "…"."""
    s = p.s
    at = max(p.after, words[1] if words and words[0] >= p.after else p.after)
    if at + 1 >= len(s.words) or s.words[at].text not in COMMAS | DASHES | {"."}:
        return []
    quote = s.opens_at.get(s.words[at + 1].start)
    return [(quote.inner_start, quote.inner_end)] if quote is not None else []


def _found(rule: str, p: Place, content: list[Range], words: Words | None, mention: str, begun: Opening) -> Found:
    """What a frame found; the content is closed by its verb."""
    s = p.s
    conv = mention == "controlled"
    found = Found(
        rule, p.hit, content, [(p.hit.start, p.hit.end), *p.extra], bare(s, words) if words else [],
        mention=mention, controlled=conv, form="participle" if p.hit.form.mood in ("conv", "rel") else "verb",
        addressee=ranges(s, begun.addressee),
    )  # fmt: skip
    if p.hit.form.mood == "pass" and words is not None:
        found.cue_class, found.commitment = "neutral", "asserts"
    return found
