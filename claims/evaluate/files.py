"""Documents out of files: standoff lines, marked articles and folders of them, marked lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from claims.errors import DataError, UsageError
from claims.evaluate.documents import ROLES, Document, Report, of_extraction
from claims.gold import gold_files, read_file
from claims.model import Span, Spans
from claims.text.encoding import SAVE, json_object
from claims.text.marks import Marked, parse

LABELS = ("type", "form", "cue_class", "mention", "polarity", "source_id", "rule")
LINE = '{"doc_id": "d1", "text": "…", "attributions": [{"content": [[0, 9]], "cue": [], "source": []}]}'


def read_documents(path: Path) -> list[Document]:
    """The documents of a standoff .jsonl file, of a marked .md file or a folder of those, of a .txt of marked lines.

    A file that is not there is a UsageError; a line that is no document is a DataError with its place.
    """
    if path.suffix.lower() == ".jsonl":
        found = [of_standoff(json_object(line, where), where) for where, line in _lines(path)]
    elif path.suffix.lower() == ".txt":
        found = list(_marked_lines(path))
    else:
        found = [of_extraction(str(file), *read_file(file)) for file in gold_files(path)]
    if not found:
        raise DataError("no document", where=str(path), mend=f"give .md files in marks, or lines like {LINE}")
    seen: dict[str, Document] = {}
    for one in found:
        if one.doc_id in seen:
            what = f"doc_id {one.doc_id!r} a second time, first at {seen[one.doc_id].where}"
            raise DataError(what, where=one.where, mend="rename one of the two")
        seen[one.doc_id] = one
    return found


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """The place and the bytes of each line that is not blank."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"cannot read: {error.strerror}", where=str(path), mend="check the path") from None
    return ((f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _marked_lines(path: Path) -> Iterator[Document]:
    """The document of each marked line; its file is named by the language, a written \\n ends a paragraph."""
    for where, line in _lines(path):
        try:
            text = line.decode("utf-8-sig").rstrip("\r")
            if not text.startswith("#"):
                yield of_marks(parse(text.replace("\\n", "\n\n")), where, path.stem)
        except UnicodeDecodeError as error:
            raise DataError(f"not UTF-8 at byte {error.start}", where=where, mend=SAVE) from None
        except DataError as error:
            raise DataError(error.what, where=where, mend=error.mend) from None


def of_marks(marked: Marked, where: str, language: str) -> Document:
    """The document of a marked text; what its attributes leave unsaid is not compared."""
    place = {one.key: n for n, one in enumerate(marked.attributions)}
    reports = []
    for one in marked.attributions:
        values: dict[str, Any] = {role: one.role(role) for role in (*ROLES, "antecedent")}
        values |= {label: one.attributes.get(label) for label in LABELS if label != "type"}
        parent = place.get(one.attributes.get("parent", ""))
        reports.append(Report(**values, type=one.attributes.get("quote_type"), parent=parent))
    return Document(where, language, marked.text, _with_content(reports), where)


def of_standoff(values: Mapping[str, Any], where: str) -> Document:
    """The document of one standoff line; an attribution without content is left out, as scorers do."""
    doc_id, text = values.get("doc_id", values.get("id")), values.get("text")
    if not isinstance(doc_id, str) or not isinstance(text, str):
        raise DataError("no doc_id or no text", where=where, mend=f"a line is {LINE}")
    rows = values.get("attributions", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DataError("attributions is no list of objects", where=where, mend=f"a line is {LINE}")
    names = [row.get("id", row.get("aid")) for row in rows]
    reports = [_report(row, names, len(text), where) for row in rows]
    language = values.get("language", values.get("lang")) or "und"
    return Document(doc_id, str(language), text, _with_content(reports), where)


def _report(row: Mapping[str, Any], names: Sequence[object], size: int, where: str) -> Report:
    values: dict[str, Any] = {role: _spans(row.get(role), role, size, where) for role in (*ROLES, "antecedent")}
    for label in LABELS:
        values[label] = row.get(label)
        if not isinstance(values[label], str | None):
            raise DataError(f"{label} {row[label]!r} is no word", where=where, mend=f'write "{label}": "…", or null')
    parent = row.get("parent")
    if parent is not None and parent not in names:
        mend = 'give the "id" of an attribution of this document, or null'
        raise DataError(f"parent {parent!r} is none of its attributions", where=where, mend=mend)
    place = None if parent is None else names.index(parent)
    return Report(**values, parent=place, core=row.get("core", True) is not False)


def _spans(given: object, role: str, size: int, where: str) -> Spans:
    """The spans of a role; ends past the text are an error that names them."""
    if given is None:
        return ()
    pairs: list[Any] = given if isinstance(given, list) else [given]
    if not all(isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair) for pair in pairs):
        raise DataError(f"{role} {given!r} is no list of spans", where=where, mend="write [[start, end], …]")
    for start, end in pairs:
        if not 0 <= start <= end <= size:
            mend = f"the text has {size} code points; offsets count code points"
            raise DataError(f"{role} [{start}, {end}] is not in the text", where=where, mend=mend)
    return tuple(Span(start, end) for start, end in pairs)


def _with_content(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports that have content, parents renumbered to the nearest enclosing one that stays."""
    stays = [n for n, report in enumerate(reports) if report.content]
    place = {n: at for at, n in enumerate(stays)}

    def parent(n: int) -> int | None:
        up, steps = reports[n].parent, 0
        while up is not None and up not in place and steps < len(reports):
            up, steps = reports[up].parent, steps + 1
        return place.get(up) if up is not None else None

    return tuple(replace(reports[n], parent=parent(n)) for n in stays)


