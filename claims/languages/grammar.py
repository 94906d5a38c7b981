"""What each word is in a clause: verb, joint, opener, pronoun, negation; a calendar; read from `clauses/*.yaml` and the pack.

A word's classes are one integer, a bit a class, so that a clause is read with one look-up a word. A language
without a file of its own still has what its pack knows: markers, complementizers, pronouns, prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from claims.errors import ContractError
from claims.languages.pack import MARKERS, Pack, load_pack
from claims.text.normalise import fold

WORDS = (
    "finite", "either", "base", "be", "infinitive", "imperfect", "imperative", "and", "but", "contrast", "own_subject",
    "connective", "subordinate", "relative", "complementizer", "preposition", "determiner", "adverb", "plural",
    "pronoun", "possessive", "bound", "first", "demonstrative", "deictic", "since", "to", "generic", "verbal", "constituent", "actor", "by", "noun_too", "whether", "asking", "published", "duty", "need", "amount",
)  # fmt: skip
KINDS = (*WORDS, *MARKERS, "calendar", "present", "definite", "joined", "inside", "comma", "break", "mark", "quote", "number", "capital", "name")
BIT: Mapping[str, int] = {kind: 1 << number for number, kind in enumerate(KINDS)}
FROM_PACK: Mapping[str, str] = {
    "complementizer": "complementizer", "relative": "relative", "preposition": "preposition", "connective": "connective",
    "determiner": "determiner", "first": "self", "subordinate": "subordinator", "be": "auxiliary",
}  # fmt: skip
SIGNS: Mapping[str, str] = {
    **dict.fromkeys(",،、，", "comma"), **dict.fromkeys(";:؛", "break"), **dict.fromkeys('"', "quote"),
}  # fmt: skip
TOP = {"language", "traits", "words", "conjugations", "patterns", "agreement", "suffixes", "joined", "calendar"}
TRAITS = {
    "nominal": "a clause needs no verb",
    "asyndetic": "a comma alone may join two main clauses",
    "subject_follows": "the subject may stand right behind its verb",
    "agreeing": "the form of a verb shows its subject's number or gender; two that do not show it have no common subject",
    "speaker_in_verb": "a verb alone may say that the speaker is meant",
}
CALENDAR = {"months", "weekdays", "days", "month_names", "date", "dated", "of_year"}
MORE_CALENDAR = {"other_week", "year", "in_year", "capitals", "ordinals"}
FORMS = BIT["future"] | BIT["imperfect"] | BIT["present"]  # what a listed word may still show by its form
MARKED = sum(BIT[kind] for kind in (*MARKERS, "actor", "calendar"))  # classes that do not say what part of speech a word is
MOST = 200_000  # words remembered at once


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of days and months, folded; how a date is written in the language."""

    months: Mapping[str, int]  # word -> 1 to 12
    weekdays: Mapping[str, int]  # word -> 0 (Monday) to 6
    days: Mapping[str, int]  # word -> days from today
    other_week: frozenset[str]  # beside a weekday they say that it is not the nearest one
    year: frozenset[str]  # the word for a year
    in_year: frozenset[str]  # words before a bare year
    ordinals: Mapping[str, int]  # words for days before `of` and a month
    capitals: bool  # months begin with a capital
    month_names: tuple[str, ...]
    date: str  # 4 July 2025
    dated: str  # on 4 July 2025
    of_year: str  # what completes a date without its year


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A class that the form of a word shows, and the forms and words that only look like it."""

    bit: int
    shows: re.Pattern[str]
    unless: re.Pattern[str] | None
    words: frozenset[str]

    def fits(self, word: str) -> bool:
        if word in self.words or not self.shows.fullmatch(word):
            return False
        return self.unless is None or not self.unless.fullmatch(word)


@dataclass(frozen=True, eq=False)
class Grammar:
    """The classes of words and phrases of a language; all strings are folded."""

    language: str
    traits: frozenset[str]
    words: Mapping[str, int]
    phrases: Mapping[str, int]
    patterns: tuple[_Pattern, ...]
    agreement: tuple[tuple[str, re.Pattern[str]], ...]  # the forms of verbs: number, gender or both -> what fits it
    suffixes: re.Pattern[str] | None  # original words that end in a pronoun
    own_letter: frozenset[str]  # words that begin with such a letter of their own
    joined: tuple[str, ...]  # letters that join clauses, written on to the first word; only the first of them to any word
    calendar: Calendar | None
    knows_verbs: bool
    knows_forms: bool  # infinitives are known by their form
    _known: dict[str, int] = field(default_factory=dict, repr=False)

    def kinds(self, word: str) -> int:
        """The classes of a folded word, as bits."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST:
                self._known.clear()
            known = self._known[word] = self._kinds(word)
        return known

    def form(self, verb: str) -> str:
        """Number and gender that the form of a verb shows (`sg.f`); "" where it shows neither."""
        return next((name for name, form in self.agreement if form.fullmatch(verb)), "")

    def agree(self, verb: str, other: str) -> bool:
        """Whether two verbs may have one subject; in a language whose verbs agree both must show it."""
        one, two = self.form(verb), self.form(other)
        if not one or not two:
            return "agreeing" not in self.traits
        return one == two or one.startswith(f"{two}.") or two.startswith(f"{one}.")

    def _kinds(self, word: str) -> int:
        if not word[0].isalpha():
            return BIT["number"] if word[0].isdigit() else BIT[SIGNS[word]] | BIT["mark"] if word in SIGNS else BIT["mark"]
        listed = self.words.get(word)
        if listed is not None:
            return listed | self._shown(word, only=FORMS if listed & ~MARKED else -1)
        if len(word) > 2 and word[0] in self.joined:
            rest = word[1:]
            kinds = self.words.get(rest, 0)
            if kinds or word[0] == self.joined[0]:
                kinds |= self._shown(rest, only=FORMS if kinds & ~MARKED else -1)
            if kinds & ~FORMS and word not in self.own_letter:
                return kinds | BIT["joined"]
        return self._shown(word)

    def _shown(self, word: str, only: int = -1) -> int:
        found = 0
        for pattern in self.patterns:
            if pattern.bit & only and pattern.fits(word):
                found |= pattern.bit
        return found


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of a language given as BCP-47; a file that says something unknown is a ContractError."""
    pack = load_pack(language)
    file = resources.files("claims.languages") / "clauses" / f"{pack.language}.yaml"
    return _Reader(file.name, pack).grammar(_yaml(file) if file.is_file() else {})


def _yaml(file: Any) -> Mapping[str, Any]:
    import yaml

    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ContractError(f"not YAML: {error}", where=f"clauses/{file.name}") from error
    if not isinstance(raw, dict):
        raise ContractError("must be a mapping", where=f"clauses/{file.name}")
    return raw


class _Reader:
    def __init__(self, name: str, pack: Pack) -> None:
        self.where, self.pack = f"clauses/{name}", pack
        self.found: dict[str, int] = {}

    def wrong(self, what: str) -> ContractError:
        return ContractError(what, where=self.where, mend="see claims/languages/README.md")

    def grammar(self, raw: Mapping[str, Any]) -> Grammar:
        self.among("top level", raw, TOP)
        self.among("traits", raw.get("traits", ()), TRAITS)
        words = raw.get("words", {})
        self.among("words", words, (*WORDS, *(f"not_{kind}" for kind in KINDS)))
        for kind in WORDS:
            own = self.strings(f"words.{kind}", words[kind]) if kind in words else self.of_pack(kind)
            self.add(kind, own)
        for text, kinds in self.pack.markers.items():
            for kind in kinds:
                self.add(kind, [text])
                if kind == "silence":  # did not say: the verb is in it
                    self.add("finite", [text])
        for number, group in enumerate(raw.get("conjugations", ()), 1):
            self.conjugate(f"conjugations[{number}]", group)
        calendar = self.calendar(raw["calendar"]) if "calendar" in raw else None
        if calendar:
            self.add("calendar", [*calendar.months, *calendar.weekdays, *calendar.days])
        patterns = tuple(self.patterns(raw.get("patterns", {}), words))
        return Grammar(
            language=self.pack.language,
            traits=frozenset(raw.get("traits", ())),
            words={text: bits for text, bits in self.found.items() if self.single(text)},
            phrases={text: bits for text, bits in self.found.items() if not self.single(text)},
            patterns=patterns,
            agreement=tuple((name, re.compile(form)) for name, form in raw.get("agreement", {}).items()),
            suffixes=re.compile(raw["suffixes"]) if "suffixes" in raw else None,
            own_letter=self.pack.words["own_letter"],
            joined=tuple(map(fold, raw.get("joined", ()))),
            calendar=calendar,
            knows_verbs="finite" in words,
            knows_forms="infinitive" in raw.get("patterns", {}),
        )

    def single(self, text: str) -> bool:
        """Whether a text is one word as clauses are read: a language without spaces is read a letter at a time."""
        return len(text) == 1 if "spaceless" in self.pack.traits else " " not in text

    def add(self, kind: str, texts: Iterable[str]) -> None:
        for text in texts:
            self.found[text] = self.found.get(text, 0) | BIT[kind]

    def of_pack(self, kind: str) -> Iterable[str]:
        """What the pack knows of a class that the file does not give."""
        if kind == "pronoun":
            return self.pack.pronouns
        if kind == "possessive":
            return self.pack.possessives
        if kind == "actor":
            return self.pack.words["metonym"] | self.pack.words["head"]
        return self.pack.words[FROM_PACK[kind]] if kind in FROM_PACK else ()

    def conjugate(self, key: str, group: Mapping[str, Any]) -> None:
        """Writes out the forms of verbs; each is finite, `either` and `imperfect` say more."""
        self.among(key, group, ("finite", "either", "imperfect", "stems"))
        for stems in self.strings(f"{key}.stems", group["stems"]):
            parts = stems.split("~")
            for kind in ("finite", "either", "imperfect"):
                for pattern in group.get(kind, ()):
                    text = fold(pattern.format(*parts))
                    self.add(kind, [text])
                    if kind == "imperfect":
                        self.add("finite", [text])

    def patterns(self, raw: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[_Pattern]:
        shown = {kind for kind in raw if not kind.startswith("not_")}
        self.among("patterns", raw, (*KINDS, *(f"not_{kind}" for kind in shown)))
        for kind in sorted(shown):
            unless = raw.get(f"not_{kind}")
            never = frozenset(self.strings(f"words.not_{kind}", words.get(f"not_{kind}", ())))
            try:
                yield _Pattern(BIT[kind], re.compile(raw[kind]), re.compile(unless) if unless else None, never)
            except re.error as error:
                raise self.wrong(f"patterns.{kind}: {error}") from error

    def calendar(self, raw: Mapping[str, Any]) -> Calendar:
        self.among("calendar", raw, CALENDAR | MORE_CALENDAR)
        if CALENDAR - set(raw) or len(raw["months"]) != 12 or len(raw["month_names"]) != 12 or len(raw["weekdays"]) != 7:
            raise self.wrong(f"calendar: needs {', '.join(sorted(CALENDAR))}; twelve months, seven weekdays")
        return Calendar(
            months={fold(w): n for n, names in enumerate(raw["months"], 1) for w in names},
            weekdays={fold(w): n for n, names in enumerate(raw["weekdays"]) for w in names},
            days={fold(w): int(n) for n, names in raw["days"].items() for w in names},
            other_week=frozenset(map(fold, raw.get("other_week", ()))),
            year=frozenset(map(fold, raw.get("year", ()))),
            in_year=frozenset(map(fold, raw.get("in_year", ()))),
            ordinals={fold(w): int(n) for n, w in raw.get("ordinals", {}).items()},
            capitals=raw.get("capitals", False),
            month_names=tuple(raw["month_names"]),
            date=raw["date"],
            dated=raw["dated"],
            of_year=raw["of_year"],
        )

    def among(self, key: str, given: Iterable[str], known: Iterable[str]) -> None:
        extra = set(given) - set(known)
        if extra:
            raise self.wrong(f"{key}: unknown {', '.join(sorted(map(str, extra)))}; there are: {', '.join(sorted(known))}")

    def strings(self, key: str, given: object) -> list[str]:
        if isinstance(given, str):
            given = given.split()
        if not isinstance(given, list | tuple) or not all(isinstance(g, str) and g for g in given):
            raise self.wrong(f"{key}: must be a list of words (quote yes, no, on, off)")
        return [fold(g.replace("_", " ")) for g in given]
