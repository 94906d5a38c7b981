"""How a cue takes its content: ordered judgements, each a small function; the first that answers names the rule."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.found import Found, Range
from claims.extract.rules.objects import (
    by_accusation,
    by_infinitive,
    by_object,
    by_own_infinitive,
    by_preposition,
)
from claims.extract.rules.phrases import left_phrase, right_phrase, trim
from claims.extract.rules.place import (
    Place,
    addressed,
    after_verb,
    attribution,
    end_of,
    ranges,
    subject,
)
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence

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


def by_colon_or_quote(p: Place) -> Found | None:
    """X said: "…"  ·  وقال X: "…"  ·  X сказал: «…»"""
    if not p.finds("quote"):
        return None
    s, start = p.s, double_cue(p)
    adjacent = s.pack.order != "vso"
    for j in range(start, min(len(s.words), start + GAP)):
        word = s.words[j]
        if s.is_("complementizer", j) and not s.is_("not_complementizer_after", j - 1):
            break
        if word.text in ";؛" or (word.text in DASHES and j > start) or (word.text in COMMAS and adjacent and j > start):
            break
        if s.finite_at(j):
            break
        if word.text == ":":
            at = s.words[j + 1].start if j + 1 < len(s.words) else None
            if at is None:
                return None
            quote = s.opens_at.get(at)
            content = (quote.inner_start, quote.inner_end) if quote else (at, end_of(p))
            if j + 1 < len(s.words) and s.pack.order == "vso" and not quote and s.is_("complementizer", j + 1) and j + 2 < len(s.words):
                content = (s.words[j + 2].start, end_of(p))
            words, mention = subject(p, j)
            return attribution("colon", p, content, words, mention, open_end=quote is None)
        if word.text == '"':
            quote = s.opens_at.get(word.start)
            if quote is None or (adjacent and j > start and s.words[j - 1].text not in COMMAS) or quote.inner_end - quote.inner_start < 12:
                if quote is None or adjacent:
                    break
                continue
            words, mention = subject(p, j)
            rest = s.text[quote.end : end_of(p)].strip(" .")
            end = quote.inner_end if not rest or rest[0] in ",،-–—" else end_of(p)
            return attribution("quote_after", p, (quote.inner_start, max(end, quote.inner_end)), words, mention, open_end=end != quote.inner_end)
    return None


def by_complementizer(p: Place) -> Found | None:
    """X said that …  ·  قال X إن …  ·  X заявил, что …"""
    if not p.finds("clause"):
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
    svo = s.pack.order != "vso"
    for j in range(start, min(len(s.words), start + GAP)):
        word = s.words[j]
        if s.is_("complementizer", j):
            if not s.is_("not_complementizer_after", j - 1) or j == start or word.text.startswith("ب") or (s.pack.order == "vso" and s.words[j - 1].text in ("علي", "الي", "من", "غير")):
                if "near_complementizer" in s.pack.traits and j > start and not _adjunct(s, start, p) and not _inverted_subject(p, j):
                    return None
                return j
            continue
        if word.text in ";:؛" or (word.text == '"' and svo):
            return None
        if s.is_("relative", j) and "near_complementizer" in s.pack.traits:
            return None
        if j > start and s.finite_at(j) and s.hit_at[word.start].form.cue.kind == "verb" and not _in_relative(s, start, j):
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


def _in_relative(s: Sentence, start: int, j: int) -> bool:
    return any(s.is_("relative", i) for i in range(start, j))


def _adjunct(s: Sentence, at: int, p: Place) -> bool:
    return p.finds("addressee") or s.is_("preposition", at) or s.is_("time", at) or s.is_("skip", at) or s.ends("adverb", at) or s.words[at].text in COMMAS


def by_parenthesis(p: Place) -> Found | None:
    """…, X said.  ·  The talks, X said, go on.  ·  …, сообщил X.  ·  «…», — сказал X."""
    if not p.finds("final") or p.hit.form.mood == "conv":
        return None
    s = p.s
    words, mention = subject(p)
    first = min(words[0], p.k) if words else p.k
    last = p.after
    if words is None or (words[0] < p.k and _mark_before(s, p.k)):
        right = right_phrase(s, p.after)
        if _mark_before(s, p.k) and right is not None:
            words, first, last = right, p.k, max(p.after, right[1])
            mention = "pronoun" if s.words[right[0]].text in s.pack.pronouns else "name"
        elif words is None and not _mark_before(s, p.k):
            return None
    if first == 0 or not _mark_before(s, first):
        return None
    opened = first - 1
    while opened > p.floor and s.words[opened - 1].text in MARKS and s.words[opened - 1].text != '"':
        opened -= 1
    quoted = _quote_before(s, first)
    if s.pack.order == "vso" and quoted is None:
        return None  # Arabic sets such a cue off with كما or حسبما
    left = clause_left(p, first)
    if left is None:
        return None
    nxt = next((i for i in range(last, len(s.words)) if s.words[i].text in MARKS and s.words[i].text not in "()"), None)
    inside = p.quote is not None and (s.words[first - 1].text in DASHES or "incise" in s.pack.traits)
    inside = inside or (s.words[p.floor].text in DASHES and s.words[first - 1].text in DASHES)  # dialogue
    content = [left]
    rule = "quote_before" if quoted else "parenthesis"
    if nxt is not None and s.words[nxt].text not in ".!?…" and nxt + 1 < len(s.words):
        second = nxt + 1
        while second < len(s.words) and s.words[second].text in DASHES | COMMAS:
            second += 1
        if second < len(s.words):
            if s.words[second].text == '"':
                quote = s.opens_at.get(s.words[second].start)
                if quote is not None:
                    content.append((quote.inner_start, quote.inner_end))
                    rule = "split_quote"
            elif inside and s.words[nxt].text in DASHES | COMMAS:
                content.append((s.words[second].start, end_of(p)))
                rule = "split_quote"
            elif not quoted and s.words[nxt].text in COMMAS and not s.is_("concessive", second) and not s.is_("coordinator", second) and not s.is_("relative", second) and last == nxt:
                content.append((s.words[second].start, end_of(p)))
                rule = "mid_parenthesis"
    return Found(
        rule, p.hit, content, [(p.hit.start, p.hit.end), *p.extra], ranges(s, words),
        mention=mention, open_end=rule == "mid_parenthesis", addressee=addressed(s, last),
    )  # fmt: skip


def _mark_before(s: Sentence, i: int) -> bool:
    """A comma or a dash, or a quotation that ends with a mark of its own."""
    if i == 0:
        return False
    last = s.words[i - 1].text
    return last in COMMAS | DASHES or (last == '"' and i > 1 and s.words[i - 2].text in ",.!?…،؟")


def _quote_before(s: Sentence, first: int) -> Quote | None:
    """The quotation that ends where the words before `first` end, marks apart."""
    i = first - 1
    while i > 0 and s.words[i].text in COMMAS | DASHES:
        i -= 1
    return s.ends_at.get(s.words[i].end) if s.words[i].text == '"' else None


def clause_left(p: Place, first: int) -> Range | None:
    s = p.s
    quote = _quote_before(s, first)
    start = p.floor_text
    if quote is not None and quote.start <= max(start, s.words[p.floor].start) + 2:
        return (quote.inner_start, quote.inner_end)
    lo = p.floor
    while lo < first and (s.is_("connective", lo) or s.words[lo].text in COMMAS | DASHES):
        lo += 1
    hi = first
    while hi > lo and s.words[hi - 1].text in COMMAS | DASHES:
        hi -= 1
    if hi - lo < 2:
        return (s.words[lo].start, s.words[hi - 1].end) if hi - lo == 1 and lo == p.floor else None
    return (s.words[lo].start, s.words[hi - 1].end)


def by_question(p: Place) -> Found | None:
    """asked whether …  ·  تساءل عما إذا …  ·  спросил, … ли"""
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
            words, mention = subject(p, j)
            found = attribution("question", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
            found.commitment = "asks"
            return found
    return None


def by_bare_clause(p: Place) -> Found | None:
    """X said the talks go on."""
    s = p.s
    if not p.finds("bare") or p.after + 1 >= len(s.words):
        return None
    at = p.after
    if (s.words[at].text in MARKS and s.words[at].text != '"') or (s.is_("boundary", at) and s.words[at].text not in ("as", "what", "if", "when")):
        return None
    if p.finds("addressee"):
        addressee = right_phrase(s, at, at + 4)
        verb = next((i for i in range(at, min(at + 12, len(s.words))) if s.is_("finite_mark", i)), None)
        if addressee is None or verb is None:
            return None
        content = s.words[addressee[1]].start if addressee[1] < len(s.words) else None
        if content is None or s.words[addressee[1]].text in MARKS or s.is_("preposition", addressee[1]):
            return None
        words, mention = subject(p, at)
        found = attribution("bare_clause", p, (content, end_of(p)), words, mention, open_end=True)
        found.addressee = ranges(s, addressee)
        return found
    if s.is_("preposition", at) or s.is_("time", at):
        return None
    if any(i >= len(s.words) or s.words[i].text in ",.;:" for i in range(at, at + 3)):
        return None
    words, mention = subject(p, at)
    if mention == "dropped" or (words and words[0] and _mark_before(s, words[0]) and _quote_before(s, words[0])):
        return None
    return attribution("bare_clause", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)


FRAMES: tuple[Callable[[Place], Found | None], ...] = (
    by_complementizer,
    by_colon_or_quote,
    by_question,
    by_own_infinitive,
    by_bare_clause,
    by_parenthesis,
    by_accusation,
    by_preposition,
    by_infinitive,
    by_object,
)
