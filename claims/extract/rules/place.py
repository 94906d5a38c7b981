"""A cue in its place: its clause, its subject, and the attribution that a frame makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.rules.found import Found, Range
from claims.extract.rules.opening import opening
from claims.extract.rules.phrases import Words, left_phrase, locative, right_phrase
from claims.extract.rules.sentence import COMMAS, MARKS, Hit, Quote, Sentence
from claims.extract.rules.subjects import opening_subject
from claims.extract.rules.verb_first import NEAR, object_in, past_told
from claims.extract.rules.verbgroup import joined

CLOSING = frozenset({"fin", "conv", "rel", "pass"})  # moods of verbs that end their clause where the verb stands last


@dataclass(slots=True)
class Place:
    """A cue in its sentence: word indices, the clause it stands in, the quotation around it."""

    s: Sentence
    hit: Hit
    k: int  # first word of the cue, with the auxiliaries and clitics of its verb
    after: int  # first word after the cue
    floor: int  # first word of the clause
    floor_text: int  # where the clause begins in the text
    quote: Quote | None
    extra: list[Range] = field(default_factory=list)  # a second cue word: `added, saying`
    head: int = -1  # first word of the cue itself
    subjects: dict[tuple[int, int | None], tuple[Words | None, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.head = self.k if self.head < 0 else self.head

    def finds(self, frame: str) -> bool:
        return frame in self.hit.form.cue.frames


def ranges(s: Sentence, words: Words | None) -> list[Range]:
    return [] if words is None else [(s.words[words[0]].start, s.words[words[1] - 1].end)]


def end_of(p: Place) -> int:
    return p.quote.inner_end if p.quote else p.s.end


def subject(p: Place, limit: int | None = None) -> tuple[Words | None, str]:
    """The source of a finite cue and how it is mentioned: left or right of the verb as the language orders it."""
    key = (p.k, limit)
    if key not in p.subjects:  # each frame asks
        p.subjects[key] = _subject(p, limit)
    return p.subjects[key]


def _subject(p: Place, limit: int | None) -> tuple[Words | None, str]:
    s = p.s
    if p.hit.form.mood == "conv":
        if adnominal(p):
            return left_phrase(s, p.k, p.floor), "controlled"
        words = absolute(s, p.k, p.floor)
        return words, "name" if words else "controlled"
    left = right = None
    if "content_before_verb" in s.pack.traits:
        return _opened_subject(p)
    if "adjuncts_before_verb" in s.pack.traits and p.hit.form.mood != "pass":
        return opening_subject(s, p.floor, p.k)
    if s.pack.order == "vso":
        left = _before_first_verb(p)
        right = _arabic_right(p, limit)
        if left is not None and right and not _takes_two(p, left):
            left = None
        elif left is not None:
            right = None
    elif "verb_group" in s.pack.traits and p.hit.form.mood == "pass":
        return None, "none"  # se dice que: nobody is said to speak
    elif "verb_group" in s.pack.traits:
        right = inverted(p)
        left = (left_phrase(s, p.k, p.floor) or relative_subject(p)) if right is None else None
        if left is None and right is None and limit is not None and "inversion" in s.pack.traits:
            right = after_verb(p, limit)
    else:
        if p.hit.form.number == "pl" or p.hit.form.mood == "pass":
            left = locative(s, p.k, p.floor)
        left = left or left_phrase(s, p.k, p.floor)
    words = right or left
    if words is None:
        return None, "dropped"
    first = s.words[words[0]].text
    return words, "pronoun" if first in s.pack.pronouns and words[1] - words[0] == 1 else "name"


def adnominal(p: Place) -> bool:
    """un document indiquant que: the participle belongs to the noun just before it."""
    s = p.s
    if "adnominal_participles" not in s.pack.traits or p.k != p.head or p.k <= p.floor:
        return False
    return not (s.words[p.k - 1].text in MARKS or s.is_("preposition", p.k - 1) or s.is_("coordinator", p.k - 1) or s.is_("skip", p.k - 1))


def relative_subject(p: Place) -> Words | None:
    """la femme qui l'accuse · el hombre que dijo: what the relative pronoun stands for."""
    s, at = p.s, p.k - 1
    if at <= p.floor or not s.is_("relative_pronoun", at):
        return None
    noun = at - (s.words[at - 1].text in COMMAS)
    if s.finite_at(noun - 1):
        return None
    return left_phrase(s, noun, p.floor)


def _before_first_verb(p: Place) -> Words | None:
    """The subject before an Arabic verb: of `أما X فقال`, or one that nothing but an auxiliary parts from it."""
    s = p.s
    if p.hit.proclitic == "ف":
        topic = next((i for i in range(p.k - 1, max(p.floor, p.k - 16) - 1, -1) if s.is_("topic", i)), None)
        return right_phrase(s, topic + 1, p.k) if topic is not None else None
    if p.hit.proclitic or p.k <= p.floor:
        return None
    words = left_phrase(s, p.k, p.floor)
    while words is not None and words[0] < words[1] and (s.is_("auxiliary", words[0]) or s.is_("connective", words[0])):
        words = (words[0] + 1, words[1]) if words[0] + 1 < words[1] else None
    return None if words is None or _adverbial(s, words[0]) else words


def _takes_two(p: Place, left: Words) -> bool:
    """Whether what follows the verb is its object, since its subject stands before it."""
    s = p.s
    opens = left[0] == p.floor or s.words[left[0] - 1].text in MARKS or s.is_("connective", left[0] - 1) or s.is_("auxiliary", left[0] - 1)
    return p.hit.proclitic == "ف" or p.finds("addressee") or p.finds("addressed") or (opens and left[1] == p.k)


def inverted(p: Place) -> Words | None:
    """The pronoun that is joined to the verb or its auxiliary: dit-il, a-t-elle ajouté."""
    s = p.s
    for i in (*range(p.k, p.head), p.after):
        if i < len(s.words) and joined(s, i) and s.words[i].text in s.pack.pronouns:
            return (i, i + 1)
    return None


def after_verb(p: Place, limit: int) -> Words | None:
    """The noun phrase that fills the place between a verb and what it says: dijo ayer el ministro que."""
    s, at = p.s, p.after
    while at < limit and (s.is_("skip", at) or s.is_("time", at) or s.ends("adverb", at)):
        at += 1
    words = right_phrase(s, at, limit) if at < limit else None
    if words is None or not (s.capitals[words[0]] or s.is_("determiner", words[0]) or s.is_("head", words[0])):
        return None
    object_like = "pro_drop" in s.pack.traits and limit < len(s.words)  # anunció el cambio: …
    return None if object_like and not person(s, words) else words


def person(s: Sentence, words: Words) -> bool:
    """Whether a phrase is somebody's: it has a name or a head of the pack in it."""
    return any(s.is_("head", i) or (s.capitals[i] and i > 0) for i in range(*words))


def absolute(s: Sentence, k: int, floor: int) -> Words | None:
    """The subject of its own that a participle may have: with Putin insisting that …"""
    for i in range(k - 1, max(floor, k - 6) - 1, -1):
        if s.words[i].text in COMMAS or s.is_("boundary", i):
            return None
        if s.is_("absolute", i):
            return (i + 1, k) if i + 1 < k else None
    return None


def clause_start(p: Place) -> int:
    """The first word of the clause that the cue closes: after an earlier cue, or a finite verb and its comma."""
    s, lo = p.s, p.floor
    around = s.quote_at(p.hit.start)
    for hit in s.hits:
        if hit.start >= p.hit.start:
            break
        if _closes(s, hit) and hit.start >= p.floor_text and s.quote_at(hit.start) is around:
            lo = max(lo, s.at(hit.end - 1) + 1)
    for i in range(p.k - 2, lo, -1):
        joint = s.words[i].text in COMMAS or s.is_("coordinator", i)
        if joint and s.ends("finite", i - 1) and s.quote_at(s.words[i].start) is around:
            return i + 1
    return lo


def _closes(s: Sentence, hit: Hit) -> bool:
    """Whether a cue ends its clause; a converb or participle only where what it may report stands before it."""
    if hit.form.cue.kind != "verb" or hit.form.mood not in CLOSING:
        return False
    before = s.at(hit.start) - 1
    return hit.form.mood not in ("conv", "rel") or s.ends("nominal", before) or s.is_("between", before) or s.is_("quotative", before) or s.words[before].text == '"'


def continues(p: Place, lo: int) -> bool:
    """Whether the clause goes on after an earlier cue of the sentence, so that its subject may be shared."""
    return lo > p.floor and any(p.floor_text <= h.start < p.hit.start and h.form.cue.kind == "verb" for h in p.s.hits)


def shared_subject(p: Place, lo: int) -> tuple[Words | None, str]:
    """The subject that opens the sentence, for a later clause of it that names none."""
    words = opening(p.s, p.floor, lo).subject if lo > p.floor else None
    return words, "controlled" if words or continues(p, lo) else "dropped"


def _opened_subject(p: Place) -> tuple[Words | None, str]:
    """The subject that opens the clause, or the document of an impersonal one: `Açıklamada şöyle denildi: …`."""
    s, lo = p.s, clause_start(p)
    begun = opening(s, lo, p.k)
    words = begun.event if p.hit.form.mood == "pass" else begun.subject
    if words is None:
        return shared_subject(p, lo)
    return words, "pronoun" if words[1] - words[0] == 1 and s.words[words[0]].text in s.pack.pronouns else "name"


def _adverbial(s: Sentence, i: int) -> bool:
    return s.is_("preposition", i) or s.is_("time", i) or s.is_("auxiliary", i) or s.is_("connective", i) or s.is_("boundary", i) or s.is_("negator", i) or (s.words[i].text[0] in "وف" and s.words[i].text[1:2] == "ي")


def _arabic_right(p: Place, limit: int | None) -> Words | None:
    """The subject after an Arabic verb, over adjuncts set between commas."""
    s, at = p.s, p.after
    limit = len(s.words) if limit is None else limit
    while at < limit and (s.is_("skip", at) or s.is_("auxiliary", at)):
        at += 1
    at = past_told(s, at, limit)
    doubled = s.hit_at.get(s.words[at].start) if at < limit else None
    if doubled is not None and doubled.form.mood == "conv":  # أردف قائلاً
        at = s.at(doubled.end - 1) + 1
    if at < limit and s.words[at].text in COMMAS:
        comma = next((i for i in range(at + 1, limit) if s.words[i].text in COMMAS), None)
        second = comma
        while second is not None and second + 1 < limit:  # the last comma before a phrase that is no adjunct
            phrase = right_phrase(s, second + 1, limit)
            if phrase:
                return phrase
            second = next((i for i in range(second + 1, limit) if s.words[i].text in COMMAS), None)
        return None
    return right_phrase(s, at, limit) if at < limit else None


def addressed(s: Sentence, i: int) -> list[Range]:
    """Whom it was said to, where a word of the pack says so: журналистам, агентству Reuters."""
    if s.pack.order == "vso" and (end := past_told(s, i, len(s.words))) > i:
        return [(s.words[i].start + (not s.is_("addressee", i)), s.words[end - 1].end)]
    if s.is_("to", i):  # à l'AFP, a los periodistas
        named = next((j for j in range(i + 1, min(i + 4, len(s.words))) if s.words[j].text in s.pack.words["addressee"]), None)
        return [] if named is None else [(s.words[i + 1].start, s.words[(right_phrase(s, named) or (named, named + 1))[1] - 1].end)]
    if not s.is_("addressee", i):
        return []
    lo, hi = right_phrase(s, i) or (i, i + 1)
    head = next((j for j in range(lo + 1, hi) if s.is_("head", j)), hi)  # сообщил журналистам | помощник президента
    return ranges(s, (lo, head))


def attribution(rule: str, p: Place, content: Range, words: Words | None, mention: str, *, open_end: bool) -> Found:
    """What a frame found, with the form that the cue's mood gives it."""
    conv, (words, whom) = p.hit.form.mood == "conv", _told(p.s, words, p.finds("addressee"))
    return Found(
        rule,
        p.hit,
        [content],
        [(p.hit.start, p.hit.end), *p.extra],
        ranges(p.s, words),
        mention=mention,
        open_end=open_end,
        controlled=conv and not words,
        form="participle" if conv else "verb",
        addressee=whom or addressed(p.s, p.after),
    )


def _told(s: Sentence, words: Words | None, tells: bool) -> tuple[Words | None, list[Range]]:
    """A subject without the addressee that Arabic fuses to it (بوتين لترامب), and that addressee.

    A name that begins with lam is told from one with the preposition by the rest: it stands elsewhere as a word.
    """
    if words is None or s.pack.order != "vso":
        return words, []
    if tells and (second := object_in(s, *words)) is not None:
        return (words[0], second), ranges(s, (second, words[1]))
    for i in range(words[0] + 1, words[1]):
        word = s.words[i]
        if word.text.startswith("ل") and len(word.text) > 3:
            near = s.text[max(0, s.start - NEAR) : s.end + NEAR]
            if f" {word.text[1:]} " in near or f" {word.text[1:]}," in near:
                return (words[0], i), [(word.start + 1, s.words[words[1] - 1].end)]
    return words, []
