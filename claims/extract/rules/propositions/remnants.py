"""What is left beside reports: a proposition of its own, half a clause, or nothing but what hangs on the report."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from claims.extract.rules.propositions.edges import own
from claims.extract.rules.propositions.places import (
    BE,
    CONNECTIVE,
    DEPENDENT,
    JOINED,
    JOINT,
    MARK,
    NAME,
    NEGATION,
    NUMBER,
)
from claims.extract.rules.propositions.scene import HEADLINES, Piece, Scene
from claims.languages.kinds import BIT

ASKING, PUBLISHED, SILENCE = BIT["asking"], BIT["published"], BIT["silence"]
FEWEST = 3  # words
REMNANT = 5  # words that a stretch between reports needs where the language's verbs are not known


def says(scene: Scene, piece: Piece) -> bool:
    """Whether what is left of a content around another report is a proposition of its own."""
    if scene.words(piece) < FEWEST:
        return False
    if piece.one.verb is not None or not scene.grammar.knows_verbs:
        return True
    loose = piece.one.after_hole or piece.unit.before or broken(scene, piece)
    return "nominal" in scene.grammar.traits and not loose


def tells(scene: Scene, piece: Piece, unsaid: AbstractSet[int]) -> bool:
    """Whether the author says something here: no remnant of a report, no dateline, nothing that was not said.

    `unsaid` are the words of the reading that are verbs of saying and negated.
    """
    one, unit, traits = piece.one, piece.unit, scene.grammar.traits
    words = scene.words(piece)
    if words < FEWEST or _of_names(scene, piece) or _kept_quiet(piece, unsaid):
        return False
    if not (one.after_hole or unit.holes or unit.before or unit.after):
        return True
    if broken(scene, piece):
        return False
    if not scene.grammar.knows_verbs:
        return words >= REMNANT
    first = one.segments[0]
    if one.verb is None or first.opens:
        return False
    if not one.after_hole:
        return not one.subjectless or one.shared is not None or "subject_follows" in traits
    return first.begin > first.start and (not first.subjectless or "subject_follows" in traits)


def holds(scene: Scene, pieces: Sequence[Piece]) -> bool:
    """Whether a clause breaks off where another's words begin, so that these are a part of it: what | he called X."""
    for piece in pieces:
        if not broken(scene, piece):
            continue
        one, kinds = piece.one, piece.kinds
        last = max(p for p in range(one.start, one.end) if not kinds[p] & MARK)
        if kinds[last] & (DEPENDENT | ASKING) and last > one.segments[-1].begin:
            return True
        run = max((p for p in piece.places.runs if p <= last), default=0)
        if one.verb is not None and one.verb >= run:
            return True
    return False


def broken(scene: Scene, piece: Piece) -> bool:
    """Whether a report follows with nothing between, so that what stands before it is half a clause."""
    unit, last = piece.unit, piece.spans[-1]
    number, around = next((n, span) for n, span in enumerate(unit.spans) if span.holds(last))
    if number + 1 not in unit.holes and not (number + 1 == len(unit.spans) and unit.after):
        return False
    mine = own(piece.places, piece.one)
    left = piece.kinds[mine[1] : piece.one.end] if mine else ()
    if left:  # words that were trimmed: nothing but a joint and what belongs to it
        return not (left[0] & (JOINT | CONNECTIVE | JOINED) or any(kind & MARK for kind in left))
    return scene.shade.original[last.end : around.end].strip() not in scene.grammar.joined  # و|قال joins, اكتفى ب|القول hangs


def _of_names(scene: Scene, piece: Piece) -> bool:
    """Whether it is a dateline: nothing but names, numbers and months."""
    months = scene.grammar.calendar.months if scene.grammar.calendar else {}
    return piece.one.verb is None and piece.unit.role not in HEADLINES and all(
        piece.kinds[p] & (MARK | NAME | NUMBER) or piece.places.word(p) in months for p in range(piece.one.start, piece.one.end)
    )


def _kept_quiet(piece: Piece, unsaid: AbstractSet[int]) -> bool:
    """Whether its verb is one of saying and negated: the ministry did not comment. `No deaths were reported` says something."""
    kinds, tokens = piece.kinds, piece.places.tokens
    if not unsaid.isdisjoint(tokens):
        for p in piece.one.main:
            if tokens[p] in unsaid and not kinds[p] & PUBLISHED:
                return not (p and kinds[p - 1] & BE and not kinds[p - 1] & NEGATION)
    return bool(piece.places.every(piece.one.start, piece.one.end) & SILENCE)
