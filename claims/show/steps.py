"""The judgements of the rules over one article as a page: each sentence, each cue in it, what became of it and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from claims.errors import unknown
from claims.extract.rules import RulesEngine
from claims.extract.rules.found import Range
from claims.extract.rules.trace import Step
from claims.model import Article, Attribution, Extraction, say
from claims.runner import Resolved
from claims.show.page import SIGNS
from claims.show.screen import Screen, harmless
from claims.text.normalise import fold, shadow

if TYPE_CHECKING:
    from rich.text import Text

QUIET = "dim"
STYLES = {"rule": "bold green", "refused": "bold red", "veto": "red", "cue": QUIET, "tried": QUIET}
SENTENCES = frozenset({"sentence", "not read"})
INDENT, COLUMN = 6, 14
AFTER_CUT = 30  # code points shown of what a cut leaves out


class Overheard:
    """The rules engine; `steps` keeps what it tells of the last article."""

    def __init__(self, engine: RulesEngine) -> None:
        self.engine, self.name, self.version = engine, engine.name, engine.version
        self.steps: list[Step] = []

    def extract(self, article: Article) -> Extraction:
        """What the engine finds."""
        self.steps = []
        return self.engine.extract(article, self.steps.append)


def explained(one: Resolved, steps: Sequence[Step], screen: Screen, cue: str | None = None) -> Iterator[Text]:
    """The lines of the page; with `cue`, only of cues that hold these letters. If none does, it is a UsageError."""
    view = _View(one, steps, screen)
    wanted = fold(cue or "")
    if not any(wanted in fold(word) for word in view.cues()) and wanted:
        raise unknown("cue", cue or "", set(view.cues()), where=one.article.article_id)
    yield from view.head()
    for sentence, groups in view.sentences():
        shown = [about for about in groups if wanted in fold(view.says([about]))]
        if shown or not wanted:
            yield from view.sentence(sentence, bool(groups))
        for about in shown:
            yield from view.cue(about, groups[about])


class _View:
    """What the lines of one page are made from."""

    def __init__(self, one: Resolved, steps: Sequence[Step], screen: Screen) -> None:
        self.one, self.steps, self.screen = one, steps, screen
        self.text = harmless(one.article.text or "")
        self.shade = shadow(one.article.text or "")
        self.names = {source.source_id: source.name for source in one.sources}

    def head(self) -> Iterator[Text]:
        """The article's id and language, and how many cues of it report."""
        kept, refused = len(self.one.extraction.attributions), len(self.one.extraction.refused)
        article = self.one.article
        words = (article.article_id, article.language, f"attributions: {kept}", f"refused: {refused}")
        yield self.screen.line([piece for word in words for piece in (("  ", ""), (word, QUIET))][1:])

    def cues(self) -> list[str]:
        """The words of each cue, in their order."""
        return [self.says([step.about]) for step in self.steps if step.stage == "cue"]

    def says(self, ranges: Iterable[Range]) -> str:
        """What the article says at ranges of its shadow, on one line."""
        return " ".join(say(self.text, (self.shade.span(*r) for r in ranges)).split())

    def sentences(self) -> Iterator[tuple[Step, dict[Range, list[Step]]]]:
        """Each sentence with the judgements on what stands in it, by the words they are about, in the order of the text."""
        heads = sorted(step for step in self.steps if step.stage in SENTENCES)
        groups: list[dict[Range, list[Step]]] = [{} for _ in heads]
        starts = [step.about[0] for step in heads]
        for step in self.steps:
            if step.stage not in SENTENCES:
                at = max(0, bisect_right(starts, step.about[0]) - 1)
                groups[at].setdefault(step.about, []).append(step)
        for head, found in zip(heads, groups, strict=True):
            yield head, dict(sorted(found.items()))

    def sentence(self, step: Step, judged: bool) -> Iterator[Text]:
        """Its role and its words; where no cue stands in it, that."""
        from rich.text import Text

        yield Text()
        why = f"{step.outcome}, not read" if step.stage == "not read" else step.outcome
        yield self.screen.line([(why if judged else f"{why}, no cue", QUIET)])
        yield from self.screen.paragraph(Text(self.says([step.about])), before=Text("  "))

    def cue(self, about: Range, steps: Sequence[Step]) -> Iterator[Text]:
        """The cue, then each judgement on it in the order of falling, then the rows that it became."""
        yield self.screen.line([("  ", ""), (self.says([about]), "bold")])
        for step in steps:
            yield from self.judgement(step)
        span = self.shade.span(*about)
        told = {step.outcome for step in steps if step.stage == "refused"}
        for refusal in self.one.extraction.refused:
            if refusal.spans == (span,) and refusal.reason not in told:
                yield from self.row("refused", refusal.reason)
        for attribution in self.one.extraction.attributions:
            if span in (attribution.cue or attribution.content):
                yield from self.became(attribution)

    def judgement(self, step: Step) -> Iterator[Text]:
        """One step: its stage, the words that it names and its outcome."""
        if step.stage == "cut":
            start = self.shade.span(step.said[0][0], step.said[0][0] + 1).start
            rest = self.text[start : start + AFTER_CUT].rsplit(" ", 1)[0]
            yield from self.row("cut before", rest, step.outcome)
        elif step.said:
            yield from self.row(step.stage, self.says(step.said), step.outcome)
        else:
            yield from self.row(step.stage, step.outcome if step.outcome or step.stage != "source" else "none")

    def became(self, one: Attribution) -> Iterator[Text]:
        """The row that came of it: its labels, who its source is and why, its claims."""
        labels = [one.quote_type, one.form, one.mention, one.commitment, one.channel]
        yield from self.row("kept", ", ".join(label for label in labels if label != "unknown"))
        reason = self.one.reasons.get(one.attribution_id, "")
        yield from self.row("who", self.names.get(one.source_id or "", "nobody"), reason)
        for claim in self.one.extraction.claims:
            if claim.attribution_id == one.attribution_id:
                sign, _ = SIGNS[claim.polarity]
                yield from self.row(f"claim {sign}", claim.text, f"{claim.modality}, {claim.speech_act}")

    def row(self, stage: str, words: str, after: str = "") -> Iterator[Text]:
        """A judgement on as many lines as it takes."""
        from rich.text import Text

        style = STYLES.get(stage, "")
        before = Text(f"{'':{INDENT}}{stage:<{COLUMN}}", QUIET)
        yield from self.screen.paragraph(
            Text(harmless(" ".join(words.split())), style), before, Text(f"  {after}" if after else "", QUIET)
        )

