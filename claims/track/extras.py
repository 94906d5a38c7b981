"""The packages that tracking needs beside the package's own, each imported when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claims.errors import MissingExtra

EXTRA = "track"


def package(name: str, extra: str = EXTRA) -> Any:
    """A package by its import name; MissingExtra says what brings it."""
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra(name.partition(".")[0], extra) from None


def rapidfuzz() -> Any:
    """rapidfuzz, with its measures of how alike two texts are."""
    return package("rapidfuzz")
