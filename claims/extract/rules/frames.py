"""How a cue takes its content: ordered judgements, each a small function; the first that answers names the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claims.extract.rules.afterverb import (
    by_clause_after,
    by_governed,
    by_marked_object,
    by_parted_verb,
)
from claims.extract.rules.back import by_back_reference
from claims.extract.rules.following import FRAMES_FOLLOWING
from claims.extract.rules.found import Found, Range
from claims.extract.rules.hearsay import by_hearsay
from claims.extract.rules.objects import (
    by_accusation,
    by_infinitive,
    by_naming,
    by_object,
    by_own_infinitive,
    by_predicate,
    by_preposition,
)
from claims.extract.rules.phrases import (
    Words,
    left_phrase,
    names_one,
    place_after,
    right_phrase,
    trim,
)
from claims.extract.rules.place import (
    Place,
    addressed,
    after_verb,
    attribution,
    end_of,
    inverted,
    ranges,
    subject,
)
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence
from claims.extract.rules.verb_first import without_conjunction
from claims.extract.rules.verbfinal import by_clause_before, by_object_before, by_quotation_before
from claims.extract.rules.verbgroup import clause_alone, goes_on, may_end
from claims.languages.pack import Pack

GAP = 40  # words between a cue and its complementizer, at most


def double_cue(p: Place) -> int:
    """The word after a participle that only doubles the cue (أردف قائلاً), else the word after the cue."""
    if p.hit.form.mood != "fin" or p.s.pack.order != "vso":
        return p.after
    for word in p.s.words[p.after : p.after + 2]:
        hit = p.s.hit_at.get(word.start)
        if hit is not None and hit.form.mood == "conv":
            if (hit.start, hit.end) not in p.extra:
                p.extra.append((hit.start, hit.end))
            return p.s.at(hit.end - 1) + 1
    return p.after


def _opens_quotation(s: Sentence, i: int) -> bool:
    """Whether a quotation begins at a word: told CBS, "We're …"""
    return i < len(s.words) and s.words[i].start in s.opens_at


def by_colon_or_quote(p: Place) -> Found | None:
    """X said: "…"  ·  وقال X: "…"  ·  X сказал: «…»"""
    if not p.finds("quote") or _after_quotation(p):
        return None
    s, start = p.s, double_cue(p)
    before_verb = "content_before_verb" in s.pack.traits
    if before_verb and (p.hit.form.mood not in ("fin", "pass") or start >= len(s.words) or s.words[start].text != ":"):
        return None
    adjacent = s.pack.order != "vso"
    if "verb_closes_clause" in s.pack.traits:
        while s.is_("auxiliary", start):
            start += 1
        before_verb = True
    for j in range(start, min(len(s.words), start + (1 if before_verb else GAP))):
        word = s.words[j]
        if s.is_("complementizer", j) and not s.is_("not_complementizer_after", j - 1):
            break
        if word.text in ";؛" or (word.text in DASHES and j > start) or (word.text in COMMAS and adjacent and j > start and not _opens_quotation(s, j + 1)):
            break
        if s.finite_at(j):
            break
        if word.text == ":":
            at = s.words[j + 1].start if j + 1 < len(s.words) else None
            if at is None:
                return None
            quote = s.opens_at.get(at)
            if quote is None and "verb_group" in s.pack.traits and not _plain_colon(p, start, j):
                return None
            content = (quote.inner_start, quote.inner_end) if quote else (at, end_of(p))
            if j + 1 < len(s.words) and s.pack.order == "vso" and not quote and s.is_("complementizer", j + 1) and j + 2 < len(s.words):
                content = (s.words[j + 2].start, end_of(p))
            words, mention = subject(p, j)
            return attribution("colon", p, content, words, mention, open_end=quote is None)
        if word.text == '"':
            quote = s.opens_at.get(word.start)
            if quote is not None and "quoted_names" in s.pack.traits and names_one(s, quote) and _mark_before(s, p.k):
                return None  # …, сообщает «Городская газета»
            if quote is None or (adjacent and j > start and s.words[j - 1].text not in COMMAS) or quote.inner_end - quote.inner_start < 12:
                if quote is None or adjacent:
                    break
                continue
            words, mention = subject(p, j)
            rest = s.text[quote.end : end_of(p)].strip(" .")
            end = quote.inner_end if not rest or rest[0] in ",،-–—" else end_of(p)
            return attribution("quote_after", p, (quote.inner_start, max(end, quote.inner_end)), words, mention, open_end=end != quote.inner_end)
    return None


def _plain_colon(p: Place, start: int, colon: int) -> bool:
    """Whether a colon without quotation marks opens what is said: only adjuncts and the subject stand before it."""
    s = p.s
    if not p.finds("clause"):
        return False
    return colon == start or _adjunct(s, start) or s.is_("to", start) or (after_verb(p, colon) or (0, 0))[1] == colon


def _after_quotation(p: Place) -> bool:
    """Whether a quotation with its comma stands right before the subject: "…," X said, and what follows is no clause of it."""
    s = p.s
    if "near_complementizer" not in s.pack.traits or p.hit.form.mood == "conv" or not p.finds("final"):
        return False
    if "verb_group" in s.pack.traits and s.is_("complementizer", p.after):
        return False
    words, _ = subject(p)
    first = min(words[0], p.k) if words else p.k
    return first > 0 and _mark_before(s, first) and _quote_before(s, first) is not None


def by_complementizer(p: Place) -> Found | None:
    """X said that …  ·  قال X إن …  ·  X заявил, что …"""
    if not p.finds("clause") or _after_quotation(p):
        return None
    s, start = p.s, double_cue(p)
    j = _complementizer(p, start)
    if j is None or j + 1 >= len(s.words):
        return None
    words, mention = subject(p, j)
    found = attribution("complementizer", p, (s.words[j + 1].start, end_of(p)), words, mention, open_end=True)
    if p.finds("addressee") and j > p.after:
        found.addressee = ranges(s, trim(s, p.after, j))
    return found


def _complementizer(p: Place, start: int) -> int | None:
    s = p.s
    if "near_complementizer" in s.pack.traits:
        return _near_complementizer(p, start)
    svo = s.pack.order != "vso"
    for j in range(start, min(len(s.words), start + GAP)):
        word = s.words[j]
        if s.is_("complementizer", j):
            front = j - 2 if "comma_clauses" in s.pack.traits and s.words[j - 1].text in COMMAS else j - 1
            if not s.is_("not_complementizer_after", front) or j == start or word.text.startswith("ب") or (s.pack.order == "vso" and s.words[j - 1].text in ("علي", "الي", "من", "غير")):
                return j
            continue
        if word.text in ";:؛" or (word.text == '"' and svo):
            return None
        if word.text in COMMAS and j + 1 < len(s.words) and (s.is_("contrast", j + 1) or _participle(s, j + 1)):
            return None
        if j > start and s.finite_at(j) and not s.is_("negator", j - 1) and s.hit_at[word.start].form.cue.kind in ("verb", "relay") and not _in_relative(s, start, j):
            return None
        comma = "comma_clauses" in s.pack.traits and word.text in COMMAS and j + 1 < len(s.words)
        if comma and not s.is_("complementizer", j + 1) and (j - start > 6 or s.is_("boundary", j + 1)):
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
    near = p.finds("addressee") or s.is_("complementizer", start) or _adjunct(s, start)
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


def _in_relative(s: Sentence, start: int, j: int) -> bool:
    return any(s.is_("relative", i) for i in range(start, j))


def _adjunct(s: Sentence, at: int) -> bool:
    if at >= len(s.words):
        return False
    return s.is_("preposition", at) or s.is_("time", at) or s.is_("skip", at) or s.ends("adverb", at) or s.words[at].text in COMMAS


def finite(s: Sentence, at: int, stop: int | None = None) -> bool:
    """Whether a word begins a clause with a finite verb of its own, as far as the pack's finite marks show it."""
    stop = min(len(s.words) if stop is None else stop, at + GAP)
    for i in range(at + 1, stop):
        if s.is_("finite_mark", i):
            return not s.is_("coordinator", i - 1)
        if s.words[i].text in ",;:.?!" or s.is_("complementizer", i) or s.is_("relative", i):
            return False
    return False


class Speaker(NamedTuple):
    """Who speaks in a parenthesis, whom to, and the words that the parenthesis takes up so far."""

    words: Words | None
    mention: str
    told: list[Range]
    first: int
    last: int


def by_parenthesis(p: Place) -> Found | None:
    """…, X said.  ·  The talks, X said, go on.  ·  …, сообщил X.  ·  «…», — сказал X."""
    if not p.finds("final") or p.hit.form.mood == "conv":
        return None
    s = p.s
    speaker = _inverted_speaker(p) if "verb_group" in s.pack.traits else _parenthetical(p)
    if speaker is None or speaker.first == 0:
        return None
    beside = "verb_group" in s.pack.traits and s.words[speaker.first - 1].text == '"'
    if not (beside or _mark_before(s, speaker.first)):
        return None
    first = speaker.first
    quoted = _quote_before(s, first)
    if s.pack.order == "vso" and quoted is None:
        return None  # Arabic sets such a cue off with كما or حسبما
    left = clause_left(p, first)
    if left is None:
        return None
    told = speaker.told or addressed(s, speaker.last) or _told_one(p, speaker.last)
    last = s.at(told[-1][1] - 1) + 1 if told else speaker.last
    dialogue = s.words[p.floor].text in DASHES and s.words[first - 1].text in DASHES
    inside = dialogue or (p.quote is not None and (s.words[first - 1].text in DASHES or "incise" in s.pack.traits))
    rule, second = _second_part(p, last, quoted=quoted is not None, inside=inside)
    if second is None and not quoted and "verb_group" not in s.pack.traits and _only_adjunct(s, left, first):
        return None
    return Found(
        rule, p.hit, [left, second] if second else [left], [(p.hit.start, p.hit.end), *p.extra], ranges(s, speaker.words),
        mention=speaker.mention, open_end=rule == "mid_parenthesis", addressee=told, dialogue=dialogue,
    )  # fmt: skip


def _inverted_speaker(p: Place) -> Speaker | None:
    """…, a déclaré X · « … », a-t-elle ajouté · …, dijo ayer el ministro · …, afirmó: the verb opens it."""
    s = p.s
    if not _mark_before(s, p.k) and not (p.k and s.ends_at.get(s.words[p.k - 1].end)):
        return None
    quoted = _quote_before(s, p.k) is not None or p.quote is not None
    words = inverted(p) or after_verb(p, len(s.words))
    if words is None and ("pro_drop" not in s.pack.traits or not (quoted or may_end(s, p.after))):
        return None
    if words is not None and not quoted and not (may_end(s, words[1]) and (goes_on(s, words[1]) or clause_alone(s, p.floor, p.k))):
        return None
    mention = "dropped" if words is None else "pronoun" if s.words[words[0]].text in s.pack.pronouns else "name"
    return Speaker(words, mention, [], p.k, max(p.after, words[1] if words else 0))


def _parenthetical(p: Place) -> Speaker | None:
    """The speaker left of the verb, or right of it where a mark stands before the verb."""
    s = p.s
    words, mention = subject(p)
    told: list[Range] = []
    if words is not None and not (words[0] < p.k and _mark_before(s, p.k)):
        return Speaker(words, mention, told, min(words[0], p.k), p.after)
    right = right_phrase(s, p.after) if not (p.finds("addressee") or s.is_("boundary", p.after)) else None
    if right is not None and (rest := _past_told(s, right)):
        told, right = ranges(s, (right[0], rest)), (rest, right[1])
    if right is None and (p.hit.form.number == "pl" or p.hit.form.mood == "pass"):
        right = place_after(s, p.after)
        if right is not None:
            return Speaker(right, "name", told, p.k, right[1])
    if _mark_before(s, p.k) and right is not None:
        mention = "pronoun" if s.words[right[0]].text in s.pack.pronouns else "name"
        return Speaker(right, mention, told, p.k, max(p.after, right[1]))
    if words is None and not _mark_before(s, p.k):
        return None
    return Speaker(words, mention, told, min(words[0], p.k) if words else p.k, p.after)


def _second_part(p: Place, last: int, *, quoted: bool, inside: bool) -> tuple[str, Range | None]:
    """The rule's name and where the content goes on behind the parenthesis, None if it does not."""
    s, rule = p.s, "quote_before" if quoted else "parenthesis"
    mark = next((i for i in range(last, len(s.words)) if s.words[i].text in MARKS and s.words[i].text not in "()"), None)
    if mark is None or mark + 1 >= len(s.words):
        return rule, None
    if mark - last < 9 and (s.is_("preposition", last) or s.is_("time", last)):
        last = mark  # he explained in a post on X,
    if s.words[mark].text in ".!?…":
        goes_on = inside and mark + 2 < len(s.words) and s.words[mark + 1].text in DASHES  # «…, — сказал он. — …»
        return ("split_quote", (s.words[mark + 2].start, end_of(p))) if goes_on else (rule, None)
    second = mark + 1
    while second < len(s.words) and s.words[second].text in DASHES | COMMAS:
        second += 1
    if second >= len(s.words):
        return rule, None
    if s.words[second].text == '"':
        quote = s.opens_at.get(s.words[second].start)
        return ("split_quote", (quote.inner_start, quote.inner_end)) if quote is not None else (rule, None)
    if inside and s.words[p.k - 1].text in DASHES and "incise" not in s.pack.traits:
        dash = next((i for i in range(mark, len(s.words) - 1) if s.words[i].text in DASHES and s.words[i - 1].text[-1] in ".,!?…"), None)
        return ("split_quote", (s.words[dash + 1].start, end_of(p))) if dash is not None else (rule, None)
    if inside and s.words[mark].text in DASHES | COMMAS:
        return "split_quote", (s.words[second].start, end_of(p))
    if not quoted and s.words[mark].text in COMMAS and last == mark and _goes_on(s, second):
        return "mid_parenthesis", (s.words[second].start, end_of(p))
    return rule, None


def _past_told(s: Sentence, phrase: Words) -> int | None:
    """Where the subject begins after a quoted name that is told: сказал «Тракту» | аналитик банка"""
    quote = s.opens_at.get(s.words[phrase[0]].start) if "quoted_names" in s.pack.traits else None
    at = s.at(quote.end - 1) + 1 if quote is not None else phrase[1]
    return at if at < phrase[1] and not s.capitals[at] else None


def _told_one(p: Place, at: int) -> list[Range]:
    """The pronoun that a verb of telling takes: …, he told me, …"""
    return ranges(p.s, (at, at + 1)) if p.finds("addressee") and p.s.is_("objective", at) else []


def _only_adjunct(s: Sentence, left: Range, first: int) -> bool:
    """Whether what stands before a parenthesis is no clause: In September, X reported …"""
    lo = s.at(left[0])
    if not s.pack.words["finite_mark"] or not (s.is_("preposition", lo) or s.is_("boundary", lo) or s.is_("time", lo)):
        return False
    return not finite(s, lo, first)


def _goes_on(s: Sentence, second: int) -> bool:
    """Whether the content goes on behind a parenthesis, and no aside, participle or second report begins there."""
    hit = s.hit_at.get(s.words[second].start)
    if hit is not None and hit.form.mood == "conv":
        return False
    if s.is_("coordinator", second):
        return finite(s, second + 1)
    return s.is_("including", second) or not (s.is_("concessive", second) or s.is_("relative", second))


def _mark_before(s: Sentence, i: int) -> bool:
    """A comma or a dash, or a quotation that ends with a mark of its own."""
    if i == 0:
        return False
    last = s.words[i - 1].text
    inner = i - 2
    while inner > 0 and s.words[inner].text in "\"'":
        inner -= 1  # …,'" she said
    return last in COMMAS | DASHES or (last == '"' and i > 1 and s.words[inner].text in ",.!?…،؟")


def _quote_before(s: Sentence, first: int) -> Quote | None:
    """The quotation that ends where the words before `first` end, marks apart."""
    i = first - 1
    while i > 0 and s.words[i].text in COMMAS | DASHES:
        i -= 1
    return s.ends_at.get(s.words[i].end) if s.words[i].text == '"' else None


def _stray(s: Sentence, i: int) -> bool:
    """A mark that closes a quotation of an earlier paragraph."""
    return "verb_group" in s.pack.traits and s.words[i].text == '"' and s.words[i].end not in s.ends_at


def clause_left(p: Place, first: int) -> Range | None:
    s = p.s
    quote = _quote_before(s, first)
    start = p.floor_text
    if quote is not None and quote.start <= max(start, s.words[p.floor].start) + 2:
        return (quote.inner_start, quote.inner_end)
    lo = max([p.floor, *(i + 1 for i in range(p.floor, first - 2) if s.words[i].text in ";:" and s.quote_at(s.words[i].start) is None)])
    while lo < first and (s.is_("connective", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    hi = first
    while hi > lo and (s.words[hi - 1].text in COMMAS | DASHES or _stray(s, hi - 1)):
        hi -= 1
    if hi - lo < 2 and not (hi - lo == 1 and lo == p.floor):
        return None
    start = without_conjunction(s, lo) if s.pack.order == "vso" else s.words[lo].start
    return (start, s.words[hi - 1].end)


def by_question(p: Place) -> Found | None:
    """asked whether …  ·  تساءل عما إذا …  ·  спросил, … ли  ·  запитав, чи …"""
    if not p.finds("question"):
        return None
    s = p.s
    for j in range(p.after, min(len(s.words), p.after + 16)):
        if s.words[j].text in ".;:":
            return None
        if s.is_("question", j):
            if "comma_clauses" in s.pack.traits:
                j = next((i for i in range(j, p.after - 1, -1) if s.words[i].text in COMMAS), j)
            elif j > p.after and not p.finds("addressee") and p.hit.form.cue.cue_class != "question":
                return None
            if j + 1 >= len(s.words) or (s.words[j].text not in ("whether", "if", "عما", "ما", ",") and "near_complementizer" in s.pack.traits and p.hit.form.cue.cue_class != "question"):
                return None
            at = j + 1
            while s.pack.order == "vso" and at + 1 < len(s.words) and s.words[at].text in ("اذا",):
                at += 1
            if s.words[j].text in COMMAS and s.is_("question", at) and at + 1 < len(s.words):
                at += 1  # чи, czy: the word that asks is no part of what is asked
            words, mention = subject(p, j)
            found = attribution("question", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
            found.commitment = "asks"
            return found
    return None


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
    if mention == "dropped" or (words and words[0] and _mark_before(s, words[0]) and _quote_before(s, words[0])):
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


def frames(pack: Pack) -> tuple[Callable[[Place], Found | None], ...]:
    """The frames of a language, in their order."""
    if "content_before_verb" in pack.traits:
        return FRAMES_BEFORE_VERB
    if "analytic" in pack.traits:
        return FRAMES_FOLLOWING
    return FRAMES_AFTER_VERB if "verb_closes_clause" in pack.traits else FRAMES


FRAMES: tuple[Callable[[Place], Found | None], ...] = (
    by_hearsay,
    by_back_reference,
    by_naming,
    by_complementizer,
    by_colon_or_quote,
    by_question,
    by_own_infinitive,
    by_bare_clause,
    by_parenthesis,
    by_accusation,
    by_preposition,
    by_infinitive,
    by_predicate,
    by_object,
)

FRAMES_BEFORE_VERB: tuple[Callable[[Place], Found | None], ...] = (
    by_quotation_before,
    by_colon_or_quote,
    by_clause_before,
    by_complementizer,
    by_object_before,
)

FRAMES_AFTER_VERB: tuple[Callable[[Place], Found | None], ...] = (
    by_colon_or_quote,
    by_clause_after,
    by_parted_verb,
    by_parenthesis,
    by_marked_object,
    by_governed,
)
