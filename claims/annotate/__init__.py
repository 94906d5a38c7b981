"""Corrections by people: a log of edits a person, and a corpus with the edits of all logs replayed."""

from claims.annotate.change import Change
from claims.annotate.log import Log
from claims.annotate.replay import replay

__all__ = ["Change", "Log", "replay"]
