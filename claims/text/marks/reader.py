"""Reads the marks: one pass over the text, every complaint with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claims.errors import DataError
from claims.model import Span, Spans
from claims.text.marks.model import (
    ATTRIBUTES,
    CLAIM_ROLES,
    ROLES,
    Marked,
    MarkedAttribution,
    MarkedClaim,
)
from claims.text.marks.nesting import parent_faults

_MARK = re.compile(r"\\[\[\]|{\\]|[\[\]|]")
_LABEL = re.compile(r"([a-z]+)(?::(-?\w+))?")
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class _Label:
    span: Span
    role: str
    key: str
    line: int


def parse(marked: str, *, where: str | None = None, first_line: int = 1) -> Marked:
    """The text without marks and what they mark; DataError with the line (`where:line`) where a mark is wrong."""
    return _Parser(where, first_line).parse(marked)


class _Parser:
    """Reads one document, once, from its start to its end."""

    def __init__(self, where: str | None, first_line: int) -> None:
        self.where, self.first_line = where, first_line
        self.out: list[str] = []
        self.at = 0  # code points of unmarked text so far
        self.labels: list[_Label] = []
        self.attributes: dict[str, dict[str, str]] = {}
        self.attribute_lines: dict[str, int] = {}

    def wrong(self, line: int, what: str, mend: str) -> DataError:
        place = f"{self.where}:{line}" if self.where else f"line {line}"
        return DataError(what, where=place, mend=mend)

    def parse(self, marked: str) -> Marked:
        started = False
        for number, line in enumerate(marked.split("\n"), self.first_line):
            if line.startswith(ATTRIBUTES):
                self.read_attributes(number, line)
                continue
            if started:
                self.keep("\n")
            started = True
            self.read_line(number, line)
        text = "".join(self.out)
        self.labels.sort(key=lambda label: (label.span.start, -label.span.end))
        self.check_edges(text)
        spans, claim_spans = self.by_key()
        attributions = tuple(
            MarkedAttribution(
                key, {r: roles[r] for r in ROLES if r in roles}, self.attributes.get(key, {}), line
            )
            for key, (roles, line) in spans.items()
        )
        claims = tuple(self.claims(claim_spans, spans))
        self.check_attributes({*spans, *(c.key for c in claims)})
        for at, what, mend in parent_faults(attributions):
            raise self.wrong(at, what, mend)
        return Marked(text, attributions, claims)

    def keep(self, text: str) -> None:
        self.out.append(text)
        self.at += len(text)

    def read_line(self, number: int, line: str) -> None:
        done, stack = 0, list[int]()
        for mark in _MARK.finditer(line):
            if mark.start() < done:
                continue
            self.keep(line[done : mark.start()])
            done, sign = mark.end(), mark.group()
            if len(sign) == 2:
                self.keep(sign[1])
            elif sign == "[":
                stack.append(self.at)
                if len(stack) > _DEEPEST:
                    raise self.wrong(
                        number, "brackets nest too deep", r"write a literal bracket as \["
                    )
            elif sign == "]" or not stack:
                raise self.wrong(
                    number,
                    f"a {sign!r} without an open bracket's role",
                    rf"write it as \{sign}, or [text|role]",
                )
            else:
                done = self.read_labels(number, line, done, stack.pop())
        if stack:
            raise self.wrong(
                number, "a bracket is not closed in its line", r"end it with |role], or write \["
            )
        self.keep(line[done:])

    def read_labels(self, number: int, line: str, start: int, opened: int) -> int:
        close = line.find("]", start)
        if close < 0:
            raise self.wrong(number, "a bracket is not closed after its role", "end it with ]")
        if opened == self.at:
            raise self.wrong(
                number,
                "a span with an empty text",
                "leave the bracket out; a dropped source has none",
            )
        for given in line[start:close].split(","):
            label = _LABEL.fullmatch(given.strip())
            if label is None or label[1] not in ROLES + CLAIM_ROLES:
                raise self.wrong(
                    number,
                    f"no role {given!r}",
                    f"there are: {', '.join(ROLES + CLAIM_ROLES)}; as role:key",
                )
            key = label[2] or "a"
            if key.startswith("-") and label[1] not in CLAIM_ROLES:
                raise self.wrong(
                    number,
                    f"the author's voice has no {label[1]}",
                    "a negative key is for claims only",
                )
            self.labels.append(_Label(Span(opened, self.at), label[1], key, number))
        return close + 1

    def read_attributes(self, number: int, line: str) -> None:
        import yaml

        try:
            node = yaml.compose(line, Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError) as error:
            problem = str(getattr(error, "problem", None) or error)
            raise self.wrong(
                number, f"attributes are not YAML: {problem}", "write {key: {name: value}}"
            ) from error
        for key, value in self.pairs(number, node):
            known = self.attributes.setdefault(key, {})
            self.attribute_lines.setdefault(key, number)
            for name, given in self.pairs(number, value):
                if not isinstance(given, yaml.ScalarNode):
                    raise self.wrong(
                        number, f"{key}.{name} is not a word", "write {key: {name: value}}"
                    )
                if name in known:
                    raise self.wrong(number, f"{key}.{name} is given twice", "keep one of them")
                known[name] = given.value

    def pairs(self, number: int, node: object) -> Iterator[tuple[str, object]]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(
                number, "attributes are not a map of maps", "write {key: {name: value}}"
            )
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.wrong(number, "a key is not a word", "write {key: {name: value}}")
            yield key.value, value

    def check_edges(self, text: str) -> None:
        for label in self.labels:
            if text[label.span.start].isspace() or text[label.span.end - 1].isspace():
                raise self.wrong(
                    label.line,
                    f"a {label.role} starts or ends in white space",
                    "move the bracket to the word's edge",
                )

    def by_key(
        self,
    ) -> tuple[dict[str, tuple[dict[str, Spans], int]], dict[str, tuple[dict[str, Spans], int]]]:
        """The spans by key and role, for attributions and for claims, in the order of the text."""
        spans: dict[str, tuple[dict[str, Spans], int]] = {}
        claim_spans: dict[str, tuple[dict[str, Spans], int]] = {}
        lists: dict[tuple[str, str], list[Span]] = {}
        for label in self.labels:
            group = claim_spans if label.role in CLAIM_ROLES else spans
            group.setdefault(label.key, ({}, label.line))
            known = lists.setdefault((label.role, label.key), [])
            if known and known[-1].end > label.span.start:
                raise self.wrong(
                    label.line, f"{label.role}:{label.key} overlaps itself", "mark each place once"
                )
            known.append(label.span)
        for (role, key), found in lists.items():
            (claim_spans if role in CLAIM_ROLES else spans)[key][0][role] = tuple(found)
        return spans, claim_spans

    def claims(
        self,
        claim_spans: Mapping[str, tuple[dict[str, Spans], int]],
        spans: Mapping[str, tuple[dict[str, Spans], int]],
    ) -> Iterator[MarkedClaim]:
        for key, (roles, line) in claim_spans.items():
            owner = (
                None if key.startswith("-") else key if key in spans else key.rstrip("0123456789")
            )
            if owner is not None and owner not in spans:
                raise self.wrong(
                    line,
                    f"a claim of an unknown attribution {key!r}",
                    "mark its content, or use claim:-1",
                )
            if "claim" not in roles and key != owner:
                raise self.wrong(
                    line,
                    f"a hedge of an unknown claim {key!r}",
                    f"mark the evidence as claim:{key}",
                )
            attributes = {} if key == owner else self.attributes.get(key, {})
            evidence = roles.get("claim", ())
            yield MarkedClaim(
                key,
                owner,
                evidence,
                attributes,
                roles.get("hedge", ()),
                roles.get("distancing", ()),
                line,
            )

    def check_attributes(self, known: set[str]) -> None:
        for key, line in self.attribute_lines.items():
            if key not in known:
                raise self.wrong(
                    line,
                    f"attributes for an unknown key {key!r}",
                    f"there are: {', '.join(sorted(known))}",
                )
