"""The walk over an article: sentences with cues, frames, closing, nesting, carry-over, then rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from claims.extract.rules.adjuncts import JOINTS, clause_start, earlier_subject
from claims.extract.rules.afterverb import source_phrase
from claims.extract.rules.around import circumfix, cited, closed_by, impersonal
from claims.extract.rules.bracketed import BRACKET_FRAMES, by_left_content, join, report
from claims.extract.rules.claims import propositions
from claims.extract.rules.feints import FEINTS
from claims.extract.rules.following import FRAMES_FOLLOWING
from claims.extract.rules.found import Found
from claims.extract.rules.frames import frames
from claims.extract.rules.headline import STEM, colon_headline
from claims.extract.rules.hearsay import conditional_mood, hearsay_adverb
from claims.extract.rules.inner import inner_adposition, inner_postposition
from claims.extract.rules.lines import line_attribution, may_be_line
from claims.extract.rules.phrasal import adposition, noun, relay
from claims.extract.rules.phrases import LONGEST, trim
from claims.extract.rules.place import Place, person, ranges
from claims.extract.rules.reported_mood import reported_mood
from claims.extract.rules.rows import Rows
from claims.extract.rules.sentence import (
    COMMAS,
    DASHES,
    MARKS,
    Hit,
    Lexicon,
    Quote,
    Sentence,
    in_any,
)
from claims.extract.rules.speakers import Speakers
from claims.extract.rules.trace import Listener, Step, about, became, told_of, tried, unheard
from claims.extract.rules.verbfinal import noun_after_clause, postposition
from claims.extract.rules.verbgroup import over_joined, verb_group
from claims.extract.rules.vetoes import NOUN, VETOES, noun_form, reflexive
from claims.languages.pack import Pack, load_pack
from claims.model import Article, Extraction, Refusal, Span
from claims.text.normalise import Shadow, shadow
from claims.text.quotes import quotations
from claims.text.segment import segments
from claims.text.sentences import sentences

VERSION = "0.1"
DEEPEST = 32  # reports around one another
LONGEST_SENTENCE = 3000  # code points
_TIME = re.compile(r"\d\d?[:.]\d\d\s+[-–—]\s")  # an entry of a live blog
_SURNAME = re.compile(r"(?<=[a-zа-яё,] )[A-ZА-ЯЁ][\w-]+ ([A-ZА-ЯЁ][\w-]{2,})")  # a name and a second one, not first in its sentence
QUOTING = frozenset({"quote_before", "quote_after", "quotation_before", "split_quote", "colon"})
FAR, NEXT = 300, 60  # code points between a report and a quotation that goes on with it, in its paragraph and in the next
SPOKEN = frozenset({"parenthesis", "quote_before", "split_quote"})
SHORT_SPEECH = (25, 10)  # code points in quotation marks that hold no report, with and without spaces
SILENT = frozenset({"boilerplate", "caption"})
HEADLINES = frozenset({"title", "heading", "see_also"})


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(load_pack(language))


class RulesEngine:
    """Extracts by language packs; the pack is chosen by `article.language` (an unknown one is a UsageError)."""

    name = "rules"
    version = VERSION

    def extract(self, article: Article, listener: Listener = unheard) -> Extraction:
        """The attributions and claims of an article, sorted by place, with what was refused and why.

        A listener hears each judgement in the order in which it falls.
        """
        if article.text is None:
            why = Refusal(article.article_id, "the article", "it has no text (rights: offsets_only)")
            return Extraction((), (), (why,))
        lexicon = _lexicon(article.language.split("-")[0].lower())
        walk = _Walk(article, shadow(article.text), lexicon, listener)
        return walk.run()


@dataclass(slots=True)
class _Walk:
    article: Article
    shade: Shadow
    lexicon: Lexicon
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
                s = Sentence(pack, shade.text, start, end, quotes, tuple(hits[first:h]), cased[start:end], self.lexicon.vocabulary)
                if before is not None and before[0] not in HEADLINES:
                    s.previous = (before[1].start + before[1].dateline, before[1].end)
                self.sentences.append((part.role, s))
                self._sentence(s, part.role)
        self._headlines()
        rows = Rows(self.article, self.shade, marks)
        kept, clashes = rows.attributions(self.founds)
        claims = propositions(self.article, self.shade, self.lexicon, self.sentences, kept)
        refused = [
            Refusal(self.article.article_id, self.shade.span(a, b).of(text), why, (self.shade.span(a, b),))
            for a, b, why in sorted([*self.refused, *clashes])
        ]
        return Extraction(tuple(a for a, _ in kept), claims, tuple(refused))

    def _sentence(self, s: Sentence, role: str) -> None:
        mine: list[Found] = []
        laid_out = may_be_line(s)
        if s.hits or laid_out or role in HEADLINES:
            s.read()
        if role in HEADLINES and (headline := colon_headline(s)):
            mine.append(headline)
        elif laid_out and (line := line_attribution(s)):
            mine.append(line)
            self.turn = line
        skip_until = _author_frame(s)
        used: set[int] = set()
        if self.heard:
            self.tell(Step((s.start, s.end), "sentence", role))
        for number, hit in sorted(enumerate(s.hits), key=lambda pair: pair[1].form.cue.rule == "hearsay_conditional"):
            if self.heard:
                self.tell(told_of(hit))
            if hit.start in used or hit.start < skip_until or any(hit.start == c[0] for f in mine for c in f.cue):
                self._say(hit, "passed by", "the author's own frame" if hit.start < skip_until else "part of another cue")
                continue
            before = len(mine)
            reason = self._judge(s, hit, number, mine, used)
            for found in mine[before:] if self.heard else ():
                if (hit.start, hit.end) != about(found):
                    self.tell(Step((hit.start, hit.end), "part of", found.rule, tuple(found.cue)))
            if len(mine) == before and reason:
                self._say(hit, "refused", reason)
                self.refused.append((hit.start, hit.end, reason))
            elif len(mine) == before:
                self._say(hit, "passed by", "nothing that it goes with stands beside it")
        self._continue_quotation(s, mine)
        if role not in HEADLINES:
            self._continue_reported_mood(s, mine)
        _close(mine, s)
        if self.turn is not None:
            for found in mine:
                inside = self.turn.content[0][0] <= found.start and found.end <= self.turn.content[0][1]
                if found.parent is None and found is not self.turn and inside:
                    found.parent = self.turn
        self.speakers.settle(mine, s, self.tell)
        for found in mine:
            if found.rule == "back_reference":
                self._enclose(found)
        self._tell(mine)
        self.founds.extend(mine)

    def _enclose(self, found: Found) -> None:
        """Puts the reports of the sentence that a later one points back at inside it."""
        (start, end), *_ = found.content
        for other in self.founds:
            if other.parent is None and start <= other.start and other.end <= end:
                other.parent = found

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
        for role, s in self.sentences:
            if (role in HEADLINES or _TIME.match(s.text, s.start)) and s.words and (found := colon_headline(s, speaking)) and found.cue[0] not in taken:
                for other in self.founds:
                    if other.parent is None and s.start <= other.start and any(a <= other.start and other.end <= b for a, b in found.content):
                        other.parent = found
                self.founds.append(found)
                self._tell([found])

    def _judge(self, s: Sentence, hit: Hit, number: int, mine: list[Found], used: set[int]) -> str | None:
        kind, mood = hit.form.cue.kind, hit.form.mood
        before_verb, following = "content_before_verb" in s.pack.traits, "analytic" in s.pack.traits
        if s.pack.order != "vso" and mood == "fin":
            _end_aside(s, hit, mine)
        p = _place(s, hit, mine)
        word = s.words[p.head]
        if " " in word.text and (word.end > hit.end or word.start < hit.start):
            return "part of a fixed phrase"
        if kind == "prefix":
            verb = s.hits[number + 1] if number + 1 < len(s.hits) else None
            if verb is None or verb.form.cue.kind != "verb" or not _prefixes(s, hit, verb, _place(s, verb, mine).k):
                if hit.form.cue.rule and (found := adposition(p)):  # según dijo X, but also: según X
                    mine.append(found)
                return None
            inner = _place(s, verb, mine)
            if inner.hit.form.mood == "conv" or reflexive(inner) or not inner.finds("final") or noun_form(inner) or (s.pack.order == "vso" and any(s.is_("complementizer", i) for i in range(inner.after, min(inner.after + 8, len(s.words))))):
                return None
            inner.k, inner.extra = p.k, [(hit.start, hit.end)]
            found = adposition(inner, prefix_verb=True)
            if found:
                used.add(verb.start)
                found.cue.sort()
                mine.append(found)
            return None
        if kind == "phrase":
            last = p.after >= len(s.words) or s.words[p.after].text in MARKS
            if hit.form.suffix and last and mine and any(f.content[0][0] < hit.start for f in mine):
                return "distancing phrase of the same speaker"
            found = _before_source(p, mine)
            if found:
                if mine and len(found.content) == 1 and found.content[0][1] <= hit.start and p.quote is None:
                    found = adposition(Place(s, hit, p.k, p.after, 0, s.start + s.dateline, None)) or found
                    _cut_before(found, mine)
                mine.append(found)
            return "no content beside it"
        if kind == "impersonal":
            found = impersonal(p)
            if found:
                mine.append(found)
            return "no content beside it"
        if kind == "circumfix" or (kind == "postphrase" and hit.form.cue.preps):
            around = circumfix(p) if kind == "circumfix" else closed_by(p)
            used.update(h.start for h in s.hits if in_any(h.start, [c for f in around for c in f.cue]))
            mine.extend(around)
            return "nothing that closes it and has content"
        if kind == "postphrase":
            found = inner_postposition(p) if "verb_second" in s.pack.traits else postposition(p)
            if found:
                mine.append(found)
            return "no content beside it"
        if kind == "relay" and mood == "base":
            got = _citing(s, hit, p, mine)
            used.update(c[0] for f in got for c in f.cue)
            mine.extend(got)
            return "nothing relayed"
        if kind == "relay":
            got = relay(p, mine)
            used.update(c[0] for f in got for c in f.cue)
            mine.extend(got)
            return "nothing relayed"
        if kind == "verb" and "verb_second" in s.pack.traits:
            return self._bracket(p, mine, used)
        for veto in (*VETOES, *FEINTS) if following else VETOES:
            reason = veto(p)
            if reason:
                self._say(hit, "veto", veto.__name__.replace("_", " "))
                if reason == "negated reporting":
                    _cut_concessive(p, mine)
                if reason == NOUN and s.is_("speech_noun", p.k) and (found := noun(p)):
                    mine.append(found)
                return reason
        if kind == "noun":
            found = noun_after_clause(p) if before_verb else noun(p)
            if found and "verb_second" in s.pack.traits and any(f.content[0][0] == found.content[0][0] for f in mine):
                return "its clause belongs to the verb"
            if found:
                mine.append(found)
            return "a speech noun without content"
        choices = frames(s.pack)
        for at, frame in enumerate(choices, 1):
            found = frame(p)
            if found is None:
                continue
            if self.heard:
                self.tell(tried(hit, choices[:at]))
            if found.rule in SPOKEN and mine and (wide := frame(_widened(p))) is not None:
                found = wide
            used.update(c[0] for c in found.cue)
            if p.hit.form.mood == "conv" and not before_verb and not mine and found.content[0][0] < hit.start:
                return "a participle before its clause"
            if mood == "pass":
                found.cue_class = found.cue_class or hit.form.cue.cue_class
            _coordinate(found, mine, s)
            _end_at_contrast(found, s)
            _subject_across(found, mine, s)
            _end_at_semicolon(found, mine, s)
            if found.rule in SPOKEN:
                _cut_before(found, mine)
            mine.append(found)
            return None
        if self.heard:
            self.tell(tried(hit, choices))
        return "no complement that a reporting use needs"

    def _bracket(self, p: Place, mine: list[Found], used: set[int]) -> str | None:
        """Judges a verb of a verb-second language."""
        r = report(p)
        if isinstance(r, str):
            return r
        answers = ((at, found) for at, frame in enumerate(BRACKET_FRAMES, 1) if (found := frame(r)))
        at, found = next(answers, (len(BRACKET_FRAMES), None))
        if self.heard:
            self.tell(tried(p.hit, BRACKET_FRAMES[:at]))
        if found is None:
            return "no complement that a reporting use needs"
        if found.rule in ("parenthesis", "mid_parenthesis") and p.quote is None and mine and r.b.opener is None:
            wide = report(replace(p, floor=0, floor_text=p.s.start))  # what stands before may hold a report of its own
            if not isinstance(wide, str) and (whole := by_left_content(wide)) is not None:
                found = whole
                _cut_before(found, mine)
        if r.b.passive and not found.source:
            if found.rule != "complementizer":
                return "passive without a source"
            found.cue_class, found.commitment, found.mention = "hearsay", "hearsay", "none"
        if found.source and p.s.is_("self", p.s.at(found.source[0][0])):
            return "first person inside a quotation"
        used.update(c[0] for c in found.cue)
        join(r, found, mine)
        mine.append(found)
        return None

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
        if not s.quotes or s.quotes[0].start != s.start:
            if not mine and _speech_goes_on(s, last):
                self._go_on(last, (s.start, s.end))
            return
        quote = s.quotes[0]
        own = any(f.rule in SPOKEN and f.cue[0][0] >= quote.inner_start for f in mine)
        whole = quote.start == s.start and quote.end >= s.end - 2 and (quote.closed or not mine) and not own
        reported = max(last.end, *(r[1] for r in (*last.cue, *last.source, *last.content)))
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


def _before_source(p: Place, mine: list[Found]) -> Found | None:
    """What a phrase in front of its source makes of the sentence, as the language sets off its clauses."""
    if p.hit.form.cue.rule == "hearsay_adverb":
        return hearsay_adverb(p)
    if p.hit.form.cue.rule == "hearsay_conditional":
        return conditional_mood(p, mine)
    if "verb_closes_clause" in p.s.pack.traits:
        return source_phrase(p)
    return inner_adposition(p) if "verb_second" in p.s.pack.traits else adposition(p)


def _speech_goes_on(s: Sentence, last: Found) -> bool:
    """Whether a sentence follows a dialogue line (— …, — сказал он. — …) in the same paragraph."""
    if not last.dialogue or "\n" in s.text[last.end : s.start]:
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


def _prefixes(s: Sentence, prefix: Hit, verb: Hit, group: int) -> bool:
    """Whether a prefix belongs to a verb: it stands beside it, or nothing but the subject stands between them."""
    between = range(s.at(prefix.end - 1) + 1, group)
    if not between:
        return group > s.at(prefix.start)
    opens = s.at(prefix.start)
    fronted = opens == 0 or s.words[opens - 1].text in COMMAS | DASHES
    return s.pack.order == "svo" and "subject_between" in s.pack.traits and fronted and len(between) < 12 and not any(s.words[i].text in MARKS or s.is_("complementizer", i) for i in between)


def _author_frame(s: Sentence) -> int:
    """Where the author's own frame (يُذكر أن) ends that opens a sentence; the sentence's start if none does."""
    for frame in s.pack.author_frames:
        at = s.text.find(frame, s.start, min(s.end, s.start + len(frame) + 4))
        if at >= 0:
            return at + len(frame)
    return s.start


def _place(s: Sentence, hit: Hit, mine: list[Found]) -> Place:
    k = s.at(hit.start)
    after = s.at(hit.end - 1) + 1
    quote = s.quote_at(hit.start)
    if quote is not None and (quote.inner_end - quote.inner_start < (SHORT_SPEECH[s.vocabulary is not None])):
        quote = None
    start = max([s.start + s.dateline, *(f.content[-1][0] for f in mine if f.content[-1][0] <= hit.start < f.content[-1][1])])
    if quote is not None:
        start = max(start, quote.inner_start)
    floor = s.at(start)
    while floor < k and s.words[floor].start < start:
        floor += 1
    if hit.form.cue.kind != "verb":
        return Place(s, hit, k, after, floor, start, quote)
    first, after = verb_group(s, k, floor), over_joined(s, after)
    if s.is_("controlling", first) or s.is_("controlling", first - 1):  # al afirmar, après avoir dit: as a participle
        hit = hit._replace(form=replace(hit.form, mood="conv"))
    return Place(s, hit, first, after, floor, start, quote, head=k)


def _citing(s: Sentence, hit: Hit, p: Place, mine: list[Found]) -> list[Found]:
    """路透社援引 Y 的话报道，…: the report of the verb that follows, and the source cited in it."""
    verb = next((h for h in s.hits if h.start > hit.start and h.form.mood in ("fin", "noun")), None)
    if verb is None or clause_start(s, s.at(verb.start), p.floor) > p.k:
        return []
    place = _place(s, verb, mine)
    outer = next((found for frame in FRAMES_FOLLOWING if (found := frame(place))), None)
    return [] if outer is None else [outer, cited(s, hit, s.at(verb.start), outer)]


def _end_aside(s: Sentence, hit: Hit, mine: list[Found]) -> None:
    """`X, asked whether …, told reporters`: what an aside says ends at the comma before the main verb."""
    k = s.at(hit.start)
    if not k or s.words[k - 1].text not in COMMAS:
        return
    comma = s.words[k - 1].start
    for found in mine:
        before = s.at(found.cue[0][0]) - 1 if found.cue else -1
        aside = before >= 0 and s.words[before].text in COMMAS and not found.source
        if found.open_end and aside and found.content[-1][0] < comma < found.content[-1][1]:
            found.end_at(comma, "the main verb after an aside")


def _end_at_contrast(found: Found, s: Sentence) -> None:
    """Ends a content where the author sets something against it: …، فيما قال آخرون; after hearsay also …، ولم يؤكد."""
    if not found.open_end:
        return
    doubted = found.hit is not None and found.hit.form.cue.cue_class in ("hearsay", "distancing") and s.pack.order == "vso"
    start, end = found.content[-1]
    for i in range(s.at(start) + 2, s.at(end - 1)):
        if s.words[i].text in COMMAS and s.quote_at(s.words[i].start) is None:
            after = s.words[i + 1].text
            unsaid = s.is_("negator", i + 1) and i + 2 < len(s.words) and _is_participle(s, i + 2)  # …, не уточнив подробностей
            against = unsaid or s.is_("contrast", i + 1) or (doubted and (s.is_("concessive", i + 1) or (s.is_("negator", i + 1) and after.startswith("و"))))
            if against:
                found.end_at(s.words[i].start, "a contrast", closes=False)
                return


def _is_participle(s: Sentence, i: int) -> bool:
    """Whether a participle of reporting begins at a word."""
    hit = s.hit_at.get(s.words[i].start)
    return hit is not None and hit.form.mood == "conv"


def _subject_across(found: Found, mine: list[Found], s: Sentence) -> None:
    """`Putin, says X, insisted that …`: the subject stands before the parenthesis that holds X."""
    if found.source or found.mention != "dropped" or s.pack.order == "vso":
        return
    head = found.cue[0][0]
    around = next((f for f in reversed(mine) if len(f.content) > 1 and f.content[-1][0] <= head < f.content[-1][1]), None)
    if around is not None and s.at(head) - s.at(around.content[-1][0]) <= 3:
        words = trim(s, s.at(around.content[-2][0]), s.at(around.content[-2][1] - 1) + 1)
        if words is not None and words[1] - words[0] <= LONGEST:
            found.source, found.mention = [(s.words[words[0]].start, s.words[words[1] - 1].end)], "name"


def _end_at_semicolon(found: Found, mine: list[Found], s: Sentence) -> None:
    """A semicolon outside quotation marks ends what was open before the next report."""
    head = min(r[0] for r in (*found.cue, *found.source))
    for other in mine:
        if other.open_end and other.content[-1][0] < head < other.content[-1][1]:
            cut = max((s.text.rfind(mark, other.content[-1][0], head) for mark in ";؛"), default=-1)
            if cut > 0 and s.quote_at(cut) is None:
                other.end_at(cut, "a semicolon before the next report")


def _widened(p: Place) -> Place:
    """The same cue with all of its sentence, or of the quotation around it, before it."""
    s = p.s
    if p.quote is None:
        return Place(s, p.hit, p.k, p.after, 0, s.start + s.dateline, None, head=p.head)
    return Place(s, p.hit, p.k, p.after, s.at(p.quote.inner_start), p.quote.inner_start, p.quote, head=p.head)


def _cut_before(found: Found, mine: list[Found]) -> None:
    """A closing `…, X said` reports all before it: what was open there ends before X."""
    head = min(r[0] for r in (*found.cue, *found.source))
    for other in mine:
        if other.open_end and other.content[-1][0] < head < other.content[-1][1]:
            other.end_at(head, "a closing parenthesis with a source of its own")


def _coordinate(found: Found, mine: list[Found], s: Sentence) -> None:
    """Ends the open contents that a coordinated cue or a participle stands beside, not inside."""
    if "analytic" in s.pack.traits:
        _carry_on(found, mine, s)
        return
    if found.hit is not None and _of_a_thing(found, found.hit, mine, s):
        found.source, found.mention = [], "dropped"
    head = min(r[0] for r in (*found.cue, *found.source) if r[1] <= found.content[0][0] or r in found.cue)
    i = s.at(head)
    if found.hit is not None and head == found.hit.start:
        i = verb_group(s, i, 0)
    comma = i - 1
    if comma > 0 and (s.is_("coordinator", comma) or s.is_("concessive", comma)):
        comma -= 1
    verb = found.hit
    arabic = s.pack.order == "vso" and verb is not None and verb.proclitic[:1] in ("و", "ف") and verb.proclitic != ""
    joined = comma >= 0 and comma < i and s.words[comma].text in COMMAS
    shared = s.pack.order != "vso" and comma < i - 1 and not found.source and verb is not None and verb.form.mood in ("fin", "base", "part", "inf")
    if not (shared or arabic or (joined and (found.controlled or comma < i - 1)) or (found.controlled and s.pack.order == "vso")):
        return
    open_ones = [f for f in mine if f.open_end and f.content[-1][0] < head < f.content[-1][1]]
    if not open_ones:
        return
    victims = open_ones[-1:] if s.pack.participles == "inner" or shared or open_ones[-1].shared else open_ones
    cut = s.words[comma].start if joined else s.words[comma + 1].start if shared else max(s.start, head - len(verb.proclitic if verb else ""))
    for victim in victims:
        if cut > victim.content[-1][0]:
            victim.end_at(cut, "a cue beside it")
    controller = victims[0]
    if found.controlled and not found.source:
        found.source = list(controller.source)
        found.antecedent = [] if controller.source else list(controller.antecedent)
    found.parent = found.parent or controller.parent
    if shared and controller.source:
        found.source, found.mention, found.shared = list(controller.source), "controlled", True
    if not found.source:
        found.antecedent = found.antecedent or list(controller.source or controller.antecedent)


def _of_a_thing(found: Found, hit: Hit, mine: list[Found], s: Sentence) -> bool:
    """Whether a verb after `and` shares a subject inside a content that says nothing: dijo que la ley está lista y añadió que."""
    first = verb_group(s, s.at(hit.start), 0)
    if "verb_group" not in s.pack.traits or not s.is_("coordinator", first - 1) or not found.source or found.source[0][0] >= hit.start:
        return False
    around = [f for f in mine if f.open_end and f.content[-1][0] <= found.source[0][0] < f.content[-1][1]]
    if any(f.rule != "complementizer" for f in around):
        return True  # acusó al Gobierno de mentir y exigió que: no clause, no subject
    return bool(around) and not person(s, (s.at(found.source[0][0]), s.at(found.source[0][1] - 1) + 1))


def _carry_on(found: Found, mine: list[Found], s: Sentence) -> None:
    """X 表示…，并称… · X 说…，他还说… · X 说…，但 Y 认为…: the later clause ends the content of the earlier cue."""
    at = s.at(found.cue[0][0])
    comma = clause_start(s, at, 0) - 1
    while comma > 0 and any(s.is_(kind, comma) for kind in JOINTS):
        comma -= 1
    if comma <= 0 or s.words[comma].text not in COMMAS:
        return
    dropped = found.mention == "dropped"
    if not dropped and (found.controlled or not any(s.is_(kind, i) for kind in JOINTS for i in range(comma + 1, at))):
        return
    cut = s.words[comma].start
    around = [f for f in mine if f.open_end and f.content[-1][0] < cut < f.content[-1][1]][-1:]
    if dropped and around and around[0].form == "adposition":  # 据 X 报道，Y…，并称…
        subject = earlier_subject(s, at, s.at(around[0].content[-1][0]))
        if subject is not None:
            found.source, found.mention, found.controlled = ranges(s, subject), "controlled", True
            return
    victims = around
    for victim in victims:
        victim.content[-1] = (victim.content[-1][0], cut)
        victim.open_end = False
        found.parent = victim.parent
    if dropped and mine:
        speaker = (victims or mine)[-1]
        found.source, found.antecedent = list(speaker.source), list(speaker.antecedent)
        found.mention, found.controlled = "controlled", True


def _cut_concessive(p: Place, mine: list[Found]) -> None:
    """`…, although he did not say which`: the author's aside is no part of the content before it."""
    s = p.s
    for i in range(p.k - 1, 0, -1):
        if s.is_("concessive", i) and s.words[i - 1].text in COMMAS | DASHES:
            for found in mine:
                if found.open_end and found.content[-1][0] < s.words[i - 1].start:
                    found.end_at(s.words[i - 1].start, "the author's aside", closes=False)
            return


def _close(mine: list[Found], s: Sentence) -> None:
    """Parents by containment: the smallest content around a cue."""
    for found in mine:
        if found.parent is not None and found.form == "participle" and not found.controlled:
            continue
        cue = found.cue[0] if found.cue else found.content[0]
        around = [
            f for f in mine
            if f is not found and any(a <= cue[0] and cue[1] <= b for a, b in f.content) and f is not found.parent and not _descends(f, found)
        ]  # fmt: skip
        if around:
            inner = min(around, key=lambda f: (f.end - f.content[0][0], -_depth(f)))
            if found.parent is None or inner.parent is found.parent or _descends(inner, found.parent):
                found.parent = inner
    for found in mine:
        outer = found.parent
        while outer is not None and len(found.content) > 1 and len(outer.content) == 1 and _covers(found, outer):
            whole = list(outer.content)
            for same in (f for f in mine if f.content == whole):  # a source and the one that it cites
                same.content = list(found.content)
                same.cuts.append((found.content[0][1], "a parenthesis inside it"))
            outer = outer.parent


def _covers(inner: Found, outer: Found) -> bool:
    """Whether a parenthesis inside a content reports all of it: `X, by the words of Y, stays` within what Z writes."""
    return inner.rule in ("adposition", "adposition_with_verb", "mid_parenthesis") and inner.content[0][0] - outer.content[0][0] <= 1


def _depth(found: Found) -> int:
    """How many reports enclose it."""
    depth = 0
    while found.parent is not None and depth < DEEPEST:
        found, depth = found.parent, depth + 1
    return depth


def _descends(one: Found, other: Found) -> bool:
    seen = 0
    while one.parent is not None and seen < DEEPEST:
        one, seen = one.parent, seen + 1
        if one is other:
            return True
    return False


def language_pack(language: str) -> Pack:
    """The pack behind a language, for those who show what the rules know."""
    return load_pack(language)
