"""brat standoff: a .txt and an .ann an article, offsets in code points, and the configuration that shows them.

Marks are text-bound annotations (T), discontinuous where they are interrupted; relations are R, values of closed sets
attributes (A), the others a note (#) in JSON. What is said of the article lies beside them in a .json.
See https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.errors import DataError
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document
from claims.exchange.files import found, text_of
from claims.exchange.formats import Format
from claims.exchange.graph import (
    TABLES,
    UP,
    Graph,
    Mark,
    Relation,
    by_enum,
    enums,
    graph,
    labels,
    roles,
)
from claims.exchange.rows import document_of
from claims.ingest import ArticleDefaults
from claims.model import Refusal, Span
from claims.text.encoding import BOM, json_object

CONFIGURATION = "annotation.conf"
ENDS = (".ann", ".txt", ".json")
MARK = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
RELATION = re.compile(r"(R\S+)\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) (\S+) (\S+)\s*")
NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)")
SHAPES = "T1<tab>content 0 5;8 12<tab>words, R1<tab>cue Arg1:T1 Arg2:T2, A1<tab>form T1 verb, #1<tab>AnnotatorNotes T1<tab>{...}"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """The files of a folder that brat opens."""
    yield CONFIGURATION, _configuration().encode()
    for document in documents:
        lost["verdicts"] += len(document.verdicts)
        name, text = document.article.article_id, document.article.text or ""
        told = json.dumps(about(document), ensure_ascii=False, sort_keys=True, indent=1)
        contents = ("".join(f"{line}\n" for line in _lines(graph(document), text)), text, f"{told}\n")
        for end, content in zip(ENDS, contents, strict=True):
            yield name + end, content.encode()


def _lines(whole: Graph, text: str) -> Iterator[str]:
    """The lines of an .ann: marks, relations, attributes, notes."""
    for mark in whole.marks:
        places = ";".join(f"{start} {end}" for start, end in mark.spans)
        words = " ".join(span.of(text) for span in mark.spans).replace("\n", " ")
        yield f"T{mark.key}\t{mark.label} {places}\t{words}"
    for number, one in enumerate(whole.relations, 1):
        yield f"R{number}\t{one.label} Arg1:T{one.origin} Arg2:T{one.target}"
    number = 0
    for mark in whole.marks:
        closed, rest = by_enum(mark)
        for name, value in closed.items():
            number += 1
            yield f"A{number}\t{name} T{mark.key} {value}"
        if rest:
            yield f"#{mark.key}\tAnnotatorNotes T{mark.key}\t{json.dumps(rest, ensure_ascii=False, sort_keys=True)}"


def _configuration() -> str:
    """What brat asks for before it shows anything: the labels, which relation goes where, the attributes."""
    lines = ["[entities]", *labels(), "", "[relations]"]
    for anchor in TABLES:
        lines += [f"{role} Arg1:{anchor}, Arg2:{role}" for role in roles(anchor)]
        lines.append(f"{UP[anchor][0]} Arg1:{anchor}, Arg2:content")
    lines += ["<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    for anchor in TABLES:
        lines += [f"{name} Arg:{anchor}, Value:{'|'.join(values)}" for name, values in enums(anchor).items()]
    return "\n".join([*lines, ""])


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each .ann that has its .txt beside it."""
    for file in found(path, ".ann"):
        try:
            yield from _document(file, defaults, refused)
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the article", error.what, mend=error.mend))


def _document(file: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    beside = file.with_suffix(".json")
    told = json_object(beside.read_bytes(), str(beside)) if beside.is_file() else None
    article = given(text_of(file.with_suffix(".txt")), told, file.stem, str(file.with_suffix(".txt")), defaults)
    marks: dict[str, Mark] = {}
    relations: list[Relation] = []
    said: list[tuple[str, str, dict[str, Any]]] = []
    for number, line in enumerate(text_of(file).removeprefix(BOM).split("\n"), 1):
        where, line = f"{file}:{number}", line.rstrip("\r")
        try:
            if match := MARK.fullmatch(line):
                mark = _mark(match, article, where)
                if mark.key in marks:
                    raise DataError(f"{mark.key} stands twice", mend="rename one of the two")
                marks[mark.key] = mark
            elif match := RELATION.fullmatch(line):
                relations.append(Relation(match[2], match[3], match[4], where))
            elif match := ATTRIBUTE.fullmatch(line):
                said.append((where, match[2], {match[1]: match[3]}))
            elif match := NOTE.fullmatch(line):
                said.append((where, match[1], json_object(match[2].encode(), where)))
            elif line.strip():
                raise DataError("a line of another kind", mend=f"write {SHAPES}")
        except DataError as error:
            refused.append(Refusal(where, f"the line {line[:40]!r}", error.what, mend=error.mend))
    for where, key, values in said:
        if key in marks:
            marks[key] = replace(marks[key], values={**marks[key].values, **values})
        else:
            reason = f"the mark {key} is not there, or was refused"
            refused.append(Refusal(where, ", ".join(values), reason, mend="name a mark of this file"))
    whole = Graph(tuple(marks.values()), tuple(relations))
    document = document_of(whole, article.article, article.sources, "brat", refused)
    if document is not None:
        yield document


def _mark(match: re.Match[str], article: Given, where: str) -> Mark:
    """The mark of a T line, its words proved."""
    pairs = [tuple(map(int, pair.split())) for pair in match[3].split(";")]
    spans = tuple(article.span(start, end) for start, end in pairs)
    article.proved(spans, match[4], joint=" ")
    return Mark(match[1], match[2], tuple(sorted(map(Span._make, spans))), where=where)


FORMAT = Format(
    name="brat",
    title="brat standoff: .txt and .ann an article, with annotation.conf",
    carries="everything in articles, sources that are named, attributions and claims",
    loses="links, verdicts, edits",
    write=write,
    read=read,
)
