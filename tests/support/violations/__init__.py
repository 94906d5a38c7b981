"""Changes of the clean corpus, each of which breaks one check; `VIOLATIONS` holds them all."""

from violations import columns, judged, relations, sense, spans
from violations.base import KEYS, VIOLATIONS, Rows, Violation, by_cue, change, claim_of, find

__all__ = [
    "KEYS", "VIOLATIONS", "Rows", "Violation", "by_cue", "change", "claim_of", "columns", "find", "judged", "relations", "sense", "spans",
]  # fmt: skip
