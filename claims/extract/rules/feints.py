"""What only looks like a report where words have no inflection: modifiers, nouns of the same form, feelings, signs."""

from __future__ import annotations

from collections.abc import Callable

from claims.extract.rules.adjuncts import clause_start, subject_phrase
from claims.extract.rules.place import Place
from claims.extract.rules.sentence import MARKS

NOUN_MARKS = ("nominalizer", "determiner", "demonstrative", "aspect")  # word classes before a noun


def modifier(p: Place) -> str | None:
    """专家表示的看法: what stands before 的 is no predicate"""
    return "a modifier, no finite verb" if p.s.is_("nominalizer", p.after) else None


def same_noun(p: Place) -> str | None:
    """媒体的报道 · 这项指控 · 指控和丑闻: a noun of the same form"""
    s = p.s
    if not s.is_("also_noun", p.k):
        return None
    marked = p.k > p.floor and (any(s.is_(kind, p.k - 1) for kind in NOUN_MARKS) or s.words[p.k - 1].text in s.pack.possessives)
    if marked or s.is_("coordinator", p.after) or s.is_("passive", p.after) or s.is_("passive", p.after + 1):
        return "a speech noun without content"
    return None


def undocumented(p: Place) -> str | None:
    """数据显示, 研究发现 · but 警方发现一具尸体: only a document or a scholar shows that something is so"""
    if p.hit.form.cue.rule != "document":
        return None
    words = subject_phrase(p.s, p.k, p.floor)
    return None if words and p.s.is_("document", words[1] - 1) else "no document shows it"


def attitude(p: Place) -> str | None:
    """对…表示欢迎 · 表示哀悼: a feeling about a topic"""
    s, at = p.s, p.after
    while s.is_("skip", at):
        at += 1
    if not s.is_("attitude", at):
        return None
    topic = any(s.is_("preposition", i) for i in range(clause_start(s, p.k, p.floor), p.k))
    if topic or at + 1 >= len(s.words) or s.words[at + 1].text in MARKS or s.is_("coordinator", at + 1):
        return "an attitude to a topic"
    return None


def demonstrative(p: Place) -> str | None:
    """这表明…: what was told before, nobody who speaks"""
    words = subject_phrase(p.s, p.k, p.floor)
    if words and words[1] - words[0] == 1 and p.s.is_("demonstrative", words[0]):
        return "a demonstrative says nothing"
    return None


FEINTS: tuple[Callable[[Place], str | None], ...] = (modifier, same_noun, undocumented, attitude, demonstrative)
