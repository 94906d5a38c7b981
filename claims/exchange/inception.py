"""INCEpTION: a UIMA CAS in XMI an article, and the type system that they share; offsets are UTF-16 units, as Java counts.

A mark is an annotation of one span layer, a relation one of a relation layer over it; values of closed sets are features,
the others one feature in JSON. INCEpTION imports the files into a project that has the two layers.
See https://inception-project.github.io and dkpro-cassis.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import DataError, MissingExtra
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document
from claims.exchange.files import found
from claims.exchange.formats import Format
from claims.exchange.graph import (
    TABLES,
    Graph,
    Mark,
    Relation,
    by_enum,
    enums,
    graph,
    joined,
    parted,
)
from claims.exchange.rows import document_of
from claims.ingest import ArticleDefaults
from claims.model import Refusal
from claims.text.encoding import json_object

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

EXTRA = "inception"
TYPES = "TypeSystem.xml"
MARK, RELATION, ABOUT = "custom.ClaimsMark", "custom.ClaimsRelation", "custom.ClaimsAbout"
STRING, LABEL, VALUES = "uima.cas.String", "label", "values"
OF_THE_TOOL = ("uima.", "de.tudarmstadt.ukp.dkpro.core.api.segmentation.", "de.tudarmstadt.ukp.dkpro.core.api.metadata.", "de.tudarmstadt.ukp.clarin.webanno.")  # fmt: skip
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ID = "{http://www.omg.org/XMI}id"
EXPORT = "export as UIMA CAS XMI (XML 1.0), and unpack it"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """The type system, and an XMI an article."""
    types = _types()
    yield TYPES, types.to_xml().encode()
    for document in documents:
        lost["verdicts"] += len(document.verdicts)
        told = json.dumps(about(document), ensure_ascii=True, sort_keys=True)
        written: str = _cas(document, types, told).to_xmi(pretty_print=True)
        yield f"{document.article.article_id}.xmi", written.encode()


def misfit(document: Document) -> str | None:
    """The kind of articles that XML has no signs for; None for others."""
    return "articles with signs that XML cannot hold" if NOT_XML.search(document.article.text or "") else None


def _cassis() -> Any:
    """The package dkpro-cassis; MissingExtra without it."""
    try:
        import cassis
    except ImportError:
        raise MissingExtra("dkpro-cassis", EXTRA) from None
    return cassis


def _types() -> TypeSystem:
    """The layers with their features."""
    types: TypeSystem = _cassis().TypeSystem()
    mark = types.create_type(MARK, "uima.tcas.Annotation")
    for name in (LABEL, *_features(), VALUES):
        types.create_feature(mark, name, STRING)
    relation = types.create_type(RELATION, "uima.tcas.Annotation")
    types.create_feature(relation, LABEL, STRING)
    types.create_feature(relation, "Governor", MARK)
    types.create_feature(relation, "Dependent", MARK)
    types.create_feature(types.create_type(ABOUT, "uima.cas.AnnotationBase"), VALUES, STRING)
    return types


def _features() -> tuple[str, ...]:
    """The closed sets of attributions and claims."""
    return tuple(dict.fromkeys(name for anchor in TABLES for name in enums(anchor)))


def _cas(document: Document, types: TypeSystem, told: str) -> Cas:
    """The CAS of a document."""
    cas: Cas = _cassis().Cas(types)
    cas.sofa_string, cas.sofa_mime = document.article.text or "", "text/plain"
    cas.document_language = document.article.language
    cas.add(types.get_type(ABOUT)(values=told))
    whole = parted(graph(document))
    made = {}
    for mark in whole.marks:
        closed, rest = by_enum(mark)
        values = {VALUES: json.dumps(rest, ensure_ascii=True, sort_keys=True)} if rest else {}
        (span,) = mark.spans
        made[mark.key] = types.get_type(MARK)(begin=span.start, end=span.end, label=mark.label, **closed, **values)
        cas.add(made[mark.key])
    for one in whole.relations:
        origin, target = made[one.origin], made[one.target]
        place = {"begin": target.begin, "end": target.end}
        cas.add(types.get_type(RELATION)(label=one.label, Governor=origin, Dependent=target, **place))
    return cas


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each XMI; the type system lies beside it."""
    for file in found(path, ".xmi"):
        try:
            document = _document(file, defaults, refused)
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the CAS", error.what, mend=error.mend))
            continue
        if document is not None:
            yield document


def _document(file: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Document | None:
    cas, elements = _read(file)
    told = [one.values for one in cas.select_all_fs() if one.type.name == ABOUT and one.values]
    said = json_object(told[0].encode(), str(file)) if told else None
    language = cas.document_language
    known = {"language": language} if language not in (None, "", "x-unspecified") else {}
    article = given(cas.sofa_string, said, file.stem, str(file), defaults, known)
    marks: list[Mark] = []
    relations: list[Relation] = []
    others: Counter[str] = Counter()
    for one in cas.select_all_fs():
        where = f"{file}:{elements[one.xmiID].line}" if one.xmiID in elements else str(file)
        try:
            if one.type.name == MARK:
                marks.append(_mark(one, elements, article, where))
            elif one.type.name == RELATION:
                relations.append(_relation(one, where))
            elif one.type.name != ABOUT and not one.type.name.startswith(OF_THE_TOOL):
                others[one.type.name] += 1
        except DataError as error:
            refused.append(Refusal(where, f"the annotation {one.xmiID}", error.what, mend=error.mend))
    for layer, count in sorted(others.items()):
        mend = f"annotate in {MARK} and {RELATION}"
        refused.append(Refusal(str(file), f"{count} annotations of {layer}", "the layer has no place in a dataset", mend=mend))
    whole = joined(Graph(tuple(marks), tuple(relations)))
    return document_of(whole, article.article, article.sources, "inception", refused)


class _Element:
    """Where an element of an XMI stands, and its offsets as they are written there."""

    def __init__(self, element: Any) -> None:
        self.line = element.sourceline
        self.offsets = tuple(_number(element.get(name)) for name in ("begin", "end"))


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() else None


def _read(file: Path) -> tuple[Cas, Mapping[int, _Element]]:
    """The CAS of a file, and its elements by their ids: offsets are judged as written, for cassis lets wrong ones through."""
    cassis = _cassis()
    from lxml import etree

    types = file.with_name(TYPES)
    if not types.is_file():
        raise DataError(f"{TYPES} is not beside it", where=str(file), mend=EXPORT)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            cas = cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))
        root = etree.parse(file).getroot()
    except (etree.LxmlError, cassis.typesystem.TypeNotFoundError, KeyError, TypeError, ValueError, RuntimeError, AttributeError) as error:
        raise DataError(f"no CAS: {type(error).__name__}: {error}", where=str(file), mend=EXPORT) from None
    return cas, {int(one.get(ID)): _Element(one) for one in root if (one.get(ID) or "").isdecimal()}


def _mark(one: Any, elements: Mapping[int, _Element], article: Given, where: str) -> Mark:
    """The mark of an annotation of the span layer."""
    if not one.label:
        raise DataError("no label", mend="give it one")
    values = {name: value for name in _features() if (value := getattr(one, name, None))}
    rest = json_object(one.values.encode(), where) if getattr(one, VALUES, None) else {}
    span = article.span(*elements[one.xmiID].offsets, units=True)
    return Mark(str(one.xmiID), one.label, (span,), {**values, **rest}, where)


def _relation(one: Any, where: str) -> Relation:
    """The relation of an annotation of the relation layer."""
    if not one.label or one.Governor is None or one.Dependent is None:
        raise DataError("a relation without a label, or without one of its ends", mend="draw it anew")
    return Relation(one.label, str(one.Governor.xmiID), str(one.Dependent.xmiID), where)


FORMAT = Format(
    name="inception",
    title="INCEpTION: a UIMA CAS in XMI an article, with the type system",
    carries="everything in articles, sources that are named, attributions and claims",
    loses="links, verdicts, edits; articles with control characters",
    write=write,
    read=read,
    extra=EXTRA,
    misfit=misfit,
)
