"""What each word is in a clause: verb, joint, opener, pronoun, negation; and a language's calendar.

A word's classes are one integer, a bit a class (`kinds.BIT`), so that a clause is read with one look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.languages.kinds import BIT, PART_OF_SPEECH, SIGNS, TIMES

MOST = 200_000  # words remembered at once
JOINED = BIT["joined"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of days and months, folded; how a date is written in the language."""

    months: Mapping[str, int]  # word -> 1 to 12
    weekdays: Mapping[str, int]  # word -> 0 (Monday) to 6
    days: Mapping[str, int]  # word -> days from today
    other_week: frozenset[str]  # beside a weekday they say that it is not the nearest one
    year: frozenset[str]  # the word for a year
    in_year: frozenset[str]  # words before a bare year
    of: frozenset[str]  # between a day and its month
    parts: frozenset[str]  # of a day, behind its name: morning
    ordinals: Mapping[str, int]  # words for days before `of` and a month
    capitals: bool  # months begin with a capital
    month_names: tuple[str, ...]
    date: str  # 4 July 2025
    dated: str  # on 4 July 2025
    of_year: str  # what completes a date without its year


@dataclass(frozen=True, slots=True)
class Pattern:
    """A class that the form of a word shows, and the forms and words that only look like it."""

    bit: int
    shows: re.Pattern[str]
    unless: re.Pattern[str] | None
    words: frozenset[str]

    def fits(self, word: str) -> bool:
        """Whether a folded word is of the class."""
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
    patterns: tuple[Pattern, ...]
    agreement: tuple[tuple[str, re.Pattern[str]], ...]  # number and gender (`sg.f`) -> the verbs that show it
    suffixes: re.Pattern[str] | None  # words as written that end in a pronoun
    joined: tuple[str, ...]  # letters that join clauses, written on to the first word; only the first of them to any word
    own_letter: frozenset[str]  # words that begin with such a letter of their own
    calendar: Calendar | None
    knows_verbs: bool  # finite verbs are told from other words
    knows_forms: bool  # and infinitives
    _known: dict[str, int] = field(default_factory=dict, repr=False)

    def kinds(self, word: str) -> int:
        """The classes of a folded word, as bits."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > MOST:
                self._known.clear()
            known = self._known[word] = self._kinds(word)
        return known

    def kinds_of(self, words: Iterable[str]) -> list[int]:
        """The classes of each of some folded words."""
        known = self._known
        return [known[word] if word in known else self.kinds(word) for word in words]

    def form(self, verb: str) -> str:
        """Number and gender that the form of a verb shows (`sg.f`); "" where it shows neither."""
        return next((name for name, form in self.agreement if form.fullmatch(verb)), "")

    def agree(self, verb: str, other: str) -> bool:
        """Whether two verbs may have one subject, as far as their forms tell."""
        one, two = self.form(verb), self.form(other)
        if not one or not two:
            return "agreeing" not in self.traits
        return one == two or one.startswith(f"{two}.") or two.startswith(f"{one}.")

    def _kinds(self, word: str) -> int:
        if not word[0].isalpha():
            return BIT["number"] if word[0].isdigit() else SIGNS.get(word, BIT["mark"])
        if word in self.words:
            return self._listed(word)
        if len(word) > 2 and word[0] in self.joined and word not in self.own_letter:
            rest = word[1:]
            kinds = self._listed(rest) if rest in self.words else self._shown(rest) if word[0] == self.joined[0] else 0
            if kinds & ~TIMES:
                return kinds | JOINED
        return self._shown(word)

    def _listed(self, word: str) -> int:
        """The classes of a word of a list, and what its form adds: no part of speech where the list gives one."""
        listed = self.words[word]
        return listed | (self._shown(word) & TIMES if listed & PART_OF_SPEECH else self._shown(word))

    def _shown(self, word: str) -> int:
        found = 0
        for pattern in self.patterns:
            if pattern.fits(word):
                found |= pattern.bit
        return found
