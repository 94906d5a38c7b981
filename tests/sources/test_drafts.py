"""A mention of somebody unknown becomes a draft of its own: one of them for one name, however it is written."""

import pytest

from mentions import said


@pytest.mark.parametrize(
    ("language", "mention", "kind", "name"),
    [
        ("en", "officials", "group", "officials"), ("ar", "خبراء", "group", "خبراء"), ("ru", "аналитики", "group", "аналитики"),
        ("ru", "сейсмологов", "group", "сейсмологов"), ("ru", "Президенты", "group", "Президенты"),
        ("en", "Volcanologists", "group", "Volcanologists"), ("en", "a diplomat", "role", "diplomat"),
        ("ru", "экономист отраслевого института", "role", "экономист отраслевого института"),
        ("ru", "Один из них", "role", "Один из них"), ("ar", "أحدهم", "role", "أحدهم"), ("ar", "ومسؤول كبير", "role", "مسؤول كبير"),
        ("en", "a professor of law in Leiden", "role", "professor of law in Leiden"),
        ("en", "Dr. Jane Smith", "person", "Jane Smith"), ("en", "Sen. John van der Berg", "person", "John van der Berg"),
        ("en", "Jane Smith of Oxford University", "person", "Jane Smith"), ("en", "Acme Corp", "institution", "Acme Corp"),
        ("ru", "директор института Иван Сидоров", "person", "Иван Сидоров"),
        ("ru", "жительница города Л. С. Орлова", "person", "Л. С. Орлова"),
        ("ru", "собеседник «Утреннего компаса»", "role", "собеседник «Утреннего компаса»"),
        ("ru", "газета «Деловой причал»", "media", "газета «Деловой причал»"), ("ru", "«Роснефть»", "institution", "Роснефть"),
        ("ar", "الوثيقة نفسها", "document", "الوثيقة"), ("ar", "أحمد بن علي", "person", "أحمد بن علي"),
        ("ar", "وزير الصحة محمد عبد الله", "person", "محمد عبد الله"), ("ar", "تغريدة", "document", "تغريدة"),
        ("de", "Regierungssprecherin Anna Muster", "person", "Anna Muster"), ("de", "die Bundesregierung", "institution", "Bundesregierung"),
        ("de", "der Sprecher des Auswärtigen Amtes", "role", "Sprecher des Auswärtigen Amtes"), ("de", "Experten", "group", "Experten"),
        ("es", "portavoz del Gobierno Ana López", "person", "Ana López"), ("es", "una fuente", "role", "fuente"),
        ("fr", "Jean de La Fontaine", "person", "Jean de La Fontaine"), ("fr", "des experts", "group", "experts"),
        ("it", "il ministero", "institution", "ministero"), ("it", "Mario Rossi", "person", "Mario Rossi"),
        ("pt", "a polícia", "institution", "polícia"), ("pt", "especialistas", "group", "especialistas"),
        ("tr", "Dışişleri Bakanlığı Sözcüsü Ali Yılmaz", "person", "Ali Yılmaz"), ("tr", "bir yetkili", "role", "yetkili"),
        ("uk", "речниця МЗС Олена Іваненко", "person", "Олена Іваненко"), ("uk", "експерти", "group", "експерти"),
        ("fa", "کارشناسان", "group", "کارشناسان"), ("fa", "علی رضایی", "person", "علی رضایی"),
        ("zh", "外交部发言人毛宁", "person", "毛宁"), ("zh", "分析人士", "group", "分析人士"), ("zh", "该公司", "institution", "公司"),
    ],
)  # fmt: skip
def test_an_unknown_source_is_drafted_with_its_kind_and_its_name_in_its_own_letters(
    language, mention, kind, name
):
    (source,) = said(language, mention)
    assert (source.kind, source.name, source.status) == (kind, name, "draft")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Ивана Сидорова", "Иваном Сидоровым"),
        ("ru", "Ольга Лесная", "Ольгой Лесной"),
        ("en", "Ann Teal", "harbour master Ann Teal"),
        ("ar", "ليلاني تافو", "الدكتورة ليلاني تافو"),
        ("uk", "Олена Іваненко", "Олени Іваненко"),
        ("ru", "Пётр Неведомский", "Петр Неведомский"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_one_source_however_it_is_declined_or_introduced(language, one, other):
    assert said(language, one)[0].source_id == said(language, other)[0].source_id


def test_an_unknown_name_is_one_source_in_every_language_that_writes_it_alike():
    assert (
        len(
            {
                said(language, "Jane Smith")[0].source_id
                for language in ("en", "de", "fr", "es", "tr")
            }
        )
        == 1
    )
