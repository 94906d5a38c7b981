"""Who speaks on: the source of a cue whose subject is a pronoun, controlled or dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import first_phrase
from claims.extract.rules.sentence import Sentence
from claims.extract.rules.trace import Listener, Step, about

REMEMBERED = 8


@dataclass(slots=True)
class Speakers:
    """The last sources of the article, latest last, with the grammar of their verbs."""

    last: list[tuple[list[Range], str | None, str | None]] = field(default_factory=list)

    def reset(self) -> None:
        """Forgets them: a heading or a block of links stands between."""
        self.last.clear()

    def settle(self, mine: list[Found], s: Sentence, tell: Listener) -> None:
        """Gives each attribution of a sentence without a named source its antecedent, then remembers the named."""
        for found in sorted(mine, key=lambda f: f.start):
            if found.controlled and not found.source and not found.antecedent:
                self._control(found, mine, s)
            if found.source and found.mention in ("name", "nominal", "controlled"):
                if found.mention == "name":
                    self._remember(found)
                continue
            if not found.antecedent and found.mention in ("pronoun", "dropped", "controlled"):
                found.antecedent = self._antecedent(found, s, tell)

    def _remember(self, found: Found) -> None:
        form = found.hit.form if found.hit else None
        self.last.append((list(found.source), form.gender if form else None, form.number if form else None))
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
        for source, was_gender, was_number in reversed(self.last):
            if gender and was_gender and gender != was_gender:
                tell(Step(about(found), "passed over", f"{was_gender}, and {gender} is asked for", tuple(source)))
            elif number and was_number and number != was_number:
                tell(Step(about(found), "passed over", f"{was_number}, and {number} is asked for", tuple(source)))
            elif source != found.source and not _passed_on_by(source, found):
                return list(source)
        return []

    def _control(self, found: Found, mine: list[Found], s: Sentence) -> None:
        """Gives a participle the subject of the main clause: of an earlier cue, else the sentence's first noun phrase."""
        earlier = [f for f in mine if f is not found and f.start < found.start and (f.source or f.antecedent)]
        if earlier:
            controller = earlier[-1 if s.pack.participles == "inner" else 0]
            found.source = list(controller.source)
            found.antecedent = [] if controller.source else list(controller.antecedent)
            return
        words = first_phrase(s, s.at(found.start))
        if words:
            found.source = [(s.words[words[0]].start, s.words[words[1] - 1].end)]


def _passed_on_by(source: list[Range], found: Found) -> bool:
    """Whether a source only passes on the words of the found one: передал его слова X."""
    return found.rule == "relayed" and found.parent is not None and found.parent.source == source
