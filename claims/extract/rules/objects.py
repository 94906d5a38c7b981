"""Content that is no clause: what somebody is accused of, called to, warned of, urged to do, denies."""

from __future__ import annotations

from claims.extract.rules.found import Found
from claims.extract.rules.phrases import Words, left_phrase, locative, right_phrase
from claims.extract.rules.place import Place, attribution, end_of, subject
from claims.extract.rules.sentence import COMMAS, MARKS, Sentence
from claims.extract.rules.verb_first import fused, object_in, without_conjunction


def by_accusation(p: Place) -> Found | None:
    """accused X of …  ·  обвинил X в …  ·  اتهم X Y بـ…"""
    if not p.finds("accuse"):
        return None
    s = p.s
    preps = p.hit.form.cue.preps
    object_before = any(s.is_("clitic", i) for i in range(p.k, p.head))  # l'a accusé de
    hit = next((i for i in range(p.after + (not object_before), min(len(s.words), p.after + 24)) if s.words[i].text in preps or (s.pack.order == "vso" and fused(s, i, preps))), None)
    if hit is None:
        return None
    words, mention = subject(p, p.after if s.pack.order != "vso" else None)
    at = past_to(p, p.after)
    if s.pack.order == "vso" and words and words[0] >= p.after:
        at, words, mention = _object_after(p, words, hit)
    return attribution("accusation", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)


def _object_after(p: Place, words: Words, prep: int) -> tuple[int, Words | None, str]:
    """Where the object of an Arabic verb begins, once its subject is read."""
    s, at = p.s, words[1]
    second = object_in(s, words[0], min(words[1], prep))
    if second is not None:
        return second, (words[0], second), "name"
    while at < prep and s.words[at].text not in COMMAS and (s.is_("preposition", at) or (not s.is_("preposition", at - 1) and s.is_("time", at))):
        at += 2
    while at < prep and s.words[at].text in COMMAS:
        at += 1
    if at < prep:
        return at, words, "name"
    left = left_phrase(s, p.k, p.floor) if not p.hit.proclitic else None
    if left or p.hit.proclitic or p.hit.form.mood == "conv" or (p.k > p.floor):
        return words[0], left, "name" if left else "dropped"
    return words[0], None, "dropped"


def past_to(p: Place, at: int) -> int:
    """The word after one that only marks an object as a person: acusó a Rusia, demande à Israël."""
    return at + 1 if p.s.is_("to", at) and at + 1 < len(p.s.words) else at


def by_own_infinitive(p: Place) -> Found | None:
    """affirme avoir agi seul · dijo estar dispuesto · ha detto di non sapere"""
    if not p.finds("own_infinitive"):
        return None
    s, at = p.s, _over_hearer(p)
    if s.is_("infinitive_mark", at):
        at += 1
    verb = at
    while s.is_("negator", verb) or s.is_("clitic", verb) or s.is_("skip", verb):
        verb += 1
    noun = (verb > at and s.is_("determiner", verb - 1)) or s.is_("nominal", verb)  # assure la victoire
    if verb < len(s.words) and s.words[verb].text == '"':
        verb += 1
    if verb >= len(s.words) or s.is_("time", verb) or not (s.is_("infinitive", verb) or (s.ends("infinitive", verb) and not noun and not s.capitals[verb])):
        return None
    words, mention = subject(p, p.after)
    return attribution("own_infinitive", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)


def _over_hearer(p: Place) -> int:
    """The word after whom, when and where it was said: a avoué [à la police] être, a promis [mardi] de."""
    s = p.s
    if not (s.is_("to", p.after) or s.is_("time", p.after) or s.is_("preposition", p.after) or s.is_("skip", p.after)):
        return p.after
    for j in range(p.after + 1, min(len(s.words) - 1, p.after + 10)):
        if s.words[j].text in MARKS or s.is_("boundary", j):
            break
        marked = s.is_("infinitive_mark", j) and (s.is_("infinitive", j + 1) or s.ends("infinitive", j + 1) or s.words[j + 1].text == '"')
        if marked or s.is_("infinitive", j):
            return j
    return p.after


def by_preposition(p: Place) -> Found | None:
    """called on X to …  ·  warned against …  ·  دعا X إلى …"""
    if not p.finds("prep"):
        return None
    s, preps = p.s, p.hit.form.cue.preps
    reach = 24 if s.pack.order == "vso" else 4 if "comma_clauses" in s.pack.traits else 1
    for j in range(p.after, min(len(s.words), p.after + reach)):
        word = s.words[j]
        carried = s.pack.order == "vso" and fused(s, j, preps)
        if word.text not in preps and not carried:
            if word.text in ":;\"؛" or s.is_("complementizer", j) or (word.text in COMMAS and (reach == 4 or _joined(s, j + 1))):
                return None
            continue
        at = j if carried else j + 1
        if at >= len(s.words):
            return None
        start = word.start + 1 if carried else s.words[at].start
        words, mention = subject(p, j)
        if s.pack.order == "vso" and p.hit.form.cue.commitment in ("demands", "asserts") and p.finds("addressed"):
            start, words, mention = _addressed_before(p, j, start, words, mention)
        return attribution("preposition", p, (start, end_of(p)), words, mention, open_end=True)
    return None


def _joined(s: Sentence, i: int) -> bool:
    """Whether an Arabic word carries the conjunction of a further clause, and opens no relative one: …، وأنه, but …، وهو"""
    return s.pack.order == "vso" and i < len(s.words) and without_conjunction(s, i) > s.words[i].start and not s.is_("relative", i)


def _addressed_before(p: Place, prep: int, start: int, words: Words | None, mention: str) -> tuple[int, Words | None, str]:
    """Where the content of طالب X Y بـ… begins: at Y, whom X addresses; at the preposition if nobody is."""
    s = p.s
    if p.hit.form.mood == "conv":
        run = right_phrase(s, p.after, prep)
        return (s.words[run[0]].start if run else start), words, mention
    if words is not None and p.hit.proclitic and _whom_alone(s, words):
        return s.words[words[0]].start, None, "dropped"
    if words is None or words[0] < p.after:
        run = right_phrase(s, p.after, prep)
        return (s.words[run[0]].start if run else start), words, mention
    second = object_in(s, words[0], words[1])
    if second is not None:
        return s.words[second].start, (words[0], second), mention
    left = left_phrase(s, p.k, p.floor) if not p.hit.proclitic and p.k > p.floor else None
    if left is not None and not (s.is_("preposition", left[0]) or s.is_("connective", left[0])):
        return s.words[words[0]].start, left, "name"
    return start, words, mention


def _whom_alone(s: Sentence, words: Words) -> bool:
    """ودعا السكان إلى: one definite word after a verb that goes on from the last speaker is whom he calls, not who."""
    known = s.is_("head", words[0]) or s.is_("metonym", words[0])
    return words[1] - words[0] == 1 and s.words[words[0]].text.startswith("ال") and not known


def by_infinitive(p: Place) -> Found | None:
    """urged X to …  ·  призвал X сделать …"""
    if not p.finds("infinitive") or (p.hit.form.mood == "conv" and "near_complementizer" not in p.s.pack.traits):
        return None
    s = p.s
    for j in range(p.after, min(len(s.words), p.after + 14)):
        word = s.words[j].text
        if word in ".;:" or (word == '"' and "comma_clauses" in s.pack.traits and not _quotes_infinitive(s, j)):
            return None
        if word == "," and ("comma_clauses" not in s.pack.traits or s.is_("boundary", j + 1) or s.finite_at(min(j + 1, len(s.words) - 1))):
            return None  # a comma between objects goes on: призвал Лондон, Париж и Берлин вернуть
        if (s.is_("infinitive", j) and j + 1 < len(s.words)) or s.ends("infinitive", j):
            words, mention = subject(p, p.after)
            found = attribution("infinitive", p, (s.words[past_to(p, p.after)].start, end_of(p)), words, mention, open_end=True)
            found.commitment = found.commitment or ("demands" if p.hit.form.cue.commitment == "asserts" else None)
            return found
    return None


def _quotes_infinitive(s: Sentence, i: int) -> bool:
    """Whether a quotation that is no sentence opens with what one is called to do: призвал стороны «не слушать пушки»."""
    quote = s.opens_at.get(s.words[i].start)
    if quote is None or not quote.closed:
        return False
    at = i + 1 + s.is_("negator", i + 1)
    return s.ends("infinitive", at) if at < len(s.words) else False


def by_predicate(p: Place) -> Found | None:
    """called the ruling a milestone  ·  called the step unacceptable: an object and what it is said to be"""
    s, at = p.s, p.after
    if not p.finds("predicate") or at + 1 >= len(s.words) or s.is_("preposition", at) or s.is_("complementizer", at):
        return None
    end = next((i for i in range(at, len(s.words)) if s.words[i].text in ",.;:!?"), len(s.words))
    judged = range(at + 1, end)
    quoted = any(s.words[i].text == '"' for i in range(at, end))
    article = bool(s.pack.words["article"])
    cases = not article and any(s.ends("evaluative", i) for i in range(at, end))  # назвал решение недопустимым
    if not quoted and not cases and not any(s.is_("article", i) for i in judged) and not (end > at + 1 and s.ends("evaluative", end - 1)):
        return None
    if not quoted and article and next((i for i in judged if s.is_("preposition", i)), end) < next((i for i in judged if s.is_("article", i)), end):
        return None
    words, mention = subject(p, at)
    if mention == "dropped":
        return None
    return attribution("predicate", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)


def by_naming(p: Place) -> Found | None:
    """what he called the root causes · то, что он назвал ошибкой · ما وصفه بالخطأ: what a thing is called"""
    s = p.s
    if not (p.finds("predicate") or p.finds("accuse")) or p.hit.form.mood not in ("fin", "base") or p.after >= len(s.words):
        return None
    what = next((i for i in range(p.k - 1, max(p.floor, p.k - 9) - 1, -1) if s.is_("what", i)), None)
    if what is None or any(s.words[i].text in MARKS for i in range(what, p.k)):
        return None
    at, words = p.after, (what + 1, p.k) if p.k > what + 1 else None
    if s.pack.order == "vso" and s.words[at].text != '"':  # ما وصفه مسؤولون بأنه
        words = right_phrase(s, at)
        at = words[1] if words else at
        if at >= len(s.words) or not (s.is_("complementizer", at) or fused(s, at, p.hit.form.cue.preps)):
            return None
    if s.words[at].text in p.hit.form.cue.preps:
        at += 1
    carried = s.pack.order == "vso" and at < len(s.words) and fused(s, at, p.hit.form.cue.preps)
    if at >= len(s.words) or (s.words[at].text in MARKS and s.words[at].text != '"'):
        return None
    quote = s.opens_at.get(s.words[at].start)
    end = next((i for i in range(at + 1, len(s.words)) if s.words[i].text in ",.;:،؛!?" or s.is_("boundary", i) or s.is_("finite_mark", i)), len(s.words))
    content = (quote.inner_start, quote.inner_end) if quote else (s.words[at].start + carried, s.words[end - 1].end)
    mention = "dropped" if words is None else "pronoun" if s.words[words[0]].text in s.pack.pronouns else "name"
    return attribution("naming", p, content, words, mention, open_end=False)


def _object_before(p: Place) -> Found | None:
    """Москва это условие отвергает: the object stands between the subject and its verb."""
    s = p.s
    at = next((i for i in range(p.k - 1, max(p.floor, p.k - 4) - 1, -1) if s.is_("determiner", i) or s.words[i].text in s.pack.possessives), None)
    if at is None:
        return _report_before(p)
    words = (locative(s, at, p.floor) if p.hit.form.number == "pl" else None) or left_phrase(s, at, p.floor)
    if words is None:
        return None
    return attribution("object", p, (s.words[at].start, s.words[p.k - 1].end), words, "name", open_end=False)


def _report_before(p: Place) -> Found | None:
    """слухи о том, что …, он отверг: a noun with its clause stands before the subject of the verb."""
    s = p.s
    words = left_phrase(s, p.k, p.floor)
    if words is None or words[0] < 1 or s.words[words[0] - 1].text not in COMMAS:
        return None
    noun = next((h for h in reversed(s.hits) if h.form.cue.kind == "noun" and h.start < s.words[words[0]].start), None)
    if noun is None or not any(s.is_("complementizer", i) for i in range(s.at(noun.end), words[0])):
        return None
    mention = "pronoun" if s.words[words[0]].text in s.pack.pronouns else "name"
    return attribution("object", p, (noun.start, s.words[words[0] - 1].start), words, mention, open_end=False)


def _what_was_said(s: Sentence, i: int) -> bool:
    """رفض هذه الاتهامات · رفض فكرة أن: a word that points at what somebody said, or a noun whose clause tells it."""
    return s.is_("demonstrative", i) or (s.is_("speech_noun", i) and s.is_("complementizer", i + 1))


def by_object(p: Place) -> Found | None:
    """denied the report  ·  نفى X صحة …"""
    if not (p.finds("object") or p.finds("pointed")):
        return None
    s = p.s
    if "comma_clauses" in s.pack.traits and (p.after >= len(s.words) or s.words[p.after].text in MARKS):
        return _object_before(p)
    if p.after >= len(s.words):
        return None
    words, mention = subject(p, None if s.pack.order == "vso" else p.after)
    at = p.after
    if p.hit.form.suffix or any(s.is_("clitic", i) and not s.is_("reflexive", i) for i in range(p.k, p.head)):
        return None
    while s.pack.order != "vso" and at < len(s.words) and (s.is_("skip", at) or s.ends("adverb", at)):
        at += 1
    pointed = next((i for i in range(p.after, min(len(s.words), p.after + 16)) if _what_was_said(s, i)), None)
    if s.pack.order == "vso" and pointed is not None and p.hit.form.cue.cue_class == "denial":
        subject_words = (words[0], min(words[1], pointed)) if words and words[0] < pointed else left_phrase(s, p.k, p.floor)
        return attribution("object", p, (s.words[pointed].start, end_of(p)), subject_words, "name" if subject_words else "dropped", open_end=True)
    if not p.finds("object"):
        return None
    if s.pack.order == "vso" and words and words[0] >= p.after:
        phrase, at = words, words[1]
        if at >= len(s.words) or s.words[at].text in MARKS or (s.is_("preposition", at) and p.hit.form.cue.cue_class != "neutral"):
            if phrase[1] - phrase[0] < 3:
                return None
            split = next((i for i in range(phrase[0] + 1, phrase[1]) if not s.words[i].text.startswith(("ال", "باسم")) and s.words[i - 1].text != "باسم"), None)
            if split is None:
                return None
            words, at = (phrase[0], split), split
    if at >= len(s.words) or s.words[at].text in MARKS - {'"'} or (s.is_("preposition", at) and s.pack.order != "vso"):
        return None
    if s.pack.words["infinitive_mark"] and s.ends("infinitive", at) and not s.is_("determiner", at - 1):
        return None  # rechazó comentar: a refusal
    if p.hit.form.cue.cue_class != "denial" and not (p.hit.form.mood == "conv" and s.pack.order == "vso"):
        if s.pack.order == "vso" and s.words[at].text == "عن" and at + 1 < len(s.words):
            at += 1
        elif not (s.is_("intent", at) or (s.is_("determiner", at) and s.words[at].text in ("a", "an"))):
            return None
    return attribution("object", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
