"""Writes the marks, so that the reader gives back what was written."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping

from claims.errors import DataError
from claims.model import Span, Spans
from claims.text.marks.model import ATTRIBUTES, CLAIM_ROLES, ROLES, Marked

_MUST_ESCAPE = re.compile(r"[\[\]|\\]|(?<=  )\{")
_PLAIN = re.compile(r"[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*")


def write(marked: Marked) -> str:
    """The marked text that `parse` reads back as equal; DataError if two spans cross."""
    labels: dict[Span, list[str]] = {}
    first: dict[str, int] = {}
    attributes: dict[str, Mapping[str, str]] = {}

    def add(role: str, key: str, spans: Spans) -> None:
        for span in spans:
            labels.setdefault(span, []).append(f"{role}:{key}")
            first[key] = min(first.get(key, span.start), span.start)

    for one in marked.attributions:
        for role in ROLES:
            add(role, one.key, one.role(role))
        attributes[one.key] = one.attributes
    for claim in marked.claims:
        for role, spans in zip(
            CLAIM_ROLES, (claim.evidence, claim.hedges, claim.distancing), strict=True
        ):
            add(role, claim.key, spans)
        attributes.setdefault(claim.key, claim.attributes)
    lines = "".join(_bracketed(marked.text, labels)).split("\n")
    after: dict[int, list[str]] = {}
    starts = [m.end() for m in re.finditer("\n", marked.text)]
    for key, given in attributes.items():
        if given:
            pairs = ", ".join(f"{_yaml(name)}: {_yaml(value)}" for name, value in given.items())
            after.setdefault(bisect(starts, first[key]), []).append(f"{_yaml(key)}: {{{pairs}}}")
    for number, given_here in after.items():
        lines[number] += f"\n{ATTRIBUTES}{', '.join(given_here)}}}"
    return "\n".join(lines)


def _bracketed(text: str, labels: Mapping[Span, list[str]]) -> Iterator[str]:
    """The pieces of the text with its brackets, in order."""
    stack: list[Span] = []
    at = 0

    def text_to(end: int) -> str:
        nonlocal at
        piece, at = text[at:end], end
        return _MUST_ESCAPE.sub(r"\\\g<0>", piece)

    for span in sorted(labels, key=lambda s: (s.start, -s.end)):
        while stack and stack[-1].end <= span.start:
            yield f"{text_to(stack[-1].end)}|{','.join(labels[stack.pop()])}]"
        if stack and stack[-1].end < span.end:
            raise DataError(
                f"the spans {stack[-1]} and {span} cross", mend="brackets can only nest"
            )
        yield text_to(span.start) + "["
        stack.append(span)
    while stack:
        yield f"{text_to(stack[-1].end)}|{','.join(labels[stack.pop()])}]"
    yield text_to(len(text))


def _yaml(word: str) -> str:
    """The word as a YAML flow scalar."""
    if _PLAIN.fullmatch(word):
        return word
    inner = "".join(
        f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in word
    )
    return f'"{inner}"'
