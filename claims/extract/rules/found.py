"""An attribution while it is being worked out: ranges in the shadow, parent and antecedent by reference."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.rules.sentence import Hit

Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Found:
    """What a frame found. `open_end`: the content runs on until something closes it."""

    rule: str
    hit: Hit | None
    content: list[Range]
    cue: list[Range]
    source: list[Range]
    form: str = "verb"
    mention: str = "name"
    addressee: list[Range] = field(default_factory=list)
    antecedent: list[Range] = field(default_factory=list)
    open_end: bool = False
    parent: Found | None = None
    controlled: bool = False
    dialogue: bool = False  # a dash, not a quotation mark, opens it
    shared: bool = False  # it has the subject of the cue that it stands beside
    cue_class: str | None = None
    commitment: str | None = None
    cuts: list[tuple[int, str]] = field(default_factory=list)  # where its content was ended, and by what

    def end_at(self, position: int, why: str, *, closes: bool = True) -> None:
        """Ends the content before a position inside it; unless it `closes`, later words may still end it sooner."""
        self.content[-1] = (self.content[-1][0], position)
        self.open_end = self.open_end and not closes
        self.cuts.append((position, why))

    @property
    def start(self) -> int:
        """Where anything of it begins."""
        return min(r[0] for r in (*self.content, *self.cue, *self.source))

    @property
    def end(self) -> int:
        """Where its content ends."""
        return max(r[1] for r in self.content)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that is no attribution, and why."""

    hit: Hit
    reason: str
    closes: bool = False
