"""Claims worded to stand alone, and the days that they are about: today, weekdays and dates seen from publication."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from claims.extract.engine import get_engine
from claims.model import Article, Claim

FRIDAY = datetime(2025, 7, 4, 12, tzinfo=UTC)
LATE = datetime(2025, 7, 4, 22, tzinfo=UTC)


def only(language: str, text: str, published: datetime | None = FRIDAY) -> Claim:
    """The single claim of a text published at a time."""
    digest = sha256(text.encode("utf-8")).hexdigest()
    precision = "minute" if published else "unknown"
    article = Article(
        "art_0123456789abcdef", None, text, digest, language, published_at=published, published_precision=precision
    )  # fmt: skip
    (claim,) = get_engine("rules").extract(article).claims
    return claim


ALONE = [
    ("en", "Officials said that Norway has left the group.", "Norway has left the group"),
    ("en", "Officials said that Norway left the group on Thursday.", "Norway left the group on Thursday 3 July 2025"),
    ("en", "Officials said that Norway left the group yesterday.", "Norway left the group on 3 July 2025"),
    ("en", "Officials said that Norway will leave the group on Monday.", "Norway will leave the group on Monday 7 July 2025"),
    ("en", "Officials said that Norway left the group on 25 June.", "Norway left the group on 25 June 2025"),
    ("en", "Officials said that Norway left the group on Thursday night.", "Norway left the group on Thursday night 3 July 2025"),
    ("en", "The bridge, officials said, was closed for repairs.", "The bridge was closed for repairs"),
    ("en", "Several people were hurt, officials said, including one child.", "Several people were hurt, including one child"),
    ("ar", "قال الوزير إن الوفد غادر العاصمة يوم الخميس.", "الوفد غادر العاصمة يوم الخميس 3 يوليو 2025"),
    ("ar", "قال الوزير إن الوفد غادر العاصمة اليوم الجمعة.", "الوفد غادر العاصمة يوم الجمعة 4 يوليو 2025"),
    ("ar", "قال الوزير إن الوفد غادر العاصمة أمس.", "الوفد غادر العاصمة يوم 3 يوليو 2025"),
    ("ru", "Министр сообщил, что мост закрыли в четверг.", "мост закрыли в четверг 3 июля 2025 года"),
    ("ru", "Министр сообщил, что вчера мост закрыли на ремонт.", "3 июля 2025 года мост закрыли на ремонт"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "alone"), ALONE)
def test_a_claim_without_pronouns_stands_alone_with_its_days_written_out(language: str, text: str, alone: str) -> None:
    assert only(language, text).standalone == alone


def test_a_shared_subject_is_put_before_its_second_predicate() -> None:
    text = "The aide said that Moscow wanted talks but would not give up hope."
    digest = sha256(text.encode("utf-8")).hexdigest()
    found = get_engine("rules").extract(Article("art_0123456789abcdef", None, text, digest, "en")).claims
    assert sorted(claim.standalone or "" for claim in found) == ["Moscow wanted talks", "Moscow would not give up hope"]


NOT_ALONE = [
    ("en", "Officials said that he has left the group."),
    ("en", "Officials said that Norway left its group."),
    ("en", "Officials said that it was awaiting reports from Tehran."),
    ("en", "Officials said that Norway was at its worst."),
    ("en", "Officials said that this step was legal."),
    ("en", "Officials said that Norway left the group last Friday."),
    ("en", "Officials said that Norway left the group recently."),
    ("en", "Officials said that Norway and Sweden meet on Monday."),
    ("en", "Officials said that Norway issued a warning for Monday."),
    ("en", "Officials said that Norway left the group after Friday's talks."),
    ("en", "Officials said that tomorrow is a day of talks."),
    ("ru", "Министр сообщил, что в пятничные дебаты мост закрыли."),
    ("en", '"Norway left the group today," said an official.'),
    ("en", '"We left the group," said an official.'),
    ("en", "Officials accused Norway of leaving the group."),
    ("en", "Officials urged Norway to leave the group."),
    ("ar", "قال الوزير إنه مضطر إلى المغادرة."),
    ("ar", "قال الوزير إن الوفد غادر مقره."),
    ("ar", "قال الوزير إن الوفد غادر العاصمة الجمعة الماضية."),
    ("ar", "قال الوزير: «غادرنا العاصمة»."),
    ("ru", "Министр сообщил, что его дом закрыли."),
    ("ru", "Министр сообщил, что мост закрыли в прошлый четверг."),
    ("ru", "«Закрыли мост», — сказал министр."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOT_ALONE)
def test_what_points_outside_or_is_no_clause_has_no_wording(language: str, text: str) -> None:
    assert only(language, text).standalone is None


EVENTS = [
    ("en", "The council met on Thursday.", date(2025, 7, 3), date(2025, 7, 3), "day"),
    ("en", "The council met on June 25.", date(2025, 6, 25), date(2025, 6, 25), "day"),
    ("en", "The council met on December 28.", date(2024, 12, 28), date(2024, 12, 28), "day"),
    ("en", "The council met on 3 May 2019.", date(2019, 5, 3), date(2019, 5, 3), "day"),
    ("en", "The council met in March 2023.", date(2023, 3, 1), date(2023, 3, 31), "month"),
    ("en", "The council was founded in 2019.", date(2019, 1, 1), date(2019, 12, 31), "year"),
    ("en", "The council will meet on Tuesday.", date(2025, 7, 8), date(2025, 7, 8), "day"),
    ("ar", "اجتمع المجلس يوم الخميس.", date(2025, 7, 3), date(2025, 7, 3), "day"),
    ("ar", "اجتمع المجلس في 25 يونيو.", date(2025, 6, 25), date(2025, 6, 25), "day"),
    ("ar", "اجتمع المجلس يوم ٢٥ يونيو ٢٠٢٤.", date(2024, 6, 25), date(2024, 6, 25), "day"),
    ("ar", "اجتمع المجلس في الثاني من يوليو.", date(2025, 7, 2), date(2025, 7, 2), "day"),
    ("ar", "تأسس المجلس في عام 2019.", date(2019, 1, 1), date(2019, 12, 31), "year"),
    ("de", "Der Rat tagte am 25. Juni.", date(2025, 6, 25), date(2025, 6, 25), "day"),
    ("fr", "Le conseil a siégé le 25 juin 2024.", date(2024, 6, 25), date(2024, 6, 25), "day"),
    ("es", "El consejo se reunió el 25 de junio de 2024.", date(2024, 6, 25), date(2024, 6, 25), "day"),
    ("uk", "Рада зібралася у четвер.", date(2025, 7, 3), date(2025, 7, 3), "day"),
    ("ru", "Совет собрался в четверг.", date(2025, 7, 3), date(2025, 7, 3), "day"),
    ("ru", "Совет собрался 25 июня.", date(2025, 6, 25), date(2025, 6, 25), "day"),
    ("ru", "Совет создали в 2019 году.", date(2019, 1, 1), date(2019, 12, 31), "year"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "first", "last", "precision"), EVENTS)
def test_a_day_of_the_main_clause_is_the_day_of_the_event(
    language: str, text: str, first: date, last: date, precision: str
) -> None:
    claim = only(language, text)
    assert (claim.event_start, claim.event_end, claim.event_precision) == (first, last, precision)


NO_EVENTS = [
    "Output has risen since June 25.",
    "The work must be done by 25 June.",
    "The council met on 3 May and on 5 May.",
    "The man who left on Thursday was seen again.",
    "The council met last Thursday.",
    "Output fell to 2019 barrels a day.",
    "The council may meet again in a small hall.",
]


@pytest.mark.parametrize("text", NO_EVENTS)
def test_a_day_that_is_not_that_of_the_event_is_none(text: str) -> None:
    claim = only("en", text)
    assert (claim.event_start, claim.event_end, claim.event_precision) == (None, None, "unknown")


@pytest.mark.parametrize(("published", "day"), [(None, None), (LATE, None), (FRIDAY, date(2025, 7, 4))])
def test_today_is_known_only_where_the_day_of_publication_is_certain(published: datetime | None, day: date | None) -> None:
    claim = only("en", "Norway left the group today.", published)
    assert claim.event_start == day
    assert (claim.standalone is None) == (day is None)


def test_a_weekday_beside_today_settles_which_day_it_is_late_in_the_evening() -> None:
    claim = only("ar", "غادر الوفد العاصمة اليوم السبت.", LATE)
    assert claim.event_start == date(2025, 7, 5)
