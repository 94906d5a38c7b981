"""One article as a page: each paragraph with its spans marked, and under it who said what, by which sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from claims.ingest import remarks
from claims.model import Article, Attribution, Claim, Segment, Span, say
from claims.runner import Resolved
from claims.show.marks import DEPTHS, STYLES, Mark, marked, marks_of
from claims.show.screen import Screen, harmless
from claims.text.segment import segments

if TYPE_CHECKING:
    from rich.text import Text

QUIET = "dim"
INDENT = 8
SIGNS = {"positive": ("+", "green"), "negative": ("−", "red")}
PLAIN = ("asserted", "assertion")  # modality and speech act that need no word


def find(articles: Iterable[Article], which: str) -> Article | None:
    """The article with this id, or with this number counted from 1."""
    if which.isdecimal() and int(which) > 0:
        return next(islice(articles, int(which) - 1, None), None)
    return next((one for one in articles if one.article_id == which), None)


def page(one: Resolved, screen: Screen) -> Iterator[Text]:
    """The lines of the page: head, legend, then each paragraph with its attributions and claims.

    Spans are told by their colours, and where the screen has none by their brackets; the small number
    at a span is that of its attribution in the list below the paragraph.
    """
    view = _View(one, screen)
    yield from view.head()
    for part, span in view.parts():
        yield screen.line([])
        yield from view.paragraph(part)
        for attribution in view.attributions:
            if span.start <= _place(attribution) < span.end:
                yield from view.attribution(attribution)
        own = [c for c in view.claims(None) if span.start <= c.evidence[0].start < span.end]
        if own:
            yield screen.line([("   –  ", QUIET), ("the author's own voice", QUIET)])
        for claim in own:
            yield from view.claim(claim)
    yield from view.remarks()


class _View:
    """What the lines of one page are made from."""

    def __init__(self, one: Resolved, screen: Screen) -> None:
        self.article, self.extraction, self.screen = one.article, one.extraction, screen
        self.text = harmless(one.article.text or "")
        self.names = {source.source_id: source.name for source in one.sources}
        self.attributions = sorted(one.extraction.attributions, key=_place)
        self.by_id = {a.attribution_id: a for a in self.attributions}
        self.numbers = {a.attribution_id: n for n, a in enumerate(self.attributions, 1)}
        self.marks = marks_of(self.attributions, self.numbers)

    def claims(self, attribution_id: str | None) -> list[Claim]:
        """The claims of an attribution, or of the author."""
        return [c for c in self.extraction.claims if c.attribution_id == attribution_id]

    def head(self) -> Iterator[Text]:
        """The article's data and the legend."""
        from rich.text import Text

        article = self.article
        day = article.published_at.date().isoformat() if article.published_at else ""
        known = [article.article_id, article.language, article.outlet or "", day]
        words = [(word, QUIET) for word in known if word]
        yield self.screen.line([piece for word in words for piece in (word, ("  ", ""))])
        legend = Text()
        deepest = max((m.depth for m in self.marks if m.role == "content"), default=0)
        for depth in range(min(deepest, len(DEPTHS) - 1) + 1):
            for role in ("source", "cue", "content")[2 if depth else 0 :]:
                mark = Mark(Span(0, 1), role, (depth + 1,), depth)
                before, after = mark.brackets(self.screen.colour)
                name = (role, "inside it", "deeper")[depth]
                legend.append(f"{before}{name}{after}", mark.style).append("  ")
        for name, (sign, style) in SIGNS.items():
            legend.append(f"{sign} ", style).append(f"{name}  ")
        yield from self.screen.paragraph(legend)

    def parts(self) -> Iterator[tuple[Segment, Span]]:
        """Each paragraph, with the span from its start to the next one's."""
        parts = self.article.segments or segments(self.article.text or "", self.article.title)
        for number, part in enumerate(parts, 1):
            end = parts[number].start if number < len(parts) else len(self.text)
            yield part, Span(part.start, end)

    def paragraph(self, part: Segment) -> Iterator[Text]:
        """The paragraph with its spans marked, its role over it where it is not running text."""
        if part.role not in ("body", "lead"):
            yield self.screen.line([(part.role.replace("_", " "), QUIET)])
        span = Span(part.start, part.end)
        yield from self.screen.paragraph(marked(self.text, span, self.marks, self.screen.colour))

    def attribution(self, one: Attribution) -> Iterator[Text]:
        """Its number, its chain with the outermost source first, cue, kind and rule, then its claims."""
        number = f"{self.numbers[one.attribution_id]:>4}  "
        pieces = [(number, "bold")]
        for link in self._chain(one):
            pieces += [(self._who(link), "bold"), (" → ", QUIET)]
        pieces[-1] = ("  ", "")
        if one.cue:
            pieces += [(self._say(one.cue), STYLES["cue"]), ("  ", "")]
        kind = [one.quote_type, *([] if one.commitment == "asserts" else [one.commitment])]
        pieces.append((f"{', '.join(kind)} · {one.rule or one.engine}", QUIET))
        yield self.screen.line(pieces)
        for claim in self.claims(one.attribution_id):
            yield from self.claim(claim)

    def claim(self, claim: Claim) -> Iterator[Text]:
        """Its polarity and its words, and what it is if not plainly asserted."""
        from rich.text import Text

        sign, style = SIGNS[claim.polarity]
        kinds = [kind for kind in (claim.modality, claim.speech_act) if kind not in PLAIN]
        yield from self.screen.paragraph(
            Text(harmless(" ".join(claim.text.split()))),
            before=Text(f"{sign} ".rjust(INDENT), style),
            after=Text("".join(f"  {kind}" for kind in kinds), QUIET),
        )

    def remarks(self) -> Iterator[Text]:
        """What a reader of the text may not see."""
        from rich.text import Text

        for remark in remarks(self.article):
            before = Text("remark: ", QUIET)
            yield from self.screen.paragraph(Text(harmless(remark), QUIET), before)

    def _chain(self, one: Attribution) -> list[Attribution]:
        """The attributions around this one and itself, the outermost first."""
        chain = [one]
        while (parent := self.by_id.get(chain[0].parent_id or "")) and parent not in chain:
            chain.insert(0, parent)
        return chain

    def _who(self, one: Attribution) -> str:
        named = self.names.get(one.source_id or "")
        return named or self._say(one.source) or self._say(one.antecedent) or "unnamed source"

    def _say(self, spans: Iterable[Span]) -> str:
        return " ".join(say(self.text, spans).split())


def _place(one: Attribution) -> int:
    """Where an attribution is met in reading."""
    return min((*one.cue, *one.source, *one.content)).start
