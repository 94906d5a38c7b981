"""The rows that marks and relations give; what gives none is refused with its place and the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from claims.corpus import row_from_dict
from claims.errors import DataError
from claims.exchange.document import Document, verified
from claims.exchange.graph import (
    CONTENT,
    CONTINUES,
    EVIDENCE,
    TABLES,
    UP,
    Graph,
    Mark,
    Relation,
    labels,
    roles,
)
from claims.ids import attribution_id, claim_id
from claims.model import Article, Attribution, Claim, Refusal, Source, Spans, say

Roles = Mapping[str, Spans]


def document_of(found: Graph, article: Article, sources: Iterable[Source], engine: str, refused: list[Refusal]) -> Document | None:
    """The document that a graph gives, None where the article has no text. Every mark and relation is in it or in `refused`.

    Rows without an id get one made from their spans; `engine` is named in those that do not say what made them.
    """
    reading = _Reading(found, article, engine, refused)
    attributions, claims = reading.attributions(), reading.claims()
    given = Document(article, tuple(sources), tuple(attributions), tuple(claims))
    return verified(given, lambda _, key: reading.places.get(key, article.article_id), refused)


class _Reading:
    """The rows of one graph, made from the outermost inwards."""

    def __init__(self, found: Graph, article: Article, engine: str, refused: list[Refusal]) -> None:
        self.article, self.engine, self.refused = article, engine, refused
        self.places: dict[str, str] = {}
        self.marks: dict[str, Mark] = {}
        for mark in found.marks:
            self._add(mark)
        self.roles: dict[str, dict[str, Spans]] = defaultdict(dict)
        self.above: dict[str, str] = {}
        self.made: dict[str, Attribution] = {}
        told: set[str] = set()
        for relation in found.relations:
            if (why := self._judged(relation)) is None:
                told.add(relation.target)
            else:
                self._refuse(relation.where, f"the relation {relation.label}", why, "draw it anew")
        for key, mark in self.marks.items():
            if mark.label not in TABLES and key not in told:
                arrow = f"draw a relation {mark.label} to it, from a {' or an '.join(a for a in TABLES if mark.label in roles(a))}"
                self._refuse(mark.where, f"the mark {key}", f"a {mark.label} of nothing", arrow)

    def _refuse(self, where: str, what: str, reason: str, mend: str, spans: Spans = ()) -> None:
        self.refused.append(Refusal(where or self.article.article_id, what, reason, spans, mend))

    def _add(self, mark: Mark) -> None:
        """Nothing; the mark is known by its key, or refused."""
        if mark.key in self.marks:
            self._refuse(mark.where, f"the mark {mark.key}", "two marks have this key", "rename one", mark.spans)
        elif mark.label not in labels():
            mend = f"labels: {', '.join(labels())}"
            self._refuse(mark.where, f"the mark {mark.key}", f"no label {mark.label!r}", mend, mark.spans)
        else:
            self.marks[mark.key] = mark

    def _judged(self, relation: Relation) -> str | None:
        """Why a relation is none; None where it is kept."""
        origin, target = self.marks.get(relation.origin), self.marks.get(relation.target)
        if origin is None or target is None:
            missing = relation.target if origin else relation.origin
            return f"the mark {missing} is not there, or was refused"
        if relation.label == CONTINUES:
            return "the parts of a mark have one label and follow each other in one line"
        if origin.label not in TABLES:
            return f"it begins at a {origin.label}; relations begin at {' and '.join(TABLES)}"
        if relation.label == UP[origin.label][0]:
            return self._hung(relation, target)
        if relation.label not in roles(origin.label) or relation.label != target.label:
            return f"it leads from {origin.label} to {target.label}"
        spans = (*self.roles[origin.key].get(target.label, ()), *target.spans)
        self.roles[origin.key][target.label] = tuple(sorted(spans))
        return None

    def _hung(self, relation: Relation, target: Mark) -> str | None:
        """Why a row does not hang on another; None where it does."""
        if target.label != CONTENT:
            return f"it leads to a {target.label}, and should to a content"
        if relation.origin in self.above:
            return "there is another one from the same mark"
        self.above[relation.origin] = target.key
        return None

    def attributions(self) -> list[Attribution]:
        """The attributions, in the order of their marks."""
        waiting = [mark for mark in self.marks.values() if mark.label == CONTENT]
        order = {mark.key: number for number, mark in enumerate(waiting)}
        while waiting:
            ready = [m for m in waiting if m.key not in self.above or self.above[m.key] in self.made]
            if not ready:
                self._hanging(waiting)
                break
            for mark in ready:
                if isinstance(row := self._row(mark), Attribution):
                    self.made[mark.key] = row
            read = {mark.key for mark in ready}
            waiting = [mark for mark in waiting if mark.key not in read]
        return [self.made[key] for key in sorted(self.made, key=order.__getitem__)]

    def claims(self) -> list[Claim]:
        """The claims, in the order of their marks."""
        marks = [mark for mark in self.marks.values() if mark.label == EVIDENCE]
        loose = {m.key for m in marks if m.key in self.above and self.above[m.key] not in self.made}
        self._hanging(mark for mark in marks if mark.key in loose)
        return [row for m in marks if m.key not in loose and isinstance(row := self._row(m), Claim)]

    def _hanging(self, marks: Iterable[Mark]) -> None:
        """Nothing; the marks are refused for what they hang on."""
        for mark in marks:
            why = f"what its {UP[mark.label][0]} leads to was refused, or leads back to it"
            self._refuse(mark.where, f"the mark {mark.key}", why, "mend that one first", mark.spans)

    def _row(self, mark: Mark) -> Attribution | Claim | None:
        """The row of a mark; None where its values do not fit the contract, and it is refused."""
        above = self.made[self.above[mark.key]].attribution_id if mark.key in self.above else None
        spans = {role: self.roles[mark.key].get(role, ()) for role in roles(mark.label)} | {mark.label: mark.spans}
        born = self._attribution(spans, above) if mark.label == CONTENT else self._claim(spans[EVIDENCE], above)
        placed: dict[str, Any] = {role: [list(span) for span in found] for role, found in spans.items()}
        placed |= {"article_id": self.article.article_id, UP[mark.label][1]: above}
        if mark.label == EVIDENCE:
            placed["text"] = born["text"]
        try:
            row: Attribution | Claim = row_from_dict(TABLES[mark.label], {**born, **mark.values, **placed}, where=mark.where)
        except DataError as error:
            self._refuse(mark.where, f"the mark {mark.key}", error.what, error.mend or "", mark.spans)
            return None
        self.places[row.attribution_id if isinstance(row, Attribution) else row.claim_id] = mark.where
        return row

    def _attribution(self, spans: Roles, parent: str | None) -> dict[str, Any]:
        """What an attribution says where its mark does not: the least that its spans tell."""
        content, quoted = spans[CONTENT], spans["quoted"]
        return {
            "attribution_id": attribution_id(self.article.article_id, parent, content, spans["cue"], spans["source"]),
            "quote_type": "indirect" if not quoted else "direct" if quoted == content else "mixed",
            "form": "verb" if spans["cue"] else "uncued",
            "mention": "nominal" if spans["source"] else "none",
            "engine": self.engine,
        }

    def _claim(self, evidence: Spans, owner: str | None) -> dict[str, Any]:
        """What a claim says where its mark does not."""
        text = say(self.article.text or "", evidence)
        return {"claim_id": claim_id(self.article.article_id, owner, evidence), "text": text}

