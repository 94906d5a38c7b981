"""The keys and the words of a closed set that a language pack may use; README.md here tells what each means."""

from __future__ import annotations

KINDS = ("verb", "noun", "phrase", "postphrase", "relay", "prefix", "circumfix", "impersonal")
MOODS = ("fin", "base", "conv", "rel", "pass", "noun", "inf", "part")
FRAMES = (
    "quote", "clause", "bare", "finite", "comma", "final", "question", "object", "infinitive", "prep", "accuse", "addressee",
    "own_infinitive", "hearsay", "predicate", "reflexive", "reflexive_only", "back", "addressed", "pointed",
)  # fmt: skip
WORDS = (
    "complementizer", "question", "boundary", "relative", "preposition", "np_preposition", "office_preposition", "demanding", "skip", "auxiliary",
    "negator", "coordinator", "connective", "concessive", "conditional", "time", "head", "self", "determiner",
    "partitive", "not_complementizer_after", "finite_mark", "addressee", "infinitive", "passive", "unreal", "reportive", "between",
    "elided", "enclitic", "clitic", "nominal", "reflexive", "ordinal", "infinitive_mark", "to", "controlling", "relative_pronoun", "object_clitic", "participle", "agent",
    "no_clause", "objective", "expletive", "article", "as", "noun_too", "plural", "speech_noun", "absolute", "including",
    "subordinator", "genitive", "dative", "document", "reported_mood", "reported_mood_after_report", "infinitive_opener", "unsaid",
    "event", "quotative", "refers_back", "pronoun_back", "metonym", "own_letter", "demonstrative", "contrast", "topic", "what", "adjective",
    "whole", "localizer", "serial", "nominalizer", "attitude", "aspect", "also_noun", "additive", "time_unit", "intent",
)  # fmt: skip
MARKERS = (
    "hedge", "likely", "distancing", "negation", "refusal", "affirmation", "future", "resolve", "obligation", "conditional",
    "evaluation", "speculation", "meta", "silence",
)  # fmt: skip
TOP = {
    "language", "name", "order", "participles", "proclitics", "templates", "cues", "words", "pronouns",
    "possessives", "markers", "author_frames", "anaphoric", "abbreviations", "label_heads", "traits", "endings",
    "negation_reach", "variants",
}  # fmt: skip
REQUIRED = ("language", "name", "order", "cues", "words")
GROUP = ("kind", "class", "commitment", "frames", "preps", "channel", "rule", "template", "stems", "forms")
GENDERS = ("m", "f", "n")
NUMBERS = ("sg", "pl")
PARTICIPLES = ("inner", "outer")
PROCLITICS = ("verb", "noun")
ORDERS = ("svo", "vso", "sov")
TRAITS = {
    "comma_clauses": "a subordinate clause is set off by a comma",
    "subject_between": "the subject of `as X said` stands between the two",
    "quoted_names": "media are named in quotation marks, and stand so before the subject of a verb of telling",
    "near_complementizer": "only adjuncts stand between a verb and its complementizer",
    "possessive_s": "the owner stands before its noun with 's",
    "spaceless": "words are written without spaces",
    "inversion": "the subject may stand after the verb in a clause with a complementizer",
    "content_before_verb": "what was said stands before its verb, as a quotation or a clause nominalised by suffixes",
    "verb_second": "the finite verb is the second constituent, the rest of the verb ends the clause (hat … gesagt, teilte … mit)",
    "capital_nouns": "every noun begins with a capital letter",
    "reported_mood": "a mood of its own marks reported speech, also in sentences with no reporting word",
    "verb_closes_clause": "nothing of a clause follows its verb: what follows a verb of saying is what was said",
    "adjuncts_before_verb": "place, time and company stand between the subject and its verb",
    "analytic": "words have no inflection: adjuncts show where a subject ends, and what was said follows its verb with or without a comma",
    "incise": "who speaks may stand between commas inside the quotation",
    "adnominal_participles": "a participle without a comma belongs to the noun before it",
    "pro_drop": "a finite verb needs no subject",
    "verb_group": "auxiliaries, clitics and negators before a verb are one group with it",
    "ordinal_stop": "a number with a full stop is an ordinal",
}
OPENERS = (
    "preposition", "determiner", "coordinator", "connective", "boundary", "concessive", "conditional", "question", "relative", "self",
)  # fmt: skip
SEPARATE = frozenset({"partitive"})  # fixed phrases that are asked for word by word
ENDINGS = (
    "adverb", "infinitive", "nominal", "evaluative", "directive", "instrument", "genitive", "dative", "oblique", "participle", "finite",
    "case", "attributive", "possessed", "converb", "plural", "capital_genitive", "reported_mood",
    "reported_mood_after_subject", "addressee", "document", "adjective", "locative",
    "woman", "man",
)  # fmt: skip
SPLIT = " … "  # stands in a form between the verb and the particle that ends its clause
