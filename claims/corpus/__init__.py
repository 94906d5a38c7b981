"""The corpus: rows and Arrow tables, JSONL in and out, and the flat view. The one room where data changes form."""

from claims.corpus.arrow import from_arrow, to_arrow
from claims.corpus.files import files_there, table_files, table_of
from claims.corpus.flat import flat_view
from claims.corpus.jsonl import jsonl, read_jsonl, write_jsonl
from claims.corpus.parts import in_parts
from claims.corpus.seal import edit_hash
from claims.corpus.stored import StoredTables
from claims.corpus.tables import Corpus, attributed_claims
from claims.corpus.values import row_from_dict, row_to_dict

__all__ = [
    "Corpus",
    "StoredTables",
    "attributed_claims",
    "edit_hash",
    "files_there",
    "flat_view",
    "from_arrow",
    "in_parts",
    "jsonl",
    "read_jsonl",
    "row_from_dict",
    "row_to_dict",
    "table_files",
    "table_of",
    "to_arrow",
    "write_jsonl",
]
