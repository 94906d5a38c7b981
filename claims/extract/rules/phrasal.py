"""Cues that are no finite verbs: according to, по словам, وفقًا لـ, citing, نقل عن, the claim that."""

from __future__ import annotations

from claims.extract.rules.found import Found, Range
from claims.extract.rules.parenthesis import by_parenthesis
from claims.extract.rules.phrases import Words, left_phrase, names_one, place_after, right_phrase
from claims.extract.rules.place import Place, end_of, inverted, ranges, subject
from claims.extract.rules.quoting import clause_left
from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Hit, Sentence
from claims.extract.rules.verbgroup import may_end, verb_group

SUFFIXES = frozenset({"ه", "ها", "هم", "هن", "هما"})


def adposition(p: Place, prefix_verb: bool = False) -> Found | None:
    """Fronted, closing or in the middle: `According to X, …`, `…, по словам X`, `…، على حد قول X`."""
    s, form = p.s, p.hit.form
    if s.is_("ordinal", p.k) and (s.is_("determiner", p.k - 1) or s.is_("preposition", p.k - 1)):
        return None  # em segundo lugar, il secondo anno
    words, mention, start = _governed(p, prefix_verb)
    nobody = prefix_verb and form.mood == "pass" and p.after < len(s.words) and s.words[p.after].text in COMMAS
    if words is None and not nobody and not (form.suffix and not prefix_verb) and mention != "dropped":
        return None
    if words is not None and s.is_("self", words[0]):
        return None  # selon moi
    last = words[1] if words else p.after
    if words is not None:
        while last < len(s.words) and s.words[last].text not in COMMAS | DASHES and s.words[last].text != "." and last - p.after < 16 and not s.is_("complementizer", last):
            title = s.opens_at.get(s.words[last].start)
            if s.words[last].text == '"' and (title is None or not names_one(s, title)):
                break
            last = last + 1 if title is None else s.at(title.end - 1) + 1  # the rest of the governed phrase: its own adjuncts
        words = _with_place(s, words, last)
    before = _content_before(p)
    after = _content_after(p, last)
    content = [*before, *after] if before else after
    if before and after and (_new_clause(s, last) or _participle_at(s, after[0][0])):
        content = before
    if not content and prefix_verb and words is not None and (said := _sentence_before(p, words[1])):
        content = [said]
    if not content:
        return None
    if form.suffix and not prefix_verb and p.after < len(s.words) and s.words[p.after].text not in MARKS:
        content = [(s.words[p.after].start, end_of(p))]  # فبرأيها ربما …
    source, cue = ranges(s, words), [(p.hit.start, p.hit.end), *p.extra]
    if form.suffix and s.pack.order == "vso" and not prefix_verb:
        pronoun, rest = own_suffix(p.hit, s)
        source, cue, mention = [pronoun], [rest], "pronoun"
    if form.suffix and not prefix_verb and p.after - p.k == 3 and s.words[p.k + 1].text in s.pack.possessives:
        owner = s.words[p.k + 1]  # по его словам: the pronoun is the source, the words around it the cue
        source, mention = [(owner.start, owner.end)], "pronoun"
        cue = [(s.words[p.k].start, s.words[p.k].end), (s.words[p.k + 2].start, s.words[p.k + 2].end)]
    if source and start is not None:
        source = [(start, source[0][1])]
    return Found(
        "adposition_with_verb" if prefix_verb else form.cue.rule or "adposition",
        p.hit, content, cue, source,
        form="adposition", mention=mention, open_end=bool(after) and len(content) == 1,
    )  # fmt: skip


def _sentence_before(p: Place, last: int) -> Range | None:
    """The sentence before one that only says who said it: حسبما أفاد المتحدث."""
    return p.s.previous if p.k == 0 and all(word.text in MARKS for word in p.s.words[last:]) else None


def _governed(p: Place, prefix_verb: bool) -> tuple[Words | None, str, int | None]:
    """What the adposition governs; an Arabic preposition fused to it (لـ, بـ) is cut off."""
    s = p.s
    if p.hit.form.suffix and not prefix_verb:
        return None, "none" if p.hit.form.cue.cue_class == "hearsay" else "dropped", None
    at = p.after
    while s.pack.order == "vso" and prefix_verb and s.is_("skip", at):
        at += 1  # بحسب ما أفادت به | الصحيفة
    if at < len(s.words) and s.words[at].text == "ل":
        at += 1
    if prefix_verb and {"verb_group", "subject_between"} & s.pack.traits:
        return (*_prefix_subject(p), None)
    word_after = s.words[at].text.removeprefix("ل") if at < len(s.words) else ""
    if s.is_("relative", at) or word_after in s.pack.words["demonstrative"]:
        return None, "name", None  # согласно которому, وفقاً لذلك
    words = right_phrase(s, at)
    if words is None and prefix_verb and (p.hit.form.mood == "pass" or p.hit.form.number == "pl"):
        words = place_after(s, at)
    if words is None and at < len(s.words) and s.pack.order == "vso" and s.words[at].text.startswith("لل"):
        end = right_phrase(s, at + 1)
        words = (at, end[1] if end else at + 1)
    if words is None and prefix_verb and p.hit.form.gender and s.pack.order == "vso" and s.ends_at.get(s.words[p.k - 1].end):
        return None, "dropped", None  # "…" كما قالت عن والدها
    if words is None:
        return None, "name", None
    word = s.words[words[0]]
    fused = (s.pack.order == "vso" and word.text.startswith("ل") and not word.text.startswith("لل") and p.hit.form.cue.lemma.endswith(("وفقا", "استنادا"))) or False
    mention = "pronoun" if word.text in s.pack.pronouns and words[1] - words[0] == 1 else "name"
    return words, mention, word.start + 1 if fused else None


def _prefix_subject(p: Place) -> tuple[Words | None, str]:
    """The speaker of comme l'a dit X, como ele disse, secondo quanto riferito da X; dropped in: como afirmó."""
    s, at = p.s, p.after + p.s.is_("agent", p.after)
    first = s.at(p.extra[0][1] - 1) + 1
    group = verb_group(s, p.head, first)
    if first < group and _tells_more(p):
        return None, "name"  # As police said the road was closed, …
    words = (first, group) if first < group else inverted(p) or right_phrase(s, at)
    if words is None:
        return None, "dropped" if "pro_drop" in s.pack.traits and may_end(s, p.after) else "name"
    return words, "pronoun" if s.words[words[0]].text in s.pack.pronouns and words[1] - words[0] == 1 else "name"


def _tells_more(p: Place) -> bool:
    """Whether a clause of its own follows the verb before the comma: what is said, so `as` is a conjunction of time."""
    s, i = p.s, p.after
    while i < len(s.words) and s.words[i].text not in COMMAS | MARKS:
        if s.is_("finite_mark", i) or s.is_("complementizer", i):
            return True
        i += 1
    return False


def _with_place(s: Sentence, words: Words, last: int) -> Words:
    """The governed phrase with what tells where its people are: sources in the White House, but not: on Friday."""
    hi = words[1]
    close = hi < last <= words[0] + 8 and last < len(s.words) and s.words[last].text in COMMAS
    if not close or not s.is_("preposition", hi) or s.is_("time", hi + 1) or s.words[hi + 1].text.isdigit():
        return words
    return words if any(s.words[i].start in s.hit_at for i in range(hi, last)) else (words[0], last)


def _content_before(p: Place) -> list[Range]:
    s = p.s
    lead = p.k
    while lead > p.floor and (s.is_("connective", lead - 1) or s.words[lead - 1].text in COMMAS):
        lead -= 1
    if lead <= p.floor:
        return []
    left = clause_left(p, p.k)
    return [left] if left and left[1] - left[0] > 2 else []


def _content_after(p: Place, last: int) -> list[Range]:
    s = p.s
    if last >= len(s.words) - 1 or (s.words[last].text not in COMMAS and not s.is_("complementizer", last)):
        return []
    at = last + 1
    while at < len(s.words) - 1 and (s.is_("complementizer", at) or s.words[at].text in ("فان", '،')):
        at += 1
    return [(s.words[at].start, end_of(p))] if at < len(s.words) else []


def _participle_at(s: Sentence, position: int) -> bool:
    """Whether a participle of reporting begins there: …، كما أضاف غراهام، مشيرًا إلى …"""
    hit = s.hit_at.get(position)
    return hit is not None and hit.form.mood == "conv"


def _new_clause(s: Sentence, comma: int) -> bool:
    return comma + 1 < len(s.words) and (s.is_("concessive", comma + 1) or s.is_("coordinator", comma + 1) or (s.words[comma + 1].text.startswith("و") and s.pack.order == "vso"))


def relay(p: Place, earlier: list[Found]) -> list[Found]:
    """One source through another: نقلت X عن Y قوله إن … · сообщает X со ссылкой на Y · X said, citing Y."""
    s = p.s
    if p.hit.form.mood in ("fin", "pass"):
        return _relay_arabic(p) if s.pack.order == "vso" else _words_of(p) if p.finds("final") else _quoted_as_saying(p)
    words = right_phrase(s, p.after + s.is_("to", p.after))
    if words is None:
        return []
    words = _with_place(s, words, next((i for i in range(words[1], len(s.words)) if s.words[i].text in MARKS), len(s.words)))
    outer = next((f for f in reversed(earlier) if not f.controlled), None)
    if outer is None:
        return []
    start, end = outer.content[-1]
    if outer.open_end and start < p.hit.start < end and p.k and s.words[p.k - 1].text in COMMAS:
        outer.content[-1] = (start, s.words[p.k - 1].start)  # X said …, citing Y
        outer.open_end = False
    if words[1] < len(s.words) and s.words[words[1]].text in COMMAS and outer.form == "adposition" and outer.open_end:
        at = words[1] + 1
        if at < len(s.words):
            outer.content = [(s.words[at].start, end_of(p))]
    return [
        Found(p.hit.form.cue.rule, p.hit, list(outer.content), [(p.hit.start, p.hit.end)], ranges(s, words),
              form="participle", parent=outer, open_end=outer.open_end)
    ]  # fmt: skip


def _words_of(p: Place) -> list[Found]:
    """…, приводит его слова X, …: he said it, and X says that he did."""
    s = p.s
    owner = next((i for i in range(p.k, p.after) if s.words[i].text in s.pack.possessives), None)
    outer = by_parenthesis(p)
    if owner is None or outer is None:
        return []
    outer.rule, outer.cue = "relay", ranges(s, (p.k, owner))
    return [
        outer,
        Found("relayed", p.hit, list(outer.content), ranges(s, (owner + 1, p.after)), ranges(s, (owner, owner + 1)),
              form="noun", mention="pronoun", parent=outer, open_end=outer.open_end)
    ]  # fmt: skip


def _quoted_as_saying(p: Place) -> list[Found]:
    """X quoted Y as saying that …: Y says it, and X says that he does."""
    s = p.s
    saying = next((h for h in s.hits if h.start > p.hit.end and h.form.mood == "conv"), None)
    inner = right_phrase(s, p.after)
    if saying is None or inner is None or not s.is_("as", s.at(saying.start) - 1):
        return []
    at = s.at(saying.end - 1) + 1
    at += at < len(s.words) and s.is_("complementizer", at)
    if at >= len(s.words):
        return []
    words, mention = subject(p)
    content = (s.words[at].start, end_of(p))
    outer = Found("quoted_as_saying", p.hit, [content], [(p.hit.start, p.hit.end)], ranges(s, words), mention=mention, open_end=True)
    cue = (saying.start, saying.end)
    return [outer, Found("relayed", saying, [content], [cue], ranges(s, inner), form="participle", parent=outer, open_end=True)]


def _relay_arabic(p: Place) -> list[Found]:
    s = p.s
    an = next((i for i in range(p.after, min(len(s.words), p.after + 12)) if s.words[i].text == "عن"), None)
    if an is None:
        return []
    outer_words = right_phrase(s, p.after, an) if an > p.after else left_phrase(s, p.k, p.floor)
    saying = next((h for h in s.hits if h.start > s.words[an].start and h.form.mood in ("noun", "conv") and h.form.cue.kind in ("noun", "verb")), None)
    at = s.at(saying.end - 1) + 1 if saying else an + 1
    inner_words = right_phrase(s, an + 1, s.at(saying.start) if saying else None)
    opener = next((i for i in range(at, min(len(s.words), at + 12)) if s.is_("complementizer", i) or s.words[i].text in ':"'), None)
    if inner_words is None or opener is None or opener + 1 >= len(s.words):
        return []
    content = (s.words[opener + 1].start, end_of(p))
    if outer_words is None and p.hit.form.mood == "pass":
        both = [(p.hit.start, p.hit.end), *([(saying.start, saying.end)] if saying else [])]
        return [Found("relayed", p.hit, [content], both, ranges(s, inner_words), open_end=True)]
    outer = Found("relay", p.hit, [content], [(p.hit.start, p.hit.end)], ranges(s, outer_words), mention="name" if outer_words else "dropped", open_end=True)
    cue = (saying.start, saying.end) if saying else (s.words[an].start, s.words[an].end)
    inner = Found("relayed", saying or p.hit, [content], [cue], ranges(s, inner_words), form="noun" if saying else "adposition", parent=outer, open_end=True)
    return [outer, inner]


def own_suffix(hit: Hit, s: Sentence) -> tuple[Range, Range]:
    """The pronoun that a cue carries as its last letters, and the cue without it: على حد قول|ه"""
    letters = next(n for n in (3, 2, 1) if s.text[hit.end - n : hit.end] in SUFFIXES)
    return (hit.end - letters, hit.end), (hit.start, hit.end - letters)


def noun(p: Place) -> Found | None:
    """Trump's accusation that … · обвинение X в том, что … · اتهام X بأن …"""
    s, preps = p.s, p.hit.form.cue.preps
    j = next((i for i in range(p.after, min(len(s.words), p.after + 14)) if s.is_("complementizer", i) and (not preps or s.words[i].text in preps)), None)
    if j is None or j + 1 >= len(s.words) or any(s.words[i].text in ";:." or (s.words[i].text in COMMAS and i != j - 1) for i in range(p.after, j)):
        return None
    if any(h.start >= p.hit.end and h.end <= s.words[j].start and h.form.mood in ("fin", "conv", "pass") for h in s.hits):
        return None
    words = _owner(p, j)
    if "near_complementizer" in s.pack.traits and j > p.after and not (s.is_("preposition", p.after) or preps):
        return None
    mention = "name" if words else "dropped" if p.hit.form.suffix else "none"
    found = Found("noun", p.hit, [(s.words[j + 1].start, _clause_end(p, j + 1))], [(p.hit.start, p.hit.end)], ranges(s, words), form="noun", mention=mention, open_end=True)
    if words and "possessive_s" in s.pack.traits and s.text[found.source[0][0] : found.source[0][1]].endswith("'s"):
        found.source = [(found.source[0][0], found.source[0][1] - 2)]
    return found


def _clause_end(p: Place, at: int) -> int:
    """Where the clause of a noun ends that is itself a subject: the claim that wages were cut | was never tested"""
    s, seen = p.s, False
    if "near_complementizer" not in s.pack.traits or (p.k and any(s.finite_at(i) or s.is_("finite_mark", i) for i in range(p.floor, p.k))):
        return end_of(p)
    for i in range(at, s.at(end_of(p) - 1) + 1):
        if s.words[i].text in MARKS or s.is_("boundary", i) or s.is_("coordinator", i) or s.is_("relative", i) or s.is_("complementizer", i):
            return end_of(p)
        if s.is_("finite_mark", i) and not s.is_("auxiliary", i - 1):
            if seen:
                return s.words[i - 1].end
            seen = True
    return end_of(p)


def _owner(p: Place, complementizer: int) -> Words | None:
    s = p.s
    if "possessive_s" in s.pack.traits:
        if p.k and s.words[p.k - 1].text.endswith("'s"):
            lo = p.k - 1
            while lo and s.words[lo - 1].text not in MARKS and s.capitals[lo - 1] and not s.is_("boundary", lo - 1):
                lo -= 1
            return (lo - 1 if s.is_("determiner", lo - 1) else lo, p.k)
        if p.k and s.words[p.k - 1].text in s.pack.possessives:
            return (p.k - 1, p.k)
        if p.after < complementizer and s.words[p.after].text in ("from", "by", "of"):
            return (p.after + 1, complementizer)
        return None
    if p.head and s.words[p.head - 1].text in s.pack.possessives:
        return (p.head - 1, p.head)
    if p.hit.form.suffix or p.after >= complementizer:
        return None
    if "capital_nouns" in s.pack.traits and not s.is_("genitive", p.after) and not s.is_("np_preposition", p.after):
        return None
    return right_phrase(s, p.after + s.is_("np_preposition", p.after), complementizer)
