"""Where one sentence is several claims, and where it is one: a line of text, and what it claims."""

from __future__ import annotations

from hashlib import sha256

import pytest

from claims.extract.engine import get_engine
from claims.model import Article


def claims(language: str, text: str) -> list[str]:
    """What the claims of a text say, in order."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    article = Article("art_0123456789abcdef", None, text, digest, language)
    return [claim.text for claim in get_engine("rules").extract(article).claims]


TWO = [
    # two clauses with verbs of their own
    ("en", "The minister said that prices rose and wages fell.", ["prices rose", "wages fell"]),
    ("en", "The minister said that prices had risen, but wages were falling.", ["prices had risen", "wages were falling"]),
    ("en", "The road is closed; the bridge remains open to buses.", ["The road is closed", "the bridge remains open to buses"]),
    ("ru", "Министр заявил, что цены выросли, а зарплаты упали.", ["цены выросли", "зарплаты упали"]),
    ("ru", "Министр сообщил, что мост закрыт, дорога открыта для автобусов.", ["мост закрыт", "дорога открыта для автобусов"]),
    ("ar", "قال الوزير إن الأسعار ارتفعت، وانخفضت الأجور.", ["الأسعار ارتفعت", "انخفضت الأجور"]),
    ("ar", "أكد المتحدث أن الجسر مغلق، لكن الطريق يبقى مفتوحا.", ["الجسر مغلق", "الطريق يبقى مفتوحا"]),
    ("ar", "غادر الوفد العاصمة أمس، بينما بقيت السفيرة في مكتبها.", ["غادر الوفد العاصمة أمس", "بقيت السفيرة في مكتبها"]),
    ("uk", "Міністр заявив, що ціни зросли, а зарплати впали.", ["ціни зросли", "зарплати впали"]),
    # a second complementizer
    ("en", "The mayor said that the bridge is safe and that the road will open.", ["the bridge is safe", "the road will open"]),
    ("ru", "Мэр сказал, что мост безопасен и что дорогу скоро откроют.", ["мост безопасен", "дорогу скоро откроют"]),
    ("ar", "قال الوزير إن الطريق مغلق، وإن الجسر آمن.", ["الطريق مغلق", "الجسر آمن"]),
    ("ar", "أعلنت الوزارة أن الحريق اندلع ليلا وأن أحدا لم يصب.", ["الحريق اندلع ليلا", "أحدا لم يصب"]),
    # a verb of saying without a content is a verb all the same
    ("ar", "كشف الكرملين تفاصيل الاتصال الهاتفي، ويستعرض الموجز الأسئلة.", ["كشف الكرملين تفاصيل الاتصال الهاتفي", "يستعرض الموجز الأسئلة"]),
    # the subject is shared
    ("en", "The aide said that Moscow wanted talks but would not give up its goals.", ["Moscow wanted talks", "Moscow … would not give up its goals"]),
    ("ru", "Пресс-служба сообщила, что вода залила порт и дошла до завода.", ["вода … дошла до завода", "вода залила порт"]),
    ("ar", "قالت الوكالة إن الاجتماع خلا من أي خلاف ولم ينته إلى اتفاق.", ["الاجتماع … لم ينته إلى اتفاق", "الاجتماع خلا من أي خلاف"]),
    ("ar", "أضاف أن بلاده تبحث عن حل، لكنها لن تتراجع عن أهدافها.", ["بلاده … لن تتراجع عن أهدافها", "بلاده تبحث عن حل"]),
    # it is not where the second verb has, or may have, one of its own
    ("en", "The envoy said that talks had failed and there was no truce.", ["talks had failed", "there was no truce"]),
    ("ar", "قال الشاهد إن الحافلة توقفت ولم يخرج سامي منها.", ["الحافلة توقفت", "لم يخرج سامي منها"]),
    ("ru", "Министр сообщил, что рынок вырос, но в столице цены упали.", ["в столице цены упали", "рынок вырос"]),
    ("ru", "Пресс-служба сообщила, что лава идёт по склону, слышны взрывы.", ["лава идёт по склону", "слышны взрывы"]),
    # an auxiliary is shared with the subject
    ("en", "Police said that two men were arrested and questioned by detectives.", ["two men were … questioned by detectives", "two men were arrested"]),
    ("en", "The nurse said that the child was hurt and left the room.", ["the child was hurt", "the child … left the room"]),
    # the frame before the first complementizer is shared
    ("ar", "قالت المحكمة إن على الدول أن تتعاون في خفض الانبعاثات وأن تضع خططا وطنية.",
     ["على الدول … أن تضع خططا وطنية", "على الدول أن تتعاون في خفض الانبعاثات"]),
    # each sentence of a quotation is a claim
    ("en", '"The walls shook. The lights went out," said a nurse.', ["The walls shook", "The lights went out"]),
    ("ar", "وقال الخبير: «السوق كانت تنتظر هذا. المنتجون يريدون حصصهم».", ["السوق كانت تنتظر هذا", "المنتجون يريدون حصصهم"]),
    ("ru", "«Мост стоит, — сказал мэр. — Дорога цела».", ["Мост стоит", "Дорога цела"]),
    # a relative clause without commas stands before the verb
    ("en", "Countries that were harmed may ask for money, but courts will decide.", ["Countries that were harmed may ask for money", "courts will decide"]),
]  # fmt: skip

ONE = [
    # noun phrases
    ("en", "The minister said that Moscow and Kyiv have agreed on a date.", ["Moscow and Kyiv have agreed on a date"]),
    ("en", "The minister met the mayor and the governor of the island.", ["The minister met the mayor and the governor of the island"]),
    ("ru", "Министр встретился с мэром и губернатором острова.", ["Министр встретился с мэром и губернатором острова"]),
    ("ar", "ناقش الوزيران ملفات التجارة والطاقة والأمن.", ["ناقش الوزيران ملفات التجارة والطاقة والأمن"]),
    ("en", "A call between the mayor of Kyiv and the minister lasted an hour.", ["A call between the mayor of Kyiv and the minister lasted an hour"]),
    ("ru", "Разговор, который вели между собой мэр и министр, длился час.", ["Разговор, который вели между собой мэр и министр, длился час"]),
    ("ar", "اتصال استمر ساعة بين الرئيسين الروسي بوتين والأمريكي ترامب تناول ملف إيران.",
     ["اتصال استمر ساعة بين الرئيسين الروسي بوتين والأمريكي ترامب تناول ملف إيران"]),
    # a dependent clause
    ("en", "The officer who came early and left late saw nothing.", ["The officer who came early and left late saw nothing"]),
    ("en", "If the river rises, the bridge will be closed.", ["If the river rises, the bridge will be closed"]),
    ("ru", "Пока стороны говорят, дверь не закрыта.", ["Пока стороны говорят, дверь не закрыта"]),
    ("ru", "Закон, который парламент одобрил весной, президент подписал осенью.", ["Закон, который парламент одобрил весной, президент подписал осенью"]),
    ("ar", "قال الوزير إن القضايا التي تهم البلدين وتعزز التعاون كثيرة.", ["القضايا التي تهم البلدين وتعزز التعاون كثيرة"]),
    # a quotation that is part of a sentence
    ("en", 'The mayor called the plan "a wall that rises and a road that ends".', ['the plan "a wall that rises and a road that ends"']),
    # predicates of one auxiliary that are no second clause
    ("en", "The envoy said that a deal had to be fair and agreed by all.", ["a deal had to be fair and agreed by all"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said"), TWO)
def test_conjuncts_with_verbs_of_their_own_are_claims_of_their_own(language: str, text: str, said: list[str]) -> None:
    assert sorted(claims(language, text)) == sorted(said)


@pytest.mark.parametrize(("language", "text", "said"), ONE)
def test_what_has_one_verb_is_one_claim(language: str, text: str, said: list[str]) -> None:
    assert claims(language, text) == said


EDGES = [
    # joints and connectives stay outside
    ("en", "However, the road was closed on Friday.", ["the road was closed on Friday"]),
    ("ar", "ولم يتطرق البيان إلى الحدود.", ["لم يتطرق البيان إلى الحدود"]),
    ("ar", "وزير الخارجية زار العاصمة في مارس.", ["وزير الخارجية زار العاصمة في مارس"]),
    ("ru", "Однако дорогу закрыли в пятницу.", ["дорогу закрыли в пятницу"]),
    ("ar", "وبحسب المساعد، لم يتطرق اللقاء إلى الحدود، غير أن الرئيس أكد أن الحل قريب.", ["لم يتطرق اللقاء إلى الحدود", "الحل قريب"]),
    # an adverbial clause stays inside
    ("ar", "وبحسب المساعد، لم يتطرق اللقاء إلى السلاح، رغم إبداء موسكو اعتراضها على الدعم.", ["لم يتطرق اللقاء إلى السلاح، رغم إبداء موسكو اعتراضها على الدعم"]),
    # what closes inside belongs inside
    ("en", 'One diplomat told the station that the capitals were "not bluffing".', ['the capitals were "not bluffing"']),
    ("en", "The annex was adopted by the assembly of the health body (WHO).", ["The annex was adopted by the assembly of the health body (WHO)"]),
    ("en", "The ship was built by a firm of the U.S.", ["The ship was built by a firm of the U.S."]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said"), EDGES)
def test_a_claim_begins_and_ends_with_its_own_words(language: str, text: str, said: list[str]) -> None:
    assert claims(language, text) == said


def test_a_language_whose_verbs_are_not_known_is_split_at_sentences_and_second_complementizers_only() -> None:
    text = "Der Minister sagte, dass die Preise stiegen und die Löhne fielen und dass die Stadt zahlt."
    assert claims("de", text) == ["die Preise stiegen und die Löhne fielen", "die Stadt zahlt"]
