"""From ranges in the shadow to rows: trimmed spans of the original, quote types, parents, ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from claims.extract.rules.found import Found, Range
from claims.extract.rules.spaceless import unspaced
from claims.ids import attribution_id
from claims.model import Article, Attribution, Span, Spans, inside
from claims.text.normalise import Shadow
from claims.text.quotes import Quotation

EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "،,.;:؛–—-…，。；：、"  # what no span begins or ends with
NAME_QUOTE = 3  # words in quotation marks that still may be a name
Kept = tuple[Attribution, Found]


class Rows:
    """Turns what was found in one article into attribution rows."""

    def __init__(self, article: Article, shade: Shadow, marks: Sequence[Quotation]) -> None:
        self.article, self.shade, self.marks = article, shade, marks
        self.text = shade.original
        self.outermost = [mark for mark in marks if not mark.depth]
        self.starts = [mark.outer.start for mark in self.outermost]
        self.opening = {mark.outer.start: mark for mark in reversed(marks)}

    def attributions(self, founds: Iterable[Found]) -> tuple[list[Kept], list[tuple[int, int, str]]]:
        """(row, found) sorted by place, and the (start, end, reason) of each part of the cues of those that contradict themselves."""
        kept: list[Kept] = []
        refused: list[tuple[int, int, str]] = []
        rows: dict[int, Attribution] = {}
        ids: set[str] = set()
        for found in sorted(founds, key=lambda f: (_depth(f), f.start)):
            parent = found.parent
            while parent is not None and id(parent) not in rows:
                parent = parent.parent
            row = self._row(found, rows[id(parent)] if parent else None)
            if not isinstance(row, str) and row.attribution_id in ids:
                row = "found twice"
            if isinstance(row, str):
                refused.extend((start, end, row) for start, end in found.cue or found.content[:1])
                continue
            ids.add(row.attribution_id)
            rows[id(found)] = row
            kept.append((row, found))
        kept.sort(key=lambda pair: (pair[0].content[0], pair[0].cue, pair[0].attribution_id))
        return kept, refused

    def _row(self, found: Found, parent: Attribution | None) -> Attribution | str:
        content = self._content(found.content)
        cue, source = self._spans(found.cue), self._spans(found.source)
        addressee = tuple(s for s in self._spans(found.addressee) if not any(s.overlaps(o) for o in (*cue, *source, *content)))
        antecedent = tuple(s for s in self._spans(found.antecedent) if not any(s.overlaps(o) for o in content))
        if not content:
            return "empty content"
        content = tuple(p for span in content for p in _without(span, (*cue, *source)))
        content = tuple(trimmed for s in content if (trimmed := self._trim(s)).start < trimmed.end)
        if not content:
            return "content, cue and source are the same words"
        if any(a.overlaps(b) for a in cue for b in source):
            return "cue and source overlap"
        if parent is not None and found.rule not in ("citing", "relayed") and not inside(content, parent.content):
            content = tuple(
                clipped for s in content for p in parent.content
                if (clipped := self._trim(Span(max(s.start, p.start), min(s.end, p.end)))).start < clipped.end
            )  # fmt: skip
            if not content:
                return "content outside the attribution around it"
        quoted, quote_type = self._quoted(content)
        cue_of = found.hit.form.cue if found.hit else None
        mention = found.mention
        if not source and mention not in ("dropped", "none", "controlled"):
            mention = "none"
        if mention == "dropped" and not antecedent and found.form != "verb":
            mention = "none"
        return Attribution(
            attribution_id=attribution_id(self.article.article_id, parent.attribution_id if parent else None, content, cue, source),
            article_id=self.article.article_id,
            content=content, cue=cue, source=source, addressee=addressee, quoted=quoted, antecedent=antecedent,
            quote_type=quote_type,
            form=found.form,
            mention="controlled" if found.controlled else mention,
            cue_class=found.cue_class or (cue_of.cue_class if cue_of else "neutral"),
            commitment=found.commitment or (cue_of.commitment if cue_of else "asserts"),
            channel=cue_of.channel if cue_of else "unknown",
            parent_id=parent.attribution_id if parent else None,
            engine="rules",
            rule=found.rule,
        )  # fmt: skip

    def _spans(self, ranges: Iterable[Range]) -> Spans:
        return tuple(sorted({self.shade.span(a, b) for a, b in ranges if a < b}))

    def _content(self, ranges: Iterable[Range]) -> Spans:
        spans = sorted({self._trim(self.shade.span(a, b)) for a, b in ranges if a < b})
        out: list[Span] = []
        for span in spans:
            if span.start >= span.end:
                continue
            if out and span.start < out[-1].end:
                out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
            else:
                out.append(span)
        return tuple(out)

    def _trim(self, span: Span) -> Span:
        start, end = span
        while True:
            before = (start, end)
            kept = self.text[start:end].lstrip(EDGES)
            start = end - len(kept)
            end = start + len(kept.rstrip(EDGES))
            mark = self.opening.get(start)
            if mark is not None and mark.closed and mark.outer.end == end:
                start, end = mark.inner
            if (start, end) == before:
                return Span(start, max(start, end))

    def _quoted(self, content: Spans) -> tuple[Spans, str]:
        """The quoted parts of a content and its quote type (GUIDELINES 2)."""
        parts: list[Span] = []
        for span in content:
            first = max(0, bisect_right(self.starts, span.start) - 1)
            for mark in self.outermost[first : bisect_left(self.starts, span.end)]:
                lo, hi = max(span.start, mark.inner.start), min(span.end, mark.inner.end)
                if lo < hi and (_longer_than_a_name(self.text[lo:hi]) or (lo == span.start and hi == span.end) or not (self.text[lo].isupper() or unspaced(self.text[lo]))):
                    parts.append(Span(lo, hi))
        if not parts:
            return (), "indirect"
        size = sum(e - s for s, e in content)
        covered = sum(e - s for s, e in parts)
        return tuple(sorted(set(parts))), "direct" if covered >= size * 0.98 else "mixed"


def _longer_than_a_name(text: str) -> bool:
    letters = sum(map(unspaced, text))
    return len(text.split()) > NAME_QUOTE or letters > 2 * NAME_QUOTE + 2


def _without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of a span when the holes are cut out."""
    out, (start, end) = [], span
    for hole in sorted(holes):
        if hole.end > start and hole.start < end:
            out.append(Span(start, hole.start))
            start = hole.end
    return [s for s in (*out, Span(start, end)) if s.start < s.end]


def _depth(found: Found) -> int:
    depth = 0
    while found.parent is not None and depth < 32:
        found, depth = found.parent, depth + 1
    return depth
