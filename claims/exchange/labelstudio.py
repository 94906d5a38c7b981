"""Label Studio: tasks in JSON with a labeling configuration; offsets are UTF-16 units, as its JavaScript counts.

A mark is a region, one for each span; relations join regions, values of closed sets are choices of a region, the others
its text area, in JSON. Rows of engines go out as predictions, rows of people as annotations.
See https://labelstud.io/guide/task_format and https://labelstud.io/guide/export.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from claims.errors import DataError
from claims.exchange.about import Given, about, given
from claims.exchange.document import Document
from claims.exchange.files import found
from claims.exchange.formats import Format
from claims.exchange.graph import (
    CONTINUES,
    TABLES,
    Graph,
    Mark,
    Relation,
    by_enum,
    enums,
    graph,
    joined,
    labels,
    parted,
    relation_labels,
)
from claims.exchange.jsonfile import Placed, objects, read_json, text_in
from claims.exchange.offsets import Utf16
from claims.exchange.rows import document_of
from claims.ingest import ArticleDefaults
from claims.model import Refusal
from claims.text.encoding import json_object

TASKS, CONFIGURATION = "tasks.json", "config.xml"
LABELS, VALUES = "label", "values"
REVIEWED = ("reviewed", "adjudicated")
ONE_ANSWER = "keep one annotation of the task, or mark it as ground truth"


def write(documents: Iterable[Document], lost: Counter[str]) -> Iterator[tuple[str, bytes]]:
    """The tasks, and the configuration to set up their project with."""
    tasks = []
    for number, document in enumerate(documents, 1):
        lost["verdicts"] += len(document.verdicts)
        tasks.append(json.dumps(_task(number, document), ensure_ascii=False, sort_keys=True))
    yield TASKS, "".join(("[\n", ",\n".join(tasks), "\n]\n")).encode()
    yield CONFIGURATION, _configuration().encode()


def _task(number: int, document: Document) -> dict[str, Any]:
    """The task of one article."""
    result = list(_result(parted(graph(document)), document.article.text or ""))
    data = {"text": document.article.text, **about(document)}
    if document.claims and all(claim.status in REVIEWED for claim in document.claims):
        return {"id": number, "data": data, "annotations": [{"result": result, "ground_truth": True}]}
    engines = sorted({row.engine for row in document.attributions})
    return {"id": number, "data": data, "predictions": [{"model_version": ", ".join(engines), "result": result}]}


def _result(whole: Graph, text: str) -> Iterator[dict[str, Any]]:
    """The regions, each followed by its choices and its text area; then the relations."""
    utf16 = Utf16(text)
    for mark in whole.marks:
        (span,) = mark.spans
        place = {"start": utf16.units(span.start), "end": utf16.units(span.end)}
        words = {"text": span.of(text), "labels": [mark.label]}
        yield {"id": mark.key, "from_name": LABELS, "to_name": "text", "type": "labels", "value": {**place, **words}}
        closed, rest = by_enum(mark)
        for name, value in closed.items():
            chosen = {**place, "choices": [value]}
            yield {"id": mark.key, "from_name": name, "to_name": "text", "type": "choices", "value": chosen}
        if rest:
            written = {**place, "text": [json.dumps(rest, ensure_ascii=False, sort_keys=True)]}
            yield {"id": mark.key, "from_name": VALUES, "to_name": "text", "type": "textarea", "value": written}
    for one in whole.relations:
        yield {"type": "relation", "from_id": one.origin, "to_id": one.target, "direction": "right", "labels": [one.label]}


def _configuration() -> str:
    """The labeling interface of a project for these tasks."""
    shown = [f"    <Label value={quoteattr(label)}/>" for label in labels()]
    arrows = [f"    <Relation value={quoteattr(label)}/>" for label in (*relation_labels(), CONTINUES)]
    asked: list[str] = []
    for anchor in TABLES:
        region = f'perRegion="true" whenLabelValue="{anchor}"'
        for name, values in enums(anchor).items():
            asked.append(f'  <Choices name="{name}" toName="text" choice="single-radio" {region}>')
            asked += [f"    <Choice value={quoteattr(value)}/>" for value in values]
            asked.append("  </Choices>")
    area = f'  <TextArea name="{VALUES}" toName="text" perRegion="true" editable="true"/>'
    body = ['  <Text name="text" value="$text" granularity="symbol"/>', f'  <Labels name="{LABELS}" toName="text">', *shown, "  </Labels>"]
    return "\n".join(["<View>", *body, "  <Relations>", *arrows, "  </Relations>", *asked, area, "</View>", ""])


def read(path: Path, defaults: ArticleDefaults, refused: list[Refusal]) -> Iterator[Document]:
    """The document of each task in the JSON files."""
    for file in found(path, ".json"):
        try:
            tasks = read_json(file)
            if not isinstance(tasks, list) or not all(isinstance(task, Placed) for task in tasks):
                raise DataError("no list of tasks", where=f"{file}:1", mend='export as JSON, not as JSON-MIN: [{"data": {...}}, ...]')
        except DataError as error:
            refused.append(Refusal(error.where or str(file), "the file", error.what, mend=error.mend))
            continue
        for number, task in enumerate(tasks, 1):
            try:
                document = _document(task, f"{file.stem}-{task.get('id', number)}", defaults, refused)
            except DataError as error:
                refused.append(Refusal(error.where or task.where, "the task", error.what, mend=error.mend))
                continue
            if document is not None:
                yield document


def _document(task: Placed, name: str, defaults: ArticleDefaults, refused: list[Refusal]) -> Document | None:
    """The document of a task."""
    data = task.get("data")
    if not isinstance(data, Placed):
        raise DataError("the task has no data", where=task.where, mend='write "data": {"text": "..."}')
    article = given(data.get("text"), data if "article" in data else None, name, data.where, defaults)
    whole = _graph(article, objects(_answer(task, refused), "result"), refused)
    return document_of(joined(whole), article.article, article.sources, "label-studio", refused)


def _answer(task: Placed, refused: list[Refusal]) -> Placed:
    """The annotation that counts: the only one, or the ground truth; without any, the prediction. The others are refused."""
    people = [one for one in objects(task, "annotations") if not one.get("was_cancelled")]
    answers = people or list(objects(task, "predictions"))
    if len(answers) > 1:
        true = [one for one in answers if one.get("ground_truth")]
        if len(true) != 1:
            raise DataError(f"{len(answers)} answers, and none of them is the one that counts", where=task.where, mend=ONE_ANSWER)
        others = [one for one in answers if one is not true[0]]
        refused += [Refusal(one.where, "the annotation", "another one is the ground truth", mend=ONE_ANSWER) for one in others]
        return true[0]
    return answers[0] if answers else Placed()


def _graph(article: Given, result: Iterable[Placed], refused: list[Refusal]) -> Graph:
    """The marks and relations of an answer."""
    regions: dict[str, Placed] = {}
    values: dict[str, dict[str, Any]] = defaultdict(dict)
    relations: list[Relation] = []
    for one in result:
        try:
            if one.get("type") == "relation":
                relations.append(_relation(one))
            elif one.get("type") == "labels":
                if regions.setdefault(text_in(one, "id"), one) is not one:
                    raise DataError(f"two regions have the id {one['id']!r}", mend="rename one of the two")
            else:
                values[text_in(one, "id")] |= _said(one)
        except DataError as error:
            refused.append(Refusal(one.where, f"the {one.get('type')} {one.get('id', '')}", error.what, mend=error.mend))
    marks: list[Mark] = []
    for key, region in regions.items():
        try:
            marks.append(_mark(key, region, values.pop(key, {}), article))
        except DataError as error:
            refused.append(Refusal(region.where, f"the region {key}", error.what, mend=error.mend))
    for key, said in values.items():
        refused.append(Refusal(article.article.article_id, ", ".join(said), f"there is no region {key!r}", mend="give it a region"))
    return Graph(tuple(marks), tuple(relations))


def _relation(one: Placed) -> Relation:
    """A relation between two regions; one that was drawn from right to left is turned."""
    origin, target = text_in(one, "from_id"), text_in(one, "to_id")
    if one.get("direction") == "left":
        origin, target = target, origin
    return Relation(_only(one, "labels"), origin, target, one.where)


def _mark(key: str, region: Placed, values: Mapping[str, Any], article: Given) -> Mark:
    """The mark of a region, its words proved."""
    value = _value(region)
    spans = (article.span(value.get("start"), value.get("end"), units=True),)
    article.proved(spans, text_in(value, "text"), joint="")
    return Mark(key, _only(value, "labels"), spans, values, region.where)


def _said(one: Placed) -> dict[str, Any]:
    """What choices or a text area say of their region."""
    value = _value(one)
    if one.get("type") == "choices":
        return {text_in(one, "from_name"): _only(value, "choices")}
    if one.get("type") == "textarea" and one.get("from_name") == VALUES:
        return json_object(_only(value, "text").encode(), one.where)
    raise DataError("it has no place in a dataset", where=one.where, mend=f"answer with labels, choices, or the text area {VALUES}")


def _value(one: Placed) -> Placed:
    value = one.get("value")
    if not isinstance(value, Placed):
        raise DataError("it has no value", where=one.where, mend='write "value": {...}')
    return value


def _only(value: Placed, key: str) -> str:
    """The one text in the list under a key."""
    texts = value.get(key)
    if not isinstance(texts, list) or len(texts) != 1 or not all(isinstance(text, str) for text in texts):
        raise DataError(f"{key} is {json.dumps(texts, ensure_ascii=False)[:60]}", where=value.where, mend=f"{key} is a list of one text")
    return str(texts[0])


FORMAT = Format(
    name="label-studio",
    title="Label Studio: tasks.json with predictions or annotations, and config.xml for the project",
    carries="everything in articles, sources that are named, attributions and claims",
    loses="links, verdicts, edits",
    write=write,
    read=read,
)
