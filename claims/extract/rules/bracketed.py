"""How a verb bracket takes its content: after it, before it, on both sides, or as an object inside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.extract.rules.bracket_subjects import Subject, bracket_subject, detached_subject
from claims.extract.rules.brackets import (
    Bracket,
    bracket,
    clause_start,
    finite_like,
    has_finite,
    is_relative,
)
from claims.extract.rules.complements import Complement, complement, in_reported_mood, name_opens
from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import right_phrase
from claims.extract.rules.place import Place, end_of, ranges
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence


@dataclass(slots=True)
class Report:
    """A cue with its bracket; what stands after it is read once."""

    p: Place
    b: Bracket
    after: Complement | None

    @property
    def stop(self) -> int:
        """Where the reporting clause ends."""
        s = self.p.s
        if self.after is None:
            return next((i for i in range(self.b.after, len(s.words)) if s.words[i].text in ',;:."!?' and not name_opens(s, i)), len(s.words))
        return max(self.b.after, self.after[1] - 1)

    def found(self, rule: str, content: list[Range], who: Subject, *, open_end: bool) -> Found:
        """The attribution."""
        p, s = self.p, self.p.s
        cue = [(p.hit.start, p.hit.end), *p.extra]
        if p.hit.tail is not None and s.words[s.at(p.hit.tail[0])].text not in s.pack.pronouns:
            cue.append(p.hit.tail)
        if self.b.opener is not None and s.is_("reportive", self.b.opener):
            cue.insert(0, (s.words[self.b.opener].start, s.words[self.b.opener].end))
        return Found(rule, p.hit, content, cue, ranges(s, who.words), mention=who.mention, open_end=open_end, addressee=who.addressee)


def report(p: Place) -> Report | str:
    """The cue in its bracket, or why it reports nothing."""
    b = bracket(p)
    if isinstance(b, str):
        return b
    if b.opener is not None and p.s.is_("conditional", b.opener):
        return "conditional reporting"
    negated = _negated(p.s, b, p)
    if negated:
        return negated
    after = complement(p, b.after)
    if after is not None and b.opener is not None and after[0] == "bare" and finite_like(p.s, after[1]):
        after = None  # the verb of the clause around: `X, den die Zeitung zitiert, sagte …`
    return Report(p, b, after)


def _negated(s: Sentence, b: Bracket, p: Place) -> str | None:
    """sagte nicht, ob · hat nicht bestätigt, dass · keine Angaben"""
    lo, hi = min(b.first, b.finite), b.after
    while hi < len(s.words) and s.words[hi].text not in MARKS:
        hi += 1
    if any(s.is_("negator", i) and s.words[i + 1].text not in ("nur", "zuletzt") for i in range(lo, min(hi, len(s.words) - 1)) if (lo <= i and p.quote is None) or i >= b.finite):
        return "negated reporting"
    return None


def by_left_content(r: Report) -> Found | None:
    """`…, sagte X` · `„…“, teilte X mit` · `…, wie X mitteilte` · `Die Lage, sagte X, sei ernst`"""
    p, b, s = r.p, r.b, r.p.s
    first = b.first if b.opener is None else b.opener
    if b.opener is not None and not s.is_("reportive", b.opener):
        return None
    if b.opener is None and any(not s.is_("skip", i) for i in range(b.first, b.finite)):
        return None
    if b.opener is None and detached_subject(s, p.floor, b) is not None and _quote_left(s, first) is None:
        return None
    if first <= p.floor or s.words[first - 1].text not in COMMAS | DASHES | {'"'}:
        return None
    if not p.finds("final"):
        return None
    quote = _quote_left(s, first)
    left = _left(p, first, quote)
    broken = r.after is not None and r.after[0] == "bare" and finite_like(s, r.after[1])
    if left is None or (quote is None and b.opener is None and not _is_clause_left(p, first) and r.after is not None and not broken):
        return None
    who = bracket_subject(p, b, r.stop)
    if who.words is None and p.hit.form.mood != "pass":
        return None
    if who.words is not None and who.words[1] <= first - 1 and not who.inverted and b.opener is None:
        return None
    right, rule = _right_part(r, quote)
    open_end = right is not None and rule == "mid_parenthesis"
    return r.found(rule, [left, right] if right else [left], who, open_end=open_end)


def _quote_left(s: Sentence, first: int) -> Quote | None:
    i = first - 1
    while i > 0 and s.words[i].text in COMMAS | DASHES:
        i -= 1
    return s.ends_at.get(s.words[i].end) if s.words[i].text == '"' else None


def _left(p: Place, first: int, quote: Quote | None) -> Range | None:
    s = p.s
    if quote is not None and quote.start <= max(p.floor_text, s.words[p.floor].start) + 2:
        return (quote.inner_start, quote.inner_end)
    lo = p.floor
    while lo < first and (s.is_("coordinator", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    hi = first
    while hi > lo and s.words[hi - 1].text in COMMAS | DASHES:
        hi -= 1
    if hi - lo < 2 and not (hi - lo == 1 and lo == p.floor):
        return None
    return (s.words[lo].start, s.words[hi - 1].end)


def _is_clause_left(p: Place, first: int) -> bool:
    """Whether what stands before `, sagte X` is a main clause, and no adjunct clause, apposition or bare phrase."""
    s = p.s
    lo = clause_start(s, first - 1, p.floor)
    if s.is_("subordinator", p.floor) or (is_relative(s, lo) and lo > p.floor):
        return False
    end = next((i for i in range(p.floor, first) if s.words[i].text in COMMAS), first)
    if s.is_("preposition", p.floor) and not has_finite(s, p.floor + 1, end):
        return False
    return has_finite(s, p.floor, first - 1)


def _right_part(r: Report, quote: Quote | None) -> tuple[Range | None, str]:
    """The second part of a content that the report stands in."""
    p, s = r.p, r.p.s
    rule = "quote_before" if quote else "parenthesis"
    if r.after is None:
        at = next((i for i in range(r.b.after, len(s.words)) if s.words[i].text in COMMAS | DASHES), None)
        if quote is None and at is not None and at + 1 < len(s.words) and (finite_like(s, at + 1) or s.words[at].text in DASHES) and not s.is_("coordinator", at + 1):
            return (s.words[at + 1].start, end_of(p)), "mid_parenthesis"
        if quote is None and at is not None and s.is_("concessive", at + 1) and in_reported_mood(s, at):
            return (s.words[at + 1].start, end_of(p)), "mid_parenthesis"  # …, sagte X, doch es gebe …
        return None, rule
    kind, at, inner = r.after
    if inner is not None and kind in ("quote", "colon"):
        return (inner.inner_start, inner.inner_end), "split_quote"
    if kind in ("bare", "clause", "question") and quote is None:
        return (s.words[at].start, end_of(p)), "mid_parenthesis"
    if kind == "bare" and quote is not None and in_reported_mood(s, at):
        return (s.words[at].start, end_of(p)), "mid_parenthesis"
    return None, rule


def by_fronted(r: Report) -> Found | None:
    """`Wie X mitteilte, wurde die Straße gesperrt.`"""
    p, b, s = r.p, r.b, r.p.s
    if b.opener is None or not s.is_("reportive", b.opener) or b.opener > p.floor + 2:
        return None
    at = b.after
    while at < len(s.words) and s.words[at].text not in COMMAS:
        at += 1
    if at + 2 >= len(s.words):
        return None
    who = bracket_subject(p, b, at)
    return r.found("fronted", [(s.words[at + 1].start, end_of(p))], who, open_end=True)


def by_right_content(r: Report) -> Found | None:
    """`X sagte, dass …` · `X teilte mit, die Lage sei …` · `X hat erklärt: „…“` · `X fragte, ob …`"""
    p, s = r.p, r.p.s
    if r.after is None or (r.b.opener is not None and s.is_("reportive", r.b.opener)):
        return None
    kind, at, quote = r.after
    frame = {"colon": "quote", "bare": "clause"}.get(kind, kind)
    if not p.finds(frame) and not (kind == "question" and p.finds("clause") and s.words[at - 1].text not in s.pack.words["conditional"]):
        return None
    if at >= len(s.words) or (kind == "bare" and not (p.finds("quote") or p.finds("final") or p.finds("bare"))):
        return None
    who = bracket_subject(p, r.b, r.stop)
    open_end = quote is None
    content = [(s.words[at].start, end_of(p))]
    if quote is not None:
        rest = s.text[quote.end : end_of(p)].strip(" .!?")
        content = [(quote.inner_start, quote.inner_end)]
        if rest[:1] in (",", "-", "–") and (word := s.at(quote.end)) + 1 < len(s.words) and finite_like(s, word + 1) is False and in_reported_mood(s, word):
            open_end = False
    if kind == "infinitive" and (told := _object(r, who)):
        content.insert(0, told)
    found = r.found("complementizer" if kind == "clause" else kind, content, who, open_end=open_end)
    if kind == "question" and s.words[at - 1].text in s.pack.words["conditional"]:
        found.commitment = "asks"
    return found


def _object(r: Report, who: Subject) -> Range | None:
    """Whom a directive or an accusation is about: `forderte [die Regierung] auf, …`, `warf [X] vor, …`"""
    p, s, b = r.p, r.p.s, r.b
    if not p.finds("accuse") and p.hit.form.cue.commitment != "demands":
        return None
    lo, hi = b.finite + 1, s.at(p.hit.tail[0]) if p.hit.tail else p.k if b.finite != p.k else r.stop
    if who.words and who.words[0] >= lo and who.words[0] < hi:
        lo = who.words[1]
    while lo < hi and s.is_("skip", lo):
        lo += 1
    words = None if lo >= hi or s.is_("preposition", lo) else right_phrase(s, lo, hi)
    return ranges(s, words)[0] if words else None


def by_as(r: Report) -> Found | None:
    """`X bezeichnete den Plan als …` · `als … bezeichnete X den Plan` · `X hat Y als … bezeichnet`"""
    p, s, b = r.p, r.p.s, r.b
    preps = p.hit.form.cue.preps
    if not p.finds("accuse"):
        return None
    hi = p.k if b.finite < p.k else s.at(p.hit.tail[0]) if p.hit.tail else len(s.words)
    lo = b.finite + 1 if b.opener is None else b.opener + 1
    hi = p.k if b.opener is not None else hi
    who = bracket_subject(p, b, hi)
    if not p.hit.tail and not any(s.words[i].text in preps for i in range(b.first, hi)):
        return None
    content: list[Range] = []
    if who.words and who.words[0] >= lo:
        if b.opener is None and b.first < b.finite and (s.words[b.first].text in preps or _object_first(s, b, who)):
            content.append((s.words[b.first].start, s.words[b.finite - 1].end))
        lo = who.words[1]
    while lo < hi and (s.is_("skip", lo) or s.is_("auxiliary", lo)):
        lo += 1
    if lo >= hi or s.words[lo].text in MARKS - {'"'}:
        return r.found("accusation", content, who, open_end=False) if content else None
    end = s.words[hi - 1].end if hi < len(s.words) else end_of(p)
    content.append((s.words[lo].start, end))
    return r.found("accusation", content, who, open_end=hi >= len(s.words))


def _object_first(s: Sentence, b: Bracket, who: Subject) -> bool:
    """`Den Plan bezeichnete er als …`: the forefield is the object, since a pronoun after the verb is the subject."""
    return who.mention == "pronoun" and who.words is not None and who.words[0] == b.finite + 1 and not s.is_("preposition", b.first) and not s.is_("skip", b.first)


def by_governed(r: Report) -> Found | None:
    """`X warnte vor einem Angriff` · `X sprach von einem „Dammbruch“` · `X rief zu Spenden auf`"""
    p, s, b = r.p, r.p.s, r.b
    if not p.finds("prep") or b.opener is not None:
        return None
    hi = s.at(p.hit.tail[0]) if p.hit.tail else p.k if b.finite < p.k else len(s.words)
    at = next((i for i in range(b.finite + 1, hi) if s.words[i].text in p.hit.form.cue.preps), None)
    if at is None or at + 1 >= hi or any(s.words[i].text in ',;:' for i in range(b.finite + 1, at)):
        return None
    who = bracket_subject(p, b, at)
    end = s.words[hi - 1].end if hi < len(s.words) else end_of(p)
    return r.found("preposition", [(s.words[at + 1].start, end)], who, open_end=hi >= len(s.words))


def by_noun_object(r: Report) -> Found | None:
    """`X bestritt die Vorwürfe` · `X wies den Bericht zurück` · `X hat den Bericht dementiert`"""
    p, s, b = r.p, r.p.s, r.b
    if not p.finds("object") or b.opener is not None or b.passive:
        return None
    hi = s.at(p.hit.tail[0]) if p.hit.tail else p.k if b.finite < p.k else len(s.words)
    who = bracket_subject(p, b, hi)
    lo = who.words[1] if who.words and who.words[0] > b.finite else b.finite + 1
    while lo < hi and (s.is_("skip", lo) or s.is_("time", lo)):
        lo += 1
    if lo >= hi or s.words[lo].text in MARKS - {'"'} or s.is_("preposition", lo) or s.is_("complementizer", lo):
        return None
    if any(s.is_("unsaid", i) for i in (*range(b.first, b.finite), *range(lo, min(hi, lo + 6)))):
        return None
    end = s.words[hi - 1].end if hi < len(s.words) else end_of(p)
    return r.found("object", [(s.words[lo].start, end)], who, open_end=hi >= len(s.words))


def by_pointing_back(r: Report) -> Found | None:
    """`Das teilte die Polizei mit.`: what was said stands in the sentence before."""
    p, s, b = r.p, r.p.s, r.b
    if b.finite != b.first + 1 or not s.is_("refers_back", b.first) or s.previous is None or not p.finds("final") or b.opener is not None:
        return None
    who = bracket_subject(p, Bracket(b.finite, b.finite, b.after, None, b.passive), r.stop)
    if who.words is None or who.words[0] < b.finite:
        return None
    found = r.found("back_reference", [s.previous], who, open_end=False)
    found.form = "anaphoric"
    return found


def join(r: Report, found: Found, mine: list[Found]) -> None:
    """`X sagte, …, und fügte hinzu, …`: the second verb ends the first content, and has its subject if none of its own."""
    s, b = r.p.s, r.b
    if b.opener is not None or found.content[0][0] < s.words[b.finite].start or s.is_("reported_mood", b.finite):
        return
    at = b.first
    shared = s.is_("coordinator", b.finite - 1)
    if shared:
        at = b.finite - 1
    elif not s.is_("coordinator", at):
        return
    cut = s.words[at - 1].start if at and s.words[at - 1].text in COMMAS else s.words[at].start
    victims = [f for f in mine if f.open_end and f.content[-1][0] < cut < f.content[-1][1]]
    for victim in victims:
        victim.end_at(cut, "the next verb")
    if shared and victims:
        found.source, found.mention = list(victims[0].source), "controlled" if victims[0].source else victims[0].mention
        found.parent = victims[0].parent
        found.antecedent = [] if found.source else list(victims[0].antecedent)


BRACKET_FRAMES: tuple[Callable[[Report], Found | None], ...] = (
    by_fronted,
    by_left_content,
    by_right_content,
    by_as,
    by_governed,
    by_noun_object,
    by_pointing_back,
)
