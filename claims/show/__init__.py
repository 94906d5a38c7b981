"""One article as a page for a terminal."""

from claims.show.page import find, page
from claims.show.screen import Screen

__all__ = ["Screen", "find", "page"]
