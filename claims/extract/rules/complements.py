"""What follows a verb bracket: which mark opens its complement, and what kind of clause stands there."""

from __future__ import annotations

from claims.extract.rules.brackets import finite_like, has_finite, is_relative, known_finite
from claims.extract.rules.place import Place
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Quote, Sentence

GAP = 60  # words between a bracket and its complement, at most
SHORT_QUOTE = 12  # code points; a shorter quotation is a name or a scare quote
Complement = tuple[str, int, Quote | None]  # its kind, its first word, its quotation


def complement(p: Place, at: int) -> Complement | None:
    """What kind of complement follows, and where it begins."""
    s, i, n = p.s, at, min(len(p.s.words), at + GAP)
    while i < n:
        word = s.words[i].text
        if word == ":":
            quote = s.opens_at.get(s.words[i + 1].start) if i + 1 < len(s.words) else None
            return ("colon", i + 1, quote) if i + 1 < len(s.words) else None
        if word == '"':
            quote = s.opens_at.get(s.words[i].start)
            if quote is None:
                return None
            if quote.inner_end - quote.inner_start >= SHORT_QUOTE and (s.words[i - 1].text in COMMAS or (_ends(s, quote) and not _governed(s, i))):
                return ("quote", i, quote)
            i = s.at(quote.end - 1) + 1
            continue
        if word == "(":
            i = next((j for j in range(i, len(s.words)) if s.words[j].text == ")"), len(s.words)) + 1
            continue
        if word in COMMAS:
            kind = _segment(s, i + 1, p)
            if kind == "skip":
                i = _segment_end(s, i + 1)
                continue
            if kind is None:
                return None
            if kind == "quote":
                return ("quote", i + 1, s.opens_at.get(s.words[i + 1].start))
            return (kind, i + 2 if kind == "clause" or (s.words[i + 1].text in s.pack.words["conditional"] and kind == "question") else i + 1, None)
        if word in ".;!?" or word in DASHES:
            return None
        if s.is_("coordinator", i) and any(finite_like(s, j) for j in (i + 1, i + 2) if j < len(s.words) and s.words[i + 1].text not in MARKS):
            return None
        i += 1
    return None


def _governed(s: Sentence, i: int) -> bool:
    """Whether a quotation continues the phrase before it: `von einem „Dammbruch“`."""
    return s.is_("determiner", i - 1) or s.is_("preposition", i - 1) or s.is_("genitive", i - 1) or s.is_("dative", i - 1) or (not s.capitals[i - 1] and s.words[i - 1].start not in s.hit_at and not s.is_("skip", i - 1))


def _ends(s: Sentence, quote: Quote) -> bool:
    return s.text[quote.end : s.end].strip(" .!?") == "" or s.text[quote.end : quote.end + 1] in ",."


def name_opens(s: Sentence, i: int) -> bool:
    quote = s.opens_at.get(s.words[i].start) or s.ends_at.get(s.words[i].end)
    return s.words[i].text == '"' and quote is not None and quote.end - quote.start < 40


def _segment_end(s: Sentence, i: int) -> int:
    """The mark that ends the segment that begins at a word."""
    while i < len(s.words) and s.words[i].text not in ',;:.!?"':
        i += 1
    return i


def _segment(s: Sentence, i: int, p: Place) -> str | None:
    """What begins after a comma: the complement's kind, `skip` for what stands between, None where nothing comes."""
    if i >= len(s.words):
        return None
    end = _segment_end(s, i)
    word = s.words[i]
    if s.is_("complementizer", i) or (s.is_("complementizer", i + 1) and s.is_("skip", i)):
        return "clause"
    if word.text == '"':
        quote = s.opens_at.get(word.start)
        return None if quote is None else "quote" if _ends(s, quote) and quote.inner_end - quote.inner_start >= SHORT_QUOTE else "bare"
    if s.is_("coordinator", i) or s.is_("concessive", i):
        return None
    if s.is_("question", i) and (p.finds("question") or word.text not in s.pack.words["relative"]) and not (s.is_("relative", i) and not p.finds("question")):
        return "question"
    more = end < len(s.words) and s.words[end].text in ',:"'
    if _ends_in_infinitive(s, i, end) and not s.is_("infinitive_opener", i):
        return "infinitive"
    if s.is_("infinitive_opener", i) and _infinitive(s, i, end):
        return "skip" if more else None
    if _relative_clause(s, i, end):
        return "skip" if more else None
    if s.is_("subordinator", i):
        return "bare" if more and end + 1 < len(s.words) and finite_like(s, end + 1) and in_reported_mood(s, i) else "skip" if more else None
    if _infinitive(s, i, end):
        return "infinitive"
    if has_finite(s, i, end):
        return "bare"
    if more and s.words[end].text in COMMAS and _later_verb(s, i, end):
        return "bare"
    return "skip" if more else ("infinitive" if _infinitive(s, i, len(s.words)) else None)


def _later_verb(s: Sentence, i: int, end: int) -> bool:
    """Whether the clause goes on after a relative clause or an apposition in its first phrase: `, die Lage, so X, sei`."""
    after = end + 1
    if after < len(s.words) and _relative_clause(s, after, _segment_end(s, after)):
        after = _segment_end(s, after) + 1
        return after < len(s.words) and finite_like(s, after)
    return False


def _relative_clause(s: Sentence, i: int, end: int) -> bool:
    """Whether a segment is a relative clause, and no clause whose subject has an article: its finite verb ends it."""
    if not is_relative(s, i):
        return False
    at = i + 1 if s.is_("preposition", i) else i
    verbs = [j for j in range(at + 1, end) if finite_like(s, j)]
    if not verbs:
        return True
    if at == i and any(known_finite(s, j) for j in range(at + 1, end - 1) if not (known_finite(s, j + 1) and j + 1 == end - 1)):
        return False
    if at > i or not s.is_("determiner", at):
        return True
    return verbs[0] >= end - 2 and not (s.capitals[at + 1] and verbs[0] == at + 2 and s.is_("reported_mood", verbs[0]))


def in_reported_mood(s: Sentence, i: int) -> bool:
    return any(s.is_("reported_mood", j) or s.is_("reported_mood_after_report", j) for j in range(i, len(s.words)))


def _infinitive(s: Sentence, i: int, end: int) -> bool:
    """Whether a segment is an infinitive with its particle: `den Vertrag zu kündigen`, `ihn einzuhalten`."""
    particles = s.pack.words["infinitive"]
    for j in range(i, min(end, len(s.words))):
        text = s.words[j].text
        if s.capitals[j]:
            continue
        if text in particles and j + 1 < len(s.words) and s.ends("infinitive", j + 1) and not s.capitals[j + 1]:
            return True
        if len(text) > 7 and s.ends("infinitive", j) and any(x in text[2:-3] for x in particles):
            return True
    return False


def _ends_in_infinitive(s: Sentence, i: int, end: int) -> bool:
    return end - i > 1 and _infinitive(s, max(i, end - 2), end) and not any(known_finite(s, j) for j in range(i, end - 2))
