"""Who speaks on: the source of a cue whose subject is a pronoun, controlled or dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import first_phrase
from claims.extract.rules.sentence import MARKS, Sentence
from claims.extract.rules.trace import Listener, Step, about

REMEMBERED = 8
LONGEST_TITLE = 6  # words before a name


@dataclass(slots=True)
class Speakers:
    """The last sources of the article, latest last, with the grammar of their verbs."""

    last: list[tuple[list[Range], str | None, str | None]] = field(default_factory=list)
    before: Sentence | None = None  # the sentence before, where none of its words is attributed

    def reset(self) -> None:
        """Forgets them: a heading or a block of links stands between."""
        self.last.clear()
        self.before = None

    def settle(self, mine: list[Found], s: Sentence, tell: Listener) -> None:
        """Gives each attribution of a sentence without a named source its antecedent, then remembers the named."""
        for found in sorted(mine, key=lambda f: f.start):
            if found.controlled and not found.source and not found.antecedent:
                self._control(found, mine, s)
            if found.source and found.mention in ("name", "nominal", "controlled"):
                if found.mention == "name":
                    self._remember(found, s)
                continue
            if not found.antecedent and found.mention in ("pronoun", "dropped", "controlled"):
                found.antecedent = self._antecedent(found, s, tell)
        self.before = None if mine else s

    def _remember(self, found: Found, s: Sentence) -> None:
        form = found.hit.form if found.hit else None
        gender = form.gender if form else None
        if gender is None and found.form == "verb":
            gender = _of_name(s, found.source)
        self._push(list(found.source), gender, form.number if form else None)

    def _push(self, source: list[Range], gender: str | None, number: str | None) -> None:
        self.last.append((source, gender, number))
        del self.last[:-REMEMBERED]

    def _antecedent(self, found: Found, s: Sentence, tell: Listener) -> list[Range]:
        gender = number = None
        if found.mention == "pronoun" and found.source:
            word = s.text[found.source[0][0] : found.source[0][1]]
            grammar = s.pack.pronouns.get(word) or s.pack.possessives.get(word)
            if grammar:
                gender, number = grammar.gender, grammar.number
            elif found.hit is not None:
                gender, number = found.hit.form.gender, found.hit.form.number
        elif found.hit is not None:
            gender, number = found.hit.form.gender, found.hit.form.number
        if number != "pl" and found.mention == "pronoun" and (subject := self._person_before(s)):
            was = _of_name(self.before or s, subject)
            if not (gender and was and gender != was):
                self._push(subject, was or gender, "sg")
                return list(subject)
        for source, was_gender, was_number in reversed(self.last):
            if gender and was_gender and gender != was_gender:
                tell(Step(about(found), "passed over", f"{was_gender}, and {gender} is asked for", tuple(source)))
            elif number and was_number and number != was_number:
                tell(Step(about(found), "passed over", f"{was_number}, and {number} is asked for", tuple(source)))
            elif source != found.source and not _passed_on_by(source, found):
                return list(source)
        return []

    def _person_before(self, s: Sentence) -> list[Range]:
        """The person that the sentence before is about, where nobody speaks in it: X lost his temper. “…,” he said."""
        before = self.before
        if before is None or "\n" in s.text[before.start : s.start]:
            return []
        if not before.words:
            before.read()
        name = _first_name(before)
        return [] if name is None else [(before.words[0].start, before.words[name - 1].end)]

    def _control(self, found: Found, mine: list[Found], s: Sentence) -> None:
        """Gives a participle the subject of the main clause: of an earlier cue, else the sentence's first noun phrase."""
        earlier = [f for f in mine if f is not found and f.start < found.start and (f.source or f.antecedent)]
        if earlier:
            controller = earlier[-1 if s.pack.participles == "inner" else 0]
            found.source = list(controller.source)
            found.antecedent = [] if controller.source else list(controller.antecedent)
            return
        words = first_phrase(s, s.at(found.start), s.at(s.start + s.dateline))
        if words:
            found.source = [(s.words[words[0]].start, s.words[words[1] - 1].end)]


def _passed_on_by(source: list[Range], found: Found) -> bool:
    """Whether a source only passes on the words of the found one: передал его слова X."""
    return found.rule == "relayed" and found.parent is not None and found.parent.source == source


def _of_name(s: Sentence, source: list[Range]) -> str | None:
    """The gender that a surname in the nominative tells: Рябинина, Заславский; None where it tells none."""
    if not source:
        return None
    last = s.at(source[0][1] - 1)
    if last >= len(s.words) or not s.capitals[last]:
        return None
    return "f" if s.ends("woman", last) else "m" if s.ends("man", last) else None


def _first_name(s: Sentence) -> int | None:
    """Where a name of two words or more ends that stands in the subject of a sentence, with nothing but its title before it."""
    for i in range(min(LONGEST_TITLE, len(s.words) - 1)):
        if s.words[i].text in MARKS or s.is_("preposition", i) or s.is_("connective", i) or s.is_("boundary", i) or s.is_("time", i):
            return None
        if all(s.capitals[j] and j not in s.acronyms and s.words[j].text not in MARKS for j in (i, i + 1)):
            end = i + 2
            while end < len(s.words) and s.capitals[end] and s.words[end].text not in MARKS:
                end += 1
            return end
    return None
