"""Mentions become sources: the right one, or a draft of their own, never a wrong one."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.gold import read_gold
from claims.model import Article, Attribution, Extraction, Span
from claims.sources.resolve import resolve
from mentions import DAY, REGISTRY, said

CORPUS = Path(__file__).parents[2] / "data" / "corpus"


@pytest.mark.parametrize(
    ("language", "mention", "source_id"),
    [
        ("ar", "بوتين", "src_vladimir_putin"),
        ("ar", "الرئيس الروسي بوتين", "src_vladimir_putin"),
        ("ar", "الرئيس الروسي فلاديمير بوتين", "src_vladimir_putin"),
        ("ar", "للكرملين", "src_kremlin"),
        ("ar", "بيان الكرملين", "src_kremlin_statement"),
        ("ar", "الرئيس الروسي", "src_vladimir_putin"),
        ("ar", "مساعد الرئيس الروسي يوري أوشاكوف", "src_yuri_ushakov"),
        ("en", "President Vladimir Putin", "src_vladimir_putin"),
        ("en", "the Russian president", "src_vladimir_putin"),
        ("en", "Kremlin aide Yuri Ushakov", "src_yuri_ushakov"),
        ("en", "Putin's aide Yuri Ushakov", "src_yuri_ushakov"),
        ("en", "Ushakov, an aide to Putin", "src_yuri_ushakov"),
        ("en", "U.S. President Donald Trump", "src_donald_trump"),
        ("ru", "президент России", "src_vladimir_putin"),
        ("ru", "Путина", "src_vladimir_putin"),
        ("ru", "помощник президента Юрий Ушаков", "src_yuri_ushakov"),
        ("ru", "Кремле", "src_kremlin"),
        ("ru", "Белом доме", "src_white_house"),
        ("ar", "وترامب", "src_donald_trump"),
        ("ar", "للافروف", "src_sergey_lavrov"),
        ("ar", "والحاكم فلاديمير سولودوف", "src_vladimir_solodov"),
        ("ar", "المستشار الألماني", "src_friedrich_merz"),
        ("ar", "الرئيس الأمريكي السابق جو بايدن", "src_joe_biden"),
        ("ar", "أن بوتين", "src_vladimir_putin"),
        ("ar", "المكتب الصحفي للبيت الأبيض", "src_white_house"),
        ("ar", "السلطات اليابانية", "src_japan"),
        ("ar", "بيانات البنك الدولي", "src_world_bank"),
        ("ar", "تقرير لوزارة الطوارئ الروسية", "src_russian_ministry_of_emergency_situations"),
        ("en", "Putin's foreign policy adviser Yuri Ushakov", "src_yuri_ushakov"),
        ("en", "former U.S. President Donald Trump", "src_donald_trump"),
        ("en", "Putin's spokesman Dmitry Peskov", "src_dmitry_peskov"),
        ("en", "Deputy Foreign Minister Sergei Ryabkov", "src_sergei_ryabkov"),
        ("en", "NATO's secretary-general", "src_mark_rutte"),
        ("en", "a report by Hamas", "src_hamas"),
        ("en", "a tweet by Elon Musk", "src_elon_musk"),
        ("en", "the White House press office", "src_white_house"),
        ("ru", "Сергеем Лавровым", "src_sergey_lavrov"),
        ("ru", "Марии Захаровой", "src_maria_zakharova"),
        ("ru", "глава МИД России", "src_sergey_lavrov"),
        ("ru", "Позднее американский президент", "src_donald_trump"),
        ("ru", "секретариате ВОЗ", "src_who"),
        ("ru", "данных Геологической службы США", "src_usgs"),
        ("fr", "l'AFP", "src_afp"),
    ],
)
def test_a_mention_names_a_registered_source(language, mention, source_id):
    assert said(language, mention) == [source_id]


@pytest.mark.parametrize(
    ("language", "mention", "kind", "parent"),
    [
        ("ar", "مساعد الرئيس الروسي بوتين", "role", "src_vladimir_putin"),
        ("ar", "المتحدث باسم البيت الأبيض", "role", "src_white_house"),
        ("ar", "زوجة ترامب", "role", "src_donald_trump"),
        ("en", "Putin's spokesman", "role", "src_vladimir_putin"),
        ("en", "a lawyer for Donald Trump", "role", "src_donald_trump"),
        ("en", "a senior official", "role", None),
        ("en", "witnesses", "group", None),
        ("en", "Trump ally John Nobody", "person", None),
        ("ru", "помощник Путина", "role", "src_vladimir_putin"),
        ("ru", "президент России Пётр Неведомский", "person", None),
        ("ru", "МИД Вануату", "institution", None),
        ("en", "former US president", "role", "src_united_states"),
        ("en", "another U.S. president", "role", "src_united_states"),
        ("ar", "الرئيس الأمريكي السابق", "role", "src_united_states"),
        ("ru", "бывший президент США", "role", "src_united_states"),
        ("en", "a report on Hamas", "document", None),
        ("ar", "تقرير عن حماس", "document", None),
        ("en", "Putin and Trump", "group", None),
        ("ar", "ترامب وبوتين", "group", None),
        ("ru", "деле государственной важности", "unspecified", None),
    ],
)
def test_who_stands_near_a_known_name_is_not_that_name(language, mention, kind, parent):
    (source,) = said(language, mention)
    assert source.kind == kind and source.status == "draft"
    assert parent is None or source.parent_id == parent


@pytest.mark.parametrize(
    ("language", "mention"),
    [
        ("en", "reportedly"), ("en", "on Thursday"), ("en", "later"), ("en", "which he said"), ("en", "according to"),
        ("en", "5"), ("en", "the"), ("en", "rumours"), ("ru", "вчера"), ("ru", "в четверг"), ("ru", "по словам"),
        ("ru", "который"), ("ru", "там же"), ("ar", "أمس"), ("ar", "يوم الخميس"), ("ar", "الذي"), ("ar", "أنباء"),
        ("de", "gestern"), ("fr", "hier"), ("es", "ayer"), ("it", "ieri"), ("pt", "ontem"), ("tr", "dün"), ("uk", "вчора"),
        ("fa", "دیروز"), ("zh", "昨天"),
    ],
)  # fmt: skip
def test_words_that_name_nobody_get_no_source(language, mention):
    assert said(language, mention) == [None]


@pytest.mark.parametrize(
    "mention", ["he", "him", "they", "Он же", "нём", "هو", "er", "il", "او", "他"]
)
def test_a_pronoun_with_nobody_before_it_gets_no_source(mention):
    languages = {
        "he": "en",
        "him": "en",
        "they": "en",
        "Он же": "ru",
        "нём": "ru",
        "هو": "ar",
        "er": "de",
        "il": "fr",
    }
    assert said(languages.get(mention, "fa" if mention == "او" else "zh"), mention) == [None]


def test_a_name_written_with_its_marks_apart_is_the_same_name():
    apart = unicodedata.normalize("NFD", "Сергей Рябков")
    assert apart != "Сергей Рябков" and said("ru", apart) == ["src_sergei_ryabkov"]


@pytest.mark.parametrize(
    ("language", "text", "mention", "source_id"),
    [
        ("ar", "قال المدير العام للوكالة رافاييل غروسي إن. X", "المدير العام", "src_rafael_grossi"),
        ("ar", "أعلنت الوكالة الدولية للطاقة الذرية. X", "الوكالة الدولية", "src_iaea"),
        ("en", "The American president smiled. X", "The American", "src_donald_trump"),
        (
            "ru",
            "Роберт Кеннеди — младший в обращении. X",
            "младший в обращении",
            "src_robert_f_kennedy_jr",
        ),
        (
            "ru",
            "Генеральный секретарь ООН Антониу Гутерриш. X",
            "Генеральный",
            "src_antonio_guterres",
        ),
    ],
)
def test_a_mention_cut_short_is_read_with_the_words_about_it(language, text, mention, source_id):
    assert said(language, mention, text=text) == [source_id]


def test_a_title_is_not_the_person_whom_its_holder_met():
    (minister,) = said("en", "the minister", text="the minister met Donald Trump. X")
    assert minister.status == "draft"


@pytest.mark.parametrize(
    ("language", "text", "mention", "source_id"),
    [
        (
            "en",
            "The International Court of Justice ruled. the judges agreed. X",
            "the judges",
            "src_international_court_of_justice",
        ),
        (
            "en",
            "The International Court of Justice ruled. the opinion says so. X",
            "the opinion",
            "src_international_court_of_justice",
        ),
        (
            "ru",
            "Международный суд ООН решил. судьи согласны. X",
            "судьи",
            "src_international_court_of_justice",
        ),
        ("ar", "اجتمع تحالف أوبك+. الدول الثماني تعهدت. X", "الدول الثماني", "src_opec_plus"),
        ("ru", "В МАГАТЭ ждут. организации ясно. X", "организации", "src_iaea"),
        (
            "ru",
            "ВОЗ решила. пресс-релизе организации сказано. X",
            "пресс-релизе организации",
            "src_who",
        ),
        ("en", "a Kremlin aide spoke. Yuri Ushakov came. X", "a Kremlin aide", "src_yuri_ushakov"),
    ],
)
def test_a_noun_means_the_only_one_of_its_kind_that_the_article_names(
    language, text, mention, source_id
):
    assert said(language, mention, text=text) == [source_id]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (
            "The International Court of Justice and the International Criminal Court. the judges agreed. X",
            "the judges",
        ),
        ("Yuri Ushakov came. a Kremlin aide spoke. X", "a Kremlin aide"),
        ("В Кремле ждут. организации ясно. X", "организации"),
    ],
)
def test_a_noun_that_may_mean_another_is_left_a_draft(text, mention):
    (source,) = said("ru" if mention == "организации" else "en", mention, text=text)
    assert source.status == "draft"


def test_he_is_no_state_and_a_pronoun_alone_is_the_only_one_named_near():
    assert said("en", "Russia", ("pronoun", "he", "Russia")) == ["src_russia", None]
    assert said("en", ("pronoun", "he", None), text="Donald Trump came and he spoke. X") == [
        "src_donald_trump"
    ]
    assert said("en", ("pronoun", "he", None), text="Trump met Putin and he spoke. X") == [None]


def test_a_lone_small_word_is_not_the_name_that_shares_its_stem():
    assert said("ru", "Дели") == ["src_india"]
    assert said("ru", "деле") != ["src_india"]


def test_an_office_is_read_on_the_day_of_the_article():
    then = datetime(2023, 5, 1, tzinfo=UTC)
    assert said("en", "the American president") == ["src_donald_trump"]
    assert said("en", "the American president", day=then) != ["src_donald_trump"]


def test_an_office_without_a_day_needs_its_holder_named_in_the_article():
    text = "the American president spoke. X"
    (alone,) = said("en", "the American president", day=None, text=text)
    assert alone.status == "draft"
    text = "Donald Trump came. the American president spoke. X"
    assert said("en", "the American president", day=None, text=text) == ["src_donald_trump"]


def test_a_pronoun_is_its_antecedent_and_a_bare_noun_the_one_before():
    assert (
        said("ru", "Юрий Ушаков", ("pronoun", "он", "Юрий Ушаков"), "помощник президента")
        == ["src_yuri_ushakov"] * 3
    )
    first, again = said("ar", "بيان الوزارة", "البيان")
    assert first == again and first.kind == "document"


def test_the_last_part_of_an_unknown_name_is_that_name():
    first, again = said("en", "harbour master Ann Teal", "Teal")
    assert first == again and first.name == "Ann Teal"


def test_an_unnamed_official_of_another_article_is_somebody_else():
    one = resolve(*_one_official("art_1"), REGISTRY).drafts
    other = resolve(*_one_official("art_2"), REGISTRY).drafts
    assert one != other and len(one) == len(other) == 1


def _one_official(key):
    text = "an official said yes"
    row = Attribution(
        "att_1", key, (Span(17, 20),), (Span(12, 16),), (Span(0, 11),), mention="nominal"
    )
    return Article(key, None, text, "", "en"), Extraction((row,), (), ())


@pytest.mark.parametrize("language", ["ar", "en", "ru"])
def test_in_the_gold_no_source_is_a_wrong_one_and_nineteen_in_twenty_are_found(language):
    right, wrong, known = 0, [], 0
    for article, gold in read_gold(CORPUS / language):
        bare = tuple(replace(a, source_id=None) for a in gold.attributions)
        found = resolve(article, replace(gold, attributions=bare), REGISTRY).extraction.attributions
        for want, got in zip(gold.attributions, found, strict=True):
            known += want.source_id is not None
            right += want.source_id is not None and want.source_id == got.source_id
            if (
                want.source_id != got.source_id
                and want.source_id
                and got.source_id in REGISTRY.by_id
            ):
                wrong.append((want.source_id, got.source_id))
    assert not wrong
    assert right >= 0.95 * known


@pytest.mark.parametrize(
    ("language", "text", "mentions"),
    [
        ("en", "Vladimir Putin. WHO chief. X", ["name", "nominal"]),
        (
            "en",
            "Ada Finch, a minister. A minister. The minister. X",
            ["name", "nominal", "nominal"],
        ),
        ("ru", "Министр Пётр Лугов. Министр. X", ["name", "nominal"]),
    ],
)
def test_a_mention_is_nominal_where_no_name_is_among_its_words(language, text, mentions):
    parts = text.split(". ")[:-1]
    at = [
        text.index(part) if number == 0 else text.index(f". {part}") + 2
        for number, part in enumerate(parts)
    ]
    content = (Span(len(text) - 1, len(text)),)
    rows = tuple(
        Attribution(
            f"att_{start}", "art_1", content, (), (Span(start, start + len(part)),), mention="name"
        )
        for start, part in zip(at, parts, strict=True)
    )
    article = Article("art_1", None, text, "", language, published_at=DAY)
    got = resolve(article, Extraction(rows, (), ()), REGISTRY)
    assert [a.mention for a in got.extraction.attributions] == mentions
