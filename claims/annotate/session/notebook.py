"""The notebook that an annotator works in, made for one person and one dataset repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claims.annotate.session.source import Repository
from claims.contract import contract
from claims.errors import UsageError

WORDS = """# Annotate as {annotator}

Run the cell below. Each change is judged at once and stands in `edits/{annotator}.jsonl` before the page says that it is saved; press `?` in it for the keys.
"""
CODE = """from claims.annotate.session import Session
from claims.annotate.widget import ClaimWidget

if "session" in globals():
    session.close()
session = Session.open("..", "{annotator}")
ClaimWidget(session)"""


def notebook(folder: str | Path, annotator: str) -> Path:
    """The file notebooks/annotate_NAME.ipynb of a dataset repository, written where there is none.

    UsageError where there is no repository, the name is none, or the folder cannot be written; whatever keeps the
    annotator's log from being written is raised too.
    """
    log, fault = Repository(Path(folder), annotator, contract().version).log()
    if log is None:
        assert fault is not None
        raise fault
    log.close()
    file = Path(folder) / "notebooks" / f"annotate_{annotator}.ipynb"
    try:
        file.parent.mkdir(exist_ok=True)
        if not file.exists():
            file.write_text(json.dumps(_made(annotator), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write the notebook: {error.strerror}", where=str(file), mend="give a folder that you may write to") from None
    return file


def _made(annotator: str) -> dict[str, Any]:
    """The notebook as JSON."""
    words = {"cell_type": "markdown", "id": "words", "metadata": {}, "source": _lines(WORDS.format(annotator=annotator))}
    code: dict[str, Any] = {"cell_type": "code", "id": "session", "metadata": {}, "execution_count": None, "outputs": [], "source": _lines(CODE.format(annotator=annotator))}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": [words, code], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
