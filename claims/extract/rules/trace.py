"""What the engine judged, in order, for those who ask (`claims explain`); without a listener nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claims.extract.rules.found import Range


class Step(NamedTuple):
    """One judgement: about which words of the shadow, at which stage, with what outcome."""

    about: Range
    stage: str
    outcome: str


Listener = Callable[[Step], None]


def unheard(step: Step) -> None:
    """Keeps nothing."""
