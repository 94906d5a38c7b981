"""Claims: what each attribution claims, and what the author says, as single propositions with their judgements."""

from claims.extract.rules.propositions.door import propositions

__all__ = ["propositions"]
