"""One article, or the thread of a claim, as a page for a terminal."""

from claims.show.page import find, page
from claims.show.screen import Screen
from claims.show.threads import listed, told

__all__ = ["Screen", "find", "listed", "page", "told"]
