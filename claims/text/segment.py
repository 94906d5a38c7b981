"""The lines of a text with their roles: title, lead, heading, body, links to other articles."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from claims.errors import ContractError
from claims.model import Segment
from claims.text.normalise import fold
from claims.text.sentences import lines, trimmed
from claims.yamlfile import read_yaml

SHORT_LINE = 120  # a heading, a headline or a link is shorter than this many code points
SHORT_LINK = 200
SHORT_QUESTION = 60
_INNER_STOP = re.compile(r"(?<![.…])[.!?؟。](?![.…])\W?\s")  # a sentence ends inside the line
_FINAL = '.!?…؟:;؛،,»”"。！？：；，、۔」'
_FULL_STOPS = (".", "。", "۔")  # a sentence ends with it, a link to an article does not
_CLOSING = "»”\"’')」』 "
_ASKING = "?؟？"
_NOT_ASKING = "«“„\"'—–-「『‘"  # a question that begins with these is a line of a dialogue
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_AFTER_LABEL = re.compile("[:：|]")


def segments(text: str, title: str | None = None) -> tuple[Segment, ...]:
    """A segment for each line that says something: title, lead, heading, body, see_also; edges are trimmed."""
    said_lines = [one for line in lines(text, 0, len(text)) for one in trimmed(text, *line)]
    last = len(said_lines) - 1
    headline = _plain(title or "")
    out: list[Segment] = []
    linking = begun = False
    for number, line in enumerate(said_lines):
        said = line.of(text)
        plain = said[-1] not in _FINAL or _asks(said) or (number == 0 and _quotes(said))
        alone = not last and _INNER_STOP.search(said) is None
        short = len(said) <= SHORT_LINE and plain and (number < last or alone)
        opens, is_link = _label(said)
        linking = opens or (linking and len(said) <= SHORT_LINK and not _is_sentence(said))
        if linking or is_link:
            role = "see_also"
        elif number == 0 and (short or (headline and _plain(said) == headline)):
            role = "title"
        elif short:
            role = "heading"
        else:
            role = "body" if begun else "lead"
        begun = begun or role in ("lead", "body")
        out.append(Segment(role, *line))
    return tuple(out)


def _quotes(line: str) -> bool:
    """Whether a line ends with a quotation that is no sentence of its own: Minister: “no way back”"""
    return len(line) > 1 and line[-1] in "”»\"’" and line[-2] not in _FINAL


def _plain(line: str) -> str:
    return " ".join(fold(line).split())


def _asks(line: str) -> bool:
    """Whether a line is a heading in the form of a question, and no line of a dialogue."""
    return line[-1] in _ASKING and len(line) <= SHORT_QUESTION and line[0] not in _NOT_ASKING


def _is_sentence(line: str) -> bool:
    """Whether a line ends with a full stop; dots that cut a headline short are none."""
    said = line.rstrip(_CLOSING)
    return said.endswith(_FULL_STOPS) and not said.endswith("..")


def _label(line: str) -> tuple[bool, bool]:
    """Whether a line opens a block of links; whether it is a label and its link in one."""
    if len(line) > SHORT_LINK:
        return False, False
    head, *rest = _AFTER_LABEL.split(line, maxsplit=1)
    known = _EDGE.sub("", fold(head)) in _labels()
    links = bool(rest) and bool(_EDGE.sub("", rest[0]))
    return known and not links, known and links


@cache
def _labels() -> frozenset[str]:
    """The folded lines that open a block of links, of all languages."""
    file = resources.files("claims.languages") / "labels.yaml"
    return read_labels(file.read_text(encoding="utf-8"), file.name)


def read_labels(text: str, where: str) -> frozenset[str]:
    """The folded labels of a file; ContractError if it is no `see_also: {language: [line, …]}`."""
    written = read_yaml(text, where)
    mend = "write see_also: {language: [line, …]}"
    raw = written.value
    if (
        not isinstance(raw, dict)
        or list(raw) != ["see_also"]
        or not isinstance(raw["see_also"], dict)
    ):
        raise ContractError("must hold see_also and nothing else", where=where, mend=mend)
    for language, labels in raw["see_also"].items():
        if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
            place = written.place(("see_also", language))
            raise ContractError(f"see_also.{language} is no list of lines", where=place, mend=mend)
    folded = (fold(label) for labels in raw["see_also"].values() for label in labels)
    return frozenset(_EDGE.sub("", label) for label in folded)
