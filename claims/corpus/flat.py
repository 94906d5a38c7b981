"""The flat view: one row a claim, with the chain of sources it passed through, outermost first; joined by columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.contract import FLAT, arrow_schema, contract
from claims.contract.tables import WITHDRAWN
from claims.errors import DataError
from claims.model import JOINT

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    Numbers = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

NONE = -1  # the number of a row that is not there
OF_ARTICLE = ("title", "outlet", "url", "published_at", "language")
OF_ATTRIBUTION = ("quote_type", "commitment")


def flat_view(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The flat view of tables of the contract, in the order of their claims; withdrawn claims are left out.

    The tables have articles whole, with their rows, and every source. The source of a claim is the source of its
    own, innermost attribution. DataError names a row that is not there, or the circle that a chain runs in.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    articles, attributions, claims = (tables[name] for name in ("articles", "attributions", "claims"))
    claims = claims.filter(pc.fill_null(pc.not_equal(claims["status"], WITHDRAWN), True))
    article = _rows("articles", articles, claims["article_id"])
    own = _rows("attributions", attributions, claims["attribution_id"])
    links = _links(attributions, articles, tables["sources"])
    offsets, ancestors = _chains(own, _parents(attributions))
    last = links.take(_indices(own))
    schema = arrow_schema(FLAT)
    columns: dict[str, Any] = {
        **{name: claims[name] for name in schema.names if name in claims.column_names},
        **_taken(articles, OF_ARTICLE, article),
        **_taken(attributions, OF_ATTRIBUTION, own),
        "source_id": pc.struct_field(last, "source_id"),
        "source_name": pc.struct_field(last, "name"),
        "source_kind": pc.struct_field(last, "kind"),
        "chain": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), links.take(pa.array(ancestors))),
        "segment_role": _roles(articles, article, claims),
    }
    return pa.table([columns[name] for name in schema.names], schema=schema)


def _rows(table: str, rows: pa.Table, keys: pa.ChunkedArray) -> Numbers:
    """The number of the row that each key names, NONE for no key; DataError where there is no such row."""
    import pyarrow.compute as pc

    found = _numbers(rows[contract().table(table).primary_key], keys)
    lost = keys.filter(pc.and_(found < 0, pc.is_valid(keys)))
    if len(lost):
        raise DataError(f"{lost[0]} is named but is not there", where=f"table {table}")
    return found


def _numbers(among: pa.ChunkedArray, keys: pa.ChunkedArray) -> Numbers:
    """The number that each key has among others, NONE where it is not among them."""
    import numpy as np
    import pyarrow.compute as pc

    found = pc.index_in(keys, value_set=among.combine_chunks(), skip_nulls=True)
    return np.asarray(pc.fill_null(found, NONE), dtype=np.int64)


def _indices(rows: Numbers) -> pa.Array:
    """Numbers of rows as Arrow takes them, null for NONE."""
    import pyarrow as pa

    return pa.array(rows, mask=rows == NONE)


def _taken(table: pa.Table, columns: tuple[str, ...], rows: Numbers) -> dict[str, pa.ChunkedArray]:
    """These columns of these rows, null for NONE."""
    indices = _indices(rows)
    return {name: table[name].take(indices) for name in columns}


def _parents(attributions: pa.Table) -> Numbers:
    """The number of each attribution's parent, and NONE at the end, so that the parent of NONE is NONE.

    DataError names a parent that is not there, or the events of a circle.
    """
    import numpy as np
    import pyarrow.compute as pc

    ids, named = attributions["attribution_id"], attributions["parent_id"]
    found = _numbers(ids, named)
    lost = np.flatnonzero(pc.and_(found < 0, pc.is_valid(named)))
    if len(lost):
        child, parent = ids[int(lost[0])], named[int(lost[0])]
        raise DataError(f"{child} has the parent {parent}, which does not exist", mend="correct the `parent_id`")
    parents = np.append(found, NONE)
    above, reached = parents, 1
    while (above >= 0).any():
        if reached > len(parents):
            ring = _ring(int(above.max()), parents)
            circle = " -> ".join(str(ids[row]) for row in ring)
            raise DataError(f"the chain runs in a circle: {circle}", mend="correct a `parent_id`")
        above, reached = above[above], 2 * reached
    return parents


def _ring(row: int, parents: Numbers) -> list[int]:
    """The rows of the circle that a row lies in, the first again at the end."""
    found = [row]
    while len(found) == 1 or found[-1] != row:
        found.append(int(parents[found[-1]]))
    return found


def _chains(own: Numbers, parents: Numbers) -> tuple[Numbers, Numbers]:
    """Where each claim's chain begins and the last ends, and the attributions of all chains, outermost first."""
    import numpy as np

    levels = [own]
    while (levels[-1] >= 0).any():
        levels.append(parents[levels[-1]])
    ancestors = np.stack(levels[::-1], axis=1)
    there = ancestors >= 0
    return np.append(0, there.sum(axis=1).cumsum()), ancestors[there]


def _links(attributions: pa.Table, articles: pa.Table, sources: pa.Table) -> pa.StructArray:
    """What each attribution is in a chain, as it and the registry have it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = _indices(_numbers(sources["source_id"], attributions["source_id"]))
    columns = {
        "source_id": attributions["source_id"],
        "name": sources["name"].take(known),
        "kind": pc.fill_null(sources["kind"].take(known), "unspecified"),
        "mention": attributions["mention"],
        "cue": _cues(attributions, articles),
        "form": attributions["form"],
    }
    kinds = list(arrow_schema(FLAT).field("chain").type.value_type)
    whole = [pa.chunked_array(columns[kind.name]).combine_chunks() for kind in kinds]
    return pa.StructArray.from_arrays(whole, fields=kinds)


def _cues(attributions: pa.Table, articles: pa.Table) -> pa.ChunkedArray:
    """What the cue of each attribution says; "" where its article has no text."""
    import polars as pl
    import pyarrow as pa

    texts = pl.Series(articles["text"], dtype=pl.String).fill_null("")
    spans = (
        pl.DataFrame({"cue": attributions["cue"], "article": _rows("articles", articles, attributions["article_id"])})
        .with_row_index("row")
        .explode("cue", empty_as_null=True)
        .unnest("cue")
    )
    said = texts.gather(spans["article"]).str.slice(spans["start"], spans["end"] - spans["start"])
    cues = spans.select("row", cue=said).group_by("row", maintain_order=True).agg(pl.col("cue").str.join(JOINT))
    return pa.chunked_array(cues["cue"].to_arrow()).cast(pa.string())


def _roles(articles: pa.Table, article: Numbers, claims: pa.Table) -> pa.ChunkedArray:
    """The role of the segment in which each claim begins; "body" outside any."""
    import polars as pl
    import pyarrow as pa

    segments = pl.DataFrame({"segment": articles["segments"]}).with_row_index("article").explode("segment").unnest("segment")
    began = pl.DataFrame({"evidence": claims["evidence"], "article": article}).with_row_index("claim").select(
        "claim", pl.col("article").cast(pl.UInt32), begin=pl.col("evidence").list.first().struct.field("start")
    )
    inside = began.lazy().join(segments.lazy(), on="article", maintain_order="left_right").filter(
        pl.col("begin").is_between(pl.col("start"), pl.col("end"), closed="left")
    )
    first = inside.unique("claim", keep="first", maintain_order=True).select("claim", "role").collect()
    roles = began.join(first, on="claim", how="left", maintain_order="left")["role"].fill_null("body")
    return pa.chunked_array(roles.to_arrow()).cast(pa.string())
