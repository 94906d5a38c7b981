"""How good the claims of an engine are: which propositions it finds, in whose voice, and what it judges of each.

Claims are paired one to one by their evidence, the largest overlap first; a pair shares half or more of the letters
of both. What is judged (polarity, modality, speech act, check-worthiness, the day of the event) is asked of pairs only.
Gold leaves out what the author only names, asks or says of the article itself; a predicted claim of that sort without a
partner is neither right nor wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.errors import DataError
from claims.evaluate.pairs import ENOUGH
from claims.evaluate.scores import Count, Counts, total
from claims.evaluate.spans import bounds, iou, letters
from claims.extract.engine import Engine
from claims.model import Article, Claim, Extraction

VOICES = ("all", "attributed", "author")
UNMARKED = frozenset({"topic", "question", "meta"})
AROUND = 60  # code points shown on both sides of a claim that one side does not have


def _event(claim: Claim) -> str:
    return f"{claim.event_start} {claim.event_end}" if claim.event_start else "none"


JUDGED: Mapping[str, Callable[[Claim], str]] = {
    "polarity": lambda claim: claim.polarity,
    "modality": lambda claim: claim.modality,
    "speech act": lambda claim: claim.speech_act,
    "check-worthy": lambda claim: claim.check_worthy,
}
WHAT = (*JUDGED, "event")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One text with its claims."""

    doc_id: str
    language: str
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Misjudged:
    """A claim that one side lacks (`missed`, `spurious`), or a pair that differs in what `kind` names."""

    kind: str
    doc_id: str
    gold: str
    found: str
    context: str


@dataclass(frozen=True)
class Paired:
    """One document: its gold claims, the predicted ones, and the pairs among them."""

    gold: Claimed
    predicted: Claimed

    @cached_property
    def pairs(self) -> tuple[tuple[Claim, Claim], ...]:
        """One to one, the largest overlap of evidence first, at equal overlap those in the same voice."""
        ours = [letters(self.gold.text, claim.evidence) for claim in self.gold.claims]
        theirs = [letters(self.gold.text, claim.evidence) for claim in self.predicted.claims]
        candidates = sorted(
            (-shared, voice(one) != voice(other), i, j)
            for i, one in enumerate(self.gold.claims)
            for j, other in enumerate(self.predicted.claims)
            if (shared := iou(ours[i], theirs[j])) >= ENOUGH
        )
        taken: tuple[set[int], set[int]] = (set(), set())
        pairs = []
        for _, _, i, j in candidates:
            if i not in taken[0] and j not in taken[1]:
                taken[0].add(i)
                taken[1].add(j)
                pairs.append((i, j))
        return tuple((self.gold.claims[i], self.predicted.claims[j]) for i, j in sorted(pairs))

    @cached_property
    def missed(self) -> tuple[Claim, ...]:
        """Gold claims without a partner."""
        paired = {one.claim_id for one, _ in self.pairs}
        return tuple(one for one in self.gold.claims if one.claim_id not in paired)

    @cached_property
    def spurious(self) -> tuple[Claim, ...]:
        """Predicted claims without a partner that count."""
        paired = {one.claim_id for _, one in self.pairs}
        without = (one for one in self.predicted.claims if one.claim_id not in paired)
        return tuple(one for one in without if voice(one) != "author" or one.speech_act not in UNMARKED)

    @cached_property
    def counted(self) -> tuple[Claim, ...]:
        """Predicted claims that are right or wrong."""
        return (*(found for _, found in self.pairs), *self.spurious)


def voice(claim: Claim) -> str:
    """Whose claim it is: the author's, or attributed."""
    return "author" if claim.attribution_id is None else "attributed"


def claimed(article: Article, found: Extraction) -> Claimed:
    """The claims of an article for comparison."""
    return Claimed(article.article_id, article.language, article.text or "", found.claims)


def counts(one: Paired) -> Counts:
    """Propositions found, in all and by voice, those with the same edges, and each judgement by its label."""
    same = [(gold, found) for gold, found in one.pairs if voice(gold) == voice(found)]
    edges = sum(bounds(one.gold.text, g.evidence) == bounds(one.gold.text, f.evidence) for g, f in one.pairs)
    n, m = len(one.counted), len(one.gold.claims)
    out: Counts = {
        ("claim", "all"): Count(len(one.pairs), n, len(one.pairs), m),
        ("claim", "same edges"): Count(edges, n, edges, m),
    }
    for name in VOICES[1:]:
        right = sum(voice(gold) == name for gold, _ in same)
        size = sum(voice(c) == name for c in one.counted), sum(voice(c) == name for c in one.gold.claims)
        out["claim", name] = Count(right, size[0], right, size[1])
    for what, label, gold, found in _judgements(one):
        right = gold == found
        for name in {label, gold, found}:
            had, has = name in (label, found), name in (label, gold)
            key = (what, name)
            out[key] = out.get(key, Count()) + Count(right and had, had, right and has, has)
    return out


def _judgements(one: Paired) -> Iterator[tuple[str, str, str, str]]:
    """(what, "all", gold's label, the predicted label) of each pair; an event is asked for where either side has one."""
    for gold, found in one.pairs:
        for what, label in JUDGED.items():
            yield what, "all", label(gold), label(found)
        if gold.event_start:
            yield "event", "all", _event(gold), _event(found)


def misjudged(one: Paired) -> Iterator[Misjudged]:
    """What is wrong with the claims of a document: missed and spurious ones, then pairs that differ."""
    text = one.gold.text
    for gold in one.missed:
        yield Misjudged("missed", one.gold.doc_id, gold.text, "", _around(text, gold))
    for found in one.spurious:
        yield Misjudged("spurious", one.gold.doc_id, "", found.text, _around(text, found))
    for gold, found in one.pairs:
        for what, label in JUDGED.items():
            if label(gold) != label(found):
                yield Misjudged(what, one.gold.doc_id, label(gold), label(found), gold.text)
        if gold.event_start and _event(gold) != _event(found):
            yield Misjudged("event", one.gold.doc_id, _event(gold), _event(found), gold.text)


def _around(text: str, claim: Claim) -> str:
    start, end = claim.evidence[0].start, claim.evidence[-1].end
    return " ".join(text[max(0, start - AROUND) : end + AROUND].split())


def judge(gold: Iterable[tuple[Article, Extraction]], engine: Engine) -> tuple[Paired, ...]:
    """Each gold article beside what an engine claims of it."""
    return tuple(
        Paired(claimed(article, rows), claimed(article, engine.extract(article))) for article, rows in gold
    )


def compare(gold: Sequence[Claimed], predicted: Iterable[Claimed]) -> tuple[Paired, ...]:
    """Gold and predicted documents joined on doc_id; one without a prediction counts as an empty prediction.

    A prediction over another text than gold's is a DataError: its offsets would mean nothing.
    """
    by_id = {one.doc_id: one for one in predicted}
    out = []
    for one in gold:
        other = by_id.get(one.doc_id) or Claimed(one.doc_id, one.language, one.text, ())
        if other.text != one.text:
            raise DataError("the predicted document has another text", where=one.doc_id, mend="predict again on the gold file's text")
        out.append(Paired(one, other))
    return tuple(out)


def scores(pairs: Iterable[Paired]) -> Counts:
    """The counts of several documents, added up."""
    return total(counts(one) for one in pairs)


def table(found: Counts) -> Iterator[str]:
    """The scores to read, a line each; a judgement's `all` is the share of pairs that agree, its labels have P, R and F1."""
    yield f"{'':28} {'P':>6} {'R':>6} {'F1':>6} {'found':>7} {'gold':>7}"
    order = [("claim", name) for name in (*VOICES, "same edges")]
    order += [(what, "all") for what in WHAT]
    order += sorted(key for key in found if key[0] in WHAT and key[1] != "all" and key[0] != "event")
    for key in order:
        if key in found:
            count = found[key]
            yield (
                f"{' '.join(key):28} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} "
                f"{count.predicted:7.0f} {count.gold:7.0f}"
            )
