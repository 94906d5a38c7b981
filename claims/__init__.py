"""Articles go in, a dataset of attributed claims comes out, and every span in it can be proved.

The doors at the top are `read_articles`, `build`, `load`, `Corpus` and the row classes. The wings keep their
own: `claims.extract.engine.get_engine`, `claims.sources.resolve.resolve`, `claims.validate.checks.validate`,
`claims.publish.release.publish` (a name is never both a wing and a function).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.corpus import Corpus as Corpus
    from claims.errors import ClaimsError as ClaimsError
    from claims.ingest import read_articles as read_articles
    from claims.loading import load as load
    from claims.model import Article as Article
    from claims.model import Attribution as Attribution
    from claims.model import Claim as Claim
    from claims.model import Extraction as Extraction
    from claims.model import Source as Source
    from claims.model import Span as Span
    from claims.whole import build as build

__version__ = "0.1.0"

_HOMES = {
    "Article": "claims.model",
    "Attribution": "claims.model",
    "Claim": "claims.model",
    "ClaimsError": "claims.errors",
    "Corpus": "claims.corpus",
    "Extraction": "claims.model",
    "Source": "claims.model",
    "Span": "claims.model",
    "build": "claims.whole",
    "load": "claims.loading",
    "read_articles": "claims.ingest",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first asked for (PEP 562), so that `import claims` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'claims' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*_HOMES, "__version__"])
