"""What one cue of a sentence makes: a judge a kind of cue, each answering with the reason where it makes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from claims.extract.rules.adjuncts import clause_start
from claims.extract.rules.afterverb import source_phrase
from claims.extract.rules.around import circumfix, cited, closed_by, impersonal
from claims.extract.rules.boundaries import (
    coordinate,
    cut_before,
    cut_concessive,
    end_aside,
    end_at_contrast,
    end_at_semicolon,
    end_inside,
    part_at_contrast,
    subject_across,
)
from claims.extract.rules.bracketed import BRACKET_FRAMES, by_left_content, join, report
from claims.extract.rules.feints import FEINTS
from claims.extract.rules.following import FRAMES_FOLLOWING
from claims.extract.rules.found import Found
from claims.extract.rules.frames import frames
from claims.extract.rules.hearsay import conditional_mood, hearsay_adverb
from claims.extract.rules.inner import inner_adposition, inner_postposition
from claims.extract.rules.phrasal import adposition, noun, relay
from claims.extract.rules.place import Place
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Hit, Sentence, in_any
from claims.extract.rules.trace import Listener, Step, tried, unheard
from claims.extract.rules.verbfinal import noun_after_clause, postposition
from claims.extract.rules.verbgroup import over_joined, verb_group
from claims.extract.rules.vetoes import NOUN, VETOES, noun_form, reflexive

SPOKEN = frozenset(
    {"parenthesis", "quote_before", "split_quote"}
)  # rules whose cue closes what is said
SHORT_SPEECH = (
    25,
    10,
)  # code points in quotation marks that hold no report, with and without spaces
FARTHEST_SUBJECT = 12  # words between `as` and its verb


@dataclass(slots=True)
class Judge:
    """The cues of one sentence before the bench: `mine` is what they made so far, `used` where a cue is taken already."""

    s: Sentence
    tell: Listener
    mine: list[Found] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def judge(self, hit: Hit, number: int) -> str | None:
        """Adds what the cue makes to `mine`; else the reason why it makes nothing, None where another cue has it."""
        if self.s.pack.order != "vso" and hit.form.mood == "fin":
            end_aside(self.s, hit, self.mine)
        p = place(self.s, hit, self.mine)
        word = self.s.words[p.head]
        if " " in word.text and (word.end > hit.end or word.start < hit.start):
            return "part of a fixed phrase"
        return JUDGES[hit.form.cue.kind](self, p, number)

    def prefix(self, p: Place, number: int) -> str | None:
        """As X said, … · Как сообщает X, … · كما قال X · según dijo X"""
        s, hit = self.s, p.hit
        verb = s.hits[number + 1] if number + 1 < len(s.hits) else None
        if (
            verb is None
            or verb.form.cue.kind != "verb"
            or not _prefixes(s, hit, place(s, verb, self.mine).k)
        ):
            if hit.form.cue.rule and (found := adposition(p)):  # según dijo X, but also: según X
                self.mine.append(found)
            return None
        inner = place(s, verb, self.mine)
        clause = s.pack.order == "vso" and any(
            s.is_("complementizer", i) for i in range(inner.after, inner.after + 8)
        )
        if (
            clause
            or inner.hit.form.mood == "conv"
            or reflexive(inner)
            or not inner.finds("final")
            or noun_form(inner)
        ):
            return None
        inner.k, inner.extra = p.k, [(hit.start, hit.end)]
        found = adposition(inner, prefix_verb=True)
        if found:
            self.used.add(verb.start)
            found.cue.sort()
            self.mine.append(found)
        return None

    def phrase(self, p: Place, number: int) -> str | None:
        """according to X · по словам X · وفقاً لـX · reportedly"""
        s, mine = self.s, self.mine
        last = p.after >= len(s.words) or s.words[p.after].text in MARKS
        if p.hit.form.suffix and last and any(f.content[0][0] < p.hit.start for f in mine):
            return "distancing phrase of the same speaker"
        found = _before_source(p, mine)
        if found is None:
            return "no content beside it"
        if (
            mine
            and len(found.content) == 1
            and found.content[0][1] <= p.hit.start
            and p.quote is None
        ):
            found = (
                adposition(Place(s, p.hit, p.k, p.after, 0, s.start + s.dateline, None)) or found
            )
            cut_before(found, mine)
        mine.append(found)
        return None

    def impersonal(self, p: Place, number: int) -> str | None:
        """据悉，…: nobody is named"""
        return self._one(impersonal(p), "no content beside it")

    def circumfix(self, p: Place, number: int) -> str | None:
        """据 X 报道，… · 在 X 看来，…: the cue stands on both sides of its source"""
        return self._many(circumfix(p), "nothing that closes it and has content")

    def postphrase(self, p: Place, number: int) -> str | None:
        """X zufolge · X'e göre: the cue follows its source"""
        if p.hit.form.cue.preps:
            return self._many(closed_by(p), "nothing that closes it and has content")
        found = inner_postposition(p) if "verb_second" in self.s.pack.traits else postposition(p)
        return self._one(found, "no content beside it")

    def relay(self, p: Place, number: int) -> str | None:
        """X reports, citing Y · نقلت X عن Y قوله · X 援引 Y 的话说"""
        got = _citing(p, self.mine) if p.hit.form.mood == "base" else relay(p, self.mine)
        return self._many(got, "nothing relayed")

    def noun(self, p: Place, number: int) -> str | None:
        """the claim that … · обвинение X в том, что …"""
        if (reason := self._vetoed(p)) is not None:
            return reason
        before_verb = "content_before_verb" in self.s.pack.traits
        found = noun_after_clause(p) if before_verb else noun(p)
        shared = "verb_second" in self.s.pack.traits or (self.s.pack.order == "vso" and found and not found.source)
        if found and shared and any(f.content[0][0] == found.content[0][0] for f in self.mine):
            return "its clause belongs to the verb"
        return self._one(found, "a speech noun without content")

    def verb(self, p: Place, number: int) -> str | None:
        """X said that … in each of its frames"""
        if "verb_second" in self.s.pack.traits:
            return self._bracketed(p)
        if (reason := self._vetoed(p)) is not None:
            return reason
        choices = frames(self.s.pack)
        answers = ((at, frame, found) for at, frame in enumerate(choices, 1) if (found := frame(p)))
        at, frame, found = next(answers, (len(choices), None, None))
        if self.tell is not unheard:
            self.tell(tried(p.hit, choices[:at]))
        if frame is None or found is None:
            return "no complement that a reporting use needs"
        if found.rule in SPOKEN and self.mine:
            found = frame(_widened(p)) or found
        return self._keep(p, found)

    def _keep(self, p: Place, found: Found) -> str | None:
        """Sets what a verb made among what the sentence has already."""
        mine, s = self.mine, self.s
        self.used.update(c[0] for c in found.cue)
        opens = (
            p.hit.form.mood == "conv" and "content_before_verb" not in s.pack.traits and not mine
        )
        if opens and found.content[0][0] < p.hit.start:
            return "a participle before its clause"
        if p.hit.form.mood == "pass":
            found.cue_class = found.cue_class or p.hit.form.cue.cue_class
        coordinate(found, mine, s)
        end_at_contrast(found, s)
        subject_across(found, mine, s)
        end_at_semicolon(found, mine, s)
        if found.rule in SPOKEN:
            part_at_contrast(found, mine, s)
            cut_before(found, mine)
        end_inside(found, mine)
        mine.append(found)
        return None

    def _bracketed(self, p: Place) -> str | None:
        """A verb of a verb-second language."""
        r = report(p)
        if isinstance(r, str):
            return r
        answers = ((at, found) for at, frame in enumerate(BRACKET_FRAMES, 1) if (found := frame(r)))
        at, found = next(answers, (len(BRACKET_FRAMES), None))
        if self.tell is not unheard:
            self.tell(tried(p.hit, BRACKET_FRAMES[:at]))
        if found is None:
            return "no complement that a reporting use needs"
        if (
            found.rule in ("parenthesis", "mid_parenthesis")
            and p.quote is None
            and self.mine
            and r.b.opener is None
        ):
            wide = report(
                replace(p, floor=0, floor_text=p.s.start)
            )  # what stands before may hold a report of its own
            if not isinstance(wide, str) and (whole := by_left_content(wide)) is not None:
                found = whole
                cut_before(found, self.mine)
        if r.b.passive and not found.source:
            if found.rule != "complementizer":
                return "passive without a source"
            found.cue_class, found.commitment, found.mention = "hearsay", "hearsay", "none"
        if found.source and p.s.is_("self", p.s.at(found.source[0][0])):
            return "first person inside a quotation"
        join(r, found, self.mine)
        self.used.update(c[0] for c in found.cue)
        self.mine.append(found)
        return None

    def _vetoed(self, p: Place) -> str | None:
        """Why a verb or noun reports nothing here; a verb that is a noun here may still report as one."""
        for veto in (*VETOES, *FEINTS) if "analytic" in self.s.pack.traits else VETOES:
            reason = veto(p)
            if reason is None:
                continue
            if self.tell is not unheard:
                self.tell(Step((p.hit.start, p.hit.end), "veto", veto.__name__.replace("_", " ")))
            if reason == "negated reporting":
                cut_concessive(p, self.mine)
            if reason == NOUN and self.s.is_("speech_noun", p.k) and (found := noun(p)):
                self.mine.append(found)
            return reason
        return None

    def _one(self, found: Found | None, reason: str) -> str | None:
        if found is None:
            return reason
        self.mine.append(found)
        return None

    def _many(self, founds: Iterable[Found], reason: str) -> str | None:
        """Keeps several, with all cues that they take up."""
        founds = list(founds)
        taken = [c for found in founds for c in found.cue]
        self.used.update(c[0] for c in taken)
        self.used.update(h.start for h in self.s.hits if in_any(h.start, taken))
        self.mine.extend(founds)
        return None if founds else reason


JUDGES: Mapping[str, Callable[[Judge, Place, int], str | None]] = {
    "prefix": Judge.prefix,
    "phrase": Judge.phrase,
    "impersonal": Judge.impersonal,
    "circumfix": Judge.circumfix,
    "postphrase": Judge.postphrase,
    "relay": Judge.relay,
    "noun": Judge.noun,
    "verb": Judge.verb,
}


def place(s: Sentence, hit: Hit, mine: list[Found]) -> Place:
    """A cue in its clause: the innermost open content around it, or the quotation, bounds what may be its subject."""
    k = s.at(hit.start)
    after = s.at(hit.end - 1) + 1
    quote = s.quote_at(hit.start)
    if quote is not None and (
        quote.inner_end - quote.inner_start < (SHORT_SPEECH[s.vocabulary is not None])
    ):
        quote = None
    start = max(
        [
            s.start + s.dateline,
            *(f.content[-1][0] for f in mine if f.content[-1][0] <= hit.start < f.content[-1][1]),
        ]
    )
    if quote is not None:
        start = max(start, quote.inner_start)
    floor = s.at(start)
    while floor < k and s.words[floor].start < start:
        floor += 1
    if hit.form.cue.kind != "verb":
        return Place(s, hit, k, after, floor, start, quote)
    first, after = verb_group(s, k, floor), over_joined(s, after)
    if s.is_("controlling", first) or s.is_(
        "controlling", first - 1
    ):  # al afirmar, après avoir dit: as a participle
        hit = hit._replace(form=replace(hit.form, mood="conv"))
    return Place(s, hit, first, after, floor, start, quote, head=k)


def _before_source(p: Place, mine: list[Found]) -> Found | None:
    """What a phrase in front of its source makes of the sentence, as the language sets off its clauses."""
    if p.hit.form.cue.rule == "hearsay_adverb":
        return hearsay_adverb(p)
    if p.hit.form.cue.rule == "hearsay_conditional":
        return conditional_mood(p, mine)
    if "verb_closes_clause" in p.s.pack.traits:
        return source_phrase(p)
    return inner_adposition(p) if "verb_second" in p.s.pack.traits else adposition(p)


def _prefixes(s: Sentence, prefix: Hit, group: int) -> bool:
    """Whether a prefix belongs to a verb: it stands beside it, or nothing but the subject stands between them."""
    between = range(s.at(prefix.end - 1) + 1, group)
    if not between:
        return group > s.at(prefix.start)
    opens = s.at(prefix.start)
    fronted = opens == 0 or s.words[opens - 1].text in COMMAS | DASHES
    near = len(between) < FARTHEST_SUBJECT and not any(
        s.words[i].text in MARKS or s.is_("complementizer", i) for i in between
    )
    return s.pack.order == "svo" and "subject_between" in s.pack.traits and fronted and near


def _citing(p: Place, mine: list[Found]) -> list[Found]:
    """路透社援引 Y 的话报道，…: the report of the verb that follows, and the source cited in it."""
    s, hit = p.s, p.hit
    verb = next((h for h in s.hits if h.start > hit.start and h.form.mood in ("fin", "noun")), None)
    if verb is None or clause_start(s, s.at(verb.start), p.floor) > p.k:
        return []
    of_verb = place(s, verb, mine)
    outer = next((found for frame in FRAMES_FOLLOWING if (found := frame(of_verb))), None)
    return [] if outer is None else [outer, cited(s, hit, s.at(verb.start), outer)]


def _widened(p: Place) -> Place:
    """The same cue with all of its sentence, or of the quotation around it, before it."""
    s = p.s
    if p.quote is None:
        return Place(s, p.hit, p.k, p.after, 0, s.start + s.dateline, None, head=p.head)
    return Place(
        s, p.hit, p.k, p.after, s.at(p.quote.inner_start), p.quote.inner_start, p.quote, head=p.head
    )
