"""One article on a terminal: its text with coloured spans, then each attribution with its chain, then the claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claims.model import Article, Attribution, Extraction, say

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
FSI, PDI = "\u2068", "\u2069"  # keep a right-to-left piece in its place on a left-to-right line


def coloured(article: Article, extraction: Extraction) -> Text:
    """The text of an article with its spans coloured; not a letter is moved or added."""
    from rich.text import Text

    text = Text(article.text or "", justify="default", no_wrap=False)
    for role in ("content", "source", "cue"):
        for attribution in extraction.attributions:
            for start, end in getattr(attribution, role):
                text.stylize(STYLES[role], start, end)
    return text


def lines(article: Article, extraction: Extraction, names: Mapping[str, str]) -> list[str]:
    """A line for each attribution (chain, cue, content) and each claim, outermost source first."""
    text = article.text or ""
    by_id = {a.attribution_id: a for a in extraction.attributions}
    out = []
    for number, one in enumerate(extraction.attributions, 1):
        who = " ← ".join(isolated(_who(text, a, names)) for a in _chain(one, by_id))
        out.append(f"{number:3}  {who}  [{isolated(say(text, one.cue)) if one.cue else 'no cue'}]  {one.quote_type}, {one.rule}")
        out.append(f"       {isolated(say(text, one.content))}")
    out.append("")
    for claim in extraction.claims:
        voice = "author" if claim.attribution_id is None else "source"
        sign = "−" if claim.polarity == "negative" else "+"
        out.append(f"  {sign} {voice:6}  {isolated(claim.text)}")
    return out


def _chain(one: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    out = [one]
    while out[0].parent_id in by_id and len(out) <= len(by_id):
        out.insert(0, by_id[out[0].parent_id or ""])
    return out


def _who(text: str, one: Attribution, names: Mapping[str, str]) -> str:
    if one.source_id in names:
        return names[one.source_id or ""]
    return say(text, one.source) or say(text, one.antecedent) or "unspecified"


def isolated(text: str) -> str:
    """The text on one line, set apart from what stands around it when it runs right to left."""
    flat = " ".join(text.split())
    return f"{FSI}{flat}{PDI}" if any("\u0590" <= c <= "\u08ff" for c in flat) else flat
