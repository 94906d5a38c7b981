"""The group of a verb: its auxiliaries, clitics and negators, the pronoun joined to it, the clause of a relative pronoun."""

from __future__ import annotations

from claims.extract.rules.sentence import COMMAS, DASHES, MARKS, Sentence

LONGEST_RELATIVE = 10  # words of a relative clause inside a subject


def verb_group(s: Sentence, head: int, floor: int) -> int:
    """The first word of the group of a verb: of its auxiliaries, clitics and negators (ne l'a pas encore dit)."""
    if "verb_group" not in s.pack.traits:
        return head
    first = i = head
    while i > floor:
        if s.is_("auxiliary", i - 1) or s.is_("clitic", i - 1) or s.is_("negator", i - 1) or joined(s, i - 1):
            first = i - 1
        elif not (s.is_("skip", i - 1) or s.ends("adverb", i - 1)):
            break
        i -= 1
    return first


def joined(s: Sentence, i: int) -> bool:
    """A pronoun that a hyphen joins to the word before it: a-t-il dit, disse-lhe."""
    return s.is_("enclitic", i) and s.text[s.words[i].start - 1] == "-"


def over_joined(s: Sentence, after: int) -> int:
    """The word after the clitics that a hyphen joins to a verb: disse-lhe | que."""
    while s.is_("clitic", after) and joined(s, after):
        after += 1
    return after


def finite(s: Sentence, i: int) -> bool:
    """Whether a word is a finite verb as far as its form or the pack tells; only where verbs stand in groups."""
    if "verb_group" not in s.pack.traits:
        return False
    hit = s.hit_at.get(s.words[i].start)
    said = hit is not None and hit.form.cue.kind == "verb" and hit.form.mood == "conv"
    return said or s.is_("finite_mark", i) or s.is_("auxiliary", i) or s.ends("finite", i) or s.finite_at(i)


def after_object(s: Sentence, lo: int, hi: int) -> int:
    """The first word of the subject after `and`, where what stands before it is the object of another verb."""
    if lo < 1 or not finite(s, lo - 1):
        return lo
    joints = [i for i in range(lo + 1, hi - 1) if s.is_("coordinator", i) and (s.is_("determiner", i + 1) or s.capitals[i + 1])]
    return joints[-1] + 1 if joints else lo


def past_participle(s: Sentence, lo: int, hi: int) -> int:
    """The first word after the participle of a compound tense whose auxiliary stands before `lo`: a reçu | un rapport."""
    at = lo
    if "verb_group" in s.pack.traits and s.is_("auxiliary", lo - 1):
        while at < hi and (s.is_("skip", at) or s.ends("adverb", at) or s.is_("negator", at)):
            at += 1
        if at + 1 < hi and (s.ends("participle", at) or s.is_("participle", at)):
            return at + 1
    return lo


def before_relative(s: Sentence, lo: int, floor: int) -> int | None:
    """The relative pronoun whose clause the words from `lo` on belong to, if no comma sets it off.

    les gens [avec qui j'ai] discuté · los vecinos [que] viven cerca
    """
    if "verb_group" not in s.pack.traits or s.is_("relative_pronoun", lo):
        return None
    for i in range(lo - 1, max(floor, lo - LONGEST_RELATIVE), -1):
        if s.words[i].text in MARKS or s.is_("coordinator", i) or s.is_("connective", i):
            return None
        if s.is_("relative_pronoun", i):
            i -= s.is_("preposition", i - 1)
            lone = i <= floor or s.words[i - 1].text in COMMAS or s.finite_at(i - 1)
            return None if lone or (s.is_("complementizer", i) and not _verbal(s, i + 1, lo + 2)) else i
        if s.is_("boundary", i) or s.is_("complementizer", i):
            return None
    return None


def _verbal(s: Sentence, lo: int, hi: int) -> bool:
    return any(finite(s, i) for i in range(lo, min(hi, len(s.words))))


def goes_on(s: Sentence, i: int) -> bool:
    """Whether a comma at a word lets the clause go on: Vendredi, rapporte X, les débats ont repris."""
    return i + 2 < len(s.words) and s.words[i].text in COMMAS | DASHES and not s.is_("relative", i + 1)


def may_end(s: Sentence, i: int) -> bool:
    """Whether a clause may end before a word: a mark, an adjunct, a cue or nothing stands there."""
    if i >= len(s.words) or s.words[i].text in MARKS or s.words[i].start in s.hit_at:
        return True
    return any(s.is_(kind, i) for kind in ("preposition", "time", "skip", "relative", "boundary", "to"))


def clause_alone(s: Sentence, lo: int, hi: int) -> bool:
    """Whether words may be a clause of their own: not one adjunct alone (en julio), which has no verb."""
    while lo < hi and (s.words[lo].text in MARKS or s.is_("connective", lo)):
        lo += 1
    adjunct = any(s.is_(kind, lo) for kind in ("preposition", "time", "boundary", "np_preposition"))
    if adjunct and not any(finite(s, i) for i in range(lo, hi)):  # En julio, los vecinos pidieron ayuda: the rest may be one
        cuts = [i for i in range(lo, hi) if s.words[i].text in COMMAS]
        return bool(cuts) and clause_alone(s, cuts[0] + 1, hi)
    return hi - lo > 2
