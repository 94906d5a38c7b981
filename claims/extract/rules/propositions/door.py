"""From attributions and sentences to claims: one row a proposition, sorted by place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from claims.extract.rules.propositions.claim import claim_of
from claims.extract.rules.propositions.places import Places
from claims.extract.rules.propositions.reading import Reader
from claims.extract.rules.propositions.remnants import holds, says, tells
from claims.extract.rules.propositions.scene import Piece, Scene
from claims.extract.rules.propositions.split import propositions as split
from claims.extract.rules.propositions.units import Unit, reported, told
from claims.extract.rules.sentence import Sentence
from claims.model import Article, Attribution, Claim
from claims.text.normalise import Shadow
from claims.text.quotes import Quotation


def propositions(
    reader: Reader,
    article: Article,
    shade: Shadow,
    sentences: Sequence[tuple[str, Sentence]],
    marks: Sequence[Quotation],
    rows: Sequence[Attribution],
    unsaid: Collection[int] = (),
) -> tuple[Claim, ...]:
    """The claims of an article.

    `sentences` come with the role of their segment, `rows` are all attributions that were kept; `unsaid` holds the
    shadow places of verbs of saying that are negated: that the ministry did not comment is no claim.
    """
    if not sentences:
        return ()
    scene = Scene(reader, article, shade, sentences, marks)
    scene.name(rows)
    roles = [role for role, _ in sentences]
    silent = frozenset(scene.reading.at(position) for position in unsaid)
    pieces = [*_reported(scene, rows), *_told(scene, rows, roles, silent)]
    unique = {claim.claim_id: claim for piece in pieces for claim in [claim_of(scene, piece)]}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.evidence, claim.claim_id)))


def _reported(scene: Scene, rows: Sequence[Attribution]) -> Iterator[Piece]:
    """The propositions of the attributions, each with the innermost that says it."""
    children: dict[str | None, list[Attribution]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    for row in rows:
        inner = children.get(row.attribution_id, [])
        if any(child.content == row.content for child in inner):
            continue  # a relay: the claim is the inner source's
        if inner:
            yield from _around(scene, row, inner)
        else:
            found = [piece for unit in reported(scene.text, row, ()) for piece in scene.pieces(unit)]
            yield from found or [_bare(scene, row)]


def _around(scene: Scene, row: Attribution, inner: Sequence[Attribution]) -> Iterator[Piece]:
    """What a content says around other reports; a clause that only names what another says (what he called X) stays whole."""
    wholes: list[Unit] | None = None
    for unit in reported(scene.text, row, inner):
        pieces = scene.pieces(unit)
        if holds(scene, pieces):
            wholes = reported(scene.text, row, ()) if wholes is None else wholes
            first, last = unit.spans[0].start, unit.spans[-1].end
            for whole in wholes:
                if whole.spans[0].start <= first and last <= whole.spans[-1].end:
                    yield from scene.pieces(whole)
        else:
            yield from (piece for piece in pieces if says(scene, piece))


def _told(scene: Scene, rows: Sequence[Attribution], roles: Sequence[str], unsaid: frozenset[int]) -> Iterator[Piece]:
    """What the author says himself."""
    for unit in told(scene.text, rows, roles):
        yield from (piece for piece in scene.pieces(unit) if tells(scene, piece, unsaid))


def _bare(scene: Scene, row: Attribution) -> Piece:
    """All of a content that has no word, such as a mark alone."""
    unit = Unit(list(row.content), set(), row=row)
    within, shade = scene.reading.within, scene.shade
    runs = [within(shade.index(s.start), shade.index(s.end)) for s in unit.spans]
    places = Places(scene.reading, scene.grammar, runs, set(), (), own=False)
    return Piece(unit, places, split(places, scene.grammar)[0], row.content)
