"""Sentences: lines cut at their stops, by judgements that say which stop is none, in their order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.model import Span
from claims.text.normalise import fold
from claims.text.quotes import Quotation

SHORT_REPORT = 80  # code points; `…?" asked Kim` is shorter than this
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_STOPS = ".!?…؟۔。！？｡．"
_STOP = re.compile(f"[{_STOPS}]+")
_UNGLUED = "。！？｡．؟۔"  # a letter may follow these at once
_CLOSING = "\"'”’»›)]“‘«」』〞〟）］】"
_QUOTING = "\"'“‘«„‚("
_DASHES = "—–-"
_JOINING = ",،，、;؛；"
_LONGEST_ORDINAL = 3  # digits; more of them are a year
_LONGEST_ITEM = 3  # digits of the number before an item of a list


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a language writes with a full stop inside a sentence, and what shows that one begins."""

    abbreviations: frozenset[str] = frozenset()  # as written, with the full stop
    openers: frozenset[str] = frozenset()  # folded; capitalised after an abbreviation they begin a sentence
    ordinals: bool = False  # a number with a full stop is an ordinal
    proclitics: frozenset[str] = frozenset()  # written on before an abbreviation: ود.


PLAIN = Spelling()


class _Stop(NamedTuple):
    """One run of stops in a line, with the sentence that it may end."""

    text: str
    left: int  # where the sentence begins, with no space
    at: int
    end: int
    line_end: int
    spelling: Spelling

    @property
    def sign(self) -> str:
        return self.text[self.at : self.end]

    @property
    def next(self) -> int:
        """Where the next word or mark stands."""
        return _skip(self.text, self.end, self.line_end)


def sentences(
    text: str,
    start: int = 0,
    end: int | None = None,
    spelling: Spelling = PLAIN,
    quotes: Sequence[Quotation] = (),
) -> list[Span]:
    """The sentences, trimmed, in order; together they hold each character but spaces, each once.

    A newline always ends one, a full stop inside a quotation of `quotes` (sorted, as `quotations`
    gives them) never does, unless it is the quotation's last mark.
    """
    end = len(text) if end is None else end
    outermost = [quote for quote in quotes if not quote.depth]
    starts = [quote.outer.start for quote in outermost]
    found: list[Span] = []
    for line in lines(text, start, end):
        left = _skip(text, line.start, line.end)
        for match in _STOP.finditer(text, line.start, line.end):
            if match.end() <= left:
                continue
            stop = _Stop(text, left, *match.span(), line.end, spelling)
            number = bisect_right(starts, stop.at) - 1
            quote = outermost[number] if number >= 0 and stop.at < outermost[number].outer.end else None
            opening = starts[number + 1] if number + 1 < len(starts) else line.end
            cut = _cut(stop, quote, opening)
            if cut is not None:
                found += trimmed(text, left, cut)
                left = _skip(text, cut, line.end)
        found += trimmed(text, left, line.end)
    return found


def lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines that say something, without their newlines."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The range without spaces at its edges; nothing if there is nothing else."""
    start = _skip(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _skip(text: str, at: int, end: int) -> int:
    """Where the next character stands that is no space."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _cut(stop: _Stop, quote: Quotation | None, opening: int) -> int | None:
    """Where a sentence ends at this stop, or None; `opening` is where the next quotation begins."""
    if any(judge(stop) for judge in NO_STOP):
        return None
    text, cut = stop.text, stop.end
    if quote is not None:
        if not quote.closed or not _is_last(text, cut, quote.inner.end):
            return None
        cut = quote.outer.end
    while cut < min(stop.line_end, opening) and text[cut] in _CLOSING:
        cut += 1
    after = _skip(text, cut, stop.line_end)
    if text[after : after + 1] == "»" and not text[after + 1 : after + 2].strip():
        cut = after + 1  # a quotation of more paragraphs ends; French sets its marks apart
        after = _skip(text, cut, stop.line_end)
    if after == stop.line_end:
        return stop.line_end
    if text[after].islower() or text[after] in _JOINING or text[after] in _STOPS:
        return None
    if text[after] in _DASHES and (quote is not None or _goes_on(text, after, stop.line_end)):
        return None
    if quote is not None and _tells_who(stop, quote, after, opening):
        return None
    return cut


def _is_last(text: str, at: int, end: int) -> bool:
    """Whether nothing but spaces and closing marks stands before the end of a quotation."""
    while at < end and (text[at].isspace() or text[at] in _CLOSING):
        at += 1
    return at >= end


def _goes_on(text: str, dash: int, end: int) -> bool:
    """Whether a word in lower case follows a dash: — Идём! — сказал он."""
    after = _skip(text, dash + 1, end)
    return after < end and text[after].islower()


def _tells_who(stop: _Stop, quote: Quotation, after: int, opening: int) -> bool:
    """Whether the words after a quotation that opens its sentence go on with who said it: `…?" asked Kim`."""
    text = stop.text
    if quote.outer.start != stop.left or not text[after].isalpha():
        return False
    if text[after].isupper() and (stop.sign[-1] == "." or _opens(stop, after)):
        return False
    report = _STOP.search(text, after, min(stop.line_end, after + SHORT_REPORT))
    return (report.start() if report else min(stop.line_end, opening)) - after < SHORT_REPORT


def _opens(stop: _Stop, at: int) -> bool:
    """Whether a capitalised word that opens sentences stands here, and no initial."""
    while at < stop.line_end and stop.text[at] in _QUOTING:
        at += 1
    word = _WORD.match(stop.text, at, stop.line_end)
    if word is None or not word[0][0].isupper() or stop.text.startswith(".", word.end()):
        return False
    return fold(word[0]) in stop.spelling.openers


# ---- the judgements: which stop is none


def _inside_number(stop: _Stop) -> bool:
    """7.5 · 380.000"""
    text = stop.text
    return stop.left < stop.at and stop.end < stop.line_end and text[stop.at - 1].isdigit() and text[stop.end].isdigit()


def _glued(stop: _Stop) -> bool:
    """example.org · U.S.-led · так…то"""
    if stop.end >= stop.line_end or stop.sign[-1] in _UNGLUED:
        return False
    after = stop.text[stop.end]
    return (after.isalnum() and not _missing_space(stop)) or after in "-/@_"


def _missing_space(stop: _Stop) -> bool:
    """Whether two Arabic words meet at a full stop: no address is written so."""
    text, at, end = stop.text, stop.at, stop.end
    return all("\u0620" <= c <= "\u064a" for c in text[max(stop.left, at - 3) : at] + text[end : end + 3]) and at - stop.left >= 3


def _before_any_word(stop: _Stop) -> bool:
    """… and on"""
    return stop.left == stop.at


def _item(stop: _Stop) -> bool:
    """1. The first point"""
    length = stop.at - stop.left
    return stop.sign == "." and length <= _LONGEST_ITEM and stop.text[stop.left : stop.at].isdigit()


def _ordinal(stop: _Stop) -> bool:
    """am 4. Juli · 3. Kapitel"""
    if not stop.spelling.ordinals or stop.sign != ".":
        return False
    left = stop.at
    while left > stop.left and stop.text[left - 1].isdigit() and stop.at - left <= _LONGEST_ORDINAL:
        left -= 1
    whole = left == stop.left or not (stop.text[left - 1].isalnum() or stop.text[left - 1] in ",:")
    return whole and 0 < stop.at - left <= _LONGEST_ORDINAL and not _opens(stop, stop.next)


def _abbreviation(stop: _Stop) -> bool:
    """Mr. · тыс. · U.S. · А. С. Пушкин · أ.د."""
    if stop.sign != ".":
        return False
    text, left = stop.text, stop.at
    while left > stop.left and (_is_of_word(text[left - 1]) or text[left - 1] == "."):
        left -= 1
    if not _is_abbreviation(text[left : stop.end], stop.spelling):
        return False
    return stop.next < stop.line_end and not _opens(stop, stop.next)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in ("Mn", "Mc", "Cf")


def _is_abbreviation(word: str, spelling: Spelling) -> bool:
    known = spelling.abbreviations
    if word in known or word.lower() in known or _DOTTED.fullmatch(word):
        return True
    if len(word) == 2 and word[0].isupper():
        return True  # an initial
    return any(word.startswith(p) and word[len(p) :] in known for p in spelling.proclitics)


NO_STOP: tuple[Callable[[_Stop], bool], ...] = (
    _inside_number,
    _glued,
    _before_any_word,
    _item,
    _ordinal,
    _abbreviation,
)
