"""Reads the grammar of a language's clauses: `clauses/<language>.yaml`, and what the language pack knows beside it.

A language without a file of its own still has its pack's markers, complementizers, pronouns and prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from claims.languages.checked import Checked
from claims.languages.grammar import Calendar, Grammar, Pattern
from claims.languages.kinds import (
    BIT,
    CALENDAR,
    CONJUGATION,
    FROM_PACK,
    KINDS,
    MORE_CALENDAR,
    TOP,
    TRAITS,
    WORDS,
)
from claims.languages.pack import Pack
from claims.text.normalise import fold
from claims.yamlfile import Written, read_yaml

NOT = "not_"  # before a class: words and forms that only look like it
MONTHS, DAYS = 12, 7


def load_grammar(pack: Pack) -> Grammar:
    """The grammar of a pack's language; a file that says something wrong is a ContractError with its line."""
    file = resources.files("claims.languages") / "clauses" / f"{pack.language}.yaml"
    if not file.is_file():
        return read_grammar(read_yaml("{}", "no file"), pack)
    return read_grammar(read_yaml(file.read_text(encoding="utf-8"), f"clauses/{file.name}"), pack)


def read_grammar(written: Written, pack: Pack) -> Grammar:
    """The grammar that a file holds, completed from the pack."""
    return _Reader(Checked(written), pack).grammar(written.value)


class _Reader:
    """Gathers the classes of words and phrases."""

    def __init__(self, checked: Checked, pack: Pack) -> None:
        self.checked, self.pack = checked, pack
        self.found: dict[str, int] = {}

    def grammar(self, value: object) -> Grammar:
        raw = self.checked.keys((), value, TOP)
        negated = [f"{NOT}{kind}" for kind in KINDS]
        words = self.checked.keys(("words",), raw.get("words", {}), [*WORDS, *negated])
        lists = {key: self.texts(("words", key), those) for key, those in words.items()}
        for kind in WORDS:
            self.add(kind, lists[kind] if kind in lists else self.of_pack(kind))
        for text, kinds in self.pack.markers.items():
            for kind in kinds:
                self.add(kind, [text])
                if kind == "silence":  # did not say: its verb is in it
                    self.add("finite", [text])
        for number, group in enumerate(raw.get("conjugations", [])):
            self.conjugate(("conjugations", number), group)
        calendar = self.calendar(raw["calendar"]) if "calendar" in raw else None
        if calendar is not None:
            self.add("calendar", [*calendar.months, *calendar.weekdays, *calendar.days])
            if "possessive_s" in self.pack.traits:
                self.add("deictic", [f"{day}'s" for day in (*calendar.weekdays, *calendar.days)])
        patterns = self.checked.keys(("patterns",), raw.get("patterns", {}), [*KINDS, *negated])
        shown = tuple(self.patterns(patterns, lists))
        if "finite" in words:
            for text in self.reporting(shown):
                plural = any(one.bit & BIT["plural"] and one.fits(text) for one in shown)
                self.add("noun_too" if plural else "either", [text])
        return Grammar(
            language=self.pack.language,
            traits=frozenset(self.checked.words_among(("traits",), raw.get("traits", []), TRAITS)),
            words={text: bits for text, bits in self.found.items() if self.single(text)},
            phrases={text: bits for text, bits in self.found.items() if not self.single(text)},
            patterns=shown,
            agreement=tuple(self.forms(raw.get("agreement", {}))),
            suffixes=self.regex(("suffixes",), raw["suffixes"]) if "suffixes" in raw else None,
            joined=self.texts(("joined",), raw.get("joined", [])),
            own_letter=self.pack.words["own_letter"],
            calendar=calendar,
            knows_verbs="finite" in words,
            knows_forms="infinitive" in patterns,
        )

    def single(self, text: str) -> bool:
        """Whether a text is one word as clauses are read: a language without spaces is read a letter at a time."""
        return len(text) == 1 if "spaceless" in self.pack.traits else " " not in text

    def texts(self, path: tuple[str | int, ...], value: object) -> tuple[str, ...]:
        """The folded words and phrases of a list; `_` is a space."""
        return tuple(fold(text.replace("_", " ")) for text in self.checked.listed(path, value))

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

    def reporting(self, shown: Iterable[Pattern]) -> list[str]:
        """The verbs of saying that neither a list nor a form makes finite."""
        finite = [pattern for pattern in shown if pattern.bit & BIT["finite"]]
        return [
            text for text, form in self.pack.forms.items()
            if form.mood == "fin" and " " not in text and text not in self.found and not any(one.fits(text) for one in finite)
        ]  # fmt: skip

    def conjugate(self, path: tuple[str | int, ...], value: object) -> None:
        """Writes out the forms of verbs; each but `either` is finite."""
        group = self.checked.keys(path, value, CONJUGATION)
        self.checked.needs(path, group, ("stems",))
        for number, stems in enumerate(self.checked.listed((*path, "stems"), group["stems"])):
            for kind in ("finite", "either", "imperfect"):
                for pattern in self.checked.listed((*path, kind), group.get(kind, [])):
                    try:
                        text = fold(pattern.format(*stems.split("~")))
                    except IndexError:
                        mend = "write stem0~stem1"
                        raise self.checked.wrong((*path, "stems", number), f"{stems!r} lacks a stem for {pattern!r}", mend) from None
                    self.add(kind, [text])
                    if kind == "imperfect":
                        self.add("finite", [text])

    def patterns(self, raw: Mapping[str, Any], lists: Mapping[str, tuple[str, ...]]) -> Iterator[Pattern]:
        for kind in (kind for kind in KINDS if kind in raw):
            unless = raw.get(f"{NOT}{kind}")
            yield Pattern(
                BIT[kind],
                self.folded(("patterns", kind), raw[kind]),
                self.folded(("patterns", f"{NOT}{kind}"), unless) if unless else None,
                frozenset(lists.get(f"{NOT}{kind}", ())),
            )

    def forms(self, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
        for name, form in self.checked.map(("agreement",), value).items():
            yield name, self.folded(("agreement", name), form)

    def folded(self, path: tuple[str | int, ...], value: object) -> re.Pattern[str]:
        """A pattern of folded words: its letters are folded as theirs are."""
        return self.regex(path, fold(self.checked.word(path, value)))

    def regex(self, path: tuple[str | int, ...], value: object) -> re.Pattern[str]:
        try:
            return re.compile(self.checked.word(path, value))
        except re.error as error:
            raise self.checked.wrong(path, f"no regular expression: {error}", "write one that fits whole words") from None

    def calendar(self, value: object) -> Calendar:
        path = ("calendar",)
        raw = self.checked.keys(path, value, (*CALENDAR, *MORE_CALENDAR))
        self.checked.needs(path, raw, CALENDAR)

        def texts(key: str) -> tuple[str, ...]:
            return self.texts((*path, key), raw.get(key, []))

        names = self.checked.listed((*path, "month_names"), raw["month_names"])
        if len(names) != MONTHS:
            raise self.checked.wrong((*path, "month_names"), f"{len(names)} names", "write twelve")
        return Calendar(
            months=self.numbered("months", raw, MONTHS, first=1),
            weekdays=self.numbered("weekdays", raw, DAYS, first=0),
            days={word: self.offset(day) for day in raw["days"] for word in self.texts((*path, "days", day), raw["days"][day])},
            other_week=frozenset(texts("other_week")),
            year=frozenset(texts("year")),
            in_year=frozenset(texts("in_year")),
            of=frozenset(texts("of")),
            parts=frozenset(texts("parts")),
            ordinals={word: number for number, word in enumerate(texts("ordinals"), 1)},
            capitals=raw.get("capitals") == "true",
            month_names=names,
            date=self.checked.word((*path, "date"), raw["date"]),
            dated=self.checked.word((*path, "dated"), raw["dated"]),
            of_year=self.checked.word((*path, "of_year"), raw["of_year"]),
        )

    def numbered(self, key: str, raw: Mapping[str, Any], size: int, *, first: int) -> dict[str, int]:
        """The words of each month or weekday with its number."""
        path = ("calendar", key)
        if not isinstance(raw[key], list) or len(raw[key]) != size:
            raise self.checked.wrong(path, "not one list a month" if size == MONTHS else "not one list a weekday", f"write {size} lists")
        return {word: n + first for n, names in enumerate(raw[key]) for word in self.texts((*path, n), names)}

    def offset(self, day: str) -> int:
        try:
            return int(day)
        except ValueError:
            raise self.checked.wrong(("calendar", "days", day), f"{day!r} is no number of days", 'write "-1", "0", "1"') from None
