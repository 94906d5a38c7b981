"""croissant.json: the release in the Croissant format 1.1, with its responsible-AI terms, written without mlcroissant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.contract import Column, contract
from claims.publish.about import About
from claims.publish.figures import Figures, TablePart
from claims.publish.papers import how_many, is_spdx, license_of
from claims.publish.statement import responsible
from claims.publish.tables import Written

TYPES: Mapping[str, str] = {
    "String": "sc:Text", "Int64": "cr:Int64", "Float64": "cr:Float64", "Date": "sc:Date", "Datetime": "sc:DateTime",
}  # fmt: skip
# as the specification has it; the order and the words are part of the standard
CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def croissant(about: About, figures: Figures, written: Mapping[str, Written]) -> dict[str, Any]:
    """The description of a release whose files are these, by their names; one without rows has no record set."""
    licenses = [f"https://spdx.org/licenses/{name}" if is_spdx(name) else name for name in license_of(about, figures)]
    days = [day.date().isoformat() for day in figures.days]
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": about.name,
        "alternateName": about.heading,
        "description": (about.description or f"{how_many(figures)}, each with its chain of sources.").strip(),
        "version": about.version,
        "citeAs": f"{', '.join(about.creators)}: {about.heading}, version {about.version}.",
        "creator": [{"@type": "sc:Organization", "name": author} for author in about.creators],
        **({"datePublished": about.date} if about.date else {}),
        **({"license": licenses} if licenses else {}),
        "inLanguage": figures.plain_languages,
        "keywords": ["attribution", "claims", "quotations", "news"],
        **responsible(about.statement),
        **({"rai:dataCollectionTimeframe": days} if days else {}),
        "distribution": [_file(part, written[part.file]) for part in figures.parts()],
        "recordSet": [_records(part) for part in figures.parts() if part.rows],
    }


def _file(part: TablePart, file: Written) -> dict[str, Any]:
    """A Parquet file."""
    return {
        "@type": "cr:FileObject",
        "@id": f"{part.name}.parquet",
        "name": f"{part.name}.parquet",
        "contentUrl": part.file,
        "contentSize": f"{file.size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file.sha256,
    }


def _records(part: TablePart) -> dict[str, Any]:
    """The rows of a table, or of a split of one."""
    table = contract().table(part.table)
    return {
        "@type": "cr:RecordSet",
        "@id": part.name,
        "name": part.name,
        "description": table.description if part.whole else f"{table.description} The split {part.split}.",
        "key": {"@id": f"{part.name}/{table.primary_key}"},
        "field": [_field(part.name, column) for column in table.columns],
    }


def _field(table: str, column: Column) -> dict[str, Any]:
    """A column; a list of structs has a field for each of theirs."""
    where = f"{table}/{column.name}"
    source = {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column.name}}
    found: dict[str, Any] = {"@type": "cr:Field", "@id": where, "name": where, "description": column.description}
    if column.scalar is not None:
        return found | {"dataType": TYPES[column.scalar], "source": source}
    inner = [
        {"@type": "cr:Field", "@id": f"{where}/{name}", "name": f"{where}/{name}", "dataType": TYPES[kind],
         "source": source | {"transform": {"jsonPath": name}}}
        for name, kind in column.item_fields.items()
    ]  # fmt: skip
    return found | {"isArray": True, "arrayShape": "-1", "subField": inner}
