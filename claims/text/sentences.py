"""Sentences: lines cut at the stops that end something, with what closes or reports the quotation before them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.model import Span
from claims.text.quotes import Quotation
from claims.text.stops import NO_STOP, PLAIN, STOP, STOPS, Spelling, Stop, opens, skip

SHORT_REPORT = 80  # code points; `…?" asked Kim` is shorter than this
_CLOSING = "\"'”’»›)]“‘«」』〞〟）］】"
_DASHES = "—–―-"
_JOINING = ",،，、;؛；"


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
        left = skip(text, line.start, line.end)
        for match in STOP.finditer(text, line.start, line.end):
            if match.end() <= left:
                continue
            stop = Stop(text, left, *match.span(), line.end, spelling)
            number = bisect_right(starts, stop.at) - 1
            quote = (
                outermost[number] if number >= 0 and stop.at < outermost[number].outer.end else None
            )
            opening = starts[number + 1] if number + 1 < len(starts) else line.end
            cut = _cut(stop, quote, opening)
            if cut is not None:
                found += trimmed(text, left, cut)
                left = skip(text, cut, line.end)
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
    start = skip(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _cut(stop: Stop, quote: Quotation | None, opening: int) -> int | None:
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
    after = skip(text, cut, stop.line_end)
    if text[after : after + 1] == "»" and not text[after + 1 : after + 2].strip():
        cut = after + 1  # a quotation of more paragraphs ends; French sets its marks apart
        after = skip(text, cut, stop.line_end)
    if after == stop.line_end:
        return stop.line_end
    if text[after].islower() or text[after] in _JOINING or text[after] in STOPS:
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
    after = skip(text, dash + 1, end)
    return after < end and text[after].islower()


def _tells_who(stop: Stop, quote: Quotation, after: int, opening: int) -> bool:
    """Whether the words after a quotation that opens its sentence go on with who said it: `…?" asked Kim`."""
    text = stop.text
    if quote.outer.start != stop.left or not text[after].isalpha():
        return False
    if text[after].isupper() and (stop.sign[-1] == "." or opens(stop, after)):
        return False
    report = STOP.search(text, after, min(stop.line_end, after + SHORT_REPORT))
    return (report.start() if report else min(stop.line_end, opening)) - after < SHORT_REPORT
