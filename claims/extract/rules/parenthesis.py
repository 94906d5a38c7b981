"""Content around a cue that commas, dashes or quotation marks set off: …, X said · «…», — сказал X."""

from __future__ import annotations

from typing import NamedTuple

from claims.extract.rules.clauses import finite
from claims.extract.rules.found import Found, Range
from claims.extract.rules.phrases import (
    Words,
    place_after,
    right_phrase,
)
from claims.extract.rules.place import (
    Place,
    addressed,
    after_verb,
    end_of,
    inverted,
    ranges,
    subject,
)
from claims.extract.rules.quoting import clause_left, mark_before, quote_before
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Sentence
from claims.extract.rules.verbgroup import clause_alone, goes_on, may_end


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
    if not (beside or mark_before(s, speaker.first)):
        return None
    first = speaker.first
    quoted = quote_before(s, first)
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
    if not mark_before(s, p.k) and not (p.k and s.ends_at.get(s.words[p.k - 1].end)):
        return None
    quoted = quote_before(s, p.k) is not None or p.quote is not None
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
    if words is not None and not (words[0] < p.k and mark_before(s, p.k)):
        return Speaker(words, mention, told, min(words[0], p.k), p.after)
    at = _over_asides(s, p.after)
    right = right_phrase(s, at) if not (p.finds("addressee") or s.is_("boundary", at)) else None
    if right is not None and (rest := _past_told(s, right)):
        told, right = ranges(s, (right[0], rest)), (rest, right[1])
    if right is None and (p.hit.form.number == "pl" or p.hit.form.mood == "pass"):
        right = place_after(s, at)
        if right is not None:
            return Speaker(right, "name", told, p.k, right[1])
    if mark_before(s, p.k) and right is not None:
        mention = "pronoun" if s.words[right[0]].text in s.pack.pronouns else "name"
        return Speaker(right, mention, told, p.k, max(p.after, right[1]))
    if words is None and not mark_before(s, p.k):
        return None
    return Speaker(words, mention, told, min(words[0], p.k) if words else p.k, p.after if words else at)


def _over_asides(s: Sentence, at: int) -> int:
    """The word after adverbs and whom it was said to: возражает ей | управляющий; the same word where it is the subject."""
    while True:
        if s.is_("skip", at) and s.words[at].text not in s.pack.pronouns:
            at += 1
        elif s.is_("preposition", at) and s.is_("time", at + 1):
            at += 2  # сообщила в субботу | глава района
        else:
            return at


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
