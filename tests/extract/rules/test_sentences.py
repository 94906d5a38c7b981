"""One marked line a behaviour: what the engine finds in it is what the marks say."""

from __future__ import annotations

from hashlib import sha256

import pytest

from claims.extract.engine import get_engine
from claims.model import Article, Extraction, say
from claims.text.marks import parse

ENGLISH = [
    "[The minister|source] [said|cue] that [talks will resume on Sunday|content].",
    "[The minister|source] [said|cue] [talks will resume on Sunday|content].",
    "[Talks will resume on Sunday|content], [the minister|source] [said|cue].",
    "[The sanctions|content], [two officials|source] [said|cue], [could be lifted within weeks|content].",
    '"[We will not give up our goals|content]," [said|cue] [Harris|source].',
    "According to nobody in particular it rained.",
    "[According to|cue] [the ministry|source], [the road was closed for two days|content].",
    "[The road was closed for two days|content], [according to|cue] [the ministry|source].",
    "[Northland|source] [accused|cue] [Southland of breaking the ceasefire|content].",
    "[He|source] [called|cue] on [both sides to return to the talks|content].",
    "The company did not say that it would close the plant.",
    "If the mayor says that the bridge is safe, people will cross it.",
    "The paper repeated an [allegation|cue] from [the union|source] that [wages were cut|content].",
]
RUSSIAN = [
    "[Министр|source] [заявил|cue], что [переговоры продолжатся в воскресенье|content].",
    "[Переговоры продолжатся в воскресенье|content], [сообщил|cue] [министр|source].",
    "«[Мы не откажемся от наших целей|content]», — [сказал|cue] [Иванов|source].",
    "«[Мы ждем|content], — [сказала|cue] [Петрова|source], — [и будем ждать дальше|content]».",
    "[По словам|cue] [губернатора|source], [дорога была закрыта два дня|content].",
    "В [Кремле|source] [сообщили|cue], что [встреча состоится в среду|content].",
    "Компания не сообщила, что завод закроется.",
    "[Министр|source] [обвинил|cue] [соседей в нарушении перемирия|content].",
]
ARABIC = [
    "[قال|cue] [وزير الخارجية|source] إن [المحادثات ستستأنف يوم الأحد|content].",
    "و[أكد|cue] [المتحدث باسم الوزارة|source] أن [الطريق أغلق ليومين|content].",
    '[قالت|cue] [الوزيرة|source]: "[لن نتخلى عن أهدافنا أبداً|content]".',
    "و[بحسب|cue] [الوزارة|source]، [أغلق الطريق لمدة يومين|content].",
    "لم يعلن الوزير أن المحادثات ستستأنف.",
    "يذكر أن المحادثات بدأت قبل عامين في العاصمة.",
    "أدى اعتقال الناشط إلى احتجاجات واسعة في المدينة.",
    "[شدد|cue]، خلال لقاء مع نظيره الفرنسي، [وزير الدفاع|source] على أن [الحدود آمنة تماماً|content].",
]


def extraction(text: str, language: str) -> Extraction:
    """What the rules find in a text."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    return get_engine("rules").extract(Article("art_0123456789abcdef", None, text, digest, language))


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", x) for x in ENGLISH] + [("ru", x) for x in RUSSIAN] + [("ar", x) for x in ARABIC],
)
def test_the_engine_finds_what_the_marks_say(language: str, line: str) -> None:
    marked = parse(line)
    found = extraction(marked.text, language).attributions
    if not marked.attributions:
        assert [say(marked.text, a.content) for a in found] == []
        return
    (wanted,) = marked.attributions
    assert len(found) == 1
    for role in ("cue", "source", "content"):
        assert say(marked.text, getattr(found[0], role)) == say(marked.text, wanted.role(role)), role


def test_a_statement_that_quotes_a_president_is_a_chain_and_what_follows_is_carried_over() -> None:
    text = (
        "أوضح بيان الرئاسة أن الرئيس سامي شدد، خلال اللقاء، على أن بلاده تريد السلام، "
        "وأضاف أن الجيش باق في مواقعه، مشيراً إلى أن القرار نهائي."
    )
    found = extraction(text, "ar").attributions
    outer = next(a for a in found if say(text, a.cue) == "أوضح")
    inner = {say(text, a.cue): a for a in found if a.parent_id == outer.attribution_id}
    assert say(text, outer.source) == "بيان الرئاسة"
    assert set(inner) == {"شدد", "أضاف", "مشيراً"}
    assert say(text, inner["أضاف"].antecedent) == "الرئيس سامي"
    assert say(text, inner["أضاف"].content) == "الجيش باق في مواقعه"
    assert inner["مشيراً"].mention == "controlled"


def test_an_aide_of_the_president_is_not_the_president_and_his_negation_is_kept() -> None:
    text = "وبحسب ما أعلنه مساعد الرئيس سامي، لم يتطرق اللقاء إلى قضية الحدود."
    found = extraction(text, "ar")
    (one,) = found.attributions
    assert say(text, one.source) == "مساعد الرئيس سامي"
    assert [c.polarity for c in found.claims] == ["negative"]


def test_the_author_speaks_where_nobody_else_does() -> None:
    text = "The summit opened on Friday in the capital. The host said that talks went well."
    voices = [c.attribution_id is None for c in extraction(text, "en").claims]
    assert voices == [True, False]


def test_links_to_other_articles_are_nobody_s_claims() -> None:
    text = "عنوان الخبر\n\nقال الوزير إن الطريق أغلق.\nاقرأ أيضًا:\nالرئيس: لن نتراجع"
    found = extraction(text, "ar")
    assert all(max(e for _, e in c.evidence) < text.index("اقرأ") for c in found.claims)
