"""The classes that a word can have in a clause, a bit each, and what a file of `clauses/` may say."""

from __future__ import annotations

from collections.abc import Mapping

from claims.languages.vocabulary import MARKERS

WORDS = (
    "finite", "either", "base", "noun_too", "be", "by", "to", "infinitive", "imperfect", "imperative",
    "and", "but", "contrast", "own_subject", "connective", "subordinate", "relative", "complementizer", "whether", "asking",
    "preposition", "between", "determiner", "adverb", "plural", "pronoun", "expletive", "possessive", "first", "demonstrative", "deictic",
    "since", "generic", "verbal", "constituent", "duty", "need", "amount", "actor", "published",
)  # fmt: skip
BY_FORM = ("present", "definite", "joined")  # only patterns give these
KINDS = (
    *WORDS, *MARKERS, *BY_FORM, "calendar", "inside", "comma", "break", "mark", "quote", "number", "capital", "name",
)  # fmt: skip
BIT: Mapping[str, int] = {kind: 1 << number for number, kind in enumerate(KINDS)}
PART_OF_SPEECH = sum(BIT[kind] for kind in WORDS if kind not in ("actor", "amount", "published"))
TIMES = BIT["future"] | BIT["imperfect"] | BIT["present"]  # what a verb's form tells beside that it is one

FROM_PACK: Mapping[str, str] = {  # class here -> word class of the pack, where a file does not give it
    "complementizer": "complementizer", "and": "coordinator", "relative": "relative", "preposition": "preposition", "connective": "connective",
    "determiner": "determiner", "first": "self", "subordinate": "subordinator", "be": "auxiliary",
}  # fmt: skip
TRAITS = {
    "nominal": "a clause needs no verb",
    "asyndetic": "a comma alone may join two main clauses",
    "subject_follows": "the subject may stand right behind its verb",
    "agreeing": "a verb shows its subject's number or gender; two verbs of which one does not have no common subject",
    "speaker_in_verb": "a verb alone may say that the speaker is meant",
}
TOP = ("language", "traits", "joined", "suffixes", "agreement", "words", "conjugations", "patterns", "calendar")
CONJUGATION = ("finite", "either", "imperfect", "stems")
CALENDAR = ("months", "weekdays", "days", "month_names", "date", "dated", "of_year")
MORE_CALENDAR = ("other_week", "year", "in_year", "ordinals", "capitals", "parts", "of")
SIGNS: Mapping[str, int] = {
    **dict.fromkeys(",،、，", BIT["comma"] | BIT["mark"]),
    **dict.fromkeys(";:؛", BIT["break"] | BIT["mark"]),
    '"': BIT["quote"] | BIT["mark"],
}
