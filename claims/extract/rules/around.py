"""Cues that stand on both sides of their source: 据 X 报道，… · 在 X 看来，… · X 援引 Y 的话说，…"""

from __future__ import annotations

from claims.extract.rules.adjuncts import subject_phrase
from claims.extract.rules.found import Found, Range
from claims.extract.rules.place import Place, end_of, ranges
from claims.extract.rules.sentence import COMMAS, MARKS, Hit, Sentence

REACH = 40  # words between the two parts
SHORTEST = 3  # words and marks before a closing phrase that can be its content


def circumfix(p: Place) -> list[Found]:
    """据 X 报道 with what it reports, then the source that X cites (据 X 援引 Y 报道); [] where nothing closes it."""
    s, stop = p.s, _phrase_end(p.s, p.after)
    closes = [i for i in range(p.after + 1, stop) if s.words[i].text in p.hit.form.cue.preps and not s.is_("nominalizer", i + 1)]
    if not closes:
        return _by_document(p, stop)
    close = closes[0]
    if closes[-1] == stop - 1:  # 据 X 透露的消息说，…: the last of them, and those it is one word with
        close = next(i for i in reversed(closes) if i - 1 not in closes)
    after = next(i for i in range(close + 1, stop + 1) if i not in closes)
    cites = next((h for h in s.hits if h.form.cue.kind == "relay" and p.hit.end < h.start < s.words[close].start), None)
    found = _attribution(p, p.after, close if cites is None else s.at(cites.start), p.k, after)
    if found is None:
        return []
    found.cue.append((s.words[close].start, s.words[after - 1].end))
    return [found] if cites is None else [found, cited(s, cites, close, found)]


def _by_document(p: Place, stop: int) -> list[Found]:
    """根据 X 的报告，…: the document is the source"""
    if not p.s.is_("document", stop - 1):
        return []
    found = _attribution(p, p.after, stop, p.k, stop)
    if found is None:
        return []
    found.source = [(found.source[0][0], p.s.words[stop - 1].end)]
    return [found]


def closed_by(p: Place) -> list[Found]:
    """在 X 看来, 用 X 的话说: the cue closes what another word opens; [] where nothing does."""
    s = p.s
    opener = p.k - 1
    while opener >= p.floor and s.words[opener].text not in p.hit.form.cue.preps:
        if s.words[opener].text in MARKS - {'"', "(", ")"}:
            return []
        opener -= 1
    found = _attribution(p, opener + 1, p.k, opener, p.after) if opener >= p.floor else None
    if found is None:
        return []
    found.cue.insert(0, (s.words[opener].start, s.words[opener].end))
    return [found]


def cited(s: Sentence, hit: Hit, close: int, outer: Found) -> Found:
    """The source that the outer one cites before its own verb: 路透社援引 Y 的话报道，…"""
    words = subject_phrase(s, close, s.at(hit.end - 1) + 1)
    return Found(
        "citing", hit, list(outer.content), [(hit.start, hit.end)], ranges(s, words),
        form="participle", parent=outer, open_end=outer.open_end,
    )  # fmt: skip


def impersonal(p: Place) -> Found | None:
    """据报道，…: hearsay that names nobody"""
    content = _after(p, p.after)
    if content is None:
        return None
    return Found(
        p.hit.form.cue.rule or "impersonal", p.hit, [content], [(p.hit.start, p.hit.end)], [],
        form="adposition", mention="none", open_end=True,
    )  # fmt: skip


def _attribution(p: Place, lo: int, hi: int, first: int, after: int) -> Found | None:
    """The attribution of a phrase in words [first, after) whose source stands in [lo, hi)."""
    s = p.s
    words = subject_phrase(s, hi, lo)
    if words is None:
        return None
    content = _after(p, after)
    closing = content is None
    if closing and first - p.floor >= SHORTEST:
        content = _before(p, first)
    if content is None:
        return None
    mention = "pronoun" if s.words[words[0]].text in s.pack.pronouns and words[1] - words[0] == 1 else "name"
    return Found(
        p.hit.form.cue.rule or p.hit.form.cue.kind, p.hit, [content], [(p.hit.start, p.hit.end)], ranges(s, words),
        form="adposition", mention=mention, open_end=not closing,
    )  # fmt: skip


def _after(p: Place, at: int) -> Range | None:
    s = p.s
    while at < len(s.words) and (s.words[at].text in COMMAS or s.words[at].text == ":"):
        at += 1
    if at >= len(s.words) or s.words[at].text in MARKS - {'"', "("}:
        return None
    return s.words[at].start, end_of(p)


def _before(p: Place, first: int) -> Range:
    s, lo = p.s, p.floor
    while lo < first - 1 and (s.is_("connective", lo) or s.words[lo].text in COMMAS):
        lo += 1
    return s.words[lo].start, s.words[first - 1].end


def _phrase_end(s: Sentence, at: int) -> int:
    """The mark that ends the phrase at the latest; those in brackets do not."""
    depth = 0
    for i in range(at, min(len(s.words), at + REACH)):
        word = s.words[i].text
        depth += (word == "(") - (word == ")")
        if depth == 0 and word in MARKS - {'"', "(", ")", "-"}:
            return i
    return min(len(s.words), at + REACH)
