"""What the engine makes of whole passages: chains, carry-over, the author's voice."""

from __future__ import annotations

from hashlib import sha256

from claims.extract.engine import get_engine
from claims.model import Article, Extraction, say


def extraction(text: str, language: str) -> Extraction:
    """What the rules find in a text."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    return get_engine("rules").extract(Article("art_0123456789abcdef", None, text, digest, language))


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


def test_links_to_other_articles_report_but_make_no_claim_of_the_author() -> None:
    text = "عنوان الخبر\n\nقال الوزير إن الطريق أغلق.\nاقرأ أيضًا:\nالرئيس: لن نتراجع عن القرار\nانتهاء أزمة الطريق الساحلي"
    found = extraction(text, "ar")
    links = text.index("اقرأ")
    linked = [c for c in found.claims if c.evidence[0].start > links]
    assert [c.text for c in linked] == ["لن نتراجع عن القرار"]
    assert all(c.attribution_id is not None for c in linked)


def test_an_entry_of_a_live_blog_opens_with_its_source() -> None:
    text = "16:25 — نقابة عمال الميناء: الإضراب مستمر حتى الاستجابة لمطالبنا.\n\n16:10 — عاجل: انقطاع الكهرباء عن الميناء."
    found = extraction(text, "ar").attributions
    assert [(say(text, a.source), a.form) for a in found] == [("نقابة عمال الميناء", "headline_colon")]


def test_a_label_may_have_a_name_in_quotation_marks() -> None:
    text = "Тренер «Вымпела»: судья украл у нас победу\n\n«Вымпел» сыграл вничью с «Буревестником»."
    found = extraction(text, "ru").attributions
    assert [say(text, a.source) for a in found] == ["Тренер «Вымпела»"]


def test_he_is_the_person_that_the_sentence_before_is_about() -> None:
    text = "Тренер Игорь Сычёв молчал. Наставник хозяев Деян Маркович не стеснялся в выражениях. «Пенальти не было, это видели все», — бросил он."
    (one,) = extraction(text, "ru").attributions
    assert say(text, one.antecedent) == "Наставник хозяев Деян Маркович"


def test_she_is_no_man_that_a_surname_tells() -> None:
    text = (
        "Глава района Марина Ладыгина обещает, что сирены починят. Плотина построена с нарушениями, утверждает инженер Пётр Заславский. "
        "Следствие продолжается. Она уверена, что вода уйдёт."
    )
    last = extraction(text, "ru").attributions[-1]
    assert say(text, last.antecedent) == "Глава района Марина Ладыгина"
