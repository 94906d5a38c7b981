"""Claims: what each attribution claims, and what the author says, as single propositions with their judgements."""

from claims.extract.rules.propositions.door import propositions
from claims.extract.rules.propositions.reading import Reader

__all__ = ["Reader", "propositions"]
