"""Judgements on words of a language, by its pack and by `words.yaml` beside this file: what negates, points, names a day.

In a language without either nothing is judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from claims.languages.pack import Pack, languages, load_pack
from claims.sources.offices import fits, named
from claims.text.normalise import fold
from claims.yamlfile import read_yaml

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
STEM = 4  # letters by which two forms of a name are the same name
STUCK = r"^(?:[وفبلك]?ال|[وفبلك])(?=\w{3})"  # what Arabic writes in one with a name


@cache
def _pack(language: str) -> Pack | None:
    short = language.split("-")[0]
    return load_pack(short) if short in languages() else None


@cache
def _listed(language: str) -> Mapping[str, Any]:
    """The lists of `words.yaml` for a language, folded; empty where it has none."""
    file = resources.files("claims.validate") / "words.yaml"
    lists: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
    found = lists.get(language.split("-")[0], {})
    return {name: [_folded(word) for word in words] for name, words in found.items()}


def _folded(word: Any) -> Any:
    return [fold(one) for one in word] if isinstance(word, list) else fold(word)


def _words(text: str) -> list[str]:
    return WORD.findall(fold(text))


def _of(pack: Pack, kind: str, word: str) -> bool:
    """Whether a folded word is of a kind, alone or behind what the language writes in one with a verb."""
    known = pack.words.get(kind, frozenset())
    heads = pack.proclitics.get("verb", ())
    return word in known or any(word.startswith(head) and word[len(head) :] in known for head in heads)


def is_complementizer(language: str, word: str) -> bool:
    pack = _pack(language)
    return pack is not None and fold(word) in pack.words["complementizer"]


def is_negator(language: str, word: str) -> bool:
    pack = _pack(language)
    return pack is not None and _of(pack, "negator", fold(word)) and fold(word) not in pack.words["what"]


def is_frame(language: str, words: str) -> bool:
    pack = _pack(language)
    return pack is not None and " ".join(_words(words)) in pack.author_frames


@cache
def _signs(language: str) -> frozenset[str]:
    """All that negates in a language which has a pack, folded."""
    pack = load_pack(language)
    marked = {phrase for phrase, kinds in pack.markers.items() if "negation" in kinds}
    return frozenset(marked | pack.words["negator"] | set(_listed(language).get("negative", ())))


def negates(language: str, text: str) -> bool:
    """Whether a text negates: a negator of the pack, a word of `words.yaml` that denies, or a language without a pack."""
    pack = _pack(language)
    if pack is None:
        return True
    folded = fold(text)
    if "spaceless" in pack.traits:
        return any(word in folded for word in pack.words["negator"])
    words = _words(text)
    signs = _signs(language)
    return any(_of(pack, "negator", word) or word in signs for word in words) or any(
        sign in folded for sign in signs if " " in sign
    )


def negates_alone(language: str, word: str) -> bool | None:
    return (_pack(language) is None or negates(language, word)) or None


def is_pronoun(language: str, word: str) -> bool | None:
    pack = _pack(language)
    return (pack is not None and fold(word) in pack.pronouns) or None


def is_deictic(language: str, word: str) -> bool | None:
    return fold(word) in _listed(language).get("deictic", ()) or None


def is_former(language: str, words: str) -> bool:
    former = _listed(language).get("former", ())
    return any(word in former or word.split("-")[0] in former for word in _words(words))


def out_of_office(language: str, mention: str, roles: Sequence[Mapping[str, Any]], day: date) -> bool:
    """Whether a mention gives its source an office that it has at some time by its roles, and not on the day."""
    if is_former(language, mention):
        return False
    offices = named(mention, language.split("-")[0])
    own = [role for role in roles if any(fits(*office, role["title"]) for office in offices)]
    return bool(own) and not any((role["valid_from"] or day) <= day <= (role["valid_to"] or day) for role in own)


def weekday(language: str, word: str) -> int | None:
    """The day of the week that a word names, Monday 1."""
    days = enumerate(_listed(language).get("weekdays", ()), 1)
    return next((at for at, forms in days if fold(word) in forms), None)


def stems(text: str) -> set[str]:
    """The beginnings of the words of a name, by which its cases are one; short words whole."""
    bare = (re.sub(STUCK, "", word) for word in _words(text))
    return {word[:STEM] for word in bare}


def stems_by_language(name: str | None, aliases: list[dict[str, str | None]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for alias in aliases:
        if alias["text"] and alias["language"]:
            found.setdefault(alias["language"].split("-")[0], set()).update(stems(alias["text"]))
    if "en" in found and name:
        found["en"].update(stems(name))
    return found
