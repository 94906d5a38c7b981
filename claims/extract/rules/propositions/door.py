"""From attributions and sentences to claims: one row a proposition, sorted by place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from claims.extract.rules.propositions.days import View, anchor, days, event
from claims.extract.rules.propositions.edges import evidence
from claims.extract.rules.propositions.judge import STATING, Said, ahead, hedges, modality, polarity, said, speech_act, worth
from claims.extract.rules.propositions.reading import CAPITAL, Reader, Reading, reader
from claims.extract.rules.propositions.places import BE, DEPENDENT, MARK, NAME, NEGATION, NUMBER, Places
from claims.extract.rules.propositions.split import FEWEST, Proposition, propositions as split
from claims.extract.rules.propositions.standalone import standalone
from claims.extract.rules.propositions.units import Text, Unit, reported, told
from claims.extract.rules.sentence import DASHES, Sentence
from claims.ids import claim_id
from claims.languages.kinds import BIT
from claims.model import Article, Attribution, Claim, Span, Spans, say
from claims.text.normalise import Shadow
from claims.text.quotes import Quotation

PUBLISHED, SILENCE = BIT["published"], BIT["silence"]
DATED = BIT["calendar"] | NUMBER
DISTANCING = BIT["distancing"]
TIME = re.compile(r"\d\d?[:.]\d\d(?:\s+[-–—])?\s+")  # an entry of a live blog
DATELINE = 12  # words of a dateline, at most
PLACE = 2  # words of one that names only a place
SHORTEST_NAME = 3
COMMON = MARK | NUMBER | DEPENDENT | BIT["preposition"] | BIT["pronoun"] | BIT["adverb"] | BIT["inside"]
REMNANT = 5  # words that a stretch between reports needs where the language's verbs are not known
PROCLITICS = 3  # letters that may stand before a verb in one word, and one more
ASKING = frozenset("?؟？")


def propositions(
    article: Article,
    shade: Shadow,
    sentences: Sequence[tuple[str, Sentence]],
    marks: Sequence[Quotation],
    rows: Sequence[Attribution],
    unsaid: Collection[int] = (),
) -> tuple[Claim, ...]:
    """The claims of an article.

    `sentences` come with the role of their segment, `rows` with all attributions that were kept; `unsaid` holds the
    shadow places of verbs of saying that are negated: `did not say` is no claim.
    """
    if not sentences:
        return ()
    claims = list(_Work(article, shade, sentences, marks, rows, frozenset(unsaid)).claims())
    unique = {claim.claim_id: claim for claim in claims}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.evidence, claim.claim_id)))


class _Work:
    """One article while its claims are made."""

    def __init__(
        self, article: Article, shade: Shadow, sentences: Sequence[tuple[str, Sentence]], marks: Sequence[Quotation],
        rows: Sequence[Attribution], unsaid: frozenset[int],
    ) -> None:  # fmt: skip
        self.article, self.shade, self.rows, self.unsaid = article, shade, rows, unsaid
        self.reader: Reader = reader(article.language)
        self.grammar = self.reader.grammar
        self.reading: Reading = self.reader.read(shade)
        self.sentences = sentences
        self.text = Text(shade.original, marks, tuple(self.heads()), self.reader.pack.spelling)
        self.today = anchor(article)
        self.reading.name(self.named())

    def named(self) -> frozenset[str]:
        """The words of names and sources of the article: who acts in it."""
        reading, names = self.reading, set()
        for row in self.rows:
            for span in row.source if row.mention != "pronoun" else ():
                lo, hi = reading.within(self.shade.index(span.start), self.shade.index(span.end))
                names.update(reading.words[i] for i in range(lo, hi) if not reading.kinds[i] & COMMON)
        names.update(reading.words[i] for i, kinds in enumerate(reading.kinds) if kinds & CAPITAL)
        return frozenset(word for word in names if len(word) >= SHORTEST_NAME)

    def claims(self) -> Iterator[Claim]:
        children: dict[str | None, list[Attribution]] = {}
        for row in self.rows:
            children.setdefault(row.parent_id, []).append(row)
        for row in self.rows:
            inner = children.get(row.attribution_id, [])
            if any(child.content == row.content for child in inner):
                continue  # a relay: the claim is the inner source's
            found = [claim for unit in reported(self.text, row, inner) for claim in self.of_report(unit, bool(inner))]
            if not found and not inner:
                found = [self.bare(row)]
            yield from found
        for unit in told(self.text, self.rows, [role for role, _ in self.sentences]):
            yield from self.of_author(unit)

    def heads(self) -> Iterator[tuple[Span, int]]:
        """Each sentence, and where it begins behind a dateline, the time of an entry, a frame of the author's (يُذكر أن)."""
        lead = True
        for role, s in self.sentences:
            start = s.start
            if lead and role in ("lead", "body"):
                lead = False
                if not s.words:
                    s.read()
                start += s.dateline or self.dateline(s)
            span = self.shade.span(s.start, s.end)
            time = TIME.match(s.text, start, s.end)
            start = time.end() if time else start
            frame = self.reader.frames.match(s.text, start, s.end) if self.reader.frames else None
            yield span, self.shade.span(frame.end() if frame else start, s.end).start

    def dateline(self, s: Sentence) -> int:
        """Code points of a dateline in a script without capitals: a place, a day or the outlet in brackets, a dash."""
        reading, months = self.reading, self.grammar.calendar.months if self.grammar.calendar else {}
        lo = reading.at(s.start)
        for i in range(lo + 1, min(lo + DATELINE, len(reading.starts) - 1)):
            dash = reading.words[i] in DASHES and s.text[reading.starts[i] - 1].isspace()
            if dash and s.text[reading.ends[i] : reading.ends[i] + 1].isspace():
                told = any(reading.words[p] in months or reading.words[p] == "(" for p in range(lo, i))
                return reading.starts[i + 1] - s.start if told or i - lo <= PLACE else 0
        return 0

    def of_report(self, unit: Unit, wraps: bool) -> Iterator[Claim]:
        places = self.places(unit)
        for one in split(places, self.grammar):
            one.open_end = unit.after
            spans = evidence(places, one, self.shade, self.text, unit.spans, self.reader.pack.abbreviations)
            if spans and (not wraps or self.says(places, one, unit, spans)):
                yield self.claim(places, one, unit, spans)

    def of_author(self, unit: Unit) -> Iterator[Claim]:
        places = self.places(unit)
        for one in split(places, self.grammar):
            one.open_end = unit.after
            one.after_hole = one.after_hole or (unit.before and one.start == 0)
            spans = evidence(places, one, self.shade, self.text, unit.spans, self.reader.pack.abbreviations)
            if spans and self.tells(places, one, unit, spans):
                yield self.claim(places, one, unit, spans)

    def places(self, unit: Unit) -> Places:
        """The words of a unit; what is quoted inside it is not taken apart."""
        shade = self.shade
        runs = [self.reading.within(shade.index(s.start), shade.index(s.end)) for s in unit.spans]
        inner = [mark.inner for span in unit.spans for mark in self.text.quotations(span)]
        frozen = [self.reading.within(shade.index(s.start), shade.index(s.end)) for s in inner]
        return Places(self.reading, self.grammar, runs, unit.holes, frozen, own=unit.row is None)

    def says(self, places: Places, one: Proposition, unit: Unit, spans: Spans) -> bool:
        """Whether what is left of a content around another report is a proposition of its own."""
        if self.words(places, one) < FEWEST:
            return False
        if one.verb is not None or not self.grammar.knows_verbs:
            return True
        return "nominal" in self.grammar.traits and not one.after_hole and not unit.before and not self.broken(unit, spans[-1])

    def tells(self, places: Places, one: Proposition, unit: Unit, spans: Spans) -> bool:
        """Whether the author says something here: no remnant of a report, no dateline, nothing that was not said."""
        words = self.words(places, one)
        if words < FEWEST or self.of_names(places, one) or self.kept_quiet(places, one):
            return False
        if not (one.after_hole or unit.holes or unit.before or unit.after):
            return True
        if self.broken(unit, spans[-1]):
            return False
        if not self.grammar.knows_verbs:
            return words >= REMNANT
        first = one.segments[0]
        if one.verb is None or first.opens:
            return False
        if not one.after_hole:
            return not (one.subjectless and one.shared is None and "subject_follows" not in self.grammar.traits)
        joined = first.begin > first.start
        return joined and not first.opens and (not first.subjectless or "subject_follows" in self.grammar.traits)

    def broken(self, unit: Unit, last: Span) -> bool:
        """Whether a report follows with nothing between, so that what stands before it is half a clause."""
        number, around = next((n, span) for n, span in enumerate(unit.spans) if span.holds(last))
        follows = number + 1 in unit.holes or (number + 1 == len(unit.spans) and unit.after)
        return follows and not self.shade.original[last.end : around.end].strip()

    def words(self, places: Places, one: Proposition) -> int:
        """How many words a proposition has of its own; two letters a word where none is set apart."""
        read = sum(not places.kinds[p] & MARK for p in range(one.segments[0].begin, one.end))
        return read // 2 if "spaceless" in self.reader.pack.traits else read

    def of_names(self, places: Places, one: Proposition) -> bool:
        """Whether it is a dateline: nothing but names, numbers and months."""
        months = self.grammar.calendar.months if self.grammar.calendar else {}
        return one.verb is None and all(
            places.kinds[p] & (MARK | NAME | NUMBER) or places.word(p) in months for p in range(one.start, one.end)
        )

    def kept_quiet(self, places: Places, one: Proposition) -> bool:
        """Whether its verb is one of saying and negated: the ministry did not comment."""
        for p in one.main if self.unsaid else ():
            start = self.reading.starts[places.tokens[p]]
            if not self.unsaid.isdisjoint(range(start, start + PROCLITICS)) and not places.kinds[p] & PUBLISHED:
                return not (p and places.kinds[p - 1] & BE and not places.kinds[p - 1] & NEGATION)
        return any(places.kinds[p] & SILENCE for p in range(one.start, one.end))

    def bare(self, row: Attribution) -> Claim:
        """The claim of a content without a single word: all of it."""
        unit = Unit(list(row.content), set(), row=row)
        places = self.places(unit)
        return self.claim(places, split(places, self.grammar)[0], unit, row.content)

    def claim(self, places: Places, one: Proposition, unit: Unit, spans: Spans) -> Claim:
        text, row = self.shade.original, unit.row
        s = said(places, one, self.grammar, row, unit.role, asked=self.asked(spans))
        act, certainty = speech_act(s), modality(s)
        worthy, reason = worth(s, act)
        view = View(self.today, ahead(s, act), row is not None and row.quote_type == "direct")
        calendar = self.grammar.calendar
        dated, untold = days(places, one, calendar, view) if calendar and s.all_kinds & DATED else ([], False)
        when = event(dated, one) if dated else None
        return Claim(
            claim_id=claim_id(self.article.article_id, row.attribution_id if row else None, spans),
            article_id=self.article.article_id,
            attribution_id=row.attribution_id if row else None,
            evidence=spans,
            text=say(text, spans),
            standalone=None if untold or act not in STATING else standalone(s, spans, self.shade, dated),
            polarity=polarity(s),
            modality=certainty,
            speech_act=act,
            check_worthy=worthy,
            check_reason=reason,
            hedges=self.marked(s, hedges(s), spans) if certainty != "asserted" else (),
            distancing=self.marked(s, [p for p in range(one.start, one.end) if places.kinds[p] & DISTANCING], spans),
            event_start=when.first if when else None,
            event_end=when.last if when else None,
            event_precision=when.precision if when else "unknown",
        )

    def asked(self, spans: Spans) -> bool:
        """Whether a question mark follows."""
        end = spans[-1].end
        return not ASKING.isdisjoint(self.shade.original[end - 1 : end + 1])

    def marked(self, s: Said, at: Sequence[int], spans: Spans) -> Spans:
        """The spans of the words at some places, phrases whole, inside the evidence."""
        out = []
        for place in at:
            last = place
            while last + 1 < len(s.places) and s.places.kinds[last + 1] & BIT["inside"]:
                last += 1
            i, j = s.places.tokens[place], s.places.tokens[last]
            joined = s.places.kinds[place] & BIT["joined"] != 0
            span = self.shade.span(self.reading.starts[i] + joined, self.reading.ends[j])
            if any(one.holds(span) for one in spans):
                out.append(span)
        return tuple(sorted(set(out)))
