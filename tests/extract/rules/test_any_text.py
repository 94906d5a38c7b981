"""Whatever the text, what the engine says holds: spans in range, claims that say their evidence, the same twice."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extract.engine import get_engine
from claims.extract.rules.sentence import Lexicon
from claims.languages.pack import languages, load_pack
from claims.model import Article, inside, say
from claims.text.normalise import shadow
from claims.text.segment import segments

PIECES = [
    "قال ", "وأضاف ", "الرئيس ", "إن ", "أن ", "بحسب ", "said ", "that ", "The minister ", "according to ", "заявил", ", что ",
    "Министр ", "по словам ", "«", "»", '"', "“", "”", ", ", "، ", ": ", ". ", "\n", "— ", "not ", "لم ", "не ", "😀", "𝔘 ",
    "Er sagte, ", "er habe ", "laut ", "dass ", "a déclaré ", "que ", "selon ", "dijo ", "según ", "disse ", "ha detto ", "che ", "dedi ", "söyledi. ",
    "گفت که ", "به گفته ", "表示，", "据", "报道", "说：", "- ", "e\u0301 ", "\u200f", "\u202b", "قَالَ ", "ـ", "if ", "citing ", "نقلت وكالة ", "عن مسؤول ", "قوله ", "and that ", "and fell ", "وأن ", "وانخفضت ", ", и что ", "и упали ", "but ", "لكنها ", "today ", "اليوم ", "3 мая ", "war ", "мир ", "سلام ",
    "总统", "说", "表示，", "据", "报道，", "《", "》", "，", "。", "：“", "”", "的", "没有", "并", "援引", "在", "看来，", "他", "告诉记者",
    "sagte ", "gab ", "bekannt", "dass ", "der Sprecher ", "laut ", "hat ", "erklärt", "sei ", "„", "wie ", "er ", "so ", "zufolge ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4), min_size=1, max_size=40).map("".join)


def article(text: str, language: str) -> Article:
    return Article("art_0123456789abcdef", None, text, sha256(text.encode()).hexdigest(), language, segments=segments(text))


@pytest.mark.parametrize("language", languages())
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_every_span_says_what_the_article_says(language: str, text: str) -> None:
    engine = get_engine("rules")
    found = engine.extract(article(text, language))
    by_id = {a.attribution_id: a for a in found.attributions}
    for one in found.attributions:
        for role in ("content", "cue", "source", "addressee", "quoted", "antecedent"):
            for start, end in getattr(one, role):
                assert 0 <= start < end <= len(text)
        assert one.content
        assert not any(a.overlaps(b) for a in one.content for b in (*one.cue, *one.source))
        assert inside(one.quoted, one.content)
        if one.parent_id:
            assert inside(one.content, by_id[one.parent_id].content)
    assert found == engine.extract(article(text, language))


@pytest.mark.parametrize("language", languages())
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_every_claim_says_its_evidence_in_one_voice(language: str, text: str) -> None:
    found = get_engine("rules").extract(article(text, language))
    by_id = {a.attribution_id: a for a in found.attributions}
    contents = [span for a in found.attributions for span in a.content]
    for claim in found.claims:
        assert claim.text == say(text, claim.evidence)
        assert all(span.start < span.end and not (text[span.start].isspace() or text[span.end - 1].isspace()) for span in claim.evidence)
        assert all(one.end < other.start for one, other in pairwise(claim.evidence))
        if claim.attribution_id is None:
            assert not any(one.overlaps(other) for one in claim.evidence for other in contents)
        else:
            assert inside(claim.evidence, by_id[claim.attribution_id].content)
        assert inside((*claim.hedges, *claim.distancing), claim.evidence)
        assert claim.modality != "asserted" or not claim.hedges
        assert claim.check_worthy != "yes" or claim.speech_act in ("assertion", "prediction", "commitment")
        assert (claim.event_start is None) == (claim.event_precision == "unknown")
    evidence = [(claim.attribution_id, claim.evidence) for claim in found.claims]
    assert len(set(evidence)) == len(evidence)
    named = {claim.attribution_id for claim in found.claims} | {a.parent_id for a in found.attributions}
    assert {a.attribution_id for a in found.attributions} <= named, "an attribution has a claim or another inside it"


@pytest.mark.parametrize("language", languages())
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_each_cue_is_kept_or_refused_with_a_reason(language: str, text: str) -> None:
    found = get_engine("rules").extract(article(text, language))
    assert all(r.reason and r.spans for r in found.refused)
    shade = shadow(text)
    kept = {c for a in found.attributions for c in a.cue} | {s for r in found.refused for s in r.spans}
    pack = load_pack(language)
    heads = pack.split.keys() - pack.forms.keys()  # half a cue: teilte … mit
    found_hits = Lexicon(pack).hits(shade.text)
    verbs = [h for h in found_hits if h.form.mood == "fin" and h.form.cue.kind == "verb" and shade.text[h.start : h.end] not in heads]
    silent = [s for s in article(text, language).segments if s.role == "see_also"]
    for hit in verbs:
        span = shade.span(hit.start, hit.end)
        if not any(s.start <= span.start < s.end for s in silent):
            assert any(span.overlaps(other) for other in kept), span.of(text)


def test_reports_inside_one_another_are_read_to_an_end_however_deep_they_stand() -> None:
    text = (
        "Der Minister, so der Sprecher, sagte, dass der Mann, der das Auto, wie die Polizei mitteilte, laut Zeugen stahl, "
        "gab an, er habe, sagte er, nichts gesagt, und "
    ) * 64
    found = get_engine("rules").extract(article(text, "de")).attributions
    parents = {a.attribution_id: a.parent_id for a in found}
    for one in parents:
        above: list[str | None] = [one]
        while above[-1] is not None:
            above.append(parents[above[-1]])
            assert len(above) <= len(parents) + 1
    assert len(found) > 100
