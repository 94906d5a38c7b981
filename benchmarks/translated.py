"""Translations found again: line-aligned segments, each looked up by its vector among all of the English side."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from claims.errors import UsageError
from claims.track.embedders import Embedder, embedded

LANGUAGES = ("ar", "ru", "fr", "de", "es", "tr")
ENGLISH = "en"
BLOCK = 500


def recalls(folder: Path, embedder: Embedder) -> Iterator[tuple[str, int, float]]:
    """(language, segments, share whose own translation is the nearest) for each language that the folder has.

    A file has a document a line, with its `text` and its `segments` as [start, end]; the files of all languages have the
    same segments in the same order.
    """
    english = _segments(folder, ENGLISH)
    vectors = embedded(embedder, english)
    for language in LANGUAGES:
        theirs = _segments(folder, language)
        if len(theirs) != len(english):
            raise UsageError(f"{len(theirs)} segments of {language}, {len(english)} of {ENGLISH}", where=str(folder))
        looked_up = embedded(embedder, theirs)
        best = np.concatenate([(looked_up[at : at + BLOCK] @ vectors.T).argmax(axis=1) for at in range(0, len(theirs), BLOCK)])
        same = [english[found] == english[row] for row, found in enumerate(best.tolist())]
        yield language, len(theirs), sum(same) / len(same)


def _segments(folder: Path, language: str) -> list[str]:
    """The segments of all documents in a language, in their order."""
    files = sorted(folder.glob(f"*_{language}.jsonl.gz"))
    if len(files) != 1:
        raise UsageError(f"{len(files)} files of {language}", where=str(folder), mend="one NAME_LANGUAGE.jsonl.gz a language")
    found = []
    with gzip.open(files[0], "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            found += [document["text"][start:end] for start, end in document["segments"]]
    return found
