"""A claim as matching sees it: its words without numbers and days, its quantities, its days, who says it and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.text.normalise import fold
from claims.track import days, quantities
from claims.track.days import Mention
from claims.track.lexicon import lexicon, scales
from claims.track.names import names
from claims.track.quantities import Quantity

WORD = re.compile(r"[^\W\d_]+")
OWN_ACTS = frozenset({"commitment", "directive", "normative", "evaluation", "speculation", "question", "topic", "meta"})
MARKS = ".,;:!?()\"،؛؟"
NUMBER, WHEN = "5", ""  # what stands for a quantity and for a day where the wording is compared


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what it is compared by; `words` are folded and without those that say nothing by themselves."""

    claim_id: str
    article_id: str
    language: str
    outlet: str | None
    published: datetime | None
    text: str
    wording: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    days: tuple[Mention, ...]
    sides: Mapping[int, int]
    names: frozenset[str]
    negative: bool
    source: str | None
    chain: frozenset[str]
    own: bool
    corrective: bool


def statement(row: Mapping[str, Any]) -> Statement:
    """The statement of a row of the flat view that has the claim's `speech_act` with it."""
    language, text = row["language"], row["text"]
    folded = fold(text)
    known = lexicon(language)
    published = row["published_at"]
    dates = days.mentions(folded, language, published.date() if published else None)
    numbers = quantities.quantities(folded, language, [one.span for one in dates])
    every = WORD.findall(folded)
    plain = [form for word in every for form in known.bare(word)]
    said = frozenset(link["source_id"] for link in row["chain"] if link["source_id"])
    return Statement(
        claim_id=row["claim_id"], article_id=row["article_id"], language=language, outlet=row["outlet"],
        published=published, text=text, wording=masked(folded, language, dates, numbers),
        words=tuple(word for word in every if word not in known.empty),
        stems=tuple(min(known.bare(word), key=len) for word in every if known.empty.isdisjoint(known.bare(word))),
        quantities=tuple(numbers), days=tuple(dates),
        sides={number: side for number, scale in enumerate(scales()) if (side := scale.side(plain)) is not None},
        names=names(text), negative=(row["polarity"] == "negative" or bool(known.lacking.search(folded))) != (row["commitment"] == "denies"),
        source=row["source_id"], chain=said,
        own=row["speech_act"] in OWN_ACTS or not known.me.isdisjoint(every),
        corrective=not known.corrective.isdisjoint([*every, *WORD.findall(fold(_around(row)))]),
    )  # fmt: skip


def _around(row: Mapping[str, Any]) -> str:
    """The words around a claim that may say that it corrects another: its cues and its article's title."""
    return " ".join([*(link["cue"] or "" for link in row["chain"]), row["title"] or ""])


def masked(folded: str, language: str, dates: Sequence[Mention], numbers: Sequence[Quantity]) -> str:
    """The folded text with one sign for each quantity, without its days and without what negates.

    So the wording of what is told tells nothing of how much, when and whether, which are compared by themselves.
    """
    spans = [*((one.span, WHEN) for one in dates), *((one.span, NUMBER) for one in numbers)]
    for (start, end), sign in sorted(spans, reverse=True):
        folded = folded[:start] + sign + folded[end:]
    known = lexicon(language)
    return " ".join(word for word in folded.split() if known.negators.isdisjoint(known.bare(word.strip(MARKS))))


def wording(text: str, language: str) -> str:
    """The wording of a text, to be embedded or cut into shingles."""
    folded = fold(text)
    dates = days.mentions(folded, language, None)
    return masked(folded, language, dates, quantities.quantities(folded, language, [one.span for one in dates]))
