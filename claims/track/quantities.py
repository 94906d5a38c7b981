"""The quantities that a claim states, in digits of any script or in words, and whether two claims agree on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.model import Span
from claims.track.lexicon import Lexicon, lexicon

DIGITS = {base + n: str(n) for base in (0x0660, 0x06F0) for n in range(10)} | {0x066B: "٫", 0x066C: "٬"}
WRITTEN = re.compile(r"(?<![a-zа-яё\d.+-])\d+(?:[.,٫٬]\d+| \d{3}(?!\d))*(?!\w)|[^\W\d_]+(?:'[^\W\d_]+)?")
BEFORE = 24  # code points before a number in which a word may blur it
AFTER = 16  # and behind it, where it may say that it is a share
BLUR = 0.1  # by which a number that is said to be rough may be off
GROUP = 3  # digits of a thousand
THOUSAND = 1000


class Quantity(NamedTuple):
    """A number, whether it is a share in percent and whether it is said to be rough; the span is of the folded text."""

    value: float
    percent: bool
    rough: bool
    span: Span

    def agrees(self, other: Quantity) -> bool:
        """Whether the two can be one and the same number."""
        off = BLUR * max(self.value, other.value) if self.rough or other.rough else 0.0
        return self.percent == other.percent and abs(self.value - other.value) <= off


def quantities(folded: str, language: str, without: Sequence[Span] = ()) -> list[Quantity]:
    """The quantities of a folded text in its order; `without` are spans that are dates."""
    known = lexicon(language)
    text = folded.translate(DIGITS)
    found = []
    for value, start, end in _numbers(text, known):
        span = Span(start, end)
        if any(span.overlaps(one) for one in without):
            continue
        percent = bool(known.percent.search(text, end, end + AFTER)) or text[end : end + 1] == "%"
        rough = bool(known.about.search(text[max(0, start - BEFORE) : start]))
        found.append(Quantity(value, percent, rough, span))
    return found


def _numbers(text: str, known: Lexicon) -> Iterator[tuple[float, int, int]]:
    """(value, start, end) of each run of digits and number words: 548 ألف · two hundred and five · 1,2 млн"""
    run: _Run | None = None
    for token in WRITTEN.finditer(text):
        word = token[0]
        if run and text[run.reach : token.start()].strip(" -"):
            yield run.total + run.current, run.start, run.end
            run = None
        kind, value = ("", 0.0) if known.percent.match(text, token.start()) else _read(word, known)
        if run and kind == "join":
            run.reach = token.end()
            continue
        if run and not run.takes(kind, value):
            yield run.total + run.current, run.start, run.end
            run = None
        if run is None and (kind in ("digits", "word") or (kind == "scale" and word in known.alone)):
            run = _Run(token.start(), token.end(), token.end())
        if run:
            run.add(kind, value)
            run.end = run.reach = token.end()
    if run:
        yield run.total + run.current, run.start, run.end


@dataclass(slots=True)
class _Run:
    """A number that is being read, and how far its words and those that join them reach; `current` is what is below its last scale word."""

    start: int
    end: int
    reach: int
    total: float = 0.0
    current: float = 0.0

    def takes(self, kind: str, value: float) -> bool:
        """Whether a word goes on the number: twenty three · خمسة وعشرون · 5 million 200, but not 8 20."""
        if kind == "digits":
            return self.current == 0
        if kind == "word":
            units, tens = self.current % 10, self.current % 100
            small_first = tens < 10 <= value < 100 and value % 10 == 0
            return self.current == 0 or (value < 100 and tens == 0) or (value < 10 and units == 0) or small_first
        return kind == "scale"

    def add(self, kind: str, value: float) -> None:
        """Nothing; the word is counted in."""
        if kind != "scale":
            self.current += value
        elif value < THOUSAND:
            self.current = max(self.current, 1.0) * value
        else:
            self.total += max(self.current, 1.0) * value
            self.current = 0.0


def _read(word: str, known: Lexicon) -> tuple[str, float]:
    """What a word is to a number (digits, word, scale, join, or "" for nothing) and its value."""
    if word[0].isdigit():
        return "digits", _digits(word, comma=known.decimal_comma)
    for form in known.bare(word):
        if form in known.numbers:
            return "word", known.numbers[form]
        if form in known.scales:
            return "scale", known.scales[form]
    return ("join", 0.0) if word in known.joins else ("", 0.0)


def _digits(text: str, *, comma: bool) -> float:
    """The number that digits with marks between them are; the mark of decimals is the language's."""
    text = text.replace(" ", "").replace("٬", "").replace("٫", ",!" if comma else ".!")
    if "!" in text:
        return float(text.replace(",!", ".").replace(".!", ".").replace(",", ""))
    mark, other = (",", ".") if comma else (".", ",")
    groups = text.split(other)
    if len(groups) > 1 and not all(len(group.split(mark)[0]) == GROUP for group in groups[1:]):
        return float("".join(groups[:-1]) + "." + groups[-1].replace(mark, "")) if len(groups) == 2 else float("".join(groups))
    whole = "".join(groups)
    return float(whole.replace(mark, "")) if whole.count(mark) > 1 else float(whole.replace(mark, "."))


def conflict(one: Sequence[Quantity], other: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """The first two quantities in which two claims differ; None where one says no more than the other."""
    alone = [q for q in one if not any(map(q.agrees, other))]
    against = [q for q in other if not any(map(q.agrees, one))]
    if not alone or not against:
        return None
    return next(((a, b) for a in alone for b in against if a.percent == b.percent), (alone[0], against[0]))


def shown(value: float) -> str:
    """The number as a reason shows it."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"
