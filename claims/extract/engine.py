"""What an engine is, and how one is found by its name."""

from __future__ import annotations

from typing import Protocol

from claims.errors import unknown
from claims.model import Article, Extraction

ENGINES = ("rules",)


class Engine(Protocol):
    """Finds attributions and claims in one article; the same article gives the same extraction."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def extract(self, article: Article) -> Extraction:
        """Kept rows, and what was refused with its reason."""
        ...


def get_engine(name: str) -> Engine:
    """The engine of this name; an unknown name lists the ones there are."""
    if name not in ENGINES:
        raise unknown("engine", name, ENGINES)
    from importlib import import_module

    engine: Engine = import_module(f"claims.extract.{name}").RulesEngine()
    return engine
