"""Content that is no clause: what somebody is accused of, called to, warned of, urged to do, denies."""

from __future__ import annotations

from claims.extract.rules.found import Found
from claims.extract.rules.phrases import Words, left_phrase
from claims.extract.rules.place import Place, attribution, end_of, subject
from claims.extract.rules.sentence import COMMAS, MARKS


def by_accusation(p: Place) -> Found | None:
    """accused X of …  ·  обвинил X в …  ·  اتهم X Y بـ…"""
    if not p.finds("accuse"):
        return None
    s = p.s
    preps = p.hit.form.cue.preps
    object_before = any(s.is_("clitic", i) for i in range(p.k, p.head))  # l'a accusé de
    hit = next((i for i in range(p.after + (not object_before), min(len(s.words), p.after + 24)) if s.words[i].text in preps or (s.pack.order == "vso" and any(s.words[i].text.startswith(x) and len(s.words[i].text) > 3 for x in preps if len(x) == 1))), None)
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
    while at < prep and s.words[at].text not in COMMAS and (s.is_("preposition", at) or (not s.is_("preposition", at - 1) and s.is_("time", at))):
        at += 2
    while at < prep and s.words[at].text in COMMAS:
        at += 1
    if at < prep:
        return at, words, "name"
    left = left_phrase(s, p.k, p.floor) if not p.hit.proclitic else None
    if left or p.hit.proclitic or p.hit.form.mood == "conv" or (p.k > p.floor):
        return words[0], left, "name" if left else "dropped"
    split = min(words[0] + 2, words[1] - 1)
    return max(split, words[0] + 1), (words[0], max(split, words[0] + 1)), "name"


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
    noun = s.is_("determiner", verb - 1) or s.is_("nominal", verb)  # assure la victoire
    if verb < len(s.words) and s.words[verb].text == '"' and s.is_("infinitive_mark", at - 1):
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
    reach = 1 if s.pack.order != "vso" else 24
    for j in range(p.after, min(len(s.words), p.after + reach)):
        word = s.words[j]
        fused = s.pack.order == "vso" and any(len(x) == 1 and word.text.startswith(x) and len(word.text) > 3 for x in preps)
        if word.text not in preps and not fused:
            if word.text in ":;\"؛" or s.is_("complementizer", j):
                return None
            continue
        at = j if fused else j + 1
        if at >= len(s.words):
            return None
        start = word.start + 1 if fused else s.words[at].start
        words, mention = subject(p, j)
        if s.pack.order == "vso" and words and words[0] >= p.after and j - words[0] > 0 and not fused and word.text == "الي":
            obj, words, mention = _object_after(p, words, j) if p.hit.proclitic or p.k > p.floor or p.hit.form.mood == "conv" or words[1] < j else (at, words, mention)
            start = s.words[obj].start if obj < j else start
        return attribution("preposition", p, (start, end_of(p)), words, mention, open_end=True)
    return None


def by_infinitive(p: Place) -> Found | None:
    """urged X to …  ·  призвал X сделать …"""
    if not p.finds("infinitive") or (p.hit.form.mood == "conv" and "near_complementizer" not in p.s.pack.traits):
        return None
    s = p.s
    for j in range(p.after, min(len(s.words), p.after + 14)):
        word = s.words[j].text
        if word in ".;:," or (word == '"' and "comma_clauses" in s.pack.traits):
            return None
        if (s.is_("infinitive", j) and j + 1 < len(s.words)) or s.ends("infinitive", j):
            words, mention = subject(p, p.after)
            found = attribution("infinitive", p, (s.words[past_to(p, p.after)].start, end_of(p)), words, mention, open_end=True)
            found.commitment = found.commitment or ("demands" if p.hit.form.cue.commitment == "asserts" else None)
            return found
    return None


def by_predicate(p: Place) -> Found | None:
    """called the ruling a milestone  ·  called the step unacceptable: an object and what it is said to be"""
    s, at = p.s, p.after
    if not p.finds("predicate") or at + 1 >= len(s.words) or s.is_("preposition", at) or s.is_("complementizer", at):
        return None
    end = next((i for i in range(at, len(s.words)) if s.words[i].text in ",.;:!?"), len(s.words))
    judged = range(at + 1, end)
    quoted = any(s.words[i].text == '"' for i in range(at, end))
    if not quoted and not any(s.is_("article", i) for i in judged) and not (end > at + 1 and s.ends("evaluative", end - 1)):
        return None
    if not quoted and next((i for i in judged if s.is_("preposition", i)), end) < next((i for i in judged if s.is_("article", i)), end):
        return None
    words, mention = subject(p, at)
    if mention == "dropped":
        return None
    return attribution("predicate", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)


def by_object(p: Place) -> Found | None:
    """denied the report  ·  نفى X صحة …"""
    if not p.finds("object") or p.after >= len(p.s.words):
        return None
    s = p.s
    words, mention = subject(p, None if s.pack.order == "vso" else p.after)
    at = p.after
    if p.hit.form.suffix or any(s.is_("clitic", i) and not s.is_("reflexive", i) for i in range(p.k, p.head)):
        return None
    while s.pack.order != "vso" and at < len(s.words) and (s.is_("skip", at) or s.ends("adverb", at)):
        at += 1
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
    if p.hit.form.cue.cue_class != "denial":
        if s.pack.order == "vso" and s.words[at].text == "عن" and at + 1 < len(s.words):
            at += 1
        elif not (s.is_("determiner", at) and s.words[at].text in ("a", "an")):
            return None
    return attribution("object", p, (s.words[at].start, end_of(p)), words, mention, open_end=True)
