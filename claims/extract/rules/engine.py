"""The walk over an article: sentences with cues, frames, closing, nesting, carry-over, then rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from claims.extract.rules.found import Found
from claims.extract.rules.headline import STEM, colon_headline
from claims.extract.rules.judge import SPOKEN, Judge
from claims.extract.rules.lines import line_attribution, may_be_line
from claims.extract.rules.nesting import close, enclose
from claims.extract.rules.propositions import Reader, propositions
from claims.extract.rules.reported_mood import reported_mood
from claims.extract.rules.rows import Rows
from claims.extract.rules.sentence import (
    DASHES,
    Hit,
    Lexicon,
    Quote,
    Sentence,
)
from claims.extract.rules.speakers import Speakers
from claims.extract.rules.trace import Listener, Step, about, became, told_of, unheard
from claims.extract.rules.vetoes import UNSAID
from claims.languages.clause_file import load_grammar
from claims.languages.pack import Pack, load_pack
from claims.model import Article, Extraction, Refusal, Span
from claims.text.normalise import Shadow, shadow
from claims.text.quotes import quotations
from claims.text.segment import segments
from claims.text.sentences import sentences

VERSION = "0.1"

LONGEST_SENTENCE = 3000  # code points
MOST_CUES = 60  # of one sentence, since each is judged beside each
LONGEST_SPEECH = 200  # sentences that go on with one quotation
_TIME = re.compile(r"\d\d?[:.]\d\d\s+[-–—]\s")  # an entry of a live blog
_SURNAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][\w-]+ ([A-ZА-ЯЁ][\w-]{2,})")  # a name and a second one, not first in its sentence
QUOTING = frozenset({"quote_before", "quote_after", "quotation_before", "split_quote", "colon"})
FAR, NEXT = 300, 60  # code points between a report and a quotation that goes on with it, in its paragraph and in the next


ALONE = "nothing that it goes with stands beside it"
SILENT = frozenset({"boilerplate", "caption"})
HEADLINES = frozenset({"title", "heading", "see_also"})


@dataclass(frozen=True, slots=True)
class _Language:
    """What is made of a pack once: the lexicon of its cues, the reader of its clauses."""

    lexicon: Lexicon
    reader: Reader


def _of(pack: Pack) -> _Language:
    return _Language(Lexicon(pack), Reader(pack, load_grammar(pack)))


@cache
def _language(code: str) -> _Language:
    return _of(load_pack(code))


class RulesEngine:
    """Extracts by language packs; the pack is chosen by `article.language` (an unknown one is a UsageError).

    Packs of one's own stand before those that are shipped.
    """

    name = "rules"
    version = VERSION

    def __init__(self, *packs: Pack) -> None:
        self._own = {pack.language: _of(pack) for pack in packs}

    def extract(self, article: Article, listener: Listener = unheard) -> Extraction:
        """The attributions and claims of an article, sorted by place, with what was refused and why.

        A listener hears each judgement in the order in which it falls.
        """
        if article.text is None:
            why = Refusal(article.article_id, "the article", "it has no text (rights: offsets_only)")
            return Extraction((), (), (why,))
        code = article.language.split("-")[0].lower()
        language = self._own.get(code) or _language(code)
        walk = _Walk(article, shadow(article.text), language.lexicon, language.reader, listener)
        return walk.run()


@dataclass(slots=True)
class _Walk:
    article: Article
    shade: Shadow
    lexicon: Lexicon
    reader: Reader
    tell: Listener
    founds: list[Found] = field(default_factory=list)
    refused: list[tuple[int, int, str]] = field(default_factory=list)
    speakers: Speakers = field(default_factory=Speakers)
    sentences: list[tuple[str, Sentence]] = field(default_factory=list)
    heard: bool = field(init=False)
    turn: Found | None = None  # the speaker's turn of a transcript that the walk is in

    def __post_init__(self) -> None:
        self.heard = self.tell is not unheard

    def run(self) -> Extraction:
        text, shade = self.shade.original, self.shade
        pack, cased = self.lexicon.pack, shade.cased()
        marks = quotations(text)
        hits = self.lexicon.hits(shade.text)
        h = 0
        starts = [mark.outer.start for mark in marks]
        for part in self.article.segments or segments(text, self.article.title):
            if part.role in HEADLINES:
                self.speakers.reset()
            if part.role in SILENT:
                if self.heard:
                    self.tell(Step((shade.index(part.start), shade.index(part.end)), "not read", part.role))
                continue
            here = marks[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
            for span in _pieces(text, sentences(text, part.start, part.end, pack.spelling, here)):
                start, end = shade.index(span.start), shade.index(span.end)
                while h < len(hits) and hits[h].start < start:
                    h += 1
                first = h
                while h < len(hits) and hits[h].start < end:
                    h += 1
                quotes = tuple(
                    Quote(shade.index(m.outer.start), shade.index(m.outer.end), shade.index(m.inner.start), shade.index(m.inner.end), m.closed)
                    for m in marks[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                )  # fmt: skip
                before = self.sentences[-1] if self.sentences else None
                few = min(h, first + MOST_CUES)
                self.refused.extend((hit.start, hit.end, "more cues than a sentence has") for hit in hits[few:h])
                s = Sentence(pack, shade.text, start, end, quotes, tuple(hits[first:few]), cased[start:end], self.lexicon.vocabulary)
                if before is not None and before[0] not in HEADLINES:
                    s.previous = (before[1].start + before[1].dateline, before[1].end)
                self.sentences.append((part.role, s))
                self._sentence(s, part.role)
        self._headlines()
        rows = Rows(self.article, self.shade, marks)
        kept, clashes = rows.attributions(self.founds)
        unsaid = [start for start, _, why in self.refused if why == UNSAID]
        claims = propositions(self.reader, self.article, self.shade, self.sentences, marks, [row for row, _ in kept], unsaid)
        refused = [
            Refusal(self.article.article_id, self.shade.span(a, b).of(text), why, (self.shade.span(a, b),))
            for a, b, why in sorted([*self.refused, *clashes])
        ]
        return Extraction(tuple(a for a, _ in kept), claims, tuple(refused))

    def _sentence(self, s: Sentence, role: str) -> None:
        bench = Judge(s, self.tell)
        mine, used = bench.mine, bench.used
        laid_out = may_be_line(s)
        if s.hits or laid_out or role in HEADLINES:
            s.read()
            self.refused.extend((hit.start, hit.end, why) for hit, why in s.left_out)
        if role in HEADLINES and (headline := colon_headline(s)):
            mine.append(headline)
        elif laid_out and (line := line_attribution(s)):
            mine.append(line)
            self.turn = line
        skip_until = self.lexicon.frame_end(s)
        if self.heard:
            self.tell(Step((s.start, s.end), "sentence", role))
        for number, hit in sorted(enumerate(s.hits), key=lambda pair: pair[1].form.cue.rule == "hearsay_conditional"):
            if self.heard:
                self.tell(told_of(hit))
            if hit.start in used or any(hit.start == c[0] for f in mine for c in f.cue):
                self._say(hit, "passed by", "part of another cue")
                continue
            before = len(mine)
            reason = "the author's own frame" if hit.start < skip_until else bench.judge(hit, number)
            for found in mine[before:] if self.heard else ():
                if (hit.start, hit.end) != about(found):
                    self.tell(Step((hit.start, hit.end), "part of", found.rule, tuple(found.cue)))
            if len(mine) > before:
                continue
            reason = reason or ALONE
            self._say(hit, "refused", reason)
            if hit.form.cue.kind != "prefix":  # which is no cue without its verb
                self.refused.append((hit.start, hit.end, reason))
        self._continue_quotation(s, mine)
        if role not in HEADLINES:
            self._continue_reported_mood(s, mine)
        close(mine)
        if self.turn is not None and self.turn not in mine:
            enclose(self.turn, mine)
        self.speakers.settle(mine, s, self.tell)
        for found in mine:
            if found.rule == "back_reference":
                enclose(found, _near(self.founds, found.content[0][0]))
        self._tell(mine)
        self.founds.extend(mine)

    def _say(self, hit: Hit, stage: str, outcome: str) -> None:
        """Tells a judgement on a cue."""
        if self.heard:
            self.tell(Step((hit.start, hit.end), stage, outcome))

    def _tell(self, founds: Iterable[Found]) -> None:
        """Tells what became of attributions."""
        for found in founds if self.heard else ():
            for step in became(found):
                self.tell(step)

    def _headlines(self) -> None:
        """Headlines whose label is somebody who speaks in the article: Трамп: прогресса нет"""
        speaking = {
            word[:STEM] for f in self.founds for a, b in f.source for word in self.shade.text[a:b].split() if len(word) > 2
        }
        taken = {r for f in self.founds for r in f.cue}
        speaking.update(word[:STEM].lower() for word in _SURNAME.findall(self.article.text or ""))
        ordered = sorted(self.founds, key=lambda found: found.start)
        starts = [found.start for found in ordered]
        for role, s in self.sentences:
            entry = _TIME.match(s.text, s.start) is not None
            if entry and not s.words:
                s.read()
            if (role in HEADLINES or entry) and s.words and (found := colon_headline(s, speaking, entry=entry)) and found.cue[0] not in taken:
                enclose(found, ordered[bisect_left(starts, s.start) : bisect_left(starts, s.end)])
                self.founds.append(found)
                self._tell([found])

    def _continue_reported_mood(self, s: Sentence, mine: list[Found]) -> None:
        """A sentence in the mood of reported speech goes on with what the last speaker says."""
        if "reported_mood" not in s.pack.traits or not self.founds:
            return
        if not s.words:
            s.read()
        before = self.sentences[-2][1] if len(self.sentences) > 1 else s
        found = reported_mood(s, self.founds[-1], mine, adjacent=self.founds[-1].end >= before.start)
        if found:
            mine.append(found)

    def _continue_quotation(self, s: Sentence, mine: list[Found]) -> None:
        """A sentence that is one quotation and has no cue outside it goes on with the last direct quotation."""
        if not self.founds:
            return
        last = next((f for f in reversed(self.founds) if f.parent is None), self.founds[-1])
        if len(last.content) > LONGEST_SPEECH:
            return
        if not s.quotes or s.quotes[0].start != s.start:
            if not mine and _speech_goes_on(s, last):
                self._go_on(last, (s.start, s.end))
            return
        quote = s.quotes[0]
        own = any(f.rule in SPOKEN and f.cue[0][0] >= quote.inner_start for f in mine)
        whole = quote.start == s.start and quote.end >= s.end - 2 and (quote.closed or not mine) and not own
        reported = max(r[1] for r in (*last.cue, *last.source, last.content[-1]))  # the last part lies farthest on
        same_paragraph = "\n" not in s.text[reported : s.start]
        if whole and last.rule in QUOTING and 0 <= s.start - reported < (FAR if same_paragraph else NEXT):
            self._go_on(last, (quote.inner_start, quote.inner_end))
            for found in mine:
                found.parent = found.parent or last

    def _go_on(self, last: Found, content: tuple[int, int]) -> None:
        """Takes more of the text into a content, and tells it."""
        last.content.append(content)
        if self.heard:
            self.tell(Step(about(last), "goes on", "", (content,)))


def _near(founds: list[Found], start: int) -> Iterator[Found]:
    """The latest reports, back to a sentence before a place."""
    for found in reversed(founds):
        if found.end < start - LONGEST_SENTENCE:
            return
        yield found


def _speech_goes_on(s: Sentence, last: Found) -> bool:
    """Whether a sentence follows a dialogue line (— …, — сказал он. — …) in the same paragraph."""
    if not last.dialogue or "\n" in s.text[last.content[-1][1] : s.start]:
        return False
    return len(last.content) > 1 or s.text[s.start] in DASHES


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans; one longer than any sentence is cut at its spaces, so that the work stays linear in the text."""
    for start, end in spans:
        while end - start > LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = start + LONGEST_SENTENCE if cut < 0 else cut
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


