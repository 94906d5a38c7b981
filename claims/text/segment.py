"""The lines of a text with their roles: title, lead, heading, body, links to other articles."""

from __future__ import annotations

from functools import cache
from importlib import resources

from claims.errors import ContractError
from claims.model import Segment
from claims.text.normalise import fold
from claims.text.sentences import lines, trimmed

SHORT_LINE = 120  # a heading, a headline or a link is shorter than this many code points
SHORT_LINK = 200
SHORT_QUESTION = 60
_FINAL = ".!?…؟:;؛،,»”\""


@cache
def _labels() -> frozenset[str]:
    """The folded lines that open a block of links."""
    import yaml

    file = resources.files("claims.languages") / "labels.yaml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or set(raw) != {"see_also"}:
        raise ContractError("must hold see_also: {language: [lines]}", where=file.name)
    return frozenset(fold(label) for labels in raw["see_also"].values() for label in labels)


def _asks(line: str) -> bool:
    """Whether a line is a heading in the form of a question, and no line of a dialogue."""
    return line[-1] in "?؟" and len(line) <= SHORT_QUESTION and line[0] not in "«“„\"'—–-"


def segments(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """A segment for each line that says something: title, lead, heading, body, see_also; edges are trimmed."""
    said_lines = [one for line in lines(text, 0, len(text)) for one in trimmed(text, *line)]
    out: list[Segment] = []
    linking = begun = False
    for number, line in enumerate(said_lines):
        said = line.of(text)
        short = len(said) <= SHORT_LINE and (said[-1] not in _FINAL or _asks(said))
        if fold(said).strip(" :.،…") in _labels():
            linking, role = True, "see_also"
        elif linking and len(said) <= SHORT_LINK:
            role = "see_also"
        elif number == 0 and (said == (title or "").strip() or (short and len(said_lines) > 1)):
            role = "title"
        elif not begun and not (short and number < len(said_lines) - 1):
            role = "lead"
        else:
            role = "heading" if short and number < len(said_lines) - 1 else "body"
        linking = linking and role == "see_also"
        begun = begun or role in ("lead", "body")
        out.append(Segment(role, *line))
    return tuple(out)
