"""What is judged of a claim: polarity, modality, speech act, hedges, distance, whether to check it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from claims.extract.engine import get_engine
from claims.model import Article, Claim, say
from claims.text.segment import segments


def claims(language: str, text: str, title: str | None = None) -> list[Claim]:
    """The claims of a text, in order."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    article = Article("art_0123456789abcdef", title, text, digest, language, segments=segments(text, title))
    return list(get_engine("rules").extract(article).claims)


def only(language: str, text: str) -> Claim:
    (claim,) = claims(language, text)
    return claim


POLARITY = [
    ("en", "The minister said that the bridge did not open.", "negative"),
    ("en", "The minister said that no lives were lost.", "negative"),
    ("en", "The minister said that nobody was hurt in the fire.", "negative"),
    ("en", "The minister said that the bank refused to pay.", "negative"),
    ("en", "The minister said that the bridge can no longer be used.", "negative"),
    ("en", "The minister said that not only prices rose last year.", "positive"),
    ("en", "The minister said that the talks ended without a result.", "positive"),
    ("en", "The minister said that the man who did not pay has left.", "positive"),
    ("en", "The minister said that talks led to visits but to no truce.", "positive"),
    ("ar", "قال الوزير إن الجسر لم يفتح.", "negative"),
    ("ar", "قال الوزير إن الحكومة لن تدفع المال.", "negative"),
    ("ar", "قال الوزير إن الرأي غير ملزم قانونا.", "negative"),
    ("ar", "قال الوزير إن البنك رفض الدفع.", "negative"),
    ("ar", "قال الوزير إن موسكو لا تزال متمسكة بأهدافها.", "positive"),
    ("ar", "قال الوزير إن بلدانا كثيرة تنتظر المال لا التصفيق.", "positive"),
    ("ar", "قال الوزير إن الوفد غادر دون أن يوقع البيان.", "positive"),
    ("ru", "Министр сообщил, что мост не открыли.", "negative"),
    ("ru", "Министр сообщил, что пострадавших нет.", "negative"),
    ("ru", "Министр сообщил, что никто не пострадал.", "negative"),
    ("ru", "Министр сообщил, что банк отказался платить.", "negative"),
    ("ru", "Министр сообщил, что цены выросли не только в столице.", "positive"),
    ("ru", "Министр сообщил, что цены выросли не в столице.", "positive"),
    ("ru", "Министр сообщил, что мост не раз закрывали.", "positive"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "polarity"), POLARITY)
def test_a_negator_of_the_main_predicate_makes_a_claim_negative(language: str, text: str, polarity: str) -> None:
    assert only(language, text).polarity == polarity


MODALITY = [
    ("en", "Officials said that aftershocks may follow.", "possible", ["may"]),
    ("en", "Officials said that output will probably rise.", "likely", ["probably"]),
    ("en", "Officials said that the city must pay.", "necessary", []),
    ("en", "Officials said that the match will be moved if it rains.", "conditional", []),
    ("en", "Officials said that the match in May was moved.", "asserted", []),
    ("en", "Officials said that the city could not pay.", "asserted", []),
    ("ar", "قال الخبير إن الأسعار قد ترتفع.", "possible", ["قد"]),
    ("ar", "قال الخبير إن الأسعار قد ارتفعت.", "asserted", []),
    ("ar", "قال الخبير إن الحوار لا يحتمل أي تأجيل.", "asserted", []),
    ("ar", "قال الخبير إن الحل يجب أن يكون سياسيا.", "necessary", []),
    ("ar", "قال الخبير إن على الدول أن تتعاون.", "necessary", []),
    ("ar", "قال الخبير إن المباراة ستؤجل إذا هطل المطر.", "conditional", []),
    ("ru", "Эксперт сказал, что цены могут вырасти.", "possible", ["могут"]),
    ("ru", "Эксперт сказал, что цены, скорее всего, вырастут.", "likely", ["скорее всего"]),
    ("ru", "Эксперт сказал, что стороны должны договориться.", "necessary", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "modality", "hedges"), MODALITY)
def test_its_own_words_say_how_certain_a_claim_is(language: str, text: str, modality: str, hedges: list[str]) -> None:
    claim = only(language, text)
    assert claim.modality == modality
    assert [span.of(text) for span in claim.hedges] == hedges


ACTS = [
    ("en", "Officials said that prices will fall in the autumn.", "prediction"),
    ("en", "Officials said that prices fell in the autumn.", "assertion"),
    ("en", "The president said that Russia will not back down.", "commitment"),
    ("en", "The mayor promised to rebuild the school.", "commitment"),
    ("en", "The mayor urged people to stay at home.", "directive"),
    ("en", "The mayor said that the council should resign.", "normative"),
    ("en", "The mayor asked whether the road was open.", "question"),
    ("en", "The mayor described the vote as a victory for the town.", "evaluation"),
    ("en", "The mayor said that the vote was a disaster.", "evaluation"),
    ("en", '"Do not go near the water," said the mayor.', "directive"),
    ("en", '"The wall would have saved us," said the mayor.', "speculation"),
    ("ar", "قال الخبير إن الأسعار سترتفع في الخريف.", "prediction"),
    ("ar", "توقع الخبير أن ترتفع الأسعار في الخريف.", "prediction"),
    ("ar", "قال الرئيس إن روسيا لن تتراجع عن أهدافها.", "commitment"),
    ("ar", "دعا الرئيس السكان إلى مغادرة الشاطئ.", "directive"),
    ("ar", "شدد الرئيس على ضرورة تسوية الخلافات.", "normative"),
    ("ru", "Эксперт сказал, что цены вырастут осенью.", "prediction"),
    ("ru", "Эксперт сказал, что цены выросли осенью.", "assertion"),
    ("ru", "Мэр призвал жителей покинуть берег.", "directive"),
    ("ru", "«Бегите на сопку», — сказал мэр.", "directive"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), ACTS)
def test_what_is_done_by_saying_it(language: str, text: str, act: str) -> None:
    assert only(language, text).speech_act == act


def test_a_rule_that_the_author_tells_of_is_a_fact() -> None:
    assert only("en", "Sixty states must ratify the treaty before it applies.").speech_act == "assertion"


WORTH = [
    ("en", "Officials said that 124 countries voted in favour.", "yes", "states a figure or a date"),
    ("en", "Officials said that half of the town was flooded.", "yes", "states a figure or a date"),
    ("en", "Officials said that Norway has left the group.", "yes", "says what a named actor does"),
    ("en", "Officials said that inspectors have left the country.", "unsure", None),
    ("en", "Officials said that the council should resign.", "no", "says what ought to be, not what is"),
    ("en", "Officials said that the vote was a disaster.", "no", "a judgement without a measure"),
    ("en", "Officials asked whether 124 countries voted.", "no", "a question, not a statement"),
    ("ar", "قال الوزير إن موسكو أغلقت الحدود.", "yes", "says what a named actor does"),
    ("ru", "Министр сообщил, что Москва закрыла границу.", "yes", "says what a named actor does"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "worthy", "reason"), WORTH)
def test_figures_and_named_actors_are_worth_checking_and_judgements_are_not(
    language: str, text: str, worthy: str, reason: str | None
) -> None:
    claim = only(language, text)
    assert (claim.check_worthy, claim.check_reason) == (worthy, reason)


def test_a_name_at_the_head_of_a_sentence_is_known_from_elsewhere_in_the_article() -> None:
    found = claims("en", "The crew left Tula in the night. Tula remained calm.")
    assert [claim.check_reason for claim in found] == ["says what a named actor does"] * 2


def test_distance_is_marked_and_does_not_make_a_claim_less_certain() -> None:
    text = "Депутаты утверждают, что сотрудники якобы передавали данные."
    claim = only("ru", text)
    assert say(text, claim.distancing) == "якобы"
    assert (claim.modality, claim.hedges) == ("asserted", ())


def test_a_phrase_joined_to_a_letter_is_marked_without_it() -> None:
    text = "قال الخبير إن السوق هادئة، وقد ترتفع الأسعار."
    (claim,) = [c for c in claims("ar", text) if c.hedges]
    assert say(text, claim.hedges) == "قد"


OTHERS = [
    ("de", "Der Minister sagte, die Preise seien nicht gestiegen.", "negative", "assertion"),
    ("de", "Der Minister sagte, die Preise werden steigen.", "positive", "prediction"),
    ("fr", "Le ministre a déclaré que les prix n'ont pas augmenté.", "negative", "assertion"),
    ("fr", "Le ministre a déclaré que les prix augmenteront.", "positive", "prediction"),
    ("es", "El ministro dijo que los precios no subieron.", "negative", "assertion"),
    ("es", "El ministro dijo que los precios subirán.", "positive", "prediction"),
    ("pt", "O ministro disse que os preços subirão.", "positive", "prediction"),
    ("it", "Il ministro ha detto che i prezzi saliranno.", "positive", "prediction"),
    ("tr", "Bakan, fiyatların artmadığını söyledi.", "negative", "assertion"),
    ("tr", "Bakan, fiyatların artacağını söyledi.", "positive", "prediction"),
    ("fa", "وزیر گفت که قیمت‌ها افزایش نیافته است.", "negative", "assertion"),
    ("uk", "Міністр заявив, що ціни не зросли.", "negative", "assertion"),
    ("zh", "部长表示，价格没有上涨。", "negative", "assertion"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "polarity", "act"), OTHERS)
def test_every_language_knows_negation_and_the_future(language: str, text: str, polarity: str, act: str) -> None:
    claim = only(language, text)
    assert (claim.polarity, claim.speech_act) == (polarity, act)
