r"""The gold notation: one text with nested brackets for its attributions and claims.

    [Песков|source] [заявил|cue], что [переговоры продолжаются|content].
      {a: {source_id: src_dmitry_peskov, mention: name}}

A bracket is `[text|role]` or `[text|role:key,role:key]`, never over a line's end; several brackets of one role
and key are one discontinuous span. The key is `a` where none is given. `claim:b` is the evidence of the one claim
of attribution `b`, `claim:b1` and `claim:b2` of its several claims, `claim:-1` of the author's own voice; `hedge`
and `distancing` take a claim's key or an attribution's. Attributes stand in a line of their own that starts with
two spaces and `{`, a YAML flow map, and vanish from the text. Literal marks are written `\[ \] \| \{ \\`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from claims.errors import DataError
from claims.model import Span, Spans

ROLES = ("content", "cue", "source", "addressee", "antecedent")
CLAIM_ROLES = ("claim", "hedge", "distancing")
_MARK = re.compile(r"\\[\[\]|{\\]|[\[\]|]")
_MUST_ESCAPE = re.compile(r"[\[\]|\\]|(?<=  )\{")
_LABEL = re.compile(r"([a-z]+)(?::(-?\w+))?")
_ATTRIBUTES = "  {"
_PLAIN = re.compile(r"[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)*")
_DEEPEST = 200


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
            if line.startswith(_ATTRIBUTES):
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
            MarkedAttribution(key, {r: roles[r] for r in ROLES if r in roles}, self.attributes.get(key, {}), line)
            for key, (roles, line) in spans.items()
        )
        claims = tuple(self.claims(claim_spans, spans))
        self.check_attributes({*spans, *(c.key for c in claims)})
        self.check_parents(attributions)
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
                    raise self.wrong(number, "brackets nest too deep", r"write a literal bracket as \[")
            elif sign == "]" or not stack:
                raise self.wrong(number, f"a {sign!r} without an open bracket's role", rf"write it as \{sign}, or [text|role]")
            else:
                done = self.read_labels(number, line, done, stack.pop())
        if stack:
            raise self.wrong(number, "a bracket is not closed in its line", r"end it with |role], or write \[")
        self.keep(line[done:])

    def read_labels(self, number: int, line: str, start: int, opened: int) -> int:
        close = line.find("]", start)
        if close < 0:
            raise self.wrong(number, "a bracket is not closed after its role", "end it with ]")
        if opened == self.at:
            raise self.wrong(number, "a span with an empty text", "leave the bracket out; a dropped source has none")
        for given in line[start:close].split(","):
            label = _LABEL.fullmatch(given.strip())
            if label is None or label[1] not in ROLES + CLAIM_ROLES:
                raise self.wrong(number, f"no role {given!r}", f"there are: {', '.join(ROLES + CLAIM_ROLES)}; as role:key")
            key = label[2] or "a"
            if key.startswith("-") and label[1] not in CLAIM_ROLES:
                raise self.wrong(number, f"the author's voice has no {label[1]}", "a negative key is for claims only")
            self.labels.append(_Label(Span(opened, self.at), label[1], key, number))
        return close + 1

    def read_attributes(self, number: int, line: str) -> None:
        import yaml

        try:
            node = yaml.compose(line, Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError) as error:
            problem = str(getattr(error, "problem", None) or error)
            raise self.wrong(number, f"attributes are not YAML: {problem}", "write {key: {name: value}}") from error
        for key, value in self.pairs(number, node):
            known = self.attributes.setdefault(key, {})
            self.attribute_lines.setdefault(key, number)
            for name, given in self.pairs(number, value):
                if not isinstance(given, yaml.ScalarNode):
                    raise self.wrong(number, f"{key}.{name} is not a word", "write {key: {name: value}}")
                if name in known:
                    raise self.wrong(number, f"{key}.{name} is given twice", "keep one of them")
                known[name] = given.value

    def pairs(self, number: int, node: object) -> Iterator[tuple[str, object]]:
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(number, "attributes are not a map of maps", "write {key: {name: value}}")
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.wrong(number, "a key is not a word", "write {key: {name: value}}")
            yield key.value, value

    def check_edges(self, text: str) -> None:
        for label in self.labels:
            if text[label.span.start].isspace() or text[label.span.end - 1].isspace():
                raise self.wrong(
                    label.line, f"a {label.role} starts or ends in white space", "move the bracket to the word's edge"
                )

    def by_key(self) -> tuple[dict[str, tuple[dict[str, Spans], int]], dict[str, tuple[dict[str, Spans], int]]]:
        """The spans by key and role, for attributions and for claims, in the order of the text."""
        spans: dict[str, tuple[dict[str, Spans], int]] = {}
        claim_spans: dict[str, tuple[dict[str, Spans], int]] = {}
        lists: dict[tuple[str, str], list[Span]] = {}
        for label in self.labels:
            group = claim_spans if label.role in CLAIM_ROLES else spans
            group.setdefault(label.key, ({}, label.line))
            known = lists.setdefault((label.role, label.key), [])
            if known and known[-1].end > label.span.start:
                raise self.wrong(label.line, f"{label.role}:{label.key} overlaps itself", "mark each place once")
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
            owner = None if key.startswith("-") else key if key in spans else key.rstrip("0123456789")
            if owner is not None and owner not in spans:
                raise self.wrong(line, f"a claim of an unknown attribution {key!r}", "mark its content, or use claim:-1")
            if "claim" not in roles and key != owner:
                raise self.wrong(line, f"a hedge of an unknown claim {key!r}", f"mark the evidence as claim:{key}")
            attributes = {} if key == owner else self.attributes.get(key, {})
            evidence = roles.get("claim", ())
            yield MarkedClaim(
                key, owner, evidence, attributes, roles.get("hedge", ()), roles.get("distancing", ()), line
            )

    def check_attributes(self, known: set[str]) -> None:
        for key, line in self.attribute_lines.items():
            if key not in known:
                raise self.wrong(line, f"attributes for an unknown key {key!r}", f"there are: {', '.join(sorted(known))}")

    def check_parents(self, attributions: tuple[MarkedAttribution, ...]) -> None:
        by_key = {a.key: a for a in attributions}
        for one in attributions:
            parent = one.attributes.get("parent")
            if parent is not None and parent not in by_key:
                raise self.wrong(one.line, f"{one.key}: no parent {parent!r}", f"there are: {', '.join(sorted(by_key))}")
            chain = {one.key}
            while parent is not None:
                if parent in chain:
                    raise self.wrong(one.line, f"{one.key} is its own parent", "a parent encloses its child")
                chain.add(parent)
                parent = by_key[parent].attributes.get("parent")
        for one, outer in _nested(attributions):
            if "parent" not in one.attributes:
                raise self.wrong(
                    one.line, f"{one.key} stands inside the content of {outer.key} and has no parent",
                    f"add {{{one.key}: {{parent: {outer.key}}}}}",
                )  # fmt: skip


def _nested(attributions: tuple[MarkedAttribution, ...]) -> Iterator[tuple[MarkedAttribution, MarkedAttribution]]:
    """Each attribution whose cue (content, if uncued) stands inside another's content, with the innermost such."""
    found: list[tuple[Span, bool, MarkedAttribution]] = []
    for one in attributions:
        found += [(span, True, one) for span in one.role("content")]
        found += [(span, False, one) for span in (one.role("cue") or one.role("content"))[:1]]
    found.sort(key=lambda f: (f[0].start, -f[0].end, not f[1]))
    around: list[tuple[Span, MarkedAttribution]] = []
    for span, is_content, one in found:
        while around and around[-1][0].end <= span.start:
            around.pop()
        if is_content:
            around.append((span, one))
            continue
        for outer, other in reversed(around):
            if other.key != one.key and outer != span:
                yield one, other
                break


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
        for role, spans in zip(CLAIM_ROLES, (claim.evidence, claim.hedges, claim.distancing), strict=True):
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
        lines[number] += f"\n{_ATTRIBUTES}{', '.join(given_here)}}}"
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
            raise DataError(f"the spans {stack[-1]} and {span} cross", mend="brackets can only nest")
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
