"""The row of a proposition."""

from __future__ import annotations

from collections.abc import Iterable

from claims.extract.rules.propositions.acts import ahead, speech_act
from claims.extract.rules.propositions.days import View, days, event
from claims.extract.rules.propositions.judge import (
    STATING,
    Said,
    hedges,
    modality,
    polarity,
    said,
    worth,
)
from claims.extract.rules.propositions.places import JOINED, NUMBER
from claims.extract.rules.propositions.scene import Piece, Scene
from claims.extract.rules.propositions.standalone import standalone
from claims.ids import claim_id
from claims.languages.kinds import BIT
from claims.model import Claim, Spans, say

DATED = BIT["calendar"] | NUMBER
DISTANCING, INSIDE = BIT["distancing"], BIT["inside"]
QUESTION_MARKS = frozenset("?؟？")


def claim_of(scene: Scene, piece: Piece) -> Claim:
    """What the proposition says, with all that is judged of it."""
    one, row, spans = piece.one, piece.unit.row, piece.spans
    text, calendar, owner = scene.shade.original, scene.grammar.calendar, row.attribution_id if row else None
    asked = not QUESTION_MARKS.isdisjoint(text[spans[-1].end - 1 : spans[-1].end + 1])
    s = said(piece.places, one, scene.grammar, row, piece.unit.role, asked=asked, quoted=scene.text.quoted(spans[0]))
    act, certainty = speech_act(s), modality(s)
    worthy, reason = worth(s, act)
    view = View(scene.today, ahead(s, act), row is not None and row.quote_type == "direct")
    dated, untold = days(piece.places, one, calendar, view) if calendar and s.all_kinds & DATED else ([], False)
    when = event(dated, one) if dated else None
    distant = [p for p in range(one.start, one.end) if piece.kinds[p] & DISTANCING] if s.all_kinds & DISTANCING else []
    return Claim(
        claim_id=claim_id(scene.article.article_id, owner, spans),
        article_id=scene.article.article_id,
        attribution_id=owner,
        evidence=spans,
        text=say(text, spans),
        standalone=None if untold or act not in STATING else standalone(s, spans, scene.shade, dated),
        polarity=polarity(s),
        modality=certainty,
        speech_act=act,
        check_worthy=worthy,
        check_reason=reason,
        hedges=_spans(scene, s, hedges(s), spans) if certainty != "asserted" else (),
        distancing=_spans(scene, s, distant, spans),
        event_start=when.first if when else None,
        event_end=when.last if when else None,
        event_precision=when.precision if when else "unknown",
    )


def _spans(scene: Scene, s: Said, at: Iterable[int], within: Spans) -> Spans:
    """The spans of the words at some places, phrases whole, without letters that join them, inside the evidence."""
    kinds, tokens, reading = s.places.kinds, s.places.tokens, scene.reading
    found = set()
    for place in at:
        last = place
        while last + 1 < len(kinds) and kinds[last + 1] & INSIDE:
            last += 1
        joined = kinds[place] & JOINED != 0
        span = scene.shade.span(reading.starts[tokens[place]] + joined, reading.ends[tokens[last]])
        if any(one.holds(span) for one in within):
            found.add(span)
    return tuple(sorted(found))
