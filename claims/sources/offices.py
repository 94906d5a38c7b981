"""Offices in the words of a language: which of them a mention names, and whether a role of the registry is one of them."""

from __future__ import annotations

from functools import cache

from claims.sources.nouns import nouns
from claims.sources.words import keys, words

ENGLISH = "en"  # the language of roles' titles
DEPUTY = ("dependents", "deputy")
OF_OFFICE = ("titles", "dependents")

Office = tuple[str, str]  # a group of `nouns.yaml` and a class in it


@cache
def named(mention: str, language: str) -> tuple[Office, ...]:
    """The offices that a mention names, in its order; none where it says that they are no longer or not yet held."""
    known, read = nouns(language), words(mention, language)
    if any(word.folded in known.formerly for word in read):
        return ()
    return tuple((noun.group, noun.name) for noun in known.inside(read) if noun.group in OF_OFFICE)


@cache
def fits(group: str, name: str, title: str) -> bool:
    """Whether the English words of a class of nouns, or one of its English phrases, head a role's title."""
    known, have = nouns(ENGLISH), _before_cut(title)
    first = have[:1]
    if any(phrase[:1] == first for phrase in known.called(*DEPUTY)) and name != "deputy":
        return False
    english = known.called(group, name)
    return any(set(have).issuperset(phrase) for phrase in (*english, keys(name, ENGLISH)))


def _before_cut(title: str) -> tuple[str, ...]:
    """The keys of the English words of an office without whom it serves."""
    found, known = words(title, ENGLISH), nouns(ENGLISH)
    cuts = known.cuts - known.joiners  # one may hold two offices: press secretary and spokesperson
    cut = next((i for i, word in enumerate(found) if word.folded in cuts), len(found))
    return tuple(word.key for word in found[:cut])
