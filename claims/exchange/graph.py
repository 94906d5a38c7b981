"""A document as most tools have it: marks on the text, each with a label, and relations between marks.

An attribution is the mark of its content, a claim that of its evidence. Their other spans are marks of their own, which a
relation named after the column leads to; `parent` leads from a content to the one around it, `attribution` from an
evidence to a content. What a row says besides stands as values at its first mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from claims.contract import contract
from claims.corpus import row_to_dict
from claims.exchange.document import Document, span_columns
from claims.model import Span, Spans

CONTENT, EVIDENCE = "content", "evidence"
TABLES: Mapping[str, str] = {CONTENT: "attributions", EVIDENCE: "claims"}
UP: Mapping[str, tuple[str, str]] = {CONTENT: ("parent", "parent_id"), EVIDENCE: ("attribution", "attribution_id")}
CONTINUES = "continues"  # from a part of an interrupted mark to the next one


@dataclass(frozen=True, slots=True)
class Mark:
    """Places in the text with a label; `values` are those of the row that it is the first mark of."""

    key: str
    label: str
    spans: Spans
    values: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A labelled arrow from one mark to another, by their keys."""

    label: str
    origin: str
    target: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The marks and relations of one document, in the order of its rows."""

    marks: tuple[Mark, ...]
    relations: tuple[Relation, ...]


def labels() -> tuple[str, ...]:
    """The labels of marks."""
    return tuple(name for table in TABLES.values() for name in span_columns(table))


def relation_labels() -> tuple[str, ...]:
    """The labels of relations."""
    return tuple(name for anchor in TABLES for name in (*roles(anchor), UP[anchor][0]))


def roles(anchor: str) -> tuple[str, ...]:
    """The labels of the marks that a relation leads to from one with this label."""
    return span_columns(TABLES[anchor])[1:]


def enums(anchor: str) -> Mapping[str, tuple[str, ...]]:
    """The columns with closed sets of values, of the rows whose first mark has this label."""
    columns = contract().table(TABLES[anchor]).columns
    return {column.name: column.values for column in columns if column.labels is not None}


def graph(document: Document) -> Graph:
    """The marks and relations of a document; keys are numbers from 1."""
    rows = [(CONTENT, row) for row in document.attributions] + [(EVIDENCE, row) for row in document.claims]
    marks: list[Mark] = []
    relations: list[Relation] = []
    first: dict[str, str] = {}
    for anchor, row in rows:
        key = first[_id(anchor, row)] = str(len(marks) + 1)
        marks.append(Mark(key, anchor, getattr(row, anchor), _values(anchor, row)))
        for role in roles(anchor):
            if spans := getattr(row, role):
                marks.append(Mark(str(len(marks) + 1), role, spans))
                relations.append(Relation(role, key, marks[-1].key))
    for anchor, row in rows:
        label, column = UP[anchor]
        if (above := getattr(row, column)) is not None:
            relations.append(Relation(label, first[_id(anchor, row)], first[above]))
    return Graph(tuple(marks), tuple(relations))


def _id(anchor: str, row: Any) -> str:
    return str(getattr(row, contract().table(TABLES[anchor]).primary_key))


def _values(anchor: str, row: Any) -> dict[str, Any]:
    """What a row says besides its spans and where it hangs; a claim's text is what its evidence says, so it is not told twice."""
    told = {"article_id", "text", UP[anchor][1], *span_columns(TABLES[anchor])}
    return {name: value for name, value in row_to_dict(row).items() if name not in told and value is not None}


def by_enum(mark: Mark) -> tuple[dict[str, str], dict[str, Any]]:
    """The values of a mark: those of closed sets, and the rest."""
    closed = enums(mark.label) if mark.label in TABLES else {}
    return (
        {name: value for name, value in mark.values.items() if name in closed},
        {name: value for name, value in mark.values.items() if name not in closed},
    )


def parted(whole: Graph) -> Graph:
    """The same with one span a mark, for tools that know no interrupted ones: a relation leads from part to part."""
    marks: list[Mark] = []
    relations = list(whole.relations)
    for mark in whole.marks:
        keys = [mark.key, *(f"{mark.key}.{number}" for number in range(2, len(mark.spans) + 1))]
        marks.append(replace(mark, spans=mark.spans[:1]))
        marks += [Mark(key, mark.label, (span,)) for key, span in zip(keys[1:], mark.spans[1:], strict=True)]
        relations += [Relation(CONTINUES, one, other) for one, other in pairwise(keys)]
    return Graph(tuple(marks), tuple(relations))


def joined(parts: Graph) -> Graph:
    """The interrupted marks as one each, the key that of the first part; other marks and relations as they are.

    A relation between parts with different labels, and one that makes a circle or a fork, stays, to be refused later.
    """
    by_key = {mark.key: mark for mark in parts.marks}
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    kept: list[Relation] = []
    for relation in parts.relations:
        origin, target = by_key.get(relation.origin), by_key.get(relation.target)
        fits = relation.label == CONTINUES and origin and target and origin.label == target.label
        if fits and relation.origin not in after and relation.target not in before and not _leads(after, relation):
            after[relation.origin], before[relation.target] = relation.target, relation.origin
        else:
            kept.append(relation)
    head = {key: key for key in by_key}
    marks: list[Mark] = []
    for mark in parts.marks:
        if mark.key not in before:
            chain = list(_chain(mark.key, after))
            head.update(dict.fromkeys(chain, mark.key))
            marks.append(_one(mark, [by_key[key] for key in chain]))
    return Graph(
        tuple(marks),
        tuple(replace(r, origin=head.get(r.origin, r.origin), target=head.get(r.target, r.target)) for r in kept),
    )


def _leads(after: Mapping[str, str], relation: Relation) -> bool:
    """Whether one comes from the target of a relation back to its origin."""
    return relation.origin in _chain(relation.target, after)


def _chain(key: str, after: Mapping[str, str]) -> Iterator[str]:
    yield key
    while (following := after.get(key)) is not None:
        yield (key := following)


def _one(first: Mark, parts: Iterable[Mark]) -> Mark:
    """The parts as one mark, with the values of all of them."""
    spans: list[Span] = []
    values: dict[str, Any] = {}
    for part in parts:
        spans += part.spans
        values |= part.values
    return replace(first, spans=tuple(sorted(spans)), values=values)
