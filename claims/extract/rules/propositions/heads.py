"""Where a sentence begins to say something: behind a dateline, the time of an entry, a frame of the author's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.extract.rules.propositions.reading import Reader, Reading
from claims.extract.rules.sentence import DASHES, Sentence
from claims.model import Span
from claims.text.normalise import Shadow

TIME = re.compile(r"\d\d?[:.]\d\d(?:\s+[-–—])?\s+")  # an entry of a live blog
DATELINE = 12  # words of a dateline, at most
PLACE = 2  # words of one that names only a place
BODY = frozenset({"lead", "body"})


def heads(reader: Reader, reading: Reading, shade: Shadow, sentences: Sequence[tuple[str, Sentence]]) -> Iterator[tuple[Span, int]]:
    """Each sentence, and where in the original its own words begin."""
    first = True
    for role, s in sentences:
        start = s.start
        if first and role in BODY:
            first = False
            if not s.words:
                s.read()
            start += s.dateline or _dateline(reader, reading, s)
        time = TIME.match(s.text, start, s.end)
        start = time.end() if time else start
        frame = reader.frames.match(s.text, start, s.end) if reader.frames else None
        start = frame.end() if frame else start
        whole = shade.span(s.start, s.end)
        yield whole, shade.span(start, s.end).start if start > s.start else whole.start


def _dateline(reader: Reader, reading: Reading, s: Sentence) -> int:
    """Code points of a dateline in a script without capitals: a place, a day or the outlet in brackets, a dash."""
    months = reader.grammar.calendar.months if reader.grammar.calendar else {}
    lo = reading.at(s.start)
    for i in range(lo + 1, min(lo + DATELINE, len(reading.starts) - 1)):
        dash = reading.words[i] in DASHES and s.text[reading.starts[i] - 1].isspace()
        if dash and s.text[reading.ends[i] : reading.ends[i] + 1].isspace():
            told = any(word in months or word == "(" for word in reading.words[lo:i])
            return reading.starts[i + 1] - s.start if told or i - lo <= PLACE else 0
    return 0
