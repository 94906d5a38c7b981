"""Reports of nobody: is said to, it was reported that; the content may stand around the cue."""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import left_phrase
from claims.extract.rules.place import Place, end_of
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence, in_any


def passive_at(s: Sentence, k: int, floor: int) -> int | None:
    """The auxiliary that makes the participle at `k` a passive, over adverbs; None if there is none."""
    i = k - 1
    while i > floor and not s.is_("passive", i) and (s.ends("adverb", i) or s.is_("skip", i)):
        i -= 1
    return i if i >= floor and s.is_("passive", i) else None


def impersonal(p: Place) -> bool:
    """Whether a passive cue reports hearsay: is believed to …, it was reported that …"""
    s = p.s
    if not p.finds("hearsay") or p.hit.form.mood != "fin" or p.after >= len(s.words):
        return False
    at = passive_at(s, p.k, p.floor)
    if at is None:
        return False
    return _closing(p, at) or s.is_("infinitive", p.after) or (s.is_("complementizer", p.after) and at > p.floor and s.is_("expletive", at - 1))


def by_hearsay(p: Place) -> Found | None:
    """The stock is believed to have been moved.  ·  It was reported that …"""
    if not impersonal(p):
        return None
    s = p.s
    at = passive_at(s, p.k, p.floor)
    assert at is not None
    if _closing(p, at):
        return _of_nobody(p, [(s.words[p.floor].start, s.words[at - 2].start)], open_end=False)
    begin = p.after if s.is_("infinitive", p.after) else p.after + 1
    if begin >= len(s.words):
        return None
    content = [(s.words[begin].start, end_of(p))]
    if begin == p.after:
        words = left_phrase(s, at, p.floor)
        if words is None:
            return None
        content.insert(0, (s.words[words[0]].start, s.words[words[1] - 1].end))
    return _of_nobody(p, content, open_end=True)


def _closing(p: Place, passive: int) -> bool:
    """The bridge is closed, it was reported."""
    s = p.s
    first = passive - 1
    ends = p.after >= len(s.words) or s.words[p.after].text in MARKS
    return ends and first > p.floor and s.is_("expletive", first) and s.words[first - 1].text in COMMAS


def _of_nobody(p: Place, content: list[Range], *, open_end: bool) -> Found:
    return Found(
        "hearsay_passive", p.hit, content, [(p.hit.start, p.hit.end)], [], mention="none",
        open_end=open_end, cue_class="hearsay", commitment="hearsay",
    )  # fmt: skip


def hearsay_adverb(p: Place) -> Found | None:
    """The annex is reportedly unfinished · Reportedly, the annex is unfinished: the clause without its adverb"""
    s = p.s
    before = p.k
    while before > p.floor and s.is_("passive", before - 1):
        before -= 1
    at = p.after
    while at < len(s.words) and s.words[at].text in COMMAS:
        at += 1
    end = next((i for i in range(at, len(s.words)) if s.words[i].text in ",;:.!?" or s.is_("coordinator", i)), len(s.words))
    if end <= at:
        return None
    left = left_phrase(s, before, p.floor) if before > p.floor else None
    content = [(s.words[at].start, s.words[end - 1].end)]
    if left is not None:
        content.insert(0, (s.words[left[0]].start, s.words[left[1] - 1].end))
    return Found("hearsay_adverb", p.hit, content, [(p.hit.start, p.hit.end)], [], form="adposition", mention="none")


def conditional_mood(p: Place, mine: list[Found]) -> Found | None:
    """Le suspect aurait fui à l'étranger: the conditional of what nobody vouches for, where no condition is named."""
    s, at = p.s, p.after
    if p.quote is not None or s.words[-1].text == "?" or any((s.is_("conditional", i) and not s.is_("reflexive", i)) or s.is_("negator", i) for i in range(len(s.words))):
        return None
    if any(in_any(p.hit.start, f.content) for f in mine) or left_phrase(s, p.k, p.floor) is None:
        return None
    before = range(p.floor, p.k)
    if any(s.is_(kind, i) for kind in ("complementizer", "relative", "boundary", "question") for i in before) or any(s.words[i].text in ":;" for i in before):
        return None
    while at < len(s.words) and (s.is_("skip", at) or s.is_("negator", at) or s.is_("passive", at) or s.ends("adverb", at)):
        at += 1
    if at >= len(s.words) or s.words[at].text in MARKS or s.is_("unreal", at) or s.words[at].start in s.hit_at or not (s.ends("participle", at) or s.is_("participle", at)):
        return None
    content = [(p.floor_text, p.hit.start), (s.words[p.after].start, s.end)]
    return Found("hearsay_conditional", p.hit, content, [(p.hit.start, p.hit.end)], [], mention="none")
