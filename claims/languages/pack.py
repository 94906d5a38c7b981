"""A language pack: the reporting lexicon of one language, read from YAML, checked, inflected and folded.

A pack is data and nothing else. Cues are given as stems with an inflection template; reading it writes
out each form, folds it like the text (`text.normalise.fold`) and keeps its grammar beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from typing import Any

from claims.errors import ContractError, UsageError, unknown
from claims.languages.checked import Checked
from claims.languages.forms import Form, Grammar, pronouns_of, split_verbs, written_out
from claims.languages.vocabulary import (
    ENDINGS,
    MARKERS,
    OPENERS,
    ORDERS,
    PARTICIPLES,
    PROCLITICS,
    REQUIRED,
    SEPARATE,
    SPLIT,
    TOP,
    TRAITS,
    WORDS,
)
from claims.text.normalise import fold
from claims.text.stops import Spelling
from claims.yamlfile import read_yaml

_FILE = re.compile(r"([a-z]{2,3})\.yaml")
_REACH = 2  # words between a negator and what it negates, if a pack does not say

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Pack:
    """Everything the engine asks of a language; all strings are folded."""

    language: str
    name: str
    order: str
    participles: str
    proclitics: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, Form]
    split: Mapping[str, Mapping[tuple[str, ...], Form]]
    words: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, Grammar]
    possessives: Mapping[str, Grammar]
    markers: Mapping[str, frozenset[str]]  # word or phrase -> what it says of a proposition
    author_frames: tuple[str, ...]
    anaphoric: frozenset[str]
    abbreviations: frozenset[str]
    spelling: Spelling
    label_heads: frozenset[str]
    traits: frozenset[str]
    endings: Mapping[str, tuple[str, ...]]
    negation_reach: int
    phrases: Phrases
    fixed: Phrases  # first word -> fixed phrases that are read as one word

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """The word classes of each word that has any."""
        found: dict[str, set[str]] = {}
        for kind, words in self.words.items():
            for word in words:
                found.setdefault(word, set()).add(kind)
        return {word: frozenset(kinds) for word, kinds in found.items()}


def languages() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    here = resources.files("claims.languages")
    return tuple(sorted(m[1] for file in here.iterdir() if (m := _FILE.fullmatch(file.name))))


def load_pack(language: str) -> Pack:
    """The pack of a language given as BCP-47 (`ar-EG` reads `ar`), read once; a wrong pack is a ContractError."""
    short = language.split("-")[0].lower()
    if short not in languages():
        raise unknown("language pack", language, languages())
    return _shipped(short)


@cache
def _shipped(language: str) -> Pack:
    file = resources.files("claims.languages") / f"{language}.yaml"
    pack = read_pack(file)
    if pack.language != language:
        mend = f"write language: {language}, or name the file {pack.language}.yaml"
        raise ContractError(f"the pack says it is {pack.language!r}", where=file.name, mend=mend)
    return pack


def read_pack(path: str | FilePath | Traversable) -> Pack:
    """The pack that a YAML file holds, wherever it lies; ContractError with file, line, key and mend if it is wrong."""
    file = FilePath(path) if isinstance(path, str) else path
    where = str(path) if isinstance(path, str | FilePath) else file.name
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise UsageError(
            "no such file", where=where, mend="give the path of a pack's YAML file"
        ) from None
    except UnicodeDecodeError as error:
        raise ContractError(
            f"not UTF-8 at byte {error.start}", where=where, mend="save the file as UTF-8"
        ) from None
    written = read_yaml(text, where)
    return _pack(Checked(written), written.value)


def _pack(checked: Checked, value: object) -> Pack:
    raw = checked.keys((), value, TOP)
    checked.needs((), raw, REQUIRED)
    checked.variants = _letters(checked, raw.get("variants", []))
    words = _words(checked, raw["words"])
    phrases = {
        kind: tuple(
            sorted((_parts(w, words["elided"]) for w in those if " " in w), key=len, reverse=True)
        )
        for kind, those in words.items()
    }
    pronouns, possessives = (
        pronouns_of(checked, raw, "pronouns"),
        pronouns_of(checked, raw, "possessives"),
    )
    proclitics = _lists(checked, raw, "proclitics", PROCLITICS)
    endings = _lists(checked, raw, "endings", ENDINGS)
    traits = frozenset(checked.words_among(("traits",), raw.get("traits", []), TRAITS))
    abbreviations = _abbreviations(checked, raw.get("abbreviations", []))
    openers = frozenset({*pronouns, *possessives}.union(*(words[kind] for kind in OPENERS)))
    forms = written_out(checked, raw)
    return Pack(
        language=_language(checked, raw["language"]),
        name=checked.word(("name",), raw["name"]),
        order=checked.among(("order",), raw["order"], ORDERS),
        participles=checked.among(("participles",), raw.get("participles", "outer"), PARTICIPLES),
        proclitics=proclitics,
        forms={text: form for text, form in forms.items() if SPLIT not in text},
        split=split_verbs(forms),
        words={
            kind: frozenset(those if kind not in SEPARATE else ())
            | {w for w in those if " " not in w}
            for kind, those in words.items()
        },
        pronouns=pronouns,
        possessives=possessives,
        markers=_markers(_lists(checked, raw, "markers", MARKERS)),
        author_frames=_folded(checked, raw, "author_frames"),
        anaphoric=frozenset(_folded(checked, raw, "anaphoric")),
        abbreviations=abbreviations,
        spelling=Spelling(
            abbreviations, openers, "ordinal_stop" in traits, frozenset(proclitics.get("noun", ()))
        ),
        label_heads=frozenset(_folded(checked, raw, "label_heads")),
        traits=traits,
        endings={kind: endings.get(kind, ()) for kind in ENDINGS},
        negation_reach=checked.number(("negation_reach",), raw.get("negation_reach", str(_REACH))),
        phrases=phrases,
        fixed=_by_first_word(phrases),
    )


def _language(checked: Checked, value: object) -> str:
    code = checked.word(("language",), value)
    if not re.fullmatch("[a-z]{2,3}", code):
        raise checked.wrong(
            ("language",), f"no language {code!r}", "write its ISO 639 code, such as uk"
        )
    return code


def _letters(checked: Checked, value: object) -> dict[int, int]:
    """What each letter is written as in the other spelling of the language."""
    pairs = checked.listed(("variants",), value)
    for number, pair in enumerate(pairs):
        if len(pair) != 2:
            raise checked.wrong(
                ("variants", number), f"{pair!r} is no pair of letters", "write pairs such as 说說"
            )
    return {ord(pair[0]): ord(pair[1]) for pair in pairs}


def _words(checked: Checked, value: object) -> dict[str, list[str]]:
    """The folded words of each class, none where a pack has none."""
    given = checked.keys(("words",), value, WORDS)
    return {
        kind: [fold(w) for w in checked.words(("words", kind), given.get(kind, []))]
        for kind in WORDS
    }


def _lists(
    checked: Checked, raw: Mapping[str, Any], key: str, known: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The folded words of each kind of a key."""
    given = checked.keys((key,), raw.get(key, {}), known)
    return {
        kind: tuple(map(fold, checked.words((key, kind), those))) for kind, those in given.items()
    }


def _markers(lists: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The kinds of each marker; a word may be of several: won't"""
    found: dict[str, frozenset[str]] = {}
    for kind, those in lists.items():
        for word in those:
            found[word] = found.get(word, frozenset()) | {kind}
    return found


def _folded(checked: Checked, raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(map(fold, checked.words((key,), raw.get(key, []))))


def _abbreviations(checked: Checked, value: object) -> frozenset[str]:
    """As written, since some are told from words by their capitals."""
    found = checked.listed(("abbreviations",), value)
    for number, one in enumerate(found):
        if "." not in one:
            raise checked.wrong(
                ("abbreviations", number), f"{one!r} has no full stop", f"write {one}."
            )
    return frozenset(found)


def _parts(phrase: str, elided: list[str]) -> tuple[str, ...]:
    """The words of a fixed phrase, an elided one (d'autre part) apart where the language cuts it off."""
    return tuple((phrase.replace("'", "' ") if elided else phrase).split())


def _by_first_word(phrases: Phrases) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for kind, those in phrases.items():
        for parts in those if kind not in SEPARATE else ():
            found.setdefault(parts[0], set()).add(parts)
    return {
        first: tuple(sorted(those, key=lambda p: (-len(p), p))) for first, those in found.items()
    }
