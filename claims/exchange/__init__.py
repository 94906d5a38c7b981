"""Exchange with other tools: a corpus in their formats and back, each span proved on the way."""

from claims.exchange.doors import (
    FORMATS,
    Exported,
    format_of,
    read_corpus,
    write_corpus,
    write_tables,
)
from claims.exchange.formats import Format

__all__ = ["FORMATS", "Exported", "Format", "format_of", "read_corpus", "write_corpus", "write_tables"]
