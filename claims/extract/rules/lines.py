"""Attributions that the layout of a line makes: `NAME: …` in a transcript, `"…" — Name` under a quotation."""

from __future__ import annotations

import re

from claims.extract.rules.found import Found
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Sentence

_LABEL = re.compile(r"[\"“«]?[^\W\d_a-z]{2,}[^a-z\n:]{0,30}:\s")
LONGEST_LABEL, LABEL_REACH, SHORTEST_LABELLED = 6, 60, 20  # words, code points, code points
LONGEST_SPEAKER = 3  # words
LONGEST_SIGNATURE = 5
SHORTEST_SIGNED = 3  # words of a quotation that is signed, not named


def may_be_line(s: Sentence) -> bool:
    """Whether a sentence is worth a look: it opens with capitals and a colon, or a dash follows its quotation."""
    if _LABEL.match(s.original) is not None:
        return True
    if s.quotes and s.quotes[0].start == s.start:
        return any(dash in s.text[s.quotes[0].end : s.quotes[0].end + 3] for dash in DASHES)
    return ":" in s.original[:LABEL_REACH] and bool(s.quotes)


def line_attribution(s: Sentence) -> Found | None:
    """The attribution of a speaker's turn or of a signed quotation, None if the sentence is neither."""
    return _turn(s) or _signed(s) or _labelled(s)


def _turn(s: Sentence) -> Found | None:
    """WALLACE: what he says up to the end of the line"""
    first = int(s.words[0].text == '"')  # a transcript may stand in quotation marks, line by line
    colon = next((i for i, word in enumerate(s.words[: first + LONGEST_SPEAKER + 1]) if word.text == ":"), first)
    starts_line = s.start == 0 or s.text[s.start - 1] == "\n"
    if colon == first or colon + 2 >= len(s.words) or not starts_line or not all(i in s.acronyms for i in range(first, colon)):
        return None
    end = s.text.find("\n", s.start)
    content = (s.words[colon + 1].start, len(s.text) if end < 0 else end)
    mark, source = s.words[colon], (s.words[first].start, s.words[colon - 1].end)
    return Found("turn", None, [content], [(mark.start, mark.end)], [source], form="headline_colon")


def _labelled(s: Sentence) -> Found | None:
    """Ann Lee, Northport: "We were not asked." """
    colon = next((i for i, word in enumerate(s.words[: LONGEST_LABEL + 1]) if word.text == ":"), None)
    if not colon or colon + 1 >= len(s.words) or not all(s.capitals[i] or s.words[i].text in COMMAS for i in range(colon)):
        return None
    quote = s.opens_at.get(s.words[colon + 1].start)
    if quote is None or not quote.closed or any(s.words[0].start <= h.start < s.words[colon].start for h in s.hits):
        return None
    comma = next((i for i in range(colon) if s.words[i].text in COMMAS), colon)
    mark, source = s.words[colon], (s.words[0].start, s.words[comma - 1].end)
    if comma == 0 or quote.inner_end - quote.inner_start < SHORTEST_LABELLED:
        return None
    return Found("label", None, [(quote.inner_start, quote.inner_end)], [(mark.start, mark.end)], [source], form="headline_colon")


def _signed(s: Sentence) -> Found | None:
    """"Nobody asked us." — Ann Lee"""
    quote = s.quotes[0] if s.quotes and s.quotes[0].start == s.start else None
    if quote is None or not quote.closed:
        return None
    dash = s.at(quote.end)
    name = s.words[dash + 1 :]
    if dash >= len(s.words) or s.words[dash].text not in DASHES or not 0 < len(name) <= LONGEST_SIGNATURE:
        return None
    capital = all(s.capitals[i] for i in range(dash + 1, len(s.words)))
    if not capital or any(w.text in MARKS for w in name) or dash < SHORTEST_SIGNED + 2:
        return None
    mark = s.words[dash]
    return Found(
        "signature", None, [(quote.inner_start, quote.inner_end)], [(mark.start, mark.end)], [(name[0].start, name[-1].end)],
        form="headline_colon",
    )  # fmt: skip
