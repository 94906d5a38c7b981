"""Splits: what is linked or copied stands together, more data moves no component that it does not touch."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.corpus import Corpus
from claims.errors import DataError
from claims.model import Article, Claim, Link, Segment, Span
from claims.plan import Days, Shares
from claims.publish.splits import components, splits
from claims.text.copies import BATCH, copies

THIRDS = Shares((("train", 0.4), ("validation", 0.3), ("test", 0.3)))
VOCABULARY = [f"{root}{end}" for root in ("وزير", "harbour", "мост", "会", "😀b", "سد") for end in range(40)]
AR = "أعلنت الوزارة أن الأشغال في الجسر القديم ستبدأ في مطلع الشهر المقبل وأن الطريق الساحلي سيبقى مفتوحا أمام الحركة."


def article(number: int, text: str | None, **more) -> Article:
    digest = sha256((text or str(number)).encode()).hexdigest()
    rights = "full_text" if text is not None else "offsets_only"
    return Article(f"art_{number:016x}", None, text, digest, "ar", rights=rights, **more)


def prose(seed: int, words: int = 60) -> str:
    """Words in an order that no other seed has."""
    picked = [VOCABULARY[sha256(f"{seed} {at}".encode()).digest()[0] % len(VOCABULARY)] for at in range(words)]
    return " ".join(picked)


def corpus_of(texts: dict[int, str | None], linked: set[tuple[int, int]] = frozenset()) -> Corpus:
    """One claim an article, and links between the claims."""
    claims = [Claim(f"clm_{n:016x}", f"art_{n:016x}", None, (Span(0, 1),), "x") for n in texts]
    links = [
        Link(f"lnk_{at:016x}", f"clm_{a:016x}", f"clm_{b:016x}", "repeats", None, "human", "same words")
        for at, (a, b) in enumerate(sorted(linked))
    ]
    return Corpus.from_rows(articles=[article(n, text) for n, text in texts.items()], claims=claims, links=links)


def pairs_of(*texts: str | Article) -> set[tuple[int, int]]:
    rows = [text if isinstance(text, Article) else article(n, text) for n, text in enumerate(texts)]
    table = pl.DataFrame(Corpus.from_rows(articles=rows).table("articles"))
    return set(copies(table["text_sha256"], table.iter_slices(BATCH)).iter_rows())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AR, AR),
        (AR, AR.replace("أعلنت", "أَعْلَنَت").replace("مفتوحا", "مَفتوحاً")),
        (AR, f"{prose(1, 80)}\n{AR}\n{prose(2, 80)}"),
        (prose(3), f"OUTLET — {prose(3)} 😀"),
        (prose(4), prose(4).replace(prose(4).split()[30], "port")),
        ("部长会议决定从下个月初开始修理旧桥沿海公路保持开放", "外电：部长会议决定从下个月初开始修理旧桥，沿海公路保持开放。"),
        ("Да.", "ДА!"),
    ],
    ids=["same", "vowel signs", "inside another", "framed", "touched up", "no spaces", "shorter than a shingle"],
)
def test_a_copy_is_found(one, other):
    assert pairs_of(one, other) == {(0, 1)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (prose(5), prose(6)),
        (AR, prose(7)),
        ("Да.", "Нет."),
        (f"{prose(8, 30)} {prose(9, 60)}", f"{prose(8, 30)} {prose(10, 60)}"),
    ],
    ids=["other words", "another language", "short", "one paragraph of three in common"],
)
def test_two_reports_are_no_copies(one, other):
    assert pairs_of(one, other) == set()


def test_what_each_page_of_an_outlet_has_makes_no_copy_where_its_segments_say_so():
    foot = prose(11, 100)
    rows = [article(n, f"{prose(n, 30)}\n{foot}") for n in (1, 2)]
    cut = [len(prose(n, 30)) for n in (1, 2)]
    marked = [
        replace(row, segments=(Segment("body", 0, at), Segment("boilerplate", at + 1, len(row.text))))
        for row, at in zip(rows, cut, strict=True)
    ]
    assert pairs_of(*rows) == {(0, 1)}
    assert pairs_of(*marked) == set()


def test_what_stands_in_very_many_texts_is_no_sign_of_a_copy(monkeypatch):
    monkeypatch.setattr("claims.text.copies.COMMON", 4)
    foot = prose(11, 100)
    assert pairs_of(*(f"{prose(n, 30)} {foot}" for n in range(20, 25))) == set()
    assert len(pairs_of(*(f"{prose(n, 30)} {foot}" for n in range(20, 24)))) == 6


def test_batches_change_nothing(monkeypatch):
    texts = [prose(n % 7, 40 + n % 3) for n in range(30)]
    whole = pairs_of(*texts)
    monkeypatch.setitem(globals(), "BATCH", 2)
    monkeypatch.setattr("claims.text.copies.BATCH", 2)
    assert pairs_of(*texts) == whole != set()


def test_articles_without_a_text_are_compared_by_its_hash():
    hidden = replace(article(1, AR), text=None, rights="offsets_only")
    assert pairs_of(article(0, AR), hidden, article(2, None), article(3, None)) == {(0, 1)}


def test_links_tie_articles_over_several_steps():
    corpus = corpus_of({n: prose(n) for n in range(6)}, {(5, 3), (3, 4), (0, 2)})
    smallest = {int(one[4:], 16): int(other[4:], 16) for one, other in components(corpus).items()}
    assert smallest == {0: 0, 1: 1, 2: 0, 3: 3, 4: 3, 5: 3}


texts_by_number = st.dictionaries(st.integers(0, 200), st.integers(0, 12) | st.none(), min_size=2, max_size=25).map(
    lambda found: {n: None if seed is None else prose(seed, 12) for n, seed in found.items()}
)


@st.composite
def datasets(draw):
    """Texts by number, some the same, some missing, and links between them."""
    texts = draw(texts_by_number)
    numbers = st.sampled_from(sorted(texts))
    return texts, draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=12))


@settings(deadline=None, max_examples=60)
@given(datasets())
def test_no_link_and_no_text_crosses(dataset):
    texts, links = dataset
    split = {int(key[4:], 16): name for key, name in splits(corpus_of(texts, links), THIRDS).items()}
    assert split.keys() == texts.keys()
    assert all(split[one] == split[other] for one, other in links)
    told = {(text, split[n]) for n, text in texts.items() if text is not None}
    assert len(told) == len({text for text, _ in told})


@settings(deadline=None, max_examples=60)
@given(datasets(), datasets())
def test_more_data_moves_no_article_whose_component_stays_or_keeps_its_smallest_id(dataset, more):
    before = corpus_of(*dataset)
    after = corpus_of({**more[0], **dataset[0]}, dataset[1] | more[1])
    was, now = components(before), components(after)
    old, new = splits(before, THIRDS), splits(after, THIRDS)
    assert all(old[key] == new[key] for key in old if was[key] == now[key])


def test_shares_are_near_what_is_asked_for():
    corpus = corpus_of(dict.fromkeys(range(20_000)))
    counted = Counter(splits(corpus, Shares((("train", 0.8), ("validation", 0.1), ("test", 0.1)))).values())
    found = [counted[name] / 20_000 for name in ("train", "validation", "test")]
    assert found == pytest.approx([0.8, 0.1, 0.1], abs=0.01)


DAYS = Days((("validation", date(2025, 6, 1)), ("test", date(2025, 7, 1))))


def dated(*moments: str | None) -> list[Article]:
    return [
        article(n, prose(n), published_at=moment and datetime.fromisoformat(moment).replace(tzinfo=UTC))
        for n, moment in enumerate(moments)
    ]


def test_by_days_the_latest_article_of_a_component_decides():
    rows = dated("2025-05-31T23:59", "2025-06-01T00:00", "2025-06-30T23:59", "2025-07-01T00:00", "2025-01-01T00:00", None)
    rows[4] = replace(rows[4], text=rows[2].text, text_sha256=rows[2].text_sha256)
    rows[5] = replace(rows[5], text=rows[3].text, text_sha256=rows[3].text_sha256)
    found = splits(Corpus.from_rows(articles=rows), DAYS)
    assert list(found.values()) == ["train", "validation", "validation", "test", "validation", "test"]


def test_by_days_a_component_without_a_date_is_told():
    with pytest.raises(DataError, match=r"an article has no date, .*: art_0000000000000001"):
        splits(Corpus.from_rows(articles=dated("2025-05-31T23:59", None)), DAYS)
    with pytest.raises(DataError, match=r"6 articles have no date, .*04 \.\.\.\n"):
        splits(Corpus.from_rows(articles=dated(*[None] * 6)), DAYS)


def test_an_empty_corpus_has_no_splits():
    assert splits(Corpus.from_rows(), THIRDS) == {}
