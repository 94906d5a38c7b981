"""The seal of an edit: a hash that takes in the hash before it, so that no line of a log changes without a trace."""

from __future__ import annotations

from claims.corpus.values import row_to_dict
from claims.ids import canonical_hash
from claims.model import Edit


def edit_hash(edit: Edit) -> str:
    """The hash that an edit should have: of its columns as its line has them, without `hash` and without nulls.

    Nulls are left out so that a column that a later contract brings leaves old hashes as they are.
    """
    said = row_to_dict(edit)
    return canonical_hash({name: value for name, value in said.items() if value is not None and name != "hash"})
