"""The same claim over outlets, languages and days: links between claims, proposed with their reasons, and threads of them."""

from claims.track.embedders import Embedder, get_embedder
from claims.track.linking import link, relinked
from claims.track.threads import Report, Thread, threads

__all__ = ["Embedder", "Report", "Thread", "get_embedder", "link", "relinked", "threads"]
