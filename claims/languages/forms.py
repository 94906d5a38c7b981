"""The cues of a pack, written out: stems by templates, forms as given, folded like the text; and its pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claims.contract import contract
from claims.languages.checked import Checked
from claims.languages.vocabulary import FRAMES, GENDERS, GROUP, KINDS, MOODS, NUMBERS, SPLIT
from claims.text.normalise import fold
from claims.yamlfile import Path

SUFFIX = "suffix"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word or phrase: what it means and which complements it takes."""

    lemma: str
    kind: str
    cue_class: str
    commitment: str
    frames: frozenset[str]
    preps: frozenset[str]
    channel: str
    rule: str


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a cue; gender m, f, n or None, number sg, pl or None."""

    cue: Cue
    mood: str
    gender: str | None = None
    number: str | None = None
    suffix: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """Gender and number of a pronoun."""

    gender: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of a template: its grammar and how it is made of the stems."""

    path: Path
    text: str
    grammar: str


Templates = Mapping[str, tuple[Pattern, ...]]


def written_out(checked: Checked, raw: Mapping[str, Any]) -> dict[str, Form]:
    """Each folded form of a file's cues; where two groups give the same form the earlier one wins."""
    templates = _templates(checked, raw.get("templates", {}))
    groups = raw["cues"]
    if not isinstance(groups, list) or not groups:
        raise checked.wrong(
            ("cues",), "no list of groups", "write - {class: …, frames: […], …} a line"
        )
    found: dict[str, Form] = {}
    for number, group in enumerate(groups):
        for text, form in _group(checked, ("cues", number), group, templates):
            found.setdefault(fold(text), form)  # packs list the strongest reading first
    return found


def _templates(checked: Checked, raw: object) -> Templates:
    found = {}
    for name, forms in checked.map(("templates",), raw).items():
        patterns = []
        for grammar, texts in checked.map(("templates", name), forms).items():
            path = ("templates", name, grammar)
            check_grammar(checked, path, grammar)
            for text in [texts] if isinstance(texts, str) else checked.listed(path, texts):
                patterns.append(Pattern(path, checked.word(path, text), grammar))
        found[name] = tuple(patterns)
    return found


def _group(
    checked: Checked, path: Path, raw: object, templates: Templates
) -> Iterator[tuple[str, Form]]:
    """Each form of a group, not folded yet."""
    group = checked.keys(path, raw, GROUP)
    if ("template" in group) != ("stems" in group) or not ("stems" in group or "forms" in group):
        what = "neither forms nor a template with its stems"
        raise checked.wrong(path, what, "give template and stems, or forms, or all three")
    traits = _traits(checked, path, group)
    if "template" in group:
        patterns = templates[checked.among((*path, "template"), group["template"], templates)]
        for stems in checked.words((*path, "stems"), group["stems"]):
            parts = stems.replace("_", " ").split("~")
            one = Cue(parts[0], **traits)
            for pattern in patterns:
                text = _inflected(checked, (*path, "stems"), pattern, parts)
                for spelling in (text, *checked.other_spellings(text)):
                    yield spelling, form_of(checked, pattern.path, one, pattern.grammar)
    for grammar, texts in checked.map((*path, "forms"), group.get("forms", {})).items():
        for text in checked.words((*path, "forms", grammar), texts):
            lemma = text.replace("_", " ")
            yield lemma, form_of(checked, (*path, "forms", grammar), Cue(lemma, **traits), grammar)


def _traits(checked: Checked, path: Path, group: Mapping[str, Any]) -> dict[str, Any]:
    """What all cues of a group share."""
    enums = contract().enums

    def one(key: str, default: str, known: Any) -> str:
        return checked.among((*path, key), group.get(key, default), known)

    return {
        "kind": one("kind", "verb", KINDS),
        "cue_class": one("class", "neutral", enums["cue_class"].labels),
        "commitment": one("commitment", "asserts", enums["commitment"].labels),
        "frames": frozenset(
            checked.words_among((*path, "frames"), group.get("frames", []), FRAMES)
        ),
        "preps": frozenset(map(fold, checked.words((*path, "preps"), group.get("preps", [])))),
        "channel": one("channel", "unknown", enums["channel"].labels),
        "rule": group.get("rule", ""),
    }


def _inflected(checked: Checked, path: Path, pattern: Pattern, parts: list[str]) -> str:
    try:
        return pattern.text.format(*parts)
    except IndexError:
        stems = "~".join(parts)
        what = f"{stems!r} lacks a stem for {pattern.text!r} of {pattern.grammar}"
        raise checked.wrong(path, what, "write its stems as one~two~three") from None
    except (KeyError, ValueError, AttributeError):
        mend = "write {0}, {1}, … for the stems"
        raise checked.wrong(pattern.path, f"no pattern: {pattern.text!r}", mend) from None


def form_of(checked: Checked, path: Path, cue: Cue, grammar: str) -> Form:
    """A form of a cue by its grammar as written: `fin.m.sg.suffix`."""
    mood, rest = check_grammar(checked, path, grammar)
    gender = next((r for r in rest if r in GENDERS), None)
    number = next((r for r in rest if r in NUMBERS), None)
    return Form(cue, mood, gender, number, SUFFIX in rest)


def check_grammar(checked: Checked, path: Path, grammar: str) -> tuple[str, list[str]]:
    """The mood of a written grammar, and what else it says."""
    mood, *rest = grammar.split(".")
    checked.among(path, mood, MOODS)
    for one in rest:
        checked.among(path, one, (*GENDERS, *NUMBERS, SUFFIX))
    return mood, rest


def split_verbs(forms: Mapping[str, Form]) -> dict[str, dict[tuple[str, ...], Form]]:
    """The verbs written in two parts (teilte … mit): first part -> second part -> form."""
    out: dict[str, dict[tuple[str, ...], Form]] = {}
    for text, form in forms.items():
        head, split, tail = text.partition(SPLIT)
        if split:
            out.setdefault(head, {})[tuple(tail.split())] = form
    return out


def pronouns_of(checked: Checked, raw: Mapping[str, Any], key: str) -> dict[str, Grammar]:
    """The folded pronouns of a key with their grammar, written `m.sg` or `any.pl`."""
    out = {}
    for grammar, those in checked.map((key,), raw.get(key, {})).items():
        gender, dot, number = grammar.partition(".")
        path: Path = (key, grammar)
        if not dot:
            raise checked.wrong(
                path, f"no gender and number: {grammar!r}", "write m.sg, f.sg, any.pl, …"
            )
        checked.among(path, gender, (*GENDERS, ANY))
        checked.among(path, number, (*NUMBERS, ANY))
        for word in checked.words(path, those):
            out[fold(word)] = Grammar(
                None if gender == ANY else gender, None if number == ANY else number
            )
    return out
