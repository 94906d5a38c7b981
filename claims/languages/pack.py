"""A language pack: the reporting lexicon of one language, read from YAML, checked, inflected and folded.

A pack is data and nothing else. Cues are given as stems with an inflection template; `load_pack` writes
out each form, folds it like the text (`text.normalise.fold`) and keeps its grammar beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from claims.errors import ContractError, unknown
from claims.text.normalise import fold
from claims.text.sentences import Spelling

KINDS = ("verb", "noun", "phrase", "postphrase", "relay", "prefix", "circumfix", "impersonal")
MOODS = ("fin", "base", "conv", "rel", "pass", "noun", "inf", "part")
FRAMES = (
    "quote", "clause", "bare", "finite", "comma", "final", "question", "object", "infinitive", "prep", "accuse", "addressee",
    "own_infinitive", "hearsay", "predicate", "reflexive", "reflexive_only", "back", "addressed", "pointed",
)  # fmt: skip
WORDS = (
    "complementizer", "question", "boundary", "relative", "preposition", "np_preposition", "skip", "auxiliary",
    "negator", "coordinator", "connective", "concessive", "conditional", "time", "head", "self", "determiner",
    "partitive", "not_complementizer_after", "finite_mark", "addressee", "infinitive", "passive", "unreal", "reportive", "between",
    "elided", "enclitic", "clitic", "nominal", "reflexive", "ordinal", "infinitive_mark", "to", "controlling", "relative_pronoun", "object_clitic", "participle", "agent",
    "no_clause", "objective", "expletive", "article", "as", "noun_too", "plural", "speech_noun", "absolute", "including",
    "subordinator", "genitive", "dative", "document", "reported_mood", "reported_mood_after_report", "infinitive_opener", "unsaid",
    "event", "quotative", "refers_back", "pronoun_back", "metonym", "own_letter", "demonstrative", "contrast", "topic",
    "whole", "localizer", "serial", "nominalizer", "attitude", "aspect", "also_noun", "additive", "time_unit",
)  # fmt: skip
MARKERS = ("hedge", "distancing", "negation", "future", "obligation", "conditional", "evaluation", "affirmation")
TOP = {
    "language", "name", "order", "participles", "proclitics", "templates", "cues", "words", "pronouns",
    "possessives", "markers", "author_frames", "anaphoric", "abbreviations", "label_heads", "traits", "endings",
    "negation_reach", "variants",
}  # fmt: skip


ORDERS = ("svo", "vso", "sov")
TRAITS = {
    "comma_clauses": "a subordinate clause is set off by a comma",
    "subject_between": "the subject of `as X said` stands between the two",
    "quoted_names": "media are named in quotation marks, and stand so before the subject of a verb of telling",
    "near_complementizer": "only adjuncts stand between a verb and its complementizer",
    "possessive_s": "the owner stands before its noun with 's",
    "spaceless": "words are written without spaces",
    "inversion": "the subject may stand after the verb in a clause with a complementizer",
    "content_before_verb": "what was said stands before its verb, as a quotation or a clause nominalised by suffixes",
    "verb_second": "the finite verb is the second constituent, the rest of the verb ends the clause (hat … gesagt, teilte … mit)",
    "capital_nouns": "every noun begins with a capital letter",
    "reported_mood": "a mood of its own marks reported speech, also in sentences with no reporting word",
    "verb_closes_clause": "nothing of a clause follows its verb: what follows a verb of saying is what was said",
    "adjuncts_before_verb": "place, time and company stand between the subject and its verb",
    "analytic": "words have no inflection: adjuncts show where a subject ends, and what was said follows its verb with or without a comma",
    "incise": "who speaks may stand between commas inside the quotation",
    "adnominal_participles": "a participle without a comma belongs to the noun before it",
    "pro_drop": "a finite verb needs no subject",
    "verb_group": "auxiliaries, clitics and negators before a verb are one group with it",
    "ordinal_stop": "a number with a full stop is an ordinal",
}
OPENERS = (
    "preposition", "determiner", "coordinator", "connective", "boundary", "concessive", "conditional", "question", "relative", "self",
)  # fmt: skip
SEPARATE = frozenset({"partitive"})  # fixed phrases that are asked for word by word
ENDINGS = (
    "adverb", "infinitive", "nominal", "evaluative", "directive", "instrument", "genitive", "dative", "oblique", "participle", "finite",
    "case", "attributive", "possessed", "converb", "plural", "capital_genitive", "reported_mood",
    "reported_mood_after_subject", "addressee", "document", "adjective", "locative",
)  # fmt: skip
SPLIT = " … "  # stands in a form between the verb and the particle that ends its clause


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
    markers: Mapping[str, str]
    author_frames: tuple[str, ...]
    anaphoric: frozenset[str]
    abbreviations: frozenset[str]
    spelling: Spelling
    label_heads: frozenset[str]
    traits: frozenset[str]
    endings: Mapping[str, tuple[str, ...]]
    negation_reach: int
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    fixed: Mapping[str, tuple[tuple[str, ...], ...]]  # first word -> fixed phrases that are read as one word

    def is_(self, kind: str, word: str) -> bool:
        """Whether the folded word belongs to a word class of the pack."""
        return word in self.words[kind]


def languages() -> tuple[str, ...]:
    """The languages that have a pack, sorted."""
    here = resources.files("claims.languages")
    return tuple(sorted(f.name[:-5] for f in here.iterdir() if f.name.endswith(".yaml") and len(f.name) <= 8))


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language given as BCP-47 (`ar-EG` reads `ar`); a wrong pack is a ContractError."""
    import yaml

    short = language.split("-")[0].lower()
    if short not in languages():
        raise unknown("language pack", language, languages())
    file = resources.files("claims.languages") / f"{short}.yaml"
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContractError(f"not YAML: {error}", where=file.name) from error
    return _Reader(file.name).pack(raw)


def _parts(phrase: str, elided: list[str]) -> tuple[str, ...]:
    """The words of a fixed phrase, an elided one (d'autre part) apart where the language cuts it off."""
    return tuple((phrase.replace("'", "' ") if elided else phrase).split())


def _by_first_word(phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for kind, those in phrases.items():
        for parts in those if kind not in SEPARATE else ():
            found.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(those, key=lambda p: (-len(p), p))) for first, those in found.items()}


def _split(forms: Mapping[str, Form]) -> dict[str, dict[tuple[str, ...], Form]]:
    """The verbs written in two parts (teilte … mit): first part -> second part -> form."""
    out: dict[str, dict[tuple[str, ...], Form]] = {}
    for text, form in forms.items():
        head, split, tail = text.partition(SPLIT)
        if split:
            out.setdefault(head, {})[tuple(tail.split())] = form
    return out


class _Reader:
    """Reads one file; every complaint names the file and the key."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.variants: dict[int, int] = {}

    def wrong(self, what: str) -> ContractError:
        return ContractError(what, where=self.where, mend="see claims/languages/README.md")

    def among(self, key: str, given: Iterable[str], known: Iterable[str]) -> None:
        extra = set(given) - set(known)
        if extra:
            raise self.wrong(f"{key}: unknown {', '.join(sorted(extra))}; there are: {', '.join(sorted(known))}")

    def pack(self, raw: Mapping[str, Any]) -> Pack:
        if not isinstance(raw, dict):
            raise self.wrong("a pack is a mapping")
        self.among("top level", raw, TOP)
        missing = {"language", "name", "order", "cues", "words"} - set(raw)
        if missing:
            raise self.wrong(f"missing: {', '.join(sorted(missing))}")
        self.among("order", [raw["order"]], ORDERS)
        self.among("traits", raw.get("traits", ()), TRAITS)
        self.among("endings", raw.get("endings", {}), ENDINGS)
        self.among("words", raw["words"], WORDS)
        self.variants = self.letters(self.strings("variants", raw.get("variants", ())))
        self.among("markers", raw.get("markers", {}), MARKERS)
        words = {k: [fold(w) for w in self.strings(f"words.{k}", raw["words"].get(k, ()))] for k in WORDS}
        phrases = {
            k: tuple(sorted((_parts(w, words["elided"]) for w in v if " " in w), key=len, reverse=True)) for k, v in words.items()
        }
        pronouns, possessives = self.grammars("pronouns", raw), self.grammars("possessives", raw)
        proclitics = {k: tuple(map(fold, v)) for k, v in raw.get("proclitics", {}).items()}
        traits = frozenset(raw.get("traits", ()))
        abbreviations = frozenset(self.strings("abbreviations", raw.get("abbreviations", ())))
        openers = frozenset({*pronouns, *possessives}.union(*(words[k] for k in OPENERS)))
        forms = dict(self.forms(raw["cues"], raw.get("templates", {})))
        return Pack(
            language=raw["language"],
            name=raw["name"],
            order=raw["order"],
            participles=raw.get("participles", "outer"),
            proclitics=proclitics,
            forms={text: form for text, form in forms.items() if SPLIT not in text},
            split=_split(forms),
            words={k: frozenset(v if k not in SEPARATE else ()) | {w for w in v if " " not in w} for k, v in words.items()},
            pronouns=pronouns,
            possessives=possessives,
            markers={fold(w): k for k, v in raw.get("markers", {}).items() for w in self.strings(k, v)},
            author_frames=tuple(map(fold, self.strings("author_frames", raw.get("author_frames", ())))),
            anaphoric=frozenset(map(fold, self.strings("anaphoric", raw.get("anaphoric", ())))),
            abbreviations=abbreviations,
            spelling=Spelling(abbreviations, openers, "ordinal_stop" in traits, frozenset(proclitics.get("noun", ()))),
            label_heads=frozenset(map(fold, self.strings("label_heads", raw.get("label_heads", ())))),
            traits=traits,
            endings={e: tuple(map(fold, raw.get("endings", {}).get(e, ()))) for e in ENDINGS},
            negation_reach=raw.get("negation_reach", 2),
            phrases=phrases,
            fixed=_by_first_word(phrases),
        )

    def strings(self, key: str, given: object) -> tuple[str, ...]:
        if isinstance(given, str):
            given = given.split()
        if not isinstance(given, list | tuple) or not all(isinstance(g, str) and g for g in given):
            raise self.wrong(f"{key}: must be a list of words (quote yes, no, on, off)")
        return tuple(given) + tuple(other for g in given if (other := g.translate(self.variants)) != g)

    def letters(self, pairs: tuple[str, ...]) -> dict[int, int]:
        """What each letter is written as in the other spelling of the language."""
        if not all(len(pair) == 2 for pair in pairs):
            raise self.wrong("variants: must be pairs of letters, such as 说說")
        return {ord(pair[0]): ord(pair[1]) for pair in pairs}

    def grammars(self, key: str, raw: Mapping[str, Any]) -> dict[str, Grammar]:
        out = {}
        for grammar, words in raw.get(key, {}).items():
            gender, _, number = grammar.partition(".")
            self.among(key, [gender, number], ("m", "f", "n", "any", "sg", "pl"))
            for word in self.strings(f"{key}.{grammar}", words):
                out[fold(word)] = Grammar(None if gender == "any" else gender, None if number == "any" else number)
        return out

    def forms(self, groups: object, templates: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Form]]:
        if not isinstance(groups, list):
            raise self.wrong("cues: must be a list of groups")
        seen: set[str] = set()
        for number, group in enumerate(groups, 1):
            for text, form in self.group(f"cues[{number}]", group, templates):
                folded = fold(text)
                if folded not in seen:  # the earlier group wins: packs list the strongest reading first
                    seen.add(folded)
                    yield folded, form

    def group(
        self, key: str, group: Mapping[str, Any], templates: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[tuple[str, Form]]:
        self.among(key, group, ("kind", "class", "commitment", "frames", "preps", "channel", "rule", "template", "stems", "forms"))
        kind, frames = group.get("kind", "verb"), group.get("frames", [])
        self.among(f"{key}.kind", [kind], KINDS)
        self.among(f"{key}.frames", frames, FRAMES)
        template = templates.get(group["template"]) if "template" in group else {}
        if template is None:
            raise self.wrong(f"{key}: no template {group['template']!r}; there are: {', '.join(sorted(templates))}")

        def cue(lemma: str) -> Cue:
            return Cue(
                lemma=lemma,
                kind=kind,
                cue_class=group.get("class", "neutral"),
                commitment=group.get("commitment", "asserts"),
                frames=frozenset(frames),
                preps=frozenset(map(fold, self.strings(f"{key}.preps", group.get("preps", ())))),
                channel=group.get("channel", "unknown"),
                rule=group.get("rule", ""),
            )

        for stems in self.strings(f"{key}.stems", group.get("stems", ())):
            parts = stems.replace("_", " ").split("~")
            one = cue(parts[0])
            for grammar, patterns in template.items():
                for pattern in [patterns] if isinstance(patterns, str) else patterns:
                    try:
                        text = pattern.format(*parts)
                    except IndexError as error:
                        raise self.wrong(f"{key}: {stems!r} lacks a stem for {pattern!r}") from error
                    yield text, self.form(f"{key}.template", one, grammar)
                    if (other := text.translate(self.variants)) != text:
                        yield other, self.form(f"{key}.template", one, grammar)
        for grammar, texts in group.get("forms", {}).items():
            for text in self.strings(f"{key}.forms", texts):
                text = text.replace("_", " ")
                yield text, self.form(f"{key}.forms", cue(text), grammar)

    def form(self, key: str, cue: Cue, grammar: str) -> Form:
        mood, *rest = grammar.split(".")
        self.among(key, [mood], MOODS)
        self.among(key, rest, ("m", "f", "n", "sg", "pl", "suffix"))
        gender = next((r for r in rest if r in "mfn"), None)
        number = next((r for r in rest if r in ("sg", "pl")), None)
        return Form(cue, mood, gender, number, "suffix" in rest)
