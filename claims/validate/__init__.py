"""The gate: every invariant of a corpus as a named check, and the report of what breaks it."""
