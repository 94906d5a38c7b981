"""How likely it is that two claims speak of one matter: features of a pair, and the probability fitted on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from math import exp
from typing import Any

from claims.track.extras import rapidfuzz
from claims.track.names import found_again
from claims.track.quantities import conflict
from claims.track.statement import Statement
from claims.yamlfile import read_yaml

SECONDS = 86_400


@dataclass(frozen=True)
class Pair:
    """Two statements, the earlier first, and the cosine of their vectors on the scale of their embedder, if there are any."""

    earlier: Statement
    later: Statement
    cosine: float | None = None

    @property
    def across(self) -> bool:
        """Whether the two are in two languages."""
        return _short(self.earlier) != _short(self.later)

    @cached_property
    def alike(self) -> float:
        """How alike the two wordings are letter by letter, 0 to 1; 0 in two languages."""
        return 0.0 if self.across else rapidfuzz().fuzz.ratio(self.earlier.wording, self.later.wording) / 100

    @property
    def days_apart(self) -> float | None:
        """The days between the two; None where one has no date."""
        one, other = self.earlier.published, self.later.published
        return None if one is None or other is None else abs((other - one).total_seconds()) / SECONDS

    @property
    def one_speaker(self) -> bool | None:
        """Whether both have one source, or one's source passed the other on; None where one has none that is known."""
        one, other = self.earlier, self.later
        if one.source is None or other.source is None:
            return None
        return one.source == other.source or one.source in other.chain or other.source in one.chain

    @cached_property
    def probability(self) -> float:
        """How likely it is that the two speak of one matter, whatever they say of it."""
        kind = "across" if self.across else "words" if self.cosine is None else "meaning"
        if self.across and self.cosine is None:
            return 0.0
        weights, found = _weights()[kind], features(self)
        return 1 / (1 + exp(-sum(weight * found[name] for name, weight in weights.items())))


def features(pair: Pair) -> dict[str, float]:
    """The features of a pair by name; `bias` is 1."""
    one, other = pair.earlier, pair.later
    shared = any(q.agrees(r) for q in one.quantities for r in other.quantities)
    return {
        "bias": 1.0,
        "letters": pair.alike,
        "tokens": 0.0 if pair.across else rapidfuzz().fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)) / 100,
        "covered": 0.0 if pair.across else covered(one, other),
        "cosine": pair.cosine or 0.0,
        "names": _names(one, other),
        "numbers": 1.0 if shared else -1.0 if conflict(one.quantities, other.quantities) else 0.0,
    }


def covered(one: Statement, other: Statement) -> float:
    """How well the words of the claim that has fewer are found in the other, whatever their endings: 0 to 1."""
    few, many = sorted((one.stems, other.stems), key=len)
    ratio = rapidfuzz().fuzz.ratio
    return sum(max(ratio(word, against) for against in many) for word in few) / 100 / len(few) if few and many else 0.0


def _names(one: Statement, other: Statement) -> float:
    """From -1, no name of the one stands in the other, to 1, each does; 0 where no name can be told."""
    sides = [found_again(a.names, b.wording) for a, b in ((one, other), (other, one)) if a.names]
    return max(((found - lost) / (found + lost) for found, lost in sides), default=0.0)


def _short(one: Statement) -> str:
    return one.language.split("-")[0].lower()


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    file = resources.files("claims.track") / "weights.yaml"
    raw: Any = read_yaml(file.read_text(encoding="utf-8"), file.name).value
    return {kind: {name: float(weight) for name, weight in of.items()} for kind, of in raw.items()}
