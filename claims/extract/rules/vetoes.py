"""What looks like reporting and is none: ordered judgements that name their reason."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.hearsay import impersonal
from claims.extract.rules.phrases import left_phrase
from claims.extract.rules.place import Place
from claims.extract.rules.sentence import MARKS

NOUN = "a noun here"
UNSAID = "negated reporting"


def negated(p: Place) -> str | None:
    """did not say · не ответил · لم يعلن"""
    s = p.s
    reach = s.pack.negation_reach if p.k == p.head else p.head - p.k + 1
    for i in range(p.head - 1, max(p.floor, p.head - reach) - 1, -1):
        if s.words[i].text in MARKS or s.is_("nominalizer", i):
            return None
        if s.is_("negator", i) and not (s.is_("what", i) and (p.finds("predicate") or p.finds("accuse"))):
            if s.pack.negation_reach == 2 and i < p.head - 1 and s.words[i + 1].text not in ("ان", "было"):
                continue
            return UNSAID
    return None


def unreal(p: Place) -> str | None:
    """would say · to say"""
    if p.hit.form.mood == "base" and any(p.s.is_("unreal", i) for i in (p.k - 1, p.head - 1)):
        return "not said: infinitive or modal"
    return None


def noun_form(p: Place) -> str | None:
    """the report · member states · United States: a word that is a noun as often as a verb"""
    s = p.s
    mood = p.hit.form.mood
    if p.hit.form.cue.kind != "verb" or mood not in ("base", "fin") or not s.is_("noun_too", p.k):
        return None
    i = p.k - 1
    while i >= p.floor and (s.is_("skip", i) or s.ends("adverb", i)) and not s.is_("auxiliary", i):
        i -= 1
    if s.capitals[p.k] and i >= p.floor and s.words[i].text not in MARKS:
        return "a name"
    if i < p.floor or s.is_("infinitive", i) or s.is_("auxiliary", i) or s.words[i].text in s.pack.pronouns:
        return None
    before = s.words[i].text
    nominal = s.is_("determiner", i) or s.is_("preposition", i) or before in s.pack.possessives or before.endswith("'s") or before.isdigit()
    if nominal and not s.is_("plural", i):
        return NOUN
    many = before.endswith("s") or s.is_("plural", i) or s.is_("relative", i)
    clause = s.is_("complementizer", p.after) or s.is_("determiner", p.after) or (p.after < len(s.words) and s.words[p.after].text in s.pack.pronouns)
    return None if mood != "base" or many or clause else NOUN


def conditional(p: Place) -> str | None:
    """if X says …"""
    s = p.s
    if p.hit.form.mood not in ("fin", "base"):
        return None
    for i in range(p.k - 1, max(p.floor, p.k - 6) - 1, -1):
        if s.words[i].text in MARKS or s.is_("complementizer", i):
            return None
        if s.is_("conditional", i) and not _pronoun_too(p, i):
            return "conditional reporting"
    return None


def _pronoun_too(p: Place, i: int) -> bool:
    """Whether a conditional word is the reflexive pronoun that looks like it, since no clause begins with it: o ministro que se demitiu."""
    s = p.s
    opens = i <= p.floor or s.words[i - 1].text in MARKS or s.is_("coordinator", i - 1) or s.is_("connective", i - 1)
    return s.is_("reflexive", i) and not opens


def first_person(p: Place) -> str | None:
    """I said"""
    if p.s.pack.order == "vso":
        return None
    words = left_phrase(p.s, p.k, p.floor)
    if words and p.s.is_("self", words[1] - 1):
        return "first person inside a quotation"
    return None


def reflexive(p: Place) -> str | None:
    """se trouve · se informó: a verb that has another meaning or another subject with its pronoun, or needs one"""
    s = p.s
    group = [*range(p.k, p.head), *(i for i in range(p.head + 1, p.after) if s.is_("clitic", i) and s.words[i].start >= p.hit.end)]  # queixou-se
    own = any(s.is_("reflexive", i) for i in group) and not any(s.is_("object_clitic", i) for i in group)
    if own and not (p.finds("reflexive") or p.finds("reflexive_only")):
        return "a reflexive verb of another meaning"
    return "a reflexive verb without its pronoun" if p.finds("reflexive_only") and not own else None


def participle(p: Place) -> str | None:
    """les mesures annoncées · a été annoncé · peut dire: it reports with an auxiliary of its own only"""
    s = p.s
    group = range(p.k, p.head)
    if p.hit.form.mood != "inf" and not any(s.is_("reflexive", i) for i in group) and any(s.is_("passive", i) for i in group):
        return "passive without a source"
    if p.hit.form.mood not in ("part", "inf"):
        return None
    if any(s.is_("auxiliary", i) for i in group) or (p.k == p.head and s.is_("coordinator", p.k - 1)):
        return None
    return "a participle or an infinitive without its auxiliary"


def nominal(p: Place) -> str | None:
    """la nota que · l'annonce que: a verb's form that is a noun after a determiner"""
    return "a noun, not the verb" if p.s.noun_at(p.head) else None


def passive(p: Place) -> str | None:
    """was told · is said to: no source speaks here"""
    s = p.s
    if p.hit.form.mood != "fin" or not p.k or impersonal(p):
        return None
    i = p.k - 1
    while i > p.floor and not s.is_("passive", i) and (s.ends("adverb", i) or s.is_("skip", i) or s.is_("negator", i)):
        i -= 1
    if s.is_("passive", i):
        return "passive without a source"
    return None


VETOES: tuple[Callable[[Place], str | None], ...] = (negated, unreal, noun_form, conditional, first_person, passive, reflexive, participle, nominal)
