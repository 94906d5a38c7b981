"""What remains of a text that may not be published: short beginnings of its spans, never more than a share of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from claims.dataset import QUOTES
from claims.model import JOINT, Span

SHARE = 0.25  # of the code points of a text, at most
BESIDE = 3  # the context on each side is so many times shorter than a quotation
CLOSED = "…"


@dataclass(frozen=True, slots=True)
class Remains:
    """The ranges of a text that remain, in order; `quoted` is how many code points of each span they have, `most` how many
    may be told of one."""

    text: str
    ranges: tuple[Span, ...]
    quoted: int
    most: int = QUOTES

    def __len__(self) -> int:
        return sum(end - start for start, end in self.ranges)

    def beginning(self, span: Span) -> str:
        """What remains of a span's beginning without a gap."""
        around = next((one for one in self.ranges if one.start <= span.start < one.end), Span(span.start, span.start))
        return self.text[span.start : min(around.end, span.end, span.start + self.most)]

    def beside(self, span: Span, most: int) -> tuple[str, str]:
        """What remains right before and right after a span, without a gap."""
        before = next((one.start for one in self.ranges if one.start < span.start <= one.end), span.start)
        after = next((one.end for one in self.ranges if one.start <= span.end < one.end), span.end)
        return self.text[max(before, span.start - most) : span.start], self.text[span.end : min(after, span.end + most)]

    def masked(self) -> str:
        """A text as long as the whole, with … for each code point that does not remain."""
        parts, at = [], 0
        for start, end in self.ranges:
            parts += [CLOSED * (start - at), self.text[start:end]]
            at = end
        return "".join([*parts, CLOSED * (len(self.text) - at)])

    def say(self, spans: Iterable[Span]) -> str:
        """What spans say, joined as the text of a claim is, with one … for each stretch that does not remain."""
        masked = self.masked()
        return JOINT.join(_short(masked[start:end]) for start, end in spans)


def remains(text: str, spans: Sequence[Span], quotes: int = QUOTES) -> Remains:
    """What remains of a text: of each span as many code points, and of its context a third as many, as the share allows.

    The number is the same for all spans of a text, and `quotes` at most.
    """
    allowed, low, high = int(len(text) * SHARE), 0, quotes
    while low < high:
        middle = (low + high + 1) // 2
        if sum(end - start for start, end in _ranges(text, spans, middle)) <= allowed:
            low = middle
        else:
            high = middle - 1
    return Remains(text, _ranges(text, spans, low), low, quotes)


def _ranges(text: str, spans: Sequence[Span], quoted: int) -> tuple[Span, ...]:
    """The beginnings of spans with their context, those that meet in one."""
    wanted = sorted(
        Span(max(span.start - quoted // BESIDE, 0), min(span.start + quoted, span.end + quoted // BESIDE, len(text)))
        for span in spans
        if quoted
    )
    found: list[Span] = []
    for one in wanted:
        if found and one.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)


def _short(masked: str) -> str:
    return "".join(CLOSED if sign == CLOSED else "".join(run) for sign, run in groupby(masked, key=lambda one: one if one == CLOSED else ""))
