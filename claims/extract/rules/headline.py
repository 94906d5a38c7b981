"""Headlines: `X: what X says`, `X لـ Y: …`; a topic label before a colon is no source."""

from __future__ import annotations

from collections.abc import Set

from claims.extract.rules.found import Found
from claims.extract.rules.phrases import names_one
from claims.extract.rules.sentence import DASHES, MARKS, Sentence

STEM = 5  # code points of a name that its cases share
LONGEST_NAME = 6  # words
LONGEST_HEADLINE = 40


def colon_headline(s: Sentence, speaking: Set[str] = frozenset(), *, entry: bool = False) -> Found | None:
    """The attribution of a colon headline, or None; `speaking` holds the stems of the article's known sources.

    In an `entry` of a live blog a label of several words is a source, since topics have none there.
    """
    for i, word in enumerate(s.words[:LONGEST_HEADLINE]):
        if word.text == ":" and 0 < i < len(s.words) - 2 and (found := _at_colon(s, i, speaking, entry)):
            return found
    return _at_dash(s, speaking)


def _at_dash(s: Sentence, speaking: Set[str]) -> Found | None:
    """Dam is unsafe – engineer: a known speaker or a head noun after the last dash"""
    dash = next((i for i in range(len(s.words) - 1, 1, -1) if s.words[i].text in DASHES and s.text[s.words[i].start - 1].isspace()), None)
    if dash is None or not 0 < len(s.words) - dash - 1 <= LONGEST_NAME or dash < 3:
        return None
    name = s.words[dash + 1 :]
    known = len(name) <= 3 and name[-1].text[:STEM] in speaking
    if not (known or any(w.text in s.pack.label_heads for w in name)) or any(w.text in MARKS for w in name) or any(h.start >= name[0].start for h in s.hits):
        return None
    mark = s.words[dash]
    return Found(
        "headline_dash", None, [(s.words[0].start, s.words[dash - 1].end)], [(mark.start, mark.end)], [(name[0].start, name[-1].end)],
        form="headline_colon",
    )  # fmt: skip


def _before(s: Sentence, lo: int) -> int | None:
    """The word before a label that grows leftwards, over a name in quotation marks; None where it begins."""
    last = s.words[lo - 1]
    if last.text not in MARKS:
        return lo - 1
    quote = s.ends_at.get(last.end)
    return s.at(quote.start) if quote is not None and names_one(s, quote) else None


def _at_colon(s: Sentence, colon: int, speaking: Set[str], entry: bool) -> Found | None:
    lo = colon
    while lo and (before := _before(s, lo)) is not None:
        lo = before
    words = [w.text for w in s.words[lo:colon] if w.text not in MARKS]
    if not 0 < len(words) <= LONGEST_NAME:
        return None
    hi, addressee = colon, []
    if s.pack.order == "vso":
        to = next((i for i in range(lo + 1, colon) if s.words[i].text == "ل" or (s.words[i].text.startswith("ل") and len(s.words[i].text) > 4)), None)
        if to is not None:
            fused = s.words[to].text != "ل"
            addressee = [(s.words[to].start + 1 if fused else s.words[to + 1].start, s.words[colon - 1].end)] if fused or to + 1 < colon else []
            hi = to
    at = s.words[colon + 1].start
    quote = s.opens_at.get(at)
    known = len(words) <= 3 and any(w[:STEM] in speaking for w in (words if s.pack.order == "vso" else words[-1:]))
    named = known or any(w in s.pack.label_heads for w in words) or bool(addressee) or (entry and len(words) > 1)
    if s.pack.order != "vso" and all(s.capitals[lo:colon]) and (quote is not None or 2 <= len(words) <= 3):
        named = True
    if s.vocabulary is not None and quote is not None and quote.closed:
        named = True  # no capitals tell a name, so that the quotation does
    if not named or any(s.words[lo].start <= h.start < s.words[colon].start for h in s.hits):
        return None
    content = (quote.inner_start, quote.inner_end) if quote and quote.closed else (at, s.end)
    return Found(
        "headline_colon", None, [content], [(s.words[colon].start, s.words[colon].end)],
        [(s.words[lo].start, s.words[hi - 1].end)], form="headline_colon", addressee=addressee,
    )  # fmt: skip
