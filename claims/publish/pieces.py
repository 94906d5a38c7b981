"""Words that people wrote about an article, kept without what they took from its text: ranges of the text, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

LEAST = 3  # code points that are taken from the text as one range


class Piece(NamedTuple):
    """A range of the text; where `words` is not null these words, which are not the text's, and no range."""

    start: int
    end: int
    words: str | None


def pieces(said: str, text: str) -> list[Piece]:
    """What is said as pieces: the longest ranges of the text that it can be put together from, and the words between."""
    found: list[Piece] = []
    own, at = "", 0
    while at < len(said):
        start, length = _longest(said, at, text)
        if length < LEAST:
            own += said[at]
            at += 1
            continue
        found += _words(own)
        found.append(Piece(start, start + length, None))
        own, at = "", at + length
    return [*found, *_words(own)]


def joined(of: Iterable[Piece], text: str) -> str:
    """What pieces say, beside their text."""
    return "".join(text[piece.start : piece.end] if piece.words is None else piece.words for piece in of)


def _words(own: str) -> Iterator[Piece]:
    if own:
        yield Piece(0, 0, own)


def _longest(said: str, at: int, text: str) -> tuple[int, int]:
    """Where the longest beginning of the rest of what is said first stands in the text, and how long it is."""
    start, length = -1, 0
    found = text.find(said[at : at + LEAST]) if at + LEAST <= len(said) else -1
    while found >= 0:
        start, length = found, max(length, LEAST)
        while at + length < len(said) and text.startswith(said[at + length], start + length):
            length += 1
        if at + length >= len(said):
            break
        found = text.find(said[at : at + length + 1], start + 1)
        length += found >= 0
    return start, length
