"""Content that is a clause after the cue: with a complementizer, as a question, or bare."""

from __future__ import annotations

from claims.extract.rules.found import Found
from claims.extract.rules.phrases import (
    Words,
    adjunct,
    left_phrase,
    right_phrase,
    trim,
)
from claims.extract.rules.place import (
    Place,
    after_verb,
    attribution,
    end_of,
    ranges,
    subject,
)
from claims.extract.rules.quoting import GAP, after_quotation, double_cue, mark_before, quote_before
from claims.extract.rules.sentence import COMMAS, MARKS, Hit, Sentence

SENTENCE_ENDS = frozenset(".!?؟")
QUESTIONS = frozenset({"question"})  # all that a verb takes that only asks


def by_complementizer(p: Place) -> Found | None:
    """X said that …  ·  قال X إن …  ·  X заявил, что …"""
    if not p.finds("clause") or after_quotation(p):
        return None
    s, start = p.s, double_cue(p)
    j = _complementizer(p, start)
    if j is None or j + 1 >= len(s.words):
        return None
    words, mention = subject(p, j)
    found = attribution("complementizer", p, (s.words[j + 1].start, _sentence_end(p, j + 1)), words, mention, open_end=True)
    if p.finds("addressee") and j > p.after:
        found.addressee = ranges(s, trim(s, p.after, j))
    return found


def _sentence_end(p: Place, at: int) -> int:
    """Where the sentence ends that holds a word; a quotation around it may hold several."""
    if p.quote is None:
        return p.s.end
    return next((word.start for word in p.s.words[at : p.s.at(p.quote.inner_end)] if word.text in SENTENCE_ENDS), p.quote.inner_end)


def _complementizer(p: Place, start: int) -> int | None:
    s = p.s
    if "near_complementizer" in s.pack.traits:
        return _near_complementizer(p, start)
    svo = s.pack.order != "vso"
    opens = ("complementizer", "demanding") if p.finds("infinitive") else ("complementizer",)
    within = not svo and s.is_("relative", p.k - 1)  # الذين تابعوا …، | أن
    for j in range(start, min(len(s.words), start + GAP)):
        word = s.words[j]
        if any(s.is_(kind, j) for kind in opens):
            if not svo and s.words[j - 1].start in s.opens_at:
                return None  # قال "إن …": what is quoted begins with it
            front = j - 2 if "comma_clauses" in s.pack.traits and s.words[j - 1].text in COMMAS else j - 1
            if not s.is_("not_complementizer_after", front) or j == start or word.text.startswith("ب") or (s.pack.order == "vso" and s.words[j - 1].text in ("علي", "الي", "من", "غير")):
                return j
            continue
        if word.text in ";:؛" or (word.text == '"' and svo) or (within and word.text in COMMAS):
            return None
        if word.text in COMMAS and j + 1 < len(s.words) and s.is_("contrast", j + 1):
            return None
        if j > start and _participle(s, j) and (not svo or s.words[j - 1].text in COMMAS):
            return None
        if j > start and s.finite_at(j) and not s.is_("negator", j - 1) and _takes_clause(s.hit_at[word.start]) and not _in_relative(s, start, j):
            return None
        comma = "comma_clauses" in s.pack.traits and word.text in COMMAS and j + 1 < len(s.words)
        if comma and not any(s.is_(kind, j + 1) for kind in opens) and (j - start > 6 or s.is_("boundary", j + 1)):
            return None
    return None


def _inverted_subject(p: Place, complementizer: int) -> bool:
    """dijo ayer el ministro que: the subject alone stands before the complementizer."""
    s = p.s
    if "inversion" not in s.pack.traits or left_phrase(s, p.k, p.floor) is not None:
        return False
    words = after_verb(p, complementizer)
    return words is not None and (words[1] == complementizer or s.words[words[1]].text in COMMAS or s.is_("preposition", words[1]) or s.is_("time", words[1]))


def _participle(s: Sentence, i: int) -> bool:
    """Whether a participle of reporting begins at a word: …، مضيفاً أن"""
    hit = s.hit_at.get(s.words[i].start)
    return hit is not None and hit.form.mood == "conv"


def _near_complementizer(p: Place, start: int) -> int | None:
    """The complementizer after a verb with nothing but adjuncts, an addressee or an aside between them."""
    s = p.s
    own = {x for x in p.hit.form.cue.preps if x in s.pack.words["complementizer"]}  # instó a … a que
    near = p.finds("addressee") or s.is_("complementizer", start) or adjunct(s, start)
    for j in range(start, min(len(s.words), start + GAP)):
        if s.is_("complementizer", j) and (not own or s.words[j].text in own):
            alone = "verb_group" not in s.pack.traits and (j + 2 >= len(s.words) or (s.words[j + 2].text in ".,;" and s.words[j + 1].text not in MARKS))  # rejected that view
            if s.is_("not_complementizer_after", j - 1) or alone or not (near or _inverted_subject(p, j)):
                return None
            return j
        if s.words[j].text in COMMAS:
            second = next((i for i in range(j + 1, min(len(s.words), j + GAP)) if s.words[i].text in COMMAS), None)
            if "verb_group" in s.pack.traits and not (j == start or near or _inverted_subject(p, j)):
                return None
            if second is None or not s.is_("complementizer", second + 1):
                return None
            aside = range(j + 1, second)
            return None if any(s.hit_at.get(s.words[i].start) and s.is_("complementizer", i + 1) for i in aside) else second + 1
        if s.words[j].text in ';:"' or s.is_("relative", j) or s.is_("finite_mark", j) or (j > start and s.finite_at(j)):
            return None
    return None


def _takes_clause(hit: Hit) -> bool:
    """Whether a complementizer after a verb may be its own."""
    return hit.form.cue.kind == "relay" or (hit.form.cue.kind == "verb" and hit.form.cue.frames != QUESTIONS)


def _in_relative(s: Sentence, start: int, j: int) -> bool:
    return any(s.is_("relative", i) for i in range(start, j))


def finite(s: Sentence, at: int, stop: int | None = None) -> bool:
    """Whether a word begins a clause with a finite verb of its own, as far as the pack's finite marks show it."""
    stop = min(len(s.words) if stop is None else stop, at + GAP)
    for i in range(at + 1, stop):
        if s.is_("finite_mark", i):
            return not s.is_("coordinator", i - 1)
        if s.words[i].text in ",;:.?!" or s.is_("complementizer", i) or s.is_("relative", i):
            return False
    return False


def by_question(p: Place) -> Found | None:
    """asked whether …  ·  تساءل عما إذا …  ·  спросил, … ли  ·  запитав, чи …"""
    if not p.finds("question"):
        return None
    s, vso = p.s, p.s.pack.order == "vso"
    for j in range(p.after, min(len(s.words), p.after + 16)):
        if s.words[j].text in ".;:":
            return None
        if s.is_("question", j):
            if "comma_clauses" in s.pack.traits:
                j = next((i for i in range(j, p.after - 1, -1) if s.words[i].text in COMMAS), j)
            elif j > p.after and not vso and not p.finds("addressee") and p.hit.form.cue.cue_class != "question":
                return None
            if j + 1 >= len(s.words) or (s.words[j].text not in ("whether", "if", ",") and "near_complementizer" in s.pack.traits and p.hit.form.cue.cue_class != "question"):
                return None
            at = j + 1
            if s.words[j].text in COMMAS and s.is_("question", at) and at + 1 < len(s.words):
                at += 1  # чи, czy: the word that asks is no part of what is asked
            asked = next((i for i in range(p.after, j) if s.words[i].text in p.hit.form.cue.preps), j)  # طلب X من Y ما إذا
            words, mention = subject(p, asked)
            found = attribution("question", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
            found.commitment = "asks"
            return found
    return None


def by_verb_after(p: Place) -> Found | None:
    """قال كان المكان خالياً · قال لن ننسحب: nothing but an auxiliary or a negator shows that a clause begins."""
    s = p.s
    if s.pack.order != "vso" or not p.finds("finite") or not (s.is_("auxiliary", p.after) or s.is_("negator", p.after)):
        return None
    words, mention = subject(p, p.after)
    return attribution("verb_after", p, (s.words[p.after].start, end_of(p)), words, mention, open_end=True)


def by_bare_clause(p: Place) -> Found | None:
    """X said the talks go on.  ·  X said on Friday the talks had ended.  ·  X told Y the talks go on."""
    s = p.s
    if not (p.finds("bare") or p.finds("finite")) or p.after + 1 >= len(s.words):
        return None
    at, addressee = p.after, None
    if p.finds("addressee"):
        addressee = right_phrase(s, at, at + 4)
        if addressee is None:
            return None
        at = _past_addressee(s, addressee)
    elif s.is_("preposition", at) or s.is_("time", at) or s.ends("adverb", at):
        at = over_adjuncts(s, at)
        if not _clause_begins(s, at):
            return None
    if at + 1 >= len(s.words) or not _clausal(p, at, sure=at == p.after):
        return None
    words, mention = subject(p, p.after)
    if mention == "dropped" or (words and words[0] and mark_before(s, words[0]) and quote_before(s, words[0])):
        return None
    found = attribution("bare_clause", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
    if addressee is not None:
        found.addressee = ranges(s, (addressee[0], at))
    return found


def _past_addressee(s: Sentence, phrase: Words) -> int:
    """Where the clause begins after an addressee: told | reporters | he had made none."""
    lo, hi = phrase
    if s.words[lo].text in s.pack.pronouns or s.words[lo].text in s.pack.possessives or s.is_("objective", lo):
        return lo + 1
    if s.is_("finite_mark", hi) and hi - lo > 1 and s.capitals[hi - 1]:
        return hi - 1  # told Trump | Russia will …
    for i in range(lo + 1, hi):
        if s.words[i].text in s.pack.pronouns or (s.is_("determiner", i) and not s.is_("determiner", i - 1)):
            return i
    return hi


def over_adjuncts(s: Sentence, at: int) -> int:
    """The first word after the adjuncts of time and place that begin at a word: said | on Friday | its …"""
    while at < len(s.words):
        if s.is_("preposition", at):
            at += 2 if s.is_("determiner", at + 1) else 1
            at += 1
            while at < len(s.words) and not _clause_begins(s, at) and s.words[at].text not in MARKS and not s.is_("time", at - 1):
                at += 1
        elif s.is_("time", at) or s.is_("skip", at) or s.ends("adverb", at) or s.words[at].text.isdigit():
            at += 1
        else:
            break
    return at


def _clause_begins(s: Sentence, at: int) -> bool:
    """Whether a word can be the first of a clause after an adjunct: its, the, he, a name."""
    if at >= len(s.words) or s.words[at].text in MARKS - {'"'}:
        return False
    if s.is_("time", at - 1) and not s.is_("time", at) and not s.is_("preposition", at):
        return not s.words[at].text.isdigit() or not s.is_("preposition", at + 1)
    starts = s.is_("determiner", at) or s.words[at].text in s.pack.pronouns or s.words[at].text in s.pack.possessives
    return starts or (s.capitals[at] and not s.capitals[at - 1])


def _clausal(p: Place, at: int, *, sure: bool) -> bool:
    """Whether a clause follows without a complementizer; a finite verb must be seen where the cue alone is not sure."""
    s, first = p.s, p.s.words[at].text
    if (first in MARKS and first != '"') or (s.is_("boundary", at) and first not in ("as", "what", "if", "when")):
        return False
    if s.is_("preposition", at) or s.is_("time", at) or s.is_("no_clause", at):
        return False
    if at + 1 >= len(s.words) or s.words[at + 1].text in ".;:" or (s.words[at + 1].text in COMMAS and not s.is_("determiner", at)):
        return False
    if sure and p.finds("bare"):
        return at + 2 < len(s.words) and s.words[at + 2].text not in ".;:"
    return finite(s, at)
