"""Who a mention is: a source id or none, how far it is identified, and the reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """The source of one mention; `anonymity` as in the attributions table."""

    source_id: str | None
    anonymity: str
    reason: str
    mention: str = "name"  # what the words are: a name, nominal, a pronoun
