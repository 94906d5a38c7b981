"""How a cue takes its content: ordered judgements, each a small function; the first that answers names the rule."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.afterverb import (
    by_clause_after,
    by_governed,
    by_marked_object,
    by_parted_verb,
)
from claims.extract.rules.back import by_back_reference
from claims.extract.rules.clauses import (
    by_bare_clause,
    by_complementizer,
    by_question,
    by_verb_after,
)
from claims.extract.rules.following import FRAMES_FOLLOWING
from claims.extract.rules.found import Found
from claims.extract.rules.hearsay import by_hearsay
from claims.extract.rules.objects import (
    by_accusation,
    by_infinitive,
    by_naming,
    by_object,
    by_own_infinitive,
    by_predicate,
    by_preposition,
)
from claims.extract.rules.parenthesis import by_parenthesis
from claims.extract.rules.place import Place
from claims.extract.rules.quoting import by_colon_or_quote
from claims.extract.rules.verbfinal import by_clause_before, by_object_before, by_quotation_before
from claims.languages.pack import Pack


def frames(pack: Pack) -> tuple[Callable[[Place], Found | None], ...]:
    """The frames of a language, in their order."""
    if "content_before_verb" in pack.traits:
        return FRAMES_BEFORE_VERB
    if "analytic" in pack.traits:
        return FRAMES_FOLLOWING
    return FRAMES_AFTER_VERB if "verb_closes_clause" in pack.traits else FRAMES


FRAMES: tuple[Callable[[Place], Found | None], ...] = (
    by_hearsay,
    by_back_reference,
    by_naming,
    by_complementizer,
    by_colon_or_quote,
    by_question,
    by_own_infinitive,
    by_bare_clause,
    by_verb_after,
    by_parenthesis,
    by_accusation,
    by_preposition,
    by_infinitive,
    by_predicate,
    by_object,
)

FRAMES_BEFORE_VERB: tuple[Callable[[Place], Found | None], ...] = (
    by_quotation_before,
    by_colon_or_quote,
    by_clause_before,
    by_complementizer,
    by_object_before,
)

FRAMES_AFTER_VERB: tuple[Callable[[Place], Found | None], ...] = (
    by_colon_or_quote,
    by_clause_after,
    by_parted_verb,
    by_parenthesis,
    by_marked_object,
    by_governed,
)
