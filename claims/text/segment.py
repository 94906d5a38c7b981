"""A text in parts: lines with their roles, sentences, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources

from claims.errors import ContractError
from claims.model import Segment, Span
from claims.text.normalise import fold
from claims.text.quotes import Quotation

SHORT_LINE = 120  # a heading, a headline or a link is shorter than this many code points
SHORT_LINK = 200
SHORT_QUESTION = 60
_STOP = re.compile(r"[.!?…؟۔。！？]+")
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W_]+(?:['’\-\u2011][^\W_]+)*|\S")
_FINAL = ".!?…؟:;؛،,»”\""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words, numbers and marks of a text; inner apostrophes and hyphens stay inside a word."""
    return [Span(*m.span()) for m in _TOKEN.finditer(text, start, len(text) if end is None else end)]


def sentences(
    text: str,
    start: int = 0,
    end: int | None = None,
    abbreviations: frozenset[str] = frozenset(),
    quotes: Sequence[Quotation] = (),
) -> list[Span]:
    """The sentences, trimmed; a newline always ends one, a full stop inside an open quotation never does."""
    end = len(text) if end is None else end
    found: list[Span] = []
    for line in _lines(text, start, end):
        left = line.start
        for stop in _STOP.finditer(text, line.start, line.end):
            if stop.end() <= left:
                continue
            cut = _cut(text, line, stop, abbreviations, quotes)
            if cut is not None and cut > left:
                _keep(text, left, cut, found)
                left = cut
        _keep(text, left, line.end, found)
    return found


def _keep(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1


def _cut(
    text: str, line: Span, stop: re.Match[str], abbreviations: frozenset[str], quotes: Sequence[Quotation]
) -> int | None:
    """Where a sentence ends at this stop, or None; asks the judgements in their order."""
    if any(judge(text, line, stop, abbreviations) for judge in _NO_STOP):
        return None
    cut = stop.end()
    outer = _around(quotes, stop.start())
    if outer is not None:
        if not outer.closed or stop.end() < outer.inner.end:
            return None  # inside a quotation
        cut = outer.outer.end
    while cut < line.end and text[cut] in "\"'”»’)]“«」』）":
        cut += 1
    rest = text[cut : cut + 40].lstrip()
    if not rest or cut >= line.end:
        return line.end
    if outer is not None and (rest[0] in ",،—–-" or rest[0].islower() or _attributes(rest)):
        return None
    return None if rest[0].islower() or rest[0] in ",،;؛" else cut


def _attributes(rest: str) -> bool:
    """Whether what follows a quotation goes on with who said it: `"…?" asked Kim`."""
    return rest[0] in "—–"


def _around(quotes: Sequence[Quotation], position: int) -> Quotation | None:
    """The outermost quotation around a position; quotes are sorted by start."""
    low, high = 0, len(quotes)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if quotes[middle].outer.start <= position else (low, middle)
    for at in range(low - 1, max(-1, low - 12), -1):
        if quotes[at].depth == 0:
            return quotes[at] if quotes[at].outer.start <= position < quotes[at].outer.end else None
    return None


def _inside_number(text: str, line: Span, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    at = stop.start()
    return line.start < at and stop.end() < line.end and text[at - 1].isdigit() and text[stop.end()].isdigit()


def _glued(text: str, line: Span, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    return stop.end() < line.end and text[stop.end()].isalnum() and stop.group()[-1] not in "。！？"


def _headline_dots(text: str, line: Span, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    return stop.group() == ".." and line.end - line.start > SHORT_LINE and text[stop.end() : stop.end() + 2].strip()[:1].islower()


def _abbreviation(text: str, line: Span, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if stop.group() != ".":
        return False
    left = stop.start()
    while left > line.start and (text[left - 1].isalnum() or text[left - 1] == "."):
        left -= 1
    word = text[left : stop.end()]
    if word in abbreviations or word.lower() in abbreviations:
        return text[stop.end() : stop.end() + 3].strip() != ""
    return len(word) == 2 and word[0].isalpha() and word[0].isupper()  # an initial


_NO_STOP: list[Callable[[str, Span, re.Match[str], frozenset[str]], bool]] = [
    _inside_number,
    _glued,
    _headline_dots,
    _abbreviation,
]


@cache
def _labels() -> frozenset[str]:
    """The folded lines that open a block of links."""
    import yaml

    file = resources.files("claims.languages") / "labels.yaml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"see_also"}:
        raise ContractError("must hold see_also: {language: [lines]}", where=file.name)
    return frozenset(fold(label) for labels in raw["see_also"].values() for label in labels)


def _asks(line: str) -> bool:
    """Whether a line is a heading in the form of a question, and no line of a dialogue."""
    return line[-1] in "?؟" and len(line) <= SHORT_QUESTION and line[0] not in "«“„\"'—–-"


def segments(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """A segment for each line that says something: title, lead, heading, body, see_also; edges are trimmed."""
    lines: list[Span] = []
    for line in _lines(text, 0, len(text)):
        _keep(text, line.start, line.end, lines)
    out: list[Segment] = []
    linking = begun = False
    for number, line in enumerate(lines):
        said = line.of(text)
        short = len(said) <= SHORT_LINE and (said[-1] not in _FINAL or _asks(said))
        if fold(said).strip(" :.،…") in _labels():
            linking, role = True, "see_also"
        elif linking and len(said) <= SHORT_LINK:
            role = "see_also"
        elif number == 0 and (said == (title or "").strip() or (short and len(lines) > 1)):
            role = "title"
        elif not begun and not (short and number < len(lines) - 1):
            role = "lead"
        else:
            role = "heading" if short and number < len(lines) - 1 else "body"
        linking = linking and role == "see_also"
        begun = begun or role in ("lead", "body")
        out.append(Segment(role, *line))
    return tuple(out)
