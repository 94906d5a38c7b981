"""Generated claims in three languages with planted copies and near-copies, as many as are asked for."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from claims.corpus import Corpus
from claims.ids import content_id
from claims.model import Article, Claim, Segment, Span

START = datetime(2025, 1, 1, tzinfo=UTC)
LETTERS = {"en": "abdefghiklmnoprstuvw", "ar": "ابتجحدرسعفقكلمنهوي", "ru": "абвгдежзиклмнопрстуы"}
WORDS = 20_000  # of a language
LENGTHS = (9, 16)
SAME, TOUCHED = 0.1, 0.1  # shares of claims that are copies and near-copies of an earlier one
SEED = 11

Ids = list[tuple[str, str]]


def planted(count: int) -> tuple[Corpus, Ids, Ids]:
    """A corpus of so many claims, one an article, and the ids of what was copied and of its planted copies and near-copies.

    A near-copy has one word in eight changed. Claims are of words that do not exist, so that nothing else is alike.
    """
    drawn = random.Random(SEED)
    words = {language: [_word(letters, drawn) for _ in range(WORDS)] for language, letters in LETTERS.items()}
    articles: list[Article] = []
    claims: list[Claim] = []
    said: list[tuple[str, str]] = []
    copied, touched = [], []
    for number in range(count):
        language = ("en", "ar", "ru")[number % 3]
        text = " ".join(drawn.choices(words[language], k=drawn.randint(*LENGTHS)))
        kind, of = drawn.random(), drawn.randrange(number) if number else 0
        if number and kind < SAME + TOUCHED:
            language, text = said[of]
            if kind >= SAME:
                each = text.split()
                for _ in range(max(1, len(each) // 8)):
                    each[drawn.randrange(len(each))] = drawn.choice(words[language])
                text = " ".join(each)
        article, claim = _rows(number, text, language)
        if number and kind < SAME + TOUCHED:
            (copied if kind < SAME else touched).append((claims[of].claim_id, claim.claim_id))
        articles.append(article)
        claims.append(claim)
        said.append((language, text))
    return Corpus.from_rows(articles=articles, claims=claims), copied, touched


def _rows(number: int, text: str, language: str) -> tuple[Article, Claim]:
    article = content_id("art_", number, text)
    whole = (Span(0, len(text)),)
    return (
        Article(
            article, None, text, sha256(text.encode()).hexdigest(), language, f"Outlet {number % 97}",
            published_at=START + timedelta(minutes=number), published_precision="minute", segments=(Segment("body", 0, len(text)),),
        ),
        Claim(content_id("clm_", article), article, None, whole, text),
    )  # fmt: skip


def _word(letters: str, drawn: random.Random) -> str:
    return "".join(drawn.choices(letters, k=drawn.randint(3, 9)))
