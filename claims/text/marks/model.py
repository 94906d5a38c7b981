"""What marks say: attributions and claims by key, with offsets in the unmarked text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from claims.model import Spans

ROLES = ("content", "cue", "source", "addressee", "antecedent")
CLAIM_ROLES = ("claim", "hedge", "distancing")
ATTRIBUTES = "  {"  # how a line of attributes begins


@dataclass(frozen=True, slots=True)
class MarkedAttribution:
    """The spans of one attribution by role, in the unmarked text, and its attributes as given."""

    key: str
    spans: Mapping[str, Spans]
    attributes: Mapping[str, str]
    line: int = field(default=0, compare=False)

    def role(self, name: str) -> Spans:
        """The spans of a role, () if it has none."""
        return self.spans.get(name, ())


@dataclass(frozen=True, slots=True)
class MarkedClaim:
    """The evidence of one claim; `owner` is the key of its attribution, None for the author's voice."""

    key: str
    owner: str | None
    evidence: Spans
    attributes: Mapping[str, str]
    hedges: Spans = ()
    distancing: Spans = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and what they said; offsets count its code points."""

    text: str
    attributions: tuple[MarkedAttribution, ...]
    claims: tuple[MarkedClaim, ...]
