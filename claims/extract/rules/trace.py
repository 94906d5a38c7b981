"""What the engine judged, in order, for those who ask (`claims explain`); without a listener nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from claims.extract.rules.found import Found, Range
from claims.extract.rules.sentence import Hit


class Step(NamedTuple):
    """One judgement: about which words of the shadow, at which stage, with what outcome, and which words it names."""

    about: Range
    stage: str
    outcome: str
    said: tuple[Range, ...] = ()


Listener = Callable[[Step], None]


def unheard(step: Step) -> None:
    """Keeps nothing."""


def told_of(hit: Hit) -> Step:
    """The step of a cue that is met: its kind and grammar, its class, and what it may take."""
    form, cue = hit.form, hit.form.cue
    grammar = ".".join(x for x in (form.mood, form.gender, form.number, "suffix" if form.suffix else None) if x)
    takes = f"; takes {', '.join(sorted(cue.frames))}" if cue.frames else ""
    preps = f" ({', '.join(sorted(cue.preps))})" if cue.preps else ""
    rule = f"; rule {cue.rule}" if cue.rule else ""
    after = f"; after {hit.proclitic}" if hit.proclitic else ""
    return Step((hit.start, hit.end), "cue", f"{cue.kind} {grammar}, {cue.cue_class}{takes}{preps}{rule}{after}")


def tried(hit: Hit, frames: Sequence[Callable[..., object]]) -> Step:
    """The step of the frames that were asked for a cue, the last of them being the one that answered if any did."""
    names = (frame.__name__.removeprefix("by_").replace("_", " ") for frame in frames)
    return Step((hit.start, hit.end), "tried", ", ".join(names))


def about(found: Found) -> Range:
    """What the steps of an attribution are about: its first cue word, its content where it has no cue."""
    return found.cue[0] if found.cue else found.content[0]


def became(found: Found) -> Iterable[Step]:
    """The steps of an attribution once its sentence is read: rule, content and what ended it, source, what is around it."""
    place = about(found)
    yield Step(place, "rule", found.rule)
    yield Step(place, "content", "open at its end" if found.open_end else "", tuple(found.content))
    for position, why in found.cuts:
        yield Step(place, "cut", why, ((position, position),))
    yield Step(place, "source", found.mention, tuple(found.source))
    if found.antecedent:
        yield Step(place, "points back", "", tuple(found.antecedent))
    if found.addressee:
        yield Step(place, "addressee", "", tuple(found.addressee))
    if found.parent is not None:
        yield Step(place, "inside", found.parent.rule, tuple(found.parent.cue or found.parent.content))
