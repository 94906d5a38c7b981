"""The contract: what each table, column and enum value is, and the same in the forms of other tools."""

from claims.contract.dictionary import dictionary_markdown
from claims.contract.forms import (
    arrow_schema,
    feature_dict,
    features,
    json_schema,
    pandera_schema,
)
from claims.contract.reading import contract, read_contract
from claims.contract.tables import (
    FLAT,
    ROW_TYPES,
    TABLES,
    Column,
    Contract,
    Enum,
    ForeignKey,
    Label,
    TableContract,
)

__all__ = [
    "FLAT",
    "ROW_TYPES",
    "TABLES",
    "Column",
    "Contract",
    "Enum",
    "ForeignKey",
    "Label",
    "TableContract",
    "arrow_schema",
    "contract",
    "dictionary_markdown",
    "feature_dict",
    "features",
    "json_schema",
    "pandera_schema",
    "read_contract",
]
